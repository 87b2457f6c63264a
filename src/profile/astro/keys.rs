//! Keys that Astro itself reads, and names that sites usually give to dates and images.

use crate::profile::Consequence;
use crate::profile::keys::{Key, KeyKind};
use crate::profile::pages::PageKind;

/// The keys of usual schemas. Only `layout` among the pages means something to Astro itself, and `slug` in a collection.
pub const USUAL: &[Key] = &[
    key("title", KeyKind::Any, "the title"),
    key("description", KeyKind::Any, "a summary for lists and search engines"),
    Key {
        name: "layout",
        kind: KeyKind::TextOnly,
        wrong: Consequence::Fails("stops with an error"),
        about: "the component that is put around the page, as a path relative to the file or an alias",
    },
    key("slug", KeyKind::Any, "the name of the entry in its collection, in place of the one made of its path"),
    key("date", KeyKind::Date, "when it was written"),
    key("pubDate", KeyKind::Date, "when it was published"),
    key("updatedDate", KeyKind::Date, "when it last changed"),
    key("tags", KeyKind::Terms, "the tags"),
    key("categories", KeyKind::Terms, "the categories"),
    key("draft", KeyKind::Any, "whether it is unfinished; the site's own code decides what that means"),
    key("image", KeyKind::Any, "the image for lists and previews"),
    key("cover", KeyKind::Any, "the image above the text"),
    key("heroImage", KeyKind::Any, "the image above the text"),
];

/// In a collection `layout` is a value like any other.
pub const ONLY_ON: &[(&str, &[PageKind])] = &[("layout", &[PageKind::Home, PageKind::Single])];

/// Usual names of the day of writing, as the starters and themes have them.
pub const DATES: &[&str] =
    &["date", "pubDate", "publishDate", "pubDatetime", "publishedDate", "publishedAt", "datePublished"];

/// Usual names of the day of the last change.
pub const CHANGES: &[&str] =
    &["updatedDate", "updated", "lastmod", "modDatetime", "updatedAt", "lastUpdated", "dateModified"];

/// Usual names of images.
pub const IMAGES: &[&str] = &[
    "image",
    "image.src",
    "image.url",
    "cover",
    "cover.src",
    "coverImage",
    "coverImage.src",
    "heroImage",
    "heroImage.src",
    "hero.image.file",
    "hero.image.dark",
    "hero.image.light",
    "ogImage",
    "ogImage.src",
    "thumbnail",
    "thumbnail.src",
    "banner",
    "featuredImage",
];

const fn key(name: &'static str, kind: KeyKind, about: &'static str) -> Key {
    Key { name, kind, wrong: Consequence::Harmless, about }
}
