//! Reads the forms that a vocabulary file can have: a plain list, `terms:` with a list, or a map whose keys are the
//! terms (Docusaurus `tags.yml`).

use std::collections::HashMap;

use super::VocabularyTerm;
use crate::config::{ConfigProblem, reader::Reader};
use crate::front_matter::{NodeRef, Tree};
use crate::text::Span;

/// Keys of a term in a list. Both spellings of the last occur in vocabularies that people keep by hand.
const TERM_KEYS: &[&str] = &["name", "aliases", "description", "deprecated", "replaced-by", "replaced_by"];

/// The terms in `tree`, which was read from the file at `path`, and what is wrong with them.
pub fn terms(path: &str, tree: &Tree) -> (Vec<VocabularyTerm>, Vec<ConfigProblem>) {
    let mut reader = Reader::new(path);
    let mut drafts = Vec::new();
    if let Some(root) = tree.root() {
        if root.is_list() {
            list(&mut reader, root, &mut drafts);
        } else if let Some(entry) = root.entries().find(|entry| entry.name() == "terms" && !entry.value.is_map()) {
            reader.map(root, "", &["terms"]);
            list(&mut reader, entry.value, &mut drafts);
        } else if root.is_map() {
            map(&mut reader, terms_below(root).unwrap_or(root), &mut drafts);
        } else if !root.is_absent() {
            reader.not_a(root, "a vocabulary", "a list of terms");
        }
    }
    report_clashes(&mut reader, &drafts);
    (drafts.into_iter().map(|draft| draft.term).collect(), reader.into_problems())
}

/// The map below a lone `terms:`, unless that is itself a term with a label and the like.
fn terms_below(root: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let mut entries = root.entries();
    let only = entries.next().filter(|entry| entries.len() == 0 && entry.name() == "terms")?;
    let are_terms = only.value.entries().all(|entry| entry.value.is_map() || entry.value.is_absent());
    are_terms.then_some(only.value)
}

/// A term with the places that clashes are reported at.
#[derive(Default)]
struct Draft {
    term: VocabularyTerm,
    aliases: Vec<Span>,
    replaced_by: Span,
}

fn list(reader: &mut Reader<'_>, node: NodeRef<'_>, drafts: &mut Vec<Draft>) {
    if !node.is_list() && !node.is_absent() {
        reader.not_a(node, "`terms`", "a list of terms");
    }
    for item in node.items() {
        if item.is_map() {
            drafts.extend(described(reader, item));
        } else if let Some(name) = reader.text_of(item, "a term") {
            drafts.push(plain(name, item.span()));
        }
    }
}

fn map(reader: &mut Reader<'_>, node: NodeRef<'_>, drafts: &mut Vec<Draft>) {
    for entry in node.entries() {
        let mut draft = plain(entry.name(), entry.key.span());
        for detail in entry.value.entries() {
            read_detail(reader, detail.name(), detail.value, &mut draft);
        }
        drafts.push(draft);
    }
}

fn described(reader: &mut Reader<'_>, node: NodeRef<'_>) -> Option<Draft> {
    let name = node.entries().rfind(|entry| entry.name() == "name" && !entry.value.is_absent());
    let Some(name) = name else {
        reader.wrong(node.span(), "this term has no `name`", "write `- name: …`");
        return None;
    };
    let text = reader.text_of(name.value, "the name of a term")?;
    let mut draft = plain(text, name.value.span());
    for entry in reader.map(node, text, TERM_KEYS) {
        read_detail(reader, entry.name(), entry.value, &mut draft);
    }
    Some(draft)
}

fn plain(name: &str, span: Span) -> Draft {
    Draft { term: VocabularyTerm { name: name.to_owned(), span, ..VocabularyTerm::default() }, ..Draft::default() }
}

fn read_detail(reader: &mut Reader<'_>, key: &str, node: NodeRef<'_>, draft: &mut Draft) {
    match key {
        _ if node.is_absent() => {}
        "aliases" => {
            for (alias, span) in reader.texts(node, "aliases") {
                draft.term.aliases.push(alias.to_owned());
                draft.aliases.push(span);
            }
        }
        "description" => draft.term.description = reader.text(node, "description").map(str::to_owned),
        "deprecated" => {
            draft.term.deprecated = match reader.text(node, "deprecated") {
                Some("false") | None => None,
                Some("true") => Some(String::new()),
                Some(reason) => Some(reason.to_owned()),
            }
        }
        "replaced-by" | "replaced_by" => {
            draft.term.replaced_by = reader.text(node, key).map(str::to_owned);
            draft.replaced_by = node.span();
            draft.term.deprecated.get_or_insert_default();
        }
        _ => {}
    }
}

fn report_clashes(reader: &mut Reader<'_>, drafts: &[Draft]) {
    let mut names: HashMap<&str, ()> = HashMap::new();
    let mut aliases: HashMap<&str, &str> = HashMap::new();
    for Draft { term, aliases: spans, .. } in drafts {
        for (alias, span) in term.aliases.iter().zip(spans) {
            match aliases.insert(alias, &term.name) {
                Some(other) if other != term.name => {
                    let message = format!("`{alias}` is already an alias of `{other}`");
                    reader.wrong(*span, message, "keep one of the two");
                }
                _ => {}
            }
        }
    }
    for Draft { term, .. } in drafts {
        if names.insert(&term.name, ()).is_some() {
            reader.wrong(term.span, format!("the term `{}` stands here twice", term.name), "keep one of the two");
        } else if let Some(other) = aliases.get(term.name.as_str()).filter(|other| **other != term.name) {
            let message = format!("`{}` is already an alias of `{other}`", term.name);
            reader.wrong(term.span, message, "keep either the term or the alias");
        }
    }
    for Draft { term, replaced_by, .. } in drafts {
        let Some(successor) = term.replaced_by.as_deref().filter(|name| !names.contains_key(name)) else { continue };
        let message = format!("`{}` is to be replaced by `{successor}`, which is no term here", term.name);
        reader.wrong(*replaced_by, message, format!("add `{successor}` to the vocabulary"));
    }
}
