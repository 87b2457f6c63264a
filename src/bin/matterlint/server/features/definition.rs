//! Where what the page names is to be found.

use lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink, Range};
use matterlint::assist::{definition, selection};

use super::{Subject, about};
use crate::server::dispatch::Outcome;
use crate::server::session::Session;

/// `textDocument/definition`
pub fn definitions(session: &mut Session, params: GotoDefinitionParams) -> Outcome {
    let place = params.text_document_position_params;
    about(session, &place.text_document.uri, |subject| {
        let offset = subject.offset(place.position)?;
        let targets = definition::definitions(&subject.asked, offset);
        let places: Vec<Location> = targets.iter().filter_map(|target| subject.location(target)).collect();
        if places.is_empty() {
            return None;
        }
        if !subject.session.client.can.definition_links {
            return Some(GotoDefinitionResponse::Array(places));
        }
        let origin = origin(subject, offset);
        let links = places.into_iter().map(|Location { uri, range }| LocationLink {
            origin_selection_range: origin,
            target_uri: uri,
            target_range: range,
            target_selection_range: range,
        });
        Some(GotoDefinitionResponse::Link(links.collect()))
    })
}

/// What the client underlines: the whole value, not the word in it.
fn origin(subject: &Subject<'_>, offset: usize) -> Option<Range> {
    let innermost = selection::selections(subject.asked.page, offset).into_iter().next()?;
    Some(subject.range(innermost))
}
