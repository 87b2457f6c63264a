//! The URLs that Docusaurus publishes pages at (3.10).

use std::sync::LazyLock;

use regex::Regex;

use super::pages::source;
use crate::listing::{file_name, parent};
use crate::profile::generator_config::{GeneratorConfig, PageSource};
use crate::profile::pages::{NameDate, PageAddress, PageKind};

/// A date in the path of a post: the last that stands there.
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-s)^(?<folder>.*)(?<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?<text>.*?)(?:/index)?\.mdx?$")
        .expect("a valid pattern")
});

/// A number in front of a name that is none of a date or version: `01-intro`, but not `2024-01` or `7.0-foo`.
static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\d+\s*[-_.]+\s*(?<name>[^-_.\s].*)$").expect("a valid pattern"));
static DATE_OR_VERSION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\d+[-_.]\d+").expect("a valid pattern"));

/// The URL of a page, without `baseUrl`. `None` where nothing is published, the build fails, or the configuration leaves
/// it open.
pub fn url(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let (source, relative) = source(page.path, config)?;
    if is_true(page, "draft") || (page.list)("slug").is_some() {
        return None;
    }
    let path = match page.kind {
        PageKind::Document => document_path(page, source, relative)?,
        PageKind::Post => (page.text)("slug").unwrap_or_else(|| post_path(relative)),
        _ => (page.text)("slug").unwrap_or_else(|| page_path(relative)),
    };
    Some(joined(source.route.as_ref()?, &path))
}

/// The file that a page is written to, relative to the published site: `/a` and `/a/` are one.
pub fn output(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let url = url(page, config)?;
    let path = url.trim_matches('/');
    Some(if path.is_empty() { "index.html".to_owned() } else { format!("{path}/index.html") })
}

/// The date in the path of a post. One that does not exist is the first of March to JavaScript, or none at all.
pub fn name_date(path: &str) -> Option<NameDate> {
    let found = DATED.captures(path)?;
    let numbers: Vec<u32> = found["date"].split(['-', '/']).filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = numbers[..] else { return None };
    let year = i32::try_from(year).ok()?;
    if let Some(date) = chrono::NaiveDate::from_ymd_opt(year, month, day) {
        return Some(NameDate::Day(date));
    }
    let rolled = chrono::NaiveDate::from_ymd_opt(year, month, 1).filter(|_| (1..=31).contains(&day));
    let rolled = rolled.and_then(|first| first.checked_add_days(chrono::Days::new(u64::from(day) - 1)));
    Some(rolled.map_or(NameDate::Impossible, NameDate::RolledOver))
}

