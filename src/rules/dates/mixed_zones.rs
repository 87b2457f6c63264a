//! `dates/mixed-zones`

use serde::Deserialize;

use crate::finding::Severity;
use crate::profile::DateRole;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::dates::Precision;
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "dates/mixed-zones",
    severity: Severity::Info,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("mixed_zones.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MixedZones {}

impl PageRule for MixedZones {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let (Some(date), Some(lastmod)) = (page.dates.of(DateRole::Date), page.dates.of(DateRole::Lastmod)) else {
            return;
        };
        let (Some(written), Some(changed)) = (date.reading.moment(), lastmod.reading.moment()) else { return };
        let has_time = |precision| precision != Precision::Day;
        let both_timed = has_time(written.precision) && has_time(changed.precision);
        if !both_timed || written.zone_written == changed.zone_written {
            return;
        }
        let (with, without) = if written.zone_written { (date, lastmod) } else { (lastmod, date) };
        let (with, without) = (with.entry(page), without.entry(page));
        let zone = site.config.zone.name();
        let message = format!(
            "`{}` {} has no zone, but `{}` {} has one",
            without.name(),
            page.excerpt(without.value),
            with.name(),
            page.excerpt(with.value)
        );
        findings
            .value(without, message)
            .related(with.value.span(), "this one has a zone")
            .help(format!("write its zone, too; without one, {} takes {zone}", site.profile.name))
            .report();
    }
}
