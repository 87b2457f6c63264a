//! Recognises a Zola site and reads its `config.toml`.

use globset::Glob;
use serde_json::Value;

use crate::listing::{Files, Listing};
use crate::profile::generator_config::{ContentRoot, GeneratorConfig, Mount, Slugify, Taxonomy};
use crate::profile::settings::{self, Settings};

/// The names of the configuration; the first was proposed later and is still rare.
const CONFIG_FILES: [&str; 2] = ["zola.toml", "config.toml"];

/// Folders that a Zola site has beside its configuration.
const FOLDERS: [&str; 4] = ["content", "templates", "themes", "sass"];

/// Whether a folder is a Zola site. Other tools have a `config.toml`, too; `base_url` is Zola's (Hugo writes `baseURL`),
/// and it is the one setting that has to be there.
pub fn detect(listing: &Listing, files: &dyn Files) -> Option<String> {
    if listing.contains("zola.toml") {
        return Some("zola.toml".to_owned());
    }
    let is_at_home = listing.contains("config.toml") && FOLDERS.iter().any(|dir| listing.has_dir(dir));
    let text = files.read("config.toml").filter(|_| is_at_home)?;
    let names_it = match settings::from_toml(&text) {
        Ok(settings) => settings.get("base_url").is_some_and(Value::is_string),
        // A mistake in the configuration does not make it another generator's.
        Err(_) => text.lines().any(|line| line.trim_start().starts_with("base_url")),
    };
    names_it.then(|| "config.toml".to_owned())
}

/// Reads the configuration, Zola's own defaults filled in.
pub fn read(listing: &Listing, files: &dyn Files) -> GeneratorConfig {
    let mut config = GeneratorConfig {
        content: vec![ContentRoot { dir: "content".to_owned(), language: None, target: String::new() }],
        keep_case: true,
        zone_is_set: true,
        future: true,
        slugify_paths: Slugify::On,
        slugify_terms: Slugify::On,
        default_language: "en".to_owned(),
        ..GeneratorConfig::default()
    };
    let settings = read_file(listing, files, &mut config);
    apply(&settings, listing, &mut config);
    config
}

fn read_file(listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) -> Settings {
    let Some(name) = CONFIG_FILES.into_iter().find(|name| listing.contains(name)) else { return Settings::new() };
    let read = files.read(name).ok_or_else(|| "it cannot be read".to_owned());
    match read.and_then(|text| settings::from_toml(&text)) {
        Ok(settings) => {
            config.files.push(name.to_owned());
            settings
        }
        Err(reason) => {
            config.unreadable.push((name.to_owned(), reason));
            Settings::new()
        }
    }
}

fn apply(settings: &Settings, listing: &Listing, config: &mut GeneratorConfig) {
    let text = |key: &str| settings.get(key).and_then(Value::as_str);
    config.base_path = text("base_url").map(base_path).unwrap_or_default();
    config.taxonomy_root = text("taxonomy_root").unwrap_or_default().trim_matches('/').to_owned();
    languages(settings, config);
    taxonomies(settings, config);
    slugs(settings, config);
    config.ignored_paths = settings::texts(settings.get("ignored_content"))
        .iter()
        .filter_map(|pattern| Some(Glob::new(pattern).ok()?.compile_matcher()))
        .collect();
    let mut static_dirs = vec!["static".to_owned()];
    if let Some(theme) = text("theme") {
        let folder = format!("themes/{theme}");
        let is_there = listing.has_dir(&folder);
        static_dirs.push(format!("{folder}/static"));
        config.themes.push((theme.to_owned(), is_there.then_some(folder)));
    }
    config.static_mounts = static_dirs.iter().map(|dir| Mount { source: dir.clone(), target: String::new() }).collect();
    config.static_dirs = static_dirs;
}

/// The path of an address, without the slash at its end.
fn base_path(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').map_or("", |slash| &rest[slash..]);
    path.trim_end_matches('/').to_owned()
}

