//! Values of plain shapes that are no maps.

use std::borrow::Cow;

use memchr::memchr_iter;

use super::{Block, Line};
use crate::front_matter::scalar::refusal;
use crate::front_matter::{Kind, NodeId, Scalar, Style};
use crate::text::Span;

impl Block<'_> {
    /// The value that begins at `start` in `line`.
    pub(super) fn scalar(&mut self, start: usize, line: Line) -> Option<NodeId> {
        let (value, behind) = match self.text.as_bytes()[start] {
            quote @ (b'"' | b'\'') => self.quoted(start, line.end, quote)?,
            b'[' => self.flow_list(start, line.end)?,
            b'|' | b'>' => return self.block_text(start, line),
            _ => return self.plain_text(start, line),
        };
        self.ends(behind, line)?;
        Some(value)
    }

    /// The text without quotes that begins at `start` in `line`, with the lines that go on with it.
    fn plain_text(&mut self, start: usize, line: Line) -> Option<NodeId> {
        let first = &self.text[start..line.end];
        if let Some(comment) = comment(first) {
            let end = start + first[..comment].trim_end_matches(' ').len();
            self.ends(end, line)?;
            return self.plain(start, end);
        }
        let (mut text, mut end) = (Cow::Borrowed(first), line.end);
        while let Some(next) = self.next.filter(|next| next.indent > line.indent) {
            if !self.is_adjacent(next) || !is_plain_text(self.of(next)) {
                return None;
            }
            text += " ";
            text += self.of(next);
            end = next.end;
            self.take(next);
        }
        is_plain_text(first).then(|| self.add_plain(&text, Span::new(start, end)))?
    }

    /// The text in quotes that begins at `start`, and where it ends.
    fn quoted(&mut self, start: usize, end: usize, quote: u8) -> Option<(NodeId, usize)> {
        let inner = &self.text[start + 1..end];
        let mut length = inner.find(char::from(quote))?;
        while quote == b'"' && is_escaped(&inner[..length]) {
            length += 1 + inner[length + 1..].find('"')?;
        }
        let (inner, behind) = (&inner[..length], start + length + 2);
        if self.text.as_bytes().get(behind) == Some(&quote) {
            return None;
        }
        let span = Span::new(start, behind);
        let text = match quote {
            b'\'' => self.tree.add_scalar(span, inner, Style::SingleQuoted),
            _ if inner.contains('\\') => self.tree.add_scalar(span, unescaped(inner)?, Style::DoubleQuoted),
            _ => self.tree.add_scalar(span, inner, Style::DoubleQuoted),
        };
        Some((text, behind))
    }

    /// The lines behind the `|` or `>` at `start`, at the end of `line`.
    fn block_text(&mut self, start: usize, line: Line) -> Option<NodeId> {
        let (style, break_between, break_at_end) = match &self.text[start..line.end] {
            "|" => (Style::Literal, '\n', true),
            "|-" => (Style::Literal, '\n', false),
            ">" => (Style::Folded, ' ', true),
            ">-" => (Style::Folded, ' ', false),
            _ => return None,
        };
        let (mut text, mut end) = (String::new(), line.end);
        let indent = self.next.map(|first| first.indent).filter(|indent| *indent > line.indent)?;
        while let Some(next) = self.next.filter(|next| next.indent > line.indent) {
            let has_line_end = self.text[next.end..self.end].starts_with(['\n', '\r']);
            // Blanks at the end of a line count, and lines that are indented further, or empty, are not folded.
            if next.indent != indent || !self.is_adjacent(next) || !has_line_end {
                return None;
            }
            if end > line.end {
                text.push(break_between);
            }
            text += self.of(next);
            end = next.end;
            self.take(next);
        }
        // A comment here may be a part of the text, and so may blanks.
        let next = self.lines().next();
        let gap = &self.text[self.at..next.map_or(self.end, |next| next.start - next.indent)];
        if gap.contains(' ') || next.is_some_and(|next| self.is_comment(next)) {
            return None;
        }
        if break_at_end {
            text.push('\n');
        }
        let length = self.text[start..end].trim_end().len();
        Some(self.tree.add_scalar(Span::new(start, start + length), text, style))
    }

    /// `[a, 'b', "c"]`, and where it ends.
    fn flow_list(&mut self, start: usize, end: usize) -> Option<(NodeId, usize)> {
        let mut items = Vec::new();
        let mut at = self.behind_blanks(start + 1, end);
        if !self.text[at..end].starts_with(']') {
            loop {
                let (item, behind) = match self.text.as_bytes().get(at).copied().filter(|_| at < end)? {
                    quote @ (b'"' | b'\'') => self.quoted(at, end, quote)?,
                    _ => self.flow_plain(at, end)?,
                };
                items.push(item);
                at = self.behind_blanks(behind, end);
                match self.text.as_bytes().get(at).filter(|_| at < end)? {
                    b']' => break,
                    b',' => at = self.behind_blanks(at + 1, end),
                    _ => return None,
                }
            }
        }
        Some((self.tree.add(Span::new(start, at + 1), Kind::List(items.into())), at + 1))
    }

    /// The text without quotes in `[…]` that begins at `start`, and where it ends.
    fn flow_plain(&mut self, start: usize, end: usize) -> Option<(NodeId, usize)> {
        let rest = &self.text[start..end];
        let text = rest[..rest.find([',', ']'])?].trim_end_matches(' ');
        if text.contains(['[', '{', '}', ':', '"', '\'', '?']) {
            return None;
        }
        let behind = start + text.len();
        Some((self.plain(start, behind)?, behind))
    }

    fn behind_blanks(&self, at: usize, end: usize) -> usize {
        end - self.text[at..end].trim_start_matches(' ').len()
    }

    /// The text without quotes from `start` to `end`.
    fn plain(&mut self, start: usize, end: usize) -> Option<NodeId> {
        let text = &self.text[start..end];
        if is_plain_text(text) { self.add_plain(text, Span::new(start, end)) } else { None }
    }

    /// Adds a text without quotes, which is known to need none.
    pub(super) fn add_plain(&mut self, text: &str, span: Span) -> Option<NodeId> {
        let scalar = Scalar { text: text.into(), style: Style::Plain };
        if refusal(&scalar, None, self.parser).is_some() {
            return None;
        }
        Some(self.tree.add(span, Kind::Scalar(scalar)))
    }
}

