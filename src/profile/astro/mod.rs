//! Astro 5 (facts: its source). What a key has to hold is said by the site's own schemas, which are programs: the profile
//! knows usual names only and judges them mildly.

mod config;
mod keys;
mod pages;

use super::{
    BlockRequired, Blocks, Consequence, DateField, DateReading, DateRole, Dates, Images, Lookup, Profile, Terms,
};
use crate::finding::Severity;
use crate::front_matter::{Dialect, YamlParser, block};

/// Astro, for content collections and for Markdown among the pages.
pub const PROFILE: Profile = Profile {
    id: "astro",
    name: "Astro",
    site_name: "Astro site",
    dialect: Dialect { delimiters: block::ASTRO, yaml: YamlParser::JsYaml4 },
    blocks: Blocks { required: BlockRequired::Never, broken: Consequence::Fails("stops with an error") },
    keys: keys::USUAL,
    keys_only_on: keys::ONLY_ON,
    dates: Dates {
        reading: DateReading::JsDate,
        // A schema may as well take the key for a text.
        unreadable: Consequence::Loses("stops where the schema of the collection wants a date"),
        fields: &[
            DateField { role: DateRole::Date, keys: keys::DATES, fallbacks: &[] },
            DateField { role: DateRole::Lastmod, keys: keys::CHANGES, fallbacks: &[] },
        ],
        ..Dates::PLAIN
    },
    terms: Terms { ..Terms::PLAIN },
    images: Images {
        keys: keys::IMAGES,
        lookups: &[Lookup::PageFile, Lookup::Alias, Lookup::RootUrl, Lookup::ByCode],
        ..Images::PLAIN
    },
    // Whether a value is an image or a plain text to the schema cannot be known.
    severities: &[
        ("images/missing-image", Severity::Warning),
        ("images/image-outside-site", Severity::Warning),
        ("dates/unparsable-date", Severity::Warning),
        ("dates/impossible-date", Severity::Warning),
    ],
    detect: config::detect,
    read_config: config::read,
    page_kind: pages::kind,
    language: pages::language,
    logical_path: pages::logical_path,
    url: pages::url,
    same_address: Consequence::Loses("publishes only one of them"),
    ..Profile::PLAIN
};
