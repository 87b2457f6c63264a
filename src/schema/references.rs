//! Where `$ref` leads: to a place in the same file, or to another file of the site. Nothing else is followed.

use serde_json::Value;

use super::keywords;
use super::store::Document;
use crate::config::ConfigProblem;
use crate::front_matter::NodeRef;
use crate::listing::{Files, join, normalize, parent};
use crate::text::nearest;

/// What a `$ref` asks for.
pub(super) enum Reference {
    /// Another file of the site, by its path.
    File(String),
    /// Something that is not followed.
    Wrong(ConfigProblem),
}

/// The references of `document` that leave the file.
pub(super) fn of(document: &Document) -> Vec<Reference> {
    let mut found = Vec::new();
    for node in nodes(document) {
        let Some(text) = node.scalar().map(|scalar| &*scalar.text) else { continue };
        match target(document, text) {
            Ok(Some(path)) if path != document.path => found.push(Reference::File(path)),
            Ok(_) => {}
            Err((message, help)) => {
                let problem = ConfigProblem::new(&document.path, node.span(), message).with_help(help);
                found.push(Reference::Wrong(problem));
            }
        }
    }
    found
}

/// Checks that every reference of `document` leads somewhere.
pub(super) fn check_targets(
    document: &Document,
    all: &[Document],
    files: &dyn Files,
    problems: &mut Vec<ConfigProblem>,
) {
    if has_inner_ids(&document.value, true) {
        // An inner `$id` moves what relative references mean; the compiler follows them, and complains by itself.
        return;
    }
    for node in nodes(document) {
        let Some(text) = node.scalar().map(|scalar| &*scalar.text) else { continue };
        let Ok(Some(path)) = target(document, text) else { continue };
        let mut wrong = |message: String, help: String| {
            problems.push(ConfigProblem::new(&document.path, node.span(), message).with_help(help));
        };
        let Some(other) = all.iter().find(|other| other.path == path) else {
            if files.read(&path).is_none() {
                let help = "a `$ref` is relative to the file in which it stands".to_owned();
                wrong(format!("there is no schema file `{path}`"), help);
            }
            continue;
        };
        let pointer = text.split_once('#').map_or("", |(_, fragment)| fragment);
        if let Err(near) = follow(&other.value, pointer) {
            let help = near.map_or_else(
                || "the part behind `#` names keys from the top of the file: `#/$defs/author`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            wrong(format!("`{text}` leads nowhere"), help);
        }
    }
}

/// The file that the reference `text` leads to, `None` for the standard's own schemas.
fn target(document: &Document, text: &str) -> Result<Option<String>, (String, String)> {
    let file = &*percent_decoded(text.split('#').next().unwrap_or_default());
    if file.is_empty() {
        return Ok(Some(document.path.clone()));
    }
    if file.contains("://json-schema.org/") {
        return Ok(None);
    }
    if let Some(below) = id_of(&document.value).and_then(|id| below_id(&document.path, id, file)) {
        return Ok(Some(below));
    }
    if file.contains("://") || file.starts_with("urn:") {
        let help = "save that schema in the site, and write its path relative to this file".to_owned();
        return Err((format!("`{file}` is not in the site, and nothing is fetched"), help));
    }
    if file.starts_with('/') || file.contains('\\') {
        let help = "write the path relative to this file, with `/`".to_owned();
        return Err((format!("`{file}` is no relative path"), help));
    }
    normalize(&join(parent(&document.path), file))
        .map(Some)
        .ok_or_else(|| (format!("`{file}` leaves the site"), "a schema can only refer to files of the site".to_owned()))
}

/// The `$id` of a document, its own address.
pub(super) fn id_of(document: &Value) -> Option<&str> {
    document.get("$id").or_else(|| document.get("id"))?.as_str()?.split('#').next()
}

/// The file for an absolute address that begins like the `$id` of the document at `path`: with
/// `"$id": "https://a.example/s/post.json"` in `schemas/post.json`, `https://a.example/s/tag.json` is
/// `schemas/tag.json`.
pub(super) fn below_id(path: &str, id: &str, address: &str) -> Option<String> {
    if address == id {
        return Some(path.to_owned());
    }
    let (base, _) = id.rsplit_once('/')?;
    let below = address.strip_prefix(base)?.strip_prefix('/')?;
    normalize(&join(parent(path), below))
}

/// Every value of a `$ref` in `document` that is a keyword, not a key of the data.
fn nodes(document: &Document) -> Vec<NodeRef<'_>> {
    let mut found = Vec::new();
    if let Some(root) = document.tree.root() {
        collect(root, &mut found);
    }
    found
}

fn collect<'t>(node: NodeRef<'t>, found: &mut Vec<NodeRef<'t>>) {
    if node.is_alias() {
        return;
    }
    for entry in node.entries() {
        if entry.name() == "$ref" {
            found.push(entry.value);
        }
        match keywords::find(entry.name()).map(|(holds, _)| holds) {
            Some(keywords::Holds::Data) | None => {}
            Some(keywords::Holds::Named) => entry.value.entries().for_each(|named| collect(named.value, found)),
            Some(_) => {
                collect(entry.value, found);
                entry.value.items().for_each(|item| collect(item, found));
            }
        }
    }
}

fn has_inner_ids(value: &Value, is_root: bool) -> bool {
    match value {
        Value::Object(map) => {
            (!is_root && map.get("$id").is_some_and(Value::is_string))
                || map.values().any(|inner| has_inner_ids(inner, false))
        }
        Value::Array(items) => items.iter().any(|inner| has_inner_ids(inner, false)),
        _ => false,
    }
}

/// Follows a JSON pointer; an error proposes the pointer that was probably meant. Names of anchors are left alone.
fn follow(root: &Value, pointer: &str) -> Result<(), Option<String>> {
    if !pointer.starts_with('/') {
        return Ok(());
    }
    let mut at = root;
    let mut done = String::from("#");
    for part in pointer[1..].split('/') {
        let name = percent_decoded(part).replace("~1", "/").replace("~0", "~");
        let next = match at {
            Value::Object(map) => map.get(&name),
            Value::Array(items) => name.parse::<usize>().ok().and_then(|i| items.get(i)),
            _ => None,
        };
        let Some(next) = next else {
            let names = at.as_object().into_iter().flat_map(|map| map.keys().map(String::as_str));
            return Err(nearest(&name, names).map(|near| format!("{done}/{near}")));
        };
        done = format!("{done}/{part}");
        at = next;
    }
    Ok(())
}

/// `text` with its `%41` sequences resolved.
pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = if *first == b'%' { tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()) } else { None };
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
