//! Brackets and braces: the whole block in JSON, values in YAML and TOML.

use std::ops::ControlFlow::{self, Break, Continue};

use super::{
    KeyForm, KeyPlace, MOST_NESTED, Place, ValuePlace, behind_blanks, line_end, line_start, toml, unquoted, yaml,
};
use crate::front_matter::Format;
use crate::text::{KeyPath, Span};

/// What stands at `offset` of a block in JSON.
pub fn json(text: &str, content: Span, offset: usize) -> Place {
    let flow = Flow { text, end: content.end as usize, offset, format: Format::Json, indentation: 0 };
    let start = content.start as usize;
    // Between `;;;` lines the braces are left out.
    let has_brace = content.of(text).trim_start().starts_with('{');
    let levels = if has_brace { Vec::new() } else { vec![Level::new(KeyPath::root(), true)] };
    match flow.read(start, KeyPath::root(), levels) {
        Break(place) => place,
        Continue(_) => Place::Nothing,
    }
}

/// A text in which a collection is read.
pub struct Flow<'t> {
    /// The text of the page.
    pub text: &'t str,
    /// Where the block ends.
    pub end: usize,
    /// The cursor.
    pub offset: usize,
    /// The format of the block.
    pub format: Format,
    /// The column of the key whose value it is: a key there (YAML) shows that a bracket was left open.
    pub indentation: usize,
}

/// An open bracket or brace.
struct Level {
    path: KeyPath,
    is_map: bool,
    /// The path of the value, once its key and mark were read.
    key: Option<KeyPath>,
    index: usize,
    /// The last scalar since a comma or mark.
    last: Option<Span>,
    /// The end of what was last read since a comma or mark.
    seen: Option<usize>,
}

impl Level {
    fn new(path: KeyPath, is_map: bool) -> Self {
        Self { path, is_map, key: None, index: 0, last: None, seen: None }
    }

    fn value_path(&self) -> KeyPath {
        match &self.key {
            Some(key) => key.clone(),
            None if self.is_map => self.path.child(""),
            None => self.path.item(self.index),
        }
    }

    fn close(&mut self) {
        self.key = None;
        self.index += 1;
        self.last = None;
        self.seen = None;
    }
}

