//! Which files are pages, of what kind, in what language.

use crate::listing::{Listing, file_name, join, parent};
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::PageKind;

/// The kind of page that the file at `path` is; `None` when it is none. A folder with `index.md` may hold further
/// pages, which belong to themselves.
pub fn kind(path: &str, config: &GeneratorConfig, _listing: &Listing) -> Option<PageKind> {
    let file = ContentFile::at(path, config)?;
    Some(match &*file.name {
        "_index" if file.dir.is_empty() => PageKind::Home,
        "_index" => PageKind::BranchBundle,
        "index" => PageKind::LeafBundle,
        _ => PageKind::Single,
    })
}

/// The language of a page: from its name (`a.fr.md`), or the default.
pub fn language(path: &str, config: &GeneratorConfig) -> Option<String> {
    if config.languages.is_empty() {
        return None;
    }
    Some(ContentFile::at(path, config)?.language.to_owned())
}

/// The path of a page in the tree of pages, equal for all translations.
pub fn logical_path(path: &str, config: &GeneratorConfig) -> Option<String> {
    let file = ContentFile::at(path, config)?;
    Some(match &*file.name {
        "_index" | "index" => format!("/{}", file.dir),
        name => format!("/{}", join(file.dir, name)),
    })
}

/// A file of content, taken apart.
pub struct ContentFile<'a> {
    /// The folder below `content`, "" for itself.
    pub dir: &'a str,
    /// The name without extension and language.
    pub name: String,
    /// The language; the default one where the site has no others.
    pub language: &'a str,
    /// Whether the name ends with something that is no language of a site that has several: Zola stops.
    pub is_of_unknown_language: bool,
}

impl<'a> ContentFile<'a> {
    /// Takes the path of a file apart; `None` when Zola does not read it.
    pub fn at(path: &'a str, config: &'a GeneratorConfig) -> Option<Self> {
        let inner = path.strip_prefix("content/")?;
        let (dir, name) = (parent(inner), file_name(inner));
        if is_ignored(path, config) {
            return None;
        }
        let stem = name.strip_suffix(".md").filter(|_| !name.starts_with('.'))?;
        let default = &*config.default_language;
        let whole =
            |is_of_unknown_language| Self { dir, name: stem.to_owned(), language: default, is_of_unknown_language };
        let Some((base, code)) = stem.split_once('.') else { return Some(whole(false)) };
        let known = config.languages.iter().find(|language| *language == code);
        // Files of sections are asked for by name, so that one in another language is not seen at all.
        if base == "_index" && known.is_none_or(|code| code == default) {
            return None;
        }
        Some(match known {
            // The default language is not taken off the name.
            Some(code) if code != default => {
                Self { dir, name: base.to_owned(), language: code, is_of_unknown_language: false }
            }
            Some(_) => whole(false),
            None => whole(!config.languages.is_empty()),
        })
    }

    /// Whether it lies in a folder of its own, which then is no part of its path: `index.md`, `index.fr.md`.
    pub fn is_colocated(&self) -> bool {
        !self.dir.is_empty() && self.name.split('.').next() == Some("index")
    }
}

/// `ignored_content` is held against the whole path on the disk, so `*.bak.md` fits in any folder. A section goes by
/// its folder.
fn is_ignored(path: &str, config: &GeneratorConfig) -> bool {
    let seen = if file_name(path).starts_with("_index.") { parent(path) } else { path };
    config.ignored_paths.iter().any(|pattern| pattern.is_match(format!("/site/{seen}")))
}

#[cfg(test)]
mod tests {
    use super::{kind, language, logical_path};
    use crate::listing::Listing;
    use crate::profile::pages::PageKind;
    use crate::profile::zola::config::tests::config;

    #[track_caller]
    fn check(settings: &str, rows: &[(&str, Option<PageKind>)]) {
        let config = config(settings);
        for (path, expected) in rows {
            assert_eq!(kind(path, &config, &Listing::default()), *expected, "{path}");
        }
    }

    #[test]
    fn kinds_of_pages() {
        let single = Some(PageKind::Single);
        check(
            "ignored_content = ['*.bak.md', '**/secret/**', '**/old']",
            &[
                ("content/_index.md", Some(PageKind::Home)),
                ("content/posts/_index.md", Some(PageKind::BranchBundle)),
                ("content/posts/a.md", single),
                ("content/posts/README.md", single),
                ("content/posts/a/index.md", Some(PageKind::LeafBundle)),
                ("content/posts/a/more.md", single),
                ("content/posts/a/deep/er.md", single),
                ("content/.obsidian/a.md", single),
                ("content/a.fr.md", single),
                ("content/_index.fr.md", None),
                ("content/.a.md", None),
                ("content/a.MD", None),
                ("content/a.markdown", None),
                ("content/a.bak.md", None),
                ("content/secret/a.md", None),
                ("content/old/_index.md", None),
                ("content/old/a.md", single),
                ("README.md", None),
                ("themes/x/content/a.md", None),
            ],
        );
    }

    #[test]
    fn languages_are_in_names() {
        let settings = "[languages.fr]\n[languages.'zh-Hant']";
        check(
            settings,
            &[
                ("content/_index.fr.md", Some(PageKind::Home)),
                ("content/x/_index.zh-Hant.md", Some(PageKind::BranchBundle)),
                ("content/_index.en.md", None),
                ("content/_index.it.md", None),
                ("content/x/index.fr.md", Some(PageKind::LeafBundle)),
            ],
        );
        let config = config(settings);
        let language = |path: &str| language(path, &config).unwrap();
        assert_eq!(language("content/a.fr.md"), "fr");
        assert_eq!(language("content/a.en.md"), "en");
        assert_eq!(language("content/v1.2.md"), "en");
        assert_eq!(logical_path("content/x/a.fr.md", &config).as_deref(), Some("/x/a"));
        assert_eq!(logical_path("content/x/index.fr.md", &config), logical_path("content/x/index.md", &config));
    }
}
