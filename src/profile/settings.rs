//! Configuration files of generators as one kind of tree, whatever they are written in.

use serde_json::{Map, Value};
use serde_yaml::Value as Yaml;

use crate::text::check_depth;

/// Settings by name.
pub type Settings = Map<String, Value>;

/// Reads a TOML file; the error is for people.
pub fn from_toml(text: &str) -> Result<Settings, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table = text.parse::<toml::Table>().map_err(|error| error.message().to_owned())?;
    Ok(table.into_iter().map(|(key, value)| (key, toml_value(value))).collect())
}

/// Reads a YAML file. Tags are dropped (`!ENV`, `!!python/name:…`), so that the values below them are seen as they are
/// written; of several documents the first counts.
pub fn from_yaml(text: &str) -> Result<Settings, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    check_depth(text)?;
    let Some(document) = serde_yaml::Deserializer::from_str(text).next() else { return Ok(Settings::new()) };
    let mut value = <Yaml as serde::Deserialize>::deserialize(document).map_err(|error| error.to_string())?;
    value.apply_merge().map_err(|error| error.to_string())?;
    match yaml_value(value) {
        Value::Object(settings) => Ok(settings),
        Value::Null => Ok(Settings::new()),
        _ => Err("it is not a map of keys and values".to_owned()),
    }
}

/// The texts of a list.
pub fn texts(value: Option<&Value>) -> Vec<String> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn yaml_value(value: Yaml) -> Value {
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => number.as_i64().map(Value::from).or_else(|| number.as_f64().map(Value::from)).into(),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(yaml_value).collect()),
        Yaml::Mapping(map) => {
            Value::Object(map.into_iter().map(|(key, value)| (key_text(key), yaml_value(value))).collect())
        }
        Yaml::Tagged(tagged) => yaml_value(tagged.value),
    }
}

fn key_text(key: Yaml) -> String {
    match yaml_value(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn toml_value(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(value) => Value::Bool(value),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(toml_value).collect()),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(k, v)| (k, toml_value(v))).collect()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{from_toml, from_yaml, texts};

    #[test]
    fn tags_are_dropped() {
        let text = "a: !ENV [CI, false]\nb: !ENV NAME\nc: !!python/name:material.emoji.twemoji\n\
                    d: !!python/object/apply:slugs.slugify\n  kwds: {case: lower}\ne: !!python/name:x.y ''\n";
        let settings = from_yaml(text).unwrap();
        assert_eq!(settings["a"], json!(["CI", false]));
        assert_eq!(settings["b"], json!("NAME"));
        assert_eq!(settings["d"], json!({ "kwds": { "case": "lower" } }));
        assert_eq!(texts(settings.get("a")), ["CI"]);
    }

    #[test]
    fn what_is_no_map_is_refused() {
        assert!(from_yaml("- a").is_err() && from_yaml("a: [").is_err() && from_toml("a =").is_err());
        assert!(from_yaml("").unwrap().is_empty() && from_toml("\u{feff}").unwrap().is_empty());
    }
}
