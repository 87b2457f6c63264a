//! The vocabulary follows its terms.

use std::collections::HashMap;

use super::list::remove_items;
use super::{ChangedFile, Refactored, Task};
use crate::config::settings::VocabularySource;
use crate::config::{ConfigProblem, Settings, document};
use crate::front_matter::rewrite::{remove_entry, rename_key, replace_text, stands_without_quotes};
use crate::front_matter::{Entry, Format, NodeRef};
use crate::listing::{Files, Listing};
use crate::profile::generator_config::VocabularyPlace;
use crate::site::vocabulary;
use crate::text::{TextEdit, apply};

/// Changes the vocabularies of the taxonomy, the user's and those that the generator keeps in files.
pub fn rewrite(files: &dyn Files, task: &Task<'_>, refactored: &mut Refactored) {
    let site = task.site;
    match site.settings.vocabularies.get(task.taxonomy) {
        Some(VocabularySource::Inline(terms)) if terms.iter().any(|term| task.is_meant(term)) => {
            let path = site.settings.file.clone().unwrap_or_default();
            change(&path, true, files, task, refactored);
        }
        Some(VocabularySource::File(path)) => change(path, false, files, task, refactored),
        _ => {}
    }
    for own in site.config.vocabularies.iter().filter(|own| own.key == task.taxonomy) {
        if let VocabularyPlace::File(path) = &own.place {
            change(path, false, files, task, refactored);
        }
    }
}

fn change(path: &str, is_inline: bool, files: &dyn Files, task: &Task<'_>, refactored: &mut Refactored) {
    // A vocabulary given by --config lies elsewhere, and a list of it is the user's to change.
    let Some(before) = files.read(path) else {
        let reason = format!("lists `{}` and lies outside of the site; change it by hand", task.request.old);
        refactored.left.push((path.to_owned(), reason));
        return;
    };
    let (tree, _) = document::read(path, &before);
    let place = tree.root().and_then(|root| if is_inline { inline_list(root, task.taxonomy) } else { Some(root) });
    let Some(place) = place else { return };
    let terms = Term::all(place);
    if !terms.iter().any(|term| task.is_meant(term.name())) {
        return;
    }
    let after = edits(&before, &terms, task).and_then(|edits| apply(&before, &edits).ok());
    match after.filter(|after| is_sound(path, after, is_inline, task)) {
        Some(after) => refactored.vocabularies.push(ChangedFile { path: path.to_owned(), before, after }),
        None => {
            let reason = format!("says more of `{}` than its name; change it by hand", task.request.old);
            refactored.left.push((path.to_owned(), reason));
        }
    }
}

/// The list of the terms of `taxonomy` that stands in the configuration itself.
pub(super) fn inline_list<'t>(root: NodeRef<'t>, taxonomy: &str) -> Option<NodeRef<'t>> {
    let below = |node: NodeRef<'t>, key: &str| node.entries().rfind(|entry| entry.name() == key).map(|e| e.value);
    below(below(below(root, "taxonomies")?, taxonomy)?, "vocabulary")
}

/// The list or map that holds the terms of a vocabulary whose file has the value `root`.
pub(super) fn list_of(root: NodeRef<'_>) -> NodeRef<'_> {
    let below = root.entries().rfind(|entry| entry.name() == "terms").map(|entry| entry.value);
    below.filter(|value| value.is_list() || root.entries().len() == 1).unwrap_or(root)
}

/// A term of a vocabulary, where it is written.
enum Term<'t> {
    /// A plain item of a list, with its position.
    Item(NodeRef<'t>, usize, NodeRef<'t>),
    /// The name in a map that says more.
    Described(NodeRef<'t>),
    /// A key with what is said of the term.
    Key(Entry<'t>),
}

impl<'t> Term<'t> {
    /// The terms of a vocabulary, in the forms that are read: a list, `terms:` with a list or map, or a map.
    fn all(root: NodeRef<'t>) -> Vec<Self> {
        let place = list_of(root);
        if place.is_map() {
            return place.entries().map(Self::Key).collect();
        }
        let described = |item: NodeRef<'t>| item.entries().rfind(|entry| entry.name() == "name").map(|e| e.value);
        let term = |(at, item): (usize, NodeRef<'t>)| match item.is_map() {
            true => described(item).map(Self::Described),
            false => Some(Self::Item(item, at, place)),
        };
        place.items().enumerate().filter_map(term).collect()
    }

    fn name(&self) -> &'t str {
        match self {
            Self::Key(entry) => entry.name(),
            Self::Item(node, ..) | Self::Described(node) => node.scalar().map_or("", |scalar| &scalar.text),
        }
    }
}

/// Renames the first entry that is meant, unless the new term has one, and takes out the others.
fn edits(text: &str, terms: &[Term<'_>], task: &Task<'_>) -> Option<Vec<TextEdit>> {
    let mut has_new = terms.iter().any(|term| Some(term.name()) == task.request.new.as_deref());
    let mut edits = Vec::new();
    let mut removed: Vec<usize> = Vec::new();
    for term in terms.iter().filter(|term| task.is_meant(term.name())) {
        match (&task.request.new, term) {
            (Some(new), Term::Item(node, ..) | Term::Described(node)) if !has_new => {
                edits.push(replace_text(*node, new, Format::Yaml));
            }
            (Some(new), Term::Key(entry)) if !has_new => {
                edits.push(stands_without_quotes(new).then(|| rename_key(*entry, new))?);
            }
            (_, Term::Item(_, at, _)) => removed.push(*at),
            (_, Term::Key(entry)) => edits.push(remove_entry(text, *entry).filter(|_| !entry.value.is_map())?),
            (_, Term::Described(_)) => return None,
        }
        has_new = true;
    }
    if let Some(Term::Item(_, _, list)) = terms.iter().find(|term| matches!(term, Term::Item(..)))
        && !removed.is_empty()
    {
        edits.extend(remove_items(text, *list, &removed)?);
    }
    Some(edits)
}

/// Whether the new text is a vocabulary without mistakes that has no old spelling any more.
fn is_sound(path: &str, after: &str, is_inline: bool, task: &Task<'_>) -> bool {
    let (tree, syntax) = document::read(path, after);
    let root = tree.root().and_then(|root| if is_inline { inline_list(root, task.taxonomy) } else { Some(root) });
    let is_gone = root.is_none_or(|root| !Term::all(root).iter().any(|term| task.is_meant(term.name())));
    syntax.is_empty() && is_gone && (is_inline || problems(path, after, task.taxonomy).is_empty())
}

/// The mistakes in the vocabulary of the taxonomy `key` at `path`.
pub(super) fn problems(path: &str, text: &str, key: &str) -> Vec<ConfigProblem> {
    let mut settings = Settings::default();
    settings.vocabularies.insert(key.to_owned(), VocabularySource::File(path.to_owned()));
    let files = HashMap::from([(path.to_owned(), text.to_owned())]);
    vocabulary::load(&settings, &Listing::default(), &files).1
}
