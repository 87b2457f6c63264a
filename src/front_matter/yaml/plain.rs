//! The plain shapes of YAML, of which most front matter consists, read without the library in a tenth of the time:
//! maps and lists by indentation, texts of one line with and without quotes, `[a, b]` in one line, `|` and `>` texts
//! without empty lines.
//!
//! Whatever else there is, a comment, a tab, a mistake, makes the whole block a case for the library. So every parser
//! agrees on what is read here, and nothing here can be wrong with a block. That both ways lead to the same tree is
//! tested with the fixtures, with real sites, with random texts and by a fuzzer.

#[cfg(test)]
mod tests;

use crate::front_matter::scalar::refusal;
use crate::front_matter::{Kind, NodeId, Scalar, Style, Tree, YamlParser};
use crate::text::Span;

/// Deepest nesting of plain shapes. Real front matter has five levels.
const DEEPEST: usize = 8;

/// Longest key, in bytes. YAML wants a key within 1024 characters.
const LONGEST_KEY: usize = 256;

/// The tree of the bytes `content` of `text`, `None` where they hold anything but plain shapes, or nothing.
pub(super) fn read(text: &str, content: Span, parser: YamlParser) -> Option<Tree> {
    if !has_plain_characters(content.of(text)) {
        return None;
    }
    let (at, end) = (content.start as usize, content.end as usize);
    let mut block = Block { text, end, at, parser, tree: Tree::default() };
    block.tree.yaml = Some(parser);
    let first = block.next_line()?;
    let root = block.map(first, DEEPEST).filter(|_| first.indent == 0)?;
    let is_whole = block.next_line().is_none();
    block.tree.set_root(root);
    is_whole.then_some(block.tree)
}

/// Whether all is printable to every parser, and only LF and CRLF end a line to any.
fn has_plain_characters(block: &str) -> bool {
    let is_plain = |c: char| {
        c >= '\u{A0}' && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
            || is_plain_ascii(c)
    };
    let is_plain_ascii_only = block.bytes().all(|byte| is_plain_ascii(char::from(byte)) && byte != b'\r');
    is_plain_ascii_only || (block.chars().all(is_plain) && block.matches('\r').count() == block.matches("\r\n").count())
}

fn is_plain_ascii(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\r')
}

/// Whether a text without quotes goes to its end: no part of it may be a key, and none a comment.
fn is_whole(text: &str) -> bool {
    let mut before = b'a';
    for byte in text.bytes() {
        if (before == b':' && byte == b' ') || (before == b' ' && byte == b'#') {
            return false;
        }
        before = byte;
    }
    before != b':'
}

/// Whether a text without quotes may begin with `c`, and means itself.
fn begins_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '_' | '/' | '.' | '(' | '$' | '+' | '~' | '<' | '^' | ';')
}

/// The length of the key with which `line` begins: it is a word, and a colon ends it.
fn key(line: &str) -> Option<usize> {
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let length = line.find(|c| !is_key(c))?;
    let behind = line[length..].strip_prefix(':')?;
    let is_word = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && length <= LONGEST_KEY;
    (is_word && (behind.is_empty() || behind.starts_with(' '))).then_some(length)
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

/// Whether `line` is an item of a list that has something in it.
fn is_item(line: &str) -> bool {
    line.starts_with("- ")
}

/// A block that is being read.
struct Block<'t> {
    text: &'t str,
    end: usize,
    /// Where the next line begins.
    at: usize,
    parser: YamlParser,
    tree: Tree,
}

/// A line that is not empty, or what stands behind the dash of a list item.
#[derive(Clone, Copy)]
struct Line {
    /// The column of its first character that is no blank, counted from 0.
    indent: usize,
    /// Where that character stands.
    start: usize,
    /// Where it ends, without blanks and the line end.
    end: usize,
    /// Where the next line begins.
    next: usize,
}

impl<'t> Block<'t> {
    /// The next line that is not empty; it stays the next until it is [taken](Self::take).
    fn next_line(&self) -> Option<Line> {
        let mut at = self.at;
        while at < self.end {
            let rest = &self.text[at..self.end];
            let length = rest.find('\n').unwrap_or(rest.len());
            let line = &rest[..length];
            let next = (at + length + 1).min(self.end);
            let text = line.strip_suffix('\r').unwrap_or(line).trim_end_matches(' ');
            let indent = text.len() - text.trim_start_matches(' ').len();
            if !text.is_empty() {
                return Some(Line { indent, start: at + indent, end: at + text.len(), next });
            }
            at = next;
        }
        None
    }

    fn take(&mut self, line: Line) {
        self.at = line.next;
    }

