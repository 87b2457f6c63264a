//! How often the pages of a site use a key. What stands on many pages is deliberate: a theme of the site's own reads it.

use std::collections::HashMap;

use crate::site::{Index, Site};

/// On how many pages at most a key may be a slip.
const RARE: usize = 3;
/// The same as a share of all pages: one in this many.
const RARE_SHARE: usize = 50;
/// From how many pages on a key is so usual that others may be slips for it.
const VERY_USUAL: usize = 20;
/// The same as a share of all pages: one in this many.
const VERY_USUAL_SHARE: usize = 4;

/// How many pages have each key.
pub struct Usage {
    pages: usize,
    /// By the key as the generator compares it: on how many pages, and how the first of them spells it.
    by_key: HashMap<String, (usize, Box<str>)>,
    ignores_case: bool,
}

impl Usage {
    /// Counts the keys of all pages.
    pub fn of(index: &Index<'_>, site: &Site) -> Self {
        let mut usage =
            Self { pages: index.pages.len(), by_key: HashMap::new(), ignores_case: site.profile.keys_ignore_case };
        for key in index.pages.values().flat_map(|(_, facts)| &facts.keys) {
            match usage.by_key.get_mut(&*usage.name(key)) {
                Some((count, _)) => *count += 1,
                None => {
                    let name = usage.name(key).into_owned();
                    usage.by_key.insert(name, (1, key.clone()));
                }
            }
        }
        usage
    }

    /// Whether a key stands on so many pages that it is meant.
    pub fn is_usual(&self, key: &str) -> bool {
        self.by_key.get(&*self.name(key)).is_some_and(|(count, _)| *count > RARE.max(self.pages / RARE_SHARE))
    }

    /// The keys that a good part of the pages has.
    pub fn very_usual(&self) -> impl Iterator<Item = &str> {
        let least = VERY_USUAL.max(self.pages / VERY_USUAL_SHARE);
        self.by_key.values().filter(move |(count, _)| *count >= least).map(|(_, key)| &**key)
    }

    fn name<'k>(&self, key: &'k str) -> std::borrow::Cow<'k, str> {
        if self.ignores_case && key.chars().any(char::is_uppercase) { key.to_lowercase().into() } else { key.into() }
    }
}
