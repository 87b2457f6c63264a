//! What a growing selection takes in.

use lsp_types::{Position, Range, SelectionRange, SelectionRangeParams};
use matterlint::assist::selection;

use super::{Subject, about};
use crate::server::dispatch::Outcome;
use crate::server::session::Session;

/// `textDocument/selectionRange`: a range for each position, or nothing if none of them is in the block.
pub fn selections(session: &mut Session, params: SelectionRangeParams) -> Outcome {
    about(session, &params.text_document.uri, |subject| {
        let found: Vec<Option<SelectionRange>> =
            params.positions.iter().map(|position| around(subject, *position)).collect();
        if found.iter().all(Option::is_none) {
            return None;
        }
        // The answer has as many items as the question.
        let nothing = |position: &Position| SelectionRange { range: Range::new(*position, *position), parent: None };
        let ranges = found.into_iter().zip(&params.positions);
        Some(ranges.map(|(range, position)| range.unwrap_or_else(|| nothing(position))).collect::<Vec<_>>())
    })
}

fn around(subject: &Subject<'_>, position: Position) -> Option<SelectionRange> {
    let spans = selection::selections(subject.asked.page, subject.offset(position)?);
    spans
        .into_iter()
        .rev()
        .fold(None, |parent, span| Some(SelectionRange { range: subject.range(span), parent: parent.map(Box::new) }))
}
