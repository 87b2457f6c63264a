//! Our tree against serde_yaml: the same shape and the same texts, over invented documents.

use matterlint::front_matter::{NodeRef, Typed, YamlParser, read_yaml};
use serde_yaml::Value;

const DOCUMENTS: [&str; 16] = [
    "title: A\ntags:\n  - one\n  - two words\ndraft: false\n",
    "title: \"A: \\u4f60 \\\"b\\\"\\n\"\nother: 'it''s'\n",
    "tags: [a, 'b', \"c\", [d, {e: f}], ]\nmenu: {main: {weight: 10}, x: }\n",
    "summary: >\n  folded\n  text\n\n  more\n   kept\nlit: |-\n  one\n    two\n\nkeep: |+\n  x\n\n",
    "a: plain text\n  on two lines\n\n  and a break\nb: 1\n",
    "resources:\n- src: a.png\n  title: A\n- src: b.png\n  params:\n    k: [1, 2.5, -3, 0x1F]\n",
    "# c\na: 1 # c\n\n# c\nb: # c\n  c: x#y\n",
    "a: &a {x: 1}\nb: [*a, *a]\nc: &s text\nd: *s\n",
    "? a\n: b\n? c\n: - d\n  - e\n",
    "中文: 值\n\"键\": [一, 二]\nemoji: 😀 ok\n",
    "a: ~\nb:\nc: null\nd: ''\ne: \"\"\n",
    "a: true\nb: False\nc: yes\nd: 1e3\ne: .5\nf: 017\ng: 1_000\nh: 2024-01-02\ni: 12:30\nj: .inf\nk: -0\n",
    "- a\n- - b\n  - c\n-\n  - d\n- e: f\n  g: h\n",
    "a: \"x\\\n  y\"\nb: \"x\n\n  y\"\nc: 'x\n  y'\n",
    "a:\r\n  - b\r\n  - |\r\n    c\r\n    d\r\ne: f\r\n",
    "url: http://a.example/b?c=d#e\nslug: a-b_c.d\nmath: $x$ \\ y\n",
];

#[test]
fn shapes_and_texts_are_the_same() {
    for text in DOCUMENTS {
        let theirs: Value = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let read = read_yaml(text, YamlParser::SerdeYaml);
        assert_eq!(read.problems, [], "{text:?}");
        let ours = value(read.tree.root().expect("a root"));
        assert_eq!(ours, theirs, "{text:?}");
    }
}

#[test]
fn both_refuse_the_same_mistakes() {
    for text in [
        "a: b: c\n",
        "a: [b\n",
        "a: 'b\n",
        "a: @b\n",
        "a:\n\t- b\n",
        "a: - b\n",
        "a: \"b\" c\n",
        "a: *b\n",
        "a: \"\\d\"\n",
    ] {
        assert!(serde_yaml::from_str::<Value>(text).is_err(), "{text:?}");
        assert!(!read_yaml(text, YamlParser::SerdeYaml).problems.is_empty(), "{text:?}");
    }
}

#[test]
fn scalars_have_the_same_types() {
    let parts = [
        "0", "1", "7", "9", "x", "o", "b", "e", "E", "+", "-", "_", ".", "inf", "nan", "true", "null", "~", "f", "12",
        "00",
    ];
    for first in parts {
        for second in parts {
            for third in ["", "0", "1", ".", "e", "_", "x", "5e3", "-1", ".inf"] {
                let text = format!("v: {first}{second}{third}\n");
                let Ok(theirs) = serde_yaml::from_str::<Value>(&text) else { continue };
                let read = read_yaml(&text, YamlParser::SerdeYaml);
                let ours = value(read.tree.root().expect("a root"));
                let is_nan = |value: &Value| value["v"].as_f64().is_some_and(f64::is_nan);
                assert!(ours == theirs || (is_nan(&ours) && is_nan(&theirs)), "{text:?}: {ours:?}, {theirs:?}");
            }
        }
    }
}

fn value(node: NodeRef<'_>) -> Value {
    match node.typed() {
        Some(Typed::Null) => Value::Null,
        Some(Typed::Bool(value)) => value.into(),
        Some(Typed::Int(number)) => i64::try_from(number).expect("a small number").into(),
        Some(Typed::Float(number)) => number.into(),
        Some(Typed::Str(text) | Typed::Date(text)) => text.into_owned().into(),
        None if node.is_list() => Value::Sequence(node.items().map(value).collect()),
        None => Value::Mapping(node.entries().map(|entry| (value(entry.key), value(entry.value))).collect()),
    }
}
