//! What the TOML parser complains about, in the writer's terms.

use std::collections::HashMap;

use ::toml::de::Error;

use crate::front_matter::problem::{Problem, ProblemKind};
use crate::front_matter::{Kind, NodeRef, Tree};
use crate::text::Span;

/// Most problems of one block: a file that is no TOML at all has one a line, and nobody reads more.
pub const MOST: usize = 50;

/// The parser's errors as problems.
pub fn explain(text: &str, content: Span, errors: &[Error], tree: &Tree) -> Vec<Problem> {
    let mut keys = None;
    let mut problems = Vec::new();
    let mut unread: Option<Span> = None;
    for error in errors.iter().take(MOST * 20) {
        let range = error.span().unwrap_or(0..0);
        let at = content.start as usize + range.start;
        let span = widened(text, content, Span::new(at, content.start as usize + range.end));
        let problem = if error.message().starts_with("duplicate key") {
            let keys = keys.get_or_insert_with(|| keys_by_name(tree));
            Problem { related: first_of(text, span, keys), ..Problem::new(ProblemKind::DuplicateKey, span) }
        } else {
            syntax(text, content, at, span, error.message())
        };
        if problem.kind == ProblemKind::UnclosedBracket {
            let behind = Span::new(problem.span.end as usize, at.max(problem.span.end as usize));
            unread = Some(unread.map_or(behind, |other| other.join(behind)));
        }
        problems.push(problem);
    }
    // Behind an open bracket the parser takes everything for its items.
    let is_read = |problem: &Problem| {
        problem.kind == ProblemKind::UnclosedBracket
            || !unread.is_some_and(|span| span.contains(problem.span.start as usize))
    };
    problems.retain(is_read);
    problems
}

/// The first problem of each line. What follows on a line is the parser getting back on its feet.
pub fn one_a_line(text: &str, mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.span);
    let mut kept: Vec<Problem> = Vec::new();
    for problem in problems {
        let is_new =
            kept.last().is_none_or(|last| text[last.span.start as usize..problem.span.start as usize].contains('\n'));
        if is_new && kept.len() < MOST {
            kept.push(problem);
        }
    }
    kept
}

