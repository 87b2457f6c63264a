//! The folders of pages: one for each plugin, version and language.

use globset::{GlobBuilder, GlobMatcher};

use super::literals::{Literal, Object};
use crate::listing::{Files, Listing, join, normalize};
use crate::profile::generator_config::{GeneratorConfig, OwnTerms, PageSource, VocabularyPlace};
use crate::profile::pages::PageKind;

/// A plugin that reads pages, with its options.
pub struct Plugin {
    /// What it reads.
    pub kind: PluginKind,
    /// Its options.
    pub options: Object,
}

/// What a plugin reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluginKind {
    /// `@docusaurus/plugin-content-docs`
    Docs,
    /// `@docusaurus/plugin-content-blog`
    Blog,
    /// `@docusaurus/plugin-content-pages`
    Pages,
}

/// The languages of a site.
pub struct Locales {
    /// The one that URLs do not name.
    pub default: String,
    /// All of them, the default one first; empty for a site without languages.
    pub all: Vec<String>,
    /// The folder of translations.
    dir: String,
}

impl Locales {
    /// The languages that the configuration names, or for which there is a folder where it does not say.
    pub fn read(settings: &Object, listing: &Listing) -> Self {
        let none = Object::default();
        let i18n = settings.map("i18n").unwrap_or(&none);
        let dir = i18n.text("path").and_then(normalize).unwrap_or_else(|| "i18n".to_owned());
        let default = i18n.text("defaultLocale").unwrap_or("en").to_owned();
        let is_unsaid =
            matches!(settings.get("i18n"), Some(Literal::Unknown)) || i18n.get("locales") == Some(&Literal::Unknown);
        let folders = || {
            let below = listing.under(&dir).filter_map(|path| path[dir.len() + 1..].split_once('/'));
            let mut folders: Vec<String> = below.map(|(locale, _)| locale.to_owned()).collect();
            folders.dedup();
            folders
        };
        let listed = i18n.texts("locales").or_else(|| is_unsaid.then(folders)).unwrap_or_default();
        let mut all = vec![default.clone()];
        all.extend(listed.into_iter().filter(|locale| *locale != default));
        if all.len() == 1 {
            all.clear();
        }
        Self { default, all, dir }
    }
}

impl PluginKind {
    fn name(self) -> &'static str {
        match self {
            Self::Docs => "docs",
            Self::Blog => "blog",
            Self::Pages => "pages",
        }
    }

    fn path(self) -> &'static str {
        if self == Self::Pages { "src/pages" } else { self.name() }
    }

    fn route(self) -> &'static str {
        if self == Self::Pages { "/" } else { self.name() }
    }

    fn pages(self) -> PageKind {
        match self {
            Self::Docs => PageKind::Document,
            Self::Blog => PageKind::Post,
            Self::Pages => PageKind::Single,
        }
    }
}

/// A version of the documents: its folder, the folder of its translations, and the part of its URLs.
struct Version {
    name: String,
    dir: String,
    /// `None` where it cannot be known.
    route: Option<String>,
}

/// Adds the folders of a plugin, and its vocabularies.
pub fn add(plugin: &Plugin, locales: &Locales, listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) {
    let Plugin { kind, options } = plugin;
    let id = options.text("id").filter(|id| *id != "default");
    let dir = options.text("path").and_then(normalize).unwrap_or_else(|| kind.path().to_owned());
    let versions = match kind {
        PluginKind::Docs => versions(options, id, dir, files),
        _ => vec![Version { name: String::new(), dir, route: Some(String::new()) }],
    };
    let is_unsaid = options.is_open && options.get("routeBasePath").is_none();
    let base = match options.get("routeBasePath") {
        Some(Literal::Unknown) => None,
        Some(Literal::Text(route)) => Some(route.as_str()),
        _ => Some(kind.route()).filter(|_| !is_unsaid),
    };
    let strips_numbers = match options.get("numberPrefixParser") {
        Some(Literal::Bool(strips)) => Some(*strips),
        Some(Literal::Null) | None => Some(true).filter(|_| !options.is_open),
        Some(_) => None,
    };
    for version in versions {
        let route = base.zip(version.route.as_ref()).map(|(base, version)| joined(&[base, version]));
        let logical = joined(&[kind.name(), id.unwrap_or_default(), &version.name]);
        let translated =
            format!("docusaurus-plugin-content-{}{}", kind.name(), id.map(|id| format!("-{id}")).unwrap_or_default());
        let source = |dir: String, language: Option<String>, prefix: &str| PageSource {
            dir,
            kind: kind.pages(),
            language,
            logical: logical.clone(),
            route: route.as_ref().map(|route| joined(&[prefix, route])),
            include: globs(options, "include", &["**/*.{md,mdx}"]),
            exclude: globs(
                options,
                "exclude",
                &["**/_*.{js,jsx,ts,tsx,md,mdx}", "**/_*/**", "**/*.test.{js,jsx,ts,tsx}", "**/__tests__/**"],
            ),
            strips_numbers,
        };
        let own = Some(&locales.default).filter(|_| !locales.all.is_empty());
        let mut added = vec![source(version.dir.clone(), own.cloned(), "")];
        for locale in &locales.all {
            let prefix = if *locale == locales.default { "" } else { locale };
            let folder = join(&locales.dir, &format!("{locale}/{translated}"));
            let folder = if version.name.is_empty() { folder } else { join(&folder, &version.name) };
            if *locale != locales.default || listing.has_dir(&folder) {
                added.push(source(folder, Some(locale.clone()), prefix));
            }
        }
        for source in &added {
            add_vocabulary(*kind, options, &source.dir, &version.dir, listing, config);
            if *kind == PluginKind::Blog {
                add_authors(options, &source.dir, &version.dir, listing, config);
            }
        }
        config.sources.extend(added);
    }
}

