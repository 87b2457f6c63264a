//! What the site's own configuration says, in words that fit every generator.

use chrono_tz::Tz;
use globset::GlobMatcher;
use ignore::gitignore::Gitignore;

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
    /// Names of the output formats, in lower case: the generator's own and those of the configuration and the themes
    /// (Hugo `outputFormats`); `None` where a part of the configuration was not seen.
    pub output_formats: Option<Vec<String>>,
    /// Whether aliases make no pages (Hugo `disableAliases`, Jekyll without its plugin): then the web server or nobody
    /// redirects.
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
    /// Terms and names that the generator itself allows under a key: all others are wrong.
    pub vocabularies: Vec<OwnTerms>,
    /// Languages in which a taxonomy is declared, by its key; one that is not here exists in all (Zola).
    pub taxonomy_languages: Vec<(String, Vec<String>)>,
    /// The folder of URLs that holds the pages of taxonomies, "" for the root (Zola `taxonomy_root`).
    pub taxonomy_root: String,
    /// How names become parts of URLs (Zola `slugify.paths`).
    pub slugify_paths: Slugify,
    /// How terms and taxonomies become parts of URLs (Zola `slugify.taxonomies`).
    pub slugify_terms: Slugify,
    /// Whether a date in a file's name stays part of the URL (Zola `slugify.paths_keep_dates`).
    pub keeps_name_dates: bool,
    /// Files of content that are not pages, as patterns of whole paths (Zola `ignored_content`, Eleventy
    /// `.eleventyignore`, VitePress `srcExclude`).
    pub ignored_paths: Vec<GlobMatcher>,
    /// Files below the folder of pages that are left out, in the order of the patterns, of which the last decides
    /// (MkDocs `exclude_docs`, `draft_docs`). Each list stands alone.
    pub left_out: Vec<Gitignore>,
    /// Blogs among the pages (Material for MkDocs).
    pub blogs: Vec<Blog>,
    /// How files of pages are named: the pattern from which dates and slugs of posts are read (Hexo `new_post_name`).
    pub post_name: NamePattern,
    /// Values of placeholders in URL patterns where a page does not set them (Hexo `permalink_defaults`).
    pub permalink_defaults: Vec<(String, String)>,
    /// Whether the folder beside a post that is named like its file belongs to it (Hexo `post_asset_folder`).
    pub post_folders: bool,
    /// How letter case of terms changes on the way to URLs, where `keep_case` does not say it all.
    pub term_case: LetterCase,
    /// Names that stand for a term in URLs: taxonomy, term, name (Hexo `tag_map`, `category_map`).
    pub term_names: Vec<(String, String, String)>,
    /// The folder of a taxonomy's pages in URLs, without slashes at the ends, where it is not its key (Hexo `tag_dir`).
    pub term_dirs: Vec<(String, String)>,
    /// The category in the URL of a page that has none (Hexo `default_category`).
    pub default_category: String,
    /// Files that are no pages, by their path below the folder of pages; posts are not asked (Hexo `exclude`).
    pub excluded: Vec<GlobMatcher>,
    /// Files that are pages although a name on their way begins with `_` or a dot, by their path below the folder of
    /// pages (Hexo `include`).
    pub shown: Vec<GlobMatcher>,
    /// Files that are published as they are, by their path below the folder of pages (Hexo `skip_render`).
    pub unrendered: Vec<GlobMatcher>,
    /// Files that are not looked at in the least, by their path below the site's root with a slash before it (Hexo
    /// `ignore`).
    pub unread: Vec<GlobMatcher>,
    /// Folders of pages that have rules of their own (Docusaurus: one for each plugin, version and language;
    /// Astro: one for each collection).
    pub sources: Vec<PageSource>,
    /// Whether a program of the site may add keys to every page, so that no key is surely missing (Docusaurus
    /// `markdown.parseFrontMatter`).
    pub keys_may_be_added: bool,
    /// Whether the configuration changes URLs in ways that cannot be followed, so that no page's URL is known (VitePress
    /// `rewrites`).
    pub unknown_urls: bool,
    /// Beginnings of names that stand for folders where pages name files: `@/` for `src` (Astro, by `tsconfig.json`).
    pub path_aliases: Vec<Mount>,
    /// Keys that the configuration hands down to pages, whichever of them it means (Hugo `cascade`).
    pub cascaded_keys: Vec<String>,
    /// As `keys_may_be_added` for parts of the site: folders with a final slash, and paths of pages without their
    /// extension (Eleventy, programs beside the pages).
    pub keys_may_be_added_below: Vec<String>,
}

