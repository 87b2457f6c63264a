//! Where files come from: folders of the settings, mounts, themes and modules.

use serde_json::Value;

use super::load;
use super::settings::{language_tables, names, texts};
use crate::listing::{Files, Listing, join, normalize};
use crate::profile::generator_config::{ContentRoot, GeneratorConfig, Mount};
use crate::profile::hugo::paths::lower;

/// Fills in the folders of pages, static files and assets.
pub fn apply(settings: &Value, listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) {
    let mounts = mounts(settings, "", listing, config);
    let mounted = |component: &str| is_mounted(component, &mounts, listing);
    if !mounted("content") {
        content_dirs(settings, config);
    }
    if !mounted("static") {
        for dir in static_dirs(settings, config) {
            config.static_mounts.push(Mount { source: dir, target: String::new() });
        }
    }
    if !mounted("assets") {
        let source = folder(settings, "assetdir", "assets");
        config.asset_mounts.push(Mount { source, target: String::new() });
    }
    for mount in mounts {
        add(mount, listing, config);
    }
    themes(settings, listing, files, config);
    let root_dirs = |mounts: &[Mount]| -> Vec<String> {
        mounts.iter().filter(|mount| mount.target.is_empty()).map(|mount| mount.source.clone()).collect()
    };
    config.static_dirs = root_dirs(&config.static_mounts);
    config.asset_dirs = root_dirs(&config.asset_mounts);
}

/// One entry of `module.mounts`.
struct ModuleMount {
    /// The file or folder, relative to the site's root.
    source: String,
    /// `content`, `static`, `assets` …
    component: String,
    /// The path below the component's root.
    target: String,
    /// The language of its pages, where it has one.
    language: Option<String>,
}

/// Hugo passes over a mount of what is not there, and then the component keeps its usual folder.
fn is_mounted(component: &str, mounts: &[ModuleMount], listing: &Listing) -> bool {
    mounts.iter().any(|mount| {
        mount.component == component && (listing.contains(&mount.source) || listing.has_dir(&mount.source))
    })
}

/// The mounts of the site (`folder` is "") or of a theme in `folder`.
fn mounts(settings: &Value, folder: &str, listing: &Listing, config: &mut GeneratorConfig) -> Vec<ModuleMount> {
    let list = settings.get("module").and_then(|module| module.get("mounts")).and_then(Value::as_array);
    let mut mounts = Vec::new();
    for entry in list.into_iter().flatten() {
        let text = |key: &str| entry.get(key).and_then(Value::as_str);
        let (Some(source), Some(target)) = (text("source"), text("target")) else { continue };
        let target = normalize(target).unwrap_or_default();
        let (component, target) = target.split_once('/').unwrap_or((target.as_str(), ""));
        let Some(source) = normalize(&join(folder, source)).filter(|_| !source.starts_with('/')) else {
            // Beside the site's root or elsewhere on the machine: it may hold anything.
            config.unseen_mounts.push(source.to_owned());
            continue;
        };
        if !listing.contains(&source) && !listing.has_dir(&source) && matches!(component, "static" | "assets") {
            config.unseen_mounts.push(source.clone());
        }
        let language = text("lang").map(lower).or_else(|| only_language(entry, config));
        mounts.push(ModuleMount { source, component: component.to_owned(), target: target.to_owned(), language });
    }
    mounts
}

/// The language of `sites.matrix.languages`, a list of patterns, where they fit one language.
fn only_language(entry: &Value, config: &GeneratorConfig) -> Option<String> {
    let patterns = texts(entry.get("sites")?.get("matrix")?.get("languages"));
    let patterns: Vec<_> = patterns.iter().filter_map(|pattern| globset::Glob::new(&lower(pattern)).ok()).collect();
    let fits =
        |language: &&String| patterns.iter().any(|pattern| pattern.compile_matcher().is_match(language.as_str()));
    let mut languages = config.languages.iter().filter(fits);
    languages.next().filter(|_| languages.next().is_none()).cloned()
}

fn add(mount: ModuleMount, listing: &Listing, config: &mut GeneratorConfig) {
    let ModuleMount { source, component, target, language } = mount;
    match component.as_str() {
        "content" if listing.contains(&source) || listing.has_dir(&source) => {
            config.content.push(ContentRoot { dir: source, language, target });
        }
        "static" => config.static_mounts.push(Mount { source, target }),
        "assets" => config.asset_mounts.push(Mount { source, target }),
        _ => {}
    }
}

