//! The plain shapes of YAML, of which most front matter consists, read without the library in a tenth of the time:
//! maps and lists by indentation, texts without quotes, texts in quotes and `[a, b]` in one line, `|` and `>` texts without
//! empty lines, comments.
//!
//! Whatever else there is, a tab, an anchor, a mistake, makes the whole block a case for the library. So every parser
//! agrees on what is read here, and nothing here can be wrong with a block. That both ways lead to the same tree is
//! tested with the fixtures, with real sites, with random texts and by a fuzzer.

mod scalar;
#[cfg(test)]
mod tests;

use memchr::memchr;

use crate::front_matter::{Comment, Kind, NodeId, Style, Tree, YamlParser};
use crate::text::Span;

/// Deepest nesting of plain shapes. Real front matter has five levels.
const DEEPEST: usize = 8;

/// Longest key, in bytes. YAML wants a key within 1024 characters.
const LONGEST_KEY: usize = 256;

/// The tree of the bytes `content` of `text`, and the comments in it; `None` where they hold anything but plain shapes, or
/// nothing.
pub(super) fn read(text: &str, content: Span, parser: YamlParser) -> Option<(Tree, Vec<Comment>)> {
    if !has_plain_characters(content.of(text)) {
        return None;
    }
    let (at, end) = (content.start as usize, content.end as usize);
    let tree = Tree::with_room_for(content);
    let mut block = Block { text, end, at, next: None, parser, tree, comments: Vec::new() };
    block.tree.yaml = Some(parser);
    block.look_ahead();
    let first = block.next?;
    let root = block.map(first, DEEPEST).filter(|_| first.indent == 0)?;
    let is_whole = block.next.is_none();
    block.note_comments(end);
    block.tree.set_root(root);
    is_whole.then_some((block.tree, block.comments))
}

/// Whether all is printable to every parser, and only LF and CRLF end a line to any.
fn has_plain_characters(block: &str) -> bool {
    let is_plain = |c: char| {
        c >= '\u{A0}' && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
            || matches!(c, ' '..='~' | '\n' | '\r')
    };
    // Without a way out before the end, so that many bytes are looked at at once.
    let is_ascii_only = block.bytes().fold(true, |all, byte| all & matches!(byte, b' '..=b'~' | b'\n'));
    is_ascii_only || (block.chars().all(is_plain) && block.matches('\r').count() == block.matches("\r\n").count())
}

