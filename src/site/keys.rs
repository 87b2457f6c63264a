//! The keys that mean something on a site: the generator's, those of its themes, its taxonomies and dates.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use foldhash::fast::RandomState;

use super::page_dates::DateKeysSought;
use super::{Page, Site};
use crate::front_matter::Entry;
use crate::profile::keys::{Key, KeyKind};
use crate::profile::{DateRole, Theme};

/// The keys of the generator and of the themes that a site uses, by name. Made on the first question: several rules look
/// up every key of every page.
#[derive(Default)]
pub struct KnownKeys {
    by_name: OnceLock<HashMap<Cow<'static, str>, &'static Key, RandomState>>,
    /// For each taxonomy the URL of the page that lists its terms; see [`Site::url_of_terms`].
    term_lists: OnceLock<HashMap<String, Option<String>>>,
    /// For each role the keys in which the generator looks, in its order; see [`Site::date_chain`].
    pub(super) date_chains: OnceLock<BTreeMap<DateRole, Vec<(DateRole, String)>>>,
    pub(super) date_keys_sought: OnceLock<DateKeysSought>,
}

impl Site {
    /// The key `name` of the generator or of a theme that the site uses. The name of one below a map has a dot:
    /// `build.render`.
    pub fn known_key(&self, name: &str) -> Option<&'static Key> {
        let by_name = self.keys.by_name.get_or_init(|| {
            let mut by_name = HashMap::default();
            for key in self.known_keys() {
                by_name.entry(self.comparable(key.name)).or_insert(key);
            }
            by_name
        });
        // Most keys are written as they are compared.
        let as_written = by_name.get(name);
        as_written.or_else(|| by_name.get(&self.comparable(name))).copied()
    }

    /// The same where it counts on `page`: some keys mean something on some kinds of pages only.
    pub fn known_key_on(&self, page: &Page, name: &str) -> Option<&'static Key> {
        self.known_key(name).filter(|_| self.counts_on(page, name))
    }

    /// Whether the key `name` means something on the kind of page that `page` is.
    pub fn counts_on(&self, page: &Page, name: &str) -> bool {
        let limits = self.profile.keys_only_on;
        let limit = limits.iter().find(|(key, _)| self.is_same_key(key, name));
        limit.is_none_or(|(_, kinds)| kinds.contains(&page.kind))
    }

    /// The entries of `page` whose keys the generator or a theme knows, with those one level down (`build.render`), in the
    /// order of the text.
    pub fn known_entries<'p>(&self, page: &'p Page) -> impl Iterator<Item = (&'static Key, Entry<'p>)> {
        // Four rules ask for each page.
        let known = page.known.get_or_init(|| {
            let mut known = Vec::with_capacity(page.entries().len());
            for entry in page.entries() {
                if let Some(key) = self.known_key_on(page, entry.name()) {
                    known.push((key, entry.key.id(), entry.value.id()));
                }
                for inner in entry.value.entries() {
                    let name = [entry.name(), ".", inner.name()].concat();
                    known.extend(self.known_key(&name).map(|key| (key, inner.key.id(), inner.value.id())));
                }
            }
            known
        });
        let tree = &page.front_matter.tree;
        known.iter().map(|(name, key, value)| (*name, Entry { key: tree.node(*key), value: tree.node(*value) }))
    }

    /// The keys of the generator and of the themes that the site uses.
    pub fn known_keys(&self) -> impl Iterator<Item = &'static Key> {
        let used = self.profile.themes.iter().filter(|theme| self.uses(theme));
        self.profile.keys.iter().chain(used.flat_map(|theme| theme.keys))
    }

    /// The URL of the page that lists the terms of the taxonomy `key`: what is above the page of some term.
    pub fn url_of_terms(&self, key: &str) -> Option<&str> {
        let lists = self.keys.term_lists.get_or_init(|| {
            let list = |key: &str| {
                let url = (self.profile.terms.url)(key, "x", &self.config)?;
                url.strip_suffix("x/").map(str::to_owned)
            };
            self.config.taxonomies.iter().map(|taxonomy| (taxonomy.key.clone(), list(&taxonomy.key))).collect()
        });
        lists.get(key)?.as_deref()
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

    /// A key in the form in which the generator compares it with others.
    fn comparable<'k>(&self, key: &'k str) -> Cow<'k, str> {
        let changes = self.profile.keys_ignore_case && key.bytes().any(|byte| byte.is_ascii_uppercase());
        if changes { Cow::Owned(key.to_ascii_lowercase()) } else { Cow::Borrowed(key) }
    }

    fn uses(&self, theme: &Theme) -> bool {
        let names = self.config.themes.iter().map(|(name, _)| name.rsplit('/').next().unwrap_or(name));
        names.into_iter().any(|name| theme.names.iter().any(|known| known.eq_ignore_ascii_case(name)))
    }
}
