//! The first words: what the server can do, and what it asks of the client.

use std::path::PathBuf;
use std::str::FromStr;

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, DiagnosticOptions,
    DiagnosticServerCapabilities, FoldingRangeProviderCapability, HoverProviderCapability, InitializeResult, OneOf,
    RenameOptions, SaveOptions, SelectionRangeProviderCapability, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri,
    WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use serde_json::{Value, json};

use super::abilities::Abilities;
use super::actions;
use super::client::Question;
use super::session::Session;
use super::settings::{SECTION, Settings};
use super::{dispatch, uri, watch};

/// What is typed before a key or a value begins, or within a path or date. No character takes a proposal by itself: each
/// can be meant as a part of what is typed.
const TRIGGERS: [&str; 10] = [":", "=", "\"", "'", "[", ",", "-", " ", "/", "."];

/// The answer to `initialize`.
pub fn offered(can: &Abilities) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let pull = DiagnosticOptions {
        identifier: Some(SECTION.to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        work_done_progress_options: WorkDoneProgressOptions::default(),
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, actions::FIX_ALL]),
        resolve_provider: Some(can.resolves_edits),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    };
    let completion = CompletionOptions {
        trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    };
    let renaming =
        RenameOptions { prepare_provider: Some(true), work_done_progress_options: WorkDoneProgressOptions::default() };
    let renaming = if can.prepares_renaming { OneOf::Right(renaming) } else { OneOf::Left(true) };
    let folders =
        WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(OneOf::Left(true)) };
    let capabilities = ServerCapabilities {
        position_encoding: Some(can.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        diagnostic_provider: can.pulls.then_some(DiagnosticServerCapabilities::Options(pull)),
        code_action_provider: can.actions.then_some(CodeActionProviderCapability::Options(actions)),
        completion_provider: Some(completion),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(renaming),
        document_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        workspace: Some(WorkspaceServerCapabilities { workspace_folders: Some(folders), file_operations: None }),
        ..ServerCapabilities::default()
    };
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    InitializeResult { capabilities, server_info: Some(ServerInfo { name: "matterlint".to_owned(), version }) }
}

/// Takes in what `initialize` says of folders and settings.
pub fn begin(session: &mut Session, params: &Value) {
    folders(params).iter().for_each(|path| session.open_folder(path));
    let sent = &params["initializationOptions"];
    // Some clients send what they call settings, as for a change.
    let sent = sent.get("settings").unwrap_or(sent);
    session.initial = sent.clone();
    // One that can be asked is asked when it is ready; what it sends here holds if it then knows nothing.
    if !session.client.can.configuration {
        session.set(Settings::read(sent));
    }
}

/// The client is ready for requests.
pub fn initialized(session: &mut Session) {
    if session.client.can.tells_configuration {
        let method = "workspace/didChangeConfiguration";
        let options = json!({"section": SECTION});
        let registration = json!({"id": "settings", "method": method, "registerOptions": options});
        let params = json!({"registrations": [registration]});
        session.client.ask("client/registerCapability", params, Question::Other);
    }
    session.is_initialized = true;
    watch::start_folders(session);
    let roots: Vec<PathBuf> = session.sites.keys().cloned().collect();
    roots.iter().for_each(|root| watch::start(session, root));
    if session.client.can.configuration {
        dispatch::configure(session, &Value::Null);
    }
}

/// The folders that the client has open; older clients have one at most.
fn folders(params: &Value) -> Vec<PathBuf> {
    let path = |uri: &Value| uri::path(&Uri::from_str(uri.as_str()?).ok()?);
    let named: Vec<PathBuf> =
        params["workspaceFolders"].as_array().into_iter().flatten().filter_map(|folder| path(&folder["uri"])).collect();
    if !named.is_empty() {
        return named;
    }
    let root = path(&params["rootUri"]).or_else(|| params["rootPath"].as_str().map(PathBuf::from));
    root.into_iter().collect()
}
