//! `dates/ambiguous-date`

use serde::Deserialize;

use super::repair::{Repair, UsualLayouts};
use crate::finding::{Safety, Severity};
use crate::rules::{Findings, FixKind, RuleMeta, Sink, SiteRule};
use crate::site::dates::{Moment, Note, Reading, with_all_zeros};
use crate::site::{DateValue, Index, Page, Site};
use crate::text::TextEdit;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "dates/ambiguous-date",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("ambiguous_date.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AmbiguousDate {}

impl SiteRule for AmbiguousDate {
    fn check(&self, index: &Index<'_>, site: &Site, sink: &mut Sink<'_>) {
        let usual = UsualLayouts::of(index);
        for (page, _) in index.pages.values() {
            judge(page, site, &usual, &mut sink.page(page));
        }
    }
}

fn judge(page: &Page, site: &Site, usual: &UsualLayouts<'_, '_>, findings: &mut Findings<'_>) {
    for date in page.dates.reached() {
        let (why, becomes) = match &date.reading {
            Reading::DependsOnToday => ("parts are missing and taken from the day of the build", None),
            Reading::Moment(moment) => match why(moment) {
                Some(why) => (why, Some(moment.rfc3339())),
                None => {
                    judge_zeros(date, moment, page, site, usual, findings);
                    continue;
                }
            },
            _ => continue,
        };
        let entry = date.entry(page);
        let (key, text, generator) = (entry.name(), page.excerpt(entry.value), site.profile.name);
        let taken = becomes.as_ref().map(|becomes| format!("; {generator} takes it for {becomes}")).unwrap_or_default();
        let help = match &becomes {
            Some(becomes) => format!("if that is meant, write `{key}: {becomes}`"),
            None => format!("write the whole date: `{key}: 2024-03-07`"),
        };
        findings.value(entry, format!("`{key}` is `{text}`: {why}{taken}")).help(help).report();
    }
}

/// A day without its zero beside a month that has one: half of it may be missing (`2013-05-1` for `2013-05-12`).
fn judge_zeros(
    date: &DateValue,
    moment: &Moment,
    page: &Page,
    site: &Site,
    usual: &UsualLayouts<'_, '_>,
    findings: &mut Findings<'_>,
) {
    let entry = date.entry(page);
    let Some(scalar) = entry.value.scalar() else { return };
    let Some(padded) = with_all_zeros(&scalar.text) else { return };
    let span = entry.value.span();
    let written = span.of(&page.text);
    // Only where the text stands in the file as it is, in quotes or not.
    let Some(start) = written.find(&*scalar.text) else { return };
    let edit = |text: &str| TextEdit::replace(span.part(start, scalar.text.len()), text);
    let repair = Repair { page, site, date, edit: &edit };
    let is_same = repair.moment(&padded).is_some_and(|again| again.unix_seconds() == moment.unix_seconds());
    let safety = if is_same { Safety::Safe } else { Safety::Unsafe };
    let meant = repair.text(&padded, usual);
    let (key, text) = (entry.name(), page.excerpt(entry.value));
    findings
        .value(entry, format!("`{key}` is `{text}`: one of month and day has its zero, the other has not"))
        .help(format!("write `{key}: {meant}`, or the day that is meant"))
        .fix(safety, format!("write {meant}"), [edit(&meant)])
        .report();
}

fn why(moment: &Moment) -> Option<&'static str> {
    moment.notes.iter().find_map(|note| match note {
        Note::OrderChosen => Some("day or month may come first"),
        Note::TwoDigitYear => Some("the year has two digits"),
        Note::ZoneReversed => Some("the zone is read the other way round"),
        Note::ZoneNameIgnored => Some("the name of the zone is not heeded"),
        Note::TimeOnly => Some("a time of day without a day"),
        Note::PartIgnored => Some("part of it is not read"),
        _ => None,
    })
}