/// Each language may have a folder of its own. Where several share one, the file's name decides.
fn content_dirs(settings: &Value, config: &mut GeneratorConfig) {
    let shared = folder(settings, "contentdir", "content");
    let mut dirs: Vec<(String, Vec<String>)> = Vec::new();
    for key in config.languages.clone() {
        let table = settings.get("languages").and_then(|tables| tables.get(&key));
        let dir = table.map_or_else(|| shared.clone(), |table| folder(table, "contentdir", &shared));
        match dirs.iter_mut().find(|(have, _)| *have == dir) {
            Some((_, languages)) => languages.push(key),
            None => dirs.push((dir, vec![key])),
        }
    }
    if dirs.len() < 2 {
        let dir = dirs.pop().map_or(shared, |(dir, _)| dir);
        config.content.push(ContentRoot { dir, language: None, target: String::new() });
        return;
    }
    for (dir, mut languages) in dirs {
        let language = languages.pop().filter(|_| languages.is_empty());
        config.content.push(ContentRoot { dir, language, target: String::new() });
    }
}

/// `staticDir`, which is a text or a list, and `staticDir0` to `staticDir10`; each of them for a language, too.
fn static_dirs(settings: &Value, config: &GeneratorConfig) -> Vec<String> {
    let mut dirs: Vec<String> = Vec::new();
    let mut collect = |table: &dyn Fn(&str) -> Option<Value>| {
        let mut found = false;
        for suffix in std::iter::once(String::new()).chain((0..=10).map(|n| n.to_string())) {
            for dir in texts(table(&format!("staticdir{suffix}")).as_ref()) {
                found = true;
                dirs.extend(normalize(&dir));
            }
        }
        found
    };
    if !collect(&|key| settings.get(key).cloned()) {
        collect(&|key| (key == "staticdir").then(|| Value::String("static".to_owned())));
    }
    for (_, table) in language_tables(settings, config) {
        collect(&|key| table.get(key).cloned());
    }
    let mut seen = Vec::new();
    dirs.retain(|dir| {
        let new = !seen.contains(dir);
        seen.push(dir.clone());
        new
    });
    dirs
}

/// Themes and modules bring folders of their own, when they are there to be seen, and may import others.
fn themes(settings: &Value, listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) {
    let themes_dir = folder(settings, "themesdir", "themes");
    let mut names = theme_names(settings);
    let mut at = 0;
    while let Some(name) = names.get(at).cloned() {
        at += 1;
        let folder = checked_out(&name, &themes_dir, listing);
        if let Some(folder) = &folder {
            let own = load::theme_settings(folder, listing, files);
            add_theme(folder, &own, listing, config);
            add_output_formats(folder, &own, listing, config);
            for import in theme_names(&own) {
                if !names.contains(&import) {
                    names.push(import);
                }
            }
        }
        if folder.is_none() {
            config.output_formats = None;
        }
        config.themes.push((name, folder));
    }
}

/// What `theme` and `module.imports` name.
fn theme_names(settings: &Value) -> Vec<String> {
    let mut names = texts(settings.get("theme"));
    let imports = settings.get("module").and_then(|module| module.get("imports")).and_then(Value::as_array);
    for import in imports.into_iter().flatten() {
        let off = import.get("disable").and_then(Value::as_bool).unwrap_or(false);
        names.extend(import.get("path").and_then(Value::as_str).filter(|_| !off).map(str::to_owned));
    }
    names
}

fn add_theme(folder: &str, settings: &Value, listing: &Listing, config: &mut GeneratorConfig) {
    let mut mounts = mounts(settings, folder, listing, config);
    for component in ["content", "static", "assets"] {
        if !is_mounted(component, &mounts, listing) {
            let (source, component) = (join(folder, component), component.to_owned());
            mounts.push(ModuleMount { source, component, target: String::new(), language: None });
        }
    }
    for mount in mounts {
        add(mount, listing, config);
    }
}

/// What a theme adds to the output formats; the files of its folder `config/` are not read here.
fn add_output_formats(folder: &str, settings: &Value, listing: &Listing, config: &mut GeneratorConfig) {
    if listing.has_dir(&join(folder, "config")) {
        config.output_formats = None;
    }
    if let Some(formats) = &mut config.output_formats {
        formats.extend(names(settings.get("outputformats")));
    }
}

fn checked_out(name: &str, themes_dir: &str, listing: &Listing) -> Option<String> {
    let last = name.trim_end_matches('/').rsplit('/').find(|part| !is_major_version(part))?;
    [join(themes_dir, name), join("_vendor", name), join(themes_dir, last)]
        .into_iter()
        .filter_map(|folder| normalize(&folder))
        .find(|folder| listing.has_dir(folder))
}

/// `v2` in `github.com/someone/theme/v2`.
fn is_major_version(part: &str) -> bool {
    part.strip_prefix('v').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn folder(settings: &Value, key: &str, default: &str) -> String {
    let named = settings.get(key).and_then(Value::as_str).and_then(normalize);
    named.unwrap_or_else(|| default.to_owned())
}
