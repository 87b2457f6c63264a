//! The steps that ask about a page. `‸` is the cursor in a part of its text: `hover content/a.md "dra‸ft"`.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Session, offset, position, range, text_of};

/// Most proposals that are written down.
const MOST: usize = 8;

impl Session {
    /// A step whose first word is the question.
    pub fn ask(&mut self, question: &str, path: &str, rest: &str) {
        match question {
            "complete" => self.complete(path, rest),
            "choose" => self.choose(path, rest),
            "hover" => self.hover(path, rest),
            "definition" | "references" => self.places(question, path, rest),
            "rename" => self.rename(path, rest),
            "symbols" => {
                let found = self.question("documentSymbol", path, json!({}));
                if found.as_array().is_none_or(Vec::is_empty) {
                    self.line("nothing");
                }
                self.symbols(&found, 1);
            }
            "folds" => {
                let found = self.question("foldingRange", path, json!({}));
                for fold in found.as_array().into_iter().flatten() {
                    let line = |name: &str| fold[name].as_u64().expect("a line") + 1;
                    let more = [&fold["kind"], &fold["collapsedText"]].map(text_of).join(" ");
                    self.line(&format!("{}-{} {more}", line("startLine"), line("endLine")));
                }
            }
            "selections" => {
                let (at, _) = self.place(path, rest);
                let found = self.question("selectionRange", path, json!({"positions": [at]}));
                if found.is_null() {
                    self.line("nothing");
                }
                let mut next = &found[0];
                while next.is_object() {
                    let text = part(&self.text(path), &next["range"]);
                    self.line(&format!("{} {text:?}", range(&next["range"])));
                    next = &next["parent"];
                }
            }
            _ => panic!("there is no step `{question}`"),
        }
    }

    /// `complete PATH "TEXT‸" [LABEL]`: the first proposals, or all of one.
    fn complete(&mut self, path: &str, rest: &str) {
        let (found, label) = self.proposals(path, rest);
        if !label.is_empty() {
            let item = with_label(&found, &label);
            let item = item.to_string().replace(&self.uri(""), "ROOT");
            return self.line(&item);
        }
        let items = found["items"].as_array().cloned().unwrap_or_default();
        if items.is_empty() {
            self.line("nothing");
        }
        let mut sorted = items.clone();
        sorted.sort_by_key(|item| text_of(&item["sortText"]).to_owned());
        assert_eq!(sorted, items, "the order is that of the list");
        for item in items.iter().take(MOST) {
            let edit = &item["textEdit"];
            let detail = [&item["detail"], &item["labelDetails"]["description"]].map(text_of).concat();
            let (label, new) = (text_of(&item["label"]), text_of(&edit["newText"]));
            let (kind, at) = (&item["kind"], range(&edit["range"]));
            self.line(format!("{label} ({kind}) {new:?} at {at}, {detail}").trim_end_matches([',', ' ']));
        }
        if items.len() > MOST {
            self.line(&format!("and {} more", items.len() - MOST));
        }
        if found["isIncomplete"] == true {
            self.line("incomplete");
        }
    }

    /// `choose PATH "TEXT‸" LABEL`: types the proposal, and shows what the lines are then.
    fn choose(&mut self, path: &str, rest: &str) {
        let (found, label) = self.proposals(path, rest);
        let edit = with_label(&found, &label)["textEdit"].clone();
        self.apply_edit(&json!({"changes": {self.uri(path): [edit]}}));
    }

    fn proposals(&mut self, path: &str, rest: &str) -> (Value, String) {
        let (at, label) = self.place(path, rest);
        (self.question("completion", path, json!({"position": at})), label)
    }

    fn hover(&mut self, path: &str, rest: &str) {
        let (at, _) = self.place(path, rest);
        let found = self.question("hover", path, json!({"position": at}));
        if found.is_null() {
            return self.line("nothing");
        }
        let text = part(&self.text(path), &found["range"]);
        self.line(&format!("{} {text:?}, {}", range(&found["range"]), text_of(&found["contents"]["kind"])));
        let root = self.uri("");
        for line in text_of(&found["contents"]["value"]).replace(&root, "ROOT").lines() {
            self.line(&format!("  {line}"));
        }
    }

