//! What is known of the key or value under the cursor.

use lsp_types::{Hover, HoverContents, HoverParams};
use matterlint::assist::hover;

use super::{about, markdown};
use crate::server::dispatch::Outcome;
use crate::server::session::Session;

/// `textDocument/hover`
pub fn hover(session: &mut Session, params: HoverParams) -> Outcome {
    let place = params.text_document_position_params;
    about(session, &place.text_document.uri, |subject| {
        let found = hover::hover(&subject.asked, subject.offset(place.position)?)?;
        let takes_markdown = subject.session.client.can.hover_markdown;
        let mut text = found.markdown;
        if let Some(image) = found.image.filter(|_| takes_markdown).and_then(|file| markdown::image(subject, &file)) {
            text.push_str("\n\n");
            text.push_str(&image);
        }
        let contents = HoverContents::Markup(markdown::markup(&text, takes_markdown));
        Some(Hover { contents, range: Some(subject.range(found.span)) })
    })
}
