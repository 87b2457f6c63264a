//! Edits of terms: another spelling, one item less, several terms in place of one.

use std::borrow::Cow;

use crate::front_matter::{NodeRef, Style};
use crate::site::{Page, Site, TermEntry};
use crate::text::{Span, TextEdit};

/// Where a term stands: in the value of a key, as an item of its list or as its text.
pub(super) struct Slot<'p> {
    /// The key with its value.
    pub(super) held: TermEntry<'p>,
    /// The position in the list, `None` for a text.
    pub(super) index: Option<usize>,
}

/// Where the term that `node` holds stands on `page`.
pub(super) fn slot_of<'p>(page: &'p Page, site: &'p Site, node: NodeRef<'_>) -> Option<Slot<'p>> {
    site.term_entries(page).find_map(|held| {
        let value = held.entry.value;
        if value.id() == node.id() {
            return Some(Slot { held, index: None });
        }
        let index = value.items().position(|item| item.id() == node.id())?;
        Some(Slot { held, index: Some(index) })
    })
}

/// The edit that writes `term` at `span` of `node`, in the same quotes; `None` where it would not be certain.
pub(super) fn rewrite(page: &Page, node: NodeRef<'_>, span: Span, term: &str) -> Option<TextEdit> {
    let scalar = node.scalar()?;
    let is_whole = span == node.span();
    if node.is_alias() || span.of(&page.text).contains('\n') || (!is_whole && !is_plain(term)) {
        return None;
    }
    let written: Cow<'_, str> = match scalar.style {
        Style::Plain if is_plain(term) => term.into(),
        Style::SingleQuoted | Style::DoubleQuoted if !is_whole => term.into(),
        Style::SingleQuoted if !term.contains('\'') => format!("'{term}'").into(),
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted => quoted(term).into(),
        _ => return None,
    };
    Some(TextEdit::replace(span, written))
}

/// The edit that takes item `index` out of `list`; `None` where it is the only one, or shares its line with more than
/// can be told apart.
pub(super) fn remove_item(page: &Page, list: NodeRef<'_>, index: usize) -> Option<TextEdit> {
    let items: Vec<NodeRef<'_>> = list.items().collect();
    let item = items.get(index)?;
    if list.is_alias() || items.len() < 2 {
        return None;
    }
    let removed = if is_flow(page, list) {
        match index.checked_sub(1) {
            Some(before) => Span::new(items[before].span().end as usize, item.span().end as usize),
            None => Span::new(item.span().start as usize, items[1].span().start as usize),
        }
    } else {
        block_line(&page.text, *item)?
    };
    (!removed.of(&page.text).contains('#')).then(|| TextEdit::delete(removed))
}

/// The edit that writes `parts` as terms of their own in place of the one in `slot`.
pub(super) fn split(page: &Page, slot: &Slot<'_>, parts: &[&str]) -> Option<TextEdit> {
    let value = slot.held.entry.value;
    let Some(index) = slot.index else {
        let is_line = !value.is_alias() && !value.span().of(&page.text).contains('\n');
        return is_line.then(|| TextEdit::replace(value.span(), format!("[{}]", in_one_line(parts))));
    };
    let item = value.items().nth(index)?;
    if value.is_alias() || item.is_alias() || item.span().of(&page.text).contains('\n') {
        return None;
    }
    if is_flow(page, value) {
        return Some(TextEdit::replace(item.span(), in_one_line(parts)));
    }
    let start = block_line(&page.text, item)?.start as usize;
    let before = &page.text[start..item.span().start as usize];
    let parts: Vec<Cow<'_, str>> = parts.iter().map(|part| code(part)).collect();
    Some(TextEdit::replace(item.span(), parts.join(&format!("{}{before}", page.line_end()))))
}

fn in_one_line(parts: &[&str]) -> String {
    parts.iter().map(|part| quoted(part)).collect::<Vec<_>>().join(", ")
}

fn code(term: &str) -> Cow<'_, str> {
    if is_plain(term) { term.into() } else { quoted(term).into() }
}

/// In double quotes, which YAML, TOML and JSON have in common.
fn quoted(term: &str) -> String {
    format!("\"{}\"", term.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a list is written in brackets.
fn is_flow(page: &Page, list: NodeRef<'_>) -> bool {
    list.span().of(&page.text).starts_with('[')
}

/// The line of an item that has it for itself: `  - item`.
fn block_line(text: &str, item: NodeRef<'_>) -> Option<Span> {
    let span = item.span().range();
    let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |length| span.end + length + 1);
    let is_alone = text[start..span.start].trim() == "-" && text[span.end..end].trim().is_empty();
    (is_alone && !text[span].contains('\n')).then(|| Span::new(start, end))
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
