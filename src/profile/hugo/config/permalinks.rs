//! The table `permalinks`, in each of the three forms that it has had.

use globset::{GlobBuilder, GlobMatcher};
use serde_json::{Map, Value};

use super::settings::{language_tables, page_kind};
use crate::profile::generator_config::{GeneratorConfig, PermalinkRule};
use crate::profile::hugo::paths::normalize;
use crate::profile::pages::PageKind;

/// Reads the patterns of the site and of each language (whose own replace the site's).
pub fn apply(settings: &Value, config: &mut GeneratorConfig) {
    let mut rules = Vec::new();
    for (language, table) in language_tables(settings, config) {
        if let Some(own) = table.get("permalinks") {
            rules.extend(read(own).into_iter().map(|rule| PermalinkRule { language: Some(language.clone()), ..rule }));
        }
    }
    rules.extend(settings.get("permalinks").map(read).unwrap_or_default());
    config.permalink_rules = rules;
}

fn read(value: &Value) -> Vec<PermalinkRule> {
    match value {
        Value::Array(items) => items.iter().filter_map(Value::as_object).map(rule_of_item).collect(),
        Value::Object(table) => rules_of_table(table),
        _ => Vec::new(),
    }
}

/// `{pattern: /:slug/, target: {kind: page, path: /posts/**}}`, since Hugo 0.160.
fn rule_of_item(item: &Map<String, Value>) -> PermalinkRule {
    let empty = Map::new();
    let target = item.get("target").and_then(Value::as_object).unwrap_or(&empty);
    let text = |key: &str| target.get(key).and_then(Value::as_str);
    let path = text("path").map(glob);
    let kind = text("kind").map(page_kind);
    let understood = target.keys().all(|key| matches!(key.as_str(), "kind" | "path"))
        && !matches!(path, Some(None))
        && kind != Some(None);
    let pattern = item.get("pattern").and_then(Value::as_str).map(str::to_owned);
    PermalinkRule {
        kind: kind.flatten(),
        path: path.flatten(),
        language: None,
        pattern: pattern.filter(|_| understood),
    }
}

/// `posts = "/:slug/"` (pages, and the terms of a taxonomy of that name), or the same below a kind.
fn rules_of_table(table: &Map<String, Value>) -> Vec<PermalinkRule> {
    let mut rules = Vec::new();
    let mut add = |kind, section: &str, pattern: &Value| {
        let pattern = pattern.as_str().map(str::to_owned);
        rules.push((
            section.len(),
            PermalinkRule { kind: Some(kind), path: section_glob(section), language: None, pattern },
        ));
    };
    for (key, value) in table {
        match (value, page_kind(key)) {
            (Value::Object(sections), Some(kind)) => {
                sections.iter().for_each(|(section, pattern)| add(kind, section, pattern));
            }
            (Value::String(_), _) => {
                add(PageKind::Single, key, value);
                add(PageKind::Term, key, value);
            }
            _ => {}
        }
    }
    // The closest section wins: `posts/sub` before `posts`.
    rules.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    rules.into_iter().map(|(_, rule)| rule).collect()
}

/// The section itself and everything below; "" and "/" are the pages in the root.
fn section_glob(section: &str) -> Option<GlobMatcher> {
    let section = normalize(section.trim_matches([' ', '/']));
    if section.is_empty() {
        return glob("/*");
    }
    let section = globset::escape(&section);
    glob(&format!("/{{{section},{section}/**}}"))
}

fn glob(pattern: &str) -> Option<GlobMatcher> {
    let glob = GlobBuilder::new(&normalize(pattern)).literal_separator(true).build().ok()?;
    Some(glob.compile_matcher())
}
