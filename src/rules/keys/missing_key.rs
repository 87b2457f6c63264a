//! `keys/missing-key`

use serde::Deserialize;

use crate::finding::Severity;
use crate::profile::{Consequence, RequiredKey};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "keys/missing-key",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("missing_key.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MissingKey {}

impl PageRule for MissingKey {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        // A page without a block lacks more than a key, which another rule says.
        if page.front_matter.block.is_none() || !page.front_matter.is_whole() || site.config.may_add_keys_to(&page.path)
        {
            return;
        }
        let required = site.profile.required.iter();
        for required in required.filter(|required| required.on.is_empty() || required.on.contains(&page.kind)) {
            if page.get(required.key).is_none() && !site.may_have_from_elsewhere(page, required.key) {
                report(required, page, site, findings);
            }
        }
    }
}

fn report(required: &RequiredKey, page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let (severity, effect) = match required.missing {
        Consequence::Fails(effect) => (Severity::Error, effect),
        Consequence::Loses(effect) => (Severity::Warning, effect),
        Consequence::Harmless => return,
    };
    let (key, generator) = (required.key, site.profile.name);
    let about = site.known_key(key).map_or("", |known| known.about);
    findings
        .block(format!("`{key}` is missing: {generator} {effect}"))
        .severity(severity)
        .help(format!("add a line `{}` ({about})", page.line(key, "\u{2026}")))
        .report();
}
