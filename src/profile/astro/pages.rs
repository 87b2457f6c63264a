//! Which files are pages or entries of collections, and where they are published.

use super::config::{MARKDOWN, pages_dir};
use crate::listing::{Listing, file_name, join, parent};
use crate::profile::generator_config::{GeneratorConfig, PageSource};
use crate::profile::pages::{PageAddress, PageKind};

/// The kind of page that the file at `path` is.
pub fn kind(path: &str, config: &GeneratorConfig, _listing: &Listing) -> Option<PageKind> {
    if !is_markdown(path) || path.split('/').any(|part| part.starts_with('.') || part == "node_modules") {
        return None;
    }
    if let Some(inner) = below_pages(path, config) {
        let is_private = inner.split('/').any(|part| part.starts_with('_'));
        let is_home = stem(inner) == "index";
        return (!is_private).then_some(if is_home { PageKind::Home } else { PageKind::Single });
    }
    source(path, config).map(|source| source.kind)
}

/// The language of a page: the first folder below its collection or the pages that is named like a language.
pub fn language(path: &str, config: &GeneratorConfig) -> Option<String> {
    if config.languages.is_empty() {
        return None;
    }
    let named = inner(path, config).and_then(|inner| in_folder(inner, config));
    Some(named.map_or_else(|| config.default_language.clone(), |(language, _)| language.to_owned()))
}

/// The path of a page in the tree of pages, without its language.
pub fn logical_path(path: &str, config: &GeneratorConfig) -> Option<String> {
    let whole = inner(path, config)?;
    let inner = in_folder(whole, config).map_or(whole, |(_, rest)| rest);
    let root = source(path, config).map_or("/", |source| &*source.logical);
    let stem = stem(inner);
    let entry = stem.strip_suffix("/index").unwrap_or(if stem == "index" { "" } else { stem });
    Some(if entry.is_empty() { root.to_owned() } else { join(root.trim_end_matches('/'), entry) })
}

/// The URL of a page; of an entry of a collection it depends on the page that shows it.
pub fn url(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let stem = stem(below_pages(page.path, config)?);
    if config.unknown_urls || stem.contains(['[', ']']) {
        return None;
    }
    let folder = stem.strip_suffix("/index").unwrap_or(if stem == "index" { "" } else { stem });
    Some(if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") })
}

fn is_markdown(path: &str) -> bool {
    let extension = file_name(path).rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| MARKDOWN.contains(&extension))
}

fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

fn below_pages<'p>(path: &'p str, config: &GeneratorConfig) -> Option<&'p str> {
    below(path, &pages_dir(config)?)
}

fn below<'p>(path: &'p str, dir: &str) -> Option<&'p str> {
    if dir.is_empty() { Some(path) } else { path.strip_prefix(dir)?.strip_prefix('/') }
}

/// The collection to which a file belongs: the first whose patterns take it.
fn source<'c>(path: &str, config: &'c GeneratorConfig) -> Option<&'c PageSource> {
    let takes = |source: &&PageSource| {
        let Some(inner) = below(path, &source.dir) else { return false };
        let is_within = source.include.iter().any(|glob| glob.is_match(inner));
        is_within && !source.exclude.iter().any(|glob| glob.is_match(inner))
    };
    config.sources.iter().find(takes)
}

/// The path below the pages or the folder of the collection.
fn inner<'p>(path: &'p str, config: &GeneratorConfig) -> Option<&'p str> {
    below_pages(path, config).or_else(|| below(path, &source(path, config)?.dir))
}

/// The first folder, where it is named like a language, and the rest.
fn in_folder<'p>(inner: &'p str, config: &GeneratorConfig) -> Option<(&'p str, &'p str)> {
    let (first, rest) = inner.split_once('/').filter(|_| !parent(inner).is_empty())?;
    config.languages.iter().any(|language| language.eq_ignore_ascii_case(first)).then_some((first, rest))
}

#[cfg(test)]
mod tests {
    use super::{kind, language, logical_path, url};
    use crate::listing::Listing;
    use crate::profile::astro::config::tests::site;
    use crate::profile::generator_config::GeneratorConfig;
    use crate::profile::pages::{PageAddress, PageKind};

    const CONTENT: &str = "
        const blog = defineCollection({ loader: glob({ pattern: ['**/[^_]*.{md,mdx}', '!**/drafts/**'], base: './src/data/blog' }), schema });
        const docs = defineCollection({ loader: docsLoader(), schema: docsSchema() });
        export const collections = { blog, docs, i18n: defineCollection({ loader: i18nLoader() }) };";

    fn config() -> GeneratorConfig {
        let astro = "export default defineConfig({ i18n: { locales: ['en', { path: 'pt', codes: ['pt-br'] }], defaultLocale: 'en' } })";
        site(&[("astro.config.mjs", astro), ("src/content.config.ts", CONTENT)])
    }

    #[test]
    fn collections_say_which_files_are_entries() {
        let config = config();
        let rows = [
            ("src/data/blog/a.md", Some(PageKind::Document)),
            ("src/data/blog/x/b.mdx", Some(PageKind::Document)),
            ("src/data/blog/_c.md", None),
            ("src/data/blog/drafts/d.md", None),
            ("src/data/other/a.md", None),
            ("src/content/docs/pt/a.md", Some(PageKind::Document)),
            ("src/content/i18n/en.json", None),
            ("src/pages/about.md", Some(PageKind::Single)),
            ("src/pages/index.md", Some(PageKind::Home)),
            ("src/pages/_x/y.md", None),
            ("README.md", None),
        ];
        for (path, expected) in rows {
            assert_eq!(kind(path, &config, &Listing::default()), expected, "{path}");
        }
    }

    #[test]
    fn languages_are_folders() {
        let config = config();
        assert_eq!(language("src/content/docs/pt/a.md", &config).as_deref(), Some("pt"));
        assert_eq!(language("src/content/docs/a.md", &config).as_deref(), Some("en"));
        let logical = |path| logical_path(path, &config);
        assert_eq!(logical("src/content/docs/pt/a/index.md"), logical("src/content/docs/en/a.md"));
        assert_eq!(logical("src/data/blog/a.md").as_deref(), Some("/blog/a"));
        assert_eq!(logical("src/pages/pt/index.md").as_deref(), Some("/"));
    }

    #[test]
    fn only_pages_have_addresses() {
        let config = config();
        let url = |path| {
            let page = PageAddress {
                path,
                kind: PageKind::Single,
                language: None,
                text: &|_| None,
                list: &|_| None,
                date: None,
                sections: None,
            };
            url(&page, &config)
        };
        assert_eq!(url("src/pages/a/b.md").as_deref(), Some("/a/b/"));
        assert_eq!(url("src/pages/a/index.mdx").as_deref(), Some("/a/"));
        assert_eq!(url("src/pages/index.md").as_deref(), Some("/"));
        assert_eq!(url("src/data/blog/a.md"), None);
    }

    #[test]
    fn without_a_content_configuration() {
        let config = site(&[("astro.config.mjs", "export default {}"), ("src/content/blog/a.md", "")]);
        let kind = |path| kind(path, &config, &Listing::default());
        assert_eq!(kind("src/content/blog/a.md"), Some(PageKind::Document));
        assert_eq!((kind("src/content/blog/_a.md"), kind("src/content/blog/_x/a.md")), (None, None));
        assert_eq!((kind("src/content/a.md"), kind("src/blog/a.md")), (None, None));
    }
}
