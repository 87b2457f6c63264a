//! Which files are pages, of what kind, and where they stand in the tree of pages.

use std::borrow::Cow;

use memchr::{memchr3_iter, memrchr};

use super::paths::{is_lower_of, normalize, normalized};
use crate::listing::{Listing, join, parent};
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
    let is_index = is_lower_of("index", &file.base);
    let folder_above = match (is_index, &*file.dir) {
        (false, dir) => Some(dir),
        (true, "") => None,
        (true, dir) => Some(parent(dir)),
    };
    if folder_above.is_some_and(|dir| is_below_leaf_bundle(dir, path, config, listing)) {
        return Some(PageKind::Resource);
    }
    let kind = match is_index {
        _ if !file.is_bundle() => PageKind::Single,
        _ if file.dir.is_empty() => PageKind::Home,
        true => PageKind::LeafBundle,
        false => list_kind(&file.dir, config)?,
    };
    let switch = if kind == PageKind::LeafBundle { PageKind::Single } else { kind };
    (!config.disabled_kinds.contains(&switch)).then_some(kind)
}

/// The language of a page: from its name (`a.zh.md`), its folder, or the default.
pub fn language(path: &str, config: &GeneratorConfig) -> Option<String> {
    if config.languages.is_empty() {
        return None;
    }
    Some(ContentFile::at(path, config)?.language.to_owned())
}

/// The path of a page in the tree of pages, equal for all translations: `/posts/a` for `content/posts/A.zh.md`.
pub fn logical_path(path: &str, config: &GeneratorConfig) -> Option<String> {
    Some(ContentFile::at(path, config)?.logical_path())
}

/// A file of content, taken apart. Every page is several times, so that nothing is copied without need.
pub struct ContentFile<'a> {
    /// The root below which it lies.
    pub root: &'a ContentRoot,
    /// The folder in the tree of pages, "" for its root.
    pub dir: Cow<'a, str>,
    /// The name without extension and language: `a` for `a.zh.md`.
    pub base: Cow<'a, str>,
    /// Its language, also where the site has one only.
    pub language: &'a str,
    /// Whether its language is switched off.
    pub is_disabled: bool,
    /// Whether the name spells `index` or the language with capitals: with `disablePathToLower` Hugo takes the page for a
    /// bundle or translation and yet keeps these parts in its URL.
    pub is_odd_case: bool,
}

impl<'a> ContentFile<'a> {
    /// Takes the path of a file apart; `None` when it is no file of content or an ignored one.
    pub fn at(path: &'a str, config: &'a GeneratorConfig) -> Option<Self> {
        let (root, inner) = locate(path, config)?;
        if is_ignored(path, &inner, config) {
            return None;
        }
        let name_at = memrchr(b'/', inner.as_bytes()).map_or(0, |slash| slash + 1);
        let (stem, extension) = at_last_dot(&inner[name_at..])?;
        if !EXTENSIONS.iter().any(|known| is_lower_of(known, extension)) {
            return None;
        }
        let suffix = at_last_dot(stem).and_then(|(base, key)| Some((base, language_named(key, config)?)));
        let (base, named) = suffix.map_or((stem, None), |(base, language)| (base, Some(language)));
        let is_odd_case = (is_bundle_name(base) && !matches!(base, "index" | "_index"))
            || named.is_some_and(|language| !stem.ends_with(language));
        let is_disabled = named.is_some_and(|language| config.disabled_languages.iter().any(|off| off == language));
        let language = named.or(root.language.as_deref()).unwrap_or(&config.default_language);
        let base_end = name_at + base.len();
        let dir_end = name_at.saturating_sub(1);
        let (dir, base) = match inner {
            Cow::Borrowed(inner) => (Cow::Borrowed(&inner[..dir_end]), Cow::Borrowed(&inner[name_at..base_end])),
            Cow::Owned(inner) => {
                (Cow::Owned(inner[..dir_end].to_owned()), Cow::Owned(inner[name_at..base_end].to_owned()))
            }
        };
        Some(Self { root, dir, base, language, is_disabled, is_odd_case })
    }

    /// Whether the page is its folder (`index.md`, `_index.md`) and not a file in it.
    pub fn is_bundle(&self) -> bool {
        is_bundle_name(&self.base)
    }

    /// The path in the tree of pages, in the form in which Hugo compares paths.
    pub fn logical_path(&self) -> String {
        let slash = if self.is_bundle() || self.dir.is_empty() { "" } else { "/" };
        let name = if self.is_bundle() { "" } else { &*self.base };
        let path = ["/", &self.dir, slash, name].concat();
        match normalized(&path) {
            Cow::Borrowed(_) => path,
            Cow::Owned(path) => path,
        }
    }
}

