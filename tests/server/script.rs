//! Plays a conversation that is written down. A file of a session has the files of a site, each below a line
//! `=== PATH`, and below `=== session` the steps, each in a line that begins with `> `, with what came of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, uri};
use crate::support;

#[path = "language.rs"]
mod language;

/// Plays the session at `file` and compares it with what is written there, or writes it anew.
pub fn play(file: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(file).expect("a session can be read");
    let (head, steps) = text.split_once("=== session\n").expect("a session has steps");
    let dir = TempDir::new().expect("a temporary folder");
    for part in head.split("=== ").skip(1) {
        let (path, content) = part.split_once('\n').expect("a file has a name");
        write(dir.path(), path, content);
    }
    let mut session = Session { dir, client: None, buffers: BTreeMap::new(), out: String::new() };
    for step in steps.lines().filter_map(|line| line.strip_prefix("> ")) {
        session.out.push_str(&format!("> {step}\n"));
        session.step(step);
    }
    if let Some(client) = session.client.take() {
        client.leave();
    }
    support::expect_file(file, &format!("{head}=== session\n{}", session.out))
}

struct Session {
    dir: TempDir,
    client: Option<Client>,
    /// The open buffers: version and text.
    buffers: BTreeMap<String, (i64, String)>,
    out: String,
}

impl Session {
    fn step(&mut self, step: &str) {
        let (word, rest) = step.split_once(' ').unwrap_or((step, ""));
        let (first, second) = rest.split_once(' ').unwrap_or((rest, ""));
        match word {
            "start" => self.start(rest),
            "open" => {
                let text = std::fs::read_to_string(self.dir.path().join(first)).unwrap_or_default();
                let document = json!({"uri": self.uri(first), "languageId": "x", "version": 1, "text": text});
                self.buffers.insert(first.to_owned(), (1, text));
                self.notify("textDocument/didOpen", &json!({"textDocument": document}));
            }
            "edit" => self.edit(first, second),
            "replace" => {
                let text: Value = serde_json::from_str(second).expect("a text in quotes");
                self.change(first, json!([{"text": text}]), text.as_str().expect("a text").to_owned());
            }
            "save" => {
                write(self.dir.path(), first, &self.buffers[first].1);
                let file = json!({"textDocument": {"uri": self.uri(first)}});
                self.notify("textDocument/didSave", &file);
            }
            "close" => {
                self.buffers.remove(first);
                let file = json!({"textDocument": {"uri": self.uri(first)}});
                self.notify("textDocument/didClose", &file);
            }
            "write" => {
                let kind = if self.dir.path().join(first).exists() { 2 } else { 1 };
                write(self.dir.path(), first, &serde_json::from_str::<String>(second).expect("a text in quotes"));
                self.watched(first, kind);
            }
            "delete" => {
                let path = self.dir.path().join(first);
                let gone = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
                gone.expect("it is there");
                self.watched(first, 3);
            }
            "git" => {
                git(self.dir.path(), rest);
                self.watched(".git/HEAD", 2);
            }
            "settings" => {
                let settings: Value = serde_json::from_str(rest).expect("settings are JSON");
                self.client().settings = settings.clone();
                self.notify("workspace/didChangeConfiguration", &json!({"settings": {"matterlint": settings}}));
            }
            "folders" => self.folders(rest),
            "actions" => self.actions(first, second),
            "apply" => self.apply(first, second),
            "pull" => self.pull(first, second),
            "pull-all" => self.pull_all(first),
            _ => self.ask(word, first, second),
        }
        self.tell();
    }

    /// `start [FOLDERS] {capabilities, options}`
    fn start(&mut self, how: &str) {
        let how: Value = if how.is_empty() { json!({}) } else { serde_json::from_str(how).expect("JSON") };
        let mut client = Client::start(&["--stdio", "--today", "2026-11-25"]);
        client.settings = how["settings"].clone();
        let whole = json!([""]);
        let folders = how.get("folders").unwrap_or(&whole).as_array().expect("a list of folders");
        let folders: Vec<Value> = folders
            .iter()
            .map(|folder| json!({"uri": self.uri(folder.as_str().expect("a path")), "name": "x"}))
            .collect();
        let plain = json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": {}}}});
        let params = json!({
            "capabilities": how.get("capabilities").unwrap_or(&plain),
            "workspaceFolders": folders,
            "initializationOptions": how["options"],
        });
        client.request("initialize", &params);
        client.notify("initialized", &json!({}));
        self.client = Some(client);
        self.buffers.clear();
    }

