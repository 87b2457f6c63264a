//! Jekyll 4.3 (facts: real runs of 4.3.1, where a line says nothing else).

mod address;
mod config;
mod defaults;
mod detect;
mod file_name;
mod keys;
mod pages;
mod patterns;
mod redirects;
pub(super) mod settings;
mod slug;
mod terms;

pub use defaults::inherited;
pub use file_name::name_date;

use super::pages::PageKind;
use super::{
    Aliases, BlockRequired, Blocks, Booleans, Consequence, DateField, DateReading, DateRole, Dates, Images, InName,
    LayoutName, Layouts, Lookup, Profile, SingularKey, TermText, Terms,
};
use crate::finding::Severity;
use crate::front_matter::{Dialect, YamlParser, block};

/// Pages that Jekyll reads as documents, with dates and terms; what it calls pages has neither.
const DOCUMENTS: &[PageKind] = &[PageKind::Post, PageKind::Draft, PageKind::Document];

/// Jekyll 4.
pub const PROFILE: Profile = Profile {
    id: "jekyll",
    name: "Jekyll",
    site_name: "Jekyll site",
    dialect: Dialect { delimiters: block::JEKYLL, yaml: YamlParser::Psych },
    post_dialect: Some(Dialect { delimiters: block::JEKYLL_POST, yaml: YamlParser::Psych }),
    blocks: Blocks {
        required: BlockRequired::Never,
        broken: Consequence::Loses("prints a warning and publishes the page without its keys"),
    },
    keys: keys::RESERVED,
    keys_only_on: keys::ONLY_ON,
    ineffective: keys::INEFFECTIVE,
    booleans: Booleans::Strict,
    dates: Dates {
        reading: DateReading::Ruby,
        future_hides: true,
        unreadable: Consequence::Fails("stops with an error"),
        fields: &[
            DateField { role: DateRole::Date, keys: &["date"], fallbacks: &[] },
            DateField { role: DateRole::Lastmod, keys: &["last_modified_at"], fallbacks: &[] },
        ],
        only_on: DOCUMENTS,
        in_name: Some(InName {
            read: |path, _| name_date(path),
            impossible: Consequence::Fails("stops with an error"),
        }),
    },
    terms: Terms {
        text: TermText::SplitAtBlanks,
        singular: &[
            SingularKey { key: "tag", taxonomy: "tags", replaces: true, yields: false },
            SingularKey { key: "category", taxonomy: "categories", replaces: false, yields: false },
        ],
        only_on: DOCUMENTS,
        wrong_type: Consequence::Loses("makes no tags of it, and over such categories drops the whole front matter"),
        nested: &[("categories", Consequence::Loses("makes one category of the brackets and all that is in them"))],
        term: terms::term,
        url: terms::url,
        ..Terms::PLAIN
    },
    layouts: Layouts {
        keys: &["layout"],
        dirs: &["_layouts"],
        endings: &[".html"],
        name: LayoutName::PathWithoutEnding,
        not: &[],
    },
    images: Images {
        keys: &["image", "image.path", "image.facebook", "image.twitter"],
        lookups: &[Lookup::PageUrl, Lookup::RootUrl],
        ..Images::PLAIN
    },
    // The last one wins without a word, in both of the YAML parsers that Jekyll is shipped with.
    severities: &[("syntax/duplicate-key", Severity::Warning)],
    detect: detect::detect,
    read_config: config::read,
    page_kind: pages::kind,
    url: address::url,
    // Of jekyll-redirect-from 0.16.
    aliases: Aliases { key: "redirect_from", splits_text: false, url: |alias, _, _| redirects::url(alias) },
    output: Some(address::output),
    same_address: Consequence::Loses("publishes only one of them"),
    inherited: Some(inherited),
    ..Profile::PLAIN
};
