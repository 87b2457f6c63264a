//! Which files Docusaurus reads as pages.

use crate::listing::Listing;
use crate::profile::generator_config::{GeneratorConfig, PageSource};
use crate::profile::pages::PageKind;

/// The kind of page that the file at `path` is.
pub fn kind(path: &str, config: &GeneratorConfig, _listing: &Listing) -> Option<PageKind> {
    let (source, relative) = source(path, config)?;
    let is_markdown = path.ends_with(".md") || path.ends_with(".mdx");
    let is_page = is_markdown
        && source.include.iter().any(|glob| glob.is_match(relative))
        && !source.exclude.iter().any(|glob| glob.is_match(relative));
    is_page.then_some(match source.kind {
        PageKind::Single if matches!(relative, "index.md" | "index.mdx") => PageKind::Home,
        kind => kind,
    })
}

/// The language of a page, which its folder decides.
pub fn language(path: &str, config: &GeneratorConfig) -> Option<String> {
    source(path, config)?.0.language.clone()
}

/// The path in the tree of pages, equal for translations.
pub fn logical_path(path: &str, config: &GeneratorConfig) -> Option<String> {
    let (source, relative) = source(path, config)?;
    let stem = relative.rsplit_once('.').map_or(relative, |(stem, _)| stem);
    Some(format!("{}/{stem}", source.logical))
}

/// The folder of pages in which a file lies, the innermost where they lie in each other, and the path below it.
pub fn source<'c, 'p>(path: &'p str, config: &'c GeneratorConfig) -> Option<(&'c PageSource, &'p str)> {
    let below = |dir: &str| match dir {
        "" => Some(path),
        dir => path.strip_prefix(dir)?.strip_prefix('/'),
    };
    let holding = config.sources.iter().filter_map(|source| Some((source, below(&source.dir)?)));
    holding.min_by_key(|(_, relative)| relative.len())
}

#[cfg(test)]
mod tests {
    use super::{kind, language, logical_path};
    use crate::listing::Listing;
    use crate::profile::docusaurus::config::tests::{config, site};
    use crate::profile::pages::PageKind::{Document, Home, Post, Single};

    #[test]
    fn folders_decide() {
        let config = config("module.exports = { baseUrl: '/' }");
        for (path, expected) in [
            ("docs/a.md", Some(Document)),
            ("docs/a/b.mdx", Some(Document)),
            ("docs/_partial.mdx", None),
            ("docs/_parts/a.md", None),
            ("docs/__tests__/a.md", None),
            ("docs/a.txt", None),
            ("docs/a.MD", None),
            ("blog/2024-01-02-a/index.md", Some(Post)),
            ("src/pages/about.md", Some(Single)),
            ("src/pages/index.mdx", Some(Home)),
            ("src/pages/x.js", None),
            ("src/components/README.md", None),
            ("README.md", None),
        ] {
            assert_eq!(kind(path, &config, &Listing::default()), expected, "{path}");
        }
    }

    #[test]
    fn translations_share_their_logical_path() {
        let config = site(&[(
            "docusaurus.config.js",
            "module.exports = { i18n: { defaultLocale: 'en', locales: ['en', 'fr'] } }",
        )]);
        let french = "i18n/fr/docusaurus-plugin-content-docs/current/a/b.md";
        assert_eq!(language(french, &config).as_deref(), Some("fr"));
        assert_eq!(language("docs/a/b.md", &config).as_deref(), Some("en"));
        assert_eq!(logical_path(french, &config), logical_path("docs/a/b.md", &config));
        assert_eq!(kind(french, &config, &Listing::default()), Some(Document));
    }
}
