//! Maps as the generator sees them, with merge keys applied.

use std::collections::HashSet;

use super::{Entry, NodeId, NodeRef, Style, YamlParser};

/// Most nodes that are looked at for one map. Maps that merge each other nine times over have billions.
const MOST_NODES: usize = 10_000;

impl<'t> NodeRef<'t> {
    /// The entries of a map with its merge keys (`<<: *base`) applied, where the generator's parser applies them: those
    /// written in the map itself first, duplicates included, then inherited ones that it does not write itself. Without
    /// merge keys these are the [`entries`](NodeRef::entries).
    pub fn fields(self) -> impl Iterator<Item = Entry<'t>> {
        let merges = self.tree().yaml.is_some_and(applies_merge_keys);
        let (bases, mut fields): (Vec<_>, Vec<_>) = self.entries().partition(|entry| merges && is_merge_key(*entry));
        if !bases.is_empty() {
            let mut merge = Merge {
                names: fields.iter().map(|entry| entry.name()).collect(),
                open: vec![self.id()],
                left: MOST_NODES,
            };
            for base in bases.iter().rev() {
                merge.add(base.value, &mut fields);
            }
        }
        fields.into_iter()
    }
}

/// Whether `<<` is a merge key. To Hexo's and Zola's parsers it is a key like any other.
fn applies_merge_keys(parser: YamlParser) -> bool {
    !matches!(parser, YamlParser::NpmYaml | YamlParser::HexoYaml | YamlParser::SerdeYaml)
}

/// `<<` without quotes.
pub(super) fn is_merge_key(entry: Entry<'_>) -> bool {
    entry.key.scalar().is_some_and(|key| key.style == Style::Plain && &*key.text == "<<")
}

struct Merge<'t> {
    names: HashSet<&'t str>,
    /// Maps that are being merged: one that merges itself is not merged again.
    open: Vec<NodeId>,
    left: usize,
}

impl<'t> Merge<'t> {
    fn add(&mut self, base: NodeRef<'t>, fields: &mut Vec<Entry<'t>>) {
        if base.is_list() {
            base.items().for_each(|item| self.add_map(item, fields));
        } else {
            self.add_map(base, fields);
        }
    }

    fn add_map(&mut self, base: NodeRef<'t>, fields: &mut Vec<Entry<'t>>) {
        let id = base.target_id();
        if self.open.contains(&id) {
            return;
        }
        self.open.push(id);
        let (bases, own): (Vec<_>, Vec<_>) = base.entries().partition(|entry| is_merge_key(*entry));
        for entry in own {
            let Some(left) = self.left.checked_sub(1) else { break };
            self.left = left;
            if self.names.insert(entry.name()) {
                fields.push(entry);
            }
        }
        for inherited in bases {
            let Some(left) = self.left.checked_sub(1) else { break };
            self.left = left;
            self.add(inherited.value, fields);
        }
        self.open.pop();
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
        assert_eq!(fields(text, "c", YamlParser::Goccy), ["x=3", "y=1", "z=2"]);
        assert_eq!(fields(text, "c", YamlParser::HexoYaml), ["<<=?", "x=3"]);
        assert_eq!(fields("c: {'<<': 1}\n", "c", YamlParser::Psych), ["<<=1"]);
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
