//! Eleventy 3.1 (facts: real runs of 3.1.8, where a line says nothing else).

mod address;
mod config;
mod data;
mod files;
mod keys;
mod pages;

pub use data::inherited;

use super::{
    BlockRequired, Blocks, Consequence, DateField, DateReading, DateRole, Dates, Images, InName, LayoutName, Layouts,
    Lookup, Profile, TermText, Terms,
};
use crate::finding::Severity;
use crate::front_matter::{Dialect, YamlParser, block};

/// Eleventy 3.
pub const PROFILE: Profile = Profile {
    id: "eleventy",
    name: "Eleventy",
    site_name: "Eleventy site",
    dialect: Dialect { delimiters: block::ELEVENTY, yaml: YamlParser::JsYaml4 },
    blocks: Blocks { required: BlockRequired::Never, broken: Consequence::Fails("stops with an error") },
    keys: keys::RESERVED,
    refused: keys::REFUSED,
    dates: Dates {
        reading: DateReading::Eleventy,
        unreadable: Consequence::Fails("stops with an error"),
        fields: &[DateField { role: DateRole::Date, keys: &["date"], fallbacks: &[] }],
        in_name: Some(InName {
            read: |path, _| address::path_date(path),
            impossible: Consequence::Loses("makes no date of it"),
        }),
        ..Dates::PLAIN
    },
    terms: Terms {
        taxonomies: &["tags"],
        text: TermText::SplitAtCommas,
        wrong_type: Consequence::Fails("stops with an error"),
        ..Terms::PLAIN
    },
    layouts: Layouts {
        keys: &["layout"],
        dirs: &["_includes", "_layouts"],
        endings: &[".njk", ".liquid", ".html", ".hbs", ".ejs", ".webc", ".11ty.js"],
        name: LayoutName::Path,
        not: &[],
    },
    images: Images {
        keys: &["image", "image.src", "cover", "thumbnail", "ogImage", "hero.image", "featuredImage"],
        lookups: &[Lookup::PageFile, Lookup::PageUrl, Lookup::Alias, Lookup::RootUrl, Lookup::ByCode],
        ..Images::PLAIN
    },
    // What becomes of an image is the business of templates.
    severities: &[("images/missing-image", Severity::Warning), ("images/image-outside-site", Severity::Warning)],
    detect: config::detect,
    read_config: config::read,
    page_kind: pages::kind,
    logical_path: pages::logical_path,
    url: address::url,
    same_address: Consequence::Fails("stops with an error"),
    inherited: Some(inherited),
    ..Profile::PLAIN
};
