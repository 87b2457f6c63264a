//! Keys that pages have from data files beside and above them.

use serde_json::{Map, Value};

use super::config::Folders;
use crate::front_matter::{Dialect, FrontMatter, YamlParser, block};
use crate::listing::{Files, Listing, file_name, parent};
use crate::profile::generator_config::{Defaults, GeneratorConfig};
use crate::profile::javascript::{Expression, Module};
use crate::profile::pages::PageKind;

/// How a data file of one page or folder may end, the weaker before the stronger.
const ENDS: [&str; 5] = [".json", ".11tydata.json", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.js"];

/// Sets of keys for one page, told by its path without the extension; the others are for a folder.
const OF_PAGE: &str = "page";

/// The keys that the page at `path` has without writing them. Maps and lists of a weaker file are added to.
pub fn inherited(path: &str, _kind: PageKind, config: &GeneratorConfig) -> Map<String, Value> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let applies = |set: &&Defaults| match &set.kind {
        Some(_) => set.path == stem,
        None => path.starts_with(&*set.path),
    };
    let mut values = Map::new();
    for set in config.defaults.iter().filter(applies) {
        merge(&mut values, &set.values);
    }
    values
}

/// Finds the data files of a site: global ones, those of folders and of single pages.
pub fn read(module: &Module, folders: &Folders, listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) {
    let base_name = module.calls("setDataFileBaseName").last();
    let base_name = base_name.as_ref().and_then(|call| call.arguments.first()).and_then(Expression::text);
    // Other endings, other formats: what they hold is not known.
    let is_unusual = ["setDataFileSuffixes", "addDataExtension"].iter().any(|name| module.calls(name).next().is_some());
    config.unknown_urls |= is_unusual;
    config.keys_may_be_added |= is_unusual;

    read_global(folders, listing, files, config);
    let mut found = Vec::new();
    for path in listing.under(&folders.input) {
        let Some((end, stem)) = ends(path) else { continue };
        if config.ignored_paths.iter().any(|glob| glob.is_match(path)) {
            continue;
        }
        let folder = parent(path);
        let is_of_folder = base_name.map_or_else(
            || !folder.is_empty() && file_name(&stem) == file_name(folder),
            |name| file_name(&stem) == name && end > 0,
        );
        if is_of_folder {
            found.push((0, folder.len(), end, path, format!("{folder}/").trim_start_matches('/').to_owned()));
        }
        let is_beside_page = listing.beginning_with(&format!("{stem}.")).any(|other| !is_data(other));
        if is_beside_page {
            found.push((1, 0, end, path, stem));
        }
    }
    found.sort();
    for (is_page, _, _, file, path) in found {
        let Some(text) = files.read(file) else { continue };
        let (values, is_whole) = values(file, &text);
        if !is_whole {
            config.keys_may_be_added_below.push(path.clone());
        }
        config.defaults.push(Defaults { path, glob: None, kind: (is_page == 1).then(|| OF_PAGE.to_owned()), values });
    }
    read_layouts(folders, listing, files, config);
}

/// Each file of the data folder is a key of every page.
fn read_global(folders: &Folders, listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) {
    let mut values = Map::new();
    for path in listing.under(&folders.data) {
        let inner = path[folders.data.len()..].trim_start_matches('/');
        let Some((key, extension)) = inner.split_once('.').filter(|(key, _)| !key.contains('/')) else { continue };
        match extension {
            "json" => {
                let value = files.read(path).and_then(|text| serde_json::from_str(&text).ok());
                values.insert(key.to_owned(), value.unwrap_or(Value::Null));
            }
            _ if key == "eleventyComputed" || key == "permalink" => {
                config.unknown_urls = true;
                config.keys_may_be_added = true;
            }
            _ => {}
        }
    }
    if !values.is_empty() {
        config.defaults.push(Defaults { path: String::new(), glob: None, kind: None, values });
    }
}

