//! The keys that Docusaurus 3.10 knows. Which values it refuses was asked of its own validators.

use crate::profile::Consequence::{self, Fails, Harmless};
use crate::profile::keys::{Key, KeyKind};
use crate::profile::pages::PageKind;
use crate::profile::{Contradiction, IneffectiveKey, Refused, RefusedValue};

/// What happens to a wrong value: Docusaurus checks every page before it builds one.
pub const STOPS: Consequence = Fails("stops with an error");

const DOCS: &[PageKind] = &[PageKind::Document];
const BLOG: &[PageKind] = &[PageKind::Post];
const DOCS_AND_BLOG: &[PageKind] = &[PageKind::Document, PageKind::Post];
const PAGES: &[PageKind] = &[PageKind::Home, PageKind::Single];

/// The keys of documents, posts and pages.
pub const RESERVED: &[Key] = &[
    key("title", KeyKind::Text, "the title; without it, the first heading counts"),
    key("title_meta", KeyKind::Text, "another title for the browser and search engines"),
    key("description", KeyKind::Text, "a summary for search engines"),
    key("id", KeyKind::Text, "the name of a document in sidebars and links, in place of its file's"),
    key("slug", KeyKind::Text, "the URL, relative to that of the folder, or from the root of the plugin with a slash"),
    key("image", KeyKind::Image, "the picture for those who share the page"),
    key("keywords", KeyKind::List, "words for search engines"),
    key("tags", KeyKind::Terms, "the tags: a list"),
    key("draft", KeyKind::Boolean, "`true` keeps the page out of the published site"),
    key("unlisted", KeyKind::Boolean, "`true` publishes the page without any link to it"),
    key("hide_title", KeyKind::Boolean, "`true` hides the title above the text"),
    key("hide_table_of_contents", KeyKind::Boolean, "`true` hides the table of contents"),
    key("toc_min_heading_level", KeyKind::Number, "the highest level of headings in the table of contents, 2 to 6"),
    key("toc_max_heading_level", KeyKind::Number, "the lowest level of headings in the table of contents, 2 to 6"),
    key("sidebar_key", KeyKind::Text, "a name for the entry in the sidebar that no other has"),
    key("sidebar_label", KeyKind::Text, "the text in the sidebar, in place of the title"),
    key("sidebar_position", KeyKind::Number, "the place in a sidebar that is made of the folders"),
    key("sidebar_class_name", KeyKind::Text, "a CSS class for the entry in the sidebar"),
    key("sidebar_custom_props", KeyKind::Map, "values of your own for the entry in the sidebar"),
    key("displayed_sidebar", KeyKind::Text, "the name of the sidebar beside the document; nothing for none"),
    key("pagination_label", KeyKind::Text, "the text in the links of the neighbours"),
    key("pagination_next", KeyKind::Text, "the name of the document that follows; nothing for none"),
    key("pagination_prev", KeyKind::Text, "the name of the document before; nothing for none"),
    key("custom_edit_url", KeyKind::Text, "where the document can be edited; nothing for no link"),
    key("parse_number_prefixes", KeyKind::Boolean, "`false` keeps numbers in front of names"),
    key("last_update", KeyKind::Map, "who changed the page last, and when: `author`, `date`"),
    key("last_update.author", KeyKind::TextOnly, "who changed the page last"),
    key("last_update.date", KeyKind::Date, "when the page last changed"),
    key("date", KeyKind::Date, "when the post was written; beats the date in the file's name"),
    // A name, a key of `authors.yml`, a map, or a list of them.
    key("authors", KeyKind::Any, "who wrote the post: names of `authors.yml`, or maps with `name`"),
    key("author", KeyKind::Text, "who wrote the post, in the old way"),
    key("author_title", KeyKind::Text, "what the author does, in the old way"),
    key("author_url", KeyKind::Text, "the page of the author, in the old way"),
    key("author_image_url", KeyKind::Text, "the picture of the author, in the old way"),
    Key { name: "wrapperClassName", kind: KeyKind::TextOnly, wrong: STOPS, about: "a CSS class around the page" },
];

/// Keys that are checked on some kinds of pages only; on others they are data of the site's own.
pub const ONLY_ON: &[(&str, &[PageKind])] = &[
    ("title_meta", BLOG),
    ("id", DOCS_AND_BLOG),
    ("tags", DOCS_AND_BLOG),
    ("hide_title", DOCS),
    ("sidebar_key", DOCS),
    ("sidebar_label", DOCS_AND_BLOG),
    ("sidebar_position", DOCS),
    ("sidebar_class_name", DOCS),
    ("sidebar_custom_props", DOCS),
    ("displayed_sidebar", DOCS),
    ("pagination_label", DOCS),
    ("pagination_next", DOCS),
    ("pagination_prev", DOCS),
    ("custom_edit_url", DOCS),
    ("parse_number_prefixes", DOCS),
    ("date", BLOG),
    ("authors", BLOG),
    ("author", BLOG),
    ("author_title", BLOG),
    ("author_url", BLOG),
    ("author_image_url", BLOG),
    ("wrapperClassName", PAGES),
];

