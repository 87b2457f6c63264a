//! `dates/integer-date`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::dates::Note;
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "dates/integer-date",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("integer_date.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IntegerDate {}

impl PageRule for IntegerDate {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for date in page.dates.reached() {
            let Some(moment) = date.reading.moment() else { continue };
            let unit = if moment.has(Note::UnixSeconds) {
                "seconds"
            } else if moment.has(Note::UnixMilliseconds) {
                "milliseconds"
            } else {
                continue;
            };
            let entry = date.entry(page);
            let (key, text, generator) = (entry.name(), page.excerpt(entry.value), site.profile.name);
            let becomes = moment.rfc3339();
            let message =
                format!("`{key}` is the number `{text}`, which {generator} takes for {unit} since 1970: {becomes}");
            let draft = findings.value(entry, message);
            match as_written_day(&text) {
                Some(day) => {
                    let line = page.date_line(key, &day);
                    draft.help(format!("if the day {day} is meant, write `{line}`")).report();
                }
                None => {
                    let help = format!("write the date as a date: `{}`", page.date_line(key, &becomes));
                    draft.help(help).severity(Severity::Info).report();
                }
            }
        }
    }
}

/// The day that eight digits look like: `20240307` is `2024-03-07`, and a year alone its first day.
fn as_written_day(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    let year = number(0..4).filter(|year| (1900..2100).contains(year))?;
    match digits.len() {
        4 => Some(format!("{year}-01-01")),
        8 => {
            let (month, day) = (number(4..6)?, number(6..8)?);
            let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
            is_day.then(|| format!("{year}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}
