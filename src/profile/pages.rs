//! What kinds of pages there are, and what decides a page's address.

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
        }
    }

    /// Whether it is written content, for which a title and a date are expected; list pages and resources are not.
    pub fn is_content(self) -> bool {
        matches!(self, Self::Single | Self::LeafBundle | Self::Post | Self::Draft)
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
    /// The page's date as the wall clock of its own zone shows it, for permalink patterns; `None` when it has none or
    /// none that is known.
    pub date: Option<chrono::NaiveDateTime>,
    /// What the list page of a folder (its path relative to the site's root) says, in the page's language; `None` when
    /// the folder has no list page. Hugo's pages lie below the `slug` of their section.
    pub section: &'a dyn Fn(&str) -> Option<SectionPage>,
}

/// What the list page of a folder says about addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionPage {
    /// Its `slug`, where it has one.
    pub slug: Option<String>,
    /// Its `title`, where it has one.
    pub title: Option<String>,
}
