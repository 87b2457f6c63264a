//! The keys that Hugo itself knows. Kinds and consequences are from real runs of Hugo 0.168, one page for each key and
//! type of value.

use crate::profile::Consequence::{self, Fails, Harmless, Loses};
use crate::profile::keys::{Key, KeyKind};
use crate::profile::{Refused, RefusedValue};

/// The keys of Hugo's documentation; names with a dot are keys below a map.
pub const RESERVED: &[Key] = &[
    // What the page says.
    key("title", KeyKind::Text, EMPTY, "the title of the page"),
    key("linkTitle", KeyKind::Text, Loses("uses the title"), "a shorter title for links and menus"),
    key("description", KeyKind::Text, EMPTY, "what the page is about, for search engines and lists"),
    key("summary", KeyKind::Text, Loses("makes a summary of the text"), "the summary in lists"),
    key(
        "keywords",
        KeyKind::ListOrText,
        EMPTY,
        "words for search engines and related pages; a text is split at blanks",
    ),
    key(
        "isCJKLanguage",
        KeyKind::Boolean,
        Loses("takes it as false"),
        "count words as Chinese, Japanese and Korean need it",
    ),
    key("markup", KeyKind::OneOfIgnoringCase(MARKUP), Fails("stops with an error"), "the language of the text"),
    // Where it stands.
    key("slug", KeyKind::Text, Loses("uses the file's name"), "the last part of the URL"),
    key("url", KeyKind::Text, Loses("makes the URL itself"), "the whole path of the URL"),
    key("aliases", KeyKind::ListOrText, Loses("makes no redirects"), "old URLs that lead to the page"),
    key("weight", KeyKind::Integer, Loses("takes it as 0"), "the place in lists; light pages come first, 0 is none"),
    key("menus", KeyKind::Menus, Fails("stops with an error"), "the menus in which the page appears"),
    key("menu", KeyKind::Menus, Fails("stops with an error"), "another name for `menus`"),
    key(
        "translationKey",
        KeyKind::Text,
        Loses("goes by the file's path"),
        "ties translations with different paths together",
    ),
    // How it is built.
    key(
        "draft",
        KeyKind::Boolean,
        Loses("takes it as false and publishes the page"),
        "keep the page out of the built site",
    ),
    key(
        "headless",
        KeyKind::Boolean,
        Loses("takes it as false"),
        "a bundle whose files are used and which has no page of its own",
    ),
    key("type", KeyKind::Text, Loses("uses the section"), "the folder of layouts that the page uses"),
    key("layout", KeyKind::Text, Loses("uses the default layout"), "the layout that the page uses"),
    key("outputs", KeyKind::ListOrText, Loses("uses the site's outputs"), "the output formats of the page"),
    key("build", KeyKind::Map, Fails("stops with an error"), "whether the page is rendered and listed"),
    key(
        "build.list",
        KeyKind::BooleanOrOneOf(&["always", "never", "local"]),
        ALWAYS,
        "in which lists the page appears",
    ),
    key("build.render", KeyKind::BooleanOrOneOf(&["always", "never", "link"]), ALWAYS, "whether the page is written"),
    key(
        "build.publishResources",
        KeyKind::Boolean,
        Fails("stops with an error"),
        "whether the page's files are published",
    ),
    key(
        "_build",
        KeyKind::Removed,
        Fails("stops with an error; the key is now called `build`"),
        "the former name of `build`",
    ),
    key("sitemap", KeyKind::Map, Loses("uses the site's settings"), "how the page stands in the sitemap"),
    key(
        "sitemap.changefreq",
        KeyKind::Text,
        Fails("stops with an error"),
        "how often the page changes, for the sitemap",
    ),
    key("sitemap.priority", KeyKind::Number, Fails("stops with an error"), "the page's weight in the sitemap, 0 to 1"),
    key("sitemap.filename", KeyKind::Text, Fails("stops with an error"), "the name of the sitemap's file"),
    key("sitemap.disable", KeyKind::Boolean, Fails("stops with an error"), "keep the page out of the sitemap"),
    key("cascade", KeyKind::MapOrMapList, Fails("stops with an error"), "values for all pages below"),
    key("params", KeyKind::Map, Fails("stops with an error"), "values of your own, for templates"),
    key("resources", KeyKind::MapList, Loses("ignores it"), "names and titles for the files of a bundle"),
    key(
        "sites",
        KeyKind::Map,
        Fails("stops with an error"),
        "for which languages, versions and roles the page is built",
    ),
    // Dates, and their other names.
    key("date", KeyKind::Date, DATE, "when the page was written"),
    key("lastmod", KeyKind::Date, DATE, "when the page last changed"),
    key("modified", KeyKind::Date, DATE, "another name for `lastmod`"),
    key("publishDate", KeyKind::Date, DATE, "when the page appears; before, it is left out"),
    key("pubdate", KeyKind::Date, DATE, "another name for `publishDate`"),
    key("published", KeyKind::Date, DATE, "another name for `publishDate`, although `false` makes a draft"),
    key("expiryDate", KeyKind::Date, DATE, "when the page disappears"),
    key("unpublishdate", KeyKind::Date, DATE, "another name for `expiryDate`"),
    // Terms are judged by the rules about taxonomies, which know the site's own.
    key("tags", KeyKind::Terms, Harmless, "the page's tags"),
    key("categories", KeyKind::Terms, Harmless, "the page's categories"),
    // Read by the templates that come with Hugo (social cards).
    key("images", KeyKind::ImageList, Harmless, "images for social cards"),
    key("videos", KeyKind::ListOrText, Harmless, "videos for social cards"),
    key("audio", KeyKind::ListOrText, Harmless, "sound for social cards"),
    // In a file these are values like any other; only pages made by templates have them.
    key("lang", KeyKind::Any, Harmless, "a value of your own; the language comes from the file's name or folder"),
    key("path", KeyKind::Any, Harmless, "a value of your own; the path is the file's"),
    key("kind", KeyKind::Any, Harmless, "a value of your own; the kind of page follows from the file's name"),
];

