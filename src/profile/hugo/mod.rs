//! Hugo 0.168 (facts: real runs, where a line says nothing else).

mod address;
mod config;
mod date_names;
mod keys;
mod pages;
mod paths;
mod permalinks;
mod terms;
#[cfg(test)]
mod tests;
mod themes;

use super::{Booleans, Consequence, DateField, DateRole, Dates, Images, Profile, TermText, Terms};
use crate::front_matter::{Delimiters, Dialect, YamlParser};

/// Hugo, since 0.152 with goccy/go-yaml.
pub const PROFILE: Profile = Profile {
    id: "hugo",
    name: "Hugo",
    dialect: Dialect { delimiters: Delimiters::Hugo, yaml: YamlParser::Goccy },
    keys_ignore_case: true,
    keys: keys::RESERVED,
    themes: themes::ALL,
    booleans: Booleans::GoCast,
    dates: Dates {
        unreadable: Consequence::Fails("stops with an error"),
        fields: &[
            DateField {
                role: DateRole::Date,
                keys: &["date", "publishdate", "pubdate", "published", "lastmod", "modified"],
            },
            DateField {
                role: DateRole::Lastmod,
                keys: &["lastmod", "modified", "date", "publishdate", "pubdate", "published"],
            },
            DateField { role: DateRole::Publish, keys: &["publishdate", "pubdate", "published", "date"] },
            DateField { role: DateRole::Expiry, keys: &["expirydate", "unpublishdate"] },
        ],
    },
    terms: Terms {
        taxonomies: &["tags", "categories"],
        text: TermText::OneTerm,
        wrong_type: Consequence::Loses("makes no terms of it"),
        term: terms::term,
        url: terms::url,
    },
    images: Images { keys: &["images[]"] },
    severities: &[],
    detect: config::detect,
    read_config: config::read,
    page_kind: pages::kind,
    language: pages::language,
    logical_path: pages::logical_path,
    url: address::url,
    alias_url: address::alias_url,
};
