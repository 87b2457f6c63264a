//! Eleventy 3.1 (facts: real runs of 3.1.8, where a line says nothing else).

mod address;
mod config;
mod data;
mod files;
mod keys;
mod pages;

pub use data::inherited;

use super::{
    BlockRequired, Blocks, Booleans, Consequence, DateField, DateReading, DateRole, Dates, Images, InName, Lookup,
    Profile, TermText, Terms,
};
use crate::finding::Severity;
use crate::front_matter::{Dialect, YamlParser, block};

/// Eleventy 3.
pub const PROFILE: Profile = Profile {
    id: "eleventy",
    name: "Eleventy",
    site_name: "Eleventy site",
    dialect: Dialect { delimiters: block::ELEVENTY, yaml: YamlParser::JsYaml4 },
    post_dialect: None,
    blocks: Blocks { required: BlockRequired::Never, broken: Consequence::Fails("stops with an error") },
    keys_ignore_case: false,
    keys: keys::RESERVED,
    keys_only_on: &[],
    unknown_keys: |_| Consequence::Harmless,
    required: &[],
    ineffective: &[],
    deprecated: &[],
    themes: &[],
    booleans: Booleans::Unknown,
    refused: keys::REFUSED,
    contradictions: &[],
    dates: Dates {
        reading: DateReading::Eleventy,
        unreadable: Consequence::Fails("stops with an error"),
        future_hides: false,
        fields: &[DateField { role: DateRole::Date, keys: &["date"], fallbacks: &[] }],
        only_on: &[],
        in_name: Some(InName {
            read: |path, _| address::path_date(path),
            impossible: Consequence::Loses("makes no date of it"),
        }),
    },
    terms: Terms {
        taxonomies: &["tags"],
        text: TermText::SplitAtCommas,
        paths: &[],
        singular: &[],
        only_on: &[],
        container: None,
        blank: Consequence::Harmless,
        nested: &[],
        wrong_type: Consequence::Fails("stops with an error"),
        not_allowed: Consequence::Harmless,
        term: |spelling, _| spelling.to_owned(),
        url: |_, _, _| None,
    },
    images: Images {
        keys: &["image", "image.src", "cover", "thumbnail", "ogImage", "hero.image", "featuredImage"],
        patterns: &[],
        lookups: &[Lookup::PageFile, Lookup::PageUrl, Lookup::Alias, Lookup::RootUrl, Lookup::ByCode],
        shortcodes: &[],
        singles_own_nothing: false,
    },
    // What becomes of an image is the business of templates.
    severities: &[("images/missing-image", Severity::Warning), ("images/image-outside-site", Severity::Warning)],
    detect: config::detect,
    read_config: config::read,
    page_kind: pages::kind,
    language: |_, _| None,
    logical_path: pages::logical_path,
    url: address::url,
    alias_url: |_, _, _| None,
    output: None,
    same_address: Consequence::Fails("stops with an error"),
    inherited: Some(inherited),
};
