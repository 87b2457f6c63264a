//! Which pages name the same thing.

use lsp_types::{Location, ReferenceParams};
use matterlint::assist::{Target, definition, references};

use super::about;
use crate::server::dispatch::Outcome;
use crate::server::session::Session;

/// `textDocument/references`
pub fn references(session: &mut Session, params: ReferenceParams) -> Outcome {
    let place = params.text_document_position;
    about(session, &place.text_document.uri, |subject| {
        let offset = subject.offset(place.position)?;
        let mut targets = references::references(&subject.asked, offset);
        if params.context.include_declaration && !targets.is_empty() {
            let declared = definition::definitions(&subject.asked, offset);
            // The entry of a vocabulary; a file as a whole names nothing.
            let entries: Vec<Target> =
                declared.into_iter().filter(|target| target.span.is_some() && !targets.contains(target)).collect();
            targets.extend(entries);
        }
        Some(targets.iter().filter_map(|target| subject.location(target)).collect::<Vec<Location>>())
    })
}
