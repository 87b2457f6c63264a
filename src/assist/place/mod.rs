//! What stands at an offset, told by the text alone.
//!
//! While a line is typed it is usually broken, and the tree has a hole exactly where the question is. So the block is read
//! once more from its beginning to the cursor, by readers that know nothing but nesting and never give up: a bracket or a
//! quote that was left open ends where the next key begins.

mod flow;
#[cfg(test)]
mod tests;
mod toml;
mod yaml;

use crate::front_matter::{Block, Format, LONGEST_BLOCK, ProblemKind};
use crate::site::Page;
use crate::text::{KeyPath, Span};

/// How deep collections may lie in each other; what is nested deeper is no front matter.
const MOST_NESTED: usize = 64;

/// What stands at an offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nothing that could be completed: the text of the page, a delimiter, a comment, the lines of a block text.
    Nothing,
    /// A key, or room for one.
    Key(KeyPlace),
    /// A value, or room for one.
    Value(ValuePlace),
}

/// A key, or room for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPlace {
    /// The map that it belongs to.
    pub map: KeyPath,
    /// What is written of it, quotes included; empty where nothing is.
    pub span: Span,
    /// Whether the mark that ends a key (`:`, `=`) follows.
    pub has_mark: bool,
    /// In which surroundings it stands.
    pub form: KeyForm,
}

/// In which surroundings a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// On a line of its own.
    Line,
    /// In braces.
    Braces,
    /// In the brackets of a TOML table, where no value follows.
    Header,
}

/// A value, or room for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValuePlace {
    /// What it is the value of: `draft`, or `tags[1]` for an item of a list.
    pub path: KeyPath,
    /// What is written of it, quotes included; empty where nothing is.
    pub span: Span,
    /// Whether it stands in brackets or braces, where a comma ends it.
    pub in_flow: bool,
    /// Whether it may become the first key of a map: `- na` in YAML.
    pub may_be_key: bool,
    /// Whether the mark before it wants a blank that is not there: `draft:` in YAML.
    pub needs_blank: bool,
}

impl Place {
    /// What stands at byte `offset` of `page`. An offset within a character or a line end counts as its
    /// beginning.
    pub fn at(page: &Page, offset: usize) -> Self {
        let offset = boundary(&page.text, offset);
        let block = page.front_matter.block.or_else(|| unclosed(page));
        block.map_or(Self::Nothing, |block| Self::in_block(&page.text, &block, offset))
    }

    fn in_block(text: &str, block: &Block, offset: usize) -> Self {
        let mut content = block.content;
        if block.close.is_none() && !block.open.is_empty() {
            content = content.join(Span::at(open_end(text, content.end as usize, offset)));
        }
        let is_end = offset == content.end as usize && block.close.is_none();
        if (!content.contains(offset) && !is_end) || content.len() > LONGEST_BLOCK {
            return Self::Nothing;
        }
        match block.format {
            Format::Yaml => yaml::place(text, content, offset),
            Format::Toml => toml::place(text, content, offset),
            Format::Json => flow::json(text, content, offset),
            Format::Org | Format::JavaScript => Self::Nothing,
        }
    }
}

/// The block that is being begun: some generators take one that nothing closes yet for text.
fn unclosed(page: &Page) -> Option<Block> {
    let problem = page.front_matter.problems.iter().find(|problem| problem.kind == ProblemKind::Unclosed)?;
    let open = problem.span;
    let format = match open.of(&page.text).chars().next()? {
        '-' => Format::Yaml,
        '+' => Format::Toml,
        _ => return None,
    };
    let start = next_line(&page.text, open.end as usize, page.text.len());
    let mut end = start;
    while end < page.text.len() && !page.text[end..line_end(&page.text, end)].trim().is_empty() {
        end = next_line(&page.text, end, page.text.len());
    }
    Some(Block { format, open, content: Span::new(start, end), close: None, body: end })
}

/// The character boundary at or before `offset`, never within a line end of two characters.
pub(super) fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let is_within = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
    if is_within { offset - 1 } else { offset }
}

/// Where a block that nothing closes ends: with what was certain to be in it, or with the line of the cursor right behind,
/// which is being typed.
fn open_end(text: &str, end: usize, offset: usize) -> usize {
    let is_next = offset > end && text[end..offset].matches('\n').count() <= 1;
    if is_next { line_end(text, offset) } else { end }
}

/// The end of the line that holds `at`, without its line end.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length)
}

/// The beginning of the line that holds `at`.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// The beginning of the line behind the one that holds `at`, at most `end`.
fn next_line(text: &str, at: usize, end: usize) -> usize {
    let stop = line_end(text, at);
    let length = if text[stop..].starts_with("\r\n") { 2 } else { text.len().min(stop + 1) - stop };
    (stop + length).min(end)
}

/// The first byte at or behind `at` that is no blank or tab.
fn behind_blanks(text: &str, at: usize) -> usize {
    at + text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len()
}

/// The text of a key or value without its quotes; escapes are resolved in double quotes.
pub(super) fn unquoted(written: &str) -> String {
    let inner = |quote: char| {
        let inner = written.strip_prefix(quote)?;
        Some(inner.strip_suffix(quote).unwrap_or(inner))
    };
    if let Some(inner) = inner('\'') {
        return inner.replace("''", "'");
    }
    match inner('"') {
        Some(inner) => serde_json::from_str(&format!("\"{inner}\"")).unwrap_or_else(|_| inner.to_owned()),
        None => written.to_owned(),
    }
}
