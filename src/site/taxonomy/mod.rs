//! The terms of a whole site: which there are, how they are spelt, how often they are used, and which look like slips.

mod known_terms;
mod spelling;
mod used_terms;

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::RandomState;

use super::index::{Index, IndexedPage, by_age};
use super::{Page, Publication, Site, TermFact, TermUse};
use crate::front_matter::NodeRef;
use crate::profile::pages::PageKind;

pub use known_terms::KnownTerms;
pub use spelling::{NearKind, fold, near};
pub use used_terms::{UsedTerm, UsedTerms, pages_with};

/// Up to how many pages a term may be used on to be taken for a slip.
const RARE: usize = 2;
/// From how many pages on a term is so established that a similar rare one is probably a slip.
const FREQUENT: usize = 5;

/// The taxonomies of a site, each language on its own, as generators keep them.
#[derive(Debug, Default)]
pub struct Taxonomies<'w> {
    /// By key and language.
    pub all: Vec<TaxonomyTerms<'w>>,
}

/// The terms of one taxonomy in one language.
#[derive(Debug)]
pub struct TaxonomyTerms<'w> {
    /// The key: `tags`.
    pub key: String,
    /// The language, where the site has languages.
    pub language: Option<String>,
    /// The terms that the generator makes, by name.
    pub terms: Vec<SiteTerm<'w>>,
}

/// One term, as the generator groups it.
#[derive(Debug)]
pub struct SiteTerm<'w> {
    /// The name under which it is grouped.
    pub name: String,
    /// The URL of its page, `None` where there is none or it cannot be known.
    pub url: Option<String>,
    /// Its spellings, the most used first.
    pub spellings: Vec<Spelling<'w>>,
}

/// One spelling of a term.
#[derive(Debug)]
pub struct Spelling<'w> {
    /// As it is written.
    pub text: String,
    /// Where it is used, one place for each page, older pages first. Never empty.
    pub places: Vec<Place<'w>>,
}

/// Where a page uses a term.
#[derive(Clone, Copy, Debug)]
pub struct Place<'w> {
    /// The page with its facts.
    pub indexed: IndexedPage<'w>,
    /// Which of the page's terms it is.
    position: usize,
}

/// Spellings that differ by letter case, blanks, hyphens and underscores only.
#[derive(Debug)]
pub struct Variants<'t, 'w> {
    /// Each with the name of its term, the most used first. At least two.
    pub spellings: Vec<(&'t str, &'t Spelling<'w>)>,
}

/// A rare term that looks like a slip of a frequent one.
#[derive(Debug)]
pub struct NearMiss<'t, 'w> {
    /// The one that may be a slip.
    pub rare: &'t SiteTerm<'w>,
    /// The one that may be meant.
    pub frequent: &'t SiteTerm<'w>,
    /// How they differ.
    pub kind: NearKind,
}

impl<'w> Taxonomies<'w> {
    /// The taxonomies of all pages of `index`, drafts included: what is written counts, as it will be published one day.
    pub fn of(index: &Index<'w>, site: &Site) -> Self {
        type Key = (String, Option<String>);
        let mut pages: Vec<IndexedPage<'w>> = index.pages.values().copied().collect();
        pages.sort_by(by_age);
        let mut found: BTreeMap<Key, BTreeMap<&str, SpellingPlaces<'w>>> = BTreeMap::new();
        for indexed in pages {
            for (position, fact) in indexed.1.terms.iter().enumerate() {
                let key = (fact.taxonomy.clone(), indexed.1.language.clone());
                let spellings = found.entry(key).or_default().entry(&fact.term).or_default();
                add_place(spellings, fact, Place { indexed, position });
            }
        }
        let term_pages = term_pages(index, site);
        let all = found.into_iter().map(|((key, language), terms)| {
            let own_url = |name: &str| term_pages.get(&(&*key, language.as_deref(), name)).cloned();
            let terms =
                terms.into_iter().map(|(name, spellings)| SiteTerm::new(name, spellings, own_url(name))).collect();
            TaxonomyTerms { key, language, terms }
        });
        Self { all: all.collect() }
    }

    /// The terms of the taxonomy `key` in `language`.
    pub fn get(&self, key: &str, language: Option<&str>) -> Option<&TaxonomyTerms<'w>> {
        self.all.iter().find(|taxonomy| taxonomy.key == key && taxonomy.language.as_deref() == language)
    }
}

/// How often a term is used, and how it is spelt without what people write in several ways.
#[derive(Clone, Copy, Debug)]
pub struct TermCount<'w> {
    /// The spelling, as of [`fold`].
    pub folded: &'w str,
    /// On how many pages.
    pub pages: usize,
}

/// Terms by name, with their counts.
pub type TermCounts<'w> = HashMap<&'w str, TermCount<'w>, RandomState>;

