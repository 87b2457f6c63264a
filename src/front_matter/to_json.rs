//! The values of a block as plain JSON, typed as the generator's parser types them.

use serde_json::{Map, Number, Value};

use super::{Entry, NodeRef, Typed, YamlParser};

/// Most values that one block may unfold to. Real front matter has a few hundred; aliases of aliases can ask for
/// billions, and what lies beyond this is cut off as `null`.
const LARGEST: usize = 10_000;

/// Deepest nesting that is unfolded; readers stop before it.
const DEEPEST: usize = 300;

/// `node` as JSON: aliases unfolded, merge keys applied where the parser applies them, the last of duplicate keys, dates
/// as their text, infinities and NaN (which JSON lacks) as text.
pub fn to_json(node: NodeRef<'_>) -> Value {
    to_json_with(node, &|name| name.to_owned())
}

/// The same, with every key spelt as `key` says: generators that ignore letter case look a key up under another spelling
/// than the written one.
pub fn to_json_with(node: NodeRef<'_>, key: &dyn Fn(&str) -> String) -> Value {
    Unfolding { left: LARGEST, key }.value(node, 0)
}

/// The entries of the map `node` as the parser sees them: those of merge keys (`<<: *base`) first, as own keys win over
/// them, the last of duplicates last.
pub fn merged_entries(node: NodeRef<'_>) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut left = LARGEST;
    collect(node, 0, &mut left, &mut entries);
    entries
}

struct Unfolding<'k> {
    left: usize,
    key: &'k dyn Fn(&str) -> String,
}

impl Unfolding<'_> {
    fn value(&mut self, node: NodeRef<'_>, depth: usize) -> Value {
        if self.left == 0 || depth > DEEPEST {
            return Value::Null;
        }
        self.left -= 1;
        if node.is_map() {
            let entries = merged_entries(node);
            self.left = self.left.saturating_sub(entries.len());
            let mut map = Map::new();
            for entry in entries {
                map.insert((self.key)(entry.name()), self.value(entry.value, depth + 1));
            }
            return Value::Object(map);
        }
        if node.is_list() {
            return Value::Array(node.items().map(|item| self.value(item, depth + 1)).collect());
        }
        scalar(node)
    }
}

fn collect<'t>(node: NodeRef<'t>, depth: usize, left: &mut usize, entries: &mut Vec<Entry<'t>>) {
    let merges = node.tree().yaml.is_some_and(merges);
    let is_merge = |entry: &Entry<'_>| merges && entry.name() == "<<" && !entry.value.is_absent();
    if merges && depth < 20 {
        for entry in node.entries().filter(is_merge) {
            if entry.value.is_map() {
                collect(entry.value, depth + 1, left, entries);
            }
            // Of several maps, the first wins, so it comes last.
            for item in entry.value.items().rev().filter(|item| item.is_map()) {
                collect(item, depth + 1, left, entries);
            }
        }
    }
    for entry in node.entries().filter(|entry| !is_merge(entry)) {
        if *left == 0 {
            return;
        }
        *left -= 1;
        entries.push(entry);
    }
}

/// Whether a parser applies merge keys: the npm package `yaml` does not by default, and serde_yaml only when asked.
fn merges(parser: YamlParser) -> bool {
    !matches!(parser, YamlParser::NpmYaml | YamlParser::HexoYaml | YamlParser::SerdeYaml)
}

fn scalar(node: NodeRef<'_>) -> Value {
    match node.typed() {
        Some(Typed::Bool(value)) => Value::Bool(value),
        Some(Typed::Int(value)) => integer(value),
        Some(Typed::Float(value)) => {
            Number::from_f64(value).map_or_else(|| Value::String(value.to_string()), Value::Number)
        }
        Some(Typed::Str(text)) => Value::String(text.into_owned()),
        Some(Typed::Date(text)) => Value::String(text.into_owned()),
        Some(Typed::Null) | None => Value::Null,
    }
}

fn integer(value: i128) -> Value {
    let number = i64::try_from(value).map(Number::from).or_else(|_| u64::try_from(value).map(Number::from));
    number.map_or_else(|_| Value::from(value as f64), Value::Number)
}
