//! A change to a text, and the one place that applies changes.

use super::Span;

/// Replaces the bytes of `span` by `insert`; an empty span inserts, an empty `insert` deletes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextEdit {
    /// What is replaced, in bytes of the text before any edit.
    pub span: Span,
    /// What stands there afterwards.
    pub insert: String,
}

impl TextEdit {
    /// Replaces `span` by `insert`.
    pub fn replace(span: Span, insert: impl Into<String>) -> Self {
        Self { span, insert: insert.into() }
    }

    /// Deletes `span`.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// Inserts before byte `offset`.
    pub fn insert(offset: usize, insert: impl Into<String>) -> Self {
        Self::replace(Span::at(offset), insert)
    }
}

/// Two edits claim the same bytes, so their result would depend on their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("two edits overlap")]
pub struct OverlappingEdits;

/// Applies `edits`, in whatever order they are given, to `text`.
///
/// # Errors
/// When two edits overlap, or insert at the same place.
pub fn apply(text: &str, edits: &[TextEdit]) -> Result<String, OverlappingEdits> {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len() + edits.iter().map(|e| e.insert.len()).sum::<usize>());
    let mut done = 0;
    let mut last: Option<Span> = None;
    for edit in sorted {
        let Span { start, end } = edit.span;
        if (start as usize) < done || last == Some(edit.span) {
            return Err(OverlappingEdits);
        }
        out.push_str(&text[done..start as usize]);
        out.push_str(&edit.insert);
        done = end as usize;
        last = Some(edit.span);
    }
    out.push_str(&text[done..]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{OverlappingEdits, TextEdit, apply};
    use crate::text::Span;

    #[test]
    fn edits_apply_in_any_order_and_never_overlap() {
        let swap =
            [TextEdit::replace(Span::new(2, 3), "日"), TextEdit::delete(Span::new(0, 1)), TextEdit::insert(3, "!")];
        assert_eq!(apply("abc", &swap).as_deref(), Ok("b日!"));
        let clash = [TextEdit::delete(Span::new(0, 2)), TextEdit::delete(Span::new(1, 3))];
        assert_eq!(apply("abc", &clash), Err(OverlappingEdits));
    }
}
