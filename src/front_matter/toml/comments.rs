//! Comments of TOML: the parser drops them, so strings are skipped here.

use memchr::{memchr2, memchr3};

use crate::front_matter::Comment;
use crate::text::Span;

/// The comments in the bytes `content` of `text`.
pub fn find(text: &str, content: Span) -> Vec<Comment> {
    let mut comments = Vec::new();
    let bytes = content.of(text).as_bytes();
    let mut at = 0;
    while let Some(found) = memchr3(b'#', b'"', b'\'', &bytes[at..]) {
        let start = at + found;
        let rest = &bytes[start..];
        let length = if rest[0] == b'#' { line_length(rest) } else { string_length(rest) };
        if rest[0] == b'#' {
            comments.push(Comment { span: content.part(start, length) });
        }
        at = start + length;
    }
    comments
}

fn line_length(rest: &[u8]) -> usize {
    memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
}

/// Length of the string at the start of `rest`; one that is not closed ends with its line.
fn string_length(rest: &[u8]) -> usize {
    let quote = rest[0];
    let is_long = rest.starts_with(&[quote; 3]);
    let mark = if is_long { 3 } else { 1 };
    let mut at = mark;
    while let Some(found) = rest.get(at..).and_then(|rest| memchr3(quote, b'\\', b'\n', rest)) {
        at += found;
        match rest[at] {
            b'\\' if quote == b'"' => at += 2,
            b'\n' if !is_long => return at,
            _ if rest[at..].starts_with(&[quote; 3][..mark]) => {
                // Up to two more quotes belong to the string: `""""quoted""""`.
                let more = rest[at + mark..].iter().take(2).take_while(|byte| is_long && **byte == quote);
                return at + mark + more.count();
            }
            _ => at += 1,
        }
    }
    rest.len()
}
