//! Permalink patterns: `/:year/:slug/`.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDateTime};
use regex::Regex;

use super::paths::{escape, normalize, percent_decode, sanitize};
use crate::profile::generator_config::{GeneratorConfig, PermalinkRule};
use crate::profile::pages::{PageKind, SectionPage};

/// The first rule for a page of a kind (leaf bundles count as `Single`) at a logical path. Without a language, rules of
/// any language.
pub fn rule<'a>(
    kind: PageKind,
    logical_path: impl FnOnce() -> String,
    language: Option<&str>,
    config: &'a GeneratorConfig,
) -> Option<&'a PermalinkRule> {
    if config.permalink_rules.is_empty() {
        return None;
    }
    let kind = if kind == PageKind::LeafBundle { PageKind::Single } else { kind };
    let logical_path = logical_path();
    config.permalink_rules.iter().find(|rule| {
        rule.kind.is_none_or(|have| have == kind)
            && rule.path.as_ref().is_none_or(|path| path.is_match(&logical_path))
            && (language.is_none() || rule.language.is_none() || rule.language.as_deref() == language)
    })
}

/// What the tokens of a pattern stand for.
pub struct Tokens<'a> {
    /// The page's title.
    pub title: Option<&'a str>,
    /// The page's slug, trimmed.
    pub slug: Option<&'a str>,
    /// The date, as its own zone shows it.
    pub date: Option<NaiveDateTime>,
    /// The name of the file, or of the folder of a bundle.
    pub name: &'a str,
    /// Whether it is the list page of a section.
    pub is_section: bool,
    /// The folders of the page's section, outermost first, with what their list pages say.
    pub sections: &'a [(&'a str, Option<&'a SectionPage>)],
}

/// The pattern with its tokens replaced; `None` when one is unknown or has no known value.
pub fn expand(pattern: &str, tokens: &Tokens<'_>, config: &GeneratorConfig) -> Option<String> {
    static TOKEN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r":\w+(\[.+?\])?").expect("the pattern is a constant that compiles"));
    if !pattern.contains(':') {
        return Some(pattern.to_owned());
    }
    // `\:` is a colon that begins no token.
    let pattern = pattern.replace("\\:", "\0");
    let mut expanded = String::new();
    let mut end = 0;
    for token in TOKEN.find_iter(&pattern) {
        expanded.push_str(&pattern[end..token.start()]);
        expanded.push_str(&value(&token.as_str()[1..], tokens, config)?);
        end = token.end();
    }
    expanded.push_str(&pattern[end..]);
    Some(expanded.replace('\0', ":"))
}

/// What Hugo makes of an expanded pattern of the configuration: the escapes are undone as in a query, `+` is a blank.
pub fn unescape(expanded: &str) -> Option<String> {
    String::from_utf8(percent_decode(&expanded.replace('+', " "))?).ok()
}

fn value(token: &str, tokens: &Tokens<'_>, config: &GeneratorConfig) -> Option<String> {
    let urlize = |text: &str| escape(sanitize(text, config));
    // A title is one part of a path; a slug may be several.
    let title = || urlize(&tokens.title?.replace(['/', '\\'], "-"));
    let slug = || tokens.slug.map(urlize);
    let name = || urlize(tokens.name);
    // The file of a section's list page is called `_index`, which gives nothing.
    let file_name = || if tokens.is_section { Some(String::new()) } else { name() };
    let date = tokens.date.as_ref();
    if let Some(slice) = token.strip_prefix("sections[") {
        return Some(sliced(&section_names(tokens), slice.strip_suffix(']')?)?.join("/"));
    }
    if let Some(slice) = token.strip_prefix("sectionslugs[") {
        return Some(sliced(&section_slugs(tokens, config)?, slice.strip_suffix(']')?)?.join("/"));
    }
    match token {
        "year" => Some(date?.year().to_string()),
        "month" => Some(format!("{:02}", date?.month())),
        "monthname" => Some(date?.format("%B").to_string()),
        "day" => Some(format!("{:02}", date?.day())),
        "weekday" => Some(date?.weekday().num_days_from_sunday().to_string()),
        "weekdayname" => Some(date?.format("%A").to_string()),
        "yearday" => Some(date?.ordinal().to_string()),
        "section" => Some(section_names(tokens).first().cloned().unwrap_or_default()),
        "sections" => Some(section_names(tokens).join("/")),
        "sectionslug" => Some(section_slugs(tokens, config)?.first().cloned().unwrap_or_default()),
        "sectionslugs" => Some(section_slugs(tokens, config)?.join("/")),
        "title" => title(),
        "slug" => slug().unwrap_or_else(title),
        "filename" => file_name(),
        "contentbasename" => name(),
        "slugorfilename" => slug().unwrap_or_else(file_name),
        "slugorcontentbasename" => slug().unwrap_or_else(name),
        _ => None,
    }
}

fn section_names(tokens: &Tokens<'_>) -> Vec<String> {
    tokens.sections.iter().map(|(name, _)| normalize(name)).collect()
}

/// The slug or title of each section; `None` when one has neither, as Hugo then makes a title of the folder's name.
fn section_slugs(tokens: &Tokens<'_>, config: &GeneratorConfig) -> Option<Vec<String>> {
    let slug = |page: &SectionPage| {
        let title = || page.title.as_deref().map(|title| title.replace(['/', '\\'], "-"));
        escape(sanitize(&page.slug.clone().or_else(title)?, config))
    };
    tokens.sections.iter().map(|(_, page)| slug((*page)?)).collect()
}

/// The part of `items` that `[1]`, `[1:]`, `[:last]` name; out of bounds is nothing.
fn sliced(items: &[String], slice: &str) -> Option<Vec<String>> {
    let last = items.len().saturating_sub(1);
    let index = |text: &str| if text == "last" { Some(last) } else { text.parse::<usize>().ok() };
    let Some((from, to)) = slice.split_once(':') else {
        return Some(items.get(index(slice)?).cloned().into_iter().collect());
    };
    let from = if from.is_empty() { 0 } else { index(from)? };
    let to = if to.is_empty() { items.len() } else { index(to)?.min(items.len()) };
    Some(items.get(from..to).unwrap_or_default().to_vec())
}
