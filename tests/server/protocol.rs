//! The protocol itself: what is said before and after, mistakes, requests that are taken back, and what must not end the
//! server.

use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, uri};

fn site() -> TempDir {
    let dir = TempDir::new().expect("a temporary folder");
    write(dir.path(), "hugo.toml", "title = 'T'\n");
    write(dir.path(), "content/a.md", "---\ntitle: A\ndate: 2024-02-30\n---\n");
    dir
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    std::fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a folder can be made");
    std::fs::write(file, text).expect("a file can be written");
}

fn open(client: &mut Client, root: &Path, path: &str, text: &str) {
    let document = json!({"uri": uri(root, path), "languageId": "markdown", "version": 1, "text": text});
    client.notify("textDocument/didOpen", &json!({"textDocument": document}));
}

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_default()
}

#[test]
fn the_exit_status_says_whether_the_client_took_its_leave() {
    let dir = site();
    let (client, _) = Client::open(dir.path(), &json!({}), &Value::Null);
    client.leave();
    let (mut client, _) = Client::open(dir.path(), &json!({}), &Value::Null);
    client.notify("exit", &Value::Null);
    assert_eq!(client.end(), 1);
    let (client, _) = Client::open(dir.path(), &json!({}), &Value::Null);
    assert_eq!(client.end(), 1, "the input ends");
    assert_eq!(Client::start(&[]).end(), 1);
    assert_eq!(Client::start(&["--select", "nonsense"]).end(), 2);
}

#[test]
fn requests_have_their_time() {
    let dir = site();
    let mut client = Client::start(&[]);
    assert_eq!(code(&client.request("workspace/diagnostic", &json!({}))), -32002);
    client.notify("textDocument/didOpen", &json!({}));
    client.request("initialize", &json!({"capabilities": {}, "rootUri": uri(dir.path(), "")}));
    assert_eq!(code(&client.request("initialize", &json!({"capabilities": {}}))), -32600);
    client.notify("initialized", &json!({}));
    assert_eq!(client.settled().len(), 1, "the folder of older clients counts");
    client.request("shutdown", &Value::Null);
    assert_eq!(code(&client.request("workspace/diagnostic", &json!({}))), -32600);
    client.notify("exit", &Value::Null);
    assert_eq!(client.end(), 0);
}

#[test]
fn what_the_server_counts_in_is_agreed_on() {
    let dir = site();
    let text = "---\ntitle: A\nkey: [灯𝄞, a, a]\ntags: [灯𝄞, a, a]\n---\n";
    write(dir.path(), "content/a.md", text);
    for (offered, agreed, column) in [
        (json!(["utf-8", "utf-16"]), "utf-8", 19),
        (json!(["utf-32"]), "utf-32", 14),
        (json!(["utf-16", "utf-8"]), "utf-16", 15),
        (Value::Null, "utf-16", 15),
    ] {
        let capabilities = json!({"general": {"positionEncodings": offered}});
        let (mut client, answer) = Client::open(dir.path(), &capabilities, &Value::Null);
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], agreed);
        let told = client.settled();
        assert_eq!(told[0]["params"]["diagnostics"][0]["range"]["start"]["character"], column, "{agreed}");
        client.leave();
    }
}

#[test]
fn mistakes_of_the_client_are_answered_and_forgotten() {
    let dir = site();
    let (mut client, _) = Client::open(dir.path(), &json!({}), &Value::Null);
    client.settled();
    client.write(b"Content-Length: 9\r\n\r\n{\"id\": 1,");
    assert_eq!(code(&client.answer(&Value::Null)), -32700);
    client.write(b"Nonsense\r\n\r\n");
    assert_eq!(code(&client.answer(&Value::Null)), -32700);
    client.write(b"Content-Length: 2\r\n\r\n\xff\xfe");
    assert_eq!(code(&client.answer(&Value::Null)), -32700);
    let deep = "[".repeat(100_000);
    client.write(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes());
    assert_eq!(code(&client.answer(&Value::Null)), -32700);
    client.send(&json!([1]));
    assert_eq!(code(&client.answer(&Value::Null)), -32600);
    client.send(&json!({"jsonrpc": "2.0", "id": "words", "method": "no/such"}));
    assert_eq!(code(&client.answer(&json!("words"))), -32601);
    assert_eq!(code(&client.request("textDocument/codeAction", &json!({"range": 3}))), -32602);
    assert_eq!(code(&client.request("textDocument/diagnostic", &Value::Null)), -32602);
    client.send(&json!({"jsonrpc": "2.0", "id": 4711, "result": {"nobody": "asked"}}));
    client.notify("$/unknown", &json!({}));
    client.notify(
        "textDocument/didChange",
        &json!({"textDocument": {"uri": "file:///never/opened", "version": 1},
        "contentChanges": [{"text": "x"}]}),
    );
    client.notify("textDocument/didSave", &json!({"textDocument": {"uri": uri(dir.path(), "content/a.md")}}));
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri(dir.path(), "content/a.md")}}));
    client.notify("textDocument/didOpen", &json!({"textDocument": 1}));
    let told = client.settled();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0]["method"], "window/logMessage");
    client.leave();
}

