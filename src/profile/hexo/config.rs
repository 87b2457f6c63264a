//! Reads `_config.yml`.

use globset::{GlobBuilder, GlobMatcher};
use serde_json::{Map, Value};

use super::detect::CONFIG_FILES;
use crate::listing::{Files, Listing, normalize};
use crate::profile::generator_config::{ContentRoot, GeneratorConfig, LetterCase, Mount, Taxonomy};
use crate::profile::jekyll::settings::parse;

/// Reads the configuration, Hexo's own defaults filled in (8.1).
pub fn read(listing: &Listing, files: &dyn Files) -> GeneratorConfig {
    let mut config = GeneratorConfig::default();
    let settings = read_file(listing, files, &mut config);
    let text = |key: &str| settings.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let is_true = |key: &str, default: bool| settings.get(key).map_or(default, truthy);

    let source = text("source_dir").and_then(normalize).unwrap_or_else(|| "source".to_owned());
    config.content = vec![ContentRoot { dir: source.clone(), language: None, target: String::new() }];
    config.static_dirs = vec![source];
    config.taxonomies = ["tags", "categories"].map(|key| Taxonomy { key: key.to_owned() }).into();
    read_zone(text("timezone"), &mut config);
    config.base_path = text("root").map(|root| root.trim_end_matches('/').to_owned()).unwrap_or_default();
    config.post_name = super::file_name::compile(text("new_post_name").unwrap_or(":title.md"));
    config.permalinks = vec![(
        String::new(),
        text("permalink").unwrap_or(":year/:month/:day/:title/").trim_start_matches('/').to_owned(),
    )];
    config.permalink_defaults = texts_of_map(settings.get("permalink_defaults"));
    config.post_folders = is_true("post_asset_folder", false);
    config.future = is_true("future", true);
    config.drafts = is_true("render_drafts", false);
    config.show_drafts = config.drafts;
    config.term_case = match settings.get("filename_case").and_then(Value::as_i64) {
        Some(1) => LetterCase::Lower,
        Some(2) => LetterCase::Upper,
        _ => LetterCase::Keep,
    };
    config.keep_case = config.term_case == LetterCase::Keep;
    for (taxonomy, names, dir) in [("tags", "tag_map", "tag_dir"), ("categories", "category_map", "category_dir")] {
        let names = texts_of_map(settings.get(names)).into_iter();
        config.term_names.extend(names.map(|(term, name)| (taxonomy.to_owned(), term, name)));
        let dir = settings.get(dir).and_then(Value::as_str).unwrap_or(taxonomy);
        config.term_dirs.push((taxonomy.to_owned(), dir.trim_matches('/').to_owned()));
    }
    config.default_category = text("default_category").unwrap_or("uncategorized").to_owned();
    config.excluded = globs(settings.get("exclude"));
    config.shown = globs(settings.get("include"));
    config.unrendered = globs(settings.get("skip_render"));
    config.unread = globs(settings.get("ignore"));
    read_theme(settings.get("theme"), listing, &mut config);
    config.plugins = plugins(files);
    config
}

fn read_file(listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) -> Map<String, Value> {
    let Some(name) = CONFIG_FILES.iter().find(|name| listing.contains(name)) else { return Map::new() };
    let read = match files.read(name) {
        Some(text) => parse(name, &text),
        None => Err("it cannot be read".to_owned()),
    };
    match read {
        Ok(settings) => {
            config.files.push((*name).to_owned());
            settings
        }
        Err(reason) => {
            config.unreadable.push(((*name).to_owned(), reason));
            Map::new()
        }
    }
}

fn read_zone(name: Option<&str>, config: &mut GeneratorConfig) {
    let Some(name) = name else { return };
    match name.parse() {
        Ok(zone) => {
            config.zone = zone;
            config.zone_is_set = true;
        }
        Err(_) => config.notes.push(format!("`timezone: {name}` is no time zone that is known; dates are read as UTC")),
    }
}

/// What JavaScript takes for true.
fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

fn texts_of_map(value: Option<&Value>) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let entries = value.and_then(Value::as_object).into_iter().flatten();
    entries.filter_map(|(key, value)| Some((key.clone(), text(value)?))).collect()
}

/// A pattern or a list of them. What is no pattern matches nothing, as in Hexo.
fn globs(value: Option<&Value>) -> Vec<GlobMatcher> {
    let items = match value {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(pattern)) => vec![pattern.as_str()],
        _ => Vec::new(),
    };
    let glob = |pattern: &str| GlobBuilder::new(pattern).literal_separator(true).build().ok();
    items.into_iter().filter_map(glob).map(|glob| glob.compile_matcher()).collect()
}

