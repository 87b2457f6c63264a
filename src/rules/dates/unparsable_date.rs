//! `dates/unparsable-date`

use serde::Deserialize;

use super::repair::Repair;
use crate::finding::{Safety, Severity};
use crate::front_matter::{NodeRef, Style};
use crate::profile::Consequence;
use crate::rules::{Findings, FixKind, Group, Groups, RuleMeta, Sink, SiteRule};
use crate::site::dates::{DateFault, FaultKind, Reading};
use crate::site::{Census, IndexedPage, Page, Site};
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

impl SiteRule for UnparsableDate {
    /// Each page alone, if it has a date that may be at fault.
    fn groups(&self, (page, _): IndexedPage<'_>, _site: &Site, groups: &mut Groups<'_>) {
        if page.dates.reached().any(|date| matches!(date.reading, Reading::Fault(_))) {
            groups.add(&[&page.path]);
        }
    }

    /// A date is repaired in the layout that most others have.
    fn reads_census(&self) -> bool {
        true
    }

    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>) {
        group.pages.iter().for_each(|(page, _)| judge(page, site, group.census, &mut sink.page(page)));
    }
}

fn judge(page: &Page, site: &Site, census: &Census, findings: &mut Findings<'_>) {
    for date in page.dates.reached() {
        let entry = date.entry(page);
        let Reading::Fault(fault) = &date.reading else { continue };
        if matches!(fault.kind, FaultKind::ImpossibleDay | FaultKind::ImpossibleTime) || page.is_guessed(entry.value) {
            continue;
        }
        let message = message(entry.name(), entry.value, fault, page, site);
        let draft = findings.value(entry, message).severity(severity(site));
        let Some(plain) = &fault.suggestion else {
            draft.help(help(entry.name(), entry.value, page, site)).report();
            continue;
        };
        let edit = |text: &str| rewrite(entry.value, plain, text);
        let text = Repair { page, site, date, edit: &edit }.text(plain, census);
        draft
            .help(format!("write `{}`", page.date_line(entry.name(), &text)))
            .fix(Safety::Safe, format!("write {text}"), [edit(&text)])
            .report();
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
    if value.is_absent() {
        return format!("`{key}` has no value, and {generator} wants a date");
    }
    format!("`{key}` is `{}`, no date that {generator} can read: {reason}", page.excerpt(value))
}

fn help(key: &str, value: NodeRef<'_>, page: &Page, site: &Site) -> String {
    let is_boolean = value.scalar().is_some_and(|scalar| matches!(&*scalar.text, "true" | "false"));
    if is_boolean && page.is_key(key, "published") {
        return format!("{} takes `published` for a date; write `draft: true` to hide a page", site.profile.name);
    }
    format!(
        "write year, month and day as in `{}`, if need be with a time: 2024-03-07T10:15:00+08:00",
        page.date_line(key, "2024-03-07")
    )
}

/// Replaces the text of a scalar and keeps its quotes, unless they alone are the mistake, and `plain` is what they are
/// around: MkDocs takes no date in quotes.
fn rewrite(value: NodeRef<'_>, plain: &str, text: &str) -> TextEdit {
    let span = value.span();
    let keeps_quotes = value.scalar().is_some_and(|scalar| {
        matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted) && &*scalar.text != plain
    });
    TextEdit::replace(if keeps_quotes { span.part(1, span.len().saturating_sub(2)) } else { span }, text)
}