/// How often the terms of `pages` are used that `wanted` lets through.
pub fn count_terms<'w>(pages: &[IndexedPage<'w>], wanted: impl Fn(&TermFact) -> bool) -> TermCounts<'w> {
    let mut counts: HashMap<&str, (TermCount<'w>, usize), RandomState> = HashMap::default();
    for (at, (_, facts)) in pages.iter().enumerate() {
        for fact in facts.terms.iter().filter(|fact| wanted(fact)) {
            let unused = (TermCount { folded: &fact.folded, pages: 0 }, usize::MAX);
            let (term, last) = counts.entry(&fact.term).or_insert(unused);
            if *last != at {
                (term.pages, *last) = (term.pages + 1, at);
            }
        }
    }
    counts.into_iter().map(|(name, (count, _))| (name, count)).collect()
}

/// The names of the terms of which one may be a near miss of the other: a rare one and a frequent one. What
/// [`TaxonomyTerms::near_misses`] finds is among them; thousands of pages with one frequent term are passed over fast.
pub fn near_pairs<'w>(counts: &TermCounts<'w>) -> Vec<(&'w str, &'w str)> {
    let chars = |term: &TermCount<'_>| term.folded.chars().collect::<Vec<char>>();
    let rare: Vec<(&str, Vec<char>)> =
        counts.iter().filter(|(_, term)| term.pages <= RARE).map(|(name, term)| (*name, chars(term))).collect();
    let mut pairs = Vec::new();
    if rare.is_empty() {
        return pairs;
    }
    for (name, term) in counts.iter().filter(|(_, term)| term.pages >= FREQUENT) {
        let frequent = chars(term);
        let near = rare.iter().filter(|(_, chars)| near(chars, &frequent).is_some());
        pairs.extend(near.map(|(rare, _)| (*rare, *name)));
    }
    pairs
}

/// By spelling, the places of a term.
type SpellingPlaces<'w> = HashMap<&'w str, Vec<Place<'w>>, RandomState>;

/// Adds a place to the spelling that it has, one for each page.
fn add_place<'w>(spellings: &mut SpellingPlaces<'w>, fact: &'w TermFact, place: Place<'w>) {
    let places = spellings.entry(&fact.text).or_default();
    if places.last().is_none_or(|last| last.indexed.0.path != place.indexed.0.path) {
        places.push(place);
    }
}

/// By taxonomy, language and name: terms with a page of their own, and where it is published.
type TermPages<'a> = HashMap<(&'a str, Option<&'a str>, &'a str), Option<String>>;

fn term_pages<'a>(index: &'a Index<'_>, site: &'a Site) -> TermPages<'a> {
    let mut pages = HashMap::new();
    for indexed in index.pages.values() {
        for (key, name) in terms_of_page(*indexed, site) {
            pages.insert((key, indexed.1.language.as_deref(), name), indexed.1.url.clone());
        }
    }
    pages
}

/// The terms whose page a page is, by taxonomy and name: none, or one.
pub fn terms_of_page<'a>((page, facts): IndexedPage<'a>, site: &'a Site) -> Vec<(&'a str, &'a str)> {
    if page.kind != PageKind::Term {
        return Vec::new();
    }
    let path = facts.logical_path.as_deref().unwrap_or_default().trim_start_matches('/');
    // A logical path is in lower case, a key may be not; both have as many bytes for the keys that people use.
    let below = |key: &str| {
        let (start, rest) = path.split_at_checked(key.len())?;
        start.eq_ignore_ascii_case(key).then_some(rest)?.strip_prefix('/')
    };
    let keys = site.config.taxonomies.iter().map(|taxonomy| &*taxonomy.key);
    keys.filter_map(|key| Some((key, below(key)?))).collect()
}

impl<'w> TaxonomyTerms<'w> {
    /// The terms of the taxonomy `key` in `language` among those of `pages` that `wanted` lets through, each with the URL
    /// that the generator makes.
    pub fn among(
        pages: &[IndexedPage<'w>],
        key: &str,
        language: Option<&str>,
        wanted: impl Fn(&TermFact) -> bool,
    ) -> Self {
        let is_meant = |fact: &TermFact| fact.taxonomy == key && wanted(fact);
        let has_one =
            |(_, facts): &&IndexedPage<'w>| facts.language.as_deref() == language && facts.terms.iter().any(is_meant);
        let mut pages: Vec<IndexedPage<'w>> = pages.iter().filter(has_one).copied().collect();
        pages.sort_by(by_age);
        let mut found: BTreeMap<&str, SpellingPlaces<'w>> = BTreeMap::new();
        for indexed in pages {
            for (position, fact) in indexed.1.terms.iter().enumerate() {
                if is_meant(fact) {
                    add_place(found.entry(&fact.term).or_default(), fact, Place { indexed, position });
                }
            }
        }
        let terms = found.into_iter().map(|(name, spellings)| SiteTerm::new(name, spellings, None)).collect();
        Self { key: key.to_owned(), language: language.map(str::to_owned), terms }
    }

    /// The term that is grouped under `name`.
    pub fn named(&self, name: &str) -> Option<&SiteTerm<'w>> {
        let at = self.terms.binary_search_by(|term| (*term.name).cmp(name)).ok()?;
        self.terms.get(at)
    }

