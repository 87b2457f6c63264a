//! `dates/ambiguous-date`

use serde::Deserialize;

use super::repair::Repair;
use crate::finding::{Safety, Severity};
use crate::rules::{Findings, FixKind, Group, Groups, RuleMeta, Sink, SiteRule};
use crate::site::dates::{Moment, Note, Reading, with_all_zeros};
use crate::site::{Census, DateValue, IndexedPage, Page, Site};
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
    /// Each page alone, if it has a date that may be at fault.
    fn groups(&self, (page, _): IndexedPage<'_>, _site: &Site, groups: &mut Groups<'_>) {
        if page.dates.reached().any(|date| is_suspicious(date, page)) {
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

/// Whether there is anything to ask about a date.
fn is_suspicious(date: &DateValue, page: &Page) -> bool {
    let has_odd_zeros = || date.entry(page).value.scalar().is_some_and(|scalar| with_all_zeros(&scalar.text).is_some());
    match &date.reading {
        Reading::DependsOnToday => true,
        Reading::Moment(moment) => why(moment).is_some() || has_odd_zeros(),
        _ => false,
    }
}

fn judge(page: &Page, site: &Site, census: &Census, findings: &mut Findings<'_>) {
    for date in page.dates.reached() {
        let (why, becomes) = match &date.reading {
            Reading::DependsOnToday => ("parts are missing and taken from the day of the build", None),
            Reading::Moment(moment) => match why(moment) {
                Some(why) => (why, Some(moment.rfc3339())),
                None => {
                    judge_zeros(date, moment, page, site, census, findings);
                    continue;
                }
            },
            _ => continue,
        };
        let entry = date.entry(page);
        let (key, text, generator) = (entry.name(), page.excerpt(entry.value), site.profile.name);
        let taken = becomes.as_ref().map(|becomes| format!("; {generator} takes it for {becomes}")).unwrap_or_default();
        let help = match &becomes {
            Some(becomes) => format!("if that is meant, write `{}`", page.date_line(key, becomes)),
            None => format!("write the whole date: `{}`", page.date_line(key, "2024-03-07")),
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
    census: &Census,
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
    let meant = repair.text(&padded, census);
    let (key, text) = (entry.name(), page.excerpt(entry.value));
    findings
        .value(entry, format!("`{key}` is `{text}`: one of month and day has its zero, the other has not"))
        .help(format!("write `{}`, or the day that is meant", page.date_line(key, &meant)))
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
