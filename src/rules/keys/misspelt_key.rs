//! `keys/misspelt-key`

use std::cell::LazyCell;
use std::collections::HashSet;

use serde::Deserialize;

use super::spelling;
use super::theme_words::COMMON;
use crate::finding::{Safety, Severity};
use crate::front_matter::{Entry, rewrite};
use crate::rules::Findings;
use crate::rules::{FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "keys/misspelt-key",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("misspelt_key.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MisspeltKey {}

impl PageRule for MisspeltKey {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let mut seen = HashSet::new();
        // As many keys as a page may have, each compared with all of them, took four seconds.
        let very_usual = LazyCell::new(|| site.key_usage.very_usual().collect::<Vec<_>>());
        for entry in page.entries() {
            let name = entry.name();
            // What is known is no slip. That is asked again below, and is cheaper than the usage of the key.
            if site.known_key(name).is_some() {
                continue;
            }
            // A key that stands there twice has a finding for that.
            if site.key_usage.is_usual(name, page) || !seen.insert(name) {
                continue;
            }
            let near = nearest(name, site, || very_usual.iter().copied());
            if let Some(near) = near.filter(|near| page.get(&near.key).is_none()) {
                report(entry, &near, site, findings);
            }
        }
    }
}

/// The key that was probably meant.
struct Near {
    key: String,
    /// Whether no other key is as near and the generator or theme knows this one.
    is_certain: bool,
    /// Only upper and lower case differ, and they matter to this generator.
    by_case: bool,
}

fn nearest<'s, I: Iterator<Item = &'s str>>(name: &str, site: &Site, very_usual: impl Fn() -> I) -> Option<Near> {
    let lower = name.to_lowercase();
    // `_title` is a key that somebody put aside.
    if is_known(name, site) || name.starts_with('_') {
        return None;
    }
    let known = || known_names(site);
    if let Some(key) = known().find(|key| site.profile.is_known() && key.to_lowercase() == lower) {
        return Some(Near { key: key.to_owned(), is_certain: true, by_case: true });
    }
    if COMMON.contains(&&*lower) {
        return None;
    }
    let mut near: Vec<(usize, &str)> =
        known().filter_map(|key| Some((spelling::distance(&lower, &key.to_lowercase())?, key))).collect();
    near.sort_unstable();
    near.dedup();
    if let Some((distance, key)) = near.first() {
        let is_certain = *distance == 1 && near.iter().filter(|(other, _)| other == distance).count() == 1;
        return Some(Near { key: (*key).to_owned(), is_certain, by_case: false });
    }
    let joined = site
        .profile
        .keys
        .iter()
        .map(|key| key.name)
        .find(|key| spelling::is_joined_otherwise(&lower, &key.to_lowercase()));
    if let Some(key) = joined.filter(|_| site.profile.is_known()) {
        return Some(Near { key: key.to_owned(), is_certain: false, by_case: false });
    }
    let usual = very_usual().find(|key| spelling::distance(&lower, &key.to_lowercase()) == Some(1))?;
    Some(Near { key: usual.to_owned(), is_certain: false, by_case: false })
}

/// Names of keys without those below a map.
fn known_names(site: &Site) -> impl Iterator<Item = &str> {
    let keys = site.known_keys().map(|key| key.name).filter(|name| !name.contains('.'));
    keys.chain(site.config.taxonomies.iter().map(|taxonomy| &*taxonomy.key))
}

/// Whether a key means something as it is written: to the generator, or to some theme, used or not.
fn is_known(name: &str, site: &Site) -> bool {
    let in_theme =
        || site.profile.themes.iter().flat_map(|theme| theme.keys).any(|key| site.is_same_key(key.name, name));
    site.known_key(name).is_some() || site.is_taxonomy_key(name) || site.is_date_key(name) || in_theme()
}

fn report(entry: Entry<'_>, near: &Near, site: &Site, findings: &mut Findings<'_>) {
    let (name, key, generator) = (entry.name(), &near.key, site.profile.name);
    let message = match (site.known_key(key), near.by_case) {
        (_, true) => format!("`{name}` is not `{key}`: {generator} tells upper and lower case apart"),
        (Some(known), false) => format!("`{name}` is no key that means anything here; `{key}` is: {}", known.about),
        (None, false) => format!("`{name}` is on this page alone or nearly; other pages have `{key}`"),
    };
    let safety = if near.is_certain { Safety::Safe } else { Safety::Unsafe };
    findings
        .key(entry, message)
        .help(format!("write `{key}`"))
        .fix(safety, format!("write {key}"), [rewrite::rename_key(entry, key)])
        .report();
}
