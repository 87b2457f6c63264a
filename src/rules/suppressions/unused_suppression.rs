//! `suppressions/unused-suppression`

use serde::Deserialize;

use super::{Scope, Suppression, Weighed};
use crate::finding::{Safety, Severity};
use crate::rules::{self, Findings, FixKind, RuleMeta, SuppressionRule};
use crate::site::Page;
use crate::text::{Span, TextEdit, nearest};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "suppressions/unused-suppression",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("unused_suppression.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnusedSuppression {}

impl SuppressionRule for UnusedSuppression {
    fn check(&self, page: &Page, weighed: &Weighed<'_>, findings: &mut Findings<'_>) {
        let suppression = weighed.suppression;
        if suppression.scope == Scope::Unclear {
            let word = if suppression.span.of(&page.text).starts_with("<!--") { "ignore-file" } else { "ignore" };
            let help = format!("write `matterlint: {word}[dates/future-date] reason`, with the rule to ignore");
            findings.span(suppression.span, "this comment suppresses nothing: it is not complete").help(help).report();
            return;
        }
        report_unknown(suppression, findings);
        report_idle(page, weighed, findings);
    }
}

fn report_unknown(suppression: &Suppression, findings: &mut Findings<'_>) {
    for name in suppression.names.iter().filter(|name| !is_known(&name.text)) {
        let bare = rules::all().map(|entry| entry.meta).find(|meta| meta.name() == name.text).map(|meta| meta.id);
        let known = rules::all().flat_map(|entry| [entry.meta.id, entry.meta.group()]);
        let near = bare.or_else(|| nearest(&name.text, known));
        let help = near.map_or_else(
            || "`matterlint rules` lists all of them".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let edits = bare.map(|bare| TextEdit::replace(name.span, bare));
        findings
            .span(name.span, format!("there is no rule `{}`", name.text))
            .help(help)
            .fix(Safety::Safe, "write the rule with its group", edits)
            .report();
    }
}

fn report_idle(page: &Page, weighed: &Weighed<'_>, findings: &mut Findings<'_>) {
    let names = &weighed.suppression.names;
    let (idle, busy): (Vec<_>, Vec<_>) = names.iter().zip(&weighed.idle).partition(|(_, idle)| **idle);
    let Some((first, _)) = idle.first() else { return };
    let listed = idle.iter().map(|(name, _)| format!("`{}`", name.text)).collect::<Vec<_>>().join(" or ");
    let place = match weighed.suppression.scope {
        Scope::File => "this file",
        _ => "the line that this comment is about",
    };
    let comment = weighed.suppression.span;
    let (span, title, edit) = if busy.is_empty() {
        (comment, "remove the comment", removal(&page.text, comment))
    } else {
        let rest = busy.iter().map(|(name, _)| &*name.text).collect::<Vec<_>>().join(", ");
        let list = names[0].span.join(names[names.len() - 1].span);
        (first.span, "remove the name from the comment", TextEdit::replace(list, rest))
    };
    findings
        .span(span, format!("{place} has no finding of {listed} to suppress"))
        .help("remove what is no longer needed, so that it does not hide a later mistake")
        .fix(Safety::Safe, title, [edit])
        .report();
}

/// Removes a comment: with its line where it has one to itself, else with the blanks before it.
fn removal(text: &str, comment: Span) -> TextEdit {
    let (start, end) = (comment.start as usize, comment.end as usize);
    let before = text[..start].trim_end_matches([' ', '\t']);
    let rest = &text[end..];
    let line_end = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
    let has_line = before.is_empty() || before.ends_with(['\n', '\r']);
    if has_line && (line_end > 0 || rest.is_empty()) {
        return TextEdit::delete(Span::new(before.len(), end + line_end));
    }
    TextEdit::delete(Span::new(before.len(), end))
}

fn is_known(name: &str) -> bool {
    rules::all().any(|entry| entry.meta.id == name || entry.meta.group() == name)
}
