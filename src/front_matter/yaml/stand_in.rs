//! The text that the YAML library reads in place of the block: equal to it but for small edits, with a way back.
//!
//! The library follows the letter of YAML 1.2; the generators' parsers do not (Hugo's takes control characters and
//! `,a`, Hexo's takes leading tabs). Where they differ, and where a mistake is understood well enough to read on behind
//! it, a few characters are replaced. Replaced characters are parked in a private range of Unicode, so that the text of
//! a scalar gets them back, and every offset is translated to the file.

use std::borrow::Cow;

use crate::text::Span;

/// Parked characters stand this far above their real code point, in a plane for private use.
const PARKED: u32 = 0xF_0000;

/// One replacement: the bytes of the file at `span` are read as `with`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    span: Span,
    with: String,
}

impl Edit {
    /// Reads the characters at `span` as plain letters that mean nothing to YAML.
    pub(super) fn park(text: &str, span: Span) -> Self {
        Self { span, with: span.of(text).chars().map(parked).collect() }
    }

    /// Reads `with` in place of the bytes at `span`.
    pub(super) fn replace(span: Span, with: impl Into<String>) -> Self {
        Self { span, with: with.into() }
    }

    /// Reads `with` before the byte at `offset`.
    pub(super) fn insert(offset: usize, with: &str) -> Self {
        Self::replace(Span::at(offset), with)
    }
}

/// All edits of a block, in the order of the text and without overlaps.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<Edit>);

impl Edits {
    /// Adds an edit; one that touches an earlier one is dropped, and `false` says so.
    pub(super) fn add(&mut self, edit: Edit) -> bool {
        let at = self.0.partition_point(|known| known.span <= edit.span);
        let clear_before = at == 0 || (self.0[at - 1].span.end <= edit.span.start && self.0[at - 1].span != edit.span);
        let clear_after = self.0.get(at).is_none_or(|next| edit.span.end <= next.span.start);
        if clear_before && clear_after {
            self.0.insert(at, edit);
        }
        clear_before && clear_after
    }

    /// Adds several edits; `true` when at least one was new.
    pub(super) fn add_all(&mut self, edits: impl IntoIterator<Item = Edit>) -> bool {
        let mut changed = false;
        for edit in edits {
            changed |= self.add(edit);
        }
        changed
    }

    /// Whether the byte at `offset` is read differently.
    pub(super) fn cover(&self, offset: usize) -> bool {
        let before = self.0.partition_point(|edit| edit.span.start as usize <= offset);
        self.0[..before].last().is_some_and(|edit| edit.span.contains(offset))
    }

    /// The part of `text` that `part` covers, as the library shall read it.
    pub(super) fn apply(&self, text: &str, part: Span) -> StandIn {
        let mut stand_in =
            StandIn { text: String::with_capacity(part.len()), start: part.start as usize, jumps: vec![] };
        let mut done = part.start;
        let first = self.0.partition_point(|edit| edit.span.start < part.start);
        for edit in self.0[first..].iter().take_while(|edit| edit.span.end <= part.end) {
            stand_in.text.push_str(Span { start: done, end: edit.span.start }.of(text));
            let at = stand_in.text.len();
            stand_in.text.push_str(&edit.with);
            stand_in.jumps.push(Jump { at, len: edit.with.len(), span: edit.span });
            done = edit.span.end;
        }
        stand_in.text.push_str(Span { start: done, end: part.end }.of(text));
        stand_in
    }
}

/// What the library reads.
#[derive(Debug)]
pub(super) struct StandIn {
    /// The edited text.
    pub(super) text: String,
    start: usize,
    jumps: Vec<Jump>,
}

/// The `len` bytes from `at` in the edited text stand for `span` of the file.
#[derive(Debug)]
struct Jump {
    at: usize,
    len: usize,
    span: Span,
}

impl StandIn {
    /// The range of the file that a range of the edited text stands for.
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        let start = self.offset(range.start, false);
        Span::new(start, self.offset(range.end, true).max(start))
    }

    /// The offset in the file of an offset in the edited text. Inside an edit it is the beginning of what was edited,
    /// or its end for the end of a range.
    fn offset(&self, at: usize, is_end: bool) -> usize {
        let before = self.jumps.partition_point(|jump| jump.at <= at);
        let Some(jump) = before.checked_sub(1).map(|last| &self.jumps[last]) else { return self.start + at };
        let edited_end = jump.at + jump.len;
        match at {
            _ if at >= edited_end => jump.span.end as usize + (at - edited_end),
            _ if is_end && at > jump.at => jump.span.end as usize,
            _ => jump.span.start as usize,
        }
    }

    /// The text of a scalar with its parked characters back in place.
    pub(super) fn restore<'t>(&self, scalar: &'t str) -> Cow<'t, str> {
        if self.jumps.is_empty() || !scalar.chars().any(is_parked) {
            return Cow::Borrowed(scalar);
        }
        Cow::Owned(scalar.chars().map(|c| if is_parked(c) { unparked(c) } else { c }).collect())
    }
}

fn parked(c: char) -> char {
    char::from_u32(PARKED + c as u32).unwrap_or(c)
}

fn is_parked(c: char) -> bool {
    (PARKED..PARKED + 0x1_0000).contains(&(c as u32))
}

fn unparked(c: char) -> char {
    char::from_u32(c as u32 - PARKED).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_come_back_to_the_file() {
        let text = "--- a\u{7}b\tc";
        let mut edits = Edits::default();
        assert!(edits.add(Edit::replace(Span::new(7, 8), "  ")));
        assert!(edits.add(Edit::park(text, Span::new(5, 6))));
        assert!(!edits.add(Edit::park(text, Span::new(5, 6))), "the same place twice");
        let stand_in = edits.apply(text, Span::new(4, text.len()));
        assert_eq!(stand_in.text, "a\u{F0007}b  c");
        assert_eq!(stand_in.span(0..stand_in.text.len()), Span::new(4, 9));
        assert_eq!(stand_in.span(5..6), Span::new(6, 7));
        assert_eq!(stand_in.restore("a\u{F0007}b"), "a\u{7}b");
    }
}
