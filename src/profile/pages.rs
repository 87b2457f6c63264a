//! What kinds of pages there are, and what decides a page's address.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// What kind of page a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageKind {
    /// The front page of a site or language.
    Home,
    /// A page of a file of its own: `posts/a.md`.
    Single,
    /// A page with a folder of its own, whose other files belong to it: `posts/a/index.md`.
    LeafBundle,
    /// The list page of a folder: `posts/_index.md`.
    BranchBundle,
    /// The list page of a taxonomy: `tags/_index.md`.
    Taxonomy,
    /// The page of one term: `tags/go/_index.md`.
    Term,
    /// Part of another page, without an address: a Markdown file below a leaf bundle.
    Resource,
    /// A post of a blog: `_posts/2024-01-02-a.md`.
    Post,
    /// A post that is only built when asked for: `_drafts/a.md`.
    Draft,
    /// A file that lies among the posts and is silently skipped for its name: `_posts/nodate.md`.
    SkippedPost,
    /// A document of a collection: `_docs/a.md`.
    Document,
    /// A file of any type that is a page only if it begins with front matter, and is copied as it is without:
    /// `feed.xml`, `about.html`. Nothing is missing in one that has no front matter.
    Template,
}

impl PageKind {
    /// The name in `show`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Single => "single",
            Self::LeafBundle => "leaf-bundle",
            Self::BranchBundle => "branch-bundle",
            Self::Taxonomy => "taxonomy",
            Self::Term => "term",
            Self::Resource => "resource",
            Self::Post => "post",
            Self::Draft => "draft",
            Self::SkippedPost => "skipped-post",
            Self::Document => "document",
            Self::Template => "template",
        }
    }

    /// Whether it is written content, for which a title and a date are expected; list pages and resources are not.
    pub fn is_content(self) -> bool {
        matches!(self, Self::Single | Self::LeafBundle | Self::Post | Self::Draft | Self::Document)
    }
}

/// What decides the URL of a page.
pub struct PageAddress<'a> {
    /// Path of the file, relative to the site's root.
    pub path: &'a str,
    /// Its kind.
    pub kind: PageKind,
    /// Language key, where the site has languages.
    pub language: Option<&'a str>,
    /// The value of a top-level key as text, by the name that the profile's documentation spells.
    pub text: &'a dyn Fn(&str) -> Option<String>,
    /// The items of a top-level key as texts, where its value is a list.
    pub list: &'a dyn Fn(&str) -> Option<Vec<String>>,
    /// The page's date as the wall clock of its own zone shows it, for permalink patterns; `None` when it has none or
    /// none that is known.
    pub date: Option<chrono::NaiveDateTime>,
    /// What the list pages of folders say, in the page's language. Hugo's pages lie below the `slug` of their section.
    pub sections: Option<&'a SectionPages>,
}

/// What list pages say about addresses, by their folder (its path relative to the site's root).
pub type SectionPages = HashMap<String, SectionPage, RandomState>;

/// What the list page of a folder says about addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionPage {
    /// Its `slug`, where it has one.
    pub slug: Option<String>,
    /// Its `title`, where it has one.
    pub title: Option<String>,
}

/// A date in the name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameDate {
    /// The date that stands there.
    Day(chrono::NaiveDate),
    /// The month has no such day, and the generator moves on to this one: 30 February becomes 1 March.
    RolledOver(chrono::NaiveDate),
    /// Month or day do not exist at all, and the generator refuses it: `2024-13-01`.
    Impossible,
}

impl NameDate {
    /// The date that the generator takes.
    pub fn date(self) -> Option<chrono::NaiveDate> {
        match self {
            Self::Day(date) | Self::RolledOver(date) => Some(date),
            Self::Impossible => None,
        }
    }
}
