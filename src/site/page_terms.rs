//! The terms of one page: every taxonomy that its generator makes terms of.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use super::{Page, SharedTerm, Site};
use crate::front_matter::{Entry, NodeId, NodeRef, Style};
use crate::profile::pages::PageKind;
use crate::profile::{TermText, Terms};
use crate::text::Span;

/// A term as a page uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermUse {
    /// The node that holds the term: a list item, or a text with one or more terms.
    pub node: NodeId,
    /// Where the term stands: the node, or a part of it.
    pub span: Span,
    /// Whether the node is a text in place of a list.
    pub is_whole_text: bool,
    pub(super) shared: Arc<SharedTerm>,
}

impl Deref for TermUse {
    type Target = SharedTerm;

    fn deref(&self) -> &SharedTerm {
        &self.shared
    }
}

/// An entry whose value makes terms.
#[derive(Clone, Copy, Debug)]
pub struct TermEntry<'p> {
    /// The taxonomy, by its key.
    pub taxonomy: &'p str,
    /// The key, usually that of the taxonomy, and its value.
    pub entry: Entry<'p>,
    /// What a text in place of a list means.
    pub text: TermText,
}

/// Most terms of a page that are judged. Real pages have fifteen; what rules do for each of them grows with
/// their number, so that 19,000 tags would take half a minute.
const MOST_TERMS: usize = 1_000;

/// The terms of `page`, in the order of the taxonomies and of the text.
pub fn read(page: &Page, site: &Site) -> Vec<TermUse> {
    let mut uses = Vec::new();
    for TermEntry { taxonomy, entry, text } in site.term_entries(page) {
        read_value(taxonomy, entry.value, text, site, &mut uses);
    }
    uses.truncate(MOST_TERMS);
    uses
}

impl Site {
    /// The entries of `page` that make terms, in the order of the taxonomies.
    pub fn term_entries<'p>(&'p self, page: &'p Page) -> impl Iterator<Item = TermEntry<'p>> {
        let only_on = self.profile.terms.only_on;
        // Of a page below a leaf bundle, Hugo lists no terms.
        let has_terms = page.kind != PageKind::Resource && (only_on.is_empty() || only_on.contains(&page.kind));
        let taxonomies = if has_terms { &self.config.taxonomies[..] } else { &[] };
        let taxonomies = taxonomies.iter().filter(|taxonomy| self.counts_on(page, &taxonomy.key));
        taxonomies.flat_map(|taxonomy| self.entries_of(&taxonomy.key, page).into_iter().flatten())
    }

    /// The entries of `page` that make terms of `taxonomy`: one with another name for a single term, then its own.
    fn entries_of<'p>(&'p self, taxonomy: &'p str, page: &'p Page) -> [Option<TermEntry<'p>>; 2] {
        let terms = &self.profile.terms;
        let own = page.entry_at(taxonomy);
        let is_set = own.is_some_and(|entry| !entry.value.is_absent());
        let singular = terms.singular.iter().find(|singular| singular.taxonomy == taxonomy);
        let singular = singular.filter(|singular| !(singular.yields && is_set));
        let singular = singular.and_then(|singular| Some((singular, page.get(singular.key)?)));
        let own = own.filter(|_| singular.is_none_or(|(singular, _)| !singular.replaces));
        [
            singular.map(|(_, entry)| TermEntry { taxonomy, entry, text: TermText::OneTerm }),
            own.map(|entry| TermEntry { taxonomy, entry, text: terms.text }),
        ]
    }
}

fn read_value(taxonomy: &str, value: NodeRef<'_>, text: TermText, site: &Site, uses: &mut Vec<TermUse>) {
    let is_whole_text = !value.is_list();
    let mut add = |node: NodeRef<'_>, span: Span, text: &str| {
        let shared = site.shared_term(taxonomy, text, true);
        uses.push(TermUse { node: node.id(), span, is_whole_text, shared });
    };
    if value.is_list() && site.profile.terms.paths.contains(&taxonomy) {
        return read_paths(value, taxonomy, site, uses);
    }
    if value.is_list() {
        for item in value.items() {
            if let Some(text) = Terms::text_of(item).filter(|text| !text.is_empty()) {
                add(item, item.span(), &text);
            }
        }
        return;
    }
    let Some(whole) = Terms::text_of(value).filter(|whole| !whole.is_empty()) else { return };
    match text {
        TermText::OneTerm | TermText::Unknown => add(value, value.span(), &whole),
        TermText::Refused => {}
        TermText::SplitAtBlanks | TermText::SplitAtCommas => {
            for (at, part) in parts(&whole, text) {
                let span = written_as(value, &whole)
                    .map_or(value.span(), |start| Span::at(start + at).join(Span::at(start + at + part.len())));
                add(value, span, part);
            }
        }
    }
}

/// The terms of a list that is a path, or of a list of such lists. Only the first of a path has a page whose URL is that
/// of its name alone.
fn read_paths(value: NodeRef<'_>, taxonomy: &str, site: &Site, uses: &mut Vec<TermUse>) {
    let mut add = |node: NodeRef<'_>, is_first: bool| {
        let Some(text) = Terms::text_of(node).filter(|text| !text.is_empty()) else { return };
        let shared = site.shared_term(taxonomy, &text, is_first);
        uses.push(TermUse { node: node.id(), span: node.span(), is_whole_text: false, shared });
    };
    let has_lists = value.items().any(NodeRef::is_list);
    for (i, item) in value.items().enumerate() {
        match item.is_list() {
            true => item.items().enumerate().for_each(|(i, item)| add(item, i == 0)),
            // Beside lists, a text is a path of its own.
            false => add(item, i == 0 || has_lists),
        }
    }
}

impl Terms {
    /// The text that a scalar contributes as a term; `None` for nothing at all, lists and maps.
    pub fn text_of(node: NodeRef<'_>) -> Option<Cow<'_, str>> {
        node.typed()?.into_text()
    }
}

/// The parts of a text between ASCII blanks or between commas, with the byte where each begins.
fn parts(text: &str, split: TermText) -> impl Iterator<Item = (usize, &str)> {
    let parts = move |c: char| match split {
        TermText::SplitAtCommas => c == ',',
        _ => c.is_ascii_whitespace() || matches!(c, '\0' | '\x0B'),
    };
    let start = text.as_ptr() as usize;
    text.split(parts).filter(|part| !part.is_empty()).map(move |part| (part.as_ptr() as usize - start, part))
}

/// The byte at which the text of a scalar begins, if it stands in the file as it is, without escapes or folding.
fn written_as(node: NodeRef<'_>, text: &str) -> Option<usize> {
    let quote = match node.scalar()?.style {
        Style::Plain => 0,
        Style::SingleQuoted | Style::DoubleQuoted => 1,
        _ => return None,
    };
    (node.span().len() == text.len() + 2 * quote).then_some(node.span().start as usize + quote)
}

impl Page {
    /// The entry at a path of keys (dots step into maps): `taxonomies.tags`.
    pub fn entry_at(&self, path: &str) -> Option<Entry<'_>> {
        // Most paths are one key. Looking at the bytes is cheaper for so few than a search for a character.
        let Some(dot) = path.bytes().position(|byte| byte == b'.') else { return self.get(path) };
        let mut entry = self.get(&path[..dot])?;
        for part in path[dot + 1..].split('.') {
            entry = entry.value.entries().rfind(|entry| self.is_key(entry.name(), part))?;
        }
        Some(entry)
    }
}
