//! Which message is answered where.

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;

use lsp_server::{ErrorCode, Notification, Request, Response};
use lsp_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, MessageType,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::client::Question;
use super::features::{completion, definition, folding, hover, references, rename, selection, symbols};
use super::live_site::{Change, LiveSite};
use super::session::{Parked, Session};
use super::settings::{SECTION, Settings};
use super::{actions, diagnostics, pull, uri, watch};

/// What becomes of a request.
#[derive(Debug)]
pub enum Outcome {
    /// It is answered.
    Answer(Value),
    /// It cannot be answered, and why.
    Refuse(ErrorCode, String),
    /// It can be answered when the sites are read.
    Wait,
    /// It can be answered when something else is to be shown.
    WaitForNews,
}

impl Outcome {
    /// The answer `result`.
    pub fn answer(result: impl Serialize) -> Self {
        match serde_json::to_value(result) {
            Ok(value) => Self::Answer(value),
            Err(error) => Self::Refuse(ErrorCode::InternalError, error.to_string()),
        }
    }
}

/// Answers `request`, now or later.
pub fn request(session: &mut Session, request: Request) {
    let id = request.id.clone();
    let response = match guarded(session, |session| handle(session, &request)) {
        Outcome::Answer(value) => Response::new_ok(id, value),
        Outcome::Refuse(code, message) => Response::new_err(id, code as i32, message),
        Outcome::Wait => return session.parked.push(Parked { request, since: None }),
        Outcome::WaitForNews => {
            let since = Some(session.news);
            return session.parked.push(Parked { request, since });
        }
    };
    session.client.respond(response);
}

/// Answers the requests that waited, as far as that can be done now.
pub fn retry(session: &mut Session) {
    for Parked { request: parked, since } in std::mem::take(&mut session.parked) {
        if since == Some(session.news) {
            session.parked.push(Parked { request: parked, since });
        } else {
            request(session, parked);
        }
    }
}

/// Takes in what the client tells. What is unknown is passed over, as the protocol wants it.
pub fn notification(session: &mut Session, notification: Notification) {
    let Notification { method, params } = notification;
    let outcome = guarded(session, |session| match &*method {
        "textDocument/didOpen" => told(session, params, opened),
        "textDocument/didChange" => told(session, params, edited),
        "textDocument/didSave" => told(session, params, saved),
        "textDocument/didClose" => told(session, params, closed),
        "workspace/didChangeConfiguration" => told(session, params, configured),
        "workspace/didChangeWorkspaceFolders" => told(session, params, folders_changed),
        "workspace/didChangeWatchedFiles" => told(session, params, watch::changed),
        _ => Outcome::Answer(Value::Null),
    });
    if let Outcome::Refuse(_, message) = outcome {
        session.client.log(MessageType::ERROR, &format!("{method}: {message}"));
    }
}

/// Takes in an answer of the client.
pub fn response(session: &mut Session, response: Response) {
    match session.client.answered(&response.id) {
        Some(Question::Configuration) => {
            let sent = response.response_result.ok().and_then(|result| result.get(0).cloned());
            let sent = sent.filter(|sent| !sent.is_null()).unwrap_or_else(|| session.initial.clone());
            session.set(Settings::read(&sent));
        }
        Some(Question::Progress(token)) if response.response_result.is_ok() => session.show_progress(&token),
        _ => {}
    }
}

/// Asks for the client's settings, or takes those of `sent` where it cannot be asked.
pub fn configure(session: &mut Session, sent: &Value) {
    if session.client.can.configuration {
        let params = json!({"items": [{"section": SECTION}]});
        session.client.ask("workspace/configuration", params, Question::Configuration);
    } else {
        session.set(Settings::read(sent));
    }
}

fn handle(session: &mut Session, request: &Request) -> Outcome {
    session.judge();
    // What the answer says of findings must not be older than what the client has been shown.
    diagnostics::publish(session);
    match &*request.method {
        "textDocument/diagnostic" => asked(session, request, pull::document),
        "workspace/diagnostic" => asked(session, request, pull::workspace),
        "textDocument/codeAction" => asked(session, request, actions::list),
        "codeAction/resolve" => asked(session, request, actions::resolve),
        "textDocument/completion" => asked(session, request, completion::complete),
        "textDocument/hover" => asked(session, request, hover::hover),
        "textDocument/definition" => asked(session, request, definition::definitions),
        "textDocument/references" => asked(session, request, references::references),
        "textDocument/prepareRename" => asked(session, request, rename::prepare),
        "textDocument/rename" => asked(session, request, rename::rename),
        "textDocument/documentSymbol" => asked(session, request, symbols::symbols),
        "textDocument/foldingRange" => asked(session, request, folding::folds),
        "textDocument/selectionRange" => asked(session, request, selection::selections),
        method => Outcome::Refuse(ErrorCode::MethodNotFound, format!("there is no method `{method}`")),
    }
}

