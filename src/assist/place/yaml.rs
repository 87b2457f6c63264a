//! YAML: nesting by columns, line by line.

use std::ops::ControlFlow::{self, Break, Continue};

use super::flow::{Flow, quoted_end};
use super::{
    KeyForm, KeyPlace, MOST_NESTED, Place, ValuePlace, behind_blanks, line_end, line_start, next_line, unquoted,
};
use crate::front_matter::Format;
use crate::text::{KeyPath, Span};

/// What stands at `offset` of a block in YAML.
pub fn place(text: &str, content: Span, offset: usize) -> Place {
    let mut scan = Scan { text, end: content.end as usize, offset, open: Vec::new(), block_text: None };
    let mut at = content.start as usize;
    loop {
        match scan.line(at) {
            Break(place) => return place,
            Continue(next) if next > at && next < scan.end => at = next,
            Continue(next) if next > at && next == offset => return scan.on_blank_line(next),
            Continue(_) => return Place::Nothing,
        }
    }
}

struct Scan<'t> {
    text: &'t str,
    end: usize,
    offset: usize,
    /// The maps and lists that a line may go on with, outermost first.
    open: Vec<Collection>,
    /// The column of the key whose value is the block text (`|`, `>`) that is being read.
    block_text: Option<usize>,
}

/// A map or a list in block style.
struct Collection {
    column: usize,
    path: KeyPath,
    last: Last,
}

/// What was last read in a collection.
enum Last {
    /// A key, and whether its value can still follow on the lines below.
    Key { name: String, is_open: bool },
    /// The item at this position.
    Item(usize),
}

impl Collection {
    fn value_path(&self) -> KeyPath {
        match &self.last {
            Last::Key { name, .. } => self.path.child(name),
            Last::Item(index) => self.path.item(*index),
        }
    }

    fn is_list(&self) -> bool {
        matches!(self.last, Last::Item(_))
    }

    fn set_open(&mut self, open: bool) {
        if let Last::Key { is_open, .. } = &mut self.last {
            *is_open = open;
        }
    }
}

