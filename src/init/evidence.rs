//! What the pages of a section say under each key.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::sections::Section;
use crate::finding::Finding;
use crate::front_matter::to_json;
use crate::site::{Page, Site};
use crate::text::Step;
use crate::workspace::is_of_wrong_value;

/// What is known of one key.
pub struct Evidence {
    /// The key, in the spelling that is used most.
    pub name: String,
    /// On how many content pages it stands.
    pub pages: usize,
    /// Its values, one for each page that has it, list pages included, without those that are mistakes.
    pub values: Vec<Value>,
}

/// Values that a rule reports, by page and top-level key: a mistake is no convention.
pub struct Mistakes<'f>(HashSet<(&'f str, &'f str)>);

impl<'f> Mistakes<'f> {
    /// Those among `findings`.
    pub fn among(findings: &'f [Finding]) -> Self {
        let place = |finding: &'f Finding| match finding.key_path.as_ref()?.0.as_slice() {
            [Step::Key(key)] => Some((&*finding.path, &**key)),
            _ => None,
        };
        Self(findings.iter().filter(|finding| is_of_wrong_value(finding)).filter_map(place).collect())
    }
}

/// The keys of a section: those on most pages first, then by name.
pub fn of(section: &Section<'_>, mistakes: &Mistakes<'_>, site: &Site) -> Vec<Evidence> {
    let mut keys: BTreeMap<String, (BTreeMap<String, usize>, Evidence)> = BTreeMap::new();
    let content = section.pages.iter().map(|page| (*page, true));
    for (page, is_content) in content.chain(section.others.iter().map(|page| (*page, false))) {
        for (name, value) in values(page) {
            let key = if site.profile.keys_ignore_case { name.to_lowercase() } else { name.clone() };
            let (spellings, evidence) = keys
                .entry(key)
                .or_insert_with(|| (BTreeMap::new(), Evidence { name: name.clone(), pages: 0, values: Vec::new() }));
            evidence.pages += usize::from(is_content);
            if !mistakes.0.contains(&(&*page.path, &*name)) {
                evidence.values.push(value);
            }
            *spellings.entry(name).or_default() += 1;
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
