//! The keys of MkDocs, of Material's templates and of its plugins `blog`, `tags` and `search`. What happens with other
//! values was tried with real builds of Material 9.8.

use super::{POSTS, STOPS};
use crate::profile::Consequence::{self, Harmless};
use crate::profile::keys::{Key, KeyKind};
use crate::profile::pages::PageKind;

/// The keys of pages and posts.
pub const RESERVED: &[Key] = &[
    key("title", KeyKind::Text, Harmless, "the title, in place of the first heading"),
    key("description", KeyKind::Text, Harmless, "what the page is about, for search engines"),
    key("template", KeyKind::Text, Harmless, "the template that shows the page"),
    key("icon", KeyKind::Text, Harmless, "the icon beside the title in the navigation"),
    key("status", KeyKind::Text, Harmless, "`new`, `deprecated` or a status of your own"),
    key("subtitle", KeyKind::Text, Harmless, "a line below the title in the navigation"),
    key("hide", KeyKind::ListOrText, Harmless, "parts to leave out: `navigation`, `toc`, `path`, `footer`, `tags`"),
    key("search", KeyKind::Map, STOPS, "`boost`, or `exclude: true` to keep the page out of the search"),
    key("tags", KeyKind::Terms, STOPS, "tags, a list"),
    key("comments", KeyKind::Any, Harmless, "whether readers may comment"),
    key("date", KeyKind::Date, STOPS, "when the post was written; or a map with `created` and `updated`"),
    key("draft", KeyKind::BooleanOnly, STOPS, "`true` keeps the post out of the built site"),
    key("pin", KeyKind::BooleanOnly, STOPS, "`true` keeps the post at the top of the blog"),
    key("slug", KeyKind::TextOnly, STOPS, "the last part of the URL, in place of the title"),
    key("authors", KeyKind::TextOnlyList, STOPS, "who wrote the post: names in `.authors.yml`"),
    key("categories", KeyKind::TextOnlyList, STOPS, "categories of the post, a list"),
    key("readtime", KeyKind::Integer, STOPS, "how many minutes it takes to read the post"),
    key("links", KeyKind::Any, STOPS, "related pages, shown beside the post"),
];

/// Those of the blog; on plain pages they are data for templates.
pub const ONLY_ON: &[(&str, &[PageKind])] = &[
    ("date", POSTS),
    ("draft", POSTS),
    ("pin", POSTS),
    ("slug", POSTS),
    ("authors", POSTS),
    ("categories", POSTS),
    ("readtime", POSTS),
    ("links", POSTS),
];

const fn key(name: &'static str, kind: KeyKind, wrong: Consequence, about: &'static str) -> Key {
    Key { name, kind, wrong, about }
}
