//! What the pages of a section say under each key.

use std::collections::BTreeMap;

use serde_json::Value;

use super::sections::Section;
use crate::front_matter::to_json;
use crate::site::{Page, Site};

/// What is known of one key.
pub struct Evidence {
    /// The key, in the spelling that is used most.
    pub name: String,
    /// On how many content pages it stands.
    pub pages: usize,
    /// Its values, one for each page that has it, list pages included.
    pub values: Vec<Value>,
}

/// The keys of a section: those on most pages first, then by name.
pub fn of(section: &Section<'_>, site: &Site) -> Vec<Evidence> {
    let mut keys: BTreeMap<String, (BTreeMap<String, usize>, Evidence)> = BTreeMap::new();
    let content = section.pages.iter().map(|page| (*page, true));
    for (page, is_content) in content.chain(section.others.iter().map(|page| (*page, false))) {
        for (name, value) in values(page) {
            let key = if site.profile.keys_ignore_case { name.to_lowercase() } else { name.clone() };
            let (spellings, evidence) = keys
                .entry(key)
                .or_insert_with(|| (BTreeMap::new(), Evidence { name: name.clone(), pages: 0, values: Vec::new() }));
            *spellings.entry(name).or_default() += 1;
            evidence.pages += usize::from(is_content);
            evidence.values.push(value);
        }
    }
    let mut all: Vec<Evidence> = keys
        .into_values()
        .map(|(spellings, evidence)| {
            let most_used = spellings.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name);
            Evidence { name: most_used.unwrap_or_default(), ..evidence }
        })
        .filter(|evidence| evidence.pages > 0 && !evidence.name.is_empty())
        .collect();
    all.sort_by(|a, b| (b.pages, &a.name).cmp(&(a.pages, &b.name)));
    all
}

/// The keys of a page with their values; of duplicates, the one that counts.
fn values(page: &Page) -> Vec<(String, Value)> {
    let root = page.front_matter.tree.root().filter(|root| root.is_map());
    match root.map(to_json) {
        Some(Value::Object(map)) => map.into_iter().collect(),
        _ => Vec::new(),
    }
}