/// Languages are tables by code; up to Zola 0.15 they were a list.
fn languages(settings: &Settings, config: &mut GeneratorConfig) {
    if let Some(language) = settings.get("default_language").and_then(Value::as_str) {
        config.default_language = language.to_owned();
    }
    let others: Vec<String> = match settings.get("languages") {
        Some(Value::Object(tables)) => tables.keys().cloned().collect(),
        Some(Value::Array(list)) => {
            list.iter().filter_map(|entry| entry.get("code")?.as_str()).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    };
    let others: Vec<String> = others.into_iter().filter(|code| *code != config.default_language).collect();
    if !others.is_empty() {
        config.languages = [config.default_language.clone()].into_iter().chain(others).collect();
    }
}

/// Each language declares its own taxonomies; those of the root are the default language's.
fn taxonomies(settings: &Settings, config: &mut GeneratorConfig) {
    let default = config.default_language.clone();
    let mut declared: Vec<(String, Vec<String>)> = Vec::new();
    let mut declare = |list: Option<&Value>, language: &str| {
        for taxonomy in list.and_then(Value::as_array).into_iter().flatten() {
            let Some(name) = taxonomy.get("name").and_then(Value::as_str) else { continue };
            let language =
                taxonomy.get("lang").and_then(Value::as_str).filter(|code| !code.is_empty()).unwrap_or(language);
            let key = format!("taxonomies.{name}");
            match declared.iter_mut().find(|(known, _)| *known == key) {
                Some((_, languages)) => languages.push(language.to_owned()),
                None => declared.push((key, vec![language.to_owned()])),
            }
        }
    };
    declare(settings.get("taxonomies"), &default);
    for (code, options) in settings.get("languages").and_then(Value::as_object).into_iter().flatten() {
        declare(options.get("taxonomies"), code);
    }
    config.taxonomies = declared.iter().map(|(key, _)| Taxonomy { key: key.clone() }).collect();
    // Without other languages everything is in the default one.
    if !config.languages.is_empty() {
        config.taxonomy_languages = declared;
    }
}

fn slugs(settings: &Settings, config: &mut GeneratorConfig) {
    let Some(slugify) = settings.get("slugify") else { return };
    let how = |key: &str| match slugify.get(key).and_then(Value::as_str) {
        Some("safe") => Slugify::Safe,
        Some("off") => Slugify::Off,
        _ => Slugify::On,
    };
    config.slugify_paths = how("paths");
    config.slugify_terms = how("taxonomies");
    config.keeps_name_dates = slugify.get("paths_keep_dates").and_then(Value::as_bool).unwrap_or(false);
}

#[cfg(test)]
pub mod tests {
    use std::collections::HashMap;

    use super::{detect, read};
    use crate::listing::Listing;
    use crate::profile;
    use crate::profile::generator_config::{GeneratorConfig, Slugify};

    /// What is read of a `config.toml` with this text.
    pub fn config(text: &str) -> GeneratorConfig {
        let files = files(&[("config.toml", text), ("themes/dusk/theme.toml", "")]);
        read(&Listing::new(files.keys().cloned()), &files)
    }

    fn files(files: &[(&str, &str)]) -> HashMap<String, String> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    fn detected(named: &[(&str, &str)]) -> Option<String> {
        let files = files(named);
        detect(&Listing::new(files.keys().cloned()), &files)
    }

    #[test]
    fn zola_by_its_files() {
        let zola = ("config.toml", "base_url = 'https://example.org'\n");
        assert_eq!(detected(&[zola, ("content/a.md", "")]).as_deref(), Some("config.toml"));
        assert_eq!(detected(&[zola, ("templates/base.html", "")]).as_deref(), Some("config.toml"));
        assert_eq!(detected(&[("zola.toml", "")]).as_deref(), Some("zola.toml"));
        assert!(detected(&[("config.toml", "base_url = \nx"), ("content/a.md", "")]).is_some());
        assert_eq!(detected(&[zola]), None);
        assert_eq!(detected(&[("config.toml", "[extra]\nbase_url = 'x'"), ("content/a.md", "")]), None);
    }

    #[test]
    fn hugo_and_zola_are_told_apart() {
        let owner = |text: &str| {
            let files = files(&[("config.toml", text), ("content/a.md", ""), ("themes/x/theme.toml", "")]);
            let listing = Listing::new(files.keys().cloned());
            profile::ALL.iter().find(|profile| (profile.detect)(&listing, &files).is_some()).unwrap().id
        };
        assert_eq!(owner("base_url = 'https://example.org'\ntheme = 'x'"), "zola");
        assert_eq!(owner("baseURL = 'https://example.org'\ntheme = 'x'"), "hugo");
        assert_eq!(owner("title = 'x'\ntheme = 'x'"), "hugo");
    }

    #[test]
    fn settings_are_read() {
        let config = config(
            "base_url = 'https://example.org/docs/'\ndefault_language = 'de'\ntheme = 'dusk'\n\
             taxonomies = [{name = 'tags', feed = true}, {name = 'series'}]\nignored_content = ['*.{xlsx,bak.md}', '[']\n\
             [slugify]\npaths = 'safe'\npaths_keep_dates = true\n[languages.fr]\ntaxonomies = [{name = 'tags'}]\n",
        );
        assert_eq!((&*config.base_path, &*config.default_language), ("/docs", "de"));
        assert_eq!(config.languages, ["de", "fr"]);
        assert_eq!((config.slugify_paths, config.slugify_terms), (Slugify::Safe, Slugify::On));
        assert_eq!(
            config.taxonomies.iter().map(|t| &*t.key).collect::<Vec<_>>(),
            ["taxonomies.tags", "taxonomies.series"]
        );
        assert_eq!(config.taxonomy_languages[0].1, ["de", "fr"]);
        assert_eq!(config.taxonomy_languages[1].1, ["de"]);
        assert!(config.keeps_name_dates && !config.has_unseen_theme() && config.ignored_paths.len() == 1);
        assert_eq!(config.static_dirs, ["static", "themes/dusk/static"]);
    }

    #[test]
    fn old_and_odd_configurations_do_no_harm() {
        let old = config("base_url = 'x'\nlanguages = [{code = 'it'}]\ntaxonomies = [{name = 'tags', lang = 'it'}]");
        assert_eq!(old.languages, ["en", "it"]);
        assert_eq!(old.taxonomy_languages[0].1, ["it"]);
        assert!(config("theme = 'gone'").has_unseen_theme());
        assert_eq!(config("base_url = ").unreadable.len(), 1);
        for text in ["taxonomies = 5\nlanguages = 'x'\nslugify = 1\nignored_content = 'a'", ""] {
            assert!(config(text).unreadable.is_empty() && config(text).languages.is_empty());
        }
    }
}
