//! What the pages of the site have at a place, whichever item of a list it is.

use std::collections::BTreeMap;

use super::Asked;
use crate::front_matter::{NodeRef, Typed};
use crate::site::Page;
use crate::text::{KeyPath, Step};

/// A key as pages use it.
pub struct UsedKey {
    /// The spelling of most pages.
    pub name: String,
    /// On how many pages it stands.
    pub pages: usize,
}

/// A value as pages use it.
pub struct UsedValue {
    /// Its text.
    pub text: String,
    /// On how many pages it stands.
    pub pages: usize,
    /// Whether it is a number or a boolean, which quotes would turn into a text.
    pub code: bool,
}

/// The values at `path` on `page`.
pub fn values_at<'p>(page: &'p Page, path: &KeyPath) -> Vec<NodeRef<'p>> {
    let mut nodes: Vec<NodeRef<'p>> = page.front_matter.tree.root().into_iter().collect();
    for step in &path.0 {
        nodes = match step {
            Step::Key(name) => nodes.into_iter().filter_map(|node| value_of(page, node, name)).collect(),
            Step::Index(_) => nodes.into_iter().flat_map(NodeRef::items).collect(),
        };
    }
    nodes
}

fn value_of<'p>(page: &'p Page, map: NodeRef<'p>, name: &str) -> Option<NodeRef<'p>> {
    map.entries().rfind(|entry| page.is_key(entry.name(), name)).map(|entry| entry.value)
}

/// The keys that other pages have in the map at `path`, the most used first.
pub fn keys(asked: &Asked<'_>, path: &KeyPath) -> Vec<UsedKey> {
    let ignore_case = asked.site().profile.keys_ignore_case;
    let mut spellings: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for page in others(asked) {
        let mut names: Vec<&str> =
            values_at(page, path).into_iter().flat_map(NodeRef::entries).map(|e| e.name()).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let folded = if ignore_case { name.to_lowercase() } else { name.to_owned() };
            *spellings.entry(folded).or_default().entry(name).or_default() += 1;
        }
    }
    let used = spellings.into_values().filter_map(|spellings| {
        let (name, _) = spellings.iter().max_by_key(|(_, count)| **count)?;
        Some(UsedKey { name: (*name).to_owned(), pages: spellings.values().sum() })
    });
    let mut used: Vec<UsedKey> = used.collect();
    used.sort_by(|a, b| b.pages.cmp(&a.pages).then_with(|| a.name.cmp(&b.name)));
    used
}

/// The texts that other pages have at `path`, the most used first.
pub fn texts<'w>(asked: &Asked<'w>, path: &KeyPath) -> Vec<UsedValue> {
    let mut counts: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for page in others(asked) {
        let text = |node: NodeRef<'w>| {
            let code = matches!(node.typed()?, Typed::Bool(_) | Typed::Int(_) | Typed::Float(_));
            Some((&*node.scalar()?.text, code))
        };
        let mut texts: Vec<(&str, bool)> = values_at(page, path).into_iter().filter_map(text).collect();
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            *counts.entry(text).or_default() += 1;
        }
    }
    let used = counts.into_iter().map(|((text, code), pages)| UsedValue { text: text.to_owned(), pages, code });
    let mut used: Vec<UsedValue> = used.collect();
    used.sort_by(|a, b| b.pages.cmp(&a.pages).then_with(|| a.text.cmp(&b.text)));
    used
}

fn others<'w>(asked: &Asked<'w>) -> impl Iterator<Item = &'w Page> {
    let own = asked.page.path.as_str();
    asked.workspace.pages().filter(move |page| page.path != own)
}
