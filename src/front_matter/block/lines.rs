//! Lines as one generator sees them.

use memchr::{memchr, memchr2};

use super::delimiters::LineEnd;
use crate::text::Span;

/// One line.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The line without its line end.
    pub span: Span,
    /// First byte of the next line, the length of the text where none follows.
    pub next: usize,
    /// Whether a line end follows.
    pub ended: bool,
}

impl Line {
    /// The line that begins at byte `start`.
    pub fn at(text: &str, start: usize, line_end: LineEnd) -> Self {
        let rest = &text.as_bytes()[start..];
        let found = match line_end {
            LineEnd::Any => memchr2(b'\n', b'\r', rest),
            LineEnd::Lf => memchr(b'\n', rest),
        };
        let Some(length) = found else {
            return Self { span: Span::new(start, text.len()), next: text.len(), ended: false };
        };
        let end = start + length;
        let bytes = text.as_bytes();
        let next = if bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n') { end + 2 } else { end + 1 };
        let ends_with_cr = length > 0 && bytes[end] == b'\n' && bytes[end - 1] == b'\r';
        Self { span: Span::new(start, end - usize::from(ends_with_cr)), next, ended: true }
    }

    /// The text of the line.
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }
}

/// The lines from byte `start` on. A text that ends with a line end has no empty line behind it here.
pub fn lines(text: &str, start: usize, line_end: LineEnd) -> impl Iterator<Item = Line> {
    let mut next = start;
    std::iter::from_fn(move || {
        if next >= text.len() {
            return None;
        }
        let line = Line::at(text, next, line_end);
        next = line.next;
        Some(line)
    })
}
