//! Finds the block: where it begins and ends, and in which format, as one generator sees it.
//!
//! [`find`] follows the [`Delimiters`] of a generator to the letter. Where the generator fails, the block is still given
//! if its keys can be read, together with a problem. Where the generator sees no front matter there is no block, and a
//! problem only if somebody evidently meant one (`meant`).

mod closing;
mod delimiters;
mod lines;
mod meant;
mod opening;
mod unclosed;

use super::problem::{Problem, ProblemKind};
use crate::text::Span;
use lines::Line;

pub use delimiters::{
    ASTRO, AfterMark, Braces, Closing, Delimiters, ELEVENTY, Fence, GRAY_MATTER, HEXO, HUGO, JEKYLL, JEKYLL_POST, Lead,
    LineEnd, MKDOCS, NEUTRAL, Unclosed, ZOLA,
};

/// The format of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// `{ … }`, or between `;;;` lines (Hexo), or `---json` (gray-matter).
    Json,
    /// `#+KEY: value` lines (Hugo). Found, so that nobody calls it missing, but not read.
    Org,
    /// `---js` (gray-matter, Eleventy). Found, but not read.
    JavaScript,
}

impl Format {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Toml => "toml",
            Self::Json => "json",
            Self::Org => "org",
            Self::JavaScript => "javascript",
        }
    }
}

/// Where a block stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The format.
    pub format: Format,
    /// The opening delimiter alone (`---`); for `{ … }` the brace; where it is left out (Hexo) the closing one. Never
    /// empty: findings about what is missing point here.
    pub open: Span,
    /// What the reader reads: between the delimiters; for `{ … }` with both braces. Where nothing closes the block and
    /// the generator fails over it, only the part that is certain: see [`Block::close`].
    pub content: Span,
    /// The closing delimiter alone (the brace, for `{ … }`); `None` when the block is not closed.
    pub close: Option<Span>,
    /// The first byte of the page's text behind the block.
    pub body: usize,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The block, `None` where the generator sees none.
    pub block: Option<Block>,
    /// What is wrong with the delimiters.
    pub problems: Vec<Problem>,
}

impl Found {
    fn block(block: Block) -> Self {
        Self { block: Some(block), problems: Vec::new() }
    }

    fn problem(problem: Problem) -> Self {
        Self { block: None, problems: vec![problem] }
    }

    fn with(mut self, problem: Option<Problem>) -> Self {
        self.problems.extend(problem);
        self
    }
}

/// Finds the block of `text`.
pub fn find(text: &str, delimiters: &Delimiters) -> Found {
    let start = opening::after_lead(text, delimiters);
    braces(text, start, delimiters)
        .or_else(|| org(text, start, delimiters))
        .or_else(|| fenced(text, start, delimiters))
        .or_else(|| unfit(text, start, delimiters))
        .or_else(|| bare(text, start, delimiters))
        .unwrap_or_else(|| meant::hidden(text, delimiters).map_or_else(Found::default, Found::problem))
}

/// A block between two marks.
fn fenced(text: &str, start: usize, delimiters: &Delimiters) -> Option<Found> {
    let opening = opening::at(text, start, delimiters)?;
    let Some(closed) = closing::find(text, &opening, delimiters) else {
        return Some(unclosed::found(text, &opening, delimiters).with(opening.problem));
    };
    let block = Block {
        format: opening.format,
        open: opening.mark,
        content: Span::new(opening.content, closed.mark.start as usize),
        close: Some(closed.mark),
        body: closed.body,
    };
    let leak = Line::at(text, closed.mark.end as usize, delimiters.line_end).span;
    // `----` twice is one mistake, and it has been named at the opening.
    let leaks =
        delimiters.closing == Closing::LinePrefix && opening.problem.is_none() && !leak.of(text).trim().is_empty();
    let leak = leaks.then(|| {
        Problem::new(ProblemKind::TextAfterDelimiter, trimmed(text, leak))
            .with_detail("the front matter ends here, and the rest of the line is shown as text of the page")
    });
    Some(Found::block(block).with(opening.problem).with(leak))
}

