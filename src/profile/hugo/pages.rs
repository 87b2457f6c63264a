//! Which files are pages, of what kind, and where they stand in the tree of pages.

use super::paths::{lower, normalize};
use crate::listing::{Listing, file_name, join, parent};
use crate::profile::generator_config::{ContentRoot, GeneratorConfig, Taxonomy};
use crate::profile::pages::PageKind;

/// Extensions of content, in lower case. Everything else in a content folder (`.mdx`, `.txt`) is copied as it is.
const EXTENSIONS: [&str; 12] =
    ["md", "markdown", "mdown", "html", "htm", "adoc", "asciidoc", "ad", "rst", "org", "pandoc", "pdc"];

/// The kind of page that the file at `path` is; `None` when it is no page.
pub fn kind(path: &str, config: &GeneratorConfig, listing: &Listing) -> Option<PageKind> {
    let file = ContentFile::at(path, config)?;
    if file.is_disabled {
        return None;
    }
    let is_index = file.base_lower() == "index";
    let folder_above = match (is_index, file.dir.as_str()) {
        (false, dir) => Some(dir),
        (true, "") => None,
        (true, dir) => Some(parent(dir)),
    };
    if folder_above.is_some_and(|dir| is_below_leaf_bundle(dir, config, listing)) {
        return Some(PageKind::Resource);
    }
    let kind = match file.base_lower().as_str() {
        "index" | "_index" if file.dir.is_empty() => PageKind::Home,
        "index" => PageKind::LeafBundle,
        "_index" => list_kind(&file.dir, config)?,
        _ => PageKind::Single,
    };
    let switch = if kind == PageKind::LeafBundle { PageKind::Single } else { kind };
    (!config.disabled_kinds.contains(&switch)).then_some(kind)
}

/// The language of a page: from its name (`a.zh.md`), its folder, or the default.
pub fn language(path: &str, config: &GeneratorConfig) -> Option<String> {
    if config.languages.is_empty() {
        return None;
    }
    Some(ContentFile::at(path, config)?.language)
}

/// The path of a page in the tree of pages, equal for all translations: `/posts/a` for `content/posts/A.zh.md`.
pub fn logical_path(path: &str, config: &GeneratorConfig) -> Option<String> {
    Some(ContentFile::at(path, config)?.logical_path())
}

/// A file of content, taken apart.
pub struct ContentFile<'a> {
    /// The root below which it lies.
    pub root: &'a ContentRoot,
    /// The folder in the tree of pages, "" for its root.
    pub dir: String,
    /// The name without extension and language: `a` for `a.zh.md`.
    pub base: String,
    /// Its language, also where the site has one only.
    pub language: String,
    /// Whether its language is switched off.
    pub is_disabled: bool,
    /// Whether the name spells `index` or the language with capitals: with `disablePathToLower` Hugo takes the page for a
    /// bundle or translation and yet keeps these parts in its URL.
    pub is_odd_case: bool,
}

impl<'a> ContentFile<'a> {
    /// Takes the path of a file apart; `None` when it is no file of content or an ignored one.
    pub fn at(path: &str, config: &'a GeneratorConfig) -> Option<Self> {
        let (root, inner) = locate(path, config)?;
        if is_ignored(path, &inner, config) {
            return None;
        }
        let (stem, extension) = file_name(&inner).rsplit_once('.')?;
        if !EXTENSIONS.contains(&lower(extension).as_str()) {
            return None;
        }
        let suffix = stem.rsplit_once('.').map(|(base, suffix)| (base, lower(suffix)));
        let (base, named) = match suffix {
            Some((base, key)) if is_language(&key, config) => (base, Some(key)),
            _ => (stem, None),
        };
        let is_bundle = matches!(lower(base).as_str(), "index" | "_index");
        let is_odd_case =
            (is_bundle && base != lower(base)) || named.as_ref().is_some_and(|key| !stem.ends_with(key.as_str()));
        let is_disabled = named.as_ref().is_some_and(|key| config.disabled_languages.contains(key));
        let language = named.or_else(|| root.language.clone()).unwrap_or_else(|| config.default_language.clone());
        Some(Self { root, dir: parent(&inner).to_owned(), base: base.to_owned(), language, is_disabled, is_odd_case })
    }

    /// The name in lower case, in which bundles are told (`Index.md` is one).
    pub fn base_lower(&self) -> String {
        lower(&self.base)
    }

