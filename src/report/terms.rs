//! `matterlint terms`: the terms of a site, the contract `matterlint/terms/1`.

use std::collections::{BTreeMap, HashMap, HashSet};

use owo_colors::Style;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::human::Look;
use super::summary::{counted, grouped};
use super::visible;
use crate::site::taxonomy::{SiteTerm, TaxonomyTerms};
use crate::site::vocabulary::Verdict;
use crate::site::{Site, Vocabulary, readable_url};
use crate::workspace::Workspace;

/// Widest cell that its neighbours are lined up with, in columns; a longer one moves its own line only.
const WIDEST: usize = 36;

/// The terms of one site.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct SiteTerms {
    /// Its taxonomies, each language on its own, by key and language.
    pub taxonomies: Vec<TaxonomyTable>,
    /// Its vocabularies, by key.
    pub vocabularies: Vec<VocabularyUse>,
}

/// The terms of one taxonomy in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct TaxonomyTable {
    /// The key: `tags`.
    pub key: String,
    /// The language, where the site has languages.
    pub language: Option<String>,
    /// The terms, the most used first.
    pub terms: Vec<TermRow>,
    /// On how many pages one or more of them are used.
    pub pages: usize,
}

/// One term.
#[derive(Debug, PartialEq, Eq)]
pub struct TermRow {
    /// The spelling that is used most.
    pub text: String,
    /// The name under which the generator groups its spellings.
    pub name: String,
    /// On how many pages it is used.
    pub pages: usize,
    /// The address of its page, `None` where there is none or it cannot be known.
    pub url: Option<String>,
    /// Its spellings and on how many pages each is used, the most used first.
    pub spellings: Vec<(String, usize)>,
    /// Other terms that differ by letter case, blanks, hyphens and underscores only.
    pub variants: Vec<String>,
    /// The frequent term of which it may be a slip.
    pub near: Option<String>,
    /// Whether the vocabulary allows it; `None` where there is no vocabulary.
    pub in_vocabulary: Option<bool>,
}

/// What of a vocabulary is used.
#[derive(Debug, PartialEq, Eq)]
pub struct VocabularyUse {
    /// The key of the taxonomy.
    pub key: String,
    /// The file or folder that it comes from.
    pub source: String,
    /// How many terms it has.
    pub terms: usize,
    /// Those that no page uses.
    pub unused: Vec<String>,
}

/// The terms of the site of `workspace`; of `only`, where a taxonomy is asked for.
pub fn of(workspace: &Workspace, only: Option<&str>) -> SiteTerms {
    let site = workspace.site();
    let index = workspace.index();
    let taxonomies = &index.taxonomies(site).all;
    let is_asked_for = |key: &str| only.is_none_or(|only| site.is_same_key(only, key));
    let tables = taxonomies.iter().filter(|taxonomy| is_asked_for(&taxonomy.key));
    let vocabularies = vocabularies(site, taxonomies);
    SiteTerms {
        taxonomies: tables.map(|taxonomy| table(taxonomy, site)).collect(),
        vocabularies: vocabularies.into_iter().filter(|vocabulary| is_asked_for(&vocabulary.key)).collect(),
    }
}

fn table(taxonomy: &TaxonomyTerms<'_>, site: &Site) -> TaxonomyTable {
    let mut variants: HashMap<&str, Vec<String>> = HashMap::new();
    let groups = taxonomy.variants();
    for group in &groups {
        for (name, _) in &group.spellings {
            let others = group.spellings.iter().filter(|(other, _)| other != name);
            variants.entry(name).or_default().extend(others.map(|(_, spelling)| spelling.text.clone()));
        }
    }
    let near_misses = taxonomy.near_misses();
    let near: HashMap<&str, &str> = near_misses.iter().map(|miss| (&*miss.rare.name, miss.frequent.text())).collect();
    let row = |term: &SiteTerm<'_>| TermRow {
        text: term.text().to_owned(),
        name: term.name.clone(),
        pages: term.uses(),
        url: term.url.clone(),
        spellings: term.spellings.iter().map(|spelling| (spelling.text.clone(), spelling.places.len())).collect(),
        variants: sorted(variants.remove(&*term.name).unwrap_or_default()),
        near: near.get(&*term.name).map(|near| (*near).to_owned()),
        in_vocabulary: in_vocabulary(&taxonomy.key, term, site),
    };
    let mut terms: Vec<TermRow> = taxonomy.terms.iter().map(row).collect();
    terms.sort_by(|a, b| (b.pages, &a.name).cmp(&(a.pages, &b.name)));
    let places = taxonomy.terms.iter().flat_map(SiteTerm::places);
    let pages = places.map(|place| &*place.indexed.0.path).collect::<HashSet<&str>>().len();
    TaxonomyTable { key: taxonomy.key.clone(), language: taxonomy.language.clone(), terms, pages }
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names.dedup();
    names
}

