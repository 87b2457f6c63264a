//! Which files are pages, and where they are published.

use crate::listing::{Listing, join};
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::{PageAddress, PageKind};

/// The kind of page that the file at `path` is.
pub fn kind(path: &str, config: &GeneratorConfig, _listing: &Listing) -> Option<PageKind> {
    let stem = below(path, config)?.strip_suffix(".md")?;
    let is_hidden = stem.split('/').any(|part| part.starts_with('.'));
    if is_hidden || config.ignored_paths.iter().any(|glob| glob.is_match(path)) {
        return None;
    }
    let (_, stem) = in_folder(stem, config);
    Some(if stem == "index" { PageKind::Home } else { PageKind::Single })
}

/// The language of a page: its first folder, where that is one of the `locales`.
pub fn language(path: &str, config: &GeneratorConfig) -> Option<String> {
    if config.languages.is_empty() {
        return None;
    }
    let (language, _) = in_folder(below(path, config)?, config);
    Some(language.unwrap_or(&config.default_language).to_owned())
}

/// The path of a page in the tree of pages, without its language.
pub fn logical_path(path: &str, config: &GeneratorConfig) -> Option<String> {
    let (_, stem) = in_folder(below(path, config)?.strip_suffix(".md")?, config);
    Some(format!("/{}", folder_of_index(stem).unwrap_or(stem)))
}

/// The URL of a page: its path. Of a page for many (`[id].md`) there is none.
pub fn url(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let stem = below(page.path, config)?.strip_suffix(".md")?;
    if config.unknown_urls || stem.contains('[') {
        return None;
    }
    Some(match folder_of_index(stem) {
        Some("") => "/".to_owned(),
        Some(folder) => format!("/{folder}/"),
        None if config.ugly_urls => format!("/{stem}.html"),
        None => format!("/{stem}"),
    })
}

fn folder_of_index(stem: &str) -> Option<&str> {
    if stem == "index" { Some("") } else { stem.strip_suffix("/index") }
}

fn below<'p>(path: &'p str, config: &GeneratorConfig) -> Option<&'p str> {
    let dir = config.content.first().map_or("", |root| &root.dir);
    path.strip_prefix(&*join(dir, "")).or_else(|| dir.is_empty().then_some(path))
}

/// The language that is the first folder, and the rest of the path.
fn in_folder<'p>(inner: &'p str, config: &GeneratorConfig) -> (Option<&'p str>, &'p str) {
    let named = inner.split_once('/').filter(|(first, _)| config.languages.iter().skip(1).any(|known| known == first));
    named.map_or((None, inner), |(language, rest)| (Some(language), rest))
}

#[cfg(test)]
mod tests {
    use super::{kind, language, logical_path, url};
    use crate::listing::Listing;
    use crate::profile::generator_config::GeneratorConfig;
    use crate::profile::pages::{PageAddress, PageKind};
    use crate::profile::vitepress::config::tests::site;

    fn config(settings: &str) -> GeneratorConfig {
        site(&[("docs/.vitepress/config.ts", &format!("export default {{ {settings} }}"))])
    }

    fn address(path: &str, settings: &str) -> Option<String> {
        let page = PageAddress {
            path,
            kind: PageKind::Single,
            language: None,
            text: &|_| None,
            list: &|_| None,
            date: None,
            sections: None,
        };
        url(&page, &config(settings))
    }

    #[test]
    fn every_markdown_file_is_a_page() {
        let config = config("srcExclude: ['**/README.md', 'parts/**']");
        let rows = [
            ("docs/index.md", Some(PageKind::Home)),
            ("docs/guide/index.md", Some(PageKind::Single)),
            ("docs/a/[id].md", Some(PageKind::Single)),
            ("docs/_a.md", Some(PageKind::Single)),
            ("docs/README.md", None),
            ("docs/x/README.md", None),
            ("docs/parts/a.md", None),
            ("docs/node_modules/a/b.md", None),
            ("docs/dist/a.md", None),
            ("docs/.vitepress/a.md", None),
            ("docs/a.mdx", None),
            ("README.md", None),
        ];
        for (path, expected) in rows {
            assert_eq!(kind(path, &config, &Listing::default()), expected, "{path}");
        }
    }

    #[test]
    fn addresses_are_paths() {
        assert_eq!(address("docs/index.md", "").as_deref(), Some("/"));
        assert_eq!(address("docs/a/index.md", "").as_deref(), Some("/a/"));
        assert_eq!(address("docs/a/b.md", "").as_deref(), Some("/a/b.html"));
        assert_eq!(address("docs/a/b.md", "cleanUrls: true").as_deref(), Some("/a/b"));
        assert_eq!(address("docs/a/[b].md", ""), None);
        assert_eq!(address("docs/a/b.md", "rewrites: { 'a/:x': ':x' }"), None);
    }

    #[test]
    fn languages_are_folders() {
        let config = config("locales: { root: { label: 'English', lang: 'en' }, zh: {} }");
        assert_eq!(language("docs/a.md", &config).as_deref(), Some("en"));
        assert_eq!(language("docs/zh/a.md", &config).as_deref(), Some("zh"));
        assert_eq!(logical_path("docs/zh/a/index.md", &config), logical_path("docs/a.md", &config));
        assert_eq!(kind("docs/zh/index.md", &config, &Listing::default()), Some(PageKind::Home));
        assert_eq!(language("docs/a.md", &site(&[])), None);
    }
}
