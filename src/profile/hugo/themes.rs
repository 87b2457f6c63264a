//! Themes whose keys we know: those that their archetypes and templates read (LoveIt, DoIt, FixIt), or the image key
//! alone, where a theme is widespread and the key is certain.

use crate::profile::keys::{Key, KeyKind};
use crate::profile::{Consequence, Theme};

/// Every theme.
pub const ALL: &[Theme] = &[
    Theme { names: &["loveit"], keys: LOVE_IT, image_keys: CAMEL_CASE_IMAGES },
    Theme { names: &["doit"], keys: DO_IT, image_keys: CAMEL_CASE_IMAGES },
    Theme { names: &["fixit", "fixit-bundle"], keys: FIX_IT, image_keys: FIX_IT_IMAGES },
    Theme { names: &["papermod", "hugo-papermod"], keys: &[], image_keys: &["cover.image"] },
    Theme { names: &["hugo-theme-stack", "stack"], keys: &[], image_keys: &["image"] },
];

const CAMEL_CASE_IMAGES: &[&str] =
    &["featuredImage", "featuredImagePreview", "images[]", "resources[].src", "seo.images[]"];

/// FixIt 1.0 renamed its keys; sites on an earlier one still use the old names.
const FIX_IT_IMAGES: &[&str] = &[
    "featured_image",
    "featured_image_preview",
    "featuredImage",
    "featuredImagePreview",
    "images[]",
    "resources[].src",
    "seo.images[]",
];

const LOVE_IT: &[Key] = &[
    text("subtitle", "the line below the title"),
    text("author", "who wrote the page"),
    text("authorLink", "the author's website"),
    text("license", "the licence of the page"),
    image("featuredImage", "the image at the top of the page"),
    image("featuredImagePreview", "the image in lists"),
    flag("hiddenFromHomePage", "leave the page out of the front page"),
    flag("hiddenFromSearch", "leave the page out of the search"),
    flag("twemoji", "draw emoji as Twemoji"),
    flag("lightgallery", "open images in a gallery"),
    flag("ruby", "support ruby annotations"),
    flag("fraction", "support fractions"),
    flag("fontawesome", "support Font Awesome icons"),
    flag("linkToMarkdown", "link to the page's Markdown"),
    flag("rssFullText", "the whole text in the feed"),
    switch("toc", "the table of contents"),
    flag("toc.enable", "show the table of contents"),
    flag("toc.auto", "open the table of contents as the reader scrolls"),
    flag("toc.keepStatic", "keep the table of contents at the top of the text"),
    switch("code", "how code is shown"),
    flag("code.copy", "a button that copies the code"),
    number("code.maxShownLines", "how many lines of code are shown at first"),
    switch("math", "formulas"),
    flag("math.enable", "render formulas"),
    switch("mapbox", "how maps are shown"),
    switch("share", "links for sharing the page"),
    flag("share.enable", "show links for sharing the page"),
    switch("comment", "comments"),
    flag("comment.enable", "show comments"),
    map("library", "style sheets and scripts of the page"),
    map("library.css", "style sheets of the page"),
    map("library.js", "scripts of the page"),
    map("seo", "what search engines get"),
];