/// The terms that a generator allows under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTerms {
    /// The key.
    pub key: String,
    /// Where the terms are.
    pub place: VocabularyPlace,
    /// The folders of the pages for which they hold, relative to the site's root; empty for all pages.
    pub dirs: Vec<String>,
}

/// Where the terms are that a generator allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VocabularyPlace {
    /// In a file, relative to the site's root.
    File(String),
    /// Here.
    Terms(Vec<String>),
}

/// How a name becomes a part of a URL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slugify {
    /// Lower-case ASCII letters and digits with hyphens between, other scripts transliterated.
    On,
    /// Without the characters that file systems refuse.
    Safe,
    /// As it is.
    #[default]
    Off,
}

/// A blog among the pages: posts in a folder of their own, published below the blog by date and slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blog {
    /// Its folder below the folder of pages, "" for the whole site: `blog`.
    pub dir: String,
    /// The folder of its posts, likewise: `blog/posts`.
    pub posts: String,
    /// The path of a post below the blog: `{date}/{slug}`.
    pub url_format: String,
    /// The date in it: `yyyy/MM/dd`.
    pub date_format: String,
    /// How many categories may stand in it.
    pub url_categories: usize,
    /// The path of a category's page below the blog, `None` where categories have none: `category/{slug}`.
    pub category_format: Option<String>,
    /// Whether slugs are made as usual; not where the site names a function of its own.
    pub usual_slugs: bool,
}

/// A pattern of file names with placeholders, compiled once for all pages.
#[derive(Clone, Debug, Default)]
pub struct NamePattern {
    /// The pattern as the configuration has it: `:year-:title.md`.
    pub text: String,
    /// The same as a regular expression for names without extension; `None` where it makes none.
    pub regex: Option<regex::Regex>,
    /// The placeholders, in the order of the groups.
    pub placeholders: Vec<String>,
}

/// What becomes of letter case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LetterCase {
    /// It is kept.
    #[default]
    Keep,
    /// Everything is written in lower case.
    Lower,
    /// Everything is written in upper case.
    Upper,
}

/// A folder of pages that has rules of its own.
#[derive(Clone, Debug)]
pub struct PageSource {
    /// The folder, relative to the site's root.
    pub dir: String,
    /// What its pages are.
    pub kind: PageKind,
    /// Their language, where the site has languages.
    pub language: Option<String>,
    /// Where the folder stands in the tree of pages, equal for its translations: `/docs/current`.
    pub logical: String,
    /// The URL of its pages in front of their own path, with a leading slash and none at the end; `None` where it
    /// cannot be known.
    pub route: Option<String>,
    /// Which files in it are pages, by their path below it.
    pub include: Vec<GlobMatcher>,
    /// Which of them are none.
    pub exclude: Vec<GlobMatcher>,
    /// Whether numbers in front of names are left out of URLs (`01-intro`); `None` where that cannot be known.
    pub strips_numbers: Option<bool>,
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
            output_formats: None,
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
            taxonomy_languages: Vec::new(),
            taxonomy_root: String::new(),
            slugify_paths: Slugify::Off,
            slugify_terms: Slugify::Off,
            keeps_name_dates: false,
            ignored_paths: Vec::new(),
            left_out: Vec::new(),
            blogs: Vec::new(),
            post_name: NamePattern::default(),
            permalink_defaults: Vec::new(),
            post_folders: false,
            term_case: LetterCase::Keep,
            term_names: Vec::new(),
            term_dirs: Vec::new(),
            default_category: String::new(),
            excluded: Vec::new(),
            shown: Vec::new(),
            unrendered: Vec::new(),
            unread: Vec::new(),
            sources: Vec::new(),
            vocabularies: Vec::new(),
            keys_may_be_added: false,
            unknown_urls: false,
            path_aliases: Vec::new(),
            cascaded_keys: Vec::new(),
            keys_may_be_added_below: Vec::new(),
        }
    }
}

impl GeneratorConfig {
    /// Whether a theme, module or mounted folder of the site is not checked out, so that rooted paths may be found there.
    pub fn has_unseen_theme(&self) -> bool {
        !self.unseen_mounts.is_empty() || self.themes.iter().any(|(_, folder)| folder.is_none())
    }

    /// Whether a program of the site may give keys to the page at `path`, so that none is surely missing there.
    pub fn may_add_keys_to(&self, path: &str) -> bool {
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let covers = |part: &String| stem == part || (part.ends_with('/') && path.starts_with(&**part));
        self.keys_may_be_added || self.keys_may_be_added_below.iter().any(covers)
    }
}
