//! The recorded verdicts of the generators' YAML parsers (`v: SCALAR`, one row each) against ours.

use std::collections::BTreeMap;
use std::path::Path;

use matterlint::front_matter::{FrontMatter, NodeRef, Typed, YamlParser, read_yaml};
use serde_json::{Value, json};

/// The columns of the table and the parser that each stands for.
const COLUMNS: [(&str, YamlParser); 8] = [
    ("hugo", YamlParser::Goccy),
    ("psych", YamlParser::Psych),
    ("safeyaml", YamlParser::SafeYaml),
    ("js_yaml_3", YamlParser::JsYaml3),
    ("js_yaml_4", YamlParser::JsYaml4),
    ("npm_yaml", YamlParser::NpmYaml),
    ("hexo_front_matter", YamlParser::HexoYaml),
    ("pyyaml", YamlParser::PyYaml),
];

#[test]
fn every_parser_types_scalars_as_recorded() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors/hugo-yaml-scalars.tsv");
    let Ok(table) = std::fs::read_to_string(path) else {
        println!("skipped: the recorded vectors are not here");
        return;
    };
    let mut lines = table.split('\n').filter(|line| !line.is_empty());
    let header: Vec<&str> = lines.next().expect("a header").split('\t').collect();
    let mut failures: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut compared = 0;
    for line in lines {
        let cells: BTreeMap<&str, &str> = header.iter().copied().zip(line.split('\t')).collect();
        let scalar: String = serde_json::from_str(cells["scalar"]).expect("the key is a JSON string");
        let text = format!("v: {scalar}\n");
        for (column, parser) in COLUMNS {
            compared += 1;
            let got = describe(&read_yaml(&text, parser));
            if !agrees(&got, cells[column]) && !is_exception(parser, &scalar, cells[column]) {
                failures
                    .entry(column)
                    .or_default()
                    .push(format!("{scalar:?}: recorded {}, ours {got:?}", cells[column]));
            }
        }
    }
    println!("{compared} cells compared");
    let count: usize = failures.values().map(Vec::len).sum();
    assert_eq!(count, 0, "{failures:#?}");
}

/// Cells in which we differ on purpose.
fn is_exception(parser: YamlParser, scalar: &str, recorded: &str) -> bool {
    match parser {
        // The column was recorded with `parseDocument`, which goes on behind errors; `parse` throws on each of these.
        YamlParser::NpmYaml if NPM_ERRORS.contains(&scalar) => true,
        // The npm package takes an escaped quote at the very end of its input for the closing one.
        YamlParser::NpmYaml | YamlParser::HexoYaml if scalar == "\"a\\\"" => true,
        // An ordered map is a list in the text, and the list is what we show.
        YamlParser::Psych | YamlParser::NpmYaml | YamlParser::HexoYaml if scalar == "!!omap []" => true,
        // Psych decodes the letters; nobody writes binary data in front matter.
        YamlParser::Psych | YamlParser::SafeYaml if scalar.starts_with("!!binary") => true,
        // js-yaml 3 leaves the value and reads a second key on the same line; whoever wrote that meant something else.
        YamlParser::JsYaml3 if scalar == "? a" => recorded.starts_with("root"),
        _ => false,
    }
}

const NPM_ERRORS: [&str; 31] = [
    "1:",
    "12:",
    "::",
    "http://a.b/c: d",
    "- ",
    "? a",
    ":",
    ": a",
    "a:",
    "a : b",
    "a: b: c",
    "`x`",
    "%x",
    "| x",
    "[",
    "[a",
    "[a]x",
    "{a: b",
    "{% x %}",
    ">x",
    "\"a\" b",
    "\"a\"\"b\"",
    "'a",
    "'a' b",
    ",a",
    ",",
    "你好: 世界",
    "- -",
    "-:",
    "yes:",
    "& a",
];

/// What we read: an error, or the type and value of `v`, or of the root where it is no map with the single key `v`.
#[derive(Debug)]
enum Got {
    #[expect(dead_code, reason = "shown when the test fails")]
    Refused(String),
    Value(&'static str, Value),
    Root(Value),
}

fn describe(read: &FrontMatter) -> Got {
    if let Some(problem) = read.problems.first() {
        return Got::Refused(format!("{:?} {}", problem.kind, problem.detail));
    }
    let Some(root) = read.tree.root() else { return Got::Root(Value::Null) };
    let fields: Vec<_> = root.fields().collect();
    match &fields[..] {
        [entry] if entry.name() == "v" => Got::Value(type_name(entry.value), to_json(entry.value)),
        _ => Got::Root(to_json(root)),
    }
}

fn type_name(node: NodeRef<'_>) -> &'static str {
    match node.typed() {
        Some(Typed::Null) => "null",
        Some(Typed::Bool(_)) => "boolean",
        Some(Typed::Int(_)) => "integer",
        Some(Typed::Float(_)) => "float",
        Some(Typed::Str(_)) => "string",
        Some(Typed::Date(_)) => "date",
        None if node.is_map() => "object",
        None if node.is_list() => "array",
        None => "null",
    }
}

fn to_json(node: NodeRef<'_>) -> Value {
    match node.typed() {
        Some(Typed::Null) => Value::Null,
        Some(Typed::Bool(value)) => json!(value),
        #[expect(clippy::cast_precision_loss, reason = "the table rounds as well")]
        Some(Typed::Int(number)) => json!(number as f64),
        Some(Typed::Float(number)) if number.is_finite() => json!(number),
        Some(Typed::Float(number)) => json!(special(number)),
        Some(Typed::Str(text) | Typed::Date(text)) => json!(text),
        None if node.is_list() => node.items().map(to_json).collect(),
        None => node.fields().map(|entry| (entry.name().to_owned(), to_json(entry.value))).collect(),
    }
}

fn special(number: f64) -> &'static str {
    match number {
        n if n.is_nan() => "nan",
        n if n > 0.0 => "inf",
        _ => "-inf",
    }
}

fn agrees(got: &Got, recorded: &str) -> bool {
    let (kind, value) = recorded.split_once(' ').unwrap_or((recorded, "null"));
    match (got, kind) {
        (Got::Refused(_), kind) => kind == "error",
        (Got::Root(root), "root") => {
            let value = value.split_once(' ').map_or("null", |(_, value)| value);
            serde_json::from_str::<Value>(value).is_ok_and(|value| same(root, &value))
        }
        (Got::Value("date", _), "date" | "datetime") => true,
        (Got::Value("integer" | "float", number), "number" | "float") if number.is_string() => {
            let value = value.to_ascii_lowercase().replace("infinity", "inf").replace('+', "");
            number.as_str() == Some(value.trim_matches('"'))
        }
        (Got::Value("integer" | "float", number), "number") => same_json(number, value),
        (Got::Value(name, ours), kind) if *name == kind => same_json(ours, value),
        // What other languages call binary data is text to us.
        (Got::Value("string", _), "binary" | "other") => true,
        _ => false,
    }
}

fn same_json(ours: &Value, recorded: &str) -> bool {
    serde_json::from_str(recorded).is_ok_and(|recorded| same(ours, &recorded))
}

/// Equal, with all numbers as floats: JSON knows one kind of number.
fn same(ours: &Value, recorded: &Value) -> bool {
    match (ours, recorded) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
            a == b || (a - b).abs() <= b.abs() * 1e-15
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        _ => ours == recorded,
    }
}
