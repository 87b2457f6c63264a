//! Floor 2: how one generator behaves, as data. A rule asks the profile; no rule ever asks which generator it is.
//!
//! A profile is one Rust value ([`Profile`]) in a folder of its own. Where behaviour cannot be a table (reading the
//! generator's own configuration, deciding what kind of page a file is, normalising a term), the profile names the
//! function that does it.

mod aliases;
pub mod dates;
pub mod generator_config;
pub mod globs;
pub mod images;
pub mod javascript;
pub mod keys;
mod layouts;
pub mod pages;
mod plain;
mod refused;
mod settings;

pub mod astro;
pub mod docusaurus;
pub mod eleventy;
pub mod hexo;
pub mod hugo;
pub mod jekyll;
pub mod mkdocs;
pub mod neutral;
pub mod vitepress;
pub mod zola;

pub use aliases::Aliases;
pub use dates::DateReading;
pub use images::{Images, Lookup};
pub use layouts::{LayoutName, Layouts};
pub use refused::{Contradiction, Refused, RefusedValue};

use crate::finding::Severity;
use crate::front_matter::Dialect;
use crate::listing::{Files, Listing};
use generator_config::GeneratorConfig;
use keys::Key;
use pages::{NameDate, PageKind};

/// Every profile, in the order in which they are tried for a folder. The neutral one is last and always fits.
pub const ALL: &[&Profile] = &[
    &hugo::PROFILE,
    &zola::PROFILE,
    &docusaurus::PROFILE,
    &mkdocs::PROFILE,
    &astro::PROFILE,
    &vitepress::PROFILE,
    &eleventy::PROFILE,
    &hexo::PROFILE,
    &jekyll::PROFILE,
    &neutral::PROFILE,
];

/// How one generator behaves.
pub struct Profile {
    /// The name in configuration and reports: `hugo`.
    pub id: &'static str,
    /// The name for people, which begins many messages: `Hugo`.
    pub name: &'static str,
    /// What a folder of this kind is called: `Hugo site`.
    pub site_name: &'static str,
    /// How the block is found and read.
    pub dialect: Dialect,
    /// The same for posts and their drafts, where it differs: to Jekyll they are pages whatever they begin with.
    pub post_dialect: Option<Dialect>,
    /// What becomes of a page without a block, or with one that cannot be read.
    pub blocks: Blocks,
    /// Whether `Title` and `title` are one key.
    pub keys_ignore_case: bool,
    /// The keys that the generator itself knows.
    pub keys: &'static [Key],
    /// Those of the keys that mean something only on some kinds of pages; on others they are plain data.
    pub keys_only_on: &'static [(&'static str, &'static [PageKind])],
    /// What happens on a kind of page with a key that is not among `keys`, or does not count on that kind.
    pub unknown_keys: fn(PageKind) -> Consequence,
    /// Keys without which the generator refuses a page.
    pub required: &'static [RequiredKey],
    /// Keys that writers expect to work and that do nothing here.
    pub ineffective: &'static [IneffectiveKey],
    /// Keys that worked in earlier versions.
    pub deprecated: &'static [DeprecatedKey],
    /// Themes whose keys we know.
    pub themes: &'static [Theme],
    /// How a value is cast to a boolean.
    pub booleans: Booleans,
    /// Values that the generator refuses under some keys although they are of the right kind.
    pub refused: &'static [RefusedValue],
    /// Keys that must not both be true.
    pub contradictions: &'static [Contradiction],
    /// How dates are read, and which keys hold them.
    pub dates: Dates,
    /// How taxonomies and terms work.
    pub terms: Terms,
    /// Where images are looked for.
    pub images: Images,
    /// Which templates a page can ask for by name.
    pub layouts: Layouts,
    /// Where this generator makes a rule's default severity wrong.
    pub severities: &'static [(&'static str, Severity)],
    /// Whether the folder is a site of this generator, told by its files (paths relative to the folder). The text says
    /// by which file, for the report's header.
    pub detect: fn(&Listing, &dyn Files) -> Option<String>,
    /// Reads the generator's own configuration.
    pub read_config: fn(&Listing, &dyn Files) -> GeneratorConfig,
    /// What kind of page a file is, `None` when it is none.
    pub page_kind: fn(&str, &GeneratorConfig, &Listing) -> Option<PageKind>,
    /// The language of a page, told by its path; `None` where the site has no languages.
    pub language: fn(&str, &GeneratorConfig) -> Option<String>,
    /// The path of a page in the tree of pages, equal for its translations: `/posts/a` for `content/posts/a.en.md`.
    /// `None` when the file lies outside of all folders of pages.
    pub logical_path: fn(&str, &GeneratorConfig) -> Option<String>,
    /// The URL at which a page is published, without host and base path; `None` where it cannot be known.
    pub url: fn(&pages::PageAddress<'_>, &GeneratorConfig) -> Option<String>,
    /// The file that a page is written to, relative to the published site, where pages with different URLs can share
    /// one (Jekyll writes `/a` and `/a.html` to `a.html`); `None` where the URL decides alone.
    pub output: Option<Output>,
    /// What the generator does where several pages have one address.
    pub same_address: Consequence,
    /// Keys that a page has without writing them, by its path and kind; `None` where the generator has no such thing.
    pub inherited: Option<Inherited>,
    /// Old addresses that lead to a page.
    pub aliases: Aliases,
}