/// The two parts of a name at its last dot.
fn at_last_dot(name: &str) -> Option<(&str, &str)> {
    memrchr(b'.', name.as_bytes()).map(|dot| (&name[..dot], &name[dot + 1..]))
}

/// Whether a file of this name is a bundle, in any letter case (`Index.md` is one).
fn is_bundle_name(base: &str) -> bool {
    is_lower_of("index", base) || is_lower_of("_index", base)
}

/// The root below which a path lies (the innermost, where they nest) and the path in the tree of pages.
fn locate<'a>(path: &'a str, config: &'a GeneratorConfig) -> Option<(&'a ContentRoot, Cow<'a, str>)> {
    let below = |root: &'a ContentRoot| -> Option<Cow<'a, str>> {
        let inner = match path.strip_prefix(root.dir.as_str())? {
            rest if root.dir.is_empty() => Some(rest).filter(|rest| !is_component_folder(rest))?,
            // A single file that is mounted under another name.
            "" => return Some(Cow::Borrowed(&root.target)),
            rest => rest.strip_prefix('/')?,
        };
        let is_at_top = root.target.is_empty();
        Some(if is_at_top { Cow::Borrowed(inner) } else { Cow::Owned(join(&root.target, inner)) })
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
    has_ignored_part(inner) || config.ignored.iter().any(|pattern| pattern.is_match(&format!("/{path}")))
}

/// Whether a part of a path begins with a dot or a hash, or ends with a tilde.
fn has_ignored_part(path: &str) -> bool {
    let bytes = path.as_bytes();
    memchr3_iter(b'.', b'#', b'~', bytes).any(|at| match bytes[at] {
        b'~' => bytes.get(at + 1).is_none_or(|after| *after == b'/'),
        _ => at == 0 || bytes[at - 1] == b'/',
    })
}

/// The language whose key a part of a file's name is in lower case: `zh` for `ZH`.
fn language_named<'a>(part: &str, config: &'a GeneratorConfig) -> Option<&'a str> {
    let only = Some(&config.default_language).filter(|_| config.languages.is_empty());
    let mut languages = config.languages.iter().chain(&config.disabled_languages).chain(only);
    languages.find(|language| is_lower_of(language, part)).map(String::as_str)
}

/// Whether the folder `dir` of the tree of pages, that of the file at `path`, is or lies below a leaf bundle. The bundle
/// counts in any language and below any root: Hugo looks at one merged tree.
fn is_below_leaf_bundle(dir: &str, path: &str, config: &GeneratorConfig, listing: &Listing) -> bool {
    let mut dir = dir;
    loop {
        if config.content.iter().any(|root| holds_leaf_bundle(root, dir, path, config, listing)) {
            return true;
        }
        if dir.is_empty() {
            return false;
        }
        dir = parent(dir);
    }
}

fn holds_leaf_bundle(root: &ContentRoot, dir: &str, path: &str, config: &GeneratorConfig, listing: &Listing) -> bool {
    let rest = match (root.target.as_str(), dir) {
        ("", dir) => dir,
        (target, dir) if target == dir => "",
        (target, dir) => match dir.strip_prefix(target).and_then(|rest| rest.strip_prefix('/')) {
            Some(rest) => rest,
            None => return false,
        },
    };
    let folder = folder_below(root, rest, path);
    if !listing.has_index(&folder) {
        return false;
    }
    // Spellings that people use; Hugo takes any.
    ["index.", "Index.", "INDEX."].iter().any(|name| {
        let prefix = join(&folder, name);
        listing.beginning_with(&prefix).any(|path| {
            ContentFile::at(path, config)
                .is_some_and(|file| file.dir == dir && is_lower_of("index", &file.base) && !file.is_disabled)
        })
    })
}

/// The folder `rest` below `root`. Mostly, the file at `path` lies in it, and nothing needs to be copied.
fn folder_below<'a>(root: &'a ContentRoot, rest: &'a str, path: &'a str) -> Cow<'a, str> {
    if rest.is_empty() || root.dir.is_empty() {
        return Cow::Borrowed(if rest.is_empty() { &root.dir } else { rest });
    }
    let inner = path.strip_prefix(&*root.dir).and_then(|inner| inner.strip_prefix('/'));
    if inner.is_some_and(|inner| inner.starts_with(rest)) {
        return Cow::Borrowed(&path[..root.dir.len() + 1 + rest.len()]);
    }
    Cow::Owned(join(&root.dir, rest))
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