    /// All spellings that have a variant.
    pub fn variants(&self) -> Vec<Variants<'_, 'w>> {
        let mut by_fold: BTreeMap<String, Vec<(&str, &Spelling<'w>)>> = BTreeMap::new();
        for term in &self.terms {
            for spelling in &term.spellings {
                by_fold.entry(fold(&spelling.text)).or_default().push((&term.name, spelling));
            }
        }
        let several = by_fold.into_values().filter(|spellings| spellings.len() > 1);
        several
            .map(|mut spellings| {
                spellings.sort_by(|(_, a), (_, b)| b.rank().cmp(&a.rank()));
                Variants { spellings }
            })
            .collect()
    }

    /// Rare terms that look like slips of frequent ones.
    pub fn near_misses(&self) -> Vec<NearMiss<'_, 'w>> {
        let chars = |term: &SiteTerm<'w>| fold(term.text()).chars().collect::<Vec<char>>();
        let mut frequent: HashMap<char, Vec<(Vec<char>, &SiteTerm<'w>)>> = HashMap::new();
        for term in self.terms.iter().filter(|term| term.uses() >= FREQUENT) {
            let chars = chars(term);
            if let Some(first) = chars.first() {
                frequent.entry(*first).or_default().push((chars, term));
            }
        }
        let near_miss = |rare| {
            let own = chars(rare);
            let others = frequent.get(own.first()?)?.iter();
            let near = others.filter_map(|(chars, frequent)| Some((near(&own, chars)?, *frequent)));
            let (kind, frequent) = near.max_by_key(|(_, frequent)| frequent.uses())?;
            Some(NearMiss { rare, frequent, kind })
        };
        self.terms.iter().filter(|term| term.uses() <= RARE).filter_map(near_miss).collect()
    }
}

impl<'w> SiteTerm<'w> {
    fn new(name: &str, spellings: SpellingPlaces<'w>, own_url: Option<Option<String>>) -> Self {
        let mut spellings: Vec<Spelling<'w>> =
            spellings.into_iter().map(|(text, places)| Spelling { text: text.to_owned(), places }).collect();
        spellings.sort_by(|a, b| b.rank().cmp(&a.rank()));
        let made = || spellings.first().and_then(|spelling| spelling.places[0].fact().url.clone());
        let url = own_url.unwrap_or_else(made);
        Self { name: name.to_owned(), url, spellings }
    }

    /// The spelling that is used most.
    pub fn text(&self) -> &str {
        self.spellings.first().map_or(&self.name, |spelling| &spelling.text)
    }

    /// On how many pages it is used.
    pub fn uses(&self) -> usize {
        if let [spelling] = &self.spellings[..] {
            return spelling.places.len();
        }
        let pages = self.places().map(|place| std::ptr::from_ref(place.indexed.0));
        pages.collect::<HashSet<*const Page, RandomState>>().len()
    }

    /// Where it is used.
    pub fn places(&self) -> impl Iterator<Item = Place<'w>> {
        self.spellings.iter().flat_map(|spelling| spelling.places.iter().copied())
    }

    /// Where it is used on a page that is published, the latest page.
    pub fn latest_published(&self) -> Option<Place<'w>> {
        let published = self.places().filter(|place| place.indexed.1.publication == Publication::Published);
        published.max_by(|a, b| by_age(&a.indexed, &b.indexed))
    }
}

impl<'w> Spelling<'w> {
    /// The place on the latest page: the one that is being written, where others were there before.
    pub fn latest(&self) -> Place<'w> {
        *self.places.last().expect("a spelling was found somewhere")
    }

    /// More uses are more; of as many, the one that was used first.
    fn rank(&self) -> (usize, std::cmp::Reverse<(Option<i64>, &str)>) {
        let (page, facts) = self.places[0].indexed;
        (self.places.len(), std::cmp::Reverse((facts.date, &page.path)))
    }
}

impl<'w> Place<'w> {
    /// The term as the page uses it.
    pub fn term_use(&self) -> &'w TermUse {
        &self.indexed.0.terms[self.position]
    }

    /// The node that holds the term.
    pub fn node(&self) -> NodeRef<'w> {
        self.indexed.0.front_matter.tree.node(self.term_use().node)
    }

    fn fact(&self) -> &'w super::TermFact {
        &self.indexed.1.terms[self.position]
    }
}
