//! The keys that a page inherits from `defaults` in `_config.yml`.

use serde_json::{Map, Value};

use super::pages::{relative_to_collections, relative_to_source};
use crate::listing::parent;
use crate::profile::generator_config::{Defaults, GeneratorConfig};
use crate::profile::pages::PageKind;

/// The keys that the page at `path` has without writing them. A longer path in the configuration beats a shorter one;
/// between equals, one with a type beats one without, and then the later one beats the earlier.
pub fn inherited(path: &str, kind: PageKind, config: &GeneratorConfig) -> Map<String, Value> {
    let mut values = Map::new();
    let mut strongest: Option<&Defaults> = None;
    for set in config.defaults.iter().filter(|set| applies(set, path, kind, config)) {
        if strongest.is_none_or(|old| has_precedence(set, old)) {
            merge(&mut values, &set.values);
            strongest = Some(set);
        } else {
            let stronger = std::mem::replace(&mut values, set.values.clone());
            merge(&mut values, &stronger);
        }
    }
    values
}

fn applies(set: &Defaults, path: &str, kind: PageKind, config: &GeneratorConfig) -> bool {
    let wanted = match kind {
        // Drafts are of the type `posts`, too.
        PageKind::Post | PageKind::Draft | PageKind::SkippedPost => Some("posts"),
        PageKind::Document => super::pages::collection(path, config).map(|collection| &*collection.label),
        _ => Some("pages"),
    };
    (set.kind.is_none() || set.kind.as_deref() == wanted) && applies_to_path(set, path, kind, config)
}

/// Jekyll compares beginnings of texts, not folders: `_posts/deep` covers `_posts/deeper`, too. Documents are compared
/// by their path below `collections_dir`, and the configured path loses that folder if it has it.
fn applies_to_path(set: &Defaults, path: &str, kind: PageKind, config: &GeneratorConfig) -> bool {
    let from_source = relative_to_source(path, config).unwrap_or(path);
    let is_document = matches!(kind, PageKind::Post | PageKind::Draft | PageKind::SkippedPost | PageKind::Document);
    let path = if is_document { relative_to_collections(path, config) } else { from_source };
    let covers = |wanted: &str| path.starts_with(without_collections_dir(wanted, config));
    match &set.glob {
        // A pattern stands for what it finds in the sources; a star finds no name that begins with a dot.
        Some(glob) => ancestors(from_source).any(|found| {
            let is_hidden = found.starts_with('.') || found.contains("/.");
            glob.is_match(found)
                && (!is_hidden || set.path.starts_with('.') || set.path.contains("/."))
                && covers(found)
        }),
        None => covers(&set.path),
    }
}

fn without_collections_dir<'p>(path: &'p str, config: &GeneratorConfig) -> &'p str {
    match config.collections_dir.as_str() {
        "" => path,
        dir => path.strip_prefix(dir).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path),
    }
}

/// The path and the folders above it.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| Some(parent(path)).filter(|path| !path.is_empty()))
}

fn has_precedence(new: &Defaults, old: &Defaults) -> bool {
    let length = |set: &Defaults| set.path.strip_prefix('/').unwrap_or(&set.path).chars().count();
    match length(new).cmp(&length(old)) {
        std::cmp::Ordering::Equal => new.kind.is_some() || old.kind.is_none(),
        order => order.is_gt(),
    }
}

/// Lays `stronger` over `values`: maps are merged, and nothing (`null`) replaces nothing.
fn merge(values: &mut Map<String, Value>, stronger: &Map<String, Value>) {
    for (key, value) in stronger {
        match (values.get_mut(key), value) {
            (Some(_), Value::Null) => {}
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (Some(old), new) => *old = new.clone(),
            (None, new) => {
                values.insert(key.clone(), new.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::inherited;
    use crate::profile::jekyll::config::tests::config;
    use crate::profile::pages::PageKind;

    const CONFIG: &str = "
collections: { docs: {} }
defaults:
  - scope: { path: '' }
    values: { layout: plain, image: /i.png, seo: { a: 1, b: 1 } }
  - scope: { path: _posts/deep, type: posts }
    values: { layout: deep, image: }
  - scope: { path: '', type: posts }
    values: { layout: post, seo: { b: 2 } }
  - scope: { path: '_docs/*/x' }
    values: { layout: x }
  - scope: { path: _docs, type: docs }
    values: { layout: doc }
  - nonsense
";

    fn layout(path: &str, kind: PageKind) -> String {
        inherited(path, kind, &config(CONFIG))["layout"].as_str().unwrap().to_owned()
    }

    #[test]
    fn the_longer_path_wins() {
        assert_eq!(layout("a.md", PageKind::Single), "plain");
        assert_eq!(layout("_posts/2024-01-02-a.md", PageKind::Post), "post");
        assert_eq!(layout("_posts/deeper/2024-01-02-a.md", PageKind::Post), "deep");
        assert_eq!(layout("_drafts/a.md", PageKind::Draft), "post");
        assert_eq!(layout("_docs/a.md", PageKind::Document), "doc");
        assert_eq!(layout("_docs/a/x/b.md", PageKind::Document), "x");
    }

    #[test]
    fn maps_are_merged_and_nothing_hides_nothing() {
        let values = inherited("_posts/deep/2024-01-02-a.md", PageKind::Post, &config(CONFIG));
        // Not 2: what comes after a stronger set is laid below all that was gathered before, the weakest included.
        assert_eq!(values["seo"], serde_json::json!({ "a": 1, "b": 1 }));
        assert_eq!(values["image"], "/i.png");
    }

    #[test]
    fn stars_stand_for_what_they_find() {
        let settings = |path: &str| {
            format!(
                "collections_dir: c\ncollections: {{docs: {{}}}}\ndefaults: [{{scope: {{path: '{path}'}}, values: {{a: 1}}}}]"
            )
        };
        let applies = |scope: &str, path: &str, kind| !inherited(path, kind, &config(&settings(scope))).is_empty();
        assert!(applies("c/*", "c/_docs/a.md", PageKind::Document));
        // Found is `c/p.md`, compared is `p.md`.
        assert!(!applies("c/*", "c/p.md", PageKind::Single));
        assert!(applies("c/_docs", "c/_docs/a.md", PageKind::Document));
        assert!(applies("**/*.md", "x/y/a.md", PageKind::Single));
        assert!(!applies("**", "c/_docs/a.md", PageKind::Document));
        assert!(!applies("*", ".well-known/a.txt", PageKind::Template));
    }
}