/// Says which file a page is written to, `None` where it cannot be known.
pub type Output = fn(&pages::PageAddress<'_>, &GeneratorConfig) -> Option<String>;

impl Profile {
    /// Whether it is that of a generator, not the one for a folder of no known generator.
    pub fn is_known(&self) -> bool {
        self.id != neutral::PROFILE.id
    }

    /// How the block of a page of this kind is found and read.
    pub fn dialect_of(&self, kind: PageKind) -> &Dialect {
        let is_post = matches!(kind, PageKind::Post | PageKind::Draft);
        self.post_dialect.as_ref().filter(|_| is_post).unwrap_or(&self.dialect)
    }

    /// The generator as the subject of a sentence, with a verb in the singular and the plural: "Hugo reads", "some
    /// generators read".
    pub fn does(&self, singular: &str, plural: &str) -> String {
        if self.is_known() { format!("{} {singular}", self.name) } else { format!("some generators {plural}") }
    }
}

/// Finds the keys that a page has without writing them, by its path (relative to the site's root) and kind.
pub type Inherited = fn(&str, PageKind, &GeneratorConfig) -> serde_json::Map<String, serde_json::Value>;

/// A key without which the generator refuses a page.
pub struct RequiredKey {
    /// The key.
    pub key: &'static str,
    /// The kinds of pages that need it; empty for all.
    pub on: &'static [PageKind],
    /// What happens without it.
    pub missing: Consequence,
}

/// A key that writers expect to work and that does nothing.
pub struct IneffectiveKey {
    /// The key.
    pub key: &'static str,
    /// The value with which a writer expects something to happen, any when `None`: `draft: false` disappoints nobody.
    pub value: Option<&'static str>,
    /// The kinds of pages on which it disappoints; empty for all.
    pub on: &'static [PageKind],
    /// What happens, and what to write instead.
    pub why: &'static str,
}

/// A key that worked in earlier versions.
pub struct DeprecatedKey {
    /// Its key path, `*` for any list item on the way: `cascade._target`.
    pub path: &'static str,
    /// What the generator does with it today.
    pub today: Consequence,
    /// Since when, and what to write instead.
    pub why: &'static str,
}

/// What becomes of a page without a block, or with one that cannot be read.
pub struct Blocks {
    /// Which pages the generator refuses without front matter.
    pub required: BlockRequired,
    /// What the generator does with a page whose block it cannot read.
    pub broken: Consequence,
}

/// Which pages a generator refuses without front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockRequired {
    /// None: front matter is optional.
    Never,
    /// Every page.
    Always,
    /// Pages of these kinds.
    On(&'static [PageKind]),
}

/// How a value becomes a boolean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Booleans {
    /// Go's cast: `true`, `"true"`, `T`, numbers but 0 are true; everything unknown is false. Hugo 0.168.
    GoCast,
    /// Only a real boolean counts; `"false"` in quotes is not false, but nothing at all (`published:`) is. Jekyll 4.3.
    Strict,
    /// JavaScript's own idea, but for the texts `false` and `0`: an empty text, 0 and nothing are false, any other text
    /// is true, `no` as well. Hexo 8.
    JsCast,
    /// A boolean, or `true` and `false` in quotes in any letter case; anything else is refused. Docusaurus 3.
    Joi,
    /// Nobody knows, so that no value is wrong: a site of no known generator.
    Unknown,
}

/// How dates are read, and which keys hold them.
pub struct Dates {
    /// How a value becomes an instant.
    pub reading: DateReading,
    /// What the generator does with a date that it cannot read.
    pub unreadable: Consequence,
    /// Whether a page whose date lies ahead is left out of the build, unless the configuration asks for it.
    pub future_hides: bool,
    /// Which keys hold which date; the site's configuration may change it.
    pub fields: &'static [DateField],
    /// The kinds of pages whose dates the generator reads; empty for all. On others a date is plain data.
    pub only_on: &'static [PageKind],
    /// How the generator reads a date in a file's path; `None` where it never does.
    pub in_name: Option<InName>,
}

/// How a generator reads a date in a file's path.
pub struct InName {
    /// The date in a path, relative to the site's root, where the configuration has it read.
    pub read: fn(&str, &GeneratorConfig) -> Option<NameDate>,
    /// What the generator does with one that does not exist, on a page without a date of its own.
    pub impossible: Consequence,
}

