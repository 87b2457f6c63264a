//! The lines of a file that a finding is about, cut to the terminal: what miette gets to draw. It would read a file from
//! its first byte for every label and print lines of any length; an excerpt holds no more than a screen shows.

use std::ops::Range;

use super::Reported;
use super::visible::{columns, stand_in};
use crate::text::{LineIndex, Position, Span};

/// A line further than this from the finding is not shown with it, but named.
const NEAR: usize = 6;
/// A place that covers more lines than this is shown by its first ones.
const TALLEST: usize = 8;
/// How many of them.
const SHOWN_OF_TALL: usize = 4;
/// Columns that are kept free for "…" at both ends of a line that is cut.
const ELLIPSIS: usize = 3;

/// Some lines of a file, as they are shown.
pub struct Excerpt {
    /// The lines, separated by LF.
    pub text: String,
    /// The first of them, from 0.
    pub first_line: usize,
    /// The place of the finding, and of those related places that are near it, in the order of the text.
    pub marks: Vec<Mark>,
    /// Where the finding begins.
    pub start: Position,
    /// Which related places are marked, by their number.
    pub related: Vec<usize>,
}

/// A place in an excerpt.
pub struct Mark {
    /// Where, in bytes of the excerpt; never empty.
    pub range: Range<usize>,
    /// Which related place it is; `None` is the finding itself.
    pub related: Option<usize>,
    /// Column of its middle, from 0: where a label hangs.
    pub column: usize,
}

/// A mark before and while its lines are shown.
struct Pending {
    /// In bytes of the file.
    span: Range<usize>,
    related: Option<usize>,
    /// In bytes of the excerpt; `None` while nothing of it was shown.
    shown: Option<Range<usize>>,
}

/// The lines around a finding, in at most `width` columns.
pub fn excerpt(reported: &Reported<'_>, width: usize, ellipsis: &str) -> Excerpt {
    let (text, index) = (reported.text, reported.lines);
    let mut marks = vec![Pending::new(reported.finding.span, None, text, index)];
    let (first, mut last) = marks[0].lines(index);
    let hidden = if last - first >= TALLEST { last + 1 - first - SHOWN_OF_TALL } else { 0 };
    last -= hidden;
    let mut lines = first..last + 1;
    for (i, related) in reported.finding.related.iter().enumerate() {
        let mark = Pending::new(related.span, Some(i), text, index);
        let (from, to) = mark.lines(index);
        let is_near = from + NEAR >= first && to <= last + if hidden > 0 { 0 } else { NEAR };
        if related.path == reported.finding.path && is_near && !marks.iter().any(|other| other.meets(&mark)) {
            lines = lines.start.min(from)..lines.end.max(to + 1);
            marks.push(mark);
        }
    }
    let lines = with_context(lines, hidden > 0, text, index);
    let is_tall = marks.iter().any(|mark| mark.lines(index).0 != mark.lines(index).1);
    let gutter = lines.end.to_string().len() + if is_tall { 8 } else { 4 };
    let mut out = String::new();
    for line in lines.clone() {
        if line > lines.start {
            out.push('\n');
        }
        show(line, text, index, width.saturating_sub(gutter).max(20), ellipsis, &mut marks, &mut out);
    }
    if hidden > 0 {
        out.push_str(&format!("\n{ellipsis} {hidden} more lines"));
        marks[0].shown = marks[0].shown.take().map(|shown| shown.start..out.len());
    }
    finish(out, marks, lines.start, reported.start)
}

fn finish(text: String, marks: Vec<Pending>, first_line: usize, start: Position) -> Excerpt {
    let mark = |mark: Pending| {
        let range = mark.shown?;
        let line = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let wide = |text: &str| text.chars().map(|c| columns(c, false)).sum::<usize>();
        let column = wide(&text[line..range.start]) + wide(&text[range.clone()]) / 2;
        Some(Mark { range, related: mark.related, column })
    };
    let mut marks: Vec<Mark> = marks.into_iter().filter_map(mark).collect();
    marks.sort_by_key(|mark| mark.range.start);
    let related = marks.iter().filter_map(|mark| mark.related).collect();
    Excerpt { first_line, marks, start, related, text }
}

