//! The marks that a version control system leaves where it could not merge two changes.

use crate::site::Page;
use crate::text::Span;

/// The first mark of an unfinished merge in the block of `page`, if there is one with its other half: `<<<<<<<` and
/// `>>>>>>>` at the beginning of lines. The lines between are those of two versions, so that every further fault in the
/// block is an echo.
pub(super) fn mark(page: &Page) -> Option<Span> {
    let content = page.front_matter.block?.content;
    let text = content.of(&page.text);
    let line = |mark: &str| {
        let is_start = |at: &usize| *at == 0 || text[..*at].ends_with(['\n', '\r']);
        text.match_indices(mark).map(|(at, _)| at).find(is_start)
    };
    let start = line("<<<<<<<")?;
    line(">>>>>>>").filter(|end| *end > start)?;
    let length = text[start..].find(['\n', '\r']).unwrap_or(text.len() - start);
    Some(content.part(start, length))
}
