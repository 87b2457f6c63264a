//! The keys that Jekyll and its usual plugins know. What happens with other values was tried with real builds; keys of
//! plugins are harmless where nobody tried.

use super::DOCUMENTS;
use crate::profile::keys::{Key, KeyKind};
use crate::profile::pages::PageKind;
use crate::profile::{Consequence, IneffectiveKey};

/// The keys of Jekyll and of the plugins that most sites use.
pub const RESERVED: &[Key] = &[
    key("title", KeyKind::Any, "the title; of a post without one it is made of the file name"),
    key("date", KeyKind::Date, "when a post was written; beats the date in the file name"),
    Key {
        name: "permalink",
        kind: KeyKind::TextOnly,
        wrong: Consequence::Fails("stops with an error"),
        about: "the URL, in place of the one made of folder and file name",
    },
    Key {
        name: "published",
        kind: KeyKind::Boolean,
        wrong: Consequence::Loses("publishes the page, as only a real `false` hides it"),
        about: "`false` keeps the page out of the site",
    },
    Key {
        name: "layout",
        kind: KeyKind::Text,
        wrong: Consequence::Loses("publishes the page without a layout"),
        about: "the file in `_layouts` that is put around the page, without its extension",
    },
    Key {
        name: "slug",
        kind: KeyKind::TextOnly,
        wrong: Consequence::Fails("stops with an error"),
        about: "the name in the URL, in place of the one in the file name",
    },
    key("tags", KeyKind::Terms, "tags of a post: a list, or words with blanks between"),
    key("tag", KeyKind::ListOrText, "one tag of a post, blanks included; `tags` then does nothing"),
    key("categories", KeyKind::Terms, "categories of a post, which become folders of its URL"),
    key("category", KeyKind::ListOrText, "one category of a post, blanks included, beside `categories`"),
    key("excerpt", KeyKind::Any, "the beginning of the page in lists, in place of its first paragraph"),
    key("excerpt_separator", KeyKind::Text, "the text up to which the page is its excerpt"),
    Key {
        name: "render_with_liquid",
        kind: KeyKind::Boolean,
        wrong: Consequence::Loses("renders Liquid all the same, as only a real `false` turns it off"),
        about: "`false` leaves Liquid tags in the page as they are",
    },
    key(
        "last_modified_at",
        KeyKind::Any,
        "when the page last changed (jekyll-last-modified-at, jekyll-seo-tag, themes)",
    ),
    key("redirect_from", KeyKind::ListOrText, "old URLs that lead to this page (jekyll-redirect-from)"),
    key("redirect_to", KeyKind::ListOrText, "the URL that this page leads to (jekyll-redirect-from)"),
    key("image", KeyKind::Any, "the image for feeds and previews (jekyll-seo-tag, jekyll-feed)"),
    key("description", KeyKind::Any, "a summary for search engines (jekyll-seo-tag)"),
    key("author", KeyKind::Any, "who wrote it (jekyll-seo-tag, jekyll-feed, themes)"),
    key("sitemap", KeyKind::Any, "`false` keeps the page out of the sitemap (jekyll-sitemap)"),
    key("lang", KeyKind::Any, "the language of the page (jekyll-seo-tag, themes)"),
];

/// Keys that count only on posts, drafts and documents of collections; on plain pages they are data for templates.
pub const ONLY_ON: &[(&str, &[PageKind])] = &[
    ("date", DOCUMENTS),
    ("slug", DOCUMENTS),
    ("tags", DOCUMENTS),
    ("tag", DOCUMENTS),
    ("categories", DOCUMENTS),
    ("category", DOCUMENTS),
];

/// Keys that writers expect to work. In `_drafts` a page is a draft anyway.
pub const INEFFECTIVE: &[IneffectiveKey] = &[IneffectiveKey {
    key: "draft",
    value: Some("true"),
    on: &[PageKind::Post, PageKind::Document, PageKind::Home, PageKind::Single, PageKind::Template],
    why: "the page is published all the same; write `published: false`, or move a post to `_drafts`",
}];

const fn key(name: &'static str, kind: KeyKind, about: &'static str) -> Key {
    Key { name, kind, wrong: Consequence::Harmless, about }
}