/// The versions of documents, the current one first, as `versions.json` lists them.
fn versions(options: &Object, id: Option<&str>, dir: String, files: &dyn Files) -> Vec<Version> {
    let prefix = id.map(|id| format!("{id}_")).unwrap_or_default();
    let is_off = options.get("disableVersioning") == Some(&Literal::Bool(true));
    let listed = files.read(&format!("{prefix}versions.json")).filter(|_| !is_off);
    let listed: Vec<String> = listed.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let has_current = options.get("includeCurrentVersion") != Some(&Literal::Bool(false)) || listed.is_empty();
    let last = match options.get("lastVersion") {
        Some(Literal::Text(last)) => Some(last.clone()),
        Some(Literal::Unknown) => None,
        _ => Some(listed.first().cloned().unwrap_or_else(|| "current".to_owned())),
    };
    let own = options.map("versions");
    let is_unsaid = options.get("versions") == Some(&Literal::Unknown) || own.is_some_and(|own| own.is_open);
    let route = |name: &str| match own.and_then(|own| own.map(name)).and_then(|version| version.get("path")) {
        Some(Literal::Text(path)) => Some(path.clone()),
        Some(_) => None,
        None if is_unsaid => None,
        None => Some(match name {
            name if last.as_deref()? == name => String::new(),
            "current" => "next".to_owned(),
            name => name.to_owned(),
        }),
    };
    let current = Version { name: "current".to_owned(), route: route("current"), dir };
    let others = listed.iter().map(|name| Version {
        name: format!("version-{name}"),
        dir: format!("{prefix}versioned_docs/version-{name}"),
        route: route(name),
    });
    has_current.then_some(current).into_iter().chain(others).collect()
}

/// The authors whom a blog knows by name: `authors.yml` beside the posts, that of the translations first. A post that
/// names another stops the build (Docusaurus 3, its source).
fn add_authors(options: &Object, dir: &str, fallback: &str, listing: &Listing, config: &mut GeneratorConfig) {
    let name = match options.get("authorsMapPath") {
        None => "authors.yml",
        Some(Literal::Text(name)) => name,
        Some(_) => return,
    };
    note_file("authors", name, [dir, fallback], listing, config);
}

/// Notes the first file called `name` in `dirs` as the list of what may stand under `key` in the first of them.
fn note_file(key: &str, name: &str, dirs: [&str; 2], listing: &Listing, config: &mut GeneratorConfig) {
    let candidates = dirs.map(|dir| normalize(&join(dir, name)));
    let Some(path) = candidates.into_iter().flatten().find(|path| listing.contains(path)) else { return };
    let (place, dir) = (VocabularyPlace::File(path), dirs[0].to_owned());
    match config.vocabularies.iter_mut().find(|known| known.key == key && known.place == place) {
        Some(known) => known.dirs.push(dir),
        None => config.vocabularies.push(OwnTerms { key: key.to_owned(), place, dirs: vec![dir] }),
    }
}

/// The tags that may be used in a folder: `tags.yml` beside the pages, that of the translations first.
fn add_vocabulary(
    kind: PluginKind,
    options: &Object,
    dir: &str,
    fallback: &str,
    listing: &Listing,
    config: &mut GeneratorConfig,
) {
    let name = match options.get("tags") {
        None if kind == PluginKind::Pages => return,
        None | Some(Literal::Null) if options.get("tags").is_some() => return,
        None => "tags.yml",
        Some(Literal::Text(name)) => name,
        Some(_) => return,
    };
    if matches!(options.text("onInlineTags"), Some("ignore")) {
        return;
    }
    note_file("tags", name, [dir, fallback], listing, config);
}

fn globs(options: &Object, key: &str, default: &[&str]) -> Vec<GlobMatcher> {
    let patterns = options.texts(key).unwrap_or_else(|| default.iter().map(|glob| (*glob).to_owned()).collect());
    let glob = |pattern: &String| GlobBuilder::new(pattern).literal_separator(true).build().ok();
    patterns.iter().filter_map(glob).map(|glob| glob.compile_matcher()).collect()
}

/// Parts of a path with single slashes between, one before and none at the end; "" where there is nothing.
fn joined(parts: &[&str]) -> String {
    let parts = parts.iter().flat_map(|part| part.split('/')).filter(|part| !part.is_empty());
    parts.map(|part| format!("/{part}")).collect()
}
