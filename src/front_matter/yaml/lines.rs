//! Lines of the block, where the library's own positions do not say what a writer would point at.

use memchr::memchr2;

use crate::text::Span;

/// Where the line begins in which `at` lies. LF, CRLF and a lone CR end lines.
pub(super) fn start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Where the line ends in which `at` lies, without its line end.
pub(super) fn end(text: &str, at: usize) -> usize {
    memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length)
}

/// Where the next line begins.
pub(super) fn next(text: &str, at: usize) -> usize {
    let end = end(text, at);
    let rest = &text[end..];
    end + if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) }
}

/// The beginnings of the lines of `part`.
pub(super) fn starts(text: &str, part: Span) -> impl Iterator<Item = usize> + '_ {
    let end = part.end as usize;
    std::iter::successors(Some(part.start as usize), |start| Some(next(text, *start)))
        .take_while(move |start| *start < end)
}

/// The blanks and tabs at the beginning of the line that begins at `start`.
pub(super) fn indentation(text: &str, start: usize) -> Span {
    let rest = &text[start..];
    Span::new(start, start + rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

/// The text of the line in which `at` lies, from `at` on, without a comment and blanks behind it.
pub(super) fn rest(text: &str, at: usize) -> Span {
    let line = &text[at..end(text, at)];
    let line = line.find(" #").map_or(line, |comment| &line[..comment]);
    Span::new(at, at + line.trim_end().len())
}

/// The end of the character at `at`, or `at` where there is none or a line ends.
pub(super) fn char_end(text: &str, at: usize) -> usize {
    match text[at..].chars().next() {
        None | Some('\n' | '\r') => at,
        Some(c) => at + c.len_utf8(),
    }
}

/// Whether only blanks, line ends and comments stand between `from` and `to`.
pub(super) fn nothing_follows(text: &str, from: usize, to: usize) -> bool {
    text[from..to.max(from)].split(['\n', '\r']).all(|line| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#')
    })
}

/// Whether the line that begins at `start` begins a key in column 0: `key:`, `key :`, `"key":`.
pub(super) fn begins_key(text: &str, start: usize) -> bool {
    let line = &text[start..end(text, start)];
    if line.starts_with([' ', '\t', '#', '-', '[', ']', '{', '}', ',', '|', '>', '@', '`', '%', '?', ':']) {
        return false;
    }
    key_colon(line).is_some()
}

/// The offset in `line` of the colon that ends its key: one that a blank or the line end follows.
pub(super) fn key_colon(line: &str) -> Option<usize> {
    let from = match line.chars().next() {
        Some(quote @ ('"' | '\'')) => line[1..].find(quote)? + 2,
        _ => 0,
    };
    let colon = line[from..].find(':').map(|colon| from + colon)?;
    let is_end = |colon: usize| line[colon + 1..].chars().next().is_none_or(|next| next == ' ' || next == '\t');
    if from > 0 {
        return (line[from..colon].trim().is_empty() && is_end(colon)).then_some(colon);
    }
    let comment = line.find(" #").unwrap_or(line.len());
    line[..comment].match_indices(':').map(|(colon, _)| colon).find(|colon| is_end(*colon))
}