    fn of(&self, line: Line) -> &'t str {
        &self.text[line.start..line.end]
    }

    /// The map whose first entry is in `line`.
    fn map(&mut self, mut line: Line, depth: usize) -> Option<NodeId> {
        let (indent, start) = (line.indent, line.start);
        let mut pairs = Vec::new();
        let mut end;
        loop {
            self.take(line);
            let length = key(self.of(line))?;
            let key = self.plain(line.start, line.start + length)?;
            let value = self.value(line, length + 1, depth.checked_sub(1)?)?;
            pairs.push((key, value));
            end = self.tree.node(value).span().end as usize;
            match self.next_line() {
                Some(next) if next.indent == indent => line = next,
                // It would go on with the value.
                Some(next) if next.indent > indent => return None,
                _ => break,
            }
        }
        Some(self.tree.add(Span::new(start, end), Kind::Map(pairs)))
    }

    /// The list whose first item is in `line`, below a key at `parent`.
    fn list(&mut self, mut line: Line, parent: usize, depth: usize) -> Option<NodeId> {
        let (indent, start) = (line.indent, line.start);
        let mut items = Vec::new();
        let mut end;
        loop {
            self.take(line);
            let item = self.item(line, depth.checked_sub(1)?)?;
            items.push(item);
            end = self.tree.node(item).span().end as usize;
            match self.next_line() {
                Some(next) if next.indent == indent && is_item(self.of(next)) => line = next,
                Some(next) if next.indent > indent || (next.indent == indent && indent != parent) => return None,
                _ => break,
            }
        }
        Some(self.tree.add(Span::new(start, end), Kind::List(items)))
    }

    fn item(&mut self, line: Line, depth: usize) -> Option<NodeId> {
        let behind = self.of(line)[1..].trim_start_matches(' ').len();
        let start = line.end - behind;
        let item = Line { indent: line.indent + start - line.start, start, ..line };
        if key(self.of(item)).is_some() { self.map(item, depth) } else { self.scalar(item.start, line) }
    }

    /// The value behind the colon that ends `colon` bytes behind the beginning of `line`.
    fn value(&mut self, line: Line, colon: usize, depth: usize) -> Option<NodeId> {
        let rest = &self.of(line)[colon..];
        if !rest.is_empty() {
            let start = line.end - rest.trim_start_matches(' ').len();
            return self.scalar(start, line);
        }
        let is_dash = |next: Line| is_item(self.of(next));
        match self.next_line() {
            Some(next) if next.indent >= line.indent && is_dash(next) => self.list(next, line.indent, depth),
            Some(next) if next.indent > line.indent => self.map(next, depth),
            _ => Some(self.tree.add_scalar(Span::at(line.start + colon), "", Style::Absent)),
        }
    }

    /// The value that begins at `start` in `line`.
    fn scalar(&mut self, start: usize, line: Line) -> Option<NodeId> {
        match self.text.as_bytes()[start] {
            quote @ (b'"' | b'\'') => {
                let (text, behind) = self.quoted(start, line.end, quote)?;
                (behind == line.end).then_some(text)
            }
            b'[' => self.flow_list(start, line.end),
            b'|' | b'>' => self.block_text(start, line),
            _ => self.plain(start, line.end),
        }
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
        let indent = self.next_line().map(|first| first.indent).filter(|indent| *indent > line.indent)?;
        while let Some(next) = self.next_line().filter(|next| next.indent > line.indent) {
            let is_next = next.start - next.indent == self.at;
            let has_line_end = self.text[next.end..self.end].starts_with(['\n', '\r']);
            // Blanks at the end of a line count, and lines that are indented further, or empty, are not folded.
            if next.indent != indent || !is_next || !has_line_end {
                return None;
            }
            if end > line.end {
                text.push(break_between);
            }
            text += self.of(next);
            end = next.end;
            self.take(next);
        }
        if break_at_end {
            text.push('\n');
        }
        let length = self.text[start..end].trim_end().len();
        Some(self.tree.add_scalar(Span::new(start, start + length), text, style))
    }

    /// `[a, 'b', "c"]`.
    fn flow_list(&mut self, start: usize, end: usize) -> Option<NodeId> {
        let mut items = Vec::new();
        let mut at = self.behind_blanks(start + 1, end);
        if self.text[at..end] != *"]" {
            loop {
                let (item, behind) = match self.text.as_bytes().get(at).copied().filter(|_| at < end)? {
                    quote @ (b'"' | b'\'') => self.quoted(at, end, quote)?,
                    _ => self.flow_plain(at, end)?,
                };
                items.push(item);
                at = self.behind_blanks(behind, end);
                match &self.text[at..end] {
                    "]" => break,
                    rest if rest.starts_with(',') => at = self.behind_blanks(at + 1, end),
                    _ => return None,
                }
            }
        }
        Some(self.tree.add(Span::new(start, end), Kind::List(items)))
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
        if !text.starts_with(begins_plain) || !is_whole(text) {
            return None;
        }
        let scalar = Scalar { text: text.into(), style: Style::Plain };
        if refusal(&scalar, None, self.parser).is_some() {
            return None;
        }
        Some(self.tree.add(Span::new(start, end), Kind::Scalar(scalar)))
    }
}
