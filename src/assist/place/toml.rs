//! TOML: tables, dotted keys and values, line by line.

use std::collections::BTreeMap;
use std::ops::ControlFlow::{self, Break, Continue};

use super::flow::{Flow, quoted_end};
use super::{KeyForm, KeyPlace, MOST_NESTED, Place, ValuePlace, behind_blanks, line_end, next_line, unquoted};
use crate::front_matter::Format;
use crate::text::{KeyPath, Span};

/// What stands at `offset` of a block in TOML.
pub fn place(text: &str, content: Span, offset: usize) -> Place {
    let mut scan = Scan { text, end: content.end as usize, offset, table: KeyPath::root(), lists: BTreeMap::new() };
    let mut at = content.start as usize;
    loop {
        match scan.line(at) {
            Break(place) => return place,
            Continue(next) if next > at && next < scan.end => at = next,
            Continue(next) if next == scan.end && next == offset && next > at => {
                return match scan.line(next) {
                    Break(place) => place,
                    Continue(_) => Place::Nothing,
                };
            }
            Continue(_) => return Place::Nothing,
        }
    }
}

struct Scan<'t> {
    text: &'t str,
    end: usize,
    offset: usize,
    /// The table whose keys follow.
    table: KeyPath,
    /// How many items each list of tables has.
    lists: BTreeMap<KeyPath, usize>,
}

impl Scan<'_> {
    /// Reads the line that begins at `start`; gives the beginning of the next.
    fn line(&mut self, start: usize) -> ControlFlow<Place, usize> {
        let end = line_end(self.text, start).min(self.end);
        let at = behind_blanks(self.text, start).min(end);
        let line = &self.text[at..end];
        let next = next_line(self.text, start, self.end);
        let is_here = self.offset <= end;
        if line.is_empty() {
            let key = KeyPlace {
                map: self.table.clone(),
                span: Span::at(self.offset.max(start)),
                has_mark: false,
                form: KeyForm::Line,
            };
            return if is_here { Break(Place::Key(key)) } else { Continue(next) };
        }
        if is_here && (self.offset < at || line.starts_with('#')) {
            return Break(Place::Nothing);
        }
        if line.starts_with('#') {
            return Continue(next);
        }
        if line.starts_with('[') {
            return self.header(at, end, next);
        }
        let key = Span::new(at, at + key_length(line));
        let equals = behind_blanks(self.text, key.end as usize);
        let has_mark = equals < end && self.text[equals..].starts_with('=');
        if self.offset <= key.end as usize {
            let (map, span) = key_part(&self.table, self.text, key, self.offset);
            return Break(Place::Key(KeyPlace { map, span, has_mark, form: KeyForm::Line }));
        }
        if !has_mark || self.offset <= equals {
            return if is_here { Break(Place::Nothing) } else { Continue(next) };
        }
        let path = key_path(&self.table, key.of(self.text));
        self.value(equals + 1, end, path)
    }

    /// Reads the value behind the mark at `from`, on a line that ends at `end`.
    fn value(&self, from: usize, end: usize, path: KeyPath) -> ControlFlow<Place, usize> {
        let at = behind_blanks(self.text, from).min(end);
        let rest = &self.text[at..end];
        let is_absent = rest.is_empty() || rest.starts_with('#');
        let is_here = from <= self.offset && self.offset <= end;
        let value = |span| Place::Value(ValuePlace { path: path.clone(), span, ..ValuePlace::plain() });
        if is_absent || self.offset < at {
            let is_room = is_absent && self.offset <= at;
            return match is_here {
                true => Break(if is_room { value(Span::at(self.offset)) } else { Place::Nothing }),
                false => Continue(next_line(self.text, end, self.end)),
            };
        }
        let (span, stop) = if rest.starts_with(['[', '{']) {
            let (text, offset) = (self.text, self.offset);
            let flow = Flow { text, end: self.end, offset, format: Format::Toml, indentation: 0 };
            let stop = flow.collection(at, path.clone())?;
            (Span::at(at), stop)
        } else {
            let span = Span::new(at, self.scalar_end(at, end));
            (span, span.end as usize)
        };
        if !span.is_empty() && self.offset <= stop {
            return Break(value(span));
        }
        if stop > at && self.text[..stop].ends_with(['\n', '\r']) {
            return Continue(stop);
        }
        let is_behind = self.offset <= line_end(self.text, stop);
        if is_behind { Break(Place::Nothing) } else { Continue(next_line(self.text, stop, self.end)) }
    }

    /// The end of the scalar at `at`, on a line that ends at `end`.
    fn scalar_end(&self, at: usize, end: usize) -> usize {
        let line = &self.text[at..end];
        for quotes in ["\"\"\"", "'''"] {
            if line.starts_with(quotes) {
                let close = self.text[at + 3..self.end].find(quotes);
                return close.map_or(end, |close| at + 3 + close + 3);
            }
        }
        if line.starts_with(['"', '\'']) {
            return at + quoted_end(line, Format::Toml, true).unwrap_or(line.trim_end().len());
        }
        at + line.find('#').map_or(line, |comment| &line[..comment]).trim_end().len()
    }

    /// Reads the header of a table.
    fn header(&mut self, at: usize, end: usize, next: usize) -> ControlFlow<Place, usize> {
        let brackets = if self.text[at..].starts_with("[[") { 2 } else { 1 };
        let inner = at + brackets;
        let name = &self.text[inner..end];
        let name = &name[..name.find([']', '#']).unwrap_or(name.len())];
        let span = Span::new(inner, inner + name.len());
        if self.offset <= end {
            let is_inside = inner <= self.offset && self.offset <= span.end as usize;
            let (map, span) = key_part(&KeyPath::root(), self.text, span, self.offset);
            let map = self.resolved(&map, true);
            let key = KeyPlace { map, span, has_mark: false, form: KeyForm::Header };
            return Break(if is_inside { Place::Key(key) } else { Place::Nothing });
        }
        let path = key_path(&KeyPath::root(), name);
        self.table = self.resolved(&path, brackets == 1);
        if brackets == 2 {
            let count = self.lists.entry(self.table.clone()).or_default();
            *count += 1;
            self.table = self.table.item(*count - 1);
        }
        Continue(next)
    }

    /// The path with the last item of each list of tables on its way; of the last one only where `whole` says so.
    fn resolved(&self, path: &KeyPath, whole: bool) -> KeyPath {
        let mut resolved = KeyPath::root();
        for (i, step) in path.0.iter().enumerate() {
            resolved = resolved.then(step.clone());
            let is_last = i + 1 == path.0.len();
            if let Some(count) = self.lists.get(&resolved).filter(|_| whole || !is_last) {
                resolved = resolved.item(count - 1);
            }
        }
        resolved
    }
}

