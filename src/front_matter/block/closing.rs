//! The closing delimiter.

use memchr::memmem;

use super::delimiters::{Closing, Delimiters, LineEnd};
use super::lines::Line;
use super::opening::{Opening, is_ascii_blank};
use crate::text::Span;

/// A closing delimiter.
#[derive(Clone, Copy, Debug)]
pub struct Closed {
    /// The mark alone.
    pub mark: Span,
    /// First byte of the page's text.
    pub body: usize,
}

/// The delimiter that closes the block behind `opening`.
pub fn find(text: &str, opening: &Opening, delimiters: &Delimiters) -> Option<Closed> {
    if delimiters.closing == Closing::Anywhere {
        return anywhere(text, opening);
    }
    // A closing mark may follow the line end before the first line already; without that one there is no next line.
    if !text[..opening.first_line].ends_with(['\n', '\r']) {
        return None;
    }
    let own = [opening.mark.of(text)];
    let closers = if delimiters.longer_marks { &own } else { opening.fence.closers };
    let closed = closers.iter().filter_map(|closer| closed_by(closer, text, opening, delimiters));
    closed.min_by_key(|closed| closed.mark.start)
}

/// The first `closer` that begins a line and closes the block. It is looked for itself, as it is rarer than lines are.
fn closed_by(closer: &str, text: &str, opening: &Opening, delimiters: &Delimiters) -> Option<Closed> {
    let (bytes, from) = (text.as_bytes(), opening.first_line);
    let begins_line = |at: usize| {
        at == from || bytes[at - 1] == b'\n' || (bytes[at - 1] == b'\r' && delimiters.line_end == LineEnd::Any)
    };
    memmem::find_iter(&bytes[from..], closer)
        .map(|found| from + found)
        .filter(|at| begins_line(*at) && *at >= opening.content + delimiters.shortest)
        .find_map(|at| closes(text, Span::new(at, at + closer.len()), delimiters))
}

/// Whether `mark`, with which a line begins, closes the block.
fn closes(text: &str, mark: Span, delimiters: &Delimiters) -> Option<Closed> {
    let end = mark.end as usize;
    if delimiters.closing == Closing::LinePrefix {
        return Some(Closed { mark, body: after_line_end(text, end) });
    }
    let line = Line::at(text, mark.start as usize, delimiters.line_end);
    let rest = &text[end..line.next];
    let is_ended_line = delimiters.closing == Closing::EndedLine;
    let is_blank = |c| is_ascii_blank(c) && !(is_ended_line && matches!(c, '\x0b' | '\x0c'));
    let alone = rest.chars().all(is_blank) && (line.ended || !is_ended_line);
    let body = if is_ended_line {
        text.len() - text[line.next..].trim_start_matches(['\n', '\r']).len()
    } else {
        after_blank_lines(text, end)
    };
    alone.then_some(Closed { mark, body })
}

/// The first mark with nothing but white space up to the end of its line, wherever it stands (Zola).
fn anywhere(text: &str, opening: &Opening) -> Option<Closed> {
    let mark = opening.fence.mark;
    let mut from = opening.content;
    while let Some(found) = text[from..].find(mark) {
        let start = from + found;
        let end = start + mark.len();
        let blank = text[end..].len() - text[end..].trim_start_matches(is_ascii_blank).len();
        if end + blank == text.len() || text[end..end + blank].contains('\n') {
            return Some(Closed { mark: Span::new(start, end), body: after_blank_lines(text, end) });
        }
        from = start + 1;
    }
    None
}

/// First byte behind the brace that closes the one at `start`. As Hugo counts: a backslash hides the next character,
/// in a string or out of it.
pub fn matching_brace(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (i, byte) in text.as_bytes()[start..].iter().enumerate() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match byte {
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(start + i + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Behind the one line end at `offset`, if there is one.
pub fn after_line_end(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    let rest = rest.strip_prefix('\r').unwrap_or(rest);
    text.len() - rest.strip_prefix('\n').unwrap_or(rest).len()
}

/// Behind the line end at `offset` and all blank lines after it: Jekyll and Zola eat them with the delimiter.
fn after_blank_lines(text: &str, offset: usize) -> usize {
    let blank = text[offset..].len() - text[offset..].trim_start_matches(is_ascii_blank).len();
    if offset + blank == text.len() {
        return text.len();
    }
    text[offset..offset + blank].rfind(['\n', '\r']).map_or(offset, |last| offset + last + 1)
}
