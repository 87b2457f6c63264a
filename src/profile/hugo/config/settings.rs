//! The settings that are not about modules: languages, taxonomies, dates, addresses.

use chrono_tz::Tz;
use serde_json::{Map, Value};

use super::permalinks;
use crate::profile::DateRole;
use crate::profile::generator_config::{GeneratorConfig, Taxonomy};
use crate::profile::hugo::keys::OUTPUT_FORMATS;
use crate::profile::hugo::paths::lower;
use crate::profile::pages::PageKind;

/// Fills in what the merged settings say, and Hugo's defaults where they say nothing.
pub fn apply(settings: &Value, config: &mut GeneratorConfig) {
    languages(settings, config);
    zones(settings, config);
    config.disabled_kinds = texts(settings.get("disablekinds")).iter().filter_map(|kind| page_kind(kind)).collect();
    taxonomies(settings, config);
    output_formats(settings, config);
    date_keys(settings, config);
    permalinks::apply(settings, config);
    ugly_urls(settings, config);
    config.ignored = texts(settings.get("ignorefiles")).iter().filter_map(|pattern| bounded(pattern)).collect();
    config.aliases_off = flag(settings, "disablealiases");
    config.keep_case = flag(settings, "disablepathtolower");
    config.remove_accents = flag(settings, "removepathaccents");
    config.cascaded_keys = cascaded_keys(settings.get("cascade"));
    config.drafts = flag(settings, "builddrafts");
    config.future = flag(settings, "buildfuture");
    config.expired = flag(settings, "buildexpired");
    config.git_dates = flag(settings, "enablegitinfo");
    config.allowed_content = texts(settings.get("security").and_then(|security| security.get("allowcontent")));
}

/// A setting that is one text or a list of texts.
pub fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) if !text.is_empty() => vec![text.clone()],
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// The names in a table, in lower case.
pub fn names(table: Option<&Value>) -> impl Iterator<Item = String> {
    table.and_then(Value::as_object).into_iter().flat_map(Map::keys).map(|name| lower(name))
}

/// The settings of each language that is not switched off.
pub fn language_tables<'a>(
    settings: &'a Value,
    config: &GeneratorConfig,
) -> impl Iterator<Item = (String, &'a Map<String, Value>)> {
    let tables = settings.get("languages").and_then(Value::as_object);
    let enabled = config.languages.clone();
    enabled.into_iter().filter_map(move |key| {
        let table = tables?.get(&key)?.as_object()?;
        Some((key, table))
    })
}

/// The kind of page that Hugo calls `name`.
pub fn page_kind(name: &str) -> Option<PageKind> {
    match lower(name).as_str() {
        "home" => Some(PageKind::Home),
        "page" => Some(PageKind::Single),
        "section" => Some(PageKind::BranchBundle),
        "taxonomy" => Some(PageKind::Taxonomy),
        "term" => Some(PageKind::Term),
        _ => None,
    }
}

fn flag(settings: &Value, key: &str) -> bool {
    match settings.get(key) {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::String(text)) => matches!(text.as_str(), "true" | "True" | "TRUE" | "t" | "T" | "1"),
        _ => false,
    }
}

fn languages(settings: &Value, config: &mut GeneratorConfig) {
    let switched_off: Vec<String> = texts(settings.get("disablelanguages")).iter().map(|key| lower(key)).collect();
    let mut enabled: Vec<(bool, i64, String)> = Vec::new();
    let mut hosts = 0;
    for (key, table) in settings.get("languages").and_then(Value::as_object).into_iter().flatten() {
        if flag(table, "disabled") || switched_off.contains(key) {
            config.disabled_languages.push(key.clone());
            continue;
        }
        let weight = table.get("weight").and_then(Value::as_i64).unwrap_or(0);
        // A weight of 0 is none: such languages come last.
        enabled.push((weight == 0, weight, key.clone()));
        hosts += usize::from(table.get("baseurl").is_some());
    }
    enabled.sort();
    let named = settings.get("defaultcontentlanguage").and_then(Value::as_str).map(lower);
    let wanted = named.unwrap_or_else(|| "en".to_owned());
    if let Some(at) = enabled.iter().position(|(_, _, key)| *key == wanted) {
        enabled[..=at].rotate_right(1);
    }
    config.languages = enabled.into_iter().map(|(_, _, key)| key).collect();
    config.default_language = config.languages.first().cloned().unwrap_or(wanted);
    config.language_hosts = hosts > 0;
    config.default_language_in_urls = flag(settings, "defaultcontentlanguageinsubdir");
}

fn zones(settings: &Value, config: &mut GeneratorConfig) {
    if let Some(name) = settings.get("timezone").and_then(Value::as_str) {
        config.zone = zone(name, config).unwrap_or(Tz::UTC);
    }
    for (key, table) in language_tables(settings, config).collect::<Vec<_>>() {
        let Some(name) = table.get("timezone").and_then(Value::as_str) else { continue };
        if let Some(zone) = zone(name, config) {
            config.language_zones.push((key, zone));
        }
    }
}

fn zone(name: &str, config: &mut GeneratorConfig) -> Option<Tz> {
    if name.is_empty() {
        return None;
    }
    // "Local" is Go's name for the zone of the machine, which differs from machine to machine.
    let zone = name.parse().ok();
    if zone.is_none() {
        config.notes.push(format!("`timeZone` is `{name}`, which is no known time zone: dates are taken as UTC"));
    }
    zone
}

