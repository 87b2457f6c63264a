//! The vocabulary of a taxonomy: terms that are used more than once, with their rarer spellings as aliases.

use std::collections::{BTreeMap, HashMap};

use super::{ProposedFile, yaml_text};
use crate::report::summary::counted;
use crate::site::taxonomy::fold;
use crate::workspace::Workspace;

/// Fewest terms that are worth a vocabulary.
const FEWEST: usize = 3;
/// Most terms used once that are listed.
const LISTED: usize = 200;

/// A vocabulary that is proposed.
pub struct ProposedVocabulary {
    /// Its file.
    pub file: ProposedFile,
    /// The key of the taxonomy.
    pub key: String,
    /// How many terms it has.
    pub terms: usize,
    /// How many terms are used once, and are not in it.
    pub once: usize,
}

/// A term with its spellings and their counts, the most used first.
struct Term {
    spellings: Vec<(String, usize)>,
}

impl Term {
    fn uses(&self) -> usize {
        self.spellings.iter().map(|(_, count)| count).sum()
    }
}

/// A vocabulary for each taxonomy whose terms are used again and again. One that the generator keeps itself is left alone.
pub fn propose(workspace: &Workspace) -> Vec<ProposedVocabulary> {
    let site = workspace.site();
    let index = workspace.index();
    let mut counts: BTreeMap<&str, HashMap<&str, usize>> = BTreeMap::new();
    for taxonomy in &index.taxonomies(site).all {
        let own = counts.entry(&taxonomy.key).or_default();
        for spelling in taxonomy.terms.iter().flat_map(|term| &term.spellings) {
            *own.entry(&spelling.text).or_default() += spelling.places.len();
        }
    }
    let has_own = |key: &str| site.own_vocabularies.iter().any(|own| own.taxonomy == key);
    let open = counts.into_iter().filter(|(key, _)| !has_own(key));
    open.filter_map(|(key, counts)| vocabulary(key, counts)).collect()
}

fn vocabulary(key: &str, counts: HashMap<&str, usize>) -> Option<ProposedVocabulary> {
    let mut by_fold: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for (text, count) in counts {
        by_fold.entry(fold(text)).or_default().push((text.to_owned(), count));
    }
    let mut terms: Vec<Term> = by_fold
        .into_values()
        .map(|mut spellings| {
            // A name without blanks around it, however often a slip was copied.
            let is_odd = |text: &str| text.trim() != text;
            spellings.sort_by(|a, b| (is_odd(&a.0), b.1, &a.0).cmp(&(is_odd(&b.0), a.1, &b.0)));
            Term { spellings }
        })
        .collect();
    terms.sort_by(|a, b| (b.uses(), &a.spellings).cmp(&(a.uses(), &b.spellings)));
    let (often, once): (Vec<Term>, Vec<Term>) = terms.into_iter().partition(|term| term.uses() > 1);
    // Where most terms stand once, the next page will bring a new one, too: no vocabulary can hold.
    if often.len() < FEWEST || once.len() > often.len() {
        return None;
    }
    let text = render(key, &often, &once);
    let is_fine = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '-') { c } else { '-' };
    let path = format!("vocabularies/{}.yaml", key.chars().map(is_fine).collect::<String>());
    Some(ProposedVocabulary {
        file: ProposedFile { path, text },
        key: key.to_owned(),
        terms: often.len(),
        once: once.len(),
    })
}

fn render(key: &str, often: &[Term], once: &[Term]) -> String {
    let mut text = format!(
        "# The terms of `{}` that pages may use: those on two pages or more. Proposed by `matterlint init`.\n\
         # An alias is a rarer spelling, which `matterlint --fix` replaces by the name.\nterms:\n",
        yaml_text::in_comment(key)
    );
    for term in often {
        let Some(((name, count), aliases)) = term.spellings.split_first() else { continue };
        let (name, pages) = (yaml_text::scalar(name), counted(*count, "page", "pages"));
        if aliases.is_empty() {
            text.push_str(&format!("  - {name}  # {pages}\n"));
            continue;
        }
        let names = aliases.iter().map(|(alias, _)| yaml_text::scalar(alias)).collect::<Vec<_>>().join(", ");
        let uses = aliases.iter().map(|(_, count)| count).sum();
        let pages_of_aliases = counted(uses, "page", "pages");
        text.push_str(&format!("  - name: {name}  # {pages}\n    aliases: [{names}]  # {pages_of_aliases}\n"));
    }
    if !once.is_empty() {
        let mut names: Vec<String> =
            once.iter().flat_map(|term| &term.spellings).map(|(name, _)| name.clone()).collect();
        names.sort();
        let more = names.len().saturating_sub(LISTED);
        names.truncate(LISTED);
        names.extend((more > 0).then(|| format!("and {more} more")));
        text.push_str(&format!("# Used once:\n{}", yaml_text::comment_list(&names, "#   ")));
    }
    text
}
