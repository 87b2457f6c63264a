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
    /// Whether the configuration names the zone. Where it does not, `zone` is a guess: Jekyll takes the zone of the
    /// machine that builds.
    pub zone_is_set: bool,
    /// The path of URLs in front of every page's own (Jekyll `baseurl`), "" or with a leading slash.
    pub base_path: String,
    /// Collections beside posts (Jekyll).
    pub collections: Vec<Collection>,
    /// The folder that holds posts, drafts and collections, relative to the content root, usually "" (Jekyll
    /// `collections_dir`).
    pub collections_dir: String,
    /// Keys that pages have without writing them (Jekyll `defaults`), in the order of the configuration.
    pub defaults: Vec<Defaults>,
    /// Files and folders that are read although their name or `ignored` speaks against it (Jekyll `include`).
    pub included: Vec<Included>,
    /// Extensions of Markdown files, in lower case and without the dot, where the configuration decides them.
    pub markdown_extensions: Vec<String>,
    /// Names of the generator's plugins, which give more keys a meaning (`jekyll-redirect-from`).
    pub plugins: Vec<String>,
    /// Folders of the published site that are filled by others than the generator, so that what they contain is
    /// unknown (Jekyll `keep_files`).
    pub unseen_dirs: Vec<String>,
    /// Whether drafts are published.
    pub show_drafts: bool,
    /// Whether pages with `published: false` are published all the same (Jekyll `unpublished`).
    pub unpublished: bool,
}

/// A collection: pages in a folder of their own beside the posts (Jekyll).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// The name: `docs`.
    pub label: String,
    /// The folder, relative to the site's root: `_docs`.
    pub dir: String,
    /// Whether its documents are published as pages of their own.
    pub output: bool,
}

/// Keys that pages have without writing them.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// For which paths, as the configuration has it; "" is all.
    pub path: String,
    /// The same where it is a pattern with `*`.
    pub glob: Option<globset::GlobMatcher>,
    /// For which kind: `posts`, `pages` or the name of a collection; `None` is all.
    pub kind: Option<String>,
    /// The keys and values.
    pub values: serde_json::Map<String, serde_json::Value>,
}

/// A file or folder that is read although its name speaks against it.
#[derive(Clone, Debug)]
pub struct Included {
    /// As the configuration has it: `_pages`.
    pub path: String,
    /// The same as a pattern for names.
    pub pattern: regex::Regex,
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
            zone_is_set: false,
            base_path: String::new(),
            collections: Vec::new(),
            collections_dir: String::new(),
            defaults: Vec::new(),
            included: Vec::new(),
            markdown_extensions: Vec::new(),
            plugins: Vec::new(),
            unseen_dirs: Vec::new(),
            show_drafts: false,
            unpublished: false,
        }
    }
}

impl GeneratorConfig {
    /// Whether a theme or module of the site is not checked out, so that rooted paths may be found there.
    pub fn has_unseen_theme(&self) -> bool {
        self.themes.iter().any(|(_, folder)| folder.is_none())
    }
}