impl Flow<'_> {
    /// Reads the collection that begins at `from` and is the value of `path`: up to the cursor, or to its end.
    pub fn collection(&self, from: usize, path: KeyPath) -> ControlFlow<Place, usize> {
        self.read(from, path, Vec::new())
    }

    fn read(&self, from: usize, path: KeyPath, mut levels: Vec<Level>) -> ControlFlow<Place, usize> {
        let mut at = from;
        let mut path = Some(path);
        loop {
            let next = self.behind_gap(at)?;
            if let Some(level) = levels.last() {
                if self.is_given_up(level, at, next) {
                    return Continue(line_start(self.text, self.offset));
                }
                self.in_gap(level, at, next)?;
                if self.text[at..next].contains(['\n', '\r']) && self.is_left_open(level, next) {
                    return Continue(line_start(self.text, next));
                }
            }
            let Some(c) = self.text[next..self.end].chars().next() else { return Continue(self.end) };
            at = next + c.len_utf8();
            match c {
                '[' | '{' if levels.len() > MOST_NESTED => return Break(Place::Nothing),
                '[' | '{' => {
                    let inner = match levels.last_mut() {
                        Some(level) => {
                            level.seen = Some(at);
                            level.value_path()
                        }
                        None => path.take().unwrap_or_default(),
                    };
                    levels.push(Level::new(inner, c == '{'));
                }
                ']' | '}' => {
                    levels.pop();
                    let Some(level) = levels.last_mut() else { return Continue(at) };
                    level.seen = Some(at);
                    level.last = None;
                }
                ',' => levels.last_mut().into_iter().for_each(Level::close),
                c if c == self.mark() => {
                    if let Some(level) = levels.last_mut() {
                        self.mark_key(level);
                    }
                }
                _ => {
                    let token = self.token(next);
                    let Some(level) = levels.last_mut() else { return Continue(next) };
                    if self.is_touched(token) {
                        return Break(self.in_token(level, token));
                    }
                    level.last = Some(token);
                    level.seen = Some(token.end as usize);
                    at = token.end as usize;
                }
            }
        }
    }

    /// The first byte behind blanks, line ends and comments.
    fn behind_gap(&self, from: usize) -> ControlFlow<Place, usize> {
        let mut at = from;
        loop {
            let rest = &self.text[at..self.end];
            at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            if self.format == Format::Json || !self.text[at..self.end].starts_with('#') {
                return Continue(at);
            }
            let is_apart = self.format == Format::Toml || at > from || line_start(self.text, at) == at;
            if !is_apart {
                return Continue(at);
            }
            let end = line_end(self.text, at).min(self.end);
            if at < self.offset && self.offset <= end {
                return Break(Place::Nothing);
            }
            at = end;
        }
    }

    /// Answers when the cursor stands between two tokens.
    fn in_gap(&self, level: &Level, at: usize, next: usize) -> ControlFlow<Place> {
        let is_token = |c: char| !matches!(c, '[' | ']' | '{' | '}' | ',') && c != self.mark();
        let meets_token = self.text[next..self.end].starts_with(is_token);
        let is_here = at <= self.offset && (self.offset < next || (self.offset == next && !meets_token));
        if !is_here {
            return Continue(());
        }
        let is_new_line = |end: usize| self.text[end..self.offset].contains(['\n', '\r']);
        let is_complete = level.seen.is_some_and(|end| !is_new_line(end));
        // Text right behind the cursor on its line is not to be written into.
        let behind = behind_blanks(self.text, self.offset);
        let is_before_token = meets_token && behind == next;
        if is_complete || is_before_token {
            return Break(Place::Nothing);
        }
        let span = Span::at(self.offset);
        let wants_key = level.is_map && (level.key.is_none() || level.seen.is_some());
        Break(if wants_key { self.key(&level.path, span, false) } else { self.value(level, span) })
    }

    /// Whether the cursor stands where the next key would, after an item without a comma: `tags: [a` and a new line.
    fn is_given_up(&self, level: &Level, at: usize, next: usize) -> bool {
        let is_here = at < self.offset && self.offset <= next && level.seen.is_some();
        is_here && self.format == Format::Yaml && self.text[at..self.offset].contains(['\n', '\r']) && {
            self.offset - line_start(self.text, self.offset) <= self.indentation
        }
    }

    /// Whether the line that begins at `next` shows that a bracket before it was left open.
    fn is_left_open(&self, level: &Level, next: usize) -> bool {
        let start = line_start(self.text, next);
        if !self.text[start..next].trim().is_empty() || next >= self.end || next <= self.indentation {
            return false;
        }
        let line = &self.text[next..line_end(self.text, next)];
        match self.format {
            Format::Yaml => next - start <= self.indentation && yaml::begins_entry(line),
            Format::Toml => (!level.is_map || level.seen.is_some()) && toml::begins_entry(line),
            _ => false,
        }
    }

    fn mark_key(&self, level: &mut Level) {
        let Some(span) = level.last.take().filter(|_| level.is_map) else { return };
        level.key = Some(self.key_path(&level.path, span));
        level.seen = None;
    }

    fn key_path(&self, map: &KeyPath, span: Span) -> KeyPath {
        match self.format {
            Format::Toml => toml::key_path(map, span.of(self.text)),
            _ => map.child(&unquoted(span.of(self.text))),
        }
    }

    /// What the scalar under the cursor is.
    fn in_token(&self, level: &Level, token: Span) -> Place {
        let has_mark = self.text[behind_blanks(self.text, token.end as usize)..self.end].starts_with(self.mark());
        let is_new_line = |end: usize| self.text[end..token.start as usize].contains(['\n', '\r']);
        let lacks_comma = level.seen.is_some_and(is_new_line);
        if level.is_map && (has_mark || level.key.is_none() || lacks_comma) {
            return self.key(&level.path, token, has_mark);
        }
        self.value(level, token)
    }

    fn key(&self, map: &KeyPath, span: Span, has_mark: bool) -> Place {
        let (map, span) = match self.format {
            Format::Toml => toml::key_part(map, self.text, span, self.offset),
            _ => (map.clone(), span),
        };
        Place::Key(KeyPlace { map, span, has_mark, form: KeyForm::Braces })
    }

    fn value(&self, level: &Level, span: Span) -> Place {
        let needs_blank = self.format == Format::Yaml && self.text[..span.start as usize].ends_with(':');
        Place::Value(ValuePlace { path: level.value_path(), span, in_flow: true, may_be_key: false, needs_blank })
    }

    fn is_touched(&self, token: Span) -> bool {
        token.start as usize <= self.offset && self.offset <= token.end as usize
    }

    fn mark(&self) -> char {
        if self.format == Format::Toml { '=' } else { ':' }
    }

    /// The scalar that begins at `start`: never empty.
    fn token(&self, start: usize) -> Span {
        let text = &self.text[start..self.end];
        let first = text.chars().next().map_or(0, char::len_utf8);
        let is_quote = text.starts_with('"') || (self.format != Format::Json && text.starts_with('\''));
        if is_quote {
            let end = quoted_end(text, self.format, true).unwrap_or_else(|| {
                // A quote that is being typed ends before what closes the collection.
                text[1..].find([',', ']', '}', '\n', '\r']).map_or(text.len(), |end| end + 1)
            });
            return Span::new(start, start + text[..end].trim_end().len().max(first));
        }
        let ends = |(at, c): (usize, char)| {
            let behind = &text[at + c.len_utf8()..];
            match c {
                ',' | '[' | ']' | '{' | '}' | '\n' | '\r' => true,
                ':' => match self.format {
                    Format::Yaml => behind.is_empty() || behind.starts_with([' ', '\t', ',', ']', '}', '\n', '\r']),
                    format => format == Format::Json,
                },
                '=' => self.format == Format::Toml,
                '#' => {
                    self.format == Format::Toml || (self.format == Format::Yaml && text[..at].ends_with([' ', '\t']))
                }
                ' ' | '\t' => self.format == Format::Json,
                _ => false,
            }
        };
        let end = text.char_indices().skip(1).find(|found| ends(*found)).map_or(text.len(), |(at, _)| at);
        Span::new(start, start + text[..end].trim_end().len().max(first))
    }
}

/// The end of the quoted scalar with which `text` begins, its last quote included; `None` where nothing closes it, in the
/// text or in its first line.
pub fn quoted_end(text: &str, format: Format, in_line: bool) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if in_line && matches!(c, '\n' | '\r') {
            return None;
        }
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            if format == Format::Yaml && quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
                continue;
            }
            return Some(at + c.len_utf8());
        }
    }
    None
}
