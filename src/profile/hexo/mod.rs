//! Hexo 8.1 (facts: its source, and runs of its own packages, where a line says nothing else).

pub(super) mod detect;

mod address;
mod config;
mod file_name;
mod keys;
mod pages;
mod slug;
mod terms;

use super::pages::PageKind;
use super::{
    BlockRequired, Blocks, Booleans, Consequence, DateField, DateReading, DateRole, Dates, Images, LayoutName, Layouts,
    Lookup, Profile, SingularKey, TermText, Terms,
};
use crate::finding::Severity;
use crate::front_matter::{Dialect, YamlParser, block};

/// Hexo, since 7 with hexo-front-matter 4 and npm's `yaml`.
pub const PROFILE: Profile = Profile {
    id: "hexo",
    name: "Hexo",
    site_name: "Hexo site",
    dialect: Dialect { delimiters: block::HEXO, yaml: YamlParser::HexoYaml },
    blocks: Blocks {
        required: BlockRequired::Never,
        broken: Consequence::Loses("prints an error and leaves the page out of the site"),
    },
    keys: keys::RESERVED,
    keys_only_on: keys::ONLY_ON,
    ineffective: keys::INEFFECTIVE,
    themes: keys::THEMES,
    booleans: Booleans::JsCast,
    dates: Dates {
        reading: DateReading::Hexo,
        unreadable: Consequence::Loses("takes the time of the file instead"),
        future_hides: true,
        fields: &[
            DateField { role: DateRole::Date, keys: &["date"], fallbacks: &[] },
            DateField { role: DateRole::Lastmod, keys: &["updated"], fallbacks: &[] },
        ],
        // What a name means is for the configuration to say, and `address` asks it.
        ..Dates::PLAIN
    },
    terms: Terms {
        text: TermText::OneTerm,
        paths: &["categories"],
        singular: &[
            SingularKey { key: "tag", taxonomy: "tags", replaces: true, yields: true },
            SingularKey { key: "category", taxonomy: "categories", replaces: true, yields: true },
        ],
        only_on: &[PageKind::Post, PageKind::Draft],
        nested: &[("tags", Consequence::Loses("makes one tag of the inner list, with commas in it"))],
        wrong_type: Consequence::Loses("makes the term `[object Object]` of it"),
        term: terms::term,
        url: terms::url,
        ..Terms::PLAIN
    },
    layouts: Layouts {
        keys: &["layout"],
        dirs: &["layout"],
        endings: &[".ejs", ".njk", ".swig", ".pug", ".jsx"],
        name: LayoutName::PathWithoutEnding,
        not: &["_", "includes", "partial", "mixins"],
    },
    images: Images {
        keys: &["photos[]", "photo"],
        lookups: &[Lookup::OwnFolder, Lookup::PageUrl, Lookup::RootUrl],
        ..Images::PLAIN
    },
    severities: SEVERITIES,
    detect: detect::detect,
    read_config: config::read,
    page_kind: pages::kind,
    url: address::url,
    output: Some(address::output),
    same_address: Consequence::Loses("publishes only one of them"),
    ..Profile::PLAIN
};

/// Hexo goes on without the page or the value where other generators stop; that the page is lost is an error all the
/// same. Pages without a block are shown as they are.
const SEVERITIES: &[(&str, Severity)] = &[("syntax/missing-front-matter", Severity::Info)];
