//! What the JSON parsers complain about, in the writer's terms.

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::errors::{ParseError, ParseErrorKind};

use super::Source;
use crate::front_matter::problem::{Problem, ProblemKind};
use crate::text::Span;

/// The first mistake that jsonc-parser sees.
pub fn syntax(text: &str, source: &Source, error: &ParseError) -> Problem {
    use ParseErrorKind as E;
    let range = error.range();
    let span = widened(text, source, source.span(range.start, range.end));
    let first =
        Span::new(span.start as usize, span.start as usize + span.of(text).chars().next().map_or(0, char::len_utf8));
    let (kind, span, detail) = match error.kind() {
        E::TrailingCommasNotAllowed => (ProblemKind::Comma, span, "a comma too many: nothing follows it"),
        E::UnexpectedComma => (ProblemKind::Comma, span, "a comma too many"),
        E::ExpectedComma if is_leading_zero(text, span) => {
            (ProblemKind::Other, span, "a number cannot begin with a zero")
        }
        E::ExpectedComma => (ProblemKind::Comma, span, "a comma is missing here"),
        E::UnterminatedObject | E::UnterminatedArray => (ProblemKind::UnclosedBracket, first, ""),
        E::UnterminatedCommentBlock | E::CommentsNotAllowed => {
            (ProblemKind::ReservedCharacter, span, "JSON has no comments")
        }
        E::SingleQuotedStringsNotAllowed => (ProblemKind::ReservedCharacter, first, "JSON has double quotes only"),
        E::ExpectedColonAfterObjectKey => (ProblemKind::MissingColon, span, "a name wants a colon and a value"),
        E::ExpectedStringObjectProperty => (ProblemKind::ReservedCharacter, span, "a name has to be in double quotes"),
        E::String(string) => match string {
            ParseStringErrorKind::UnterminatedStringLiteral => (ProblemKind::UnclosedQuote, first, ""),
            _ => (ProblemKind::BadEscape, span, "not an escape of JSON"),
        },
        E::NestingDepthExceeded => (ProblemKind::TooDeep, first, ""),
        E::UnexpectedWord | E::UnexpectedToken if span.of(text).starts_with(char::is_alphabetic) => {
            (ProblemKind::Other, span, "text has to be in double quotes")
        }
        E::UnexpectedCloseBrace if text[..span.start as usize].trim_end().ends_with(':') => {
            (ProblemKind::Other, span, "a value is missing after the colon")
        }
        E::ExpectedObjectValue => (ProblemKind::Other, span, "a value is missing after the colon"),
        other => {
            let words = other.to_string();
            return Problem::new(ProblemKind::Other, span).with_detail(lower_first(&words));
        }
    };
    Problem::new(kind, span).with_detail(detail)
}

/// The first mistake that only serde_json sees.
pub fn refused(text: &str, source: &Source, error: &serde_json::Error) -> Problem {
    let span = widened(text, source, place(source, error));
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    if words.contains("out of range") {
        let detail = "the number is too large; write it in quotes";
        return Problem::new(ProblemKind::RefusedByParser, number_around(text, span)).with_detail(detail);
    }
    let kind = if words.starts_with("control character") {
        ProblemKind::ControlCharacter
    } else if words.contains("escape") {
        ProblemKind::BadEscape
    } else if words.contains("comma") {
        ProblemKind::Comma
    } else {
        ProblemKind::Other
    };
    Problem::new(kind, span).with_detail(words)
}

/// The place that serde_json names by line and column; its columns count bytes, from 1.
fn place(source: &Source, error: &serde_json::Error) -> Span {
    let json = &source.json;
    let line = json.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let at = json.floor_char_boundary(line + error.column().saturating_sub(1));
    source.span(at, at)
}

/// `span`, made one character long where it is empty, and moved to character boundaries.
fn widened(text: &str, source: &Source, span: Span) -> Span {
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    start = text.floor_char_boundary(start);
    end = text.ceil_char_boundary(end);
    if start < end {
        return Span::new(start, end);
    }
    let line_end = |c: &char| matches!(c, '\n' | '\r');
    let next = text[start..source.content.end as usize].chars().next().filter(|c| !line_end(c));
    match (next, text[..start].chars().next_back()) {
        (Some(c), _) => end = start + c.len_utf8(),
        (None, Some(c)) => start -= c.len_utf8(),
        (None, None) => end = text.ceil_char_boundary((start + 1).min(text.len())),
    }
    Span::new(start, end)
}

/// Whether a digit follows a zero at `span`: two numbers to the parser, one to the writer.
fn is_leading_zero(text: &str, span: Span) -> bool {
    text[..span.start as usize].ends_with('0') && span.of(text).starts_with(|c: char| c.is_ascii_digit())
}

/// The number in which `span` lies.
fn number_around(text: &str, span: Span) -> Span {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    let start = text[..span.start as usize].trim_end_matches(is_part).len();
    let rest = &text[span.start as usize..];
    let end = span.start as usize + rest.len() - rest.trim_start_matches(is_part).len();
    if start < end { Span::new(start, end) } else { span }
}

fn lower_first(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