/// A block in braces, up to the brace that closes the first; braces in strings do not count.
fn braces(text: &str, start: usize, delimiters: &Delimiters) -> Option<Found> {
    if delimiters.braces == Braces::Text || !text[start..].starts_with('{') {
        return None;
    }
    let brace = Span::new(start, start + 1);
    if text[start..].starts_with("{{") || text[start..].starts_with("{%") {
        return (delimiters.braces == Braces::Block).then(|| {
            let detail = "a brace as the first character begins JSON front matter, so the page cannot begin with a \
                          shortcode unless front matter stands before it";
            Found::problem(Problem::new(ProblemKind::NotADelimiter, Span::new(start, start + 2)).with_detail(detail))
        });
    }
    let named = text[start + 1..].trim_start().starts_with(['"', '}']);
    if delimiters.braces == Braces::BlockWithName && !named {
        return None;
    }
    let Some(end) = closing::matching_brace(text, start) else {
        if !named {
            let detail = "a brace as the first character begins JSON front matter";
            return Some(Found::problem(Problem::new(ProblemKind::NotADelimiter, brace).with_detail(detail)));
        }
        let content = Span::new(start, unclosed::first_blank_line(text, start, delimiters.line_end));
        let block = Block { format: Format::Json, open: brace, content, close: None, body: text.len() };
        return Some(Found::block(block).with(Some(Problem::new(ProblemKind::Unclosed, brace))));
    };
    let body = closing::after_line_end(text, end);
    let close = Some(Span::new(end - 1, end));
    Some(Found::block(Block { format: Format::Json, open: brace, content: Span::new(start, end), close, body }))
}

/// A block of `#+KEY: value` lines. Only LF ends one of them (Hugo 0.168).
fn org(text: &str, start: usize, delimiters: &Delimiters) -> Option<Found> {
    if !delimiters.org || !text[start..].starts_with("#+") {
        return None;
    }
    let end = lines::lines(text, start, LineEnd::Lf)
        .take_while(|line| line.of(text).starts_with("#+"))
        .last()
        .map_or(text.len(), |line| line.next);
    let (open, content) = (Span::new(start, start + 2), Span::new(start, end));
    Some(Found::block(Block { format: Format::Org, open, content, close: None, body: end }))
}

/// What a generator that decides by the first character takes for a broken delimiter: a list, or `--` and `- - -`.
fn unfit(text: &str, start: usize, delimiters: &Delimiters) -> Option<Found> {
    if !delimiters.first_character_decides || !text[start..].starts_with(['-', '+']) {
        return None;
    }
    if let Some(found) = meant::misspelt(text, start, delimiters) {
        return Some(found);
    }
    let sign = &text[start..=start];
    let detail = format!(
        "`{sign}` as the first character of a file begins front matter, so the page cannot begin with a list; put \
         front matter or a line of text before it"
    );
    Some(Found::problem(Problem::new(ProblemKind::NotADelimiter, Span::new(start, start + 1)).with_detail(detail)))
}

/// A block without opening mark, from the first character of the file on: `title: A` and `---` below (Hexo). Prose in
/// front of a rule is the same to Hexo, and becomes text again because it is no map; so only keys count as a block.
fn bare(text: &str, start: usize, delimiters: &Delimiters) -> Option<Found> {
    if !delimiters.bare {
        return None;
    }
    // A line end and a full block below are one document to the YAML parser, whose own document mark is `---`.
    let (content, inner_mark) = match text.strip_prefix("\n---\n") {
        Some(_) => (5, Some(Span::new(1, 4))),
        None => (start, None),
    };
    let line = lines::lines(text, content, delimiters.line_end)
        .skip(1)
        .find(|line| line.of(text).starts_with("---") || line.of(text).starts_with(";;;"))?;
    let format = if line.of(text).starts_with('-') { Format::Yaml } else { Format::Json };
    let first = lines::lines(text, content, delimiters.line_end).map(|line| line.of(text)).find(|line| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    })?;
    let has_keys = match format {
        Format::Json => first.trim_start().starts_with('"'),
        _ => meant::is_key(first, Format::Yaml),
    };
    if !has_keys {
        return None;
    }
    let close = opening::run(text, line.span.start as usize);
    let block = Block {
        format,
        open: inner_mark.unwrap_or(close),
        content: Span::new(content, close.start as usize),
        close: Some(close),
        body: closing::after_line_end(text, close.end as usize),
    };
    Some(Found::block(block))
}

/// `span` without the white space at both ends.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start as usize + inner.len() - inner.trim_start().len();
    Span::new(start, start + inner.trim().len())
}

#[cfg(test)]
mod tests;
