//! The law: after any sequence of edits, saves, creations, deletions and renames, the server shows what a new one shows.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, uri};

const PATHS: [&str; 10] = [
    "content/a.md",
    "content/b.md",
    "content/posts/_index.md",
    "content/posts/c/index.md",
    "content/posts/d.md",
    "content/posts/c/pier.png",
    "static/pier.png",
    "data/tags.yaml",
    "matterlint.yaml",
    "hugo.toml",
];

/// How many of them govern no other file.
const PAGES_AND_IMAGES: usize = 7;

const PAGES: [&str; 8] = [
    "---\ntitle: A\ndate: 2024-02-30\ntags: [go, zig]\n---\n",
    "---\ntitle: A\ndate: 2024-02-20\nurl: /same/\ntags: [Go, go]\nimages: [pier.png]\n---\n",
    "---\ntitle: B\nurl: /same/\naliases: [/a/, /b/]\n---\nText.\n",
    "---\ntitle: 灯塔\ndraft: \"yes\"\ncascade: {url: /x/}\nimages: [/pier.png]\n---\n",
    "+++\ntitle = 'C'\ndate = 2024-02-03\nlastmod = 2023-01-01\n+++\n",
    "---\ntitle: [broken\n---\n",
    "---\n# matterlint: ignore[dates/impossible-date]\ndate: 2024-02-30\ntitle: D\n---\n",
    "No front matter.\n",
];

const TERMS: [&str; 3] = ["- go\n", "- go\n- zig\n", "- [broken\n"];

const SETTINGS: [&str; 4] = [
    "taxonomies: {tags: {vocabulary: data/tags.yaml}}\n",
    "rules: {dates: error}\n",
    "rules: {dates: errors}\n",
    "exclude: [content/posts/**]\nimages: {body: true}\n",
];

const SITE: [&str; 3] = ["title = 'T'\n", "title = 'T'\ndefaultContentLanguage = 'de'\n", "contentDir = 'elsewhere'\n"];

#[test]
fn what_is_shown_does_not_depend_on_the_way_there() {
    for seed in 1..=12 {
        let dir = TempDir::new().expect("a temporary folder");
        let mut run = Run { dir, chance: seed * 7919, buffers: BTreeMap::new(), log: Vec::new() };
        run.disk("hugo.toml", SITE[0]);
        run.disk("content/a.md", PAGES[0]);
        let (mut client, _) = Client::open(run.dir.path(), &json!({}), &Value::Null);
        for round in 0..5 {
            for _ in 0..6 {
                run.step(&mut client, PATHS.len());
            }
            if round % 2 == 0 {
                client.settled();
            }
        }
        // A right configuration: of a wrong one, the last right one depends on the way.
        for (path, text) in [("matterlint.yaml", SETTINGS[1]), ("data/tags.yaml", TERMS[0]), ("hugo.toml", SITE[0])] {
            run.close(&mut client, path);
            run.write(&mut client, path, text);
        }
        client.settled();
        // What governs pages has the site read anew; without it, every step has to be right.
        for _ in 0..20 {
            run.step(&mut client, PAGES_AND_IMAGES);
        }
        let (mut fresh, _) = Client::open(run.dir.path(), &json!({}), &Value::Null);
        for (path, (version, text)) in &run.buffers {
            let document = json!({"uri": run.uri(path), "languageId": "x", "version": version, "text": text});
            fresh.notify("textDocument/didOpen", &json!({"textDocument": document}));
        }
        let (shown, expected) = (shown(&mut client), shown(&mut fresh));
        assert!(shown == expected, "seed {seed}:\n{}\n{shown:#?}\n{expected:#?}", run.log.join("\n"));
        client.leave();
        fresh.leave();
    }
}

/// All findings, by file.
fn shown(client: &mut Client) -> BTreeMap<String, Value> {
    let answer = client.request("workspace/diagnostic", &json!({"previousResultIds": []}));
    let items = answer["result"]["items"].as_array().expect("a report");
    items.iter().map(|item| (item["uri"].as_str().expect("a URI").to_owned(), item["items"].clone())).collect()
}

struct Run {
    dir: TempDir,
    chance: u64,
    buffers: BTreeMap<String, (i64, String)>,
    log: Vec<String>,
}

