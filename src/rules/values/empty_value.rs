//! `values/empty-value`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site, refused};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "values/empty-value",
    severity: Severity::Info,
    fix: FixKind::Never,
    on: false,
    since: "0.1.0",
    options: &[],
    doc: include_str!("empty_value.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmptyValue {}

impl PageRule for EmptyValue {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let refused = refused::refused(page, site);
        for (key, entry) in site.known_entries(page) {
            let is_refused = refused.iter().any(|(other, _)| other.value.id() == entry.value.id());
            if entry.value.is_absent() && !is_refused && !site.is_date_key(entry.name()) {
                let name = entry.name();
                findings
                    .key(entry, format!("`{name}` has no value"))
                    .help(format!("write one, or remove the line: {}", key.about))
                    .report();
            }
        }
    }
}
