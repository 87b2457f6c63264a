//! `dates/filename-date-mismatch`

use chrono::NaiveDate;
use serde::Deserialize;

use crate::finding::Severity;
use crate::profile::pages::{NameDate, PageKind};
use crate::profile::{Consequence, DateRole, InName};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::dates::{Civil, Moment, is_doubtful};
use crate::site::{DateValue, Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "dates/filename-date-mismatch",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("filename_date_mismatch.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FilenameDateMismatch {}

impl PageRule for FilenameDateMismatch {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let dates = &site.profile.dates;
        let is_dated = dates.only_on.is_empty() || dates.only_on.contains(&page.kind);
        // The day in the name of a draft is the day on which it was begun.
        if !is_dated || page.kind == PageKind::Draft {
            return;
        }
        let Some(in_name) = &dates.in_name else { return };
        let Some(name_date) = (in_name.read)(&page.path, &site.config) else { return };
        match page.dates.of(DateRole::Date).filter(|date| date.role == DateRole::Date) {
            Some(date) => compare(date, name_date, page, findings),
            None if !has_date_elsewhere(page, site) => judge_alone(name_date, in_name, site, findings),
            None => {}
        }
    }
}

/// Whether a key, of the page or one that it inherits, stands before its name, or may do so.
fn has_date_elsewhere(page: &Page, site: &Site) -> bool {
    let chain = site.date_chain(DateRole::Date);
    let inherited = site.profile.inherited.map(|keys| keys(&page.path, page.kind, &site.config)).unwrap_or_default();
    let is_set = |key: &str| page.get(key).is_some_and(|entry| !entry.value.is_absent()) || inherited.contains_key(key);
    chain.iter().any(|(_, key)| is_set(key)) || !page.front_matter.is_whole() || site.config.may_add_keys_to(&page.path)
}

fn compare(date: &DateValue, name_date: NameDate, page: &Page, findings: &mut Findings<'_>) {
    let (Some(named), Some(moment)) = (name_date.date(), date.reading.moment()) else { return };
    // Another rule has said that this is not the day that is meant.
    if is_doubtful(moment) {
        return;
    }
    let Some(days) = days_between(named, moment).filter(|days| *days > 0) else { return };
    let entry = date.entry(page);
    let (key, text) = (entry.name(), page.excerpt(entry.value));
    // A day more or less is what time zones make.
    let severity = if days == 1 { Severity::Info } else { Severity::Warning };
    findings
        .value(entry, format!("`{key}` is `{text}`, and the name of the file says {named}"))
        .severity(severity)
        .help("write the same day in both, or rename the file without a date if your site allows that")
        .report();
}

/// The days between two dates, on the clock that is written and on that of UTC: the smaller number.
fn days_between(named: NaiveDate, moment: &Moment) -> Option<i64> {
    let utc = Civil::from_seconds(moment.unix_seconds(), 0);
    let day = |wall: Civil| NaiveDate::from_ymd_opt(i32::try_from(wall.year).ok()?, wall.month.into(), wall.day.into());
    let days = |wall: Civil| Some((day(wall)? - named).num_days().abs());
    Some(days(moment.wall)?.min(days(utc)?))
}

/// Judges a name that is the only date of a page.
fn judge_alone(name_date: NameDate, in_name: &InName, site: &Site, findings: &mut Findings<'_>) {
    let generator = site.profile.name;
    let help = "correct the name of the file, or give the page a `date`";
    match (name_date, in_name.impossible) {
        (NameDate::RolledOver(day), _) => findings
            .block(format!("the name of the file has a day that does not exist; {generator} takes it for {day}"))
            .help(help)
            .report(),
        (NameDate::Impossible, Consequence::Fails(effect)) => findings
            .block(format!("the name of the file has a date that does not exist: {generator} {effect}"))
            .severity(Severity::Error)
            .help(help)
            .report(),
        (NameDate::Impossible, Consequence::Loses(effect)) => findings
            .block(format!("the name of the file has a date that does not exist: {generator} {effect}"))
            .help(help)
            .report(),
        _ => {}
    }
}
