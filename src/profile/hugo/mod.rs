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
    BlockRequired, Blocks, Booleans, Consequence, DateField, DateReading, DateRole, Dates, Images, InName, Lookup,
    Profile, TermText, Terms,
};
use crate::front_matter::block;
use crate::front_matter::{Dialect, YamlParser};

/// Hugo, since 0.152 with goccy/go-yaml.
pub const PROFILE: Profile = Profile {
    id: "hugo",
    name: "Hugo",
    site_name: "Hugo site",
    dialect: Dialect { delimiters: block::HUGO, yaml: YamlParser::Goccy },
    post_dialect: None,
    blocks: Blocks { required: BlockRequired::Never, broken: Consequence::Fails("stops with an error") },
    keys_ignore_case: true,
    keys: keys::RESERVED,
    keys_only_on: &[],
    unknown_keys: |_| Consequence::Harmless,
    required: &[],
    ineffective: old_keys::INEFFECTIVE,
    deprecated: old_keys::DEPRECATED,
    themes: themes::ALL,
    booleans: Booleans::GoCast,
    refused: keys::REFUSED,
    contradictions: &[],
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
        only_on: &[],
        in_name: Some(InName { read: date_names::name_date, impossible: Consequence::Harmless }),
    },
    terms: Terms {
        taxonomies: &["tags", "categories"],
        text: TermText::OneTerm,
        paths: &[],
        singular: &[],
        only_on: &[],
        container: None,
        wrong_type: Consequence::Loses("makes no terms of it"),
        blank: Consequence::Harmless,
        nested: &[("", Consequence::Loses("makes no terms of the whole list"))],
        not_allowed: Consequence::Harmless,
        term: terms::term,
        url: terms::url,
    },
    images: Images {
        keys: &["images[]"],
        patterns: &["resources[].src"],
        lookups: &[Lookup::Bundle, Lookup::Assets, Lookup::PageUrl, Lookup::RootUrl],
        shortcodes: &["figure"],
        singles_own_nothing: true,
    },
    severities: &[],
    detect: config::detect,
    read_config: config::read,
    page_kind: pages::kind,
    language: pages::language,
    logical_path: pages::logical_path,
    url: address::url,
    alias_url: address::alias_url,
    output: None,
    same_address: Consequence::Loses("publishes only one of them"),
    inherited: None,
};
