//! The values of a block as plain JSON, typed as the generator's parser types them.

use serde_json::{Map, Number, Value};

use super::{NodeRef, Typed};

/// Most values that one block may unfold to. Real front matter has a few hundred; aliases of aliases can ask for
/// billions, and what lies beyond this is cut off as `null`.
const LARGEST: usize = 10_000;

/// Deepest nesting that is unfolded; readers stop before it.
const DEEPEST: usize = 300;

/// `node` as JSON: aliases unfolded, merge keys applied where the parser applies them, the last of duplicate keys, dates
/// as their text, infinities and NaN (which JSON lacks) as text.
pub fn to_json(node: NodeRef<'_>) -> Value {
    to_json_with(node, &str::to_owned)
}

/// The same, with every key spelt as `key` says: generators that ignore letter case look a key up under another spelling
/// than the written one.
pub fn to_json_with(node: NodeRef<'_>, key: &dyn Fn(&str) -> String) -> Value {
    Unfolding { left: LARGEST, key }.value(node, 0)
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
            let mut map = Map::with_capacity(node.entries().len());
            for entry in node.fields() {
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

fn scalar(node: NodeRef<'_>) -> Value {
    match node.typed() {
        Some(Typed::Bool(value)) => Value::Bool(value),
        Some(Typed::Int(value)) => integer(value),
        Some(Typed::Float(value)) => {
            Number::from_f64(value).map_or_else(|| Value::String(no_number(value).to_owned()), Value::Number)
        }
        Some(Typed::Str(text)) => Value::String(text.into_owned()),
        // TOML allows a blank for the T of RFC 3339.
        Some(Typed::Date(text)) if node.tree().yaml.is_none() => Value::String(text.replacen(' ', "T", 1)),
        Some(Typed::Date(text)) => Value::String(text.into_owned()),
        Some(Typed::Null) | None => Value::Null,
    }
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

fn integer(value: i128) -> Value {
    let number = i64::try_from(value).map(Number::from).or_else(|_| u64::try_from(value).map(Number::from));
    number.map_or_else(|_| Value::from(value as f64), Value::Number)
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
