//! Finds and merges the files of Hugo's configuration into one value with lower-case keys.

use serde_json::{Map, Value};

use crate::listing::{Files, Listing, file_name, join};
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::hugo::paths::lower;
use crate::text::check_depth;

/// Extensions in the order in which Hugo looks.
const EXTENSIONS: [&str; 4] = ["toml", "yaml", "yml", "json"];

/// Names in the root in the order in which Hugo looks; the first that is there is the only one.
const ROOT_FILES: [&str; 8] =
    ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json"];

/// The merged configuration: the file in the root, `config/_default` over it, `config/production` over that. Notes in
/// `config` which files were read and which could not be.
pub fn load(listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) -> Value {
    let mut merged = Value::Object(Map::new());
    if let Some(name) = root_file(listing) {
        merge_file(name, &[], files, &mut merged, config);
    }
    for dir in ["config/_default", "config/production"] {
        for path in listing.under(dir).filter(|path| is_configuration(path)) {
            merge_file(path, &key_path(path), files, &mut merged, config);
        }
    }
    merged
}

/// The configuration file in the root: the first of `hugo.toml`, `hugo.yaml` … `config.json`.
pub fn root_file(listing: &Listing) -> Option<&'static str> {
    ROOT_FILES.into_iter().find(|name| listing.contains(name))
}

/// The settings of a theme or module in `folder`, nothing where it has none that can be read.
pub fn theme_settings(folder: &str, listing: &Listing, files: &dyn Files) -> Value {
    let mut candidates = ROOT_FILES.into_iter().map(|name| join(folder, name));
    let text = candidates.find(|path| listing.contains(path)).and_then(|path| Some((files.read(&path)?, path)));
    text.and_then(|(text, path)| parse(&path, &text).ok()).unwrap_or(Value::Null)
}

/// Whether a file is `hugo.*` or `config.*`, which hold settings of every kind.
pub fn is_main(path: &str) -> bool {
    matches!(file_name(path).split_once('.'), Some(("hugo" | "config", ext)) if EXTENSIONS.contains(&ext))
}

/// Whether a file below `config/` is read: by its extension, and not hidden.
pub fn is_configuration(path: &str) -> bool {
    let name = file_name(path);
    !name.starts_with('.') && name.rsplit_once('.').is_some_and(|(_, ext)| EXTENSIONS.contains(&ext))
}

/// Reads the text of a configuration file by the extension of its name; the error is for people.
pub fn parse(path: &str, text: &str) -> Result<Value, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value = match path.rsplit_once('.').map_or("", |(_, ext)| ext) {
        "toml" => toml::from_str::<toml::Value>(text).map_err(|error| toml_reason(text, &error)).map(from_toml)?,
        "json" => serde_json::from_str(text).map_err(|error| error.to_string())?,
        _ => {
            check_depth(text)?;
            let value: serde_yaml::Value = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
            from_yaml(value)
        }
    };
    match lower_keys(value) {
        Value::Null => Ok(Value::Object(Map::new())),
        value @ Value::Object(_) => Ok(value),
        _ => Err("it is not a map of keys and values".to_owned()),
    }
}

fn merge_file(path: &str, keys: &[String], files: &dyn Files, merged: &mut Value, config: &mut GeneratorConfig) {
    let parsed = match files.read(path) {
        Some(text) => parse(path, &text),
        None => Err("it cannot be read as UTF-8 text".to_owned()),
    };
    match parsed {
        Ok(value) => {
            config.files.push(path.to_owned());
            merge(merged, nested(value, keys));
        }
        Err(reason) => config.unreadable.push((path.to_owned(), reason)),
    }
}

/// Where the keys of a file below `config/` belong: `params.toml` in `params`, `hugo.en.toml` in `languages.en`.
fn key_path(path: &str) -> Vec<String> {
    let name = lower(file_name(path));
    let stem = name.rsplit_once('.').map_or("", |(stem, _)| stem);
    if stem == "hugo" || stem == "config" {
        return Vec::new();
    }
    let Some((root, language)) = stem.split_once('.') else { return vec![stem.to_owned()] };
    let mut keys = vec!["languages".to_owned(), language.to_owned()];
    match root {
        "menu" | "menus" => keys.push("menus".to_owned()),
        "params" => keys.push("params".to_owned()),
        _ => {}
    }
    keys
}

/// The value below `keys`. A file may repeat its own name as the root key (`[taxonomies]` in `taxonomies.toml`), which
/// Hugo looks through.
fn nested(value: Value, keys: &[String]) -> Value {
    let inner = match (keys, value) {
        ([name], Value::Object(mut map)) if map.len() == 1 && map.contains_key(name) => {
            map.remove(name).unwrap_or(Value::Null)
        }
        (_, value) => value,
    };
    keys.iter().rev().fold(inner, |value, key| Value::Object(Map::from_iter([(key.clone(), value)])))
}

/// Lays `over` onto `under`: maps key by key, anything else replaces.
fn merge(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (key, value) in over {
                match under.get_mut(&key) {
                    Some(below) => merge(below, value),
                    None => {
                        under.insert(key, value);
                    }
                }
            }
        }
        (under, over) => *under = over,
    }
}

/// Hugo ignores the case of configuration keys; of two that differ by case only, the last wins.
fn lower_keys(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut lowered = Map::new();
            for (key, value) in map {
                lowered.insert(lower(&key), lower_keys(value));
            }
            Value::Object(lowered)
        }
        Value::Array(items) => Value::Array(items.into_iter().map(lower_keys).collect()),
        value => value,
    }
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(from_toml).collect()),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, from_toml(value))).collect(),
    }
}

/// Tolerant where a conversion by serde would fail: keys that are not text (`404: page`), tags, infinite numbers.
fn from_yaml(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(flag) => flag.into(),
        serde_yaml::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => whole.into(),
            (None, Some(float)) => float.into(),
            (None, None) => Value::Null,
        },
        serde_yaml::Value::String(text) => Value::String(text),
        serde_yaml::Value::Sequence(items) => Value::Array(items.into_iter().map(from_yaml).collect()),
        serde_yaml::Value::Mapping(mut mapping) => {
            // Anchors of repeated settings (`<<: *defaults`), common in language tables.
            let mut merged = serde_yaml::Value::Mapping(std::mem::take(&mut mapping));
            // An impossible merge leaves the map as it is: the rest of the settings still counts.
            let _ = merged.apply_merge();
            let serde_yaml::Value::Mapping(mapping) = merged else { return Value::Null };
            mapping.into_iter().filter_map(|(key, value)| Some((yaml_key(&key)?, from_yaml(value)))).collect()
        }
        serde_yaml::Value::Tagged(tagged) => from_yaml(tagged.value),
    }
}

fn yaml_key(key: &serde_yaml::Value) -> Option<String> {
    match key {
        serde_yaml::Value::String(text) => Some(text.clone()),
        serde_yaml::Value::Number(number) => Some(number.to_string()),
        serde_yaml::Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn toml_reason(text: &str, error: &toml::de::Error) -> String {
    let message = error.message().lines().next().unwrap_or("it is not TOML").to_owned();
    match error.span() {
        Some(span) => {
            let before = text.get(..span.start).unwrap_or(text);
            format!("{message} at line {}", before.matches('\n').count() + 1)
        }
        None => message,
    }
}