/// LoveIt's, which DoIt grew from, and its own.
const DO_IT: &[Key] = &[
    text("subtitle", "the line below the title"),
    text("author", "who wrote the page"),
    text("authorLink", "the author's website"),
    any("authors", "who wrote the page"),
    any("series", "the series to which the page belongs"),
    text("license", "the licence of the page"),
    image("featuredImage", "the image at the top of the page"),
    image("featuredImagePreview", "the image in lists"),
    text("featuredImageCaption", "the caption of the image at the top"),
    flag("featuredImageLightgallery", "open the image at the top in a gallery"),
    flag("hiddenFromHomePage", "leave the page out of the front page"),
    flag("hiddenFromSearch", "leave the page out of the search"),
    flag("twemoji", "draw emoji as Twemoji"),
    flag("lightgallery", "open images in a gallery"),
    flag("ruby", "support ruby annotations"),
    flag("fraction", "support fractions"),
    flag("fontawesome", "support Font Awesome icons"),
    flag("linkToMarkdown", "link to the page's Markdown"),
    flag("linkToSource", "link to the page's source"),
    flag("linkToEdit", "link to edit the page"),
    flag("linkToReport", "link to report a fault of the page"),
    flag("rssFullText", "the whole text in the feed"),
    flag("seriesNavigation", "links to the rest of the series"),
    flag("enableLastMod", "show when the page last changed"),
    flag("enableWordCount", "show the number of words"),
    flag("enableReadingTime", "show the time that reading takes"),
    switch("outdatedArticleReminder", "warn the reader of an old page"),
    switch("toc", "the table of contents"),
    flag("toc.enable", "show the table of contents"),
    flag("toc.auto", "open the table of contents as the reader scrolls"),
    flag("toc.keepStatic", "keep the table of contents at the top of the text"),
    switch("code", "how code is shown"),
    flag("code.copy", "a button that copies the code"),
    number("code.maxShownLines", "how many lines of code are shown at first"),
    switch("table", "how tables are shown"),
    switch("math", "formulas"),
    flag("math.enable", "render formulas"),
    switch("mapbox", "how maps are shown"),
    switch("share", "links for sharing the page"),
    flag("share.enable", "show links for sharing the page"),
    switch("comment", "comments"),
    flag("comment.enable", "show comments"),
    switch("related", "related pages"),
    map("library", "style sheets and scripts of the page"),
    map("library.css", "style sheets of the page"),
    map("library.js", "scripts of the page"),
    map("seo", "what search engines get"),
];

const FIX_IT: &[Key] = &[
    image("featured_image", "the image at the top of the page"),
    image("featured_image_preview", "the image in lists"),
    flag("hidden_from_home_page", "leave the page out of the front page"),
    flag("hidden_from_search", "leave the page out of the search"),
    flag("hidden_from_related", "leave the page out of related pages"),
    flag("hidden_from_feed", "leave the page out of the feed"),
    text("page_style", "how wide the page is"),
    any("auto_bookmark", "remember how far the reader came"),
    any("show_lastmod", "show when the page last changed"),
    any("end_flag", "the text at the end of the page"),
    any("collections", "the collections to which the page belongs"),
    text("password", "the password that opens the page"),
    text("message", "what is shown before the password is given"),
    map("repost", "where the page was first published"),
    flag("repost.enable", "mark the page as published elsewhere before"),
    text("repost.url", "where the page was first published"),
];

const fn text(name: &'static str, about: &'static str) -> Key {
    Key { name, kind: KeyKind::Text, wrong: THEME, about }
}

const fn flag(name: &'static str, about: &'static str) -> Key {
    Key { name, kind: KeyKind::Boolean, wrong: THEME, about }
}

const fn number(name: &'static str, about: &'static str) -> Key {
    Key { name, kind: KeyKind::Integer, wrong: THEME, about }
}

const fn switch(name: &'static str, about: &'static str) -> Key {
    Key { name, kind: KeyKind::BooleanOrMap, wrong: THEME, about }
}

const fn map(name: &'static str, about: &'static str) -> Key {
    Key { name, kind: KeyKind::Map, wrong: THEME, about }
}

const fn image(name: &'static str, about: &'static str) -> Key {
    Key { name, kind: KeyKind::Image, wrong: THEME, about }
}

const fn any(name: &'static str, about: &'static str) -> Key {
    Key { name, kind: KeyKind::Any, wrong: Consequence::Harmless, about }
}

/// What a template makes of another kind of value is the template's business.
const THEME: Consequence = Consequence::Loses("hands it to the theme, which expects another kind of value");

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::ALL;

    #[test]
    fn names_are_lower_case_and_keys_are_there_once() {
        for theme in ALL {
            assert!(theme.names.iter().all(|name| *name == name.to_lowercase()));
            let keys: HashSet<&str> = theme.keys.iter().map(|key| key.name).collect();
            assert_eq!(keys.len(), theme.keys.len(), "{:?}", theme.names);
        }
    }
}
