//! From bytes to the positions of the protocol, and back.

use lsp_types::{Position, PositionEncodingKind, Range};
use matterlint::text::{LineIndex, Span};

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, which every client can do.
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A text whose places are named by line and column.
pub struct Lines<'t> {
    /// The text.
    pub text: &'t str,
    /// Where its lines begin.
    pub index: &'t LineIndex,
    /// What a column counts.
    pub encoding: Encoding,
    /// Whether an editor that opens the file does not count the byte order mark that it begins with.
    pub hides_mark: bool,
}

impl Encoding {
    /// The first of those that a client offers, which it likes best; what every client can do if it offers none.
    pub fn among(offered: &[&str]) -> Self {
        let known = |name: &&str| match *name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        };
        offered.iter().find_map(known).unwrap_or(Self::Utf16)
    }

    /// The protocol's word for it.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

impl Lines<'_> {
    /// The position of byte `offset`; that of the end for a byte behind it.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.index.line(offset);
        let start = self.start(line);
        let before = &self.text[start.min(offset)..offset];
        let column: usize = before.chars().map(|c| self.encoding.width(c)).sum();
        Position { line: narrowed(line), character: narrowed(column) }
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start as usize), end: self.position(span.end as usize) }
    }

    /// The byte at `position`. A column behind the end of its line means that end, a line behind the last one the end of
    /// the text, and half a character its beginning.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        if line >= self.index.len() {
            return self.text.len();
        }
        let start = self.start(line);
        let end = (self.index.span(line, self.text).end as usize).max(start);
        let mut column = 0;
        for (at, c) in self.text[start..end].char_indices() {
            column += self.encoding.width(c);
            if column > position.character as usize {
                return start + at;
            }
        }
        end
    }

    /// The bytes of a range.
    pub fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), start.max(end))
    }

    fn start(&self, line: usize) -> usize {
        let mark = if line == 0 && self.hides_mark && self.text.starts_with('\u{feff}') { 3 } else { 0 };
        self.index.start(line) + mark
    }
}

fn narrowed(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use lsp_types::Position;
    use matterlint::text::LineIndex;

    use super::{Encoding, Lines};

    #[test]
    fn columns_count_what_was_agreed_on() {
        let text = "a\r\ntitle: 灯𝄞x\rb";
        let index = LineIndex::new(text);
        let x = text.find('x').unwrap();
        for (encoding, column) in [(Encoding::Utf8, 14), (Encoding::Utf16, 10), (Encoding::Utf32, 9)] {
            let lines = Lines { text, index: &index, encoding, hides_mark: false };
            assert_eq!(lines.position(x), Position::new(1, column));
            assert_eq!(lines.offset(Position::new(1, column)), x);
            for (at, _) in text.char_indices().filter(|(_, c)| *c != '\n') {
                assert_eq!(lines.offset(lines.position(at)), at, "{at}");
            }
        }
    }

    #[test]
    fn positions_that_are_not_there_are_the_nearest_before() {
        let text = "ab𝄞\nc";
        let index = LineIndex::new(text);
        let lines = Lines { text, index: &index, encoding: Encoding::Utf16, hides_mark: false };
        for (position, offset) in [((0, 3), 2), ((0, 99), 6), ((1, 99), 8), ((9, 0), 8)] {
            assert_eq!(lines.offset(Position::new(position.0, position.1)), offset, "{position:?}");
        }
        assert_eq!(lines.position(99), Position::new(1, 1));
    }

    #[test]
    fn a_byte_order_mark_that_the_editor_hides_has_no_column() {
        let text = "\u{feff}---\n";
        let index = LineIndex::new(text);
        let lines = |hides_mark| Lines { text, index: &index, encoding: Encoding::Utf16, hides_mark };
        assert_eq!((lines(true).position(4).character, lines(false).position(4).character), (1, 2));
        assert_eq!((lines(true).position(0).character, lines(true).offset(Position::new(0, 1))), (0, 4));
    }

    #[test]
    fn the_client_has_the_first_word() {
        assert_eq!(Encoding::among(&["utf-7", "utf-32", "utf-8"]), Encoding::Utf32);
        assert_eq!(Encoding::among(&[]), Encoding::Utf16);
    }
}
