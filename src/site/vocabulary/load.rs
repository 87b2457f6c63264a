//! Finds the vocabularies that the configuration names.

use std::collections::BTreeMap;

use super::{OwnVocabulary, Vocabulary, VocabularyTerm, read};
use crate::config::settings::VocabularySource;
use crate::config::{ConfigProblem, Settings, document, front_matter_extension};
use crate::listing::{Files, Listing, file_name, parent};
use crate::profile::generator_config::{GeneratorConfig, OwnTerms, VocabularyPlace};
use crate::text::Span;

/// The vocabularies that `settings` names, by taxonomy key, and every mistake in their files. A file that cannot be
/// read or has a mistake in its syntax makes no vocabulary, so that nobody is blamed for not using half of one.
///
/// With `pages`, the term pages are looked for in `content/KEY/*/_index.*`, where Hugo keeps them.
pub fn load(
    settings: &Settings,
    listing: &Listing,
    files: &dyn Files,
) -> (BTreeMap<String, Vocabulary>, Vec<ConfigProblem>) {
    let mut vocabularies = BTreeMap::new();
    let mut problems = Vec::new();
    for (key, source) in &settings.vocabularies {
        let vocabulary = match source {
            VocabularySource::Inline(terms) => {
                let source = settings.file.clone().unwrap_or_default();
                Some(Vocabulary::new(source, terms.iter().map(|term| named(term)).collect()))
            }
            VocabularySource::Pages => Some(from_term_pages(&format!("content/{key}"), listing)),
            VocabularySource::File(path) => named_file(path, key, files, &mut problems),
        };
        if let Some(vocabulary) = vocabulary {
            vocabularies.insert(key.clone(), vocabulary);
        }
    }
    (vocabularies, problems)
}

/// The vocabularies that the generator itself keeps. A mistake in one is for the generator to report; it makes no
/// vocabulary here.
pub fn load_own(config: &GeneratorConfig, files: &dyn Files) -> Vec<OwnVocabulary> {
    let read = |own: &OwnTerms| {
        let vocabulary = match &own.place {
            VocabularyPlace::Terms(terms) => {
                let source = config.files.first().cloned().unwrap_or_default();
                Vocabulary::new(source, terms.iter().map(|term| named(term)).collect())
            }
            VocabularyPlace::File(path) => {
                let mut problems = Vec::new();
                from_file(path, files, &mut problems).filter(|_| problems.is_empty())?
            }
        };
        Some(OwnVocabulary { taxonomy: own.key.clone(), dirs: own.dirs.clone(), vocabulary })
    };
    config.vocabularies.iter().filter_map(read).collect()
}

/// The vocabulary whose terms are the folders below `dir` that have an `_index` page. Hugo finds a term's page by its
/// path, so every spelling of that path is fine, and the title of the page is no spelling.
pub fn from_term_pages(dir: &str, listing: &Listing) -> Vocabulary {
    let mut names: Vec<&str> = Vec::new();
    for path in listing.under(dir) {
        let folder = parent(path);
        let Some(name) = folder.strip_prefix(dir).and_then(|below| below.strip_prefix('/')) else { continue };
        // `_index.en.md` and `_index.fr.md` are one term.
        if file_name(path).starts_with("_index.") && names.last() != Some(&name) {
            names.push(name);
        }
    }
    Vocabulary::of_paths(dir, names.into_iter().map(named).collect())
}

/// The file at `path`, which the configuration names for the taxonomy `key`.
fn named_file(path: &str, key: &str, files: &dyn Files, problems: &mut Vec<ConfigProblem>) -> Option<Vocabulary> {
    let text = files.read(path)?;
    let Some(terms) = front_matter_extension::terms(path, &text, key) else { return from_file(path, files, problems) };
    // Without a list, every term of every page would be unknown.
    if terms.is_empty() {
        problems.push(ConfigProblem::new(path, Span::at(0), format!("there are no terms of `{key}` in this file")));
        return None;
    }
    Some(Vocabulary::new(path, terms.iter().map(|term| named(term)).collect()))
}

fn from_file(path: &str, files: &dyn Files, problems: &mut Vec<ConfigProblem>) -> Option<Vocabulary> {
    // That the file exists was checked where the configuration names it.
    let text = files.read(path)?;
    let (tree, syntax) = document::read(path, &text);
    if !syntax.is_empty() {
        problems.extend(syntax);
        return None;
    }
    let (terms, wrong) = read::terms(path, &tree);
    problems.extend(wrong);
    Some(Vocabulary::new(path, terms))
}

