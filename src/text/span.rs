//! A byte range in one file.

use std::ops::Range;

/// A half-open byte range `start..end` in the text of one file, counted from the first byte of the file (a BOM
/// included), always on character boundaries and never inverted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte of the range.
    pub start: u32,
    /// First byte after the range.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`, in bytes.
    ///
    /// # Panics
    /// If an offset does not fit 32 bits. Front matter is refused above 1 MiB and files above 64 MiB are not read, so
    /// such an offset cannot come from a page.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "inverted span {start}..{end}");
        let fit = |n: usize| u32::try_from(n).expect("offsets fit 32 bits: larger files are not read");
        Self { start: fit(start), end: fit(end) }
    }

    /// The empty range at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The range as the standard library writes it, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that the range covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the range covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` lies in the range (the end does not).
    pub fn contains(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }

    /// The same range, `by` bytes further on.
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }

    /// The smallest range that covers both.
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part of this range that begins `from` bytes after its start and is `len` bytes long.
    pub fn part(self, from: usize, len: usize) -> Self {
        let start = self.start as usize + from;
        Self::new(start, start + len)
    }
}
