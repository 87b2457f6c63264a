//! Which templates a page can ask for by name.

use super::generator_config::GeneratorConfig;
use crate::listing::{Listing, file_name, join};

/// The templates that keys of a page can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layouts {
    /// The keys.
    pub keys: &'static [&'static str],
    /// The folders that hold them, below the site's root, the folders of pages and each theme.
    pub dirs: &'static [&'static str],
    /// What their names end with.
    pub endings: &'static [&'static str],
    /// How a page names one.
    pub name: LayoutName,
    /// Folders among them, and beginnings of names, that hold templates of another kind.
    pub not: &'static [&'static str],
}

/// How a page names a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayoutName {
    /// By the name of its file, without what it ends with; which folder it lies in is the page's type (Hugo).
    File,
    /// By its path below the folder, without what it ends with (Jekyll, Hexo).
    PathWithoutEnding,
    /// By its path below the folder (Eleventy, Zola).
    Path,
}

impl Layouts {
    /// Nobody knows.
    pub const PLAIN: Layouts = Layouts { keys: &[], dirs: &[], endings: &[], name: LayoutName::Path, not: &[] };

    /// The templates that are there: name and file, each name once.
    pub fn all(&self, listing: &Listing, config: &GeneratorConfig) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        let content = config.content.iter().map(|root| &*root.dir).filter(|dir| !dir.is_empty());
        let themes = config.themes.iter().filter_map(|(_, folder)| folder.as_deref());
        let roots: Vec<&str> = std::iter::once("").chain(content).chain(themes).collect();
        for dir in roots.into_iter().flat_map(|root| self.dirs.iter().map(move |dir| join(root, dir))) {
            for file in listing.under(&dir) {
                let below = file[dir.len()..].trim_start_matches('/');
                let name = self.name_of(below);
                if let Some(name) = name.filter(|name| found.iter().all(|(known, _)| known != name)) {
                    found.push((name, file.to_owned()));
                }
            }
        }
        found
    }

    fn name_of(&self, below: &str) -> Option<String> {
        let ending = self.endings.iter().find(|ending| below.ends_with(**ending))?;
        let stem = &below[..below.len() - ending.len()];
        if below.split('/').any(|part| self.not.iter().any(|not| part.starts_with(not))) {
            return None;
        }
        Some(match self.name {
            // `contact.en.html` is the layout `contact` for one language.
            LayoutName::File => file_name(stem).split('.').next()?.to_owned(),
            LayoutName::PathWithoutEnding => stem.to_owned(),
            LayoutName::Path => below.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::listing::Listing;
    use crate::profile::generator_config::{ContentRoot, GeneratorConfig};
    use crate::profile::{Layouts, eleventy, hugo, jekyll, zola};

    fn names(layouts: &Layouts, files: &[&str]) -> Vec<String> {
        let config = GeneratorConfig {
            themes: vec![("t".to_owned(), Some("themes/t".to_owned())), ("u".to_owned(), None)],
            content: vec![ContentRoot { dir: "src".to_owned(), language: None, target: String::new() }],
            ..GeneratorConfig::default()
        };
        let listing = Listing::new(files.iter().map(|file| (*file).to_owned()));
        layouts.all(&listing, &config).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn each_generator_names_them_in_its_own_way() {
        let files = [
            "layouts/_default/baseof.html",
            "layouts/_default/wide.html",
            "layouts/_partials/head.html",
            "layouts/posts/wide.html",
            "layouts/contact.en.html",
            "themes/t/layouts/about.html",
            "layouts/feed.xml",
        ];
        assert_eq!(names(&hugo::PROFILE.layouts, &files), ["wide", "contact", "about"]);
        let files = ["_layouts/post.html", "_layouts/wide/a.html", "_layouts/x.css"];
        assert_eq!(names(&jekyll::PROFILE.layouts, &files), ["post", "wide/a"]);
        assert_eq!(
            names(&zola::PROFILE.layouts, &["templates/page.html", "templates/shortcodes/a.html"]),
            ["page.html"]
        );
        assert_eq!(names(&eleventy::PROFILE.layouts, &["src/_includes/base.njk"]), ["base.njk"]);
    }
}
