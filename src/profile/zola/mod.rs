//! Zola 0.19 to 0.23, from its source. The types of values were tried with the parsers that it uses (serde_yaml 0.9,
//! toml 0.9) and the fields that its source gives them; the program itself was not run.

mod address;
mod config;
mod keys;
mod name_date;
mod pages;
mod slug;
mod terms;

use super::pages::PageKind;
use super::{
    Aliases, BlockRequired, Blocks, Booleans, Consequence, DateField, DateReading, DateRole, Dates, Images, InName,
    LayoutName, Layouts, Lookup, Profile, TermContainer, TermText, Terms,
};
use crate::front_matter::{Dialect, YamlParser, block};

/// What Zola does with nearly every mistake.
const STOPS: Consequence = Consequence::Fails("stops with an error");

/// What Zola calls pages.
const PAGES: &[PageKind] = &[PageKind::Single, PageKind::LeafBundle];

/// What Zola calls sections.
const SECTIONS: &[PageKind] = &[PageKind::Home, PageKind::BranchBundle];

/// Zola.
pub const PROFILE: Profile = Profile {
    id: "zola",
    name: "Zola",
    site_name: "Zola site",
    dialect: Dialect { delimiters: block::ZOLA, yaml: YamlParser::SerdeYaml },
    blocks: Blocks { required: BlockRequired::Always, broken: STOPS },
    keys: keys::RESERVED,
    keys_only_on: keys::ONLY_ON,
    unknown_keys: keys::unknown,
    ineffective: keys::INEFFECTIVE,
    deprecated: keys::DEPRECATED,
    booleans: Booleans::Strict,
    dates: Dates {
        reading: DateReading::Zola,
        unreadable: STOPS,
        // Zola has no idea of a future page.
        fields: &[
            DateField { role: DateRole::Date, keys: &["date"], fallbacks: &[] },
            DateField { role: DateRole::Lastmod, keys: &["updated"], fallbacks: &[] },
        ],
        only_on: PAGES,
        in_name: Some(InName { read: |path, _| name_date::name_date(path), impossible: Consequence::Harmless }),
        ..Dates::PLAIN
    },
    terms: Terms {
        taxonomies: &[],
        text: TermText::Refused,
        only_on: PAGES,
        container: Some(TermContainer { key: "taxonomies", undeclared: STOPS }),
        nested: &[("", Consequence::Fails("stops with an error"))],
        wrong_type: STOPS,
        blank: STOPS,
        term: terms::term,
        url: terms::url,
        ..Terms::PLAIN
    },
    // Zola names no images; a theme reads what it likes from `extra`.
    layouts: Layouts {
        keys: &["template", "page_template"],
        dirs: &["templates"],
        endings: &[".html"],
        name: LayoutName::Path,
        not: &["shortcodes", "macros", "partials"],
    },
    images: Images { lookups: &[Lookup::PageFile, Lookup::PageUrl, Lookup::RootUrl], ..Images::PLAIN },
    detect: config::detect,
    read_config: config::read,
    page_kind: pages::kind,
    language: pages::language,
    logical_path: pages::logical_path,
    url: address::url,
    aliases: Aliases { url: address::alias_url, ..Aliases::NONE },
    same_address: STOPS,
    ..Profile::PLAIN
};
