//! Files that change outside of the editor's buffers.

use std::path::Path;

use lsp_types::{DidChangeWatchedFilesParams, FileChangeType};
use serde_json::{Value, json};

use super::client::Question;
use super::live_site::{Change, LiveSite};
use super::session::Session;
use super::uri;
use crate::sites::resolved;

const METHOD: &str = "workspace/didChangeWatchedFiles";

/// Files of git that change with a commit, a checkout or a merge.
const GIT: [&str; 5] = ["HEAD", "ORIG_HEAD", "index", "packed-refs", "logs/HEAD"];

/// Asks the client to tell of the files in its folders.
pub fn start_folders(session: &mut Session) {
    if session.client.can.watches {
        register(session, "files", json!("**/*"));
    }
}

/// Asks the client to tell of the files of the site at `root`, if that lies in none of its folders.
pub fn start(session: &mut Session, root: &Path) {
    let can = &session.client.can;
    let is_inside = session.folders.iter().any(|folder| root.starts_with(&folder.real));
    if !can.watches || !can.watches_folders || is_inside || !session.watched.insert(root.to_owned()) {
        return;
    }
    if let Some(base) = session.uri(root) {
        register(session, &id(root), json!({"baseUri": base, "pattern": "**/*"}));
    }
}

/// Asks the client to tell no more of the files of the site at `root`.
pub fn stop(session: &mut Session, root: &Path) {
    if session.watched.remove(root) {
        let registrations = json!([{"id": id(root), "method": METHOD}]);
        // The protocol has this misspelling.
        let params = json!({"unregisterations": registrations});
        session.client.ask("client/unregisterCapability", params, Question::Other);
    }
}

/// Takes in what the client tells of files.
pub fn changed(session: &mut Session, params: DidChangeWatchedFilesParams) {
    for event in params.changes {
        let Some(path) = uri::path(&event.uri).and_then(|path| resolved(&path).ok()) else { continue };
        if let Some((repository, file)) = in_git(&path) {
            if GIT.contains(&&*file) {
                let sites = session.sites.values_mut();
                let of_repository = sites.filter(|site| site.root.folder.starts_with(repository));
                of_repository.for_each(LiveSite::note_git);
            }
            continue;
        }
        session.note(
            &path,
            match event.typ {
                FileChangeType::CREATED => Change::Created,
                FileChangeType::DELETED => Change::Deleted,
                _ => Change::Text,
            },
        );
    }
}

/// The folder of the repository, and the path inside its `.git`, of a file that is git's.
fn in_git(path: &Path) -> Option<(&Path, String)> {
    let git = path.ancestors().find(|folder| folder.file_name().is_some_and(|name| name == ".git"))?;
    let inside: Vec<String> =
        path.strip_prefix(git).ok()?.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    Some((git.parent()?, inside.join("/")))
}

fn register(session: &mut Session, id: &str, pattern: Value) {
    let options = json!({"watchers": [{"globPattern": pattern}]});
    let registration = json!({"id": id, "method": METHOD, "registerOptions": options});
    let params = json!({"registrations": [registration]});
    session.client.ask("client/registerCapability", params, Question::Other);
}

fn id(root: &Path) -> String {
    format!("files of {}", root.display())
}
