//! `syntax/keys-differ-by-case`

use std::collections::HashMap;

use serde::Deserialize;

use crate::finding::Severity;
use crate::front_matter::Entry;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};
use crate::text::has_capitals;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/keys-differ-by-case",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("keys_differ_by_case.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeysDifferByCase {}

impl PageRule for KeysDifferByCase {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        if !site.profile.keys_ignore_case {
            return;
        }
        for map in page.front_matter.maps_with_twins() {
            if !map.entries().any(|entry| has_capitals(entry.name())) {
                continue;
            }
            let mut seen: HashMap<String, Entry<'_>> = HashMap::new();
            for entry in map.entries() {
                let first = seen.entry(entry.name().to_lowercase()).or_insert(entry);
                if first.name() != entry.name() {
                    report(*first, entry, page, site, findings);
                }
            }
        }
    }
}

fn report(first: Entry<'_>, other: Entry<'_>, page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let (a, b) = (first.name(), other.name());
    let is_same = first.value.span().of(&page.text) == other.value.span().of(&page.text);
    findings
        .key(other, format!("`{b}` and `{a}` are one key to {}, and one of the two values is lost", site.profile.name))
        .severity(if is_same { Severity::Warning } else { Severity::Error })
        .related(first.key.span(), format!("`{a}` is here"))
        .help(format!("keep one of them, written `{}`", site.known_key(a).map_or(a, |key| key.name)))
        .report();
}
