//! The keys that Eleventy and its navigation plugin read. What happens with other values was tried with Eleventy 3.1.8.

use crate::profile::Consequence::{self, Fails, Harmless, Loses};
use crate::profile::keys::{Key, KeyKind};
use crate::profile::{Refused, RefusedValue};

/// The keys of the documentation.
pub const RESERVED: &[Key] = &[
    key("title", KeyKind::Any, Harmless, "the title, for templates"),
    key("layout", KeyKind::TextOnly, STOPS, "the file in the folder of layouts that is put around the page"),
    key("tags", KeyKind::Terms, Harmless, "the collections of the page: a list, or words with commas between"),
    key("date", KeyKind::Date, STOPS, "when it was written: ISO 8601, or `Last Modified`, `git Created` and the like"),
    key("permalink", KeyKind::TextFalseOrMap, STOPS, "the path of the published file; `false` writes none"),
    key("pagination", KeyKind::Map, STOPS, "makes several pages of data: `data` and `size`"),
    key("eleventyExcludeFromCollections", KeyKind::Any, Harmless, "`true`, or the collections that leave it out"),
    key("eleventyComputed", KeyKind::Map, Loses("computes nothing"), "values that are templates themselves"),
    key("eleventyNavigation", KeyKind::Map, Loses("leaves it out of the navigation"), "the place in the navigation"),
    key("eleventyImport", KeyKind::Map, Loses("ignores it"), "the collections that the page uses"),
    key("templateEngineOverride", KeyKind::TextOnly, STOPS, "the template languages of the page: `njk,md`"),
    key("dynamicPermalink", KeyKind::Any, Harmless, "`false` takes template marks in `permalink` as they are"),
    key("permalinkBypassOutputDir", KeyKind::Any, Harmless, "`true` writes the file outside of the output folder"),
    key("draft", KeyKind::Any, Harmless, "whether it is unfinished; the site's own code decides what that means"),
];

/// Tags that are neither a list nor a text. `false`, 0 and nothing count as none.
pub const REFUSED: &[RefusedValue] = &[RefusedValue {
    shape: Refused::SetButNoText,
    keys: &["tags"],
    on: &[],
    consequence: STOPS,
    help: "write a list: `tags: [one, two]`; put quotes around what looks like a number or date",
}];

const STOPS: Consequence = Fails("stops with an error");

const fn key(name: &'static str, kind: KeyKind, wrong: Consequence, about: &'static str) -> Key {
    Key { name, kind, wrong, about }
}
