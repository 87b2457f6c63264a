//! The line of a problem as its writer sees it. A block that cannot be read has no tree at that place, so key and value
//! are looked for in the text.

use crate::front_matter::Format;
use crate::site::Page;
use crate::text::Span;

/// A line with the key and value that a person sees in it.
pub struct WrittenLine<'p> {
    text: &'p str,
    format: Format,
    /// The line, without its indentation and line end.
    pub span: Span,
    /// The key on it.
    pub key: Option<Span>,
    /// Its value, or the list item, or the whole line; without a comment and blanks at either end.
    pub value: Span,
    /// Whether it is an item of a list, `- x`.
    pub is_item: bool,
    /// Whether something behind the value could be a comment or part of the value.
    pub has_hash: bool,
}

impl<'p> WrittenLine<'p> {
    /// The line at byte `at` of `page`.
    pub fn at(page: &'p Page, at: usize) -> Self {
        let text = &page.text;
        let lines = page.lines();
        let whole = lines.span(lines.line(at), text);
        let format = page.front_matter.block.map_or(Format::Yaml, |block| block.format);
        Self::of(text, whole, format)
    }

    fn of(text: &'p str, whole: Span, format: Format) -> Self {
        let line = whole.of(text);
        let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{feff}']).len();
        let span = whole.part(indent, line.trim_end().len().saturating_sub(indent));
        let mut from = 0;
        let is_item = format == Format::Yaml && span.of(text).starts_with("- ");
        while format == Format::Yaml && span.of(text)[from..].starts_with("- ") {
            from += 2;
        }
        let rest = &span.of(text)[from..];
        let key = key_length(rest, format).map(|length| span.part(from, length));
        let behind_key = key.map_or(from, |key| {
            let separator = if format == Format::Toml { '=' } else { ':' };
            let after = key.end as usize - span.start as usize;
            after + span.of(text)[after..].find(separator).map_or(0, |at| at + 1)
        });
        let tail = &span.of(text)[behind_key..];
        let blanks = tail.len() - tail.trim_start().len();
        let hash = if format == Format::Json { None } else { tail.find(" #") };
        let length = hash.map_or(tail, |hash| &tail[..hash]).trim_end().len();
        let value = span.part(behind_key + blanks, length.saturating_sub(blanks));
        Self { text, format, span, key, value, is_item, has_hash: hash.is_some() }
    }

    /// The key's name, without quotes.
    pub fn key_name(&self) -> Option<&'p str> {
        self.key.map(|key| key.of(self.text).trim_matches(['"', '\'']))
    }

    /// The value as written.
    pub fn value_text(&self) -> &'p str {
        self.value.of(self.text)
    }

    /// What a message calls the value: "the value of `title`", "an item of `tags`", "this line".
    pub fn subject(&self, page: &Page) -> String {
        match (self.key_name(), self.is_item) {
            (Some(key), _) => format!("the value of `{key}`"),
            (None, true) => match key_above(page, self) {
                Some(key) => format!("an item of `{key}`"),
                None => "this item".to_owned(),
            },
            (None, false) => "this line".to_owned(),
        }
    }

    /// The line with another value, for a person to type. Cut short where the value is long.
    pub fn with_value(&self, value: &str) -> String {
        let before = Span { start: self.span.start, end: self.value.start }.of(self.text);
        let blank = if before.is_empty() || before.ends_with([' ', '\t']) { "" } else { " " };
        format!("{before}{blank}{value}")
    }

    /// The format of the block.
    pub fn format(&self) -> Format {
        self.format
    }
}

/// The length of the key at the start of `line`, with its quotes: `title` in `title: A`.
fn key_length(line: &str, format: Format) -> Option<usize> {
    let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    let from = match quote {
        Some(quote) => line[1..].find(quote)? + 2,
        None if format == Format::Json => return None,
        None => 0,
    };
    let separator = if format == Format::Toml { '=' } else { ':' };
    let ends_key = |at: usize| {
        format != Format::Yaml || line[at + 1..].chars().next().is_none_or(|next| next == ' ' || next == '\t')
    };
    let at = line[from..].match_indices(separator).map(|(at, _)| from + at).find(|at| ends_key(*at))?;
    let key = line[..at].trim_end();
    let is_key = quote.is_some() && key.len() == from
        || quote.is_none() && !key.is_empty() && !key.contains(['"', '\'', '[', ']', '{', '}', ',', '#', '@', '`']);
    is_key.then_some(key.len())
}

/// The key of the list in which an item stands: the nearest line above that is no item and has a key alone.
fn key_above<'p>(page: &'p Page, line: &WrittenLine<'_>) -> Option<&'p str> {
    let lines = page.lines();
    let number = lines.line(line.span.start as usize);
    let first = page.front_matter.block.map_or(0, |block| lines.line(block.content.start as usize));
    let above = (first..number).rev().take(100);
    let written = above.map(|line| WrittenLine::of(&page.text, lines.span(line, &page.text), Format::Yaml));
    let nearest = written.into_iter().find(|line| !line.is_item && !line.span.is_empty())?;
    if nearest.value.is_empty() { nearest.key_name() } else { None }
}
