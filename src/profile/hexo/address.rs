//! The URLs that Hexo publishes pages at.

use chrono::{NaiveDateTime, NaiveTime};
use regex::Captures;

use super::file_name::{self, PLACEHOLDER, PostName};
use super::pages::relative_to_source;
use super::slug::slugize;
use super::terms;
use crate::listing;
use crate::profile::generator_config::{GeneratorConfig, LetterCase};
use crate::profile::pages::{PageAddress, PageKind};

/// Placeholders that are made of the date, with what makes them.
const OF_THE_DATE: &[(&str, &str)] = &[
    ("year", "%Y"),
    ("month", "%m"),
    ("day", "%d"),
    ("i_month", "%-m"),
    ("i_day", "%-d"),
    ("hour", "%H"),
    ("minute", "%M"),
    ("second", "%S"),
];

/// The URL of a page, without the configured `root`. `None` where nothing is published, and where it depends on
/// something unknown: a post without a date has that of its file.
pub fn url(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let is_shown = match page.kind {
        PageKind::Draft => config.show_drafts,
        PageKind::Post => (page.text)("published").as_deref() != Some("false"),
        _ => true,
    };
    if !is_shown || (page.list)("permalink").is_some() {
        return None;
    }
    let url = match page.kind {
        PageKind::Post | PageKind::Draft => post_url(page, config)?,
        _ => page_url(page, config)?,
    };
    let url = format!("/{}", url.trim_start_matches('/'));
    Some(url.strip_suffix("/index.html").map_or_else(|| url.clone(), |folder| format!("{folder}/")))
}

/// The file that a page is written to, relative to the published site: `/a/` and `/a/index.html` are one.
pub fn output(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let url = url(page, config)?;
    let path = url.trim_start_matches('/').split('?').next().unwrap_or_default().replace('\\', "/");
    Some(if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path })
}

fn page_url(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    if let Some(permalink) = (page.text)("permalink").filter(|permalink| !permalink.is_empty()) {
        let path = if permalink.ends_with('/') { permalink + "index" } else { permalink };
        let has_extension = listing::file_name(&path).rfind('.').is_some_and(|dot| dot > 0);
        return Some(if has_extension { path } else { path + ".html" });
    }
    let relative = relative_to_source(page.path, config)?;
    Some(format!("{}.html", relative.rsplit_once('.').map_or(relative, |(stem, _)| stem)))
}

fn post_url(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let mut url = match (page.text)("permalink").filter(|permalink| !permalink.is_empty()) {
        Some(permalink) => permalink,
        None => by_pattern(page, config)?,
    };
    if config.post_folders && !url.ends_with('/') && !url.ends_with(".html") {
        url.push('/');
    }
    Some(url)
}

fn by_pattern(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let relative = relative_to_source(page.path, config)?;
    let name = file_name::parse(relative.split_once('/')?.1, &config.post_name);
    let (_, pattern) = config.permalinks.first()?;
    let mut is_known = true;
    let url = PLACEHOLDER.replace_all(pattern, |found: &Captures<'_>| {
        placeholder(&found[1], page, &name, config).unwrap_or_else(|| {
            is_known = false;
            String::new()
        })
    });
    is_known.then(|| url.into_owned())
}

/// The value of a placeholder, `None` when it is unknown: `:id` and `:hash` are made up when the site is built.
fn placeholder(key: &str, page: &PageAddress<'_>, name: &PostName, config: &GeneratorConfig) -> Option<String> {
    if let Some((_, format)) = OF_THE_DATE.iter().find(|(known, _)| *known == key) {
        return Some(date(page, name)?.format(format).to_string());
    }
    match key {
        "title" => Some(name.slug.clone()),
        "name" => Some(listing::file_name(&name.slug).to_owned()),
        "post_title" => Some(slugize(&(page.text)("title").unwrap_or_default(), LetterCase::Lower)),
        "category" => category(page, config),
        "id" => (page.text)("id"),
        "hash" | "timestamp" => None,
        key => {
            let of_name = name.others.iter().find(|(other, _)| other == key).map(|(_, value)| value.clone());
            let default = || config.permalink_defaults.iter().find(|(name, _)| name == key);
            of_name.or_else(|| (page.text)(key)).or_else(|| default().map(|(_, value)| value.clone()))
        }
    }
}

/// The date of a post: its own, or that in its name. A time with a zone of its own is moved to that of the site, so that
/// the day is not surely the one that is written.
fn date(page: &PageAddress<'_>, name: &PostName) -> Option<NaiveDateTime> {
    match (page.text)("date").filter(|date| !date.is_empty()) {
        Some(written) => page.date.filter(|_| !names_zone(&written)),
        None => Some(name.date?.and_time(NaiveTime::MIN)),
    }
}

fn names_zone(date: &str) -> bool {
    let time = date.split_once(':').map_or("", |(_, time)| time);
    time.contains(['+', '-']) || time.chars().any(char::is_alphabetic)
}

