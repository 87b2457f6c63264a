//! VitePress 1 (facts: its source). It reads a few keys; every other is data for themes, so hardly a value is wrong.

mod config;
mod keys;
mod pages;

use super::{
    BlockRequired, Blocks, Booleans, Consequence, DateField, DateReading, DateRole, Dates, Images, Lookup, Profile,
    TermText, Terms,
};
use crate::finding::Severity;
use crate::front_matter::{Dialect, YamlParser, block};

/// VitePress, with its default theme.
pub const PROFILE: Profile = Profile {
    id: "vitepress",
    name: "VitePress",
    site_name: "VitePress site",
    dialect: Dialect { delimiters: block::GRAY_MATTER, yaml: YamlParser::JsYaml3 },
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
    booleans: Booleans::Strict,
    refused: &[],
    contradictions: &[],
    dates: Dates {
        reading: DateReading::VitePress,
        unreadable: Consequence::Harmless,
        future_hides: false,
        fields: &[
            DateField { role: DateRole::Date, keys: &["date"], fallbacks: &[] },
            DateField { role: DateRole::Lastmod, keys: &["lastUpdated"], fallbacks: &[] },
        ],
        only_on: &[],
        in_name: None,
    },
    terms: Terms {
        taxonomies: &["tags", "categories"],
        text: TermText::Unknown,
        paths: &[],
        singular: &[],
        only_on: &[],
        container: None,
        blank: Consequence::Harmless,
        nested: &[],
        wrong_type: Consequence::Harmless,
        not_allowed: Consequence::Harmless,
        term: |spelling, _| spelling.to_owned(),
        url: |_, _, _| None,
    },
    images: Images {
        keys: &[
            "hero.image",
            "hero.image.src",
            "hero.image.light",
            "hero.image.dark",
            "features[].icon.src",
            "features[].icon.light",
            "features[].icon.dark",
            "image",
            "cover",
        ],
        patterns: &[],
        lookups: &[Lookup::PageFile, Lookup::RootUrl, Lookup::ByCode],
        shortcodes: &[],
        singles_own_nothing: false,
    },
    severities: SEVERITIES,
    detect: config::detect,
    read_config: config::read,
    page_kind: pages::kind,
    language: pages::language,
    logical_path: pages::logical_path,
    url: pages::url,
    alias_url: |_, _, _| None,
    output: None,
    same_address: Consequence::Loses("publishes only one of them"),
    inherited: None,
};

/// A wrong switch hides nothing, which is no failure, and what an image is for is up to the theme.
const SEVERITIES: &[(&str, Severity)] = &[
    ("values/not-a-boolean", Severity::Warning),
    ("images/missing-image", Severity::Warning),
    ("images/image-outside-site", Severity::Warning),
];
