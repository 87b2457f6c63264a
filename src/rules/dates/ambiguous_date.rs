//! `dates/ambiguous-date`

use serde::Deserialize;

use crate::finding::{Safety, Severity};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::dates::{Moment, Note, Reading, with_all_zeros};
use crate::site::{DateValue, Page, Site, Source};
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

impl PageRule for AmbiguousDate {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for date in page.dates.reached() {
            let (why, becomes) = match &date.reading {
                Reading::DependsOnToday => ("parts are missing and taken from the day of the build", None),
                Reading::Moment(moment) => match why(moment) {
                    Some(why) => (why, Some(moment.rfc3339())),
                    None => {
                        judge_zeros(date, moment, page, site, findings);
                        continue;
                    }
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

/// A day without its zero beside a month that has one: half of it may be missing (`2013-05-1` for `2013-05-12`).
fn judge_zeros(date: &DateValue, moment: &Moment, page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let entry = date.entry(page);
    let Some(scalar) = entry.value.scalar() else { return };
    let Some(padded) = with_all_zeros(&scalar.text) else { return };
    let span = entry.value.span();
    let written = span.of(&page.text);
    // Only where the text stands in the file as it is, in quotes or not.
    let Some(start) = written.find(&*scalar.text) else { return };
    let edit = TextEdit::replace(span.part(start, scalar.text.len()), &*padded);
    let is_same =
        read_again(&edit, date, page, site).is_some_and(|again| again.unix_seconds() == moment.unix_seconds());
    let safety = if is_same { Safety::Safe } else { Safety::Unsafe };
    let (key, text) = (entry.name(), page.excerpt(entry.value));
    findings
        .value(entry, format!("`{key}` is `{text}`: one of month and day has its zero, the other has not"))
        .help(format!("write `{key}: {padded}`, or the day that is meant"))
        .fix(safety, format!("write {padded}"), [edit])
        .report();
}

/// The date as the generator reads it after `edit`: without the zero it may be text to the parser, and a time with it.
fn read_again(edit: &TextEdit, date: &DateValue, page: &Page, site: &Site) -> Option<Moment> {
    let (before, after) = (&page.text[..edit.span.start as usize], &page.text[edit.span.end as usize..]);
    let source = Source { path: page.path.clone(), text: format!("{before}{}{after}", edit.insert), fault: None };
    let page = Page::new(source, site)?;
    let again = page.dates.all().find(|again| again.key == date.key)?;
    again.reading.moment().cloned()
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