#[test]
fn a_request_can_be_taken_back() {
    let dir = site();
    let (mut client, _) = Client::open(dir.path(), &json!({"workspace": {"configuration": true}}), &Value::Null);
    client.settled();
    // Nothing has changed, so that this one waits.
    let ids = json!([{"uri": uri(dir.path(), "content/a.md"), "value": "1"}]);
    let params = json!({"previousResultIds": ids, "partialResultToken": "t"});
    let waiting = client.ask("workspace/diagnostic", &params);
    client.settled();
    client.notify("$/cancelRequest", &json!({"id": waiting}));
    assert_eq!(code(&client.answer(&json!(waiting))), -32800);
    // One that comes together with its end is not looked at.
    let request = json!({"jsonrpc": "2.0", "id": "x", "method": "no/such"}).to_string();
    let cancel = json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "x"}}).to_string();
    let frame = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
    client.write((frame(&request) + &frame(&cancel)).as_bytes());
    let answer = client.answer(&json!("x"));
    assert!([-32800, -32601].contains(&code(&answer)), "{answer}");
    // What still waits at the end is answered, too.
    let waiting = client.ask("workspace/diagnostic", &params);
    client.ask("shutdown", &Value::Null);
    assert_eq!(code(&client.answer(&json!(waiting))), -32800);
    client.notify("exit", &Value::Null);
    assert_eq!(client.end(), 0);
}

#[test]
fn a_client_that_follows_gets_what_is_new() {
    let dir = site();
    let (mut client, _) = Client::open(dir.path(), &json!({}), &Value::Null);
    client.settled();
    let page = uri(dir.path(), "content/a.md");
    let ids = json!([{"uri": page, "value": "1"}]);
    let waiting = client.ask("workspace/diagnostic", &json!({"previousResultIds": ids, "partialResultToken": 1}));
    open(&mut client, dir.path(), "content/b.md", "---\ntitle: B\n---\n");
    open(&mut client, dir.path(), "content/c.md", "---\ntitle: C\ndate: 2024-02-31\n---\n");
    let answer = client.answer(&json!(waiting));
    let items = answer["result"]["items"].as_array().expect("a report");
    assert_eq!(items.len(), 1, "{answer}");
    assert_eq!((&items[0]["uri"], &items[0]["version"]), (&json!(uri(dir.path(), "content/c.md")), &json!(1)));
    client.leave();
}

#[test]
fn progress_that_begins_ends() {
    let dir = site();
    for number in 0..300 {
        write(dir.path(), &format!("content/p{number}.md"), "---\ntitle: P\n---\n");
    }
    let (mut client, _) = Client::open(dir.path(), &json!({"window": {"workDoneProgress": true}}), &Value::Null);
    let told = client.settled();
    let about = |method: &str| -> Vec<&Value> {
        told.iter().filter(|message| message["method"] == method).map(|message| &message["params"]).collect()
    };
    let (created, told) = (about("window/workDoneProgress/create"), about("$/progress"));
    assert_eq!(created.len(), 1);
    let kinds: Vec<&Value> = told.iter().map(|params| &params["value"]["kind"]).collect();
    // It is over before the client has made room for it, or not.
    assert!(kinds.is_empty() || kinds == ["begin", "end"], "{kinds:?}");
    assert!(told.iter().all(|params| params["token"] == created[0]["token"]));
    client.leave();
}

#[test]
fn huge_deep_and_odd_texts_are_survived() {
    let dir = site();
    let (mut client, _) = Client::open(dir.path(), &json!({}), &Value::Null);
    let huge = format!("---\ntitle: A\n---\n{}", "x".repeat(40 << 20));
    open(&mut client, dir.path(), "content/huge.md", &huge);
    open(&mut client, dir.path(), "content/deep.md", &format!("---\na: {}\n---\n", "[".repeat(200_000)));
    open(&mut client, dir.path(), "content/odd.md", "\u{feff}---\r\ntitle: \u{0}\u{2028}\r---");
    let range = json!({"start": {"line": 4_000_000_000u32, "character": 4_000_000_000u32},
        "end": {"line": 0, "character": 7}});
    let change = json!([{"range": range, "text": "\u{1f9ed}"}, {"range": range, "text": ""}]);
    let document = json!({"uri": uri(dir.path(), "content/odd.md"), "version": 2});
    client.notify("textDocument/didChange", &json!({"textDocument": document, "contentChanges": change}));
    let told = client.settled();
    let found = |path: &str| {
        let own = |message: &&Value| message["params"]["uri"] == uri(dir.path(), path);
        told.iter().rfind(own).map(|message| message["params"]["diagnostics"].to_string())
    };
    assert!(found("content/huge.md").is_some_and(|found| found.contains("syntax/too-large")), "{told:?}");
    assert!(found("content/deep.md").is_some_and(|found| found.contains("syntax/")), "{told:?}");
    assert!(found("content/odd.md").is_some());
    client.leave();
}

