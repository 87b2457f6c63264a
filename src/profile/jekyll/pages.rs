//! Which files Jekyll reads as pages, by their path alone: whether a file begins with front matter, which decides in
//! the end, a listing cannot know.

use super::file_name::{extension, is_dated, stem};
use crate::listing::{Listing, file_name, parent};
use crate::profile::generator_config::{Collection, GeneratorConfig};
use crate::profile::pages::PageKind;

/// Extensions of files that sites give front matter beside Markdown, among them those of Markdown itself where
/// `markdown_ext` leaves them out. Jekyll would take any file that begins with `---`; left out are those in which such
/// a line is usual and means something else (YAML data), those whose published name depends on a plugin (`.adoc`,
/// `.textile`), and those that sites do not give front matter to (programs, tables).
#[rustfmt::skip]
const TEMPLATES: &[&str] = &[
    "html", "htm", "xhtml", "xml", "rss", "atom", "json", "webmanifest", "txt", "ics",
    "css", "scss", "sass", "js", "coffee",
    "markdown", "mkdown", "mkdn", "mkd", "md",
];

/// The kind of page that the file at `path` is.
pub fn kind(path: &str, config: &GeneratorConfig, _listing: &Listing) -> Option<PageKind> {
    let format = format(path, config)?;
    let relative = relative_to_source(path, config)?;
    if config.included.iter().any(|included| included.path == relative) {
        return Some(plain_page(relative, format));
    }
    if let Some((folder, kind)) = among_posts(relative) {
        let is_read = is_walked(folder, config) && is_below_collections(folder, config);
        let entry = &relative[folder.len()..].trim_start_matches('/')[kind.folder().len() + 1..];
        return (is_read && is_entry(path, entry, config)).then(|| kind.of(path, format)).flatten();
    }
    if let Some(collection) = collection(path, config) {
        let entry = &path[collection.dir.len() + 1..];
        let is_page = format == Format::Markdown || path.ends_with(".html");
        return (is_page && is_entry(path, entry, config)).then_some(PageKind::Document);
    }
    is_walked(relative, config).then(|| plain_page(relative, format))
}

/// The collection to which the file at `path` belongs.
pub fn collection<'c>(path: &str, config: &'c GeneratorConfig) -> Option<&'c Collection> {
    let is_below = |dir: &str| path.strip_prefix(dir).is_some_and(|rest| rest.starts_with('/'));
    config.collections.iter().find(|collection| is_below(&collection.dir))
}

/// The path below the folder of sources, `None` for a file outside it.
pub fn relative_to_source<'p>(path: &'p str, config: &GeneratorConfig) -> Option<&'p str> {
    below(path, config.content.first().map_or("", |root| &root.dir))
}

/// The path below the folder of collections; of a file outside it, the path below the sources, as in Jekyll.
pub fn relative_to_collections<'p>(path: &'p str, config: &GeneratorConfig) -> &'p str {
    let relative = relative_to_source(path, config).unwrap_or(path);
    below(relative, &config.collections_dir).unwrap_or(relative)
}

fn below<'p>(path: &'p str, dir: &str) -> Option<&'p str> {
    match dir {
        "" => Some(path),
        dir => path.strip_prefix(dir)?.strip_prefix('/'),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Markdown,
    Template,
}

fn format(path: &str, config: &GeneratorConfig) -> Option<Format> {
    let extension = extension(file_name(path)).strip_prefix('.')?.to_lowercase();
    if config.markdown_extensions.contains(&extension) {
        return Some(Format::Markdown);
    }
    TEMPLATES.contains(&&*extension).then_some(Format::Template)
}

fn plain_page(relative: &str, format: Format) -> PageKind {
    match format {
        Format::Template => PageKind::Template,
        Format::Markdown if parent(relative).is_empty() && stem(relative) == "index" => PageKind::Home,
        Format::Markdown => PageKind::Single,
    }
}

#[derive(Clone, Copy)]
enum Magic {
    Posts,
    Drafts,
}

impl Magic {
    fn folder(self) -> &'static str {
        match self {
            Self::Posts => "_posts",
            Self::Drafts => "_drafts",
        }
    }

    /// A post of any type is published, but only text that is meant as a post is missed when its name hides it.
    fn of(self, path: &str, format: Format) -> Option<PageKind> {
        match self {
            Self::Drafts => Some(PageKind::Draft),
            Self::Posts if is_dated(path) => Some(PageKind::Post),
            Self::Posts if format == Format::Markdown || path.ends_with(".html") => Some(PageKind::SkippedPost),
            Self::Posts => None,
        }
    }
}

/// The first `_posts` or `_drafts` on the way to a file, with the folder that holds it.
fn among_posts(relative: &str) -> Option<(&str, Magic)> {
    let mut start = 0;
    for part in parent(relative).split('/') {
        let magic = match part {
            "_posts" => Some(Magic::Posts),
            "_drafts" => Some(Magic::Drafts),
            _ => None,
        };
        if let Some(magic) = magic {
            return Some((relative[..start].trim_end_matches('/'), magic));
        }
        start += part.len() + 1;
    }
    None
}

/// With a folder of collections, posts outside it are not read.
fn is_below_collections(folder: &str, config: &GeneratorConfig) -> bool {
    config.collections_dir.is_empty() || folder.starts_with(&config.collections_dir)
}

