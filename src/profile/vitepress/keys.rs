//! The keys that VitePress and its default theme read.

use crate::profile::Consequence::{self, Harmless, Loses};
use crate::profile::keys::{Key, KeyKind};

/// The keys of the documentation.
pub const RESERVED: &[Key] = &[
    key("title", KeyKind::Any, Harmless, "the title; without it, the first heading"),
    key("titleTemplate", KeyKind::Any, Harmless, "what stands behind the title in the browser, or `false`"),
    key("description", KeyKind::Any, Harmless, "a summary for search engines"),
    key("head", KeyKind::Any, Harmless, "more tags for the head of the page, as a list of lists"),
    key("layout", KeyKind::Any, Harmless, "`doc`, `home`, `page`, `false`, or a component of the theme"),
    key("hero", KeyKind::Map, NO_HOME, "the upper part of a page with `layout: home`"),
    key("features", KeyKind::MapList, NO_HOME, "the boxes of a page with `layout: home`"),
    key("navbar", KeyKind::Boolean, SHOWN, "`false` hides the bar at the top"),
    key("sidebar", KeyKind::Boolean, SHOWN, "`false` hides the bar at the side"),
    key("aside", KeyKind::BooleanOrOneOf(&["left"]), SHOWN, "`false` hides the outline, `left` puts it to the left"),
    key(
        "outline",
        KeyKind::Any,
        Harmless,
        "the levels of headings in the outline: a number, `[2, 3]`, `deep`, `false`",
    ),
    key("lastUpdated", KeyKind::Any, Harmless, "when the page last changed, without quotes; `false` hides it"),
    key("editLink", KeyKind::Boolean, SHOWN, "`false` hides the link to edit the page"),
    key("footer", KeyKind::Boolean, SHOWN, "`false` hides the foot of the page"),
    key("pageClass", KeyKind::Any, Harmless, "a class of CSS for the page"),
    key("isHome", KeyKind::Any, Harmless, "whether the page counts as the front page"),
    key("prev", KeyKind::Any, Harmless, "the link to the page before: a text, a map, or `false`"),
    key("next", KeyKind::Any, Harmless, "the link to the page after: a text, a map, or `false`"),
    key("search", KeyKind::Any, Harmless, "`false` keeps the page out of the search"),
    key("date", KeyKind::Date, Harmless, "when it was written; the theme decides what that means"),
    key("tags", KeyKind::Terms, Harmless, "tags; the theme decides what they mean"),
    key("categories", KeyKind::Terms, Harmless, "categories; the theme decides what they mean"),
];

const SHOWN: Consequence = Loses("shows it, as only a real `false` hides it");
const NO_HOME: Consequence = Loses("cannot build this part of the page");

const fn key(name: &'static str, kind: KeyKind, wrong: Consequence, about: &'static str) -> Key {
    Key { name, kind, wrong, about }
}