/// A table of taxonomies replaces Hugo's two; a language may have its own.
fn taxonomies(settings: &Value, config: &mut GeneratorConfig) {
    let mut keys: Vec<String> = match settings.get("taxonomies") {
        Some(Value::Object(table)) => plurals(table),
        _ => vec!["tags".to_owned(), "categories".to_owned()],
    };
    for (_, table) in language_tables(settings, config) {
        keys.extend(table.get("taxonomies").and_then(Value::as_object).map(plurals).unwrap_or_default());
    }
    let mut taxonomies: Vec<Taxonomy> = Vec::new();
    for key in keys {
        if !taxonomies.iter().any(|have| lower(&have.key) == lower(&key)) {
            taxonomies.push(Taxonomy { key });
        }
    }
    // Without the kind "taxonomy" only the list pages are gone; without "term", too, nothing groups anything.
    if config.disabled_kinds.contains(&PageKind::Term) && config.disabled_kinds.contains(&PageKind::Taxonomy) {
        config.taxonomies_off = taxonomies;
    } else {
        config.taxonomies = taxonomies;
    }
}

/// The front matter keys of a table of taxonomies. `_merge` says how a theme's settings join and is none.
fn plurals(table: &Map<String, Value>) -> Vec<String> {
    let taxonomies = table.iter().filter(|(singular, _)| !singular.starts_with('_'));
    taxonomies
        .filter_map(|(_, plural)| plural.as_str().filter(|plural| !plural.is_empty()))
        .map(str::to_owned)
        .collect()
}

/// A language may have output formats of its own.
fn output_formats(settings: &Value, config: &mut GeneratorConfig) {
    let of_languages = language_tables(settings, config).flat_map(|(_, table)| names(table.get("outputformats")));
    let own = OUTPUT_FORMATS.iter().map(|name| (*name).to_owned());
    config.output_formats = Some(own.chain(names(settings.get("outputformats"))).chain(of_languages).collect());
}

/// The chains of `frontmatter`, written out: `:default` is Hugo's own chain, a key stands for its aliases, too. Other
/// handlers (`:filename`, `:git`, `:filemodtime`) stay as they are.
fn date_keys(settings: &Value, config: &mut GeneratorConfig) {
    let Some(chains) = settings.get("frontmatter").and_then(Value::as_object) else { return };
    for (role, name) in [
        (DateRole::Date, "date"),
        (DateRole::Lastmod, "lastmod"),
        (DateRole::Publish, "publishdate"),
        (DateRole::Expiry, "expirydate"),
    ] {
        let chain = texts(chains.get(name));
        if chain.is_empty() {
            continue;
        }
        let mut keys: Vec<String> = Vec::new();
        for key in chain.iter().map(|key| lower(key)) {
            let expanded: Vec<&str> = match key.as_str() {
                ":default" => default_chain(role).to_vec(),
                _ => vec![key.as_str()],
            };
            for key in expanded.into_iter().flat_map(with_aliases) {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        config.date_keys.push((role, keys));
    }
}

fn default_chain(role: DateRole) -> &'static [&'static str] {
    match role {
        DateRole::Date => &["date", "publishdate", "lastmod"],
        DateRole::Lastmod => &[":git", "lastmod", "date", "publishdate"],
        DateRole::Publish => &["publishdate", "date"],
        DateRole::Expiry => &["expirydate"],
    }
}

fn with_aliases(key: &str) -> Vec<String> {
    let aliases: &[&str] = match key {
        "lastmod" => &["modified"],
        "publishdate" => &["pubdate", "published"],
        "expirydate" => &["unpublishdate"],
        _ => &[],
    };
    std::iter::once(key).chain(aliases.iter().copied()).map(str::to_owned).collect()
}

/// `uglyURLs` is a boolean for all, or a table by section.
fn ugly_urls(settings: &Value, config: &mut GeneratorConfig) {
    match settings.get("uglyurls") {
        Some(Value::Object(sections)) => {
            let ugly = sections.iter().filter(|(_, value)| **value == Value::Bool(true));
            config.ugly_sections = ugly.map(|(section, _)| section.clone()).collect();
        }
        _ => config.ugly_urls = flag(settings, "uglyurls"),
    }
}

/// The keys that `cascade` hands down, a map or a list of maps, with the values themselves or below `params`.
fn cascaded_keys(cascade: Option<&Value>) -> Vec<String> {
    let maps = cascade.into_iter().flat_map(|value| match value {
        Value::Array(items) => items.iter().collect(),
        value => vec![value],
    });
    let maps: Vec<_> = maps.filter_map(Value::as_object).collect();
    let inner = maps.iter().filter_map(|map| map.get("params")?.as_object());
    maps.iter().copied().chain(inner).flat_map(|map| map.keys().cloned()).collect()
}

/// The pattern as a regular expression, unless it is one of those that fill the memory: `\w{1000}`.
fn bounded(pattern: &str) -> Option<regex::Regex> {
    const LARGEST: usize = 1 << 18;
    regex::RegexBuilder::new(pattern).size_limit(LARGEST).dfa_size_limit(LARGEST).build().ok()
}
