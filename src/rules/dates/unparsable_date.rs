//! `dates/unparsable-date`

use serde::Deserialize;

use crate::finding::{Safety, Severity};
use crate::front_matter::{NodeRef, Style};
use crate::profile::Consequence;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::dates::{DateFault, FaultKind, Reading};
use crate::site::{Page, Site};
use crate::text::TextEdit;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "dates/unparsable-date",
    severity: Severity::Error,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("unparsable_date.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnparsableDate {}

impl PageRule for UnparsableDate {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for date in page.dates.reached() {
            if let Reading::Fault(fault) = &date.reading
                && !matches!(fault.kind, FaultKind::ImpossibleDay | FaultKind::ImpossibleTime)
                && !page.is_guessed(date.entry(page).value)
            {
                let entry = date.entry(page);
                let message = message(entry.name(), entry.value, fault, page, site);
                let draft = findings.value(entry, message).severity(severity(site));
                match &fault.suggestion {
                    Some(text) => draft
                        .help(format!("write `{}: {text}`", entry.name()))
                        .fix(Safety::Safe, format!("write {text}"), [rewrite(entry.value, text)])
                        .report(),
                    None => draft.help(help(entry.name(), entry.value, page, site)).report(),
                }
            }
        }
    }
}

/// How bad a date is that the generator cannot read.
fn severity(site: &Site) -> Severity {
    match site.profile.dates.unreadable {
        Consequence::Fails(_) => Severity::Error,
        Consequence::Loses(_) => Severity::Warning,
        Consequence::Harmless => Severity::Info,
    }
}

fn message(key: &str, value: NodeRef<'_>, fault: &DateFault, page: &Page, site: &Site) -> String {
    let generator = site.profile.name;
    let reason = &fault.reason;
    if value.scalar().is_none() {
        return format!("`{key}` is no date that {generator} can read: {reason}");
    }
    format!("`{key}` is `{}`, no date that {generator} can read: {reason}", page.excerpt(value))
}

fn help(key: &str, value: NodeRef<'_>, page: &Page, site: &Site) -> String {
    let is_boolean = value.scalar().is_some_and(|scalar| matches!(&*scalar.text, "true" | "false"));
    if is_boolean && page.is_key(key, "published") {
        return format!("{} takes `published` for a date; write `draft: true` to hide a page", site.profile.name);
    }
    format!(
        "write `{key}:` and the date as year-month-day (2024-03-07), if need be with a time (2024-03-07T10:15:00+08:00)"
    )
}

/// Replaces the text of a scalar and keeps its quotes, unless they alone are the mistake: MkDocs takes no date in quotes.
fn rewrite(value: NodeRef<'_>, text: &str) -> TextEdit {
    let span = value.span();
    let keeps_quotes = value.scalar().is_some_and(|scalar| {
        matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted) && &*scalar.text != text
    });
    TextEdit::replace(if keeps_quotes { span.part(1, span.len().saturating_sub(2)) } else { span }, text)
}