/// Keys that writers expect to work.
pub const INEFFECTIVE: &[IneffectiveKey] = &[IneffectiveKey {
    key: "published",
    value: Some("false"),
    on: &[],
    why: "the page is published all the same; write `draft: true`",
}];

const ADDRESSES: &[&str] = &["image", "custom_edit_url", "author_url", "author_image_url"];

#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "title", "title_meta", "description", "id", "slug", "image", "sidebar_key", "sidebar_label", "sidebar_class_name",
    "displayed_sidebar", "pagination_label", "pagination_next", "pagination_prev", "custom_edit_url", "author",
    "author_title", "author_url", "author_image_url", "last_update.author",
];

/// Values that the validators refuse although their kind is right.
pub const REFUSED: &[RefusedValue] = &[
    RefusedValue {
        shape: Refused::Nothing,
        keys: &[
            "title",
            "title_meta",
            "description",
            "id",
            "slug",
            "image",
            "keywords",
            "tags",
            "draft",
            "unlisted",
            "hide_title",
            "hide_table_of_contents",
            "toc_min_heading_level",
            "toc_max_heading_level",
            "sidebar_key",
            "sidebar_label",
            "sidebar_position",
            "sidebar_class_name",
            "sidebar_custom_props",
            "pagination_label",
            "parse_number_prefixes",
            "last_update",
            "last_update.author",
            "authors",
            "author",
            "author_title",
            "author_url",
            "author_image_url",
        ],
        on: &[],
        consequence: STOPS,
        help: "write a value, or remove the line",
    },
    RefusedValue {
        shape: Refused::EmptyText,
        keys: &[
            "id",
            "slug",
            "image",
            "keywords",
            "draft",
            "unlisted",
            "hide_title",
            "hide_table_of_contents",
            "sidebar_key",
            "sidebar_position",
            "sidebar_class_name",
            "displayed_sidebar",
            "pagination_label",
            "pagination_next",
            "pagination_prev",
            "authors",
            "author",
            "author_title",
            "author_url",
            "author_image_url",
            "last_update.author",
        ],
        on: &[],
        consequence: STOPS,
        help: "write a value, or remove the line",
    },
    RefusedValue {
        shape: Refused::EmptyText,
        keys: &["sidebar_label"],
        on: DOCS,
        consequence: STOPS,
        help: "write a value, or remove the line",
    },
    RefusedValue {
        shape: Refused::EmptyList,
        keys: &["keywords"],
        on: &[],
        consequence: STOPS,
        help: "write at least one word, or remove the line",
    },
    RefusedValue { shape: Refused::Boolean, keys: TEXTS, on: &[], consequence: STOPS, help: "put the value in quotes" },
    RefusedValue {
        shape: Refused::Boolean,
        keys: &["sidebar_position", "toc_min_heading_level", "toc_max_heading_level"],
        on: &[],
        consequence: STOPS,
        help: "write a number",
    },
    // Pages of their own are checked without the leniency that documents and posts enjoy.
    RefusedValue {
        shape: Refused::NumberOrDate,
        keys: &["title", "description", "slug"],
        on: PAGES,
        consequence: STOPS,
        help: "put the value in quotes",
    },
    RefusedValue {
        shape: Refused::NumberOrDate,
        keys: ADDRESSES,
        on: &[],
        consequence: STOPS,
        help: "write a path or an address in quotes",
    },
    RefusedValue {
        shape: Refused::Collection,
        keys: &["image"],
        on: &[],
        consequence: STOPS,
        help: "write the path or address of one picture",
    },
    RefusedValue {
        shape: Refused::NoAddress,
        keys: ADDRESSES,
        on: &[],
        consequence: STOPS,
        help: "rename the file to letters, digits and hyphens, or write blanks and other letters as `%20` and the like",
    },
    RefusedValue {
        shape: Refused::OutOf(2, 6),
        keys: &["toc_min_heading_level", "toc_max_heading_level"],
        on: &[],
        consequence: STOPS,
        help: "write a number from 2 to 6",
    },
];

/// Keys that must not both be true.
pub const CONTRADICTIONS: &[Contradiction] = &[Contradiction {
    keys: ["draft", "unlisted"],
    consequence: STOPS,
    help: "keep `draft: true` to hide the page, or `unlisted: true` to publish it without links",
}];

const fn key(name: &'static str, kind: KeyKind, about: &'static str) -> Key {
    let wrong = match kind {
        // Terms and names of images have rules of their own; whatever names an author is free.
        KeyKind::Terms | KeyKind::Any => Harmless,
        _ => STOPS,
    };
    Key { name, kind, wrong, about }
}
