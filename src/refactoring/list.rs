//! Takes items out of a list, in brackets or on lines of their own.

use crate::front_matter::NodeRef;
use crate::text::{Span, TextEdit};

/// The edits that take the items at `positions` (sorted, not all) out of `list`; `None` where one shares its lines with
/// more than can be told apart.
pub fn remove_items(text: &str, list: NodeRef<'_>, positions: &[usize]) -> Option<Vec<TextEdit>> {
    let spans: Vec<Span> = list.items().map(NodeRef::span).collect();
    let is_flow = target_text(text, list, &spans).is_some();
    if !is_flow {
        return positions.iter().map(|at| Some(TextEdit::delete(item_line(text, *spans.get(*at)?, "-")?))).collect();
    }
    let mut edits = Vec::new();
    for run in runs(positions) {
        edits.extend(remove_run(text, &spans, run)?);
    }
    Some(edits)
}

/// What stands before the first item, where that is a bracket.
fn target_text<'t>(text: &'t str, list: NodeRef<'_>, spans: &[Span]) -> Option<&'t str> {
    if !list.is_alias() {
        return Some(list.span().of(text)).filter(|text| text.starts_with('['));
    }
    // Behind an alias stands the list of the anchor, whose items are there and not here.
    let before = &text[..spans.first()?.start as usize];
    before.trim_end().ends_with('[').then_some(before)
}

/// Positions that follow one another, as first and last.
fn runs(positions: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for at in positions {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *at => *last = *at,
            _ => runs.push((*at, *at)),
        }
    }
    runs
}

/// Takes the items from `first` to `last` out of a list in brackets.
fn remove_run(text: &str, spans: &[Span], (first, last): (usize, usize)) -> Option<Vec<TextEdit>> {
    let (begin, end) = (spans.get(first)?.start as usize, spans.get(last)?.end as usize);
    let lines: Option<Vec<Span>> = spans[first..=last].iter().map(|span| item_line(text, *span, "")).collect();
    let next = spans.get(last + 1);
    if let Some(lines) = lines {
        let mut edits: Vec<TextEdit> = lines.into_iter().map(TextEdit::delete).collect();
        let has_comma = text[end..].trim_start().starts_with(',');
        if next.is_none() && !has_comma {
            // JSON forbids a comma before the closing bracket.
            let before = spans.get(first.checked_sub(1)?)?.end as usize;
            let comma = text[before..begin].find(',').filter(|at| text[before..before + at].trim().is_empty())?;
            edits.push(TextEdit::delete(Span::new(before + comma, before + comma + 1)));
        }
        return Some(edits);
    }
    let removed = match (next, first.checked_sub(1)) {
        (Some(next), _) => Span::new(begin, next.start as usize),
        (None, Some(before)) => Span::new(spans[before].end as usize, end),
        (None, None) => return None,
    };
    // A comment would go with the item, though it may be about another.
    (!removed.of(text).contains('\n') || !removed.of(text).contains('#')).then(|| vec![TextEdit::delete(removed)])
}

/// The line of an item that has it for itself but for `mark` before it and a comma and a comment behind it.
fn item_line(text: &str, item: Span, mark: &str) -> Option<Span> {
    let (begin, end) = (item.start as usize, item.end as usize);
    let start = text[..begin].rfind('\n').map_or(0, |at| at + 1);
    let stop = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let rest = text[end..stop].trim();
    let rest = if mark.is_empty() { rest.strip_prefix(',').unwrap_or(rest).trim_start() } else { rest };
    let is_alone = text[start..begin].trim() == mark && (rest.is_empty() || rest.starts_with('#'));
    is_alone.then(|| Span::new(start, stop))
}