/// Whether Jekyll, going down from the sources, comes to a path: no part of it is special or excluded.
fn is_walked(relative: &str, config: &GeneratorConfig) -> bool {
    let root = config.content.first().map_or("", |root| &root.dir);
    let mut end = 0;
    relative.split('/').filter(|part| !part.is_empty()).all(|name| {
        end += name.len();
        let included = is_included(name, config);
        let excluded = is_excluded(&crate::listing::join(root, &relative[..end]), config);
        end += 1;
        !name.ends_with('.') && (included || !(excluded || is_special(name)))
    })
}

/// Whether a file is read whose path below a folder of posts or of a collection is `entry`. Only the first and the
/// last part of it are looked at.
fn is_entry(path: &str, entry: &str, config: &GeneratorConfig) -> bool {
    let name = file_name(entry);
    let included = is_included(entry, config) || is_included(name, config);
    let is_hidden = entry.split('/').any(|part| part.starts_with('.'));
    included || !(is_hidden || is_excluded(path, config) || is_special(entry) || is_special(name))
}

fn is_special(name: &str) -> bool {
    name.starts_with(['.', '_', '#', '~']) || name.ends_with('~')
}

fn is_included(name: &str, config: &GeneratorConfig) -> bool {
    config.included.iter().any(|included| included.pattern.is_match(name))
}

fn is_excluded(path: &str, config: &GeneratorConfig) -> bool {
    config.ignored.iter().any(|pattern| pattern.is_match(path))
}

#[cfg(test)]
mod tests {
    use super::kind;
    use crate::listing::Listing;
    use crate::profile::jekyll::config::tests::config;
    use crate::profile::pages::PageKind;

    #[track_caller]
    fn check(settings: &str, rows: &[(&str, Option<PageKind>)]) {
        let config = config(settings);
        for (path, expected) in rows {
            assert_eq!(kind(path, &config, &Listing::default()), *expected, "{path}");
        }
    }

    #[test]
    fn plain_pages() {
        let single = Some(PageKind::Single);
        check(
            "exclude: [secret, '*.bak.md']",
            &[
                ("index.md", Some(PageKind::Home)),
                ("README.md", single),
                ("a/b.MKD", single),
                ("a/index.md", single),
                ("about.html", Some(PageKind::Template)),
                ("feed.xml", Some(PageKind::Template)),
                ("data.yml", None),
                ("a.mdx", None),
                ("_site/a.md", None),
                ("_includes/a.html", None),
                ("a/_b/c.md", None),
                (".github/a.md", None),
                ("#a.md", None),
                ("a.md~", None),
                ("node_modules/x/README.md", None),
                ("a/node_modules/README.md", single),
                ("vendor/bundle/a.md", None),
                ("vendor/a.md", single),
                ("secrets/a.md", None),
                ("x/y.bak.md", None),
            ],
        );
    }

    #[test]
    fn posts_and_drafts() {
        let post = Some(PageKind::Post);
        check(
            "",
            &[
                ("_posts/2024-01-02-a.md", post),
                ("_posts/2024-1-2-a.html", post),
                ("_posts/deep/er/24-01-02-a.md", post),
                ("cat/sub/_posts/2024-01-02-a.md", post),
                ("_posts/2024-13-40-a.md", post),
                ("_posts/nodate.md", Some(PageKind::SkippedPost)),
                ("_posts/2024-01-02_a.md", Some(PageKind::SkippedPost)),
                ("_posts/style.css", None),
                ("_posts/_hidden/2024-01-02-a.md", None),
                ("_posts/deep/_seen/2024-01-02-a.md", post),
                ("_posts/.trash/2024-01-02-a.md", None),
                ("_drafts/a.md", Some(PageKind::Draft)),
                ("cat/_drafts/a.md", Some(PageKind::Draft)),
                ("_old/_posts/2024-01-02-a.md", None),
                ("_posts/_drafts/a.md", None),
            ],
        );
    }

    #[test]
    fn collections() {
        let settings = "collections: {docs: {output: true}, notes: {}}\ncollections_dir: all\nsource: src";
        check(
            settings,
            &[
                ("src/all/_docs/a/b.md", Some(PageKind::Document)),
                ("src/all/_notes/a.html", Some(PageKind::Document)),
                ("src/all/_docs/data.json", None),
                ("src/all/_docs/_x.md", None),
                ("src/all/_docs/.x.md", None),
                ("src/_docs/a.md", None),
                ("src/all/_posts/2024-01-02-a.md", Some(PageKind::Post)),
                ("src/_posts/2024-01-02-a.md", None),
                ("src/all/a.md", Some(PageKind::Single)),
                ("src/index.md", Some(PageKind::Home)),
                ("README.md", None),
            ],
        );
    }

    #[test]
    fn includes_beat_names_and_excludes() {
        check(
            "include: [_pages, .well-known, _x/one.md, vendor]\nexclude: [vendor, _pages/no.md]",
            &[
                ("_pages/a.md", Some(PageKind::Single)),
                ("_pages/no.md", None),
                ("_pages/_b.md", None),
                (".well-known/a.txt", Some(PageKind::Template)),
                ("_x/one.md", Some(PageKind::Single)),
                ("_x/two.md", None),
                ("vendor/a.md", Some(PageKind::Single)),
            ],
        );
    }
}
