//! `keys/refused-key`

use serde::Deserialize;

use super::spelling;
use crate::finding::Severity;
use crate::front_matter::Entry;
use crate::profile::Consequence;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "keys/refused-key",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("refused_key.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RefusedKey {}

impl PageRule for RefusedKey {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let unknown = (site.profile.unknown_keys)(page.kind);
        if unknown == Consequence::Harmless {
            return;
        }
        for entry in page.entries().filter(|entry| !entry.name().is_empty()) {
            if site.known_key_on(page, entry.name()).is_none() {
                judge(entry, unknown, site, findings);
            }
        }
    }
}

fn judge(entry: Entry<'_>, unknown: Consequence, site: &Site, findings: &mut Findings<'_>) {
    let (name, generator) = (entry.name(), site.profile.name);
    match unknown {
        Consequence::Fails(effect) => {
            let elsewhere = if site.known_key(name).is_some() { " on this kind of page" } else { "" };
            findings
                .key(entry, format!("`{name}` is no key{elsewhere}: {generator} {effect}"))
                .help(help(name))
                .report();
        }
        Consequence::Loses(effect) if !has_other_finding(name, site) => {
            findings
                .key(entry, format!("`{name}` is lost: {generator} {effect}"))
                .help(help(name))
                .severity(Severity::Warning)
                .report();
        }
        Consequence::Loses(_) | Consequence::Harmless => {}
    }
}

/// Whether the key is a slip, or one from elsewhere, which other rules of this group know better.
fn has_other_finding(name: &str, site: &Site) -> bool {
    let lower = name.to_lowercase();
    site.profile.ineffective.iter().any(|key| site.is_same_key(key.key, name))
        || site.known_keys().any(|key| key.name == lower || spelling::distance(&lower, key.name).is_some())
}

fn help(name: &str) -> String {
    format!("remove `{name}`, or move it to where keys of your own belong")
}
