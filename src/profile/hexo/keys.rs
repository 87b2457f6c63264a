//! The keys that Hexo 8 and its usual themes know. What happens with other values follows from `post.js`, `page.js` and
//! the casts of warehouse 5, its database; keys of plugins and themes are harmless where nobody tried.

use crate::profile::Consequence::{self, Harmless, Loses};
use crate::profile::keys::{Key, KeyKind};
use crate::profile::pages::PageKind;
use crate::profile::{IneffectiveKey, Theme};

const POSTS: &[PageKind] = &[PageKind::Post, PageKind::Draft];

/// The keys of Hexo and of the plugins that most sites use.
pub const RESERVED: &[Key] = &[
    key("title", KeyKind::Text, Loses("makes a text of it that nobody wants to read"), "the title"),
    key("date", KeyKind::Date, Harmless, "when it was written; without it, the time of the file counts"),
    key("updated", KeyKind::Date, Harmless, "when it last changed; without it, the time of the file counts"),
    key("layout", KeyKind::Any, Harmless, "the layout of the theme; `false` publishes the page without one"),
    key(
        "comments",
        KeyKind::Boolean,
        Loses("takes any text but `false` and `0` for true"),
        "whether readers may comment",
    ),
    key(
        "published",
        KeyKind::Boolean,
        Loses("publishes the post, as it takes any text but `false` and `0` for true"),
        "`false` keeps a post out of the site",
    ),
    key("tags", KeyKind::Terms, Harmless, "tags of a post: a list"),
    key("tag", KeyKind::ListOrText, Harmless, "another name for `tags`, where that is not set"),
    key("categories", KeyKind::Terms, Harmless, "categories of a post: a list is one path, a list of lists several"),
    key("category", KeyKind::ListOrText, Harmless, "another name for `categories`, where that is not set"),
    key("photos", KeyKind::ImageList, Harmless, "pictures above a post, for themes"),
    key("photo", KeyKind::ImageList, Harmless, "another name for `photos`, where that is not set"),
    Key {
        name: "permalink",
        kind: KeyKind::TextOnly,
        wrong: Consequence::Fails("prints an error and leaves the post out"),
        about: "the URL, in place of the one that the configuration makes",
    },
    key("excerpt", KeyKind::Text, Harmless, "the beginning of the page in lists"),
    key("disableNunjucks", KeyKind::Any, Harmless, "`true` leaves tags of the template language as they are"),
    key("lang", KeyKind::Any, Harmless, "the language of the page"),
    key("id", KeyKind::Any, Harmless, "a number of the post's own, for permalinks with `:id`"),
    key("abbrlink", KeyKind::Any, Harmless, "a short name in the URL (hexo-abbrlink)"),
    key(
        "sticky",
        KeyKind::Any,
        Harmless,
        "keeps a post above the others, the higher the further (hexo-generator-index)",
    ),
    key("description", KeyKind::Any, Harmless, "a summary for search engines and themes"),
    key("keywords", KeyKind::Any, Harmless, "words for search engines and themes"),
    key("author", KeyKind::Any, Harmless, "who wrote it, for themes"),
    key("toc", KeyKind::Any, Harmless, "whether a table of contents is shown, for themes"),
    key("mathjax", KeyKind::Any, Harmless, "whether formulas are set, for themes"),
    key("cover", KeyKind::Any, Harmless, "the picture of the post in lists, for themes"),
    key("thumbnail", KeyKind::Any, Harmless, "a small picture of the post, for themes"),
    key("type", KeyKind::Any, Harmless, "what a page shows (`tags`, `categories`), for themes"),
];

/// Keys that count only on posts; on pages they are data for templates.
pub const ONLY_ON: &[(&str, &[PageKind])] = &[
    ("published", POSTS),
    ("tags", POSTS),
    ("tag", POSTS),
    ("categories", POSTS),
    ("category", POSTS),
    ("photos", POSTS),
    ("photo", POSTS),
];

/// Keys that writers expect to work.
pub const INEFFECTIVE: &[IneffectiveKey] = &[IneffectiveKey {
    key: "draft",
    value: Some("true"),
    on: &[PageKind::Post, PageKind::Home, PageKind::Single],
    why: "the page is published all the same; of a post, write `published: false`, or move it to `source/_drafts`",
}];

/// Themes of which many sites are made, with the keys under which they look for images.
pub const THEMES: &[Theme] = &[
    theme(&["butterfly", "anzhiyu"], &["cover", "top_img", "photos[]"]),
    theme(&["fluid"], &["index_img", "banner_img", "og_img"]),
    theme(&["icarus", "landscape"], &["cover", "thumbnail", "og_image", "photos[]"]),
    theme(&["matery"], &["img"]),
    theme(&["stellar", "volantis"], &["cover", "banner", "headimg"]),
    theme(&["redefine"], &["cover", "thumbnail", "banner"]),
];

const fn theme(names: &'static [&'static str], image_keys: &'static [&'static str]) -> Theme {
    Theme { names, keys: &[], image_keys }
}

const fn key(name: &'static str, kind: KeyKind, wrong: Consequence, about: &'static str) -> Key {
    Key { name, kind, wrong, about }
}
