//! A block of front matter before it is written, and the three ways to write it.

use super::random::Random;

/// The order of the keys. Maps come last, as TOML wants them.
const ORDER: [&str; 17] = [
    "title",
    "date",
    "description",
    "lastmod",
    "slug",
    "tags",
    "categories",
    "authors",
    "draft",
    "weight",
    "layout",
    "cover",
    "aliases",
    "expiryDate",
    "url",
    "params",
    "resources",
];

/// What a block is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
    /// Between braces.
    Json,
}

/// A value as its writer thinks of it.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text, with quotes where the format or the habit of the writer wants them.
    Text(String),
    /// A text so long that YAML folds it.
    Long(String),
    /// A number or a truth value.
    Bare(String),
    /// A date: a text in JSON, bare elsewhere.
    Date(String),
    /// Written as it is, whether or not that is right.
    Raw(String),
    /// A list of texts.
    List(Vec<String>),
    /// A map.
    Map(Vec<Entry>),
    /// A list of maps.
    Maps(Vec<Vec<Entry>>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: &'static str,
    /// What stands behind it.
    pub value: Value,
    /// Whether the planted fault of the page is here.
    pub is_faulty: bool,
}

/// The front matter of one page.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is written in.
    pub format: Format,
    /// Its keys, in the order of [`ORDER`].
    pub entries: Vec<Entry>,
    /// Whether a delimiter ends it.
    pub is_closed: bool,
}

/// A block as text.
pub struct Written {
    /// The text, with both delimiters.
    pub text: String,
    /// How many lines it has.
    pub lines: usize,
    /// The first and the last line of the entry that is faulty.
    pub faulty: Option<(usize, usize)>,
}

impl Entry {
    /// A key with its value.
    pub fn new(key: &'static str, value: Value) -> Self {
        Self { key, value, is_faulty: false }
    }
}

impl Block {
    /// The entry of `key`.
    pub fn entry(&mut self, key: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.key == key)
    }

    /// Puts `entry` where its key is, else where [`ORDER`] wants it: a linter may have rules about the order.
    pub fn put(&mut self, entry: Entry) {
        if let Some(old) = self.entry(entry.key) {
            *old = entry;
            return;
        }
        let rank = |key: &str| ORDER.iter().position(|known| *known == key);
        let is_later = |other: &Entry| rank(other.key) > rank(entry.key);
        let place = self.entries.iter().position(is_later).unwrap_or(self.entries.len());
        self.entries.insert(place, entry);
    }

    /// Writes it. Where a format has several ways to write one thing, `random` chooses.
    pub fn write(&self, random: &mut Random) -> Written {
        let mut written = Written { text: String::new(), lines: 0, faulty: None };
        let (open, close) = match self.format {
            Format::Yaml => ("---\n", "---\n"),
            Format::Toml => ("+++\n", "+++\n"),
            Format::Json => ("{\n", "}\n"),
        };
        written.text.push_str(open);
        let last = self.entries.len().saturating_sub(1);
        for (index, entry) in self.entries.iter().enumerate() {
            let begin = written.text.len();
            match self.format {
                Format::Yaml => yaml(&mut written.text, entry, 0, random),
                Format::Toml => toml(&mut written.text, entry, "", random),
                Format::Json => {
                    json(&mut written.text, entry, 1);
                    written.text.push_str(if index == last { "\n" } else { ",\n" });
                }
            }
            if entry.is_faulty {
                written.faulty = Some((lines(&written.text[..begin]) + 1, lines(&written.text)));
            }
        }
        if self.is_closed {
            written.text.push_str(close);
        }
        written.lines = lines(&written.text);
        written
    }
}

/// How many lines end in `text`.
pub fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

