//! `keys/unknown-key`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{Findings, FixKind, OptionMeta, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "keys/unknown-key",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: false,
    since: "0.1.0",
    options: &[OptionMeta {
        name: "known",
        kind: "array",
        default: "[]",
        about: "keys that are all right beside those of the generator, its themes and the site's taxonomies",
    }],
    doc: include_str!("unknown_key.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnknownKey {
    /// Further keys that are all right.
    known: Vec<String>,
}

impl PageRule for UnknownKey {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for entry in page.entries() {
            let name = entry.name();
            let is_known = site.known_key(name).is_some() || site.is_taxonomy_key(name) || site.is_date_key(name);
            let is_allowed = self.known.iter().any(|known| site.is_same_key(known, name));
            if !is_known && !is_allowed && !name.is_empty() {
                findings
                    .key(entry, format!("{} no key `{name}`", site.profile.does("knows", "know")))
                    .help("correct it, remove it, or add it to the option `known` of this rule")
                    .report();
            }
        }
    }
}
