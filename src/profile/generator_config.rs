//! What the site's own configuration says, in words that fit every generator.

use chrono_tz::Tz;
use globset::GlobMatcher;

use super::DateRole;
use super::pages::PageKind;

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
    /// Taxonomies that are configured while lists and terms are switched off: the files of their pages make none.
    pub taxonomies_off: Vec<Taxonomy>,
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
    /// Remarks on the configuration itself that the user should see: a time zone that nobody knows.
    pub notes: Vec<String>,
    /// The language of pages that name none; known (`en`) even where `languages` is empty. "" where the generator has no
    /// such notion.
    pub default_language: String,
    /// Languages that are configured but switched off: their pages are not built.
    pub disabled_languages: Vec<String>,
    /// Zones of dates without one in languages that have a zone of their own.
    pub language_zones: Vec<(String, Tz)>,
    /// Whether each language has a host of its own, so that equal paths of two languages do not meet.
    pub language_hosts: bool,
    /// Kinds of pages that are switched off (Hugo `disableKinds`).
    pub disabled_kinds: Vec<PageKind>,
    /// URL patterns by kind, path and language; the first that fits wins (Hugo).
    pub permalink_rules: Vec<PermalinkRule>,
    /// Whether aliases make no pages (Hugo `disableAliases`): then the web server or nobody redirects.
    pub aliases_off: bool,
    /// Whether pages are published as `a.html` in place of `a/` (Hugo `uglyURLs`).
    pub ugly_urls: bool,
    /// Top-level sections that are published as `a.html` while the others are not.
    pub ugly_sections: Vec<String>,
    /// Where static files come from, with those folders and files that are published below another URL than the root.
    /// Contains all of `static_dirs`.
    pub static_mounts: Vec<Mount>,
    /// Where assets come from, likewise. Contains all of `asset_dirs`.
    pub asset_mounts: Vec<Mount>,
    /// Folders and files that the configuration mounts and that are not there (`node_modules/x`), so that what they
    /// contain is unknown.
    pub unseen_mounts: Vec<String>,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Whether expired pages are published.
    pub expired: bool,
    /// Whether dates come from Git where a page's keys allow it (Hugo `enableGitInfo`).
    pub git_dates: bool,
    /// Media types of content beyond Markdown that may be built, as the configuration's patterns (Hugo
    /// `security.allowContent`); empty means the generator's default.
    pub allowed_content: Vec<String>,
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

/// A URL pattern and the pages for which it holds.
#[derive(Clone, Debug)]
pub struct PermalinkRule {
    /// The kind of page; `Single` stands for leaf bundles, too. `None` is every kind.
    pub kind: Option<PageKind>,
    /// The logical paths of the pages: `/posts/**`. `None` is every path.
    pub path: Option<GlobMatcher>,
    /// The language, where the rule is for one.
    pub language: Option<String>,
    /// The pattern. `None` where the rule cannot be understood: URLs of pages that it fits are unknown.
    pub pattern: Option<String>,
}

/// A folder or file of the site that appears under another path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// The folder or file, relative to the site's root.
    pub source: String,
    /// The path under which it appears; "" is the root of what it is mounted into.
    pub target: String,
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
            taxonomies_off: Vec::new(),
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
            notes: Vec::new(),
            default_language: String::new(),
            disabled_languages: Vec::new(),
            language_zones: Vec::new(),
            language_hosts: false,
            disabled_kinds: Vec::new(),
            permalink_rules: Vec::new(),
            aliases_off: false,
            ugly_urls: false,
            ugly_sections: Vec::new(),
            static_mounts: Vec::new(),
            asset_mounts: Vec::new(),
            unseen_mounts: Vec::new(),
            drafts: false,
            expired: false,
            git_dates: false,
            allowed_content: Vec::new(),
        }
    }
}

impl GeneratorConfig {
    /// Whether a theme, module or mounted folder of the site is not checked out, so that rooted paths may be found there.
    pub fn has_unseen_theme(&self) -> bool {
        !self.unseen_mounts.is_empty() || self.themes.iter().any(|(_, folder)| folder.is_none())
    }
}
