//! Reads TOML into the one tree, as Hugo 0.168 does: TOML 1.1, line ends inside inline tables and times without seconds
//! included (go-toml 2, run). Errors do not end the reading: what stands behind them is read too.

mod comments;
mod depth;
mod problems;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::problem::{Problem, ProblemKind};
use super::{FrontMatter, Kind, NodeId, Style, Tree};
use crate::text::Span;

/// Most nesting that is kept; far above anything that a page has, and safe for a thread's stack.
const DEEPEST: usize = 100;

/// Reads the bytes `content` of `text` into `read`.
///
/// Tables of all spellings (`[table]`, `[[tables]]`, `a.b = 1`, `{ a = 1 }`) become nested maps in the order of their
/// keys in the text. The span of a map reaches from its first key to its last value; an empty one has the span of its
/// header or braces. Of duplicate keys the tree has the first, the others are problems.
pub fn read(text: &str, content: Span, read: &mut FrontMatter) {
    read.comments.extend(comments::find(text, content));
    if let Some(place) = depth::too_deep(text, content) {
        read.problems.push(Problem::new(ProblemKind::TooDeep, place));
        return;
    }
    let (table, errors) = DeTable::parse_recoverable(content.of(text));
    read.tree = Tree::with_room_for(content);
    let mut reader = Reader { text, base: content.start as usize, tree: &mut read.tree, problems: Vec::new() };
    let root = reader.table(table.get_ref(), content, false, 0);
    reader.tree.set_root(root);
    let mut found = reader.problems;
    // Our parser skips a byte order mark, go-toml takes it for the first character of a key (Hugo 0.168).
    if content.of(text).starts_with('\u{feff}') {
        let detail = "an invisible character (a byte order mark) stands before the first key; delete it";
        found.push(Problem::new(ProblemKind::ControlCharacter, content.part(0, 3)).with_detail(detail));
    }
    found.extend(problems::explain(text, content, &errors, &read.tree));
    read.problems.extend(problems::one_a_line(text, found));
}

struct Reader<'a> {
    text: &'a str,
    base: usize,
    tree: &'a mut Tree,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// A table whose header, braces or key stand at `place`; braces reach around all of it.
    fn table(&mut self, table: &DeTable<'_>, place: Span, has_braces: bool, depth: usize) -> NodeId {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut reach = None;
        let mut pairs = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            let key_span = self.span(name);
            let value = self.value(value, key_span, depth + 1);
            let key = self.tree.add_scalar(key_span, &**name.get_ref(), key_style(key_span.of(self.text)));
            reach = join(reach, key_span.join(self.tree.node(value).span()));
            pairs.push((key, value));
        }
        let span = reach.filter(|_| !has_braces).unwrap_or(place);
        self.tree.add(span, Kind::Map(pairs.into()))
    }

    /// The value of the key at `key`.
    fn value(&mut self, value: &Spanned<DeValue<'_>>, key: Span, depth: usize) -> NodeId {
        let span = self.span(value);
        let written = span.of(self.text);
        match value.get_ref() {
            DeValue::Table(_) | DeValue::Array(_) if depth > DEEPEST => {
                self.problems.push(Problem::new(ProblemKind::TooDeep, widest(span, key)));
                self.absent(key)
            }
            DeValue::Table(table) => self.table(table, span, written.starts_with('{'), depth),
            DeValue::Array(array) => {
                let items: Vec<_> = array.iter().map(|item| self.value(item, key, depth + 1)).collect();
                // `[[tables]]` are a list that begins with the header of its first table.
                let is_inline = array.iter().next().is_none_or(|item| item.span().start != value.span().start);
                let reach = items.iter().fold(None, |reach, item| join(reach, self.tree.node(*item).span()));
                self.tree.add(if is_inline { span } else { reach.unwrap_or(span) }, Kind::List(items.into()))
            }
            // Recovery puts a number where nothing could be read.
            _ if span.is_empty() => self.absent(key),
            DeValue::String(string) => match string_style(written) {
                Some(style) => self.tree.add_scalar(span, &**string, style),
                None => self.absent(Span::at(span.start as usize)),
            },
            DeValue::Boolean(_) if matches!(written, "true" | "false") => {
                self.tree.add_scalar(span, written, Style::Boolean)
            }
            DeValue::Integer(number) => {
                if i64::from_str_radix(number.as_str(), number.radix()).is_err() {
                    self.refuse(span, "a whole number has to fit 64 bits; write it in quotes");
                }
                self.tree.add_scalar(span, written, Style::Integer)
            }
            DeValue::Float(number) => {
                let is_huge = number.as_str().parse::<f64>().is_ok_and(f64::is_infinite);
                if is_huge && !written.contains("inf") {
                    self.refuse(span, "the number is too large; write it in quotes");
                }
                self.tree.add_scalar(span, written, Style::Float)
            }
            DeValue::Datetime(date) => {
                let style = match (date.date.is_some(), date.time.is_some(), date.offset.is_some()) {
                    (true, true, true) => Style::OffsetDateTime,
                    (true, true, false) => Style::LocalDateTime,
                    (true, false, _) => Style::LocalDate,
                    (false, true, _) => Style::LocalTime,
                    (false, false, _) => return self.absent(Span::at(span.start as usize)),
                };
                // TOML allows the leap second, go-toml does not (Hugo 0.168).
                if date.time.and_then(|time| time.second).is_some_and(|second| second > 59) {
                    let detail = "invalid time, expected second between 00 and 59";
                    self.problems.push(Problem::new(ProblemKind::BadDate, span).with_detail(detail));
                }
                self.tree.add_scalar(span, written, style)
            }
            DeValue::Boolean(_) => self.absent(Span::at(span.start as usize)),
        }
    }

    fn absent(&mut self, place: Span) -> NodeId {
        self.tree.add_scalar(Span::at(place.end as usize), "", Style::Absent)
    }

    fn refuse(&mut self, span: Span, detail: &str) {
        self.problems.push(Problem::new(ProblemKind::RefusedByParser, span).with_detail(detail));
    }

    fn span<T>(&self, spanned: &Spanned<T>) -> Span {
        let range = spanned.span();
        Span::new(self.base + range.start, self.base + range.end)
    }
}

fn join(reach: Option<Span>, span: Span) -> Option<Span> {
    Some(reach.map_or(span, |reach: Span| reach.join(span)))
}

fn widest(span: Span, other: Span) -> Span {
    if span.is_empty() { other } else { span }
}

fn key_style(written: &str) -> Style {
    match written.as_bytes().first() {
        Some(b'"') => Style::DoubleQuoted,
        Some(b'\'') => Style::SingleQuoted,
        _ => Style::Plain,
    }
}

/// How a string is written; `None` for bare words, which the parser gives as strings after it complained.
fn string_style(written: &str) -> Option<Style> {
    match written.as_bytes().first()? {
        _ if written.starts_with("\"\"\"") || written.starts_with("'''") => Some(Style::Literal),
        b'"' => Some(Style::DoubleQuoted),
        b'\'' => Some(Style::SingleQuoted),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