fn yaml(out: &mut String, entry: &Entry, depth: usize, random: &mut Random) {
    let pad = "  ".repeat(depth);
    out.push_str(&format!("{pad}{}:", entry.key));
    match &entry.value {
        Value::Text(text) => out.push_str(&format!(" {}\n", yaml_text(text, random))),
        Value::Long(text) => {
            out.push_str(" >-\n");
            folded(out, text, &format!("{pad}  "));
        }
        Value::Bare(text) | Value::Date(text) | Value::Raw(text) => out.push_str(&format!(" {text}\n")),
        Value::List(items) if random.chance(55) => {
            let items: Vec<String> = items.iter().map(|item| yaml_text(item, random)).collect();
            out.push_str(&format!(" [{}]\n", items.join(", ")));
        }
        Value::List(items) => {
            out.push('\n');
            for item in items {
                out.push_str(&format!("{pad}  - {}\n", yaml_text(item, random)));
            }
        }
        Value::Map(entries) => {
            out.push('\n');
            entries.iter().for_each(|entry| yaml(out, entry, depth + 1, random));
        }
        Value::Maps(maps) => {
            out.push('\n');
            for map in maps {
                let begin = out.len();
                map.iter().for_each(|entry| yaml(out, entry, depth + 2, random));
                // The dash stands in the blanks before the first key.
                let dash = begin + 2 * (depth + 1);
                out.replace_range(dash..=dash, "-");
            }
        }
    }
}

fn yaml_text(text: &str, random: &mut Random) -> String {
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.' | '_'))
        && text.starts_with(char::is_alphabetic);
    match random.below(10) {
        0..7 if is_plain => text.to_owned(),
        0..9 => json_text(text),
        _ => format!("'{}'", text.replace('\'', "''")),
    }
}

/// `text` in lines of about 90 characters.
fn folded(out: &mut String, text: &str, pad: &str) {
    let mut column = 0;
    for word in text.split(' ') {
        if column == 0 {
            out.push_str(pad);
        } else {
            out.push(' ');
        }
        out.push_str(word);
        column += word.chars().count() + 1;
        if column > 80 {
            out.push('\n');
            column = 0;
        }
    }
    if column > 0 {
        out.push('\n');
    }
}

fn toml(out: &mut String, entry: &Entry, table: &str, random: &mut Random) {
    let key = entry.key;
    match &entry.value {
        Value::Text(text) if random.chance(20) && !text.contains('\'') => out.push_str(&format!("{key} = '{text}'\n")),
        Value::Text(text) | Value::Long(text) => out.push_str(&format!("{key} = {}\n", json_text(text))),
        Value::Bare(text) | Value::Date(text) | Value::Raw(text) => out.push_str(&format!("{key} = {text}\n")),
        Value::List(items) => out.push_str(&format!("{key} = [{}]\n", json_texts(items))),
        Value::Map(entries) => {
            let name = if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
            out.push_str(&format!("[{name}]\n"));
            entries.iter().for_each(|entry| toml(out, entry, &name, random));
        }
        Value::Maps(maps) => {
            for map in maps {
                out.push_str(&format!("[[{key}]]\n"));
                map.iter().for_each(|entry| toml(out, entry, key, random));
            }
        }
    }
}

fn json(out: &mut String, entry: &Entry, depth: usize) {
    out.push_str(&format!("{}\"{}\": ", "  ".repeat(depth), entry.key));
    match &entry.value {
        Value::Text(text) | Value::Long(text) | Value::Date(text) => out.push_str(&json_text(text)),
        Value::Bare(text) | Value::Raw(text) => out.push_str(text),
        Value::List(items) => out.push_str(&format!("[{}]", json_texts(items))),
        Value::Map(entries) => json_map(out, entries, depth),
        Value::Maps(maps) => {
            out.push('[');
            for (index, map) in maps.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                json_map(out, map, depth);
            }
            out.push(']');
        }
    }
}

fn json_map(out: &mut String, entries: &[Entry], depth: usize) {
    out.push_str("{\n");
    for (index, entry) in entries.iter().enumerate() {
        out.push_str(if index == 0 { "" } else { ",\n" });
        json(out, entry, depth + 1);
    }
    out.push_str(&format!("\n{}}}", "  ".repeat(depth)));
}

fn json_texts(items: &[String]) -> String {
    items.iter().map(|item| json_text(item)).collect::<Vec<_>>().join(", ")
}

/// `text` in double quotes, as all three formats read it.
fn json_text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