/// The length of the key with which `line` begins: it is a word such as `title` or `cSpell:ignore`, and a colon ends it.
fn key(line: &str) -> Option<usize> {
    let is_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
    let line = line.as_bytes();
    let (key, behind) = line.split_at(line.iter().position(|byte| !is_key(byte)).unwrap_or(line.len()));
    // Behind two colons (`a::`) the first would belong to the key.
    let word = if let [word @ .., b':'] = key { word } else { return None };
    let is_word = word.first()?.is_ascii_alphabetic() || word.starts_with(b"_");
    let is_alone = word.last() != Some(&b':') && matches!(behind.first(), None | Some(b' '));
    (is_word && is_alone && word.len() <= LONGEST_KEY).then_some(word.len())
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
    /// The next line that holds more than a comment.
    next: Option<Line>,
    parser: YamlParser,
    tree: Tree,
    comments: Vec<Comment>,
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
    fn look_ahead(&mut self) {
        self.next = self.lines().find(|line| !self.is_comment(*line));
    }

    /// The lines that come next and are not empty.
    fn lines(&self) -> impl Iterator<Item = Line> + use<'t> {
        let (block, mut at) = (&self.text[..self.end], self.at);
        std::iter::from_fn(move || {
            while at < block.len() {
                let length = memchr(b'\n', &block.as_bytes()[at..]).unwrap_or(block.len() - at);
                let line = &block.as_bytes()[at..at + length];
                let line = if let [line @ .., b'\r'] = line { line } else { line };
                let blanks = line.iter().rev().take_while(|byte| **byte == b' ').count();
                let indent = line.iter().take_while(|byte| **byte == b' ').count();
                let (start, end) = (at + indent, at + line.len() - blanks);
                at = (at + length + 1).min(block.len());
                if start < end {
                    return Some(Line { indent, start, end, next: at });
                }
            }
            None
        })
    }

    /// Goes on to the line behind `line`, unless that was done for what stands before in it.
    fn take(&mut self, line: Line) {
        if self.at < line.next {
            if !self.is_adjacent(line) {
                self.note_comments(line.start);
            }
            self.at = line.next;
            self.look_ahead();
        }
    }

    /// Notes the comments from here to `end`.
    fn note_comments(&mut self, end: usize) {
        let comments = self.lines().take_while(|line| line.start < end).filter(|line| self.is_comment(*line));
        let comments: Vec<Comment> = comments.map(|line| self.comment(line.start, line)).collect();
        self.comments.extend(comments);
    }

    fn is_comment(&self, line: Line) -> bool {
        self.of(line).starts_with('#')
    }

    /// The comment that begins at `start` in `line`; it goes to the end of the line with its last blanks.
    fn comment(&self, start: usize, line: Line) -> Comment {
        let rest = &self.text[line.end..line.next];
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        Comment { span: Span::new(start, line.end + blanks) }
    }

    /// Whether `line` follows at once, without comments and empty lines.
    fn is_adjacent(&self, line: Line) -> bool {
        line.start - line.indent == self.at
    }

    /// Whether nothing but a comment stands behind `at` in `line`, which is noted.
    fn ends(&mut self, at: usize, line: Line) -> Option<()> {
        let rest = &self.text[at..line.end];
        let comment = rest.trim_start_matches(' ');
        if comment.starts_with('#') && comment.len() < rest.len() {
            self.comments.push(self.comment(line.end - comment.len(), line));
        } else if !rest.is_empty() {
            return None;
        }
        Some(())
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
            let key = Span::new(line.start, line.start + length);
            let key = self.add_plain(key.of(self.text), key)?;
            let value = self.value(line, length + 1, depth.checked_sub(1)?)?;
            pairs.push((key, value));
            end = self.tree.node(value).span().end as usize;
            match self.next {
                Some(next) if next.indent == indent => line = next,
                Some(next) if next.indent > indent => return None,
                _ => break,
            }
        }
        Some(self.tree.add(Span::new(start, end), Kind::Map(pairs.into())))
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
            match self.next {
                Some(next) if next.indent == indent && is_item(self.of(next)) => line = next,
                Some(next) if next.indent > indent || (next.indent == indent && indent != parent) => return None,
                _ => break,
            }
        }
        Some(self.tree.add(Span::new(start, end), Kind::List(items.into())))
    }

    fn item(&mut self, line: Line, depth: usize) -> Option<NodeId> {
        let behind = self.of(line)[1..].trim_start_matches(' ').len();
        let start = line.end - behind;
        let item = Line { indent: line.indent + start - line.start, start, ..line };
        if key(self.of(item)).is_some() { self.map(item, depth) } else { self.scalar(item.start, line) }
    }

    /// The value behind the colon that ends `colon` bytes behind the beginning of `line`.
    fn value(&mut self, line: Line, colon: usize, depth: usize) -> Option<NodeId> {
        let rest = self.of(line)[colon..].trim_start_matches(' ');
        if !rest.is_empty() && !rest.starts_with('#') {
            return self.scalar(line.end - rest.len(), line);
        }
        self.ends(line.start + colon, line)?;
        let is_dash = |next: Line| is_item(self.of(next));
        match self.next {
            Some(next) if next.indent >= line.indent && is_dash(next) => self.list(next, line.indent, depth),
            Some(next) if next.indent > line.indent => self.map(next, depth),
            _ => Some(self.tree.add_scalar(Span::at(line.start + colon), "", Style::Absent)),
        }
    }
}