#[test]
fn files_and_folders_may_vanish_under_it() {
    let dir = site();
    let text = "---\ntitle: A\ndate: 2024-02-30\n---\n";
    let (mut client, _) = Client::open(dir.path(), &json!({}), &Value::Null);
    open(&mut client, dir.path(), "content/a.md", text);
    client.settled();
    let page = uri(dir.path(), "content/a.md");
    let gone = uri(dir.path(), "hugo.toml");
    std::fs::remove_dir_all(dir.path().join("content")).expect("it was there");
    std::fs::remove_file(dir.path().join("hugo.toml")).expect("it was there");
    let changes = json!([{"uri": gone, "type": 3}, {"uri": page, "type": 3}]);
    client.notify("workspace/didChangeWatchedFiles", &json!({"changes": changes}));
    client.settled();
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": page}}));
    let told = client.settled();
    let last = told.iter().rfind(|message| message["params"]["uri"] == page).expect("the page is gone");
    assert_eq!(last["params"]["diagnostics"], json!([]));
    dir.close().expect("the site can go");
    client.leave();
}

#[test]
fn many_files_at_once_are_read_anew() {
    let dir = site();
    let (mut client, _) = Client::open(dir.path(), &json!({}), &Value::Null);
    client.settled();
    let mut changes = Vec::new();
    for number in 0..600 {
        let path = format!("content/p{number}.md");
        let date = if number == 599 { "2024-02-31" } else { "2024-02-03" };
        write(dir.path(), &path, &format!("---\ntitle: P{number}\ndate: {date}\n---\n"));
        changes.push(json!({"uri": uri(dir.path(), &path), "type": 1}));
    }
    client.notify("workspace/didChangeWatchedFiles", &json!({"changes": changes}));
    let told = client.settled();
    let files: Vec<&Value> = told.iter().map(|message| &message["params"]["uri"]).collect();
    assert_eq!(files, [&json!(uri(dir.path(), "content/p599.md"))]);
    client.leave();
}

#[test]
fn questions_at_odd_places_have_answers() {
    let dir = site();
    let (mut client, answer) = Client::open(dir.path(), &json!({}), &Value::Null);
    let offered = &answer["result"]["capabilities"];
    let methods = ["completion", "hover", "definition", "references", "rename", "documentSymbol", "foldingRange"];
    for method in methods.into_iter().chain(["selectionRange"]) {
        assert!(!offered[format!("{method}Provider")].is_null(), "{method}: {offered}");
    }
    let block = "\u{feff}---\r\ntags: [灯𝄞, \"a\r\ndraft: \u{2028}\r---\r\n";
    open(&mut client, dir.path(), "content/huge.md", &format!("---\ntitle: A\n---\n{}", "x".repeat(40 << 20)));
    open(&mut client, dir.path(), "content/odd.md", &format!("{block}{}", "Text.\n".repeat(1000)));
    open(&mut client, dir.path(), "content/deep.md", &format!("---\na: {}\n---\n", "[".repeat(20_000)));
    open(&mut client, dir.path(), "content/empty.md", "");
    open(&mut client, dir.path(), "hugo.toml", "title = 'T'\n");
    for path in
        ["content/huge.md", "content/odd.md", "content/deep.md", "content/empty.md", "hugo.toml", "content/no.md"]
    {
        let places = [(0, 0), (1, 9), (1, 10), (1, 11), (2, 9), (3, 1), (600, 2), (u32::MAX, u32::MAX)];
        for (line, character) in places {
            let position = json!({"line": line, "character": character});
            let params = json!({"textDocument": {"uri": uri(dir.path(), path)}, "position": position, "newName": "x",
                "positions": [position, position], "context": {"includeDeclaration": true, "triggerKind": 1}});
            for method in methods.into_iter().chain(["selectionRange", "prepareRename"]) {
                let answer = client.request(&format!("textDocument/{method}"), &params);
                assert!(answer.get("error").is_none(), "{method} in {path} at {position}: {answer}");
                let is_somewhere = ["hover", "definition", "references", "rename", "prepareRename"].contains(&method);
                let is_body = line > 3 || ["hugo.toml", "content/no.md", "content/empty.md"].contains(&path);
                let has_nothing = answer["result"].as_array().map_or(answer["result"].is_null(), Vec::is_empty);
                assert!(has_nothing || !is_somewhere || !is_body, "{method} in {path} at {position}: {answer}");
            }
        }
    }
    client.leave();
}
