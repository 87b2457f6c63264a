//! What the site's own configuration says, in words that fit every generator.

use chrono_tz::Tz;

use super::DateRole;

/// What was read of a generator's configuration. The default is an empty configuration, not the generator's defaults:
/// those are filled in by the profile's reader.
#[derive(Debug)]
pub struct GeneratorConfig {
    /// The files that were read, relative to the site's root.
    pub files: Vec<String>,
    /// Files that exist but could not be read, with the reason: rules that depend on them stay silent.
    pub unreadable: Vec<(String, String)>,
    /// Where pages are.
    pub content: Vec<ContentRoot>,
    /// Languages by key, the default one first; empty for a site without languages.
    pub languages: Vec<String>,
    /// Whether the default language, too, has its key in URLs.
    pub default_language_in_urls: bool,
    /// Taxonomies that are in force.
    pub taxonomies: Vec<Taxonomy>,
    /// The zone of dates without one.
    pub zone: Tz,
    /// Folders whose files are published as they are, from the URL root, relative to the site's root.
    pub static_dirs: Vec<String>,
    /// Folders of files that templates ask for by name.
    pub asset_dirs: Vec<String>,
    /// Names of themes and modules, with the folder where each lies; `None` when it is not checked out, so that what
    /// it contains is unknown.
    pub themes: Vec<(String, Option<String>)>,
    /// Keys that hold each date, where the configuration replaces the profile's: in the order of looking.
    pub date_keys: Vec<(DateRole, Vec<String>)>,
    /// Patterns of file paths that are not pages.
    pub ignored: Vec<regex::Regex>,
    /// URL patterns by section (Hugo `permalinks`) or for all (Jekyll, Hexo `permalink`, section "").
    pub permalinks: Vec<(String, String)>,
    /// Whether URLs keep letter case (Hugo `disablePathToLower`).
    pub keep_case: bool,
    /// Whether accents are removed from URLs (Hugo `removePathAccents`).
    pub remove_accents: bool,
    /// Whether pages with a future date are published.
    pub future: bool,
    /// Whether a front matter error stops the build (Jekyll `strict_front_matter`).
    pub strict: bool,
}

/// A folder of pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentRoot {
    /// The folder, relative to the site's root; "" is the root itself.
    pub dir: String,
    /// The language of its pages, where the folder decides it.
    pub language: Option<String>,
    /// Where it is mounted in the tree of pages, usually "".
    pub target: String,
}

/// A taxonomy of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    /// The key in front matter, which is also the name: `tags`.
    pub key: String,
}

impl Default for GeneratorConfig {
    fn default() -> Self {
        Self {
            files: Vec::new(),
            unreadable: Vec::new(),
            content: Vec::new(),
            languages: Vec::new(),
            default_language_in_urls: false,
            taxonomies: Vec::new(),
            zone: Tz::UTC,
            static_dirs: Vec::new(),
            asset_dirs: Vec::new(),
            themes: Vec::new(),
            date_keys: Vec::new(),
            ignored: Vec::new(),
            permalinks: Vec::new(),
            keep_case: false,
            remove_accents: false,
            future: false,
            strict: false,
        }
    }
}

impl GeneratorConfig {
    /// Whether a theme or module of the site is not checked out, so that rooted paths may be found there.
    pub fn has_unseen_theme(&self) -> bool {
        self.themes.iter().any(|(_, folder)| folder.is_none())
    }
}
