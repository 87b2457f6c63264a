//! Hugo 0.168 (facts: real runs, where a line says nothing else).

mod address;
mod config;
mod date_names;
mod keys;
mod old_keys;
mod pages;
mod paths;
mod permalinks;
mod terms;
#[cfg(test)]
mod tests;
mod themes;

use super::{
    Aliases, BlockRequired, Blocks, Booleans, Consequence, DateField, DateReading, DateRole, Dates, Images, InName,
    LayoutName, Layouts, Lookup, Profile, TermText, Terms,
};
use crate::front_matter::block;
use crate::front_matter::{Dialect, YamlParser};

/// Hugo, since 0.152 with goccy/go-yaml.
pub const PROFILE: Profile = Profile {
    id: "hugo",
    name: "Hugo",
    site_name: "Hugo site",
    dialect: Dialect { delimiters: block::HUGO, yaml: YamlParser::Goccy },
    blocks: Blocks { required: BlockRequired::Never, broken: Consequence::Fails("stops with an error") },
    keys_ignore_case: true,
    keys: keys::RESERVED,
    ineffective: old_keys::INEFFECTIVE,
    deprecated: old_keys::DEPRECATED,
    themes: themes::ALL,
    booleans: Booleans::GoCast,
    refused: keys::REFUSED,
    dates: Dates {
        reading: DateReading::Hugo,
        unreadable: Consequence::Fails("stops with an error"),
        future_hides: true,
        fields: &[
            DateField { role: DateRole::Date, keys: &["date"], fallbacks: &[DateRole::Publish, DateRole::Lastmod] },
            DateField {
                role: DateRole::Lastmod,
                keys: &["lastmod", "modified"],
                fallbacks: &[DateRole::Date, DateRole::Publish],
            },
            DateField {
                role: DateRole::Publish,
                keys: &["publishdate", "pubdate", "published"],
                fallbacks: &[DateRole::Date],
            },
            DateField { role: DateRole::Expiry, keys: &["expirydate", "unpublishdate"], fallbacks: &[] },
        ],
        in_name: Some(InName { read: date_names::name_date, impossible: Consequence::Harmless }),
        ..Dates::PLAIN
    },
    terms: Terms {
        text: TermText::OneTerm,
        wrong_type: Consequence::Loses("makes no terms of it"),
        nested: &[("", Consequence::Loses("makes no terms of the whole list"))],
        term: terms::term,
        url: terms::url,
        ..Terms::PLAIN
    },
    // By the lookup of templates, the folder is that of the page's type and of its section.
    layouts: Layouts {
        keys: &["layout"],
        dirs: &["layouts"],
        endings: &[".html"],
        name: LayoutName::File,
        not: &["_partials", "_shortcodes", "_markup", "partials", "shortcodes", "baseof"],
    },
    images: Images {
        keys: &["images[]"],
        patterns: &["resources[].src"],
        lookups: &[Lookup::Bundle, Lookup::Assets, Lookup::PageUrl, Lookup::RootUrl],
        shortcodes: &["figure"],
        singles_own_nothing: true,
    },
    detect: config::detect,
    read_config: config::read,
    page_kind: pages::kind,
    language: pages::language,
    logical_path: pages::logical_path,
    url: address::url,
    aliases: Aliases { key: "aliases", splits_text: true, url: address::alias_url },
    same_address: Consequence::Loses("publishes only one of them"),
    ..Profile::PLAIN
};