fn is_true(page: &PageAddress<'_>, key: &str) -> bool {
    (page.text)(key).is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

fn document_path(page: &PageAddress<'_>, source: &PageSource, relative: &str) -> Option<String> {
    let slug = (page.text)("slug");
    if let Some(slug) = slug.as_ref().filter(|slug| slug.starts_with('/')) {
        return Some(slug.clone());
    }
    let says_no = (page.text)("parse_number_prefixes").is_some_and(|value| value.eq_ignore_ascii_case("false"));
    // Where a program of the site decides what a number is, names without one are the same all the same.
    let has_numbers = relative.split('/').any(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    let strips = match source.strips_numbers {
        _ if says_no => false,
        Some(strips) => strips,
        None if has_numbers => return None,
        None => false,
    };
    let bare = |name: &str| if strips { without_number(name).to_owned() } else { name.to_owned() };
    let folder: String =
        parent(relative).split('/').filter(|part| !part.is_empty()).map(|part| bare(part) + "/").collect();
    let folder = format!("/{folder}");
    let name = file_name(relative);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if slug.is_none() && is_index(stem, parent(relative)) {
        return Some(folder);
    }
    let id = (page.text)("id").unwrap_or_else(|| bare(stem));
    if id.contains('/') || (page.list)("id").is_some() {
        return None;
    }
    Some(resolved(&slug.unwrap_or(id), &folder))
}

/// Pages that stand for their folder: `index.md`, `README.md`, `guides/guides.md`.
fn is_index(stem: &str, folder: &str) -> bool {
    let stem = stem.to_lowercase();
    matches!(&*stem, "index" | "readme") || (!folder.is_empty() && stem == file_name(folder).to_lowercase())
}

fn without_number(name: &str) -> &str {
    if DATE_OR_VERSION.is_match(name) {
        return name;
    }
    NUMBERED.captures(name).and_then(|found| found.name("name")).map_or(name, |found| found.as_str())
}

fn post_path(relative: &str) -> String {
    if let Some(found) = DATED.captures(relative) {
        return format!("/{}/{}{}", found["date"].replace('-', "/"), &found["folder"], &found["text"]);
    }
    let stem = relative.strip_suffix(".mdx").or_else(|| relative.strip_suffix(".md")).unwrap_or(relative);
    format!("/{}", stem.strip_suffix("/index").unwrap_or(stem))
}

fn page_path(relative: &str) -> String {
    let stem = relative.rsplit_once('.').map_or(relative, |(stem, _)| stem);
    let name = file_name(stem);
    let folder = if name.eq_ignore_ascii_case("index") { &stem[..stem.len() - name.len()] } else { stem };
    format!("/{folder}")
}

/// A relative path seen from a folder, with `.` and `..` resolved.
fn resolved(path: &str, folder: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let end = if path == "." || path.ends_with('/') || path.ends_with("/.") || path.ends_with("..") { "/" } else { "" };
    format!("/{}{end}", parts.join("/"))
}

/// A route and a path with single slashes between; one at the end stays.
fn joined(route: &str, path: &str) -> String {
    let mut url = String::new();
    for part in route.split('/').chain(path.split('/')).filter(|part| !part.is_empty()) {
        url.push('/');
        url.push_str(part);
    }
    if url.is_empty() || path.ends_with('/') {
        url.push('/');
    }
    url
}

#[cfg(test)]
mod tests {
    use super::{name_date, output, url};
    use crate::listing::Listing;
    use crate::profile::docusaurus::config::tests::config;
    use crate::profile::docusaurus::pages::kind;
    use crate::profile::pages::{NameDate, PageAddress};

    type Ask = fn(&PageAddress<'_>, &crate::profile::generator_config::GeneratorConfig) -> Option<String>;

    fn ask(ask: Ask, settings: &str, path: &str, keys: &[(&str, &str)]) -> Option<String> {
        let config = config(&format!("module.exports = {{ baseUrl: '/', presets: [['classic', {settings}]] }}"));
        let text = |key: &str| keys.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned());
        let kind = kind(path, &config, &Listing::default())?;
        ask(
            &PageAddress { path, kind, language: None, text: &text, list: &|_| None, date: None, sections: None },
            &config,
        )
    }

    #[track_caller]
    fn check(path: &str, keys: &[(&str, &str)], expected: &str) {
        assert_eq!(ask(url, "{}", path, keys).as_deref(), Some(expected), "{path} {keys:?}");
    }

    #[test]
    fn documents() {
        check("docs/intro.md", &[], "/docs/intro");
        check("docs/01-guides/02 - first step.md", &[], "/docs/guides/first step");
        check("docs/7.0-foo.md", &[], "/docs/7.0-foo");
        check("docs/2024-01-x.md", &[], "/docs/2024-01-x");
        check("docs/guides/index.mdx", &[], "/docs/guides/");
        check("docs/guides/README.md", &[], "/docs/guides/");
        check("docs/1-Guides/1-guides.md", &[], "/docs/Guides/");
        check("docs/Guides/1-guides.md", &[], "/docs/Guides/guides");
        check("docs/Guides/guides.md", &[], "/docs/Guides/");
        check("docs/index.md", &[], "/docs/");
        check("docs/a/b.md", &[("id", "c")], "/docs/a/c");
        check("docs/a/b.md", &[("slug", "c/d")], "/docs/a/c/d");
        check("docs/a/b.md", &[("slug", "../c")], "/docs/c");
        check("docs/a/b.md", &[("slug", "/c/")], "/docs/c/");
        check("docs/a/b.md", &[("slug", "/")], "/docs/");
        check("docs/01-a.md", &[("parse_number_prefixes", "false")], "/docs/01-a");
        assert_eq!(ask(url, "{}", "docs/a.md", &[("draft", "true")]), None);
        assert_eq!(ask(url, "{}", "docs/a.md", &[("id", "b/c")]), None);
        assert_eq!(ask(url, "{ docs: { routeBasePath: '/' } }", "docs/index.md", &[]).as_deref(), Some("/"));
        assert_eq!(ask(url, "{ docs: { numberPrefixParser: own } }", "docs/1-a.md", &[]), None);
        assert_eq!(ask(url, "{ docs: { numberPrefixParser: own } }", "docs/a.md", &[]).as_deref(), Some("/docs/a"));
        assert_eq!(
            ask(url, "{ docs: { numberPrefixParser: false } }", "docs/1-a.md", &[]).as_deref(),
            Some("/docs/1-a")
        );
        assert_eq!(ask(url, "{ docs: { routeBasePath: base } }", "docs/a.md", &[]), None);
    }

    #[test]
    fn posts() {
        check("blog/2024-01-02-hello.md", &[], "/blog/2024/01/02/hello");
        check("blog/2024-1-2-hello/index.mdx", &[], "/blog/2024/1/2/hello");
        check("blog/2024/01/02/hello.md", &[], "/blog/2024/01/02/hello");
        check("blog/team/2024-01-02-x.md", &[], "/blog/2024/01/02/team/x");
        check("blog/hello/index.md", &[], "/blog/hello");
        check("blog/x.md", &[("slug", "y/z")], "/blog/y/z");
        check("blog/x.md", &[("slug", "/y")], "/blog/y");
    }

    #[test]
    fn pages() {
        check("src/pages/index.md", &[], "/");
        check("src/pages/about.mdx", &[], "/about");
        check("src/pages/about/index.md", &[], "/about/");
        assert_eq!(ask(output, "{}", "src/pages/about/index.md", &[]).as_deref(), Some("about/index.html"));
        assert_eq!(ask(output, "{}", "src/pages/about.md", &[]).as_deref(), Some("about/index.html"));
    }

    #[test]
    fn dates_in_names() {
        let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(name_date("blog/2024-01-02-x.md"), Some(NameDate::Day(day(2024, 1, 2))));
        assert_eq!(name_date("blog/2024/1/2/x.md"), Some(NameDate::Day(day(2024, 1, 2))));
        assert_eq!(name_date("blog/2024-02-30-x.md"), Some(NameDate::RolledOver(day(2024, 3, 1))));
        assert_eq!(name_date("blog/2024-13-01-x.md"), Some(NameDate::Impossible));
        assert_eq!(name_date("blog/x.md"), None);
    }
}