/// Values of the right kind that Hugo refuses, on drafts, too.
pub const REFUSED: &[RefusedValue] = &[
    RefusedValue {
        shape: Refused::WithScheme,
        keys: &["url"],
        on: &[],
        consequence: STOPS,
        help: "write the path alone, as in `/posts/name/`",
    },
    RefusedValue {
        shape: Refused::WithScheme,
        keys: &["aliases"],
        on: &[],
        consequence: STOPS,
        help: "write the path alone, as in `/old/name/`: an alias is an old address on this site",
    },
    RefusedValue {
        shape: Refused::UnknownOutput,
        keys: &["outputs"],
        on: &[],
        consequence: STOPS,
        help: "write the name of an output format such as `html` or `rss`, or define it under `outputFormats` in the \
               site's configuration",
    },
];

/// The output formats that Hugo brings along, in lower case.
pub const OUTPUT_FORMATS: &[&str] = &[
    "404",
    "alias",
    "amp",
    "calendar",
    "css",
    "csv",
    "gotmpl",
    "html",
    "json",
    "markdown",
    "robots",
    "rss",
    "sitemap",
    "webappmanifest",
];

/// Names of languages of content. `html` and `org` are known, and refused unless `security.allowContent` permits them.
const MARKUP: &[&str] = &[
    "goldmark",
    "markdown",
    "md",
    "mdown",
    "html",
    "htm",
    "asciidoc",
    "asciidocext",
    "ad",
    "adoc",
    "rst",
    "org",
    "pandoc",
    "pdc",
    "txt",
];

const EMPTY: Consequence = Loses("takes it as empty");
const ALWAYS: Consequence = Loses("takes it as `always`");
const DATE: Consequence = STOPS;
const STOPS: Consequence = Fails("stops with an error");

const fn key(name: &'static str, kind: KeyKind, wrong: Consequence, about: &'static str) -> Key {
    Key { name, kind, wrong, about }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::RESERVED;

    #[test]
    fn each_key_is_there_once() {
        let names: HashSet<String> = RESERVED.iter().map(|key| key.name.to_lowercase()).collect();
        assert_eq!(names.len(), RESERVED.len());
    }

    #[test]
    fn keys_below_a_map_have_the_map() {
        for key in RESERVED {
            if let Some((map, _)) = key.name.split_once('.') {
                assert!(RESERVED.iter().any(|other| other.name == map), "{}", key.name);
            }
        }
    }
}
