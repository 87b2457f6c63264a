//! The table `permalinks`, in each of the three forms that it has had.

use globset::{GlobBuilder, GlobMatcher};
use serde_json::{Map, Value};

use super::settings::{language_tables, page_kind};
use crate::profile::generator_config::{GeneratorConfig, PermalinkRule};
use crate::profile::hugo::paths::normalize;
use crate::profile::pages::PageKind;

/// Reads the patterns of the site and of each language, whose own replace the site's.
pub fn apply(settings: &Value, config: &mut GeneratorConfig) {
    let of_site = settings.get("permalinks").map(read).unwrap_or_default();
    let own: Vec<(String, Vec<PermalinkRule>)> = language_tables(settings, config)
        .filter_map(|(language, table)| Some((language, read(table.get("permalinks")?))))
        .collect();
    if own.is_empty() {
        config.permalink_rules = of_site;
        return;
    }
    for language in &config.languages {
        let rules = own.iter().find(|(key, _)| key == language).map_or(&of_site, |(_, rules)| rules);
        let rules = rules.iter().cloned();
        config.permalink_rules.extend(rules.map(|rule| PermalinkRule { language: Some(language.clone()), ..rule }));
    }
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
    let mut rules: Vec<(String, PermalinkRule)> = Vec::new();
    let mut add = |kind, section: &str, pattern: &Value| {
        let section = normalize(section.trim_matches([' ', '/']));
        let (path, pattern) = (section_glob(&section), pattern.as_str().map(str::to_owned));
        rules.push((section, PermalinkRule { kind: Some(kind), path, language: None, pattern }));
    };
    // `_merge` says how a theme's settings join.
    for (key, value) in table.iter().filter(|(key, _)| !key.starts_with("_merge")) {
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
    // Which of `posts` and `posts/sub` counts for a page of the latter changes from build to build.
    for at in 0..rules.len() {
        let (section, rule) = &rules[at];
        let is_contested = rules.iter().any(|(other, outer)| {
            outer.kind == rule.kind
                && outer.pattern != rule.pattern
                && section.strip_prefix(other.as_str()).is_some_and(|rest| !other.is_empty() && rest.starts_with('/'))
        });
        if is_contested {
            rules[at].1.pattern = None;
        }
    }
    rules.sort_by_key(|(section, _)| std::cmp::Reverse(section.len()));
    rules.into_iter().map(|(_, rule)| rule).collect()
}

/// The section itself and everything below; "" and "/" are the pages in the root.
fn section_glob(section: &str) -> Option<GlobMatcher> {
    if section.is_empty() {
        return glob("/*");
    }
    let section = globset::escape(section);
    glob(&format!("/{{{section},{section}/**}}"))
}

fn glob(pattern: &str) -> Option<GlobMatcher> {
    let glob = GlobBuilder::new(&normalize(pattern)).literal_separator(true).build().ok()?;
    Some(glob.compile_matcher())
}
