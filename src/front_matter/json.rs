//! Reads json into the one tree.
use super::FrontMatter;
use crate::text::Span;

/// Reads the bytes `content` of `text` into `read`.
pub fn read(_text: &str, _content: Span, _read: &mut FrontMatter) {}
