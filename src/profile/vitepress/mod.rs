//! VitePress 1 (facts: its source). It reads a few keys; every other is data for themes, so hardly a value is wrong.

mod config;
mod keys;
mod pages;

use super::{
    BlockRequired, Blocks, Booleans, Consequence, DateField, DateReading, DateRole, Dates, Images, Lookup, Profile,
    Terms,
};
use crate::finding::Severity;
use crate::front_matter::{Dialect, YamlParser, block};

/// VitePress, with its default theme.
pub const PROFILE: Profile = Profile {
    id: "vitepress",
    name: "VitePress",
    site_name: "VitePress site",
    dialect: Dialect { delimiters: block::GRAY_MATTER, yaml: YamlParser::JsYaml3 },
    blocks: Blocks { required: BlockRequired::Never, broken: Consequence::Fails("stops with an error") },
    keys: keys::RESERVED,
    booleans: Booleans::Strict,
    dates: Dates {
        reading: DateReading::VitePress,
        fields: &[
            DateField { role: DateRole::Date, keys: &["date"], fallbacks: &[] },
            DateField { role: DateRole::Lastmod, keys: &["lastUpdated"], fallbacks: &[] },
        ],
        ..Dates::PLAIN
    },
    terms: Terms { ..Terms::PLAIN },
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
        lookups: &[Lookup::PageFile, Lookup::RootUrl, Lookup::ByCode],
        ..Images::PLAIN
    },
    severities: SEVERITIES,
    detect: config::detect,
    read_config: config::read,
    page_kind: pages::kind,
    language: pages::language,
    logical_path: pages::logical_path,
    url: pages::url,
    same_address: Consequence::Loses("publishes only one of them"),
    ..Profile::PLAIN
};

/// A wrong switch hides nothing, which is no failure, and what an image is for is up to the theme.
const SEVERITIES: &[(&str, Severity)] = &[
    ("values/not-a-boolean", Severity::Warning),
    ("images/missing-image", Severity::Warning),
    ("images/image-outside-site", Severity::Warning),
];
