//! Facts about every page, for rules that compare pages.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::dates::{DateLayout, Padding, layout_of, with_all_zeros};
use super::images::decoded;
use super::taxonomy::Taxonomies;
use super::{DateValue, Page, Publication, Sections, Site, TermFact, address};
use crate::front_matter::{Entry, Kind, NodeRef, Typed};
use crate::profile::{DateRole, Terms};
use crate::text::KeyPath;

/// A page with its facts. The page is there to be pointed at: what a rule compares are the facts.
pub type IndexedPage<'w> = (&'w Page, &'w PageFacts);

/// All pages with their facts, by path.
#[derive(Debug, Default)]
pub struct Index<'w> {
    /// In the order of paths.
    pub pages: BTreeMap<&'w str, IndexedPage<'w>>,
    taxonomies: OnceLock<Taxonomies<'w>>,
}

/// What other pages may have to know of a page: comparable values with key paths, no spans, so that a comment or a
/// changed quote makes no difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// Where the page is published, `None` where that cannot be known.
    pub url: Option<String>,
    /// The file it is written to where that is known, its URL otherwise: two pages with one output meet.
    pub output: Option<String>,
    /// The key that makes the URL, where one does: `slug`.
    pub address_key: Option<KeyPath>,
    /// The language, where the site has languages.
    pub language: Option<String>,
    /// The path in the tree of pages, equal for translations. `None` outside of all folders of pages.
    pub logical_path: Option<String>,
    /// Whether the page is part of the published site.
    pub publication: Publication,
    /// The date, in seconds since 1970.
    pub date: Option<i64>,
    /// Every date that is written, in the order of the block.
    pub dates: Vec<DateFact>,
    /// The title.
    pub title: Option<String>,
    /// What ties translations together whose paths differ (Hugo `translationKey`).
    pub translation_key: Option<String>,
    /// Its aliases.
    pub aliases: Vec<AliasFact>,
    /// Its terms, in the order of [`Page::terms`].
    pub terms: Vec<TermFact>,
    /// Where a term is written that has no text: `tags[2]`.
    pub empty_terms: Vec<KeyPath>,
    /// Keys that hold a list under the name of a usual taxonomy that this site does not have; where all taxonomies stand
    /// in one map (Zola), the paths of those in it that the site does not declare in the page's language.
    pub undeclared: Vec<String>,
}

/// A date of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFact {
    /// The date whose own key holds it.
    pub role: DateRole,
    /// What is written.
    pub text: Box<str>,
    /// Whether the generator can read it.
    pub is_read: bool,
}

impl DateFact {
    /// How it is laid out, where the generator can read it; `None` for a layout that nobody chose, as `2013-05-1`.
    pub fn layout(&self) -> Option<DateLayout> {
        let is_chosen = |layout: &DateLayout| layout.padding != Padding::None || with_all_zeros(&self.text).is_none();
        layout_of(&self.text).filter(|layout| self.is_read && is_chosen(layout))
    }
}

/// An old address that leads to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasFact {
    /// Where it is written.
    pub key_path: KeyPath,
    /// Its URL.
    pub url: String,
}

impl<'w> Index<'w> {
    /// The index of `pages`.
    pub fn new(pages: impl IntoIterator<Item = IndexedPage<'w>>) -> Self {
        let pages = pages.into_iter().map(|(page, facts)| (&*page.path, (page, facts))).collect();
        Self { pages, taxonomies: OnceLock::new() }
    }

    /// The terms of the site.
    pub fn taxonomies(&self, site: &Site) -> &Taxonomies<'w> {
        self.taxonomies.get_or_init(|| Taxonomies::of(self, site))
    }
}

/// The older page first; pages without a date before all others, then by path.
pub fn by_age(a: &IndexedPage<'_>, b: &IndexedPage<'_>) -> Ordering {
    (a.1.date, &a.0.path).cmp(&(b.1.date, &b.0.path))
}

impl PageFacts {
    /// The facts of `page`.
    pub fn of(page: &Page, site: &Site, sections: &Sections) -> Self {
        let date = page.dates.of(DateRole::Date).and_then(|date| date.reading.moment());
        let fact = |term: &super::TermUse| TermFact::new(Arc::clone(&term.shared), term.is_whole_text);
        let stray_language = stray_language(page, site);
        let is_addressed = stray_language.is_none();
        let output = || address::output(page, site, sections).or_else(|| page.url.clone());
        Self {
            url: page.url.clone(),
            output: is_addressed.then(output).flatten(),
            address_key: address_key(page),
            language: stray_language.or_else(|| page.language.clone()),
            logical_path: (site.profile.logical_path)(&page.path, &site.config),
            publication: Publication::of(page, site),
            date: date.map(|moment| moment.unix_seconds()),
            dates: dates(page),
            title: page.text_of("title").filter(|title| !title.is_empty()),
            translation_key: page.text_of("translationKey"),
            aliases: if is_addressed { aliases(page, site, sections) } else { Vec::new() },
            terms: page.terms.iter().map(fact).collect(),
            empty_terms: empty_terms(page, site),
            undeclared: undeclared(page, site),
        }
    }
}

