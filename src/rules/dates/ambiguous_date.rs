//! `dates/ambiguous-date`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::dates::{Moment, Note, Reading};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "dates/ambiguous-date",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("ambiguous_date.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AmbiguousDate {}

impl PageRule for AmbiguousDate {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for date in page.dates.reached() {
            let (why, becomes) = match &date.reading {
                Reading::DependsOnToday => ("parts are missing and taken from the day of the build", None),
                Reading::Moment(moment) => match why(moment) {
                    Some(why) => (why, Some(moment.rfc3339())),
                    None => continue,
                },
                _ => continue,
            };
            let entry = date.entry(page);
            let (key, text, generator) = (entry.name(), page.excerpt(entry.value), site.profile.name);
            let taken =
                becomes.as_ref().map(|becomes| format!("; {generator} takes it for {becomes}")).unwrap_or_default();
            let help = match &becomes {
                Some(becomes) => format!("if that is meant, write `{key}: {becomes}`"),
                None => format!("write the whole date: `{key}: 2024-03-07`"),
            };
            findings.value(entry, format!("`{key}` is `{text}`: {why}{taken}")).help(help).report();
        }
    }
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
