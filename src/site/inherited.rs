//! Keys that a page has without writing them, so that nobody calls them missing.

use super::{Page, Site};
use crate::front_matter::NodeRef;

impl Site {
    /// Whether `page` may have the key `name` although it does not write it: from defaults and data files of its folders,
    /// from the cascade of a page above, or from a program of the site.
    pub fn may_have_from_elsewhere(&self, page: &Page, name: &str) -> bool {
        let inherited = self.profile.inherited.map(|keys| keys(&page.path, page.kind, &self.config));
        let is_inherited = inherited.is_some_and(|keys| keys.keys().any(|key| page.is_key(key, name)));
        let cascaded = page.cascaded.iter().chain(&self.config.cascaded_keys);
        is_inherited
            || self.config.may_add_keys_to(&page.path)
            || cascaded.into_iter().any(|key| page.is_key(key, name))
    }
}

/// The keys that the value of `cascade` gives to the pages below, whichever of them it is meant for (Hugo: a map or a list
/// of maps, with the values themselves or below `params`).
pub fn cascade_keys(cascade: NodeRef<'_>) -> Vec<String> {
    let maps = [cascade].into_iter().chain(cascade.items());
    let entries: Vec<_> = maps.flat_map(NodeRef::entries).collect();
    let inner = entries.iter().filter(|entry| entry.name().eq_ignore_ascii_case("params"));
    let inner: Vec<_> = inner.flat_map(|entry| entry.value.entries()).collect();
    entries.iter().chain(&inner).map(|entry| entry.name().to_owned()).collect()
}