/// Whether every spelling of `term` is one that the vocabulary of its page has, as a term or an alias.
fn in_vocabulary(key: &str, term: &SiteTerm<'_>, site: &Site) -> Option<bool> {
    let judged = term.spellings.iter().filter_map(|spelling| {
        let vocabulary = site.vocabulary_for(&spelling.places[0].indexed.0.path, key);
        let vocabulary = vocabulary.filter(|vocabulary| !vocabulary.terms.is_empty())?;
        Some(!matches!(vocabulary.judge(&spelling.text), Verdict::Unknown(_)))
    });
    judged.reduce(|all, one| all && one)
}

fn vocabularies(site: &Site, taxonomies: &[TaxonomyTerms<'_>]) -> Vec<VocabularyUse> {
    let own = site.own_vocabularies.iter().map(|own| (&*own.taxonomy, &own.vocabulary));
    let own = own.filter(|(key, _)| !site.vocabularies.contains_key(*key));
    let all = own.chain(site.vocabularies.iter().map(|(key, vocabulary)| (key.as_str(), vocabulary)));
    let mut uses: Vec<VocabularyUse> = all
        .map(|(key, vocabulary)| VocabularyUse {
            key: key.to_owned(),
            source: vocabulary.source.clone(),
            terms: vocabulary.terms.len(),
            unused: unused(key, vocabulary, taxonomies),
        })
        .collect();
    uses.sort_by(|a, b| (&a.key, &a.source).cmp(&(&b.key, &b.source)));
    uses
}

fn unused(key: &str, vocabulary: &Vocabulary, taxonomies: &[TaxonomyTerms<'_>]) -> Vec<String> {
    let own = taxonomies.iter().filter(|taxonomy| taxonomy.key == key);
    let spellings = own.flat_map(|taxonomy| &taxonomy.terms).flat_map(|term| &term.spellings);
    let used: HashSet<&str> = spellings
        .filter_map(|spelling| match vocabulary.judge(&spelling.text) {
            Verdict::Known(term) | Verdict::AliasOf(term) | Verdict::CaseOf(term) | Verdict::Deprecated(term) => {
                Some(&*term.name)
            }
            Verdict::Unknown(_) => None,
        })
        .collect();
    let names = vocabulary.terms.iter().filter(|term| term.deprecated.is_none()).map(|term| &term.name);
    names.filter(|name| !used.contains(name.as_str())).cloned().collect()
}

/// For programs: the terms of each site, by its path from the reader ("" is where the reader stands).
pub fn render(sites: &BTreeMap<String, SiteTerms>) -> Value {
    let table = |site: &str, table: &TaxonomyTable| {
        json!({"site": site, "taxonomy": table.key, "language": table.language, "pages": table.pages,
            "terms": table.terms.iter().map(row_json).collect::<Vec<_>>()})
    };
    let vocabulary = |site: &str, used: &VocabularyUse| json!({"site": site, "taxonomy": used.key, "source": used.source, "terms": used.terms, "unused": used.unused});
    let tables = sites.iter().flat_map(|(path, site)| site.taxonomies.iter().map(|own| table(path, own)));
    let vocabularies = sites.iter().flat_map(|(path, site)| site.vocabularies.iter().map(|own| vocabulary(path, own)));
    json!({
        "schema": "matterlint/terms/1",
        "tool": super::json::Tool::OURS,
        "taxonomies": tables.collect::<Vec<_>>(),
        "vocabularies": vocabularies.collect::<Vec<_>>(),
    })
}

fn row_json(row: &TermRow) -> Value {
    let spelling = |(text, pages): &(String, usize)| json!({"text": text, "pages": pages});
    json!({
        "text": row.text,
        "term": row.name,
        "pages": row.pages,
        "url": row.url,
        "spellings": row.spellings.iter().map(spelling).collect::<Vec<_>>(),
        "variants": row.variants,
        "near": row.near,
        "in_vocabulary": row.in_vocabulary,
    })
}

/// For people: a table for each taxonomy, then what of the vocabularies nobody uses.
pub fn text(terms: &SiteTerms, look: &Look) -> String {
    let mut parts: Vec<String> = terms.taxonomies.iter().map(|table| table_text(table, look)).collect();
    parts.extend(terms.vocabularies.iter().filter_map(vocabulary_text));
    parts.join("\n")
}

fn table_text(table: &TaxonomyTable, look: &Look) -> String {
    let language = table.language.as_ref().map(|language| format!(" ({})", visible(language))).unwrap_or_default();
    let terms = counted(table.terms.len(), "term", "terms");
    let pages = counted(table.pages, "page", "pages");
    let mut out = look.paint(&format!("{}{language}: {terms} on {pages}\n", visible(&table.key)), Style::new().bold());
    let mut rows = vec![["pages", "term", "spellings", "URL", "notes"].map(str::to_owned)];
    rows.extend(table.terms.iter().map(cells));
    // A column that says nothing is left out.
    let is_empty = |column: usize| rows[1..].iter().all(|row| row[column].is_empty());
    let columns: Vec<usize> = (0..5).filter(|column| !is_empty(*column)).collect();
    let widths: Vec<usize> = columns.iter().map(|column| column_width(&rows, *column)).collect();
    for (number, row) in rows.iter().enumerate() {
        let cells = columns.iter().zip(&widths).map(|(column, width)| {
            let cell = &row[*column];
            let blanks = " ".repeat(width.saturating_sub(cell.width()));
            if *column == 0 { format!("{blanks}{cell}") } else { format!("{cell}{blanks}") }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        let style = if number == 0 { Style::new().dimmed() } else { Style::new() };
        out.push_str(&look.paint(line.trim_end(), style));
        out.push('\n');
    }
    out
}

fn column_width(rows: &[[String; 5]], column: usize) -> usize {
    rows.iter().map(|row| row[column].width()).filter(|width| *width <= WIDEST).max().unwrap_or_default()
}

fn cells(row: &TermRow) -> [String; 5] {
    let spelling = |(text, pages): &(String, usize)| format!("{text} {}", grouped(*pages));
    let spellings = row.spellings.iter().map(spelling).collect::<Vec<_>>().join(", ");
    let quoted = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let mut notes = Vec::new();
    if !row.variants.is_empty() {
        notes.push(format!("also written {}", quoted(&row.variants)));
    }
    notes.extend(row.near.as_ref().map(|near| format!("near `{near}`")));
    notes.extend((row.in_vocabulary == Some(false)).then(|| "not in the vocabulary".to_owned()));
    [
        grouped(row.pages),
        visible(&row.text).into_owned(),
        visible(if row.spellings.len() > 1 { &spellings } else { "" }).into_owned(),
        visible(&row.url.as_deref().map(readable_url).unwrap_or_default()).into_owned(),
        visible(&notes.join("; ")).into_owned(),
    ]
}

fn vocabulary_text(used: &VocabularyUse) -> Option<String> {
    let names = used.unused.iter().map(|name| format!("  {}\n", visible(name))).collect::<String>();
    let count = counted(used.terms, "term", "terms");
    let head = format!("{}: of {count} in {}, no page uses\n", visible(&used.key), visible(&used.source));
    (!used.unused.is_empty()).then(|| head + &names)
}
