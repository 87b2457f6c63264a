//! The terms that may be used in a taxonomy, as the site writes them down.

mod load;
mod read;

pub use load::{load, load_own};

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::Site;
use crate::text::{Span, nearest};

/// The terms that may be used in one taxonomy.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The terms, in the order in which they are written.
    pub terms: Vec<VocabularyTerm>,
    /// The file or folder that they come from, relative to the site's root.
    pub source: String,
    /// Whether a term of it is deprecated.
    has_deprecated: bool,
    /// Whether terms are paths, so that blanks and letter case make no difference.
    paths: bool,
    /// Positions in `terms` by the name of a term or alias.
    exact: HashMap<String, (usize, Spelling), RandomState>,
    /// The same by folded name.
    folded: HashMap<String, (usize, Spelling), RandomState>,
}

/// A vocabulary that the generator itself keeps beside the pages (Docusaurus `tags.yml`).
#[derive(Debug)]
pub struct OwnVocabulary {
    /// The key of the taxonomy.
    pub taxonomy: String,
    /// The folders of the pages for which it holds, relative to the site's root; empty for all pages.
    pub dirs: Vec<String>,
    /// The terms.
    pub vocabulary: Vocabulary,
}

/// One term of a vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VocabularyTerm {
    /// The spelling that pages should use.
    pub name: String,
    /// Other spellings, which mean this term.
    pub aliases: Vec<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Whether it should not be used any more, and why; the reason may be empty.
    pub deprecated: Option<String>,
    /// The term to use instead of a deprecated one.
    pub replaced_by: Option<String>,
    /// Where its name stands in the source; empty for folders and inline lists.
    pub span: Span,
}

