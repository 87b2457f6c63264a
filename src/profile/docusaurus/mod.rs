//! Docusaurus 3.10 (facts: its validators and source, where a line says nothing else).

mod address;
mod config;
mod detect;
mod keys;
mod literals;
mod pages;
mod sources;
mod terms;

use super::pages::PageKind;
use super::{
    BlockRequired, Blocks, Booleans, Consequence, DateField, DateReading, DateRole, Dates, Images, InName, Lookup,
    Profile, TermText, Terms,
};
use crate::front_matter::{Dialect, YamlParser, block};

/// Docusaurus 3.
pub const PROFILE: Profile = Profile {
    id: "docusaurus",
    name: "Docusaurus",
    site_name: "Docusaurus site",
    // 3.10 reads with @11ty/gray-matter and js-yaml 4; up to 3.9 it was gray-matter 4 with js-yaml 3, to which `12:30` is
    // a number and `08` is none.
    dialect: Dialect { delimiters: block::GRAY_MATTER, yaml: YamlParser::JsYaml4 },
    blocks: Blocks { required: BlockRequired::Never, broken: keys::STOPS },
    keys: keys::RESERVED,
    keys_only_on: keys::ONLY_ON,
    ineffective: keys::INEFFECTIVE,
    booleans: Booleans::Joi,
    refused: keys::REFUSED,
    contradictions: keys::CONTRADICTIONS,
    dates: Dates {
        reading: DateReading::DocusaurusJoi,
        unreadable: keys::STOPS,
        fields: &[
            DateField { role: DateRole::Date, keys: &["date"], fallbacks: &[] },
            DateField { role: DateRole::Lastmod, keys: &["last_update.date"], fallbacks: &[] },
        ],
        in_name: Some(InName {
            read: |path, _| address::name_date(path),
            impossible: Consequence::Loses("makes no date of it"),
        }),
        ..Dates::PLAIN
    },
    terms: Terms {
        taxonomies: &["tags"],
        text: TermText::Refused,
        only_on: &[PageKind::Document, PageKind::Post],
        blank: keys::STOPS,
        // Maps with `label` and `permalink` are tags.
        nested: &[("", Consequence::Harmless)],
        wrong_type: keys::STOPS,
        term: terms::term,
        url: terms::url,
        ..Terms::PLAIN
    },
    images: Images {
        keys: &["image", "author_image_url", "authors[].image_url"],
        lookups: &[Lookup::PageFile, Lookup::SiteAlias, Lookup::RootUrl],
        ..Images::PLAIN
    },
    detect: detect::detect,
    read_config: config::read,
    page_kind: pages::kind,
    language: pages::language,
    logical_path: pages::logical_path,
    url: address::url,
    output: Some(address::output),
    same_address: Consequence::Loses("publishes only one of them"),
    ..Profile::PLAIN
};