/// Where the comment behind `text` begins.
fn comment(text: &str) -> Option<usize> {
    memchr_iter(b'#', text.as_bytes()).find(|at| text[..*at].ends_with(' '))
}

/// Whether `text` needs no quotes, and no part of it may be a key or a comment.
fn is_plain_text(text: &str) -> bool {
    let is_key = |colon: usize| matches!(text.as_bytes().get(colon + 1), None | Some(b' '));
    if comment(text).is_some() || memchr_iter(b':', text.as_bytes()).any(is_key) {
        return false;
    }
    // A dash may begin a list, but not before a digit.
    let text = text.strip_prefix('-').filter(|text| text.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(text);
    text.starts_with(begins_plain)
}

/// Whether a text without quotes may begin with `c`, and means itself.
fn begins_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '_' | '/' | '.' | '(' | '$' | '+' | '~' | '<' | '^' | ';')
}

/// Whether what follows `text` in double quotes is escaped.
fn is_escaped(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// What `text` in double quotes means; only quotes and backslashes are escaped in it.
fn unescaped(text: &str) -> Option<String> {
    let mut parts = text.split('\\');
    let mut plain = parts.next()?.to_owned();
    while let Some(part) = parts.next() {
        // A backslash that is followed by another one has nothing before the next part.
        plain += match part {
            "" => ["\\", parts.next()?].concat(),
            _ if part.starts_with('"') => part.to_owned(),
            _ => return None,
        }
        .as_str();
    }
    Some(plain)
}
