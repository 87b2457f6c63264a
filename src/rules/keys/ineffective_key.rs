//! `keys/ineffective-key`

use serde::Deserialize;

use crate::finding::Severity;
use crate::profile;
use crate::profile::keys::KeyKind;
use crate::rules::Findings;
use crate::rules::{FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "keys/ineffective-key",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("ineffective_key.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IneffectiveKey {}

impl PageRule for IneffectiveKey {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for ineffective in site.profile.ineffective {
            if page.get(ineffective.key).is_none() {
                continue;
            }
            // A key without a fixed value that stands on many pages is read by the site's own templates.
            let is_deliberate = ineffective.value.is_none() && site.key_usage.is_known_usual(ineffective.key);
            let has_meaning = site.is_taxonomy_key(ineffective.key) || site.is_date_key(ineffective.key);
            if is_deliberate
                || has_meaning
                || site.known_key(ineffective.key).is_some_and(|key| key.kind != KeyKind::Any)
            {
                continue;
            }
            judge(ineffective, page, site, findings);
        }
    }
}

fn judge(ineffective: &profile::IneffectiveKey, page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let is_judged = ineffective.on.is_empty() || ineffective.on.contains(&page.kind);
    let Some(entry) = page.get(ineffective.key).filter(|entry| is_judged && !entry.value.is_absent()) else { return };
    let text = entry.value.scalar().map(|scalar| &*scalar.text);
    if ineffective.value.is_some_and(|value| text != Some(value)) {
        return;
    }
    let (name, generator) = (entry.name(), site.profile.name);
    let written = ineffective.value.map(|value| format!(": {value}")).unwrap_or_default();
    findings.key(entry, format!("`{name}{written}` does nothing in {generator}")).help(ineffective.why).report();
}
