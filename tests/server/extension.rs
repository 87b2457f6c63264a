//! The extension for VS Code, `editors/vscode`: that it agrees with the documents and the server, and its own tests.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use matterlint::profile;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::Client;
use super::editors::{expect_success, runs};
use crate::support;

/// What only this editor wants to know: where the program is, and what of the conversation to write down.
const OF_THE_EDITOR: [&str; 2] = ["path", "trace.server"];

fn folder() -> PathBuf {
    support::root().join("editors/vscode")
}

fn manifest() -> Value {
    let text = std::fs::read_to_string(folder().join("package.json")).expect("the extension has a manifest");
    serde_json::from_str(&text).expect("JSON")
}

/// The table of docs/editors.md: names, each with an example.
fn documented() -> Vec<(String, Value)> {
    let text = std::fs::read_to_string(support::root().join("docs/editors.md")).expect("a document");
    let row = |line: &str| {
        let mut cells = line.strip_prefix("| `")?.split("` | `");
        let (name, rest) = (cells.next()?.to_owned(), cells.next()?);
        let example = rest.split_once("` |")?.0;
        Some((name, serde_json::from_str(example).expect("an example is JSON")))
    };
    let rows: Vec<(String, Value)> = text.lines().filter_map(row).collect();
    assert!(rows.len() >= 7, "the table is there: {rows:?}");
    rows
}

#[test]
fn settings_are_those_of_the_documents() {
    let manifest = manifest();
    let properties = manifest["contributes"]["configuration"]["properties"].as_object().expect("a map");
    let offered = properties.keys().filter_map(|name| name.strip_prefix("matterlint."));
    let offered: BTreeSet<&str> = offered.filter(|name| !OF_THE_EDITOR.contains(name)).collect();
    let documented = documented();
    let names: BTreeSet<&str> = documented.iter().map(|(name, _)| &**name).collect();
    assert_eq!(offered, names);
    for (name, example) in &documented {
        let choices = properties[&format!("matterlint.{name}")]["enum"].as_array();
        assert!(choices.is_none_or(|choices| choices.contains(example)), "{name} can be {example}");
    }
    let generators = properties["matterlint.generator"]["enum"].as_array().expect("a list");
    let known: BTreeSet<&str> = profile::ALL.iter().map(|profile| profile.id).chain([""]).collect();
    assert_eq!(generators.iter().filter_map(Value::as_str).collect::<BTreeSet<_>>(), known);
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn the_server_knows_every_setting() {
    let dir = TempDir::new().expect("a temporary folder");
    let complaints = |settings: Value| -> Vec<String> {
        let (mut client, _) = Client::open(dir.path(), &json!({}), &settings);
        let told = client.settled();
        client.leave();
        let shown = told.iter().filter(|message| message["method"] == "window/showMessage");
        shown.map(|message| message["params"]["message"].to_string()).collect()
    };
    for (name, example) in documented() {
        // Of a configuration that is not there, the user is told, too.
        if name != "config" {
            assert_eq!(complaints(json!({name.clone(): example})), Vec::<String>::new(), "{name}");
        }
        let wrong = complaints(json!({name.clone(): {"no": "such value"}}));
        assert!(wrong.len() == 1 && wrong[0].contains(&format!("matterlint.{name} ")), "{name}: {wrong:?}");
    }
}

#[test]
fn the_server_gets_the_pages_of_all_generators() {
    let code = std::fs::read_to_string(folder().join("extension.js")).expect("the extension");
    let list = code.split_once("const ENDINGS = [").and_then(|(_, rest)| rest.split_once(']')).expect("a list").0;
    let endings: BTreeSet<&str> = list.split(['"', ',', '\n', ' ']).filter(|part| !part.is_empty()).collect();
    let mut pages = Vec::new();
    for fixture in std::fs::read_dir(support::root().join("fixtures")).expect("there are fixtures").flatten() {
        let root = matterlint::site_root::SiteRoot { folder: fixture.path().join("site"), is_marked: true };
        let mut opened = matterlint::open::open(&root, &support::options()).expect("a fixture can be opened");
        opened.load();
        pages.extend(opened.workspace.pages().map(|page| page.path.clone()));
    }
    assert!(pages.len() > 100, "only {} pages", pages.len());
    let is_missed = |page: &&String| page.rsplit_once('.').is_none_or(|(_, ending)| !endings.contains(ending));
    assert_eq!(pages.iter().find(is_missed), None);
}

#[test]
fn the_extension_starts_what_it_finds() {
    if !runs(Command::new("node").arg("--test").arg("--version")) {
        eprintln!("skipped: node is not installed");
        return;
    }
    // One of them talks to the program as VS Code does; it is skipped where `npm install` was not run.
    let mut command = Command::new("node");
    command.arg("--test");
    for name in ["program", "extension", "session"] {
        command.arg(folder().join(format!("test/{name}.test.js")));
    }
    expect_success(command);
}
