//! What a growing selection takes in, step by step.

use super::standing::Standing;
use crate::site::Page;
use crate::text::Span;

/// The spans around byte `offset` of the page, the innermost first, each within the next: a scalar, its entry, the map or
/// list around it, the block.
pub fn selections(page: &Page, offset: usize) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    if let Some(standing) = Standing::at(page, offset) {
        let entry = standing.entry.map(|entry| entry.span());
        spans.extend(standing.around.iter().map(|node| node.span()));
        spans.extend(entry);
    }
    let block = page.front_matter.block.filter(|block| block.open.start as usize <= offset && offset <= block.body);
    if let Some(block) = block {
        let closed = block.close.unwrap_or(block.content);
        spans.extend([block.content, block.open.join(block.content).join(closed)]);
    }
    spans.retain(|span| span.start as usize <= offset && offset <= span.end as usize);
    spans.sort_by_key(|span| (span.len(), span.start));
    let mut grown: Vec<Span> = Vec::new();
    for span in spans {
        let is_around = |last: &Span| span != *last && span.start <= last.start && last.end <= span.end;
        if grown.last().is_none_or(is_around) {
            grown.push(span);
        }
    }
    grown
}