/// One of the dates of a page.
pub struct DateField {
    /// What it means.
    pub role: DateRole,
    /// The keys that hold it, the first that is set wins.
    pub keys: &'static [&'static str],
    /// Which other dates stand in where none of the keys is set, in the order of looking.
    pub fallbacks: &'static [DateRole],
}

impl Dates {
    /// The keys that hold the date of `role` and of no other.
    pub fn own_keys(&self, role: DateRole) -> &'static [&'static str] {
        self.fields.iter().find(|field| field.role == role).map_or(&[], |field| field.keys)
    }
}

/// What a date means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateRole {
    /// When it was written.
    Date,
    /// When it last changed.
    Lastmod,
    /// When it appears.
    Publish,
    /// When it disappears.
    Expiry,
}

impl DateRole {
    /// The name in `show` and in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Lastmod => "lastmod",
            Self::Publish => "publishDate",
            Self::Expiry => "expiryDate",
        }
    }
}

/// What a generator does with a value that it cannot use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// The build fails; the text completes "hugo …" for the message.
    Fails(&'static str),
    /// The value is silently lost; the text says what happens instead.
    Loses(&'static str),
    /// Nothing: any value will do.
    Harmless,
}

/// How taxonomies and terms work.
pub struct Terms {
    /// Taxonomies without any configuration: name and key.
    pub taxonomies: &'static [&'static str],
    /// What a text in place of a list means.
    pub text: TermText,
    /// Taxonomies whose lists are paths: each item lies below the one before, and a list in the list is a path of its
    /// own (Hexo `categories`).
    pub paths: &'static [&'static str],
    /// Other keys whose value makes terms of a taxonomy.
    pub singular: &'static [SingularKey],
    /// The kinds of pages of which the generator makes terms; empty for all. On others the keys are plain data.
    pub only_on: &'static [PageKind],
    /// The map that holds all taxonomies, where they are no keys of their own.
    pub container: Option<TermContainer>,
    /// What the generator does with a value that is neither list nor usable text.
    pub wrong_type: Consequence,
    /// What it does with a term of nothing but blanks.
    pub blank: Consequence,
    /// What it does with a term that is not among those that its own configuration allows.
    pub not_allowed: Consequence,
    /// What the generator does with a list or map inside the list, by taxonomy; "" is every other. Where nothing is said,
    /// the terms of an inner list count as if they stood in the outer one.
    pub nested: &'static [(&'static str, Consequence)],
    /// The term under which spellings are grouped (`Go` and `go` are one term to Hugo).
    pub term: fn(&str, &GeneratorConfig) -> String,
    /// The URL of a term's page, `None` where there is none or it cannot be known.
    pub url: fn(&str, &str, &GeneratorConfig) -> Option<String>,
}

/// A map of all taxonomies with their terms: `taxonomies` (Zola).
pub struct TermContainer {
    /// The key of the map; taxonomies are known as `KEY.NAME`.
    pub key: &'static str,
    /// What the generator does with a taxonomy that the site does not declare (in the page's language).
    pub undeclared: Consequence,
}

impl Terms {
    /// What the generator does with a list or map inside the list of `taxonomy`; `None` where inner lists do no harm.
    pub fn nested_in(&self, taxonomy: &str) -> Option<Consequence> {
        let said = |name: &str| self.nested.iter().find(|(own, _)| *own == name).map(|(_, consequence)| *consequence);
        said(taxonomy).or_else(|| said(""))
    }
}

/// A key in the singular beside that of a taxonomy: `tag`. A text under it is one term.
pub struct SingularKey {
    /// The key: `tag`.
    pub key: &'static str,
    /// The taxonomy: `tags`.
    pub taxonomy: &'static str,
    /// Whether the taxonomy's own key does nothing beside it, or both count.
    pub replaces: bool,
    /// Whether it does nothing itself beside the taxonomy's own key (Hexo).
    pub yields: bool,
}

/// What a text in place of a list of terms means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermText {
    /// One term, blanks and commas included.
    OneTerm,
    /// Terms separated by blanks; commas stick to them.
    SplitAtBlanks,
    /// Terms separated by commas; blanks stick to them (Eleventy 3.1: `a, b` makes `a` and ` b`).
    SplitAtCommas,
    /// The generator refuses it.
    Refused,
    /// Nobody knows: a site of no known generator.
    Unknown,
}

/// A theme whose keys we know.
pub struct Theme {
    /// Names under which sites use it, in lower case: the folder, the last part of the module path.
    pub names: &'static [&'static str],
    /// The keys that its templates read.
    pub keys: &'static [Key],
    /// Those that hold images, as patterns of key paths, beside the profile's.
    pub image_keys: &'static [&'static str],
}
