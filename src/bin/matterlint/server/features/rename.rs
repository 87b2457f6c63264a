//! A term gets another name on all pages.

use lsp_server::ErrorCode;
use lsp_types::{MessageType, PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};
use matterlint::assist::rename::{self, Renaming};
use matterlint::finding::FileEdit;

use super::{Subject, about};
use crate::server::dispatch::Outcome;
use crate::server::edits::with_moves;
use crate::server::session::Session;

/// Most things to be done by hand that are shown; the log has all of them.
const MOST_SHOWN: usize = 3;

/// `textDocument/prepareRename`
pub fn prepare(session: &mut Session, place: TextDocumentPositionParams) -> Outcome {
    about(session, &place.text_document.uri, |subject| {
        let (span, placeholder) = rename::renameable(&subject.asked, subject.offset(place.position)?)?;
        Some(PrepareRenameResponse::RangeWithPlaceholder { range: subject.range(span), placeholder })
    })
}

/// `textDocument/rename`
pub fn rename(session: &mut Session, params: RenameParams) -> Outcome {
    // The edits are for the texts as they are now, with `run: onSave`, too.
    session.take_edits();
    session.judge();
    let place = params.text_document_position;
    let mut refused = None;
    let outcome = about(session, &place.text_document.uri, |subject| {
        let renaming = rename::rename(&subject.asked, subject.offset(place.position)?, &params.new_name)?;
        let edit = renaming.map_err(|error| error.to_string()).and_then(|renaming| edit(subject, &renaming));
        edit.map_err(|reason| refused = Some(reason)).ok()
    });
    match refused {
        Some(reason) => Outcome::Refuse(ErrorCode::RequestFailed, reason),
        None => outcome,
    }
}

fn edit(subject: &Subject<'_>, renaming: &Renaming) -> Result<WorkspaceEdit, String> {
    let edits = renaming.files.iter().flat_map(|(path, edits)| edits.iter().map(move |edit| (path, edit)));
    let edits: Vec<FileEdit> = edits.map(|(path, edit)| FileEdit { path: path.clone(), edit: edit.clone() }).collect();
    let edit = with_moves(subject.session, subject.site, &edits, &renaming.moves);
    let edit = edit.ok_or("a page that has to be changed is being changed otherwise; try once more")?;
    tell_what_is_left(subject, renaming);
    Ok(edit)
}

/// Tells the user what the edit does not do.
fn tell_what_is_left(subject: &Subject<'_>, renaming: &Renaming) {
    let client = &subject.session.client;
    let moves = renaming.moves.iter().filter(|_| !client.can.renames_files);
    let moves = moves.map(|(from, to)| format!("{from}: rename it to {to}, as this editor cannot do it here"));
    let left = renaming.left.iter().map(|(path, reason)| format!("{path}: {reason}"));
    let all: Vec<String> = moves.chain(left).collect();
    if all.is_empty() {
        return;
    }
    all.iter().for_each(|line| client.log(MessageType::WARNING, line));
    let more = match all.len().saturating_sub(MOST_SHOWN) {
        0 => String::new(),
        more => format!("; and {more} more, which are in the log"),
    };
    let shown = all[..all.len().min(MOST_SHOWN)].join("; ");
    client.show(MessageType::WARNING, &format!("matterlint: left to be done by hand: {shown}{more}"));
}
