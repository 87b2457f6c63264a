//! Comments of TOML: the parser drops them, so strings are skipped here.

use crate::front_matter::Comment;
use crate::text::Span;

/// The comments in the bytes `content` of `text`.
pub fn find(text: &str, content: Span) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut at = content.start as usize;
    let end = content.end as usize;
    while at < end {
        let rest = &text[at..end];
        match rest.as_bytes()[0] {
            b'#' => {
                let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
                comments.push(Comment { span: Span::new(at, at + length) });
                at += length;
            }
            b'"' | b'\'' => at += string_length(rest),
            _ => at += 1,
        }
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    comments
}

/// Length of the string at the start of `rest`; one that is not closed ends with its line.
fn string_length(rest: &str) -> usize {
    let quote = &rest[..1];
    let long = quote.repeat(3);
    let (mark, is_long) = if rest.starts_with(&long) { (long.as_str(), true) } else { (quote, false) };
    let bytes = rest.as_bytes();
    let mut at = mark.len();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == "\"" => at += 2,
            b'\n' if !is_long => return at,
            _ if bytes[at..].starts_with(mark.as_bytes()) => {
                // Up to two more quotes belong to the string: `""""quoted""""`.
                let more = bytes[at + mark.len()..].iter().take(2).take_while(|byte| is_long && **byte == bytes[0]);
                return at + mark.len() + more.count();
            }
            _ => at += 1,
        }
    }
    rest.len()
}
