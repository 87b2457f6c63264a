//! Answers clients that ask for findings themselves.

use std::collections::HashMap;
use std::path::Path;

use lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::diagnostics;
use super::dispatch::Outcome;
use super::live_site::LiveSite;
use super::roots::Folder;
use super::session::Session;
use super::uri;
use crate::sites::resolved;

/// `textDocument/diagnostic`: the findings of one file.
pub fn document(session: &mut Session, params: DocumentDiagnosticParams) -> Outcome {
    let uri = params.text_document.uri;
    let open = session.documents.get(&uri).map(|document| document.path.clone());
    let path = open.unwrap_or_else(|| uri::path(&uri).and_then(|path| resolved(&path).ok()));
    let Some(path) = path else {
        return Outcome::answer(DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport::default()));
    };
    let is_expected = session.site_of(&path).is_some_and(LiveSite::is_expected);
    if !session.is_set || is_expected {
        return Outcome::Wait;
    }
    let id = session.result_id(&path);
    if params.previous_result_id.as_ref() == Some(&id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: id };
        let report =
            RelatedUnchangedDocumentDiagnosticReport { related_documents: None, unchanged_document_diagnostic_report };
        return Outcome::answer(DocumentDiagnosticReport::Unchanged(report));
    }
    let full_document_diagnostic_report = full(session, &path);
    let report = RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report };
    Outcome::answer(DocumentDiagnosticReport::Full(report))
}

/// `workspace/diagnostic`: the findings of all files. A client that takes partial results asks again as soon as it has an
/// answer: it gets the next one when there is something new, and only what is new.
pub fn workspace(session: &mut Session, params: WorkspaceDiagnosticParams) -> Outcome {
    let is_complete =
        session.sites.values().all(LiveSite::is_settled) && session.folders.iter().all(Folder::is_settled);
    if !session.is_set || !is_complete {
        return Outcome::Wait;
    }
    let follows = params.partial_result_params.partial_result_token.is_some();
    let is_first = params.previous_result_ids.is_empty();
    let asked = &params.previous_result_ids;
    let mut previous: HashMap<&str, (&Uri, &str)> =
        asked.iter().map(|previous| (previous.uri.as_str(), (&previous.uri, &*previous.value))).collect();
    let mut items = Vec::new();
    for path in session.shown.keys() {
        let Some(uri) = session.uri(path) else { continue };
        let known = previous.remove(uri.as_str()).map(|(_, id)| id);
        items.extend(item(session, path, uri, known, follows));
    }
    for (uri, known) in previous.into_values() {
        let Some(path) = uri::path(uri).and_then(|path| resolved(&path).ok()) else { continue };
        items.extend(item(session, &path, uri.clone(), Some(known), follows));
    }
    if follows && !is_first && items.is_empty() {
        return Outcome::WaitForNews;
    }
    Outcome::answer(WorkspaceDiagnosticReport { items })
}

fn item(
    session: &Session,
    path: &Path,
    uri: Uri,
    known: Option<&str>,
    follows: bool,
) -> Option<WorkspaceDocumentDiagnosticReport> {
    let version = session.documents.at(path).and_then(|document| document.judged).map(i64::from);
    let id = session.result_id(path);
    if known != Some(&*id) {
        let full_document_diagnostic_report = full(session, path);
        let report = WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report };
        return Some(report.into());
    }
    let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: id };
    let report = WorkspaceUnchangedDocumentDiagnosticReport { uri, version, unchanged_document_diagnostic_report };
    (!follows).then(|| report.into())
}

fn full(session: &Session, path: &Path) -> FullDocumentDiagnosticReport {
    let items = diagnostics::of_file(session, path);
    FullDocumentDiagnosticReport { result_id: Some(session.result_id(path)), items }
}