    /// `edit PATH "OLD" "NEW"`: the first occurrence, as an incremental change.
    fn edit(&mut self, path: &str, texts: &str) {
        let mut texts = serde_json::Deserializer::from_str(texts).into_iter::<String>();
        let mut text = || texts.next().expect("two texts in quotes").expect("a text in quotes");
        let (old, new) = (text(), text());
        let before = self.buffers[path].1.clone();
        let at = before.find(&old).unwrap_or_else(|| panic!("{path} has no {old:?}"));
        let range = json!({"start": position(&before, at), "end": position(&before, at + old.len())});
        let after = format!("{}{new}{}", &before[..at], &before[at + old.len()..]);
        self.change(path, json!([{"range": range, "text": new}]), after);
    }

    fn change(&mut self, path: &str, changes: Value, after: String) {
        let uri = self.uri(path);
        let buffer = self.buffers.get_mut(path).expect("an open buffer");
        *buffer = (buffer.0 + 1, after);
        let document = json!({"uri": uri, "version": buffer.0});
        self.notify("textDocument/didChange", &json!({"textDocument": document, "contentChanges": changes}));
    }

    fn watched(&mut self, path: &str, kind: i32) {
        let changes = json!([{"uri": self.uri(path), "type": kind}]);
        self.notify("workspace/didChangeWatchedFiles", &json!({"changes": changes}));
    }

    /// `folders +a -b`
    fn folders(&mut self, names: &str) {
        let of = |mark: char| -> Vec<Value> {
            let names = names.split(' ').filter_map(|name| name.strip_prefix(mark));
            names.map(|name| json!({"uri": self.uri(name), "name": name})).collect()
        };
        let event = json!({"added": of('+'), "removed": of('-')});
        self.notify("workspace/didChangeWorkspaceFolders", &json!({"event": event}));
    }

