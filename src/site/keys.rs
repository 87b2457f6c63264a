//! The keys that mean something on a site: the generator's, those of its themes, its taxonomies and dates.

use super::{Page, Site};
use crate::front_matter::Entry;
use crate::profile::Theme;
use crate::profile::keys::{Key, KeyKind};

impl Site {
    /// The key `name` of the generator or of a theme that the site uses.
    pub fn known_key(&self, name: &str) -> Option<&'static Key> {
        self.known_keys().find(|key| self.is_same_key(key.name, name))
    }

    /// The same where it counts on `page`: some keys mean something on some kinds of pages only.
    pub fn known_key_on(&self, page: &Page, name: &str) -> Option<&'static Key> {
        let limits = self.profile.keys_only_on;
        let limit = limits.iter().find(|(key, _)| self.is_same_key(key, name));
        let counts = limit.is_none_or(|(_, kinds)| kinds.contains(&page.kind));
        self.known_key(name).filter(|_| counts)
    }

    /// The entries of `page` whose keys the generator or a theme knows, with those one level down (`build.render`), in the
    /// order of the text.
    pub fn known_entries<'p>(&self, page: &'p Page) -> Vec<(&'static Key, Entry<'p>)> {
        let mut known = Vec::new();
        for entry in page.entries() {
            known.extend(self.known_key_on(page, entry.name()).map(|key| (key, entry)));
            for inner in entry.value.entries() {
                known.extend(self.known_key_below(entry.name(), inner.name()).map(|key| (key, inner)));
            }
        }
        known
    }

    fn known_key_below(&self, map: &str, name: &str) -> Option<&'static Key> {
        let below = |key: &&Key| {
            let parts = key.name.split_once('.');
            parts.is_some_and(|(outer, inner)| self.is_same_key(outer, map) && self.is_same_key(inner, name))
        };
        self.known_keys().find(below)
    }

    /// The keys of the generator and of the themes that the site uses.
    pub fn known_keys(&self) -> impl Iterator<Item = &'static Key> {
        let used = self.profile.themes.iter().filter(|theme| self.uses(theme));
        self.profile.keys.iter().chain(used.flat_map(|theme| theme.keys))
    }

    /// Whether `name` is the key of a taxonomy of this site, or one in the singular that makes terms, too.
    pub fn is_taxonomy_key(&self, name: &str) -> bool {
        let terms = &self.profile.terms;
        let configured = self.config.taxonomies.iter().any(|taxonomy| self.is_same_key(&taxonomy.key, name));
        let singular = terms.singular.iter().any(|singular| self.is_same_key(singular.key, name));
        let by_kind = self.known_key(name).is_some_and(|key| key.kind == KeyKind::Terms);
        configured || singular || by_kind
    }

    /// Whether `name` is a key in which the generator, or the user's settings, look for a date.
    pub fn is_date_key(&self, name: &str) -> bool {
        let own = self.profile.dates.fields.iter().flat_map(|field| field.keys.iter().copied());
        let configured = self.config.date_keys.iter().flat_map(|(_, keys)| keys.iter().map(String::as_str));
        let asked = self.settings.date_keys.iter().flat_map(|(_, keys)| keys.iter().map(String::as_str));
        own.chain(configured).chain(asked).any(|key| self.is_same_key(key, name))
    }

    /// Whether two spellings are one key to the generator.
    pub fn is_same_key(&self, a: &str, b: &str) -> bool {
        if self.profile.keys_ignore_case { a.eq_ignore_ascii_case(b) } else { a == b }
    }

    fn uses(&self, theme: &Theme) -> bool {
        let names = self.config.themes.iter().map(|(name, _)| name.rsplit('/').next().unwrap_or(name));
        names.into_iter().any(|name| theme.names.iter().any(|known| known.eq_ignore_ascii_case(name)))
    }
}
