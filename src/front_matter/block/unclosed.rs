//! A block that nothing closes.

use super::delimiters::{Delimiters, LineEnd, Unclosed};
use super::lines::lines;
use super::opening::Opening;
use super::{Block, Found, Problem, ProblemKind, meant};
use crate::text::Span;

/// What a reader of the file would take for the block: the lines behind the opening mark that read like front matter.
struct Reach {
    /// Whether the first line that is neither blank nor a comment is a key.
    has_keys: bool,
    /// Whether there is such a line at all.
    is_empty: bool,
    /// First byte behind the lines of the block.
    end: usize,
    /// The line that looks like the closing delimiter.
    lookalike: Option<Span>,
    /// Whether text follows that does not read like front matter.
    has_text: bool,
}

/// What the generator of `delimiters` makes of a block without closing delimiter.
///
/// Where it fails, the keys up to the line that looks like the delimiter, or up to the first blank line, are given as
/// the block. Where it shows the keys as text there is no block.
pub fn found(text: &str, opening: &Opening, delimiters: &Delimiters) -> Found {
    let reach = reach(text, opening, delimiters);
    let body = reach.lookalike.map_or(reach.end, |line| line.end as usize);
    let block = Block {
        format: opening.format,
        open: opening.mark,
        content: Span::new(opening.content, reach.end.max(opening.content)),
        close: None,
        body: body.max(opening.content),
    };
    let unclosed = Problem { related: reach.lookalike, ..Problem::new(ProblemKind::Unclosed, opening.mark) };
    match delimiters.unclosed {
        Unclosed::Fails if reach.has_keys || reach.is_empty => Found::block(block).with(Some(unclosed)),
        Unclosed::Fails => Found::problem(rule_read_as_opening(opening)),
        Unclosed::IsText if reach.has_keys => Found::problem(unclosed.with_detail("the keys are shown as text")),
        Unclosed::IsText => Found::default(),
        Unclosed::TakesAll if reach.lookalike.is_none() && !reach.has_text => {
            let content = Span::new(opening.content, text.len());
            Found::block(Block { content, body: text.len(), ..block })
        }
        Unclosed::TakesAll if reach.has_keys => Found::block(block)
            .with(Some(unclosed.with_detail("the whole file is read as front matter, and the page has no text"))),
        Unclosed::TakesAll => {
            let nothing = Block { content: Span::at(opening.content), body: text.len(), ..block };
            Found::block(nothing).with(Some(rule_read_as_opening(opening)))
        }
    }
}

/// The start of the first blank line after byte `start`, or the end of the text.
pub fn first_blank_line(text: &str, start: usize, line_end: LineEnd) -> usize {
    lines(text, start, line_end)
        .find(|line| line.of(text).trim().is_empty())
        .map_or(text.len(), |line| line.span.start as usize)
}

fn rule_read_as_opening(opening: &Opening) -> Problem {
    let mark = opening.fence.mark;
    let detail = format!("`{mark}` at the top of a file begins front matter, and no `{mark}` ends it");
    Problem::new(ProblemKind::NotADelimiter, opening.mark).with_detail(detail)
}

fn reach(text: &str, opening: &Opening, delimiters: &Delimiters) -> Reach {
    let mut reach = Reach { has_keys: false, is_empty: true, end: text.len(), lookalike: None, has_text: false };
    let mut first_blank = None;
    for line in lines(text, opening.content, delimiters.line_end) {
        let (words, start) = (line.of(text), line.span.start as usize);
        if words.trim().is_empty() {
            first_blank.get_or_insert(start);
        } else if meant::is_delimiter_like(words) || opening.fence.closers.iter().any(|c| words.starts_with(c)) {
            reach.lookalike = Some(super::trimmed(text, line.span));
            reach.end = start;
            return reach;
        } else if meant::is_comment(words) {
        } else if meant::reads_like_front_matter(words, opening.format) {
            if reach.is_empty {
                reach.has_keys = meant::is_key(words, opening.format);
            }
            reach.is_empty = false;
        } else {
            reach.has_text = true;
            reach.is_empty = false;
            reach.end = start;
            break;
        }
    }
    reach.end = first_blank.unwrap_or(reach.end).min(reach.end);
    reach
}
