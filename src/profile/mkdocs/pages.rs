//! Which files are pages, of what kind, in what language.

use crate::listing::{Listing, file_name, join, parent};
use crate::profile::generator_config::{Blog, GeneratorConfig};
use crate::profile::pages::PageKind;

/// Extensions of pages; letter case matters.
const EXTENSIONS: [&str; 5] = ["md", "markdown", "mdown", "mkdn", "mkd"];

/// The kind of page that the file at `path` is; `None` when MkDocs does not build it.
pub fn kind(path: &str, config: &GeneratorConfig, listing: &Listing) -> Option<PageKind> {
    let file = ContentFile::at(path, config)?;
    if file.is_left_out(config) || is_beside_an_index(path, listing) {
        return None;
    }
    if file.blog(config).is_some() {
        return Some(PageKind::Post);
    }
    Some(if file.dir.is_empty() && file.is_index() { PageKind::Home } else { PageKind::Single })
}

/// The language of a page: from its folder or its name, or the default.
pub fn language(path: &str, config: &GeneratorConfig) -> Option<String> {
    if config.languages.is_empty() {
        return None;
    }
    Some(ContentFile::at(path, config)?.language.unwrap_or_else(|| config.default_language.clone()))
}

/// The path of a page in the tree of pages, equal for all translations.
pub fn logical_path(path: &str, config: &GeneratorConfig) -> Option<String> {
    let file = ContentFile::at(path, config)?;
    let path = if file.is_index() { file.dir.to_owned() } else { join(file.dir, file.name) };
    Some(format!("/{path}"))
}

/// A file of content, taken apart.
pub struct ContentFile<'a> {
    /// The path below the folder of pages (of its language).
    pub inner: &'a str,
    /// The folder of that.
    pub dir: &'a str,
    /// The name without extension and language.
    pub name: &'a str,
    /// The language that folder or name say.
    language: Option<String>,
}

impl<'a> ContentFile<'a> {
    /// Takes the path of a file apart; `None` when it is no page by its place and name.
    pub fn at(path: &'a str, config: &GeneratorConfig) -> Option<Self> {
        let below = |dir: &str| if dir.is_empty() { Some(path) } else { path.strip_prefix(dir)?.strip_prefix('/') };
        let roots = config.content.iter().filter_map(|root| Some((root, below(&root.dir)?)));
        let (root, inner) = roots.max_by_key(|(root, _)| root.dir.len())?;
        let (stem, extension) = file_name(inner).rsplit_once('.')?;
        if stem.is_empty() || !EXTENSIONS.contains(&extension) {
            return None;
        }
        let suffix = stem.rsplit_once('.').filter(|(_, code)| config.languages.iter().any(|known| known == code));
        let (name, named) = suffix.map_or((stem, None), |(name, code)| (name, Some(code.to_owned())));
        Some(Self { inner, dir: parent(inner), name, language: root.language.clone().or(named) })
    }

    /// Whether it is the page of its folder.
    pub fn is_index(&self) -> bool {
        matches!(self.name, "index" | "README")
    }

    /// The blog of which it is a post.
    pub fn blog<'c>(&self, config: &'c GeneratorConfig) -> Option<&'c Blog> {
        // Material compares texts, so that `blog/posts-old/a.md` would count, too; nobody means that.
        config.blogs.iter().find(|blog| {
            let rest = self.inner.strip_prefix(&*blog.posts);
            blog.posts.is_empty() || rest.is_some_and(|rest| rest.starts_with('/'))
        })
    }

    fn is_left_out(&self, config: &GeneratorConfig) -> bool {
        config.left_out.iter().any(|patterns| patterns.matched_path_or_any_parents(self.inner, false).is_ignore())
    }
}

/// A `README.md` beside an `index.md` gives way.
fn is_beside_an_index(path: &str, listing: &Listing) -> bool {
    file_name(path) == "README.md" && listing.contains(&join(parent(path), "index.md"))
}

#[cfg(test)]
mod tests {
    use super::{kind, language, logical_path};
    use crate::listing::Listing;
    use crate::profile::mkdocs::config::tests::config;
    use crate::profile::pages::PageKind;

    #[track_caller]
    fn check(settings: &str, rows: &[(&str, Option<PageKind>)]) {
        let config = config(settings);
        let listing = Listing::new(["docs/both/index.md".to_owned()]);
        for (path, expected) in rows {
            assert_eq!(kind(path, &config, &listing), *expected, "{path}");
        }
    }

    #[test]
    fn kinds_of_pages() {
        let (single, post) = (Some(PageKind::Single), Some(PageKind::Post));
        check(
            "theme: {name: material}\nplugins: [search, blog]\nexclude_docs: |\n  *.draft.md\n  /private/\n  !private/open.md\n  !.well-known\ndraft_docs: later/\n",
            &[
                ("docs/index.md", Some(PageKind::Home)),
                ("docs/README.md", Some(PageKind::Home)),
                ("docs/a/index.md", single),
                ("docs/a/b.markdown", single),
                ("docs/blog/index.md", single),
                ("docs/blog/posts/a.md", post),
                ("docs/blog/posts/2024/a.md", post),
                ("docs/blog/category/a.md", single),
                ("docs/both/README.md", None),
                ("docs/a.draft.md", None),
                ("docs/private/a.md", None),
                ("docs/later/a.md", None),
                ("docs/.hidden/a.md", None),
                ("docs/.well-known/a.md", single),
                ("docs/templates/a.md", None),
                ("docs/a/templates/a.md", single),
                ("docs/a.MD", None),
                ("docs/a.txt", None),
                ("README.md", None),
            ],
        );
        check("docs_dir: .\n", &[("a.md", single), ("blog/posts/a.md", single)]);
    }

    #[test]
    fn languages_are_in_names_or_folders() {
        let languages = "languages: [{locale: en, default: true}, {locale: fr}]";
        let suffixes = config(&format!("plugins:\n- i18n: {{docs_structure: suffix, {languages}}}"));
        assert_eq!(language("docs/a.fr.md", &suffixes).as_deref(), Some("fr"));
        assert_eq!(language("docs/a.it.md", &suffixes).as_deref(), Some("en"));
        assert_eq!(logical_path("docs/x/index.fr.md", &suffixes).as_deref(), Some("/x"));
        let folders = config(&format!("plugins:\n- i18n: {{docs_structure: folder, {languages}}}"));
        assert_eq!(language("docs/fr/a.md", &folders).as_deref(), Some("fr"));
        assert_eq!(language("docs/a.md", &folders).as_deref(), Some("en"));
        assert_eq!(logical_path("docs/fr/a.md", &folders), logical_path("docs/en/a.md", &folders));
    }
}
