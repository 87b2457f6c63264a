//! The values of `_config.yml` and `_config.toml` as one kind of tree.

use serde_json::{Map, Value};
use serde_yaml::Value as Yaml;

/// Reads the text of the configuration called `name`.
pub fn parse(name: &str, text: &str) -> Result<Map<String, Value>, String> {
    let value = if name.ends_with(".toml") { parse_toml(text)? } else { parse_yaml(text)? };
    match value {
        Value::Object(settings) => Ok(settings),
        Value::Null => Ok(Map::new()),
        _ => Err("it is not a map of keys and values".to_owned()),
    }
}

/// What Ruby takes for true: everything but nothing and `false`. In YAML 1.1 `no` and `off` are false, too.
pub fn truthy(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => false,
        Some(Value::Bool(value)) => *value,
        Some(Value::String(text)) => !matches!(&*text.to_lowercase(), "no" | "off"),
        Some(_) => true,
    }
}

/// The texts of a list.
pub fn texts(value: Option<&Value>) -> impl Iterator<Item = String> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(str::to_owned)
}

fn parse_yaml(text: &str) -> Result<Value, String> {
    // Psych reads the first document and leaves the rest.
    let Some(document) = serde_yaml::Deserializer::from_str(text).next() else { return Ok(Value::Null) };
    let mut value = <Yaml as serde::Deserialize>::deserialize(document).map_err(|error| error.to_string())?;
    value.apply_merge().map_err(|error| error.to_string())?;
    Ok(from_yaml(value))
}

fn parse_toml(text: &str) -> Result<Value, String> {
    let table = text.parse::<toml::Table>().map_err(|error| error.message().to_owned())?;
    Ok(from_toml(toml::Value::Table(table)))
}

fn from_yaml(value: Yaml) -> Value {
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => number.as_i64().map(Value::from).or_else(|| number.as_f64().map(Value::from)).into(),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(from_yaml).collect()),
        Yaml::Mapping(map) => {
            Value::Object(map.into_iter().map(|(key, value)| (key_text(key), from_yaml(value))).collect())
        }
        Yaml::Tagged(tagged) => from_yaml(tagged.value),
    }
}

fn key_text(key: Yaml) -> String {
    match from_yaml(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(value) => Value::Bool(value),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(from_toml).collect()),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(k, v)| (k, from_toml(v))).collect()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{parse, truthy};

    #[test]
    fn yaml_as_jekyll_reads_it() {
        let settings = parse("_config.yml", "x: &x {a: 1}\ny: {<<: *x, b: !t 2}\n1: .inf\n---\nother: 1\n").unwrap();
        assert_eq!(settings["y"], json!({ "b": 2, "a": 1 }));
        assert!(settings["1"].is_null() && !settings.contains_key("other"));
    }

    #[test]
    fn truth_is_rubys() {
        let settings = parse("_config.yml", "a: yes\nb: No\nc: 0\nd:\ne: false").unwrap();
        let truths: Vec<bool> = ["a", "b", "c", "d", "e", "f"].map(|key| truthy(settings.get(key))).into();
        assert_eq!(truths, [true, false, true, false, false, false]);
    }

    #[test]
    fn toml_too() {
        assert_eq!(parse("_config.toml", "a = 2024-01-02\n[b]\nc = [1.5]").unwrap()["b"], json!({ "c": [1.5] }));
        assert!(parse("_config.toml", "a = ").is_err() && parse("_config.yml", "- a").is_err());
    }
}
