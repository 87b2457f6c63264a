//! The opening delimiter.

use super::delimiters::{AfterMark, Delimiters, Fence, Lead};
use super::lines::Line;
use super::{Format, Problem, ProblemKind, trimmed};
use crate::text::Span;

const BOM: char = '\u{feff}';

/// An opening delimiter that the generator takes for one.
#[derive(Debug)]
pub struct Opening {
    /// The mark alone.
    pub mark: Span,
    /// Its fence.
    pub fence: &'static Fence,
    /// The format of the block.
    pub format: Format,
    /// Where the block's content begins.
    pub content: usize,
    /// First byte of the first line that may close the block; further on than `content` where the content begins on
    /// the mark's own line.
    pub first_line: usize,
    /// What is wrong with the line, although the generator takes it for a delimiter.
    pub problem: Option<Problem>,
}

/// Where the first thing of the file stands that may be an opening mark.
pub fn after_lead(text: &str, delimiters: &Delimiters) -> usize {
    let bom = if delimiters.bom && text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    match delimiters.lead {
        Lead::Nothing => bom,
        Lead::Blanks => text.len() - text[bom..].trim_start_matches(is_ascii_blank).len(),
        Lead::BlankLines => {
            let blank = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == BOM).len();
            if blank > 0 && text[..blank].ends_with('\n') { blank } else { bom }
        }
    }
}

/// The opening delimiter at byte `start`, if the generator takes what stands there for one.
pub fn at(text: &str, start: usize, delimiters: &Delimiters) -> Option<Opening> {
    let fence = delimiters.fences.iter().find(|fence| text[start..].starts_with(fence.mark))?;
    let mark = if delimiters.longer_marks { run(text, start) } else { Span::new(start, start + fence.mark.len()) };
    let line = Line::at(text, mark.end as usize, delimiters.line_end);
    let opening =
        Opening { mark, fence, format: fence.format, content: line.next, first_line: line.next, problem: None };
    let rest = line.of(text);
    match delimiters.after_mark {
        AfterMark::Nothing => (rest.is_empty() && line.ended).then_some(opening),
        AfterMark::Blanks => (rest.chars().all(is_ascii_blank) && line.ended).then_some(opening),
        AfterMark::Content => Some(with_content(text, line, opening)),
        AfterMark::Language => with_language(text, line, opening),
    }
}

/// The run of one character that begins at byte `start`.
pub fn run(text: &str, start: usize) -> Span {
    let rest = &text[start..];
    let length = rest.chars().next().map_or(0, |first| rest.len() - rest.trim_start_matches(first).len());
    Span::new(start, start + length)
}

/// The blanks of ASCII, form feed and vertical tab included: what `\s` is to Ruby, and what Hugo skips.
pub fn is_ascii_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c')
}

/// The rest of the mark's line belongs to the block (Hugo, Astro). What cannot be the beginning of one is a problem,
/// and the block is then read from the next line on, so that its keys are known.
fn with_content(text: &str, line: Line, opening: Opening) -> Opening {
    let rest = line.of(text);
    let word = rest.trim();
    if rest.chars().all(|c| matches!(c, ' ' | '\t')) {
        return opening;
    }
    // To YAML the second half of `------` is the mark of a document, and keys may follow (Hugo 0.168, run).
    if opening.format == Format::Yaml
        && let Some(behind) = rest.strip_prefix("---")
        && (behind.is_empty() || behind.starts_with([' ', '\t']))
    {
        let content = if behind.trim().is_empty() { line.next } else { line.span.start as usize };
        return Opening { content, ..opening };
    }
    let place = if word.is_empty() { line.span } else { trimmed(text, line.span) };
    let problem = if word.is_empty() {
        let detail = "an invisible character follows the delimiter and is read as the first value; delete it";
        Problem::new(ProblemKind::TextAfterDelimiter, place).with_detail(detail)
    } else if word != "---" && rest.starts_with(word) && word.chars().all(|c| opening.fence.mark.starts_with(c)) {
        let mark = opening.fence.mark;
        let detail = format!("a delimiter has exactly three characters: `{mark}`");
        Problem::new(ProblemKind::NotADelimiter, place).with_detail(detail)
        // `------` is a delimiter and the mark with which a YAML document may begin: Hugo 0.168 reads it.
    } else if word.chars().all(|c| c.is_ascii_alphanumeric()) {
        unknown_language(word, place, opening.fence)
    } else {
        return Opening { content: line.span.start as usize, ..opening };
    };
    Opening { problem: Some(problem), ..opening }
}

/// The rest of the mark's line names the language of the block (gray-matter). A fourth dash makes it text.
fn with_language(text: &str, line: Line, opening: Opening) -> Option<Opening> {
    let rest = line.of(text);
    if opening.fence.mark.chars().next().is_some_and(|dash| rest.starts_with(dash)) {
        return None;
    }
    let name = rest.trim();
    let place = trimmed(text, line.span);
    let format = match name {
        "" => Format::Yaml,
        "json" => Format::Json,
        _ if ["yaml", "yml"].iter().any(|alias| name.eq_ignore_ascii_case(alias)) => Format::Yaml,
        _ if ["js", "javascript"].iter().any(|alias| name.eq_ignore_ascii_case(alias)) => Format::JavaScript,
        _ => {
            let format = if name.eq_ignore_ascii_case("toml") { Format::Toml } else { Format::Yaml };
            let problem = Some(unknown_language(name, place, opening.fence));
            return Some(Opening { format, problem, ..opening });
        }
    };
    Some(Opening { format, ..opening })
}

/// A word behind the mark that the generator cannot use.
fn unknown_language(word: &str, place: Span, fence: &Fence) -> Problem {
    let known = ["toml", "json", "yaml", "yml", "js", "javascript", "coffee", "coffeescript", "cson"];
    let mark = fence.mark;
    if known.iter().any(|name| word.eq_ignore_ascii_case(name)) && !word.eq_ignore_ascii_case(fence.format.name()) {
        let detail = format!("front matter behind `{mark}` cannot be {word} here; write `{mark}` alone");
        return Problem::new(ProblemKind::ForeignFormat, place).with_detail(detail);
    }
    let detail = format!("only `{mark}` may stand on this line");
    Problem::new(ProblemKind::TextAfterDelimiter, place).with_detail(detail)
}
