//! The values of a block as plain data, typed as the generator's parser types them.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use serde_json::{Number, Value};

use super::{Kind, NodeRef, Typed};

/// Most values that one block may unfold to. Real front matter has a few hundred; aliases of aliases can ask for
/// billions, and what lies beyond this is cut off as `null`.
const LARGEST: usize = 10_000;

/// Deepest nesting that is unfolded; readers stop before it.
const DEEPEST: usize = 300;

/// What JSON can say: aliases unfolded, merge keys applied where the parser applies them, the last of duplicate keys, dates
/// as their text, infinities and NaN (which JSON lacks) as text. Texts are the tree's own, as most pages are judged once
/// and found in order.
#[derive(Debug)]
pub enum Unfolded<'t> {
    /// `null`, and what was cut off.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number, as far as 64 bits hold it.
    Number(Number),
    /// A text.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Self>),
    /// A map, in the order of the text.
    Map(UnfoldedMap<'t>),
}

/// The entries of a map by name, in the order of the text.
#[derive(Debug, Default)]
pub struct UnfoldedMap<'t> {
    entries: Vec<(&'t str, Unfolded<'t>)>,
    /// Where each name stands; of small maps, names are compared one by one, as that is sooner done than a hash.
    places: Option<HashMap<&'t str, usize, RandomState>>,
}

/// `node` as JSON.
pub fn to_json(node: NodeRef<'_>) -> Value {
    unfold(node, &|name| name).to_json()
}

/// The values of `node`, with every key spelt as `key` says: generators that ignore letter case look a key up under another
/// spelling than the written one.
pub fn unfold<'t>(node: NodeRef<'t>, key: &dyn Fn(&'t str) -> &'t str) -> Unfolded<'t> {
    Unfolding { left: LARGEST, key }.value(node, 0)
}

impl<'t> UnfoldedMap<'t> {
    /// Most entries of a map that are compared one by one.
    pub const FEW: usize = 16;

    /// The value of the key `name`.
    pub fn get(&self, name: &str) -> Option<&Unfolded<'t>> {
        self.place(name).map(|at| &self.entries[at].1)
    }

    /// All names and values.
    pub fn iter(&self) -> std::slice::Iter<'_, (&'t str, Unfolded<'t>)> {
        self.entries.iter()
    }

    /// Removes the entry of the key `name`.
    pub fn remove(&mut self, name: &str) {
        let Some(removed) = self.place(name) else { return };
        self.entries.remove(removed);
        self.places = self.places.is_some().then(|| self.all_places());
    }

    /// Adds an entry. One of the same name keeps its place and gets the new value.
    fn insert(&mut self, name: &'t str, value: Unfolded<'t>) {
        if let Some(at) = self.place(name) {
            self.entries[at].1 = value;
            return;
        }
        self.entries.push((name, value));
        match &mut self.places {
            Some(places) => drop(places.insert(name, self.entries.len() - 1)),
            None if self.entries.len() > Self::FEW => self.places = Some(self.all_places()),
            None => {}
        }
    }

    fn all_places(&self) -> HashMap<&'t str, usize, RandomState> {
        (0..).zip(&self.entries).map(|(at, (name, _))| (*name, at)).collect()
    }

    fn place(&self, name: &str) -> Option<usize> {
        match &self.places {
            Some(places) => places.get(name).copied(),
            None => self.entries.iter().position(|(other, _)| *other == name),
        }
    }
}

impl<'t> FromIterator<(&'t str, Unfolded<'t>)> for UnfoldedMap<'t> {
    fn from_iter<I: IntoIterator<Item = (&'t str, Unfolded<'t>)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        let mut map = Self { entries: Vec::with_capacity(entries.size_hint().0), places: None };
        entries.for_each(|(name, value)| map.insert(name, value));
        map
    }
}

impl Unfolded<'_> {
    /// The same as values that own their texts.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(text) => Value::String(text.clone().into_owned()),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
            Self::Map(map) => map.iter().map(|(name, value)| (*name, value.to_json())).collect(),
        }
    }
}

struct Unfolding<'k, 't> {
    left: usize,
    key: &'k dyn Fn(&'t str) -> &'t str,
}

impl<'t> Unfolding<'_, 't> {
    fn value(&mut self, node: NodeRef<'t>, depth: usize) -> Unfolded<'t> {
        if self.left == 0 || depth > DEEPEST {
            return Unfolded::Null;
        }
        self.left -= 1;
        match node.kind() {
            Kind::Map(pairs) => {
                let mut map = UnfoldedMap { entries: Vec::with_capacity(pairs.len()), places: None };
                for entry in node.fields() {
                    map.insert((self.key)(entry.name()), self.value(entry.value, depth + 1));
                }
                Unfolded::Map(map)
            }
            Kind::List(_) => Unfolded::List(node.items().map(|item| self.value(item, depth + 1)).collect()),
            Kind::Scalar(_) | Kind::Alias(_) => scalar(node),
        }
    }
}

fn scalar(node: NodeRef<'_>) -> Unfolded<'_> {
    match node.typed() {
        Some(Typed::Bool(value)) => Unfolded::Bool(value),
        Some(Typed::Int(value)) => integer(value),
        Some(Typed::Float(value)) => float(value),
        Some(Typed::Str(text)) => Unfolded::Text(text),
        // TOML allows a blank for the T of RFC 3339.
        Some(Typed::Date(text)) if node.tree().yaml.is_none() => Unfolded::Text(text.replacen(' ', "T", 1).into()),
        Some(Typed::Date(text)) => Unfolded::Text(text),
        Some(Typed::Null) | None => Unfolded::Null,
    }
}

fn float(value: f64) -> Unfolded<'static> {
    Number::from_f64(value).map_or_else(|| Unfolded::Text(no_number(value).into()), Unfolded::Number)
}

/// What JSON has no number for, in the words of Go's formatting, which is what Hugo shows.
fn no_number(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "+Inf"
    } else {
        "-Inf"
    }
}

fn integer(value: i128) -> Unfolded<'static> {
    let number = i64::try_from(value).map(Number::from).or_else(|_| u64::try_from(value).map(Number::from));
    number.map_or_else(|_| float(value as f64), Unfolded::Number)
}

#[cfg(test)]
mod tests {
    use super::to_json;
    use crate::front_matter::{YamlParser, read_yaml};
    use serde_json::json;

    #[test]
    fn values_are_typed_by_the_parser_and_aliases_unfolded() {
        let text =
            "base: &b {x: 1, y: yes}\nmore:\n  <<: *b\n  x: 0x10\nagain: *b\ninf: .inf\nnone:\ndate: 2024-01-02\n";
        let read = read_yaml(text, YamlParser::Goccy);
        let value = to_json(read.tree.root().expect("a root"));
        assert_eq!(value["more"], json!({"x": 16, "y": "yes"}));
        assert_eq!(value["again"], json!({"x": 1, "y": "yes"}));
        assert_eq!((&value["inf"], &value["none"]), (&json!("+Inf"), &json!(null)));
        assert_eq!(value["date"], json!("2024-01-02"));
    }

    #[test]
    fn a_bomb_of_aliases_is_cut_off() {
        let mut text = String::from("a0: &a0 [x, x]\n");
        for level in 1..40 {
            let below = level - 1;
            text += &format!("a{level}: &a{level} [*a{below}, *a{below}]\n");
        }
        let read = read_yaml(&text, YamlParser::Goccy);
        assert!(to_json(read.tree.root().expect("a root")).to_string().len() < 200_000);
    }
}