    fn asked_actions(&mut self, path: &str, kind: Option<&str>) -> Vec<Value> {
        let context = json!({"diagnostics": [], "only": kind.map(|kind| vec![kind])});
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}});
        let params = json!({"textDocument": {"uri": self.uri(path)}, "range": range, "context": context});
        let answer = self.client().request("textDocument/codeAction", &params);
        answer["result"].as_array().cloned().unwrap_or_default()
    }

    /// `actions PATH [KIND]`
    fn actions(&mut self, path: &str, kind: &str) {
        for action in self.asked_actions(path, Some(kind).filter(|kind| !kind.is_empty())) {
            let preferred = if action["isPreferred"] == true { ", preferred" } else { "" };
            let lazy = if action.get("edit").is_none() { ", without its edit" } else { "" };
            let line = format!("{}: {}{preferred}{lazy}", text_of(&action["kind"]), text_of(&action["title"]));
            writeln!(self.out, "{line}").expect("a text takes everything");
        }
    }

    /// `apply PATH TITLE`: the first action whose title begins so; shows the lines that are new.
    fn apply(&mut self, path: &str, title: &str) {
        let actions = self.asked_actions(path, None);
        let mut starting = actions.into_iter().filter(|action| text_of(&action["title"]).starts_with(title));
        let mut action = starting.next().unwrap_or_else(|| panic!("no action begins with {title:?}"));
        if action.get("edit").is_none() {
            action = self.client().request("codeAction/resolve", &action)["result"].clone();
        }
        self.apply_edit(&action["edit"]);
    }

    /// Applies an edit to buffers, and to files that are not open; shows the lines that are new and those that are gone.
    fn apply_edit(&mut self, edit: &Value) {
        let root = uri(self.dir.path(), "");
        for (uri, version, edits) in edited_files(edit) {
            let path = uri.strip_prefix(&format!("{root}/")).expect("a file of the site").to_owned();
            let open = self.buffers.get(&path).cloned();
            if !version.is_null() || open.is_none() {
                assert_eq!(version, open.as_ref().map_or(Value::Null, |open| json!(open.0)), "the version of {path}");
            }
            let before = open.clone().map_or_else(|| self.disk(&path), |open| open.1);
            let after = applied(&before, edits);
            for line in after.lines().filter(|line| !before.lines().any(|old| old == *line)) {
                writeln!(self.out, "{path} + {line}").expect("a text takes everything");
            }
            for line in before.lines().filter(|line| !after.lines().any(|new| new == *line)) {
                writeln!(self.out, "{path} - {line}").expect("a text takes everything");
            }
            if open.is_some() {
                self.change(&path, json!([{"text": after}]), after.clone());
            } else {
                write(self.dir.path(), &path, &after);
                self.watched(&path, 2);
            }
        }
    }

    /// `pull PATH [RESULT ID]`
    fn pull(&mut self, path: &str, previous: &str) {
        let previous = Some(previous).filter(|id| !id.is_empty());
        let params = json!({"textDocument": {"uri": self.uri(path)}, "previousResultId": previous});
        let answer = self.client().request("textDocument/diagnostic", &params);
        let report = &answer["result"];
        writeln!(self.out, "{} {}", text_of(&report["kind"]), text_of(&report["resultId"])).expect("a text");
        self.list(report["items"].as_array().into_iter().flatten());
    }

    /// `pull-all [RESULT ID OF EVERY FILE]`
    fn pull_all(&mut self, previous: &str) {
        let ids: Vec<Value> = match previous {
            "" => Vec::new(),
            id => self.pages().iter().map(|path| json!({"uri": self.uri(path), "value": id})).collect(),
        };
        let answer = self.client().request("workspace/diagnostic", &json!({"previousResultIds": ids}));
        let mut items: Vec<Value> = answer["result"]["items"].as_array().cloned().unwrap_or_default();
        items.sort_by_key(|item| item["uri"].to_string());
        for item in items {
            let path = self.path(&item["uri"]);
            writeln!(self.out, "{path} {} {}", text_of(&item["kind"]), text_of(&item["resultId"])).expect("a text");
            self.list(item["items"].as_array().into_iter().flatten());
        }
    }

    fn pages(&self) -> Vec<String> {
        let folder = self.dir.path().join("content");
        let files = std::fs::read_dir(folder).expect("a folder").flatten();
        let mut pages: Vec<String> =
            files.map(|file| format!("content/{}", file.file_name().to_string_lossy())).collect();
        pages.sort();
        pages
    }

    /// Writes down what the server has said.
    fn tell(&mut self) {
        let mut told = self.client().settled();
        // What several threads have to say comes in any order.
        told.sort_by_key(|message| {
            let method = text_of(&message["method"]).to_owned();
            (method == "textDocument/publishDiagnostics", method, message["params"]["uri"].to_string())
        });
        for message in told {
            let params = &message["params"];
            match text_of(&message["method"]) {
                "textDocument/publishDiagnostics" => {
                    let version = params["version"].as_i64().map_or(String::new(), |version| format!(" {version}"));
                    let path = self.path(&params["uri"]);
                    let found = params["diagnostics"].as_array().expect("a list");
                    let is_clean = if found.is_empty() { " clean" } else { "" };
                    writeln!(self.out, "{path}{version}:{is_clean}").expect("a text takes everything");
                    self.list(found.iter());
                }
                method @ ("window/showMessage" | "window/logMessage") => {
                    let message = text_of(&params["message"]).replace(&*self.root(), "ROOT");
                    writeln!(self.out, "{method}: {message}").expect("a text takes everything");
                }
                // Whether there is anything to wait for depends on how fast the client answers.
                "$/progress" => {}
                "client/registerCapability" => {
                    let of = &params["registrations"][0];
                    let options = of["registerOptions"].to_string().replace(&uri(self.dir.path(), ""), "ROOT");
                    writeln!(self.out, "register {}: {options}", text_of(&of["method"])).expect("a text");
                }
                method => writeln!(self.out, "{method}").expect("a text takes everything"),
            }
        }
    }

    fn list<'v>(&mut self, found: impl Iterator<Item = &'v Value>) {
        for diagnostic in found {
            let severity = ["", "error", "warning", "information"];
            let severity = severity[diagnostic["severity"].as_u64().unwrap_or_default() as usize];
            let message = text_of(&diagnostic["message"]).replace('\n', " / ").replace(&*self.root(), "ROOT");
            let at = range(&diagnostic["range"]);
            writeln!(self.out, "  {at} {severity} {}: {message}", text_of(&diagnostic["code"])).expect("a text");
            for related in diagnostic["relatedInformation"].as_array().into_iter().flatten() {
                let (path, at) = (self.path(&related["location"]["uri"]), range(&related["location"]["range"]));
                writeln!(self.out, "    {path} {at}: {}", text_of(&related["message"])).expect("a text");
            }
            for (name, value) in [("tags", &diagnostic["tags"]), ("data", &diagnostic["data"])] {
                if !value.is_null() {
                    writeln!(self.out, "    {name} {value}").expect("a text takes everything");
                }
            }
            if let Some(link) = diagnostic["codeDescription"]["href"].as_str() {
                let (_, page) = link.rsplit_once("/src/").expect("a page of the repository");
                writeln!(self.out, "    link {page}").expect("a text takes everything");
            }
        }
    }

    fn client(&mut self) -> &mut Client {
        self.client.as_mut().expect("the session has a step `start`")
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.client().notify(method, params);
    }

    fn disk(&self, path: &str) -> String {
        std::fs::read_to_string(self.dir.path().join(path)).expect("a file of the site")
    }

    fn root(&self) -> String {
        self.dir.path().canonicalize().expect("the site is there").display().to_string()
    }

    fn uri(&self, path: &str) -> String {
        uri(self.dir.path(), path)
    }

    fn path(&self, uri: &Value) -> String {
        let path = text_of(uri).replace(&format!("{}/", self.uri("")), "");
        let mut parts = path.split('%');
        let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
        for part in parts {
            bytes.push(u8::from_str_radix(&part[..2], 16).expect("an encoded byte"));
            bytes.extend(part[2..].bytes());
        }
        String::from_utf8(bytes).expect("a name in Unicode")
    }
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    std::fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a folder can be made");
    std::fs::write(file, text).expect("a file can be written");
}