/// One line more on both sides, where it says something: neither an empty line nor a delimiter alone does.
fn with_context(lines: Range<usize>, is_cut: bool, text: &str, index: &LineIndex) -> Range<usize> {
    let speaks = |line: usize| {
        let line = index.span(line, text).of(text).trim_start_matches('\u{feff}').trim();
        !matches!(line, "" | "---" | "+++" | ";;;" | "{" | "}")
    };
    let before = lines.start.checked_sub(1).filter(|line| speaks(*line));
    let after = Some(lines.end).filter(|line| !is_cut && *line < index.len() && speaks(*line));
    before.unwrap_or(lines.start)..after.map_or(lines.end, |line| line + 1)
}

/// Appends one line of the file, or the part of it around its marks, and notes where the marks came to lie.
fn show(
    line: usize,
    text: &str,
    index: &LineIndex,
    width: usize,
    ellipsis: &str,
    marks: &mut [Pending],
    out: &mut String,
) {
    let full = index.span(line, text).range();
    let begins = marks.iter().map(|mark| mark.span.start).filter(|at| full.start <= *at && *at <= full.end);
    let window = window(text, full.clone(), begins.min_by_key(|at| *at != marks[0].span.start), width);
    if window.start > full.start {
        out.push_str(ellipsis);
    }
    for (i, c) in text[window.clone()].char_indices() {
        let at = window.start + i;
        let is_marked = marks.iter().any(|mark| mark.span.contains(&at));
        if at == 0 && c == '\u{feff}' && !is_marked {
            continue;
        }
        let from = out.len();
        match stand_in(c, is_marked) {
            Some(text) => out.push_str(&text),
            None => out.push(c),
        }
        for mark in marks.iter_mut().filter(|mark| mark.span.contains(&at)) {
            mark.extend(from..out.len());
        }
    }
    if window.end < full.end {
        out.push_str(ellipsis);
        return;
    }
    // A place behind the last character: what is missing is missing there.
    let next = if line + 1 < index.len() { index.start(line + 1) } else { text.len() + 1 };
    for mark in marks.iter_mut().filter(|mark| (full.end..next).contains(&mark.span.start)) {
        out.push(' ');
        mark.extend(out.len() - 1..out.len());
    }
}

/// The part of a line that fits `width` columns, around byte `at`. Looks at no more than that part: a line may be a
/// mebibyte of JSON with ten thousand findings.
fn window(text: &str, line: Range<usize>, at: Option<usize>, width: usize) -> Range<usize> {
    let at = at.unwrap_or(line.start);
    let (after, after_width) = fit(text[at..line.end].chars(), width);
    let (before, before_width) = fit(text[line.start..at].chars().rev(), width);
    let is_whole = at - before == line.start && at + after == line.end;
    if is_whole && before_width + after_width <= width {
        return line;
    }
    let width = width - ELLIPSIS;
    let left = if at + after == line.end { width.saturating_sub(after_width) } else { 0 };
    let left = left.max(width / 3).min(before_width);
    let (before, _) = fit(text[line.start..at].chars().rev(), left);
    let (after, _) = fit(text[at..line.end].chars(), width - left);
    at - before..at + after
}

/// How many bytes of `chars` fit `width` columns, and how many columns they take.
fn fit(chars: impl Iterator<Item = char>, width: usize) -> (usize, usize) {
    let mut bytes = 0;
    let mut used = 0;
    for c in chars {
        // As if marked: the wider way to show it.
        let wide = columns(c, true);
        if used + wide > width {
            break;
        }
        used += wide;
        bytes += c.len_utf8();
    }
    (bytes, used)
}

impl Pending {
    /// An empty place is widened to the character that follows it on its line.
    fn new(span: Span, related: Option<usize>, text: &str, index: &LineIndex) -> Self {
        let start = text.floor_char_boundary(span.start as usize);
        let mut end = text.floor_char_boundary(span.end as usize).max(start);
        if start == end {
            let line = index.span(index.line(start), text).range();
            let next = text[start..].chars().next().filter(|_| start < line.end);
            end += next.map_or(0, char::len_utf8);
        }
        Self { span: start..end, related, shown: None }
    }

    /// The first and the last line that it covers, from 0.
    fn lines(&self, index: &LineIndex) -> (usize, usize) {
        let last = self.span.end.saturating_sub(1).max(self.span.start);
        (index.line(self.span.start), index.line(last))
    }

    /// Whether two places share a byte: one underline cannot show both.
    fn meets(&self, other: &Self) -> bool {
        self.span.start < other.span.end.max(other.span.start + 1)
            && other.span.start < self.span.end.max(self.span.start + 1)
    }

    fn extend(&mut self, by: Range<usize>) {
        self.shown = Some(self.shown.take().map_or(by.clone(), |shown| shown.start..by.end));
    }
}
