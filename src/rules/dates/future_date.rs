//! `dates/future-date`

use serde::Deserialize;

use crate::finding::Severity;
use crate::profile::DateRole;
use crate::rules::{Findings, FixKind, OptionMeta, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "dates/future-date",
    severity: Severity::Info,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[OptionMeta {
        name: "years",
        kind: "integer",
        default: "5",
        about: "from how many years ahead on a date is taken for a slip and reported as a warning",
    }],
    doc: include_str!("future_date.md"),
};

/// The rule.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FutureDate {
    /// From how many years ahead on a date is taken for a slip.
    years: i64,
}

impl Default for FutureDate {
    fn default() -> Self {
        Self { years: 5 }
    }
}

impl PageRule for FutureDate {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let published = page.dates.of(DateRole::Publish).or_else(|| page.dates.of(DateRole::Date));
        let Some(date) = published else { return };
        let Some(moment) = date.reading.moment() else { return };
        let ahead = moment.unix_seconds() - site.today.timestamp();
        if ahead <= 0 {
            return;
        }
        let entry = date.entry(page);
        let (key, text, generator) = (entry.name(), page.excerpt(entry.value), site.profile.name);
        let is_slip = ahead > self.years.saturating_mul(31_556_952);
        let effect = if site.config.future || !site.profile.dates.future_hides {
            "lies in the future".to_owned()
        } else {
            format!("lies in the future: {generator} leaves the page out until then")
        };
        let today = page.date_line(key, &site.today.format("%Y-%m-%d").to_string());
        let help = format!("if the page is to appear today, write `{today}`");
        let severity = if is_slip { Severity::Warning } else { Severity::Info };
        findings.value(entry, format!("`{key}` {text} {effect}")).help(help).severity(severity).report();
    }
}