impl Run {
    /// One step with one of the first `count` files.
    fn step(&mut self, client: &mut Client, count: usize) {
        let path = PATHS[self.pick(count)];
        let exists = self.dir.path().join(path).is_file();
        let is_open = self.buffers.contains_key(path);
        let text = match path.rsplit_once('.').expect("an extension") {
            (_, "png") => "x",
            (_, "toml") => SITE[self.pick(SITE.len())],
            ("matterlint", _) => SETTINGS[self.pick(SETTINGS.len())],
            (_, "yaml") => TERMS[self.pick(TERMS.len())],
            _ => PAGES[self.pick(PAGES.len())],
        };
        match self.pick(7) {
            0 | 1 if is_open => self.edit(client, path, text),
            0..=2 if !is_open && !path.ends_with("png") => self.open(client, path),
            2 if is_open => self.close(client, path),
            3 if is_open => self.save(client, path),
            4 if exists && path != "hugo.toml" => self.delete(client, path),
            5 if exists && path.ends_with(".md") => self.rename(client, path),
            _ => self.write(client, path, text),
        }
    }

    fn open(&mut self, client: &mut Client, path: &str) {
        self.log.push(format!("open {path}"));
        let text = std::fs::read_to_string(self.dir.path().join(path)).unwrap_or_default();
        let document = json!({"uri": self.uri(path), "languageId": "x", "version": 1, "text": text});
        self.buffers.insert(path.to_owned(), (1, text));
        client.notify("textDocument/didOpen", &json!({"textDocument": document}));
    }

    fn edit(&mut self, client: &mut Client, path: &str, text: &str) {
        self.log.push(format!("edit {path} {text:?}"));
        let uri = self.uri(path);
        let buffer = self.buffers.get_mut(path).expect("an open buffer");
        *buffer = (buffer.0 + 1, text.to_owned());
        let document = json!({"uri": uri, "version": buffer.0});
        let params = json!({"textDocument": document, "contentChanges": [{"text": text}]});
        client.notify("textDocument/didChange", &params);
    }

    fn close(&mut self, client: &mut Client, path: &str) {
        if self.buffers.remove(path).is_some() {
            self.log.push(format!("close {path}"));
            client.notify("textDocument/didClose", &json!({"textDocument": {"uri": self.uri(path)}}));
        }
    }

    fn save(&mut self, client: &mut Client, path: &str) {
        let text = self.buffers[path].1.clone();
        client.notify("textDocument/didSave", &json!({"textDocument": {"uri": self.uri(path)}}));
        self.write(client, path, &text);
    }

    fn write(&mut self, client: &mut Client, path: &str, text: &str) {
        self.log.push(format!("write {path} {text:?}"));
        let kind = if self.dir.path().join(path).exists() { 2 } else { 1 };
        self.disk(path, text);
        self.tell(client, &[(path, kind)]);
    }

    fn delete(&mut self, client: &mut Client, path: &str) {
        self.log.push(format!("delete {path}"));
        std::fs::remove_file(self.dir.path().join(path)).expect("it was there");
        self.tell(client, &[(path, 3)]);
    }

    fn rename(&mut self, client: &mut Client, path: &str) {
        let to = path.replace(".md", ".de.md");
        self.log.push(format!("rename {path} {to}"));
        std::fs::rename(self.dir.path().join(path), self.dir.path().join(&to)).expect("it was there");
        self.tell(client, &[(path, 3), (&to, 1)]);
    }

    fn tell(&self, client: &mut Client, events: &[(&str, i32)]) {
        let changes: Vec<Value> =
            events.iter().map(|(path, kind)| json!({"uri": self.uri(path), "type": kind})).collect();
        client.notify("workspace/didChangeWatchedFiles", &json!({"changes": changes}));
    }

    fn disk(&self, path: &str, text: &str) {
        let file = self.dir.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(file, text).expect("a file can be written");
    }

    /// A number below `count`: always the same ones for a seed.
    fn pick(&mut self, count: usize) -> usize {
        self.chance = self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.chance >> 33) as usize % count
    }

    fn uri(&self, path: &str) -> String {
        uri(Path::new(self.dir.path()), path)
    }
}