/// The slug of the last category; with more than one path of them, which is last depends on other posts.
fn category(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let texts = |key: &str| (page.list)(key).or_else(|| (page.text)(key).map(|text| vec![text]));
    let path = texts("categories").filter(|path| !path.is_empty()).or_else(|| texts("category")).unwrap_or_default();
    let slugs: Vec<String> =
        path.iter().filter(|name| !name.is_empty()).map(|name| terms::slug("categories", name, config)).collect();
    Some(if slugs.is_empty() { config.default_category.clone() } else { slugs.join("/") })
}

#[cfg(test)]
mod tests {
    use super::{output, url};
    use crate::listing::Listing;
    use crate::profile::hexo::config::tests::config;
    use crate::profile::hexo::pages::kind;
    use crate::profile::pages::PageAddress;

    fn address(settings: &str, path: &str, keys: &[(&str, &str)]) -> Option<String> {
        ask(url, settings, path, keys)
    }

    type Ask = fn(&PageAddress<'_>, &crate::profile::generator_config::GeneratorConfig) -> Option<String>;

    fn ask(ask: Ask, settings: &str, path: &str, keys: &[(&str, &str)]) -> Option<String> {
        let config = config(settings);
        let value = |key: &str| keys.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned());
        let text = |key: &str| value(key).filter(|value| !value.starts_with('['));
        let list = |key: &str| {
            let value = value(key)?;
            let items = value.strip_prefix('[')?.strip_suffix(']')?;
            Some(items.split(',').map(str::to_owned).collect())
        };
        let date = text("date").and_then(|date| {
            let date = date.get(..19).unwrap_or(&date).to_owned();
            chrono::NaiveDateTime::parse_from_str(&date, "%Y-%m-%d %H:%M:%S").ok()
        });
        let page = PageAddress {
            path,
            kind: kind(path, &config, &Listing::default())?,
            language: None,
            text: &text,
            list: &list,
            date,
            sections: None,
        };
        ask(&page, &config)
    }

    const DATE: (&str, &str) = ("date", "2024-03-05 07:08:09");

    #[track_caller]
    fn check(settings: &str, path: &str, keys: &[(&str, &str)], expected: &str) {
        assert_eq!(address(settings, path, keys).as_deref(), Some(expected), "{settings} {path}");
    }

    /// As Hexo 8.1 answers to the same posts.
    #[test]
    fn posts_have_the_pattern() {
        check("", "source/_posts/装 轮子.md", &[DATE], "/2024/03/05/装 轮子/");
        check("", "source/_posts/a/b.md", &[DATE], "/2024/03/05/a/b/");
        check("permalink: ':i_month-:i_day/:name.html'", "source/_posts/a/b.md", &[DATE], "/3-5/b.html");
        check(
            "permalink: :hour:minute:second/:post_title",
            "source/_posts/a.md",
            &[DATE, ("title", "C++ 与 Go!")],
            "/070809/c-与-go",
        );
        check("permalink: ':category/:title/'", "source/_posts/a.md", &[], "/uncategorized/a/");
        check("permalink: ':category/:title/'", "source/_posts/a.md", &[("categories", "[A b,C#]")], "/A-b/C/a/");
        check("permalink: ':lang/:title/'\npermalink_defaults: {lang: zh}", "source/_posts/a.md", &[], "/zh/a/");
        check("permalink: ':abbrlink.html'", "source/_posts/a.md", &[("abbrlink", "4a17b156")], "/4a17b156.html");
        check("new_post_name: ':year-:month-:day-:title.md'", "source/_posts/2023-01-02-x.md", &[], "/2023/01/02/x/");
        check("", "source/_posts/a.md", &[("permalink", "old/a")], "/old/a");
        check("post_asset_folder: true", "source/_posts/a.md", &[("permalink", "/old/a")], "/old/a/");
    }

    #[test]
    fn pages_lie_where_their_files_lie() {
        check("", "source/about/index.md", &[], "/about/");
        check("", "source/index.md", &[], "/");
        check("", "source/a/b.c.md", &[], "/a/b.c.html");
        check("", "source/x.md", &[("permalink", "/y/")], "/y/");
        check("", "source/x.md", &[("permalink", "y")], "/y.html");
        check("", "source/404.html", &[], "/404.html");
    }

    #[test]
    fn different_urls_share_a_file() {
        assert_eq!(ask(output, "", "source/x.md", &[("permalink", "a/")]).as_deref(), Some("a/index.html"));
        assert_eq!(
            ask(output, "", "source/_posts/x.md", &[("permalink", "a/index.html")]).as_deref(),
            Some("a/index.html")
        );
        assert_eq!(ask(output, "", "source/index.md", &[]).as_deref(), Some("index.html"));
    }

    #[test]
    fn what_is_unknown_stays_unknown() {
        assert_eq!(address("", "source/_posts/a.md", &[]), None);
        assert_eq!(address("", "source/_posts/a.md", &[("date", "2024-03-05 23:08:09 +0000")]), None);
        assert_eq!(address("permalink: ':id/'", "source/_posts/a.md", &[DATE]), None);
        assert_eq!(address("permalink: ':nope/'", "source/_posts/a.md", &[DATE]), None);
        assert_eq!(address("", "source/_drafts/a.md", &[DATE]), None);
        assert_eq!(address("", "source/_posts/a.md", &[DATE, ("published", "false")]), None);
        assert!(address("render_drafts: true", "source/_drafts/a.md", &[DATE]).is_some());
    }
}
