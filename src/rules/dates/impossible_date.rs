//! `dates/impossible-date`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::dates::{FaultKind, Note, Reading};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "dates/impossible-date",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("impossible_date.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImpossibleDate {}

impl PageRule for ImpossibleDate {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for date in page.dates.reached() {
            let entry = date.entry(page);
            let key = entry.name();
            match &date.reading {
                Reading::Fault(fault) if matches!(fault.kind, FaultKind::ImpossibleDay | FaultKind::ImpossibleTime) => {
                    let text = page.excerpt(entry.value);
                    let message = format!("`{key}` is `{text}`, but {}", fault.reason);
                    findings.value(entry, message).help("write the day and time that are meant").report();
                }
                Reading::Moment(moment) if moment.has(Note::RolledOver) => {
                    let (text, becomes) = (page.excerpt(entry.value), moment.rfc3339());
                    let day = becomes.split('T').next().unwrap_or(&becomes);
                    let message =
                        format!("`{key}` is `{text}`, which does not exist; {} takes it for {day}", site.profile.name);
                    let help = format!("write `{}`, or the day that is meant", page.date_line(key, day));
                    findings.value(entry, message).help(help).severity(Severity::Warning).report();
                }
                _ => {}
            }
        }
    }
}