fn git(dir: &Path, arguments: &str) {
    let options = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
    let mut command = std::process::Command::new("git");
    command.current_dir(dir).args(options).args(arguments.split(' '));
    assert!(command.output().expect("git runs").status.success(), "git {arguments}");
}

/// `3:7-17` or `3:7-4:1`, from 1.
fn range(range: &Value) -> String {
    let of = |end: &str, name: &str| range[end][name].as_u64().expect("a number") + 1;
    let (line, last) = (of("start", "line"), of("end", "line"));
    let end = if line == last { String::new() } else { format!("{last}:") };
    format!("{line}:{}-{end}{}", of("start", "character"), of("end", "character"))
}

/// In UTF-16.
fn position(text: &str, at: usize) -> Value {
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    json!({"line": line, "character": text[start..at].encode_utf16().count()})
}

fn offset(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().expect("a line") as usize;
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let Some(start) = starts.get(line) else { return text.len() };
    let mut units = position["character"].as_u64().expect("a column") as usize;
    let mut at = *start;
    for c in text[*start..].chars().take_while(|c| *c != '\n') {
        if units < c.len_utf16() {
            break;
        }
        units -= c.len_utf16();
        at += c.len_utf8();
    }
    at
}

/// The files of a workspace edit, each with its version and edits.
fn edited_files(edit: &Value) -> Vec<(String, Value, Vec<Value>)> {
    let edits = |value: &Value| value.as_array().expect("a list of edits").clone();
    if let Some(changes) = edit["documentChanges"].as_array() {
        let file = |change: &Value| {
            let document = &change["textDocument"];
            (text_of(&document["uri"]).to_owned(), document["version"].clone(), edits(&change["edits"]))
        };
        return changes.iter().filter(|change| change.get("kind").is_none()).map(file).collect();
    }
    let changes = edit["changes"].as_object().expect("an edit has changes");
    let mut files: Vec<_> = changes.iter().map(|(uri, of)| (uri.clone(), Value::Null, edits(of))).collect();
    // They come in any order.
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

fn applied(text: &str, edits: Vec<Value>) -> String {
    let mut edits: Vec<(usize, usize, String)> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(text, &range["start"]), offset(text, &range["end"]), text_of(&edit["newText"]).to_owned())
        })
        .collect();
    edits.sort();
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, &new);
    }
    out
}
