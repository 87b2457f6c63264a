//! MkDocs 1.6 with Material 9.8 (facts: real builds of a post or page each, where a line says nothing else). The blog,
//! its posts and the tags are Material's; a site with another theme has plain pages only.

mod address;
mod config;
mod inherited;
mod keys;
mod pages;
mod slug;
mod terms;

use super::pages::PageKind;
use super::{
    BlockRequired, Blocks, Booleans, Consequence, DateField, DateReading, DateRole, Dates, Images, Lookup, Profile,
    RequiredKey, TermText, Terms,
};
use crate::finding::Severity;
use crate::front_matter::{Dialect, YamlParser, block};

/// What the plugins of Material do with nearly every mistake.
const STOPS: Consequence = Consequence::Fails("stops with an error");

/// Pages that the blog reads.
const POSTS: &[PageKind] = &[PageKind::Post];

/// MkDocs, with Material's plugins.
pub const PROFILE: Profile = Profile {
    id: "mkdocs",
    name: "MkDocs",
    site_name: "MkDocs site",
    dialect: Dialect { delimiters: block::MKDOCS, yaml: YamlParser::PyYaml },
    blocks: Blocks {
        required: BlockRequired::On(POSTS),
        // On a post it stops.
        broken: Consequence::Loses("publishes the page without its keys"),
    },
    keys: keys::RESERVED,
    keys_only_on: keys::ONLY_ON,
    required: &[RequiredKey { key: "date", on: POSTS, missing: STOPS }],
    booleans: Booleans::Strict,
    dates: Dates {
        reading: DateReading::PyYaml,
        unreadable: STOPS,
        // Only with `draft_if_future_date`, which the configuration's reader turns into `future`.
        future_hides: true,
        fields: &[
            DateField { role: DateRole::Date, keys: &["date", "date.created"], fallbacks: &[] },
            DateField { role: DateRole::Lastmod, keys: &["date.updated"], fallbacks: &[] },
        ],
        only_on: POSTS,
        ..Dates::PLAIN
    },
    terms: Terms {
        taxonomies: &[],
        text: TermText::Refused,
        wrong_type: STOPS,
        // A category of blanks makes a page without a name.
        blank: Consequence::Loses("makes a page without a name"),
        not_allowed: STOPS,
        term: terms::term,
        url: terms::url,
        ..Terms::PLAIN
    },
    // What names a picture is up to the templates.
    images: Images { lookups: &[Lookup::PageFile, Lookup::PageUrl, Lookup::RootUrl], ..Images::PLAIN },
    // PyYAML takes the last one without a word.
    severities: &[("syntax/duplicate-key", Severity::Warning)],
    detect: config::detect,
    read_config: config::read,
    page_kind: pages::kind,
    language: pages::language,
    logical_path: pages::logical_path,
    url: address::url,
    same_address: Consequence::Loses("publishes only one of them"),
    inherited: Some(inherited::inherited),
    ..Profile::PLAIN
};