/// What a vocabulary says of a spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict<'v> {
    /// It is a term, spelt as it should be.
    Known(&'v VocabularyTerm),
    /// It is another spelling of this term.
    AliasOf(&'v VocabularyTerm),
    /// It differs from this term only by letter case, or by the way the same letters are encoded.
    CaseOf(&'v VocabularyTerm),
    /// It is a term that should not be used any more.
    Deprecated(&'v VocabularyTerm),
    /// It is unknown; the term or alias that it is probably a misspelling of, with the term that should be used.
    Unknown(Option<&'v VocabularyTerm>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    Name,
    Alias,
}

impl Site {
    /// The vocabulary of the taxonomy `key` that holds for the page at `path`: the user's before the generator's own.
    pub fn vocabulary_for(&self, path: &str, key: &str) -> Option<&Vocabulary> {
        let own = || self.own_vocabularies.iter().rfind(|own| own.taxonomy == key && own.holds_for(path));
        self.vocabularies.get(key).or_else(|| own().map(|own| &own.vocabulary))
    }

    /// The vocabularies that hold for the page at `path`, each with the key of its taxonomy.
    pub fn vocabularies_for<'s>(&'s self, path: &'s str) -> impl Iterator<Item = (&'s str, &'s Vocabulary)> {
        let by_user = self.vocabularies.iter().map(|(key, vocabulary)| (key.as_str(), vocabulary));
        let own = self.own_vocabularies.iter().map(|own| (own.taxonomy.as_str(), &own.vocabulary));
        let holds = |key, own| self.vocabulary_for(path, key).is_some_and(|holds| std::ptr::eq(holds, own));
        by_user.chain(own.filter(move |(key, own)| holds(key, *own)))
    }

    /// Whether a term of some vocabulary is deprecated.
    pub fn has_deprecated_terms(&self) -> bool {
        let own = self.own_vocabularies.iter().map(|own| &own.vocabulary);
        own.chain(self.vocabularies.values()).any(|vocabulary| vocabulary.has_deprecated)
    }
}

impl OwnVocabulary {
    fn holds_for(&self, path: &str) -> bool {
        let is_below = |dir: &String| path.strip_prefix(dir.as_str()).is_some_and(|rest| rest.starts_with('/'));
        self.dirs.is_empty() || self.dirs.iter().any(is_below)
    }
}

impl Vocabulary {
    /// The vocabulary of `terms` that come from `source`. Of two terms of one name the first counts.
    pub fn new(source: impl Into<String>, terms: Vec<VocabularyTerm>) -> Self {
        let has_deprecated = terms.iter().any(|term| term.deprecated.is_some());
        let mut vocabulary = Self { source: source.into(), has_deprecated, ..Self::default() };
        for (i, term) in terms.iter().enumerate() {
            vocabulary.note(&term.name, i, Spelling::Name);
        }
        for (i, term) in terms.iter().enumerate() {
            for alias in &term.aliases {
                vocabulary.note(alias, i, Spelling::Alias);
            }
        }
        vocabulary.terms = terms;
        vocabulary
    }

    /// The vocabulary of `terms` that are folders below `source`: what becomes the same path is the same term.
    pub fn of_paths(source: impl Into<String>, terms: Vec<VocabularyTerm>) -> Self {
        Self { paths: true, ..Self::new(source, terms) }
    }

    /// The term that is named `name`, exactly.
    pub fn term(&self, name: &str) -> Option<&VocabularyTerm> {
        match self.exact.get(name) {
            Some((i, Spelling::Name)) => Some(&self.terms[*i]),
            _ => None,
        }
    }

    /// What the vocabulary says of `text`.
    pub fn judge(&self, text: &str) -> Verdict<'_> {
        let as_path = || self.paths.then(|| self.folded.get(&fold(&as_path(text)))).flatten();
        let found = self.exact.get(text).or_else(as_path).or_else(|| self.folded.get(&fold(text)));
        let Some((i, spelling)) = found else { return Verdict::Unknown(self.near(text)) };
        let term = &self.terms[*i];
        match spelling {
            _ if term.deprecated.is_some() => Verdict::Deprecated(term),
            Spelling::Alias => Verdict::AliasOf(term),
            Spelling::Name if term.name == text || self.paths => Verdict::Known(term),
            Spelling::Name => Verdict::CaseOf(term),
        }
    }

    /// Whether pages may use `text` as it is.
    pub fn allows(&self, text: &str) -> bool {
        matches!(self.judge(text), Verdict::Known(_))
    }

    fn near(&self, text: &str) -> Option<&VocabularyTerm> {
        let live = self.terms.iter().filter(|term| term.deprecated.is_none());
        let spellings = live.flat_map(|term| std::iter::once(&term.name).chain(&term.aliases));
        let near = nearest(text, spellings.map(String::as_str))?;
        self.exact.get(near).map(|(i, _)| &self.terms[*i])
    }

    fn note(&mut self, spelling: &str, term: usize, kind: Spelling) {
        self.exact.entry(spelling.to_owned()).or_insert((term, kind));
        self.folded.entry(fold(spelling)).or_insert((term, kind));
    }
}

/// Folds what looks the same: letter case, and composed against decomposed accents.
fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().flat_map(char::to_lowercase).collect()
}

/// The folder that holds the page of the term `text`: Hugo 0.168 puts hyphens for blanks.
fn as_path(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::{Verdict, Vocabulary, VocabularyTerm};

    fn vocabulary() -> Vocabulary {
        let term = |name: &str| VocabularyTerm { name: name.to_owned(), ..VocabularyTerm::default() };
        let kubernetes = VocabularyTerm { aliases: vec!["k8s".to_owned()], ..term("kubernetes") };
        let old = VocabularyTerm { deprecated: Some(String::new()), ..term("docker-swarm") };
        Vocabulary::new(
            "tags.yaml",
            vec![kubernetes, old, term("networking"), term("数据库"), term("café"), term("go")],
        )
    }

    fn said(text: &str) -> String {
        match vocabulary().judge(text) {
            Verdict::Known(_) => "known".to_owned(),
            Verdict::AliasOf(term) => format!("alias of {}", term.name),
            Verdict::CaseOf(term) => format!("case of {}", term.name),
            Verdict::Deprecated(term) => format!("deprecated {}", term.name),
            Verdict::Unknown(None) => "unknown".to_owned(),
            Verdict::Unknown(Some(term)) => format!("near {}", term.name),
        }
    }

    #[test]
    fn every_spelling_has_its_verdict() {
        let cases = [
            ("kubernetes", "known"),
            ("k8s", "alias of kubernetes"),
            ("K8s", "alias of kubernetes"),
            ("kubernets", "near kubernetes"),
            ("Networking", "case of networking"),
            ("docker-swarm", "deprecated docker-swarm"),
            ("docker-swamr", "unknown"),
            ("数据库", "known"),
            ("数据酷", "near 数据库"),
            ("数学", "unknown"),
            ("cafe\u{301}", "case of café"),
            ("c", "unknown"),
            ("Go", "case of go"),
        ];
        for (text, expected) in cases {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