fn named(name: &str) -> VocabularyTerm {
    VocabularyTerm { name: name.to_owned(), ..VocabularyTerm::default() }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::load;
    use crate::config::Settings;
    use crate::config::settings::VocabularySource;
    use crate::listing::Listing;
    use crate::site::vocabulary::{Verdict, Vocabulary};

    fn loaded(source: VocabularySource, paths: &[&str], file: &str) -> (Vocabulary, Vec<String>) {
        let mut settings = Settings::default();
        settings.vocabularies.insert("tags".to_owned(), source);
        let listing = Listing::new(paths.iter().map(|path| (*path).to_owned()));
        let files = HashMap::from([("t.yaml".to_owned(), file.to_owned())]);
        let (mut all, problems) = load(&settings, &listing, &files);
        let problems = problems.iter().map(|p| format!("{}: {}", p.span.of(file), p.message)).collect();
        (all.remove("tags").unwrap_or_default(), problems)
    }

    fn from_file(text: &str) -> (Vocabulary, Vec<String>) {
        loaded(VocabularySource::File("t.yaml".to_owned()), &[], text)
    }

    fn names(vocabulary: &Vocabulary) -> Vec<&str> {
        vocabulary.terms.iter().map(|term| term.name.as_str()).collect()
    }

    #[test]
    fn term_pages_are_known_by_their_path() {
        let paths = [
            "content/tags/_index.md",
            "content/tags/machine-learning/_index.en.md",
            "content/tags/machine-learning/_index.fr.md",
            "content/tags/go/_index.md",
            "content/tags/go/picture.png",
            "content/tags/empty/picture.png",
        ];
        let (vocabulary, _) = loaded(VocabularySource::Pages, &paths, "");
        assert_eq!(names(&vocabulary), ["go", "machine-learning"]);
        assert!(vocabulary.allows("Machine Learning") && vocabulary.allows("Go"));
        assert!(matches!(vocabulary.judge("machine-learnin"), Verdict::Unknown(Some(_))));
    }

    #[test]
    fn every_form_of_file_is_read() {
        let forms = [
            "- go\n- \"数据库\"\n- 2024\n",
            "terms: [go, {name: 数据库}, 2024]\n",
            "go: {label: Go, permalink: /go}\n数据库:\n  label: 数据库\n2024:\n",
            "terms:\n  go: {label: Go}\n  数据库:\n  2024: {}\n",
            "[\"go\",\n\t\"数据库\", \"2024\"]",
        ];
        for text in forms {
            let (vocabulary, problems) = from_file(text);
            assert_eq!((names(&vocabulary), problems), (vec!["go", "数据库", "2024"], vec![]), "{text}");
        }
    }

    #[test]
    fn terms_have_aliases_descriptions_and_successors() {
        let text = "terms:\n  - name: kubernetes\n    aliases: [k8s]\n    description: clusters\n  - name: swarm\n    \
                    deprecated: nobody uses it\n    replaced_by: kubernetes\n  - {name: old, deprecated: true}\n";
        let (vocabulary, problems) = from_file(text);
        assert_eq!(problems, [""; 0]);
        assert_eq!(vocabulary.terms[0].aliases, ["k8s"]);
        assert_eq!(vocabulary.terms[0].description.as_deref(), Some("clusters"));
        assert_eq!(vocabulary.terms[1].deprecated.as_deref(), Some("nobody uses it"));
        assert_eq!(vocabulary.terms[1].replaced_by.as_deref(), Some("kubernetes"));
        assert_eq!(vocabulary.terms[2].deprecated.as_deref(), Some(""));
    }

    #[test]
    fn mistakes_in_a_vocabulary_are_told() {
        let cases = [
            ("terms:\n- name: a\n  alias: [b]\n", "alias: unknown key `alias` in `a`"),
            ("- go\n- [x]\n", "[x]: a term must be a text, but is a list"),
            ("- go\n- go\n", "go: the term `go` stands here twice"),
            ("- {name: a, aliases: [b]}\n- b\n", "b: `b` is already an alias of `a`"),
            ("terms: [{aliases: [b]}]\n", "{aliases: [b]}: this term has no `name`"),
            ("- {name: a, replaced-by: c}\n", "c: `a` is to be replaced by `c`, which is no term here"),
            ("just text\n", "just text: a vocabulary must be a list of terms, but is `just text`"),
        ];
        for (text, expected) in cases {
            assert_eq!(from_file(text).1, [expected], "{text}");
        }
    }
}