/// Runs `work`. A panic, which is a fault of ours, becomes a refusal, and the sites, of which nobody knows what state they
/// are in, are read again.
fn guarded(session: &mut Session, work: impl FnOnce(&mut Session) -> Outcome) -> Outcome {
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| work(session)));
    outcome.unwrap_or_else(|_| {
        session.sites.values_mut().for_each(LiveSite::reopen);
        Outcome::Refuse(ErrorCode::InternalError, "matterlint failed here; its log says more".to_owned())
    })
}

fn asked<P: DeserializeOwned>(
    session: &mut Session,
    request: &Request,
    answer: impl FnOnce(&mut Session, P) -> Outcome,
) -> Outcome {
    match P::deserialize(&request.params) {
        Ok(params) => answer(session, params),
        Err(error) => Outcome::Refuse(ErrorCode::InvalidParams, format!("{}: {error}", request.method)),
    }
}

fn told<P: DeserializeOwned>(session: &mut Session, params: Value, take_in: impl FnOnce(&mut Session, P)) -> Outcome {
    match serde_json::from_value(params) {
        Ok(params) => take_in(session, params),
        Err(error) => return Outcome::Refuse(ErrorCode::InvalidParams, error.to_string()),
    }
    Outcome::Answer(Value::Null)
}

fn opened(session: &mut Session, params: DidOpenTextDocumentParams) {
    let document = params.text_document;
    let Some(path) = session.documents.open(document.uri, document.version, document.text) else { return };
    session.enter(&path);
    if session.client.can.watches {
        session.note(&path, Change::Text);
    } else {
        // A file that this client does not tell of may be new.
        session.note(&path, Change::Created);
    }
    session.documents.note_judged(&path);
    session.edited.insert(path.clone());
    session.outdated.insert(path);
}

fn edited(session: &mut Session, params: DidChangeTextDocumentParams) {
    let encoding = session.client.can.encoding;
    let DidChangeTextDocumentParams { text_document, content_changes } = params;
    let changed = session.documents.change(&text_document.uri, text_document.version, content_changes, encoding);
    session.unjudged.extend(changed);
}

fn saved(session: &mut Session, params: DidSaveTextDocumentParams) {
    let uri = params.text_document.uri;
    let Some(path) = session.documents.get(&uri).and_then(|document| document.path.clone()) else { return };
    session.take_edits();
    if let Some(site) = session.site_of_mut(&path) {
        site.note_git();
    }
    if !session.client.can.watches {
        session.note(&path, Change::Created);
    }
}

fn closed(session: &mut Session, params: DidCloseTextDocumentParams) {
    session.take_edits();
    let Some(path) = session.documents.close(&params.text_document.uri) else { return };
    session.note(&path, Change::Text);
    session.outdated.insert(path);
    session.drop_unneeded_sites();
}

fn configured(session: &mut Session, params: DidChangeConfigurationParams) {
    configure(session, &params.settings);
}

fn folders_changed(session: &mut Session, params: DidChangeWorkspaceFoldersParams) {
    let paths = |folders: Vec<lsp_types::WorkspaceFolder>| -> Vec<PathBuf> {
        folders.iter().filter_map(|folder| uri::path(&folder.uri)).collect()
    };
    paths(params.event.added).iter().for_each(|path| session.open_folder(path));
    paths(params.event.removed).iter().for_each(|path| session.close_folder(path));
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use lsp_server::ErrorCode;
    use serde_json::Value;

    use super::{Outcome, guarded};
    use crate::server::abilities::Abilities;
    use crate::server::client::Client;
    use crate::server::session::Session;

    #[test]
    fn a_fault_in_one_request_is_an_answer() {
        let (out, _messages) = mpsc::channel();
        let (events, _incoming) = mpsc::channel();
        let options = crate::server::options_without_files();
        let client = Client::new(out, Abilities::read(&Value::Null));
        let mut session = Session::new(client, options, true, events);
        let outcome = guarded(&mut session, |session| panic!("{} folders", session.folders.len()));
        assert!(matches!(outcome, Outcome::Refuse(ErrorCode::InternalError, _)), "{outcome:?}");
        assert!(matches!(guarded(&mut session, |_| Outcome::answer(1)), Outcome::Answer(_)));
    }
}