impl Scan<'_> {
    /// Reads the line that begins at `start`; gives the beginning of the next.
    fn line(&mut self, start: usize) -> ControlFlow<Place, usize> {
        let end = line_end(self.text, start).min(self.end);
        let at = behind_blanks(self.text, start).min(end);
        let line = &self.text[at..end];
        let next = next_line(self.text, start, self.end);
        let is_here = self.offset <= end;
        if let Some(column) = self.block_text {
            if line.is_empty() || at - start > column {
                let may_end = line.is_empty() && self.offset - start <= column;
                return match is_here {
                    true => Break(if may_end { self.on_blank_line(start) } else { Place::Nothing }),
                    false => Continue(next),
                };
            }
            self.block_text = None;
        }
        if line.is_empty() {
            return if is_here { Break(self.on_blank_line(start)) } else { Continue(next) };
        }
        let is_no_entry = line.starts_with('#') || line == "---";
        if is_here && (self.offset < at || is_no_entry) {
            return Break(Place::Nothing);
        }
        if is_no_entry {
            return Continue(next);
        }
        self.entry(at, start, end, false)
    }

    /// What can be written on a blank line that begins at `start`: the column of the cursor decides.
    fn on_blank_line(&self, start: usize) -> Place {
        let column = self.offset - start;
        let key = |map: KeyPath| {
            let span = Span::at(self.offset);
            Place::Key(KeyPlace { map, span, has_mark: false, form: KeyForm::Line })
        };
        let around = self.open.iter().rfind(|open| open.column < column || (open.column == column && !open.is_list()));
        match around {
            None if self.open.is_empty() || column == 0 => key(KeyPath::root()),
            None => Place::Nothing,
            Some(map) if map.column == column => key(map.path.clone()),
            Some(map) => match map.last {
                // What already stands below the key has a column of its own.
                Last::Key { is_open: true, .. } if self.is_innermost(map) => key(map.value_path()),
                _ => Place::Nothing,
            },
        }
    }

    fn is_innermost(&self, collection: &Collection) -> bool {
        self.open.last().is_some_and(|last| last.column == collection.column)
    }

    /// Reads the entry or item at `at`, in the line from `start` to `end`.
    fn entry(&mut self, at: usize, start: usize, end: usize, is_item: bool) -> ControlFlow<Place, usize> {
        let column = at - start;
        let line = &self.text[at..end];
        let is_dash = line == "-" || line.starts_with("- ") || line.starts_with("-\t");
        while let Some(last) = self.open.last() {
            let is_over = last.column > column || (last.column == column && last.is_list() && !is_dash);
            if !is_over {
                break;
            }
            self.open.pop();
        }
        if is_dash {
            return self.item(at, start, end);
        }
        let colon = if line.starts_with(['[', '{']) { None } else { key_colon(line) };
        let Some(colon) = colon else { return self.lone_value(at, start, end, is_item) };
        let key = Span::new(at, at + line[..colon].trim_end().len());
        let name = unquoted(key.of(self.text));
        let last = Last::Key { name, is_open: false };
        match self.open.last_mut() {
            Some(map) if map.column == column => map.last = last,
            around => {
                let path = around.map(|around| around.value_path()).unwrap_or_default();
                self.open.push(Collection { column, path, last });
            }
        }
        if self.offset <= key.end as usize {
            let map = self.open.last().map(|map| map.path.clone()).unwrap_or_default();
            return Break(Place::Key(KeyPlace { map, span: key, has_mark: true, form: KeyForm::Line }));
        }
        if self.offset <= at + colon {
            return Break(Place::Nothing);
        }
        let path = self.open.last().map(Collection::value_path).unwrap_or_default();
        self.value(at + colon + 1, end, column, path, false)
    }

    /// Reads the list item whose dash stands at `at`.
    fn item(&mut self, at: usize, start: usize, end: usize) -> ControlFlow<Place, usize> {
        if self.open.len() > MOST_NESTED {
            return Break(Place::Nothing);
        }
        let column = at - start;
        match self.open.last_mut() {
            Some(Collection { column: own, last: Last::Item(index), .. }) if *own == column => *index += 1,
            around => {
                let path = around.map(|around| around.value_path()).unwrap_or_default();
                self.open.push(Collection { column, path, last: Last::Item(0) });
            }
        }
        let content = behind_blanks(self.text, at + 1).min(end);
        if self.offset <= at {
            return Break(Place::Nothing);
        }
        let is_absent = content == end || self.text[content..].starts_with('#');
        if is_absent || self.offset < content {
            if self.offset > end {
                return Continue(next_line(self.text, end, self.end));
            }
            let path = self.open.last().map(Collection::value_path).unwrap_or_default();
            let needs_blank = self.offset == at + 1;
            let span = Span::at(self.offset);
            let value = ValuePlace { path, span, may_be_key: true, needs_blank, in_flow: false };
            return Break(if is_absent && self.offset <= content { Place::Value(value) } else { Place::Nothing });
        }
        self.entry(content, start, end, true)
    }

    /// Reads a line without a key: an item, the value of a key above, or a key that is being typed.
    fn lone_value(&mut self, at: usize, start: usize, end: usize, is_item: bool) -> ControlFlow<Place, usize> {
        let column = at - start;
        let value_path = self.open.last().map(Collection::value_path).unwrap_or_default();
        let text = &self.text[at..end];
        let owner = self.open.last().map_or(0, |open| open.column);
        let is_quoted = text.starts_with(['"', '\'']);
        if text.starts_with(['[', '{', '|', '>', '&', '!', '*']) || (is_quoted && is_item) {
            return self.value(at, end, owner, value_path, is_item);
        }
        let quoted = quoted_end(text, Format::Yaml, true).filter(|_| is_quoted);
        let span = Span::new(at, at + quoted.unwrap_or(without_comment(text).len()));
        if self.offset > span.end as usize {
            return if self.offset <= end {
                Break(Place::Nothing)
            } else {
                Continue(next_line(self.text, end, self.end))
            };
        }
        if is_item {
            let value = ValuePlace { path: value_path, span, may_be_key: true, ..ValuePlace::plain() };
            return Break(Place::Value(value));
        }
        let map = match self.open.last() {
            None => KeyPath::root(),
            Some(map) if map.column == column => map.path.clone(),
            Some(Collection { last: Last::Key { is_open: true, .. }, .. }) => value_path,
            Some(_) => return Break(Place::Nothing),
        };
        Break(Place::Key(KeyPlace { map, span, has_mark: false, form: KeyForm::Line }))
    }

    /// Reads the value that begins at or behind `from`, on a line that ends at `end`. `column` is that of its key or dash.
    fn value(
        &mut self,
        from: usize,
        end: usize,
        column: usize,
        path: KeyPath,
        is_item: bool,
    ) -> ControlFlow<Place, usize> {
        let (from, is_property) = self.behind_properties(from, end);
        if is_property {
            return Break(Place::Nothing);
        }
        let at = behind_blanks(self.text, from).min(end);
        let rest = &self.text[at..end];
        let next = next_line(self.text, end, self.end);
        let is_absent = rest.is_empty() || rest.starts_with('#');
        if is_absent || self.offset < at {
            self.open.last_mut().into_iter().for_each(|open| open.set_open(is_absent));
            if self.offset > end {
                return Continue(next);
            }
            let needs_blank = self.text[..self.offset].ends_with(':');
            let value = ValuePlace { path, span: Span::at(self.offset), needs_blank, ..ValuePlace::plain() };
            return Break(if is_absent && self.offset <= at { Place::Value(value) } else { Place::Nothing });
        }
        if rest.starts_with(['|', '>']) {
            self.block_text = Some(column);
            return if self.offset <= end { Break(Place::Nothing) } else { Continue(next) };
        }
        if rest.starts_with(['[', '{']) {
            let (text, offset) = (self.text, self.offset);
            let flow = Flow { text, end: self.end, offset, format: Format::Yaml, indentation: column };
            let stop = flow.collection(at, path)?;
            if stop == line_start(text, stop) && stop > end {
                return Continue(stop);
            }
            return if offset <= line_end(text, stop) {
                Break(Place::Nothing)
            } else {
                Continue(next_line(text, stop, self.end))
            };
        }
        let is_quoted = rest.starts_with(['"', '\'']);
        let mut stop = match is_quoted {
            true => self.quoted_end(at, end, column),
            false => at + without_comment(rest).len(),
        };
        // The blank behind a word is the beginning of the next: `tags: sea `.
        if !is_quoted && self.offset <= end && self.text[stop.min(self.offset)..end].trim().is_empty() {
            stop = stop.max(self.offset);
        }
        if self.offset <= stop {
            let value = ValuePlace { path, span: Span::new(at, stop), may_be_key: is_item, ..ValuePlace::plain() };
            return Break(Place::Value(value));
        }
        let is_behind = self.offset <= line_end(self.text, stop);
        if is_behind { Break(Place::Nothing) } else { Continue(next_line(self.text, stop, self.end)) }
    }

    /// The end of the anchors and tags at `from`, and whether the cursor is in one of them.
    fn behind_properties(&self, from: usize, end: usize) -> (usize, bool) {
        let mut from = from;
        loop {
            let at = behind_blanks(self.text, from).min(end);
            let rest = &self.text[at..end];
            if !rest.starts_with(['&', '!']) {
                return (from, false);
            }
            let stop = rest.find([' ', '\t']).map_or(end, |length| at + length);
            if from <= self.offset && self.offset <= stop {
                return (from, true);
            }
            from = stop;
        }
    }

    /// The end of the quoted scalar at `at`, maybe some lines below. A quote that was left open ends with its line.
    fn quoted_end(&self, at: usize, end: usize, column: usize) -> usize {
        let mut stop = end;
        loop {
            let next = next_line(self.text, stop, self.end);
            let line = &self.text[next..line_end(self.text, next).clamp(next, self.end)];
            let indentation = line.len() - line.trim_start().len();
            let is_entry = indentation <= column && begins_entry(line.trim_start());
            if next >= self.end || is_entry {
                break;
            }
            stop = next + line.len();
        }
        let length = quoted_end(&self.text[at..stop], Format::Yaml, false);
        at + length.unwrap_or_else(|| self.text[at..end].trim_end().len())
    }
}

/// Whether `line` begins with a key and its mark, or with a dash.
pub fn begins_entry(line: &str) -> bool {
    line.starts_with("- ") || (!line.starts_with(['[', '{', '#']) && key_colon(line).is_some())
}

/// The colon that ends the key with which `line` begins.
fn key_colon(line: &str) -> Option<usize> {
    let is_end = |colon: usize| line[colon + 1..].chars().next().is_none_or(|next| next == ' ' || next == '\t');
    if line.starts_with(['"', '\'']) {
        let end = quoted_end(line, Format::Yaml, true)?;
        let colon = behind_blanks(line, end);
        return (line[colon..].starts_with(':') && is_end(colon)).then_some(colon);
    }
    let before_comment = &line[..line.find(" #").unwrap_or(line.len())];
    before_comment.match_indices(':').map(|(colon, _)| colon).find(|colon| is_end(*colon))
}

/// `text` without a comment and the blanks before it.
fn without_comment(text: &str) -> &str {
    text.find(" #").map_or(text, |comment| &text[..comment]).trim_end()
}
