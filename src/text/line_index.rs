//! From bytes to lines and columns, as people and editors count them.

use super::Span;

/// A place as people count it: line and column from 1, the column in characters. A BOM is not a character of line 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// Where the lines of one text begin. A line ends after LF, CRLF or a lone CR: all three are line ends to the
/// generators that we follow (Hugo 0.168 reads front matter with lone CR).
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Looks up every line end of `text`, once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (i, byte) in bytes.iter().enumerate() {
            let ends_line = *byte == b'\n' || (*byte == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
            if ends_line {
                starts.push(Span::at(i + 1).start);
            }
        }
        Self { starts }
    }

    /// The line (from 0) that holds byte `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= offset) - 1
    }

    /// How many lines there are; a text that ends with a line end has one more, empty line.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: every text has a first line.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// First byte of line `line` (from 0).
    pub fn start(&self, line: usize) -> usize {
        self.starts[line] as usize
    }

    /// The bytes of line `line` (from 0), without its line end.
    pub fn span(&self, line: usize, text: &str) -> Span {
        let start = self.start(line);
        let end = self.starts.get(line + 1).map_or(text.len(), |next| *next as usize);
        Span::new(start, start + text[start..end].trim_end_matches(['\n', '\r']).len())
    }

    /// Line and column of byte `offset` for people.
    pub fn position(&self, offset: usize, text: &str) -> Position {
        let line = self.line(offset);
        let before = &text[self.start(line)..offset];
        let before = if line == 0 { before.strip_prefix('\u{feff}').unwrap_or(before) } else { before };
        Position { line: line + 1, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LineIndex, Position};

    /// The byte at `position`, found by counting, as whoever reads a report does.
    fn offset(text: &str, position: Position) -> usize {
        let mut here = Position { line: 1, column: 1 };
        let mut rest = text.char_indices().peekable();
        if text.starts_with('\u{feff}') && position != here {
            rest.next();
        }
        while let Some((at, c)) = rest.next() {
            if here == position {
                return at;
            }
            let ends_line = c == '\n' || (c == '\r' && rest.peek().is_none_or(|(_, next)| *next != '\n'));
            here = match ends_line {
                true => Position { line: here.line + 1, column: 1 },
                false => Position { column: here.column + 1, ..here },
            };
        }
        text.len()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_byte_has_a_place_that_leads_back_to_it(text in "\u{feff}?[a\r\n\t \u{85}\u{2028}é标😀\u{301}\u{feff}]{0,40}") {
            let index = LineIndex::new(&text);
            let mut last = None;
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let position = index.position(at, &text);
                // A mark at the beginning and what follows it have one place.
                let is_behind_mark = at == 3 && text.starts_with('\u{feff}');
                prop_assert!(last < Some(position) || is_behind_mark, "{:?} at {}", text, at);
                let back = offset(&text, position);
                prop_assert_eq!(if is_behind_mark && back == 0 { 3 } else { back }, at, "{:?}", position);
                prop_assert!(index.span(position.line - 1, &text).start as usize <= at);
                last = Some(position);
            }
            prop_assert_eq!(index.len(), last.map_or(0, |last| last.line));
        }
    }

    #[test]
    fn lines_end_at_lf_crlf_and_lone_cr() {
        let text = "a\r\nb\rc\nd";
        let index = LineIndex::new(text);
        assert_eq!((0..index.len()).map(|l| index.span(l, text).of(text)).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }

    #[test]
    fn columns_count_characters_and_no_bom() {
        let text = "\u{feff}标题: 值";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text.find('值').unwrap(), text), Position { line: 1, column: 5 });
    }
}
