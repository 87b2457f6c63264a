//! The keys of Zola's pages and sections, which are two closed sets: a page ignores what it does not know, a section
//! refuses it.

use super::{PAGES, SECTIONS, STOPS};
use crate::profile::Consequence::{self, Fails, Loses};
use crate::profile::keys::{Key, KeyKind};
use crate::profile::pages::PageKind;
use crate::profile::{DeprecatedKey, IneffectiveKey};

/// The keys of pages and sections.
pub const RESERVED: &[Key] = &[
    key("title", KeyKind::TypedText, "the title"),
    key("description", KeyKind::TypedText, "what it is about, for search engines and lists"),
    key("date", KeyKind::Date, "when the page was written"),
    key("updated", KeyKind::Date, "when the page last changed"),
    key("weight", KeyKind::Unsigned, "the place in a list that is sorted by weight; light ones come first"),
    key("draft", KeyKind::BooleanOnly, "keep it out of the built site; a section takes everything below with it"),
    key("render", KeyKind::BooleanOnly, "`false` makes no page of it"),
    key("slug", KeyKind::TypedText, "the last part of the URL, in place of the file's name; never empty"),
    key("path", KeyKind::TypedText, "the whole path of the URL, in place of folder and name; never empty"),
    key("taxonomies", KeyKind::Map, "the terms of the page, a list for each taxonomy of the site"),
    key("authors", KeyKind::TypedTextList, "who wrote the page"),
    key("aliases", KeyKind::TypedTextList, "old URLs that lead here"),
    key("template", KeyKind::TypedText, "the template that shows it"),
    key("in_search_index", KeyKind::BooleanOnly, "`false` keeps it out of the search"),
    key("extra", KeyKind::Map, "keys of your own and of the theme"),
    key("sort_by", KeyKind::OneOf(SORT_BY), "how the pages of the section are sorted"),
    key("paginate_by", KeyKind::Unsigned, "how many pages stand in one part of the list"),
    key("paginate_reversed", KeyKind::BooleanOnly, "turn the order of the list around"),
    key("paginate_path", KeyKind::TypedText, "the word before the number in URLs of parts of the list"),
    key("insert_anchor_links", KeyKind::OneOf(ANCHORS), "where headings get a link to themselves"),
    key("redirect_to", KeyKind::TypedText, "where those who open the section are sent"),
    key("transparent", KeyKind::BooleanOnly, "show the pages in the section above, too"),
    key("page_template", KeyKind::TypedText, "the template of the pages below"),
    key("generate_feeds", KeyKind::BooleanOnly, "make feeds of the section"),
    key("generate_feed", KeyKind::BooleanOnly, "the name of `generate_feeds` before Zola 0.19"),
];

/// Which of them count on pages only, and which on sections only.
pub const ONLY_ON: &[(&str, &[PageKind])] = &[
    ("date", PAGES),
    ("updated", PAGES),
    ("slug", PAGES),
    ("path", PAGES),
    ("taxonomies", PAGES),
    ("authors", PAGES),
    ("sort_by", SECTIONS),
    ("paginate_by", SECTIONS),
    ("paginate_reversed", SECTIONS),
    ("paginate_path", SECTIONS),
    ("insert_anchor_links", SECTIONS),
    ("redirect_to", SECTIONS),
    ("transparent", SECTIONS),
    ("page_template", SECTIONS),
    ("generate_feeds", SECTIONS),
    ("generate_feed", SECTIONS),
];

/// Keys of earlier versions.
pub const DEPRECATED: &[DeprecatedKey] = &[DeprecatedKey {
    path: "generate_feed",
    today: Fails("stops with an error"),
    why: "renamed in Zola 0.19; write `generate_feeds`",
}];

/// Keys that writers bring from other generators: a page ignores them without a word.
pub const INEFFECTIVE: &[IneffectiveKey] = &[
    on_pages("tags", "write `tags` inside `taxonomies`"),
    on_pages("categories", "write `categories` inside `taxonomies`"),
    on_pages("author", "write `authors`, a list"),
    on_pages("lastmod", "the key is `updated`"),
    on_pages("url", "the key is `path`"),
    on_pages("permalink", "the key is `path`"),
    on_pages("publishDate", "the key is `date`"),
    on_pages("layout", "the key is `template`"),
    on_pages("summary", "the key is `description`, or a line `<!-- more -->` in the text"),
];

/// What happens with a key that is not in the table for a kind of page.
pub fn unknown(kind: PageKind) -> Consequence {
    if SECTIONS.contains(&kind) {
        Fails("refuses keys that it does not know in a section; those of your own belong in `extra`")
    } else {
        Loses("ignores keys that it does not know; those of your own belong in `extra`")
    }
}

const SORT_BY: &[&str] =
    &["date", "update_date", "title", "title_bytes", "weight", "slug", "path", "permalink", "none"];

const ANCHORS: &[&str] = &["left", "right", "heading", "none"];

const fn key(name: &'static str, kind: KeyKind, about: &'static str) -> Key {
    Key { name, kind, wrong: STOPS, about }
}

const fn on_pages(key: &'static str, why: &'static str) -> IneffectiveKey {
    IneffectiveKey { key, value: None, on: PAGES, why }
}

#[cfg(test)]
mod tests {
    use super::{ONLY_ON, RESERVED, unknown};
    use crate::profile::Consequence;
    use crate::profile::pages::PageKind;

    #[test]
    fn sections_are_stricter_than_pages() {
        assert!(matches!(unknown(PageKind::BranchBundle), Consequence::Fails(_)));
        assert!(matches!(unknown(PageKind::Home), Consequence::Fails(_)));
        assert!(matches!(unknown(PageKind::Single), Consequence::Loses(_)));
    }

    #[test]
    fn limits_are_for_keys_that_exist() {
        for (name, _) in ONLY_ON {
            assert!(RESERVED.iter().any(|key| key.name == *name), "{name}");
        }
    }
}