/// The language whose folder a page lies in, where the configuration says nothing of such folders. Some sites make that
/// part of it when they build; until then the page's address is not known.
pub(super) fn stray_language(page: &Page, site: &Site) -> Option<String> {
    let below = |root: &str| match root {
        "" => Some(&*page.path),
        root => page.path.strip_prefix(root)?.strip_prefix('/'),
    };
    let roots = site.config.content.iter().filter(|root| below(&root.dir).is_some());
    let root = roots.max_by_key(|root| root.dir.len()).filter(|root| root.language.is_none())?;
    let (folder, _) = below(&root.dir)?.split_once('/')?;
    let language = site.config.languages.iter().find(|language| language.eq_ignore_ascii_case(folder))?;
    (page.language.as_ref() != Some(language)).then(|| language.clone())
}

/// The key whose value is found in the URL. Which keys have a say differs, but one that has is seen there.
fn address_key(page: &Page) -> Option<KeyPath> {
    let mut set = ["url", "permalink", "path", "slug"].into_iter().filter_map(|key| page.get(key)).peekable();
    set.peek()?;
    let url = decoded(page.url.as_deref()?)?.to_lowercase();
    let is_seen = |entry: &Entry<'_>| {
        let text = entry.value.typed().and_then(Typed::into_text).unwrap_or_default().to_lowercase();
        let text = text.trim_matches(['/', '-', ' ']);
        !text.is_empty() && url.contains(text)
    };
    Some(KeyPath::key(set.find(is_seen)?.name()))
}

fn dates(page: &Page) -> Vec<DateFact> {
    let fact = |date: &DateValue| {
        let text = &*date.entry(page).value.scalar()?.text;
        Some(DateFact { role: date.role, text: text.into(), is_read: date.reading.moment().is_some() })
    };
    let mut facts: Vec<DateFact> = page.dates.all().filter_map(fact).collect();
    facts.shrink_to_fit();
    facts
}

fn aliases(page: &Page, site: &Site, sections: &Sections) -> Vec<AliasFact> {
    let aliases = &site.profile.aliases;
    let Some(entry) = page.get(aliases.key).filter(|_| !site.config.aliases_off) else { return Vec::new() };
    let path = KeyPath::key(entry.name());
    let fact = |alias: &str, key_path: KeyPath| {
        Some(AliasFact { key_path, url: address::alias_url(alias, page, site, sections)? })
    };
    if entry.value.is_list() {
        let texts = entry.value.items().map(Terms::text_of).enumerate();
        return texts.filter_map(|(i, alias)| fact(&alias?, path.item(i))).collect();
    }
    let text = Terms::text_of(entry.value).unwrap_or_default();
    if aliases.splits_text {
        return text.split_whitespace().filter_map(|alias| fact(alias, path.clone())).collect();
    }
    fact(&text, path).into_iter().collect()
}

fn empty_terms(page: &Page, site: &Site) -> Vec<KeyPath> {
    let items = site.term_entries(page).flat_map(|held| held.entry.value.items());
    let is_empty = |item: &NodeRef<'_>| matches!(item.typed(), Some(Typed::Str(text)) if text.trim().is_empty());
    items.filter(is_empty).filter_map(|item| page.path_of(item)).collect()
}

fn undeclared(page: &Page, site: &Site) -> Vec<String> {
    if let Some(container) = &site.profile.terms.container {
        return undeclared_in(container.key, page, site);
    }
    let config = &site.config;
    let is_known = |key: &str| {
        config.taxonomies.iter().chain(&config.taxonomies_off).any(|taxonomy| page.is_key(&taxonomy.key, key))
    };
    let usual = site.profile.terms.taxonomies.iter().filter(|key| !is_known(key));
    let holds_list = |key: &&&str| {
        let value = page.get(key).map(|entry| entry.value);
        value.is_some_and(|value| matches!(value.kind(), Kind::List(items) if !items.is_empty()))
    };
    usual.filter(holds_list).map(|key| (*key).to_owned()).collect()
}

fn undeclared_in(container: &str, page: &Page, site: &Site) -> Vec<String> {
    if !site.profile.terms.only_on.contains(&page.kind) {
        return Vec::new();
    }
    let language = page.language.as_ref().unwrap_or(&site.config.default_language);
    let term = |key: &str| (site.profile.terms.term)(key, &site.config);
    let declared = site.config.taxonomies.iter().map(|taxonomy| &taxonomy.key);
    let holds_here = |key: &str| {
        let languages = site.config.taxonomy_languages.iter().find(|(known, _)| known == key);
        languages.is_none_or(|(_, languages)| languages.contains(language))
    };
    // Zola finds a taxonomy by its slug.
    let declared: Vec<String> = declared.filter(|key| holds_here(key)).map(|key| term(key)).collect();
    // A template (`{{ x }}`) is a map whose key is a map: that it has no name is told already.
    let entries = page.get(container).into_iter().flat_map(|entry| entry.value.entries());
    let entries = entries.filter(|entry| !entry.name().is_empty());
    let paths = entries.map(|entry| format!("{container}.{}", entry.name()));
    paths.filter(|path| !declared.contains(&term(path))).collect()
}
