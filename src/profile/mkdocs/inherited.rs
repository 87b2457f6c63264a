//! Keys that pages get from `.meta.yml` files above them (Material's plugin `meta`).

use serde_json::{Map, Value};

use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::PageKind;

/// The keys that the page at `path` has without writing them. Lists are joined, maps are merged, of two other values the
/// later file wins. Material goes by the beginning of the path alone, so that `docs/a/.meta.yml` counts for `docs/ab.md`.
pub fn inherited(path: &str, _kind: PageKind, config: &GeneratorConfig) -> Map<String, Value> {
    let mut keys = Map::new();
    for file in config.defaults.iter().filter(|file| path.starts_with(&file.path)) {
        merge(&mut keys, &file.values);
    }
    keys
}

fn merge(keys: &mut Map<String, Value>, later: &Map<String, Value>) {
    for (key, value) in later {
        match (keys.get_mut(key), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (Some(Value::Array(old)), Value::Array(new)) => old.extend(new.iter().cloned()),
            (Some(old), new) => *old = new.clone(),
            (None, new) => {
                keys.insert(key.clone(), new.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::inherited;
    use crate::profile::mkdocs::config::tests::site;
    use crate::profile::pages::PageKind;

    #[test]
    fn files_above_a_page_give_keys() {
        let config = site(&[
            ("mkdocs.yml", "theme: material\nplugins: [meta]"),
            ("docs/.meta.yml", "tags: [a]\nicon: x\nsearch: {boost: 1}"),
            ("docs/guide/.meta.yml", "tags: [b]\nicon: y\nsearch: {exclude: true}"),
            ("docs/guide/a.md", ""),
        ]);
        let keys = |path: &str| serde_json::Value::Object(inherited(path, PageKind::Single, &config));
        assert_eq!(keys("docs/b.md"), json!({ "tags": ["a"], "icon": "x", "search": { "boost": 1 } }));
        assert_eq!(
            keys("docs/guide/a.md"),
            json!({ "tags": ["a", "b"], "icon": "y", "search": { "boost": 1, "exclude": true } })
        );
        assert_eq!(keys("docs/guidelines.md"), keys("docs/guide/a.md"));
    }
}
