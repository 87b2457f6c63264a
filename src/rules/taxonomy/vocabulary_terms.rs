//! The terms of a page for which there is a vocabulary, with their places.

use std::borrow::Cow;

use crate::front_matter::{NodeRef, Style};
use crate::profile::TermText;
use crate::profile::pages::PageKind;
use crate::site::{Page, Site, Vocabulary};
use crate::text::{Span, TextEdit};

/// A term that is used on a page.
pub(super) struct UsedTerm<'a> {
    /// The key of the taxonomy.
    pub(super) key: &'a str,
    /// What may be used there.
    pub(super) vocabulary: &'a Vocabulary,
    /// The term as the generator reads it.
    pub(super) text: &'a str,
    /// The value that holds it.
    pub(super) node: NodeRef<'a>,
    /// Where it stands: the whole value, or its part of a value that is split at blanks.
    pub(super) span: Span,
}

/// Every term of `page` for which `site` has a vocabulary.
pub(super) fn of<'a>(page: &'a Page, site: &'a Site) -> Vec<UsedTerm<'a>> {
    let mut used = Vec::new();
    if page.kind == PageKind::Resource {
        return used;
    }
    for (key, vocabulary) in site.vocabularies.iter().filter(|(_, vocabulary)| !vocabulary.terms.is_empty()) {
        let Some(entry) = page.get(key) else { continue };
        let mut add = |node: NodeRef<'a>, text: &'a str, span: Span| {
            if !text.trim().is_empty() {
                used.push(UsedTerm { key, vocabulary, text, node, span });
            }
        };
        for item in entry.value.items() {
            if let Some(text) = text_of(item) {
                add(item, text, item.span());
            }
        }
        let Some(text) = text_of(entry.value) else { continue };
        match site.profile.terms.text {
            TermText::OneTerm => add(entry.value, text, entry.value.span()),
            TermText::SplitAtBlanks => {
                for word in text.split_whitespace() {
                    add(entry.value, word, part_of(page, entry.value, text, word));
                }
            }
            TermText::Refused | TermText::Unknown => {}
        }
    }
    used
}

impl UsedTerm<'_> {
    /// The edit that writes `term` in place of this one, in the same quotes; `None` where it would not be certain.
    pub(super) fn rewritten(&self, term: &str, page: &Page) -> Option<TextEdit> {
        let scalar = self.node.scalar()?;
        let is_whole = self.span == self.node.span();
        if self.node.is_alias() || self.span.of(&page.text).contains('\n') || (!is_whole && !is_plain(term)) {
            return None;
        }
        let written: Cow<'_, str> = match scalar.style {
            Style::Plain if is_plain(term) => term.into(),
            Style::SingleQuoted | Style::DoubleQuoted if !is_whole => term.into(),
            Style::SingleQuoted if !term.contains('\'') => format!("'{term}'").into(),
            Style::Plain | Style::SingleQuoted | Style::DoubleQuoted => {
                format!("\"{}\"", term.replace('\\', "\\\\").replace('"', "\\\"")).into()
            }
            _ => return None,
        };
        Some(TextEdit::replace(self.span, written))
    }
}

fn text_of(node: NodeRef<'_>) -> Option<&str> {
    let scalar = node.scalar()?;
    let is_null = matches!(scalar.style, Style::Absent | Style::Null)
        || (scalar.style == Style::Plain && matches!(&*scalar.text, "" | "~" | "null"));
    (!is_null).then_some(&*scalar.text)
}

/// The place of `word`, a slice of `text`, in the file; the whole value where escapes or folding moved it.
fn part_of(page: &Page, node: NodeRef<'_>, text: &str, word: &str) -> Span {
    let written = node.span().of(&page.text);
    let Some(quote) = written.find(text) else { return node.span() };
    let offset = word.as_ptr() as usize - text.as_ptr() as usize;
    node.span().part(quote + offset, word.len())
}

/// Whether YAML reads `term` as text without quotes, in a list on one line too, whatever the parser.
fn is_plain(term: &str) -> bool {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '+' | '.');
    let word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    term.starts_with(char::is_alphabetic)
        && term.chars().all(safe)
        && !term.ends_with(' ')
        && !word.contains(&term.to_lowercase().as_str())
}