impl ValuePlace {
    /// A value that stands alone behind its mark.
    pub(super) fn plain() -> Self {
        Self { path: KeyPath::root(), span: Span::default(), in_flow: false, may_be_key: false, needs_blank: false }
    }
}

/// Whether `line` begins a key with its mark, or the header of a table.
pub fn begins_entry(line: &str) -> bool {
    if let Some(header) = line.strip_prefix('[') {
        let name = header.trim_start_matches('[').trim_end().trim_end_matches(']');
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let is_closed = header.trim_end().ends_with(']');
        return is_closed && name.starts_with(char::is_alphabetic) && name.chars().all(is_name);
    }
    let key = key_length(line);
    key > 0 && line[key..].trim_start().starts_with('=')
}

/// The length of the key with which `line` begins, dots and quoted parts included.
fn key_length(line: &str) -> usize {
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        match c {
            '=' | '#' => break,
            '"' | '\'' => at += quoted_end(&line[at..], Format::Toml, true).unwrap_or(c.len_utf8()),
            _ => at += c.len_utf8(),
        }
    }
    line[..at].trim_end().len()
}

/// The parts of a dotted key, each with its offset in `key`; blanks around dots belong to none.
fn parts(key: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = key[at..].chars().next() {
        match c {
            // What is deeper is no front matter, and stays in one part.
            '.' if parts.len() < MOST_NESTED => {
                parts.push((start, &key[start..at]));
                start = at + 1;
                at = start;
            }
            '"' | '\'' => at += quoted_end(&key[at..], Format::Toml, true).unwrap_or(c.len_utf8()),
            _ => at += c.len_utf8(),
        }
    }
    parts.push((start, &key[start..]));
    let trimmed = |(start, part): (usize, &str)| (start + part.len() - part.trim_start().len(), part.trim().len());
    let spans = parts.into_iter().map(trimmed);
    spans.map(|(start, length)| (start, &key[start..start + length])).collect()
}

/// The path of the dotted `key` below `map`.
pub fn key_path(map: &KeyPath, key: &str) -> KeyPath {
    parts(key).into_iter().fold(map.clone(), |path, (_, part)| path.child(&unquoted(part)))
}

/// The part of the dotted key at `key` that the cursor is in, and the map that it belongs to.
pub fn key_part(map: &KeyPath, text: &str, key: Span, offset: usize) -> (KeyPath, Span) {
    let mut map = map.clone();
    let parts = parts(key.of(text));
    for (i, (start, part)) in parts.iter().enumerate() {
        let span = key.part(*start, part.len());
        let is_last = i + 1 == parts.len();
        if offset <= span.end as usize || is_last {
            let is_inside = span.start as usize <= offset && offset <= span.end as usize;
            return (map, if is_inside { span } else { Span::at(offset) });
        }
        map = map.child(&unquoted(part));
    }
    (map, key)
}
