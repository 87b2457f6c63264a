//! Where a page is published.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::inherited;
use super::pages::{below, split};
use crate::listing::{file_name, normalize};
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::{NameDate, PageAddress};

/// The first ten characters of a path that look like a day, wherever they stand.
static DAY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").expect("a valid pattern"));

/// The date in a path, which stands in where the page has none: the first that looks like one, in a folder's name, too.
pub fn path_date(path: &str) -> Option<NameDate> {
    let found = DAY.find(path)?;
    Some(NaiveDate::parse_from_str(found.as_str(), "%Y-%m-%d").map_or(NameDate::Impossible, NameDate::Day))
}

/// The URL of a page: its `permalink`, where that is no template, or its path. A date in the name stays.
pub fn url(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let own = (page.text)("permalink").filter(|permalink| !permalink.is_empty());
    let is_computed = ["permalink.build", "pagination.data", "pagination.size", "eleventyComputed.permalink"]
        .iter()
        .any(|key| (page.text)(key).is_some());
    if config.unknown_urls || is_computed || (page.list)("permalink").is_some() {
        return None;
    }
    if let Some(permalink) = own {
        return written(&permalink);
    }
    let data = inherited(page.path, page.kind, config);
    let is_computed = data.get("eleventyComputed").is_some_and(|computed| computed.get("permalink").is_some());
    if config.may_add_keys_to(page.path) || is_computed || data.contains_key("pagination") {
        return None;
    }
    match data.get("permalink") {
        None | Some(serde_json::Value::Null) => by_path(page.path, config),
        Some(serde_json::Value::String(permalink)) => written(permalink),
        Some(_) => None,
    }
}

/// `posts/a.md` is `/posts/a/`; `posts/index.md` and `posts/posts.md` are `/posts/`.
fn by_path(path: &str, config: &GeneratorConfig) -> Option<String> {
    let inner = below(path, config)?;
    let (stem, extension) = split(inner)?;
    // `A.MD` keeps its extension in the URL.
    let stem = if inner.ends_with(&*extension) { stem } else { inner };
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let is_folder = name == "index" || (!folder.is_empty() && name == file_name(folder));
    let path = if is_folder { folder } else { stem };
    Some(if path.is_empty() { "/".to_owned() } else { format!("/{path}/") })
}

/// What a permalink stands for, `None` for a template, for `false`, and for one that stops the build for want of an
/// extension.
fn written(permalink: &str) -> Option<String> {
    let is_template = ["{{", "{%", "{#", "<%", "${"].iter().any(|mark| permalink.contains(mark));
    let is_switch = matches!(permalink, "true" | "false");
    let name = file_name(permalink);
    let has_extension = name.trim_start_matches('.').contains('.');
    if is_template || is_switch || !(permalink.ends_with('/') || has_extension) {
        return None;
    }
    let path = normalize(permalink)?;
    let folder = if path == "index.html" { Some("") } else { path.strip_suffix("/index.html") };
    Some(match folder.or_else(|| permalink.ends_with('/').then_some(&path)) {
        Some("") => "/".to_owned(),
        Some(folder) => format!("/{folder}/"),
        None => format!("/{path}"),
    })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{path_date, url};
    use crate::profile::eleventy::config::tests::site;
    use crate::profile::generator_config::GeneratorConfig;
    use crate::profile::pages::{NameDate, PageAddress, PageKind};

    fn address(path: &str, keys: &[(&str, &str)], config: &GeneratorConfig) -> Option<String> {
        let text = |key: &str| keys.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned());
        let page = PageAddress {
            path,
            kind: PageKind::Single,
            language: None,
            text: &text,
            list: &|_| None,
            date: None,
            sections: None,
        };
        url(&page, config)
    }

    /// As Eleventy 3.1.8 publishes them.
    #[test]
    fn paths_make_addresses() {
        let config = site(&[]);
        let rows = [
            ("index.md", "/"),
            ("README.md", "/README/"),
            ("posts/index.md", "/posts/"),
            ("posts/2024-01-02-hello.md", "/posts/2024-01-02-hello/"),
            ("about/about.md", "/about/"),
            ("2024-01-05-dir/index.md", "/2024-01-05-dir/"),
            ("a.b/c.d.md", "/a.b/c.d/"),
            ("posts/Ünï b.md", "/posts/Ünï b/"),
            ("posts/T.MD", "/posts/T.MD/"),
            ("404.html", "/404/"),
        ];
        for (path, expected) in rows {
            assert_eq!(address(path, &[], &config).as_deref(), Some(expected), "{path}");
        }
    }

    #[test]
    fn permalinks_as_they_are_written() {
        let config = site(&[]);
        let rows = [
            ("/x/", Some("/x/")),
            ("x.txt", Some("/x.txt")),
            ("/x/index.html", Some("/x/")),
            ("//x/", Some("/x/")),
            ("/a/../b/", Some("/b/")),
            ("/a b/", Some("/a b/")),
            ("/", Some("/")),
            ("", Some("/p/")),
            ("x", None),
            ("/x?y=1", None),
            ("false", None),
            ("/{{ title }}/", None),
        ];
        for (permalink, expected) in rows {
            assert_eq!(address("p.md", &[("permalink", permalink)], &config).as_deref(), expected, "{permalink}");
        }
    }

    #[test]
    fn data_files_have_a_say() {
        let config = site(&[
            ("p/p.json", r#"{"permalink": "/q/{{ page.fileSlug }}/"}"#),
            ("f/f.json", r#"{"permalink": false}"#),
            ("j/j.11tydata.js", "module.exports = { permalink: (data) => data.x }"),
            ("k/k.11tydata.js", "module.exports = { layout: 'x' }"),
            ("n/n.json", r#"{"layout": "x"}"#),
        ]);
        for (path, expected) in
            [("p/a.md", None), ("f/a.md", None), ("j/a.md", None), ("k/a.md", Some("/k/a/")), ("n/a.md", Some("/n/a/"))]
        {
            assert_eq!(address(path, &[], &config).as_deref(), expected, "{path}");
        }
        assert_eq!(address("p/a.md", &[("permalink", "/z/")], &config).as_deref(), Some("/z/"));
    }

    #[test]
    fn dates_stand_anywhere_in_a_path() {
        let day = |year, month, day| Some(NameDate::Day(NaiveDate::from_ymd_opt(year, month, day).unwrap()));
        assert_eq!(path_date("posts/2024-02-28-b.md"), day(2024, 2, 28));
        assert_eq!(path_date("x-2024-03-01/2024-04-01-c.md"), day(2024, 3, 1));
        assert_eq!(path_date("12024-01-023.md"), day(2024, 1, 2));
        assert_eq!(path_date("2024-02-30-a.md"), Some(NameDate::Impossible));
        assert_eq!(path_date("20240101-d.md"), None);
    }
}
