//! Maps as the generator sees them, with merge keys applied.

use std::collections::HashMap;

use super::{Entry, NodeId, NodeRef, Style, YamlParser};

/// Most entries that are looked at for one map. Maps that merge each other nine times over have billions.
const MOST_ENTRIES: usize = 10_000;

impl<'t> NodeRef<'t> {
    /// The entries of a map with its merge keys (`<<: *base`) applied, where the generator's parser applies them, in
    /// the order of the text. Duplicates in the map itself are kept; of an inherited and another entry with the same key
    /// the one stays that the parser keeps. Without merge keys these are the [`entries`](NodeRef::entries).
    pub fn fields(self) -> impl Iterator<Item = Entry<'t>> {
        let rule = self.tree().yaml.and_then(rule_of);
        let merging = rule.filter(|_| self.entries().any(is_merge_key));
        let merged = merging.map(|rule| Merge { rule, open: vec![], left: MOST_ENTRIES }.fields(self));
        let own = merged.is_none().then(|| self.entries());
        own.into_iter().flatten().chain(merged.into_iter().flatten())
    }
}

/// `<<` without quotes.
pub(super) fn is_merge_key(entry: Entry<'_>) -> bool {
    entry.key.scalar().is_some_and(|key| key.style == Style::Plain && &*key.text == "<<")
}

/// Which of two entries with the same key a parser keeps (each found by running it).
#[derive(Clone, Copy)]
struct Rule {
    /// Whether `<<` overwrites keys that stand before it in the map: in Hugo and Psych it does.
    in_place: bool,
    /// Whether in `<<: [*a, *b]` the last base wins: in Hugo it does.
    last_in_list: bool,
    /// Whether the last of several `<<` wins: with js-yaml the first does.
    last_key: bool,
}

/// How a parser merges; `None` where `<<` is a key like any other.
fn rule_of(parser: YamlParser) -> Option<Rule> {
    let (in_place, last_in_list, last_key) = match parser {
        YamlParser::Goccy => (true, true, true),
        YamlParser::Psych | YamlParser::SafeYaml => (true, false, true),
        YamlParser::JsYaml3 | YamlParser::JsYaml4 => (false, false, false),
        YamlParser::PyYaml => (false, false, true),
        YamlParser::NpmYaml | YamlParser::HexoYaml | YamlParser::SerdeYaml => return None,
    };
    Some(Rule { in_place, last_in_list, last_key })
}

struct Merge {
    rule: Rule,
    /// Maps that are being merged: one that merges itself is not merged again.
    open: Vec<NodeId>,
    left: usize,
}

impl Merge {
    fn fields<'t>(&mut self, map: NodeRef<'t>) -> Vec<Entry<'t>> {
        let id = map.target_id();
        let mut fields = Fields::default();
        if self.open.contains(&id) {
            return fields.list;
        }
        self.open.push(id);
        for entry in map.entries() {
            let Some(left) = self.left.checked_sub(1) else { break };
            self.left = left;
            if is_merge_key(entry) {
                self.inherit(entry.value, &mut fields);
            } else {
                fields.write(entry);
            }
        }
        self.open.pop();
        fields.list
    }

    fn inherit<'t>(&mut self, value: NodeRef<'t>, fields: &mut Fields<'t>) {
        let mut bases: Vec<_> = if value.is_list() { value.items().collect() } else { vec![value] };
        if !self.rule.last_in_list {
            bases.reverse();
        }
        let mut inherited = Fields::default();
        for base in bases {
            self.fields(base).into_iter().for_each(|entry| inherited.inherit(entry, true, true));
        }
        for entry in inherited.list {
            fields.inherit(entry, self.rule.in_place, self.rule.last_key);
        }
    }
}

/// The entries so far, and where the last one of each name is, with whether the map writes it itself.
#[derive(Default)]
struct Fields<'t> {
    list: Vec<Entry<'t>>,
    known: HashMap<&'t str, (usize, bool)>,
}

impl<'t> Fields<'t> {
    /// An entry that the map itself has: it replaces an inherited one.
    fn write(&mut self, entry: Entry<'t>) {
        let index = match self.known.get(entry.name()) {
            Some((index, false)) => {
                self.list[*index] = entry;
                *index
            }
            _ => {
                self.list.push(entry);
                self.list.len() - 1
            }
        };
        self.known.insert(entry.name(), (index, true));
    }

    /// An inherited entry, which may replace one that the map has itself, or another inherited one.
    fn inherit(&mut self, entry: Entry<'t>, over_own: bool, over_inherited: bool) {
        match self.known.get(entry.name()) {
            Some((index, own)) if (*own && over_own) || (!*own && over_inherited) => self.list[*index] = entry,
            Some(_) => {}
            None => {
                self.known.insert(entry.name(), (self.list.len(), false));
                self.list.push(entry);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::front_matter::{YamlParser, read_yaml};

    fn fields(text: &str, key: &str, parser: YamlParser) -> Vec<String> {
        let read = read_yaml(text, parser);
        let root = read.tree.root().expect("a root");
        let map = root.entries().find(|entry| entry.name() == key).expect("the key").value;
        map.fields()
            .map(|entry| format!("{}={}", entry.name(), entry.value.scalar().map_or("?", |s| &s.text)))
            .collect()
    }

    #[test]
    fn own_keys_win_and_the_first_base_wins() {
        let text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\n";
        assert_eq!(fields(text, "c", YamlParser::PyYaml), ["y=1", "z=2", "x=3"]);
        assert_eq!(fields(text, "c", YamlParser::Goccy), ["x=3", "y=2", "z=2"], "in Hugo the last base wins");
        assert_eq!(fields(text, "c", YamlParser::HexoYaml), ["<<=?", "x=3"]);
        assert_eq!(fields("c: {'<<': 1}\n", "c", YamlParser::Psych), ["<<=1"]);
    }

    #[test]
    fn the_order_of_keys_counts_in_hugo_and_jekyll() {
        let text = "a: &a {x: 1}\nc:\n  x: 2\n  <<: *a\n";
        assert_eq!(fields(text, "c", YamlParser::Goccy), ["x=1"]);
        assert_eq!(fields(text, "c", YamlParser::Psych), ["x=1"]);
        assert_eq!(fields(text, "c", YamlParser::JsYaml4), ["x=2"]);
        let text = "a: &a {y: 1}\nb: &b {y: 2}\nc:\n  <<: *a\n  <<: *b\n";
        assert_eq!(fields(text, "c", YamlParser::JsYaml3), ["y=1"]);
        assert_eq!(fields(text, "c", YamlParser::PyYaml), ["y=2"]);
    }

    #[test]
    fn a_bomb_of_merges_ends() {
        let mut text = String::from("m0: &m0 {k: 1}\n");
        for level in 1..60 {
            let below = level - 1;
            text += &format!("m{level}: &m{level}\n  <<: [*m{below}, *m{below}, *m{below}]\n  k{level}: 1\n");
        }
        assert!(fields(&text, "m59", YamlParser::PyYaml).len() <= 61);
    }
}
