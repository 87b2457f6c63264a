//! The values of `_config.yml` and `_config.toml` as one kind of tree.

use serde_json::{Map, Value};

use crate::profile::settings;

/// Reads the text of the configuration called `name`.
pub fn parse(name: &str, text: &str) -> Result<Map<String, Value>, String> {
    // Psych reads the first document and leaves the rest; so does this.
    if name.ends_with(".toml") { settings::from_toml(text) } else { settings::from_yaml(text) }
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
    settings::texts(value).into_iter()
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