    fn places(&mut self, question: &str, path: &str, rest: &str) {
        let (at, rest) = self.place(path, rest);
        let context = json!({"includeDeclaration": rest == "declared"});
        let found = self.question(question, path, json!({"position": at, "context": context}));
        let places = found.as_array().cloned().unwrap_or_default();
        if places.is_empty() {
            self.line("nothing");
        }
        for place in places {
            if place["originSelectionRange"].is_object() {
                let text = part(&self.text(path), &place["originSelectionRange"]);
                self.line(&format!("from {text:?}"));
            }
            let (uri, at) = match place.get("targetUri") {
                Some(uri) => (uri, &place["targetSelectionRange"]),
                None => (&place["uri"], &place["range"]),
            };
            let target = self.path(uri);
            let text = if at["start"] == at["end"] { String::new() } else { part(&self.text(&target), at) };
            self.line(&format!("{target} {} {text:?}", range(at)));
        }
    }

    /// `rename PATH "TEXT‸" NEW`: does it, also to files and folders on the disk.
    fn rename(&mut self, path: &str, rest: &str) {
        let (at, new) = self.place(path, rest);
        let prepared = self.question("prepareRename", path, json!({"position": at}));
        if prepared.is_null() {
            self.line("nothing to rename");
        } else {
            let text = part(&self.text(path), &prepared["range"]);
            self.line(&format!("{text:?} is {}", prepared["placeholder"]));
        }
        let params = json!({"textDocument": {"uri": self.uri(path)}, "position": at, "newName": new});
        let answer = self.client().request("textDocument/rename", &params);
        if let Some(error) = answer["error"]["message"].as_str() {
            return self.line(error);
        }
        if answer["result"].is_null() {
            return;
        }
        self.apply_edit(&answer["result"]);
        let changes = answer["result"]["documentChanges"].as_array().cloned().unwrap_or_default();
        for change in changes.iter().filter(|change| change["kind"] == "rename") {
            let (from, to) = (self.path(&change["oldUri"]), self.path(&change["newUri"]));
            self.line(&format!("{from} moves to {to}"));
            std::fs::rename(self.dir.path().join(&from), self.dir.path().join(&to)).expect("a folder can move");
            self.watched(&from, 3);
            self.watched(&to, 1);
        }
    }

    fn symbols(&mut self, found: &Value, depth: usize) {
        for symbol in found.as_array().into_iter().flatten() {
            let (name, kind) = (text_of(&symbol["name"]), &symbol["kind"]);
            let more = [&symbol["detail"], &symbol["containerName"]].map(text_of).concat();
            let at = symbol.get("range").unwrap_or(&symbol["location"]["range"]);
            let own = symbol.get("selectionRange").map(|own| format!(", {}", range(own))).unwrap_or_default();
            self.line(&format!("{}{name} ({kind}) {}{own} {more}", "  ".repeat(depth - 1), range(at)));
            self.symbols(&symbol["children"], depth + 1);
        }
    }

    fn question(&mut self, method: &str, path: &str, mut params: Value) -> Value {
        params["textDocument"] = json!({"uri": self.uri(path)});
        let mut answer = self.client().request(&format!("textDocument/{method}"), &params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    /// Where the cursor is, in the first place that has the text, and what else stands in the step.
    fn place(&self, path: &str, rest: &str) -> (Value, String) {
        let mut texts = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let marked = texts.next().expect("a text in quotes").expect("a text in quotes");
        let more = rest[texts.byte_offset()..].trim().to_owned();
        let cursor = marked.find('‸').expect("the text has a cursor");
        let text = self.text(path);
        let wanted = marked.replace('‸', "");
        let at = text.find(&wanted).unwrap_or_else(|| panic!("{path} has no {wanted:?}"));
        (position(&text, at + cursor), more)
    }

    /// The text of a buffer, or of a file.
    fn text(&self, path: &str) -> String {
        self.buffers.get(path).map_or_else(|| self.disk(path), |buffer| buffer.1.clone())
    }

    fn line(&mut self, line: &str) {
        let line = line.trim_end();
        writeln!(self.out, "{}{line}", if line.is_empty() { "" } else { "  " }).expect("a text takes everything");
    }
}

fn with_label<'v>(found: &'v Value, label: &str) -> &'v Value {
    let items = found["items"].as_array().expect("proposals");
    items.iter().find(|item| item["label"] == label).unwrap_or_else(|| panic!("no {label:?} in {found}"))
}

fn part(text: &str, range: &Value) -> String {
    text[offset(text, &range["start"])..offset(text, &range["end"])].to_owned()
}