/// A theme lies in `themes/`, or in `node_modules/`, which is usually not checked in.
fn read_theme(theme: Option<&Value>, listing: &Listing, config: &mut GeneratorConfig) {
    let Some(name) = theme.and_then(Value::as_str).filter(|name| !name.is_empty()) else { return };
    let folders = [format!("themes/{name}"), format!("node_modules/hexo-theme-{name}")];
    // Only its configuration may be checked in.
    let folder = folders.into_iter().find(|folder| listing.has_dir(&format!("{folder}/layout")));
    if let Some(folder) = &folder {
        let source = format!("{folder}/source");
        config.static_dirs.push(source.clone());
        config.static_mounts.push(Mount { source, target: String::new() });
    }
    config.themes = vec![(name.trim_start_matches("hexo-theme-").to_owned(), folder)];
}

/// The packages that `package.json` names and that begin with `hexo-`.
fn plugins(files: &dyn Files) -> Vec<String> {
    let package = files.read("package.json").unwrap_or_default();
    let package: Value = serde_json::from_str(&package).unwrap_or_default();
    let of =
        |list: &str| package[list].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let mut plugins = of("dependencies");
    plugins.extend(of("devDependencies"));
    plugins.retain(|name| name.starts_with("hexo-"));
    plugins.sort_unstable();
    plugins.dedup();
    plugins
}

#[cfg(test)]
pub mod tests {
    use std::collections::HashMap;

    use super::{GeneratorConfig, LetterCase, read};
    use crate::listing::Listing;

    /// What is read of a `_config.yml` with this text.
    pub fn config(text: &str) -> GeneratorConfig {
        site(&[("_config.yml", text)])
    }

    fn site(files: &[(&str, &str)]) -> GeneratorConfig {
        let files: HashMap<String, String> = files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        read(&Listing::new(files.keys().cloned()), &files)
    }

    #[test]
    fn no_configuration_means_the_defaults() {
        let config = site(&[("source/a.md", "")]);
        assert_eq!((&*config.content[0].dir, &*config.post_name.text), ("source", ":title.md"));
        assert_eq!(config.permalinks[0].1, ":year/:month/:day/:title/");
        assert!(config.future && !config.drafts && !config.zone_is_set && !config.post_folders);
        assert_eq!(config.default_category, "uncategorized");
    }

    #[test]
    fn settings_are_read() {
        let config = config(
            "source_dir: src\ntimezone: Asia/Shanghai\nroot: /blog/\npermalink: /:category/:title.html\nfilename_case: 1\n\
             tag_map: {数据库: database, 2024: y}\ncategory_dir: /\nfuture: false\npost_asset_folder: true\nrender_drafts: true\n\
             exclude: x/*\nskip_render: [README.md, 'a/**']\npermalink_defaults: {lang: zh}\ntheme: next\n",
        );
        assert_eq!(
            (&*config.content[0].dir, config.zone.name(), &*config.base_path),
            ("src", "Asia/Shanghai", "/blog")
        );
        assert_eq!(config.permalinks[0].1, ":category/:title.html");
        assert_eq!(config.term_case, LetterCase::Lower);
        assert_eq!(config.term_names.len(), 2);
        assert!(config.term_dirs.contains(&("categories".to_owned(), String::new())));
        assert!(!config.future && config.post_folders && config.drafts && config.has_unseen_theme());
        assert_eq!((config.excluded.len(), config.unrendered.len()), (1, 2));
    }

    #[test]
    fn a_theme_that_is_there_has_files() {
        let config = site(&[("_config.yml", "theme: t"), ("themes/t/layout/a.ejs", ""), ("themes/t/source/x.png", "")]);
        assert!(!config.has_unseen_theme());
        assert_eq!(config.static_mounts[0].source, "themes/t/source");
    }

    #[test]
    fn nonsense_does_no_harm() {
        assert_eq!(config("timezone: Nowhere/City").notes.len(), 1);
        assert_eq!(config("a: [b").unreadable.len(), 1);
        for text in ["exclude: ['[', 5]\ntag_map: x\nsource_dir: ../..\nnew_post_name: 5\npermalink: []", "", "5"] {
            assert_eq!(config(text).content[0].dir, "source", "{text}");
        }
    }
}