fn syntax(text: &str, content: Span, at: usize, span: Span, message: &str) -> Problem {
    let rule = message.split(',').next().unwrap_or_default();
    let before = &text[content.start as usize..at];
    let to_line_end = to_line_end(text, content, at);
    let other = |kind, span, detail: &str| Problem::new(kind, span).with_detail(detail);
    match rule {
        "invalid date" | "invalid time" | "invalid offset" | "invalid date-time" | "invalid datetime" => {
            other(ProblemKind::BadDate, span, message)
        }
        "string values must be quoted" => {
            let in_list = before.trim_end().ends_with(['[', ',']);
            if in_list && span.of(text).starts_with(|c: char| c.is_ascii_digit()) && span.of(text).contains(' ') {
                return other(ProblemKind::Comma, span, "a comma is missing between these values");
            }
            unquoted(text, span)
        }
        "missing key for inline table element" if before.ends_with('{') && text[at..].starts_with('{') => {
            let length = to_line_end.map_or(1, |line| line.of(text).rfind("}}").map_or(line.len(), |end| end + 2));
            Problem::new(ProblemKind::TemplateUnquoted, Span::new(at - 1, at + length))
        }
        "unquoted keys cannot be empty" => other(ProblemKind::Other, span, "a key is missing here"),
        "invalid boolean" => {
            other(ProblemKind::Other, span, "text has to be in quotes; only `true` and `false` have none")
        }
        "invalid unquoted key" if text[at..].starts_with(':') => {
            other(ProblemKind::MissingColon, span, "TOML has `=` between key and value, not a colon")
        }
        "key with no value" | "missing value for key" => {
            let word = last_word(before, content.start as usize).unwrap_or(span);
            let detail = match to_line_end {
                _ if word.of(text).ends_with(':') => "TOML has `=` between key and value, not a colon",
                Some(line) if line.of(text).contains('=') => "a key with a blank in it has to be in quotes",
                _ => "a key wants `=` and a value",
            };
            other(ProblemKind::MissingColon, word, detail)
        }
        "invalid unquoted key" => other(ProblemKind::Other, span, "a key with this character has to be in quotes"),
        "invalid basic string"
        | "invalid literal string"
        | "invalid multi-line basic string"
        | "invalid multi-line literal string"
            if message.ends_with("expected `\"`") || message.ends_with("expected `'`") =>
        {
            let quote = if rule.contains("basic") { '"' } else { '\'' };
            Problem::new(ProblemKind::UnclosedQuote, opening_quote(before, quote, content).unwrap_or(span))
        }
        "invalid basic string"
        | "invalid literal string"
        | "invalid multi-line basic string"
        | "invalid multi-line literal string"
        | "invalid comment character" => other(ProblemKind::ControlCharacter, span, ""),
        "carriage return must be followed by newline" if before.ends_with('\r') => other(
            ProblemKind::ControlCharacter,
            Span::new(at - 1, at),
            "a carriage return without a line feed does not end a line in TOML",
        ),
        "missing escaped value" | "too few unicode value digits" | "invalid value" => {
            let start = before.rfind('\\').map_or(span.start as usize, |slash| content.start as usize + slash);
            let is_near = at - start <= 10;
            let place = if is_near { widened(text, content, Span::new(start, span.end as usize)) } else { span };
            other(if is_near { ProblemKind::BadEscape } else { ProblemKind::Other }, place, message)
        }
        "unclosed array" | "unclosed inline table" | "unclosed table" | "unclosed array table" => {
            Problem::new(ProblemKind::UnclosedBracket, open_bracket(before, content).unwrap_or(span))
        }
        "unexpected key or value" => {
            let place = to_line_end.unwrap_or(span);
            if before.trim_end_matches([' ', '\t']).ends_with(['"', '\'']) {
                Problem::new(ProblemKind::TextAfterQuote, place)
            } else {
                other(ProblemKind::Other, place, "a value ends here, and only a comment may follow on its line")
            }
        }
        "recursion limit" => Problem::new(ProblemKind::TooDeep, span),
        _ if rule.contains("comma") || message.ends_with("expected `,`") => other(ProblemKind::Comma, span, message),
        _ => other(ProblemKind::Other, span, message),
    }
}

/// A value that is no TOML at all.
fn unquoted(text: &str, span: Span) -> Problem {
    let value = span.of(text);
    if value.trim().is_empty() || value == "=" {
        return Problem::new(ProblemKind::Other, span).with_detail("a value is missing after `=`");
    }
    if value.contains("{{") || value.contains("{%") {
        return Problem::new(ProblemKind::TemplateUnquoted, span);
    }
    if value.starts_with(|c: char| c.is_ascii_digit()) && value.contains(['/', ':', '-', '.']) && value.len() >= 6 {
        return Problem::new(ProblemKind::BadDate, span).with_detail("not a date of TOML, which looks like 2024-01-31");
    }
    let detail = if value.starts_with(['“', '”', '„', '‘', '’', '«']) {
        "these are not the quotes of TOML, which are `\"` or `'`"
    } else {
        "text has to be in quotes"
    };
    Problem::new(ProblemKind::Other, span).with_detail(detail)
}

/// `span`, made one character long where it is empty: the next one on its line, else the one before. Never reaches out
/// of the line, and out of the block only where that is empty.
pub fn widened(text: &str, content: Span, span: Span) -> Span {
    if !span.is_empty() {
        return span;
    }
    let at = span.start as usize;
    let is_line_end = |c: &char| matches!(c, '\n' | '\r');
    let next = text[at..content.end.max(span.start) as usize].chars().next();
    let before = text[..at].chars().next_back();
    match (next.filter(|c| !is_line_end(c)), before.filter(|c| !is_line_end(c) || next.is_none())) {
        (Some(c), _) => Span::new(at, at + c.len_utf8()),
        (None, Some(c)) => Span::new(at - c.len_utf8(), at),
        (None, None) => Span::new(at, at + text[at..].chars().next().map_or(0, char::len_utf8)),
    }
}