/// Layouts hand their own keys to the pages that use them.
fn read_layouts(folders: &Folders, listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) {
    let dialect = Dialect { delimiters: block::ELEVENTY, yaml: YamlParser::JsYaml4 };
    let layouts = listing.under(folders.layouts.as_deref().unwrap_or(&folders.includes));
    for path in layouts.filter(|path| !path.ends_with(".js") && !path.ends_with(".css")) {
        let Some(text) = files.read(path).filter(|text| text.starts_with("---")) else { continue };
        let read = FrontMatter::read(&text, &dialect);
        for entry in read.tree.root().into_iter().flat_map(|root| root.entries()) {
            let name = entry.name();
            config.unknown_urls |= name == "permalink" || name == "eleventyComputed";
            config.keys_may_be_added |= name != "layout";
        }
    }
}

/// The rank of a data file's ending, and its path without it.
fn ends(path: &str) -> Option<(usize, String)> {
    ENDS.iter().enumerate().rev().find_map(|(rank, end)| Some((rank, path.strip_suffix(end)?.to_owned())))
}

fn is_data(path: &str) -> bool {
    ends(path).is_some()
}

/// What a data file says, and whether that is all that it may say.
fn values(file: &str, text: &str) -> (Map<String, Value>, bool) {
    if file.ends_with(".json") {
        return match serde_json::from_str(text) {
            Ok(Value::Object(values)) => (values, true),
            _ => (Map::new(), true),
        };
    }
    let Some(exported) = Module::new(text).exported() else { return (Map::new(), false) };
    let literal = |(key, value): &(String, Expression)| Some((key.clone(), value.to_json()?));
    let values: Map<String, Value> = exported.entries().iter().filter_map(literal).collect();
    let is_whole = exported.is_whole() && values.len() == exported.entries().len();
    (values, is_whole)
}

fn merge(values: &mut Map<String, Value>, stronger: &Map<String, Value>) {
    for (key, value) in stronger {
        match (values.get_mut(key), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (Some(Value::Array(old)), Value::Array(new)) => old.extend(new.iter().cloned()),
            (Some(old), new) => *old = new.clone(),
            (None, new) => {
                values.insert(key.clone(), new.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::inherited;
    use crate::profile::eleventy::config::tests::site;
    use crate::profile::pages::PageKind;

    /// As Eleventy 3.1.8 gives them.
    #[test]
    fn nearer_files_are_stronger() {
        let config = site(&[
            ("_data/x.json", "5"),
            ("posts/posts.json", r#"{"title": "D", "tags": ["d"], "x": {"a": 1, "b": 1}}"#),
            ("posts/posts.11tydata.json", r#"{"title": "E"}"#),
            ("posts/a.json", r#"{"x": {"b": 2}}"#),
            ("posts/a.md", ""),
            ("posts/sub/sub.json", r#"{"tags": ["s"]}"#),
        ]);
        let at = |path| serde_json::Value::Object(inherited(path, PageKind::Single, &config));
        assert_eq!(at("posts/a.md"), json!({ "x": { "a": 1, "b": 2 }, "title": "E", "tags": ["d"] }));
        assert_eq!(at("posts/sub/b.md")["tags"], json!(["d", "s"]));
        assert_eq!(at("other.md"), json!({ "x": 5 }));
    }

    #[test]
    fn programs_may_add_keys() {
        let config = site(&[
            ("a/a.11tydata.js", "export default { layout: 'x', title: (data) => data.y }"),
            ("b/b.11tydata.js", "export default { layout: 'x' }"),
            ("c/p.11tydata.cjs", "module.exports = async () => fetched"),
            ("c/p.md", ""),
        ]);
        assert!(config.may_add_keys_to("a/p.md") && !config.may_add_keys_to("b/p.md"));
        assert!(config.may_add_keys_to("c/p.md") && !config.may_add_keys_to("c/q.md"));
        assert_eq!(inherited("a/p.md", PageKind::Single, &config)["layout"], "x");
    }

    #[test]
    fn layouts_have_keys_too() {
        let of = |layout: &str| site(&[("_includes/l.njk", layout), ("a.md", "")]);
        assert!(!of("---\nlayout: base.njk\n---\n").keys_may_be_added);
        assert!(of("---\ntitle: A\n---\n").keys_may_be_added);
        assert!(of("---\npermalink: /x/{{ title }}/\n---\n").unknown_urls);
    }
}
