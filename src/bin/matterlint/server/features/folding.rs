//! What can be folded away.

use lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};
use matterlint::assist::folding::{self, FoldKind};

use super::about;
use crate::server::dispatch::Outcome;
use crate::server::session::Session;

/// `textDocument/foldingRange`
pub fn folds(session: &mut Session, params: FoldingRangeParams) -> Outcome {
    about(session, &params.text_document.uri, |subject| {
        let names_it = subject.session.client.can.fold_text;
        let folds = folding::folds(subject.asked.page).into_iter().map(|fold| {
            let range = subject.range(fold.span);
            let is_block = fold.kind == FoldKind::Block;
            FoldingRange {
                start_line: range.start.line,
                end_line: range.end.line,
                kind: is_block.then_some(FoldingRangeKind::Region),
                collapsed_text: (is_block && names_it).then(|| "front matter".to_owned()),
                // From the end of the first line to that of the last one.
                start_character: None,
                end_character: None,
            }
        });
        Some(folds.collect::<Vec<_>>())
    })
}
