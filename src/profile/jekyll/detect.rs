//! Tells a Jekyll site by its files.

use std::sync::LazyLock;

use regex::Regex;

use super::config::CONFIG_FILES;
use super::file_name::is_dated;
use crate::listing::{Files, Listing};
use crate::profile::hexo::detect as hexo;

static GEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?m)^[ \t]*gem[ \t(]+['"](jekyll(?:[-_][\w-]+)?|github-pages)['"]"#).expect("a valid pattern")
});

/// Files that say another generator, for folders where nothing but a `_posts` or `_layouts` speaks for Jekyll.
const OTHERS: &[&str] = &[
    ".eleventy.",
    "eleventy.config.",
    "astro.config.",
    "docusaurus.config.",
    "gatsby-config.",
    "next.config.",
    "nuxt.config.",
    "gridsome.config.",
    "pelicanconf.",
    "conf.py",
    "mkdocs.",
    "zola.toml",
    "hugo.",
];

/// Whether a folder is a Jekyll site, and by which file.
pub fn detect(listing: &Listing, files: &dyn Files) -> Option<String> {
    if is_hexo(listing, files) || is_jupyter_book(listing) {
        return None;
    }
    if let Some(name) = CONFIG_FILES.iter().find(|name| listing.contains(name) && !is_of_hugo(name, files)) {
        return Some((*name).to_owned());
    }
    if listing.contains("Gemfile") && gems(files).next().is_some() {
        return Some("Gemfile".to_owned());
    }
    if listing.iter().any(|path| !path.contains('/') && OTHERS.iter().any(|other| path.starts_with(other))) {
        return None;
    }
    if listing.under("_posts").any(is_dated) {
        return Some("_posts/".to_owned());
    }
    listing.under("_layouts").any(|path| path.ends_with(".html")).then(|| "_layouts/".to_owned())
}

/// The gems of Jekyll that the `Gemfile` names.
pub fn gems(files: &dyn Files) -> impl Iterator<Item = String> {
    let gemfile = files.read("Gemfile").unwrap_or_default();
    GEM.captures_iter(&gemfile).map(|found| found[1].to_owned()).collect::<Vec<_>>().into_iter()
}

/// Hexo, too, has a `_config.yml`; so have its themes and plugins, which are no sites of either.
fn is_hexo(listing: &Listing, files: &dyn Files) -> bool {
    let in_package =
        listing.contains("package.json") && files.read("package.json").is_some_and(|text| hexo::names_hexo(&text));
    in_package || hexo::detect(listing, files).is_some() || listing.iter().any(hexo::is_theme_config)
}

/// A `_config.toml` that was put aside on a Hugo site; Jekyll calls the setting `url`.
fn is_of_hugo(name: &str, files: &dyn Files) -> bool {
    name.ends_with(".toml") && files.read(name).is_some_and(|text| text.contains("baseURL"))
}

/// Jupyter Book, too, has a `_config.yml`; beside its table of contents, and without any folder of Jekyll's.
fn is_jupyter_book(listing: &Listing) -> bool {
    let has_contents = listing.contains("_toc.yml");
    let jekyll = ["_posts", "_layouts", "_includes", "_data"];
    has_contents && !listing.contains("Gemfile") && !jekyll.iter().any(|dir| listing.has_dir(dir))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::detect;
    use crate::listing::Listing;

    fn detected(files: &[(&str, &str)]) -> Option<String> {
        let files: HashMap<String, String> = files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        detect(&Listing::new(files.keys().cloned()), &files)
    }

    #[test]
    fn jekyll_by_its_files() {
        assert_eq!(detected(&[("_config.yml", "")]).as_deref(), Some("_config.yml"));
        assert_eq!(detected(&[("_config.toml", ""), ("a.md", "")]).as_deref(), Some("_config.toml"));
        assert_eq!(detected(&[("Gemfile", "source 'x'\ngem 'jekyll', '~> 4.3'\n")]).as_deref(), Some("Gemfile"));
        assert_eq!(detected(&[("Gemfile", "  gem(\"github-pages\")")]).as_deref(), Some("Gemfile"));
        assert_eq!(detected(&[("_posts/2024-01-02-a.md", "")]).as_deref(), Some("_posts/"));
        assert_eq!(detected(&[("_layouts/post.html", "")]).as_deref(), Some("_layouts/"));
    }

    #[test]
    fn others_are_left_alone() {
        assert_eq!(detected(&[("a.md", "")]), None);
        assert_eq!(detected(&[("Gemfile", "# gem 'jekyll'\ngem 'rails'")]), None);
        assert_eq!(detected(&[("_config.yml", ""), ("package.json", r#"{"dependencies":{"hexo":"^7"}}"#)]), None);
        assert_eq!(detected(&[("_config.yml", ""), ("package.json", r#"{"hexo":{"version":"7"}}"#)]), None);
        assert_eq!(detected(&[("_config.yml", ""), ("source/_posts/a.md", ""), ("scaffolds/post.md", "")]), None);
        assert_eq!(detected(&[("_config.yml", ""), ("_toc.yml", ""), ("intro.md", "")]), None);
        assert_eq!(detected(&[("_config.toml", "baseURL = 'https://example.org'"), ("content/a.md", "")]), None);
        assert_eq!(detected(&[("_posts/2024-01-02-a.md", ""), (".eleventy.js", "")]), None);
        assert_eq!(detected(&[("_posts/a.md", "")]), None);
    }

    #[test]
    fn jekyll_with_node_tools_stays_jekyll() {
        let package = r#"{"devDependencies":{"prettier":"3"}}"#;
        assert!(
            detected(&[("_config.yml", ""), ("package.json", package), ("_toc.yml", ""), ("_posts/x", "")]).is_some()
        );
        assert!(detected(&[("_config.yml", ""), ("package.json", "{broken")]).is_some());
    }
}
