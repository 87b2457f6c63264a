//! How deep a block nests, before the parser sees it.

use crate::text::Span;

/// Most dots in the keys around a value. The parser itself allows 80 on each of 80 levels, which no stack survives.
const MOST_DOTS: usize = 50;

/// The place where the keys around a value, with or without quotes, have more dots than are read.
pub fn too_deep(text: &str, content: Span) -> Option<Span> {
    let bytes = &text.as_bytes()[content.range()];
    let mut open = Vec::new();
    // Dots of the keys around this place, of the key whose value begins, and of the key that is read.
    let (mut around, mut of_value, mut dots) = (0, 0, 0);
    let (mut at, mut in_part, mut in_key) = (0, false, true);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'.' if in_part => {
                (dots, in_part) = (dots + 1, false);
                if in_key && around + dots > MOST_DOTS {
                    return Some(content.part(at, 1));
                }
            }
            b' ' | b'\t' => {}
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' => in_part = true,
            b'"' | b'\'' => {
                at += quoted(&bytes[at..]);
                in_part = true;
            }
            b'#' => at += to_line_end(&bytes[at..]),
            b'=' => {
                of_value = if in_key { dots } else { 0 };
                (dots, in_part, in_key) = (0, false, false);
            }
            b'[' | b'{' => {
                open.push(around);
                around += of_value;
                (of_value, dots, in_part, in_key) = (0, 0, false, true);
            }
            b']' | b'}' => {
                around = open.pop().unwrap_or_default();
                (dots, in_part, in_key) = (0, false, false);
            }
            b'\n' | b',' => (of_value, dots, in_part, in_key) = (0, 0, false, true),
            // A line of dots is no key, as nothing stands between them.
            _ => (dots, in_part, in_key) = (0, false, false),
        }
        at += 1;
    }
    None
}

/// Where the quoted text at the beginning of `bytes` ends: the last byte of its closing quote, or of what the parser takes
/// for a part of it where none closes.
fn quoted(bytes: &[u8]) -> usize {
    let quote = bytes[0];
    let is_long = bytes.starts_with(&[quote; 3]);
    let mut at = if is_long { 3 } else { 1 };
    while let Some(byte) = bytes.get(at) {
        match *byte {
            b'\n' if !is_long => break,
            b'\\' if quote == b'"' && (is_long || bytes.get(at + 1) != Some(&b'\n')) => at += 1,
            byte if byte == quote && !is_long => return at,
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => return at + 2,
            _ => {}
        }
        at += 1;
    }
    at - 1
}

fn to_line_end(bytes: &[u8]) -> usize {
    memchr::memchr(b'\n', bytes).unwrap_or(bytes.len()) - 1
}