    /// Whether the page is its folder (`index.md`, `_index.md`) and not a file in it.
    pub fn is_bundle(&self) -> bool {
        matches!(self.base_lower().as_str(), "index" | "_index")
    }

    /// The path in the tree of pages, in the form in which Hugo compares paths.
    pub fn logical_path(&self) -> String {
        let path = if self.is_bundle() { self.dir.clone() } else { join(&self.dir, &self.base) };
        format!("/{}", normalize(&path))
    }
}

/// The root below which a path lies (the innermost, where they nest) and the path in the tree of pages.
fn locate<'a>(path: &str, config: &'a GeneratorConfig) -> Option<(&'a ContentRoot, String)> {
    let below = |root: &ContentRoot| -> Option<String> {
        if root.dir.is_empty() {
            return (!is_component_folder(path)).then(|| join(&root.target, path));
        }
        match path.strip_prefix(root.dir.as_str())? {
            // A single file that is mounted under another name.
            "" => Some(root.target.clone()),
            rest => Some(join(&root.target, rest.strip_prefix('/')?)),
        }
    };
    config.content.iter().filter_map(|root| Some((root, below(root)?))).max_by_key(|(root, _)| root.dir.len())
}

/// Whether a path belongs to something else where the site's root itself is the content folder.
fn is_component_folder(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    path.contains('/')
        && [
            "archetypes",
            "assets",
            "config",
            "data",
            "i18n",
            "layouts",
            "node_modules",
            "public",
            "resources",
            "static",
            "themes",
            "_vendor",
        ]
        .contains(&first)
}

/// Whether Hugo passes over a file: editors' left-overs, hidden files and folders, and `ignoreFiles`, whose patterns see
/// the whole path on the disk.
fn is_ignored(path: &str, inner: &str, config: &GeneratorConfig) -> bool {
    inner.split('/').any(|name| name.starts_with(['.', '#']) || name.ends_with('~'))
        || config.ignored.iter().any(|pattern| pattern.is_match(&format!("/{path}")))
}

fn is_language(key: &str, config: &GeneratorConfig) -> bool {
    config.languages.iter().any(|language| language == key)
        || config.disabled_languages.iter().any(|language| language == key)
        || (config.languages.is_empty() && config.default_language == key)
}

/// Whether a folder of the tree of pages is, or lies below, a leaf bundle. The bundle counts in any language and below
/// any root: Hugo looks at one merged tree.
fn is_below_leaf_bundle(dir: &str, config: &GeneratorConfig, listing: &Listing) -> bool {
    let mut dir = dir;
    loop {
        if config.content.iter().any(|root| holds_leaf_bundle(root, dir, config, listing)) {
            return true;
        }
        if dir.is_empty() {
            return false;
        }
        dir = parent(dir);
    }
}

fn holds_leaf_bundle(root: &ContentRoot, dir: &str, config: &GeneratorConfig, listing: &Listing) -> bool {
    let rest = match (root.target.as_str(), dir) {
        ("", dir) => dir,
        (target, dir) if target == dir => "",
        (target, dir) => match dir.strip_prefix(target).and_then(|rest| rest.strip_prefix('/')) {
            Some(rest) => rest,
            None => return false,
        },
    };
    let folder = if rest.is_empty() { root.dir.clone() } else { join(&root.dir, rest) };
    if !listing.has_index(&folder) {
        return false;
    }
    // Spellings that people use; Hugo takes any.
    ["index.", "Index.", "INDEX."].iter().any(|name| {
        let prefix = join(&folder, name);
        listing.beginning_with(&prefix).any(|path| {
            ContentFile::at(path, config)
                .is_some_and(|file| file.dir == dir && file.base_lower() == "index" && !file.is_disabled)
        })
    })
}

fn list_kind(dir: &str, config: &GeneratorConfig) -> Option<PageKind> {
    let path = normalize(dir);
    let kind_in = |taxonomies: &[Taxonomy]| {
        taxonomies.iter().find_map(|taxonomy| {
            let key = normalize(&taxonomy.key);
            match path.strip_prefix(key.as_str())? {
                "" => Some(PageKind::Taxonomy),
                rest => rest.starts_with('/').then_some(PageKind::Term),
            }
        })
    };
    if kind_in(&config.taxonomies_off).is_some() {
        return None;
    }
    Some(kind_in(&config.taxonomies).unwrap_or(PageKind::BranchBundle))
}