fn to_line_end(text: &str, content: Span, at: usize) -> Option<Span> {
    let line = text[at..content.end as usize].split(['\n', '\r']).next().unwrap_or_default().trim_end();
    (!line.is_empty()).then(|| Span::new(at, at + line.len()))
}

fn last_word(before: &str, base: usize) -> Option<Span> {
    let line = before.len() - before.rsplit('\n').next().unwrap_or_default().len();
    let word = before[line..].trim();
    let start = base + line + before[line..].len() - before[line..].trim_start().len();
    (!word.is_empty()).then(|| Span::new(start, start + word.len()))
}

fn opening_quote(before: &str, quote: char, content: Span) -> Option<Span> {
    let at = before.rfind(quote)?;
    let start = before[..=at].trim_end_matches(quote).len();
    Some(content.part(start, at + 1 - start))
}

/// How far back an open bracket is looked for, in bytes.
const FARTHEST_BRACKET: usize = 1 << 16;

/// The last bracket of `before` that none closes.
fn open_bracket(before: &str, content: Span) -> Option<Span> {
    let mut closed = 0usize;
    for (at, byte) in before.bytes().enumerate().rev().take(FARTHEST_BRACKET) {
        match byte {
            b']' | b'}' => closed += 1,
            b'[' | b'{' if closed == 0 => return Some(content.part(at, 1)),
            b'[' | b'{' => closed -= 1,
            _ => {}
        }
    }
    None
}

type Keys<'t> = HashMap<&'t str, Vec<Span>>;

fn keys_by_name(tree: &Tree) -> Keys<'_> {
    let mut keys = Keys::new();
    let mut open: Vec<NodeRef<'_>> = tree.root().into_iter().collect();
    while let Some(node) = open.pop() {
        match node.kind() {
            Kind::Map(_) => {
                for entry in node.entries() {
                    keys.entry(entry.name()).or_default().push(entry.key.span());
                    open.push(entry.value);
                }
            }
            Kind::List(_) => open.extend(node.items()),
            _ => {}
        }
    }
    keys.values_mut().for_each(|spans| spans.sort());
    keys
}

/// The key that the one at `span` repeats: of the keys with its name before it, the nearest in the same section that
/// begins its line as this one does, else the nearest.
fn first_of(text: &str, span: Span, keys: &Keys<'_>) -> Option<Span> {
    if line_start(text, span).trim_start().starts_with('[') {
        return first_header(text, span);
    }
    let name = span.of(text).trim_matches(['"', '\'']);
    let named = keys.get(name)?;
    let before = &named[..named.partition_point(|key| key.start < span.start)];
    let begins = |key: &&Span| line_start(text, **key).trim_start_matches(['[', ' ', '\t']).is_empty();
    let is_alike = |key: &&Span| {
        begins(key) == begins(&&span) && line_start(text, **key).contains('[') == line_start(text, span).contains('[')
    };
    let in_section = |key: &&Span| !text[key.end as usize..span.start as usize].contains("\n[");
    let near = || before.iter().rev().take(100);
    near().find(|key| is_alike(key) && in_section(key)).or_else(|| near().find(is_alike)).or(before.last()).copied()
}

/// The last key of the first header that reads like the one with the key at `span`. The tree has only the later one.
fn first_header(text: &str, span: Span) -> Option<Span> {
    let up_to_key = text[span.start as usize - line_start(text, span).len()..span.end as usize].trim_start();
    let mut start = 0;
    for line in text[..span.start as usize].split_inclusive('\n') {
        let header = line.trim_start();
        if header.strip_prefix(up_to_key).is_some_and(|rest| rest.trim_start().starts_with(']')) {
            let end = start + line.len() - header.len() + up_to_key.len();
            return Some(Span::new(end - span.len(), end));
        }
        start += line.len();
    }
    None
}

fn line_start(text: &str, span: Span) -> &str {
    text[..span.start as usize].rsplit('\n').next().unwrap_or_default()
}
