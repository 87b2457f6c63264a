//! `keys/deprecated-key`

use serde::Deserialize;

use crate::finding::Severity;
use crate::front_matter::{Entry, NodeRef};
use crate::profile::Consequence;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "keys/deprecated-key",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("deprecated_key.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeprecatedKey {}

impl PageRule for DeprecatedKey {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let Some(root) = page.front_matter.tree.root() else { return };
        for deprecated in site.profile.deprecated {
            let steps: Vec<&str> = match deprecated.path.split_once('.') {
                Some((first, _)) if first != "*" && page.get(first).is_none() => continue,
                None if page.get(deprecated.path).is_none() => continue,
                _ => deprecated.path.split('.').collect(),
            };
            find(root, &steps, site, &mut |entry| {
                let (name, generator) = (entry.name(), site.profile.name);
                let (severity, effect) = match deprecated.today {
                    Consequence::Fails(effect) => (Severity::Error, format!(": {generator} {effect}")),
                    Consequence::Loses(effect) => (Severity::Warning, format!(": {generator} {effect}")),
                    Consequence::Harmless => (Severity::Info, String::new()),
                };
                let message = format!("`{name}` is a key of earlier versions{effect}");
                findings.key(entry, message).severity(severity).help(deprecated.why).report();
            });
        }
    }
}

/// Hands every entry at the path `steps` below `node` to `found`.
fn find<'t>(node: NodeRef<'t>, steps: &[&str], site: &Site, found: &mut impl FnMut(Entry<'t>)) {
    let Some((step, rest)) = steps.split_first() else { return };
    if *step == "*" {
        node.items().for_each(|item| find(item, rest, site, found));
        return;
    }
    for entry in node.entries().filter(|entry| site.is_same_key(entry.name(), step)) {
        if rest.is_empty() { found(entry) } else { find(entry.value, rest, site, found) }
    }
}
