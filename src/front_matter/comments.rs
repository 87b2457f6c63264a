//! Comments of a block: suppressions live in them.

use crate::text::Span;

/// A comment with its marker (`# …`), up to the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands.
    pub span: Span,
}
