//! Floor 0: what a position is.
//!
//! Everything above talks about byte [`Span`]s or [`KeyPath`]s; lines and columns exist only at the edges (reports, the
//! language server), where a [`LineIndex`] turns bytes into what people and editors count.

mod characters;
mod edit;
mod key_path;
mod line_index;
mod nearest;
mod nesting;
mod span;

pub use characters::{has_capitals, is_invisible};
pub use edit::{OverlappingEdits, TextEdit, apply};
pub use key_path::{KeyPath, Step};
pub use line_index::{LineIndex, Position};
pub use nearest::nearest;
pub use nesting::check_depth;
pub use span::Span;
