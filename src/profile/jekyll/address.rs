//! The URLs that Jekyll publishes pages at.

use std::sync::LazyLock;

use chrono::{NaiveDateTime, NaiveTime};
use regex::{Captures, Regex};
use serde_json::{Map, Value};

use super::file_name::{extension, name_date, slug, stem};
use super::pages::{collection, relative_to_collections, relative_to_source};
use super::slug::{downcase, escape, pretty, sanitize, slugify, unescape};
use super::{defaults, terms};
use crate::listing::{file_name, join, normalize, parent};
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::{PageAddress, PageKind};

/// Permalinks that have a name, with the pattern that it stands for in posts.
pub const NAMED_STYLES: &[(&str, &str)] = &[
    ("none", "/:categories/:title:output_ext"),
    ("date", "/:categories/:year/:month/:day/:title:output_ext"),
    ("ordinal", "/:categories/:year/:y_day/:title:output_ext"),
    ("pretty", "/:categories/:year/:month/:day/:title/"),
    ("weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext"),
];

/// Placeholders that are made of the date, with what makes them.
const OF_THE_DATE: &[(&str, &str)] = &[
    ("year", "%Y"),
    ("month", "%m"),
    ("day", "%d"),
    ("hour", "%H"),
    ("minute", "%M"),
    ("second", "%S"),
    ("i_day", "%-d"),
    ("i_month", "%-m"),
    ("short_month", "%b"),
    ("long_month", "%B"),
    ("short_year", "%y"),
    ("w_year", "%G"),
    ("week", "%V"),
    ("w_day", "%u"),
    ("short_day", "%a"),
    ("long_day", "%A"),
    ("y_day", "%j"),
];

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| Regex::new(":([a-z_]+)").expect("a valid pattern"));

/// The URL of a page, without `baseurl`, as `page.url` has it. `None` where nothing is published, where the build
/// fails, and where it depends on something unknown (the date of an undated document is that of the build).
pub fn url(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    address(page, config).map(|address| address.url)
}

/// The file that a page is written to, relative to the published site: `/a`, `/a.html` and `/%61` are one.
pub fn output(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let Address { url, extension } = address(page, config)?;
    let path = normalize(&unescape(&url)?)?;
    let is_document = matches!(page.kind, PageKind::Post | PageKind::Draft | PageKind::Document);
    Some(match url.ends_with('/') {
        true if is_document => join(&path, "index.html"),
        true => join(&path, &format!("index{extension}")),
        false if path.ends_with(&extension) => path,
        false => path + &extension,
    })
}

/// Where a page is published.
struct Address {
    url: String,
    /// Of the published file, with its dot.
    extension: String,
}

fn address(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<Address> {
    let page = Keys { page, inherited: defaults::inherited(page.path, page.kind, config) };
    match page.page.kind {
        PageKind::Post => document_address(&page, "posts", config),
        PageKind::Draft if config.show_drafts => document_address(&page, "posts", config),
        PageKind::Document => {
            let collection = collection(page.page.path, config).filter(|collection| collection.output)?;
            document_address(&page, &collection.label, config)
        }
        PageKind::Home | PageKind::Single | PageKind::Template => page_address(&page, config),
        _ => None,
    }
}

/// The keys of a page, its own before those of `defaults`.
struct Keys<'a> {
    page: &'a PageAddress<'a>,
    inherited: Map<String, Value>,
}

impl Keys<'_> {
    fn text(&self, key: &str) -> Option<String> {
        (self.page.text)(key).or_else(|| self.inherited.get(key).and_then(text))
    }

    /// The permalink; `Some(None)` when there is none, `None` when it is something that Jekyll cannot use.
    fn permalink(&self) -> Option<Option<String>> {
        let is_list = (self.page.list)("permalink").is_some();
        let permalink = self.text("permalink");
        // `false` counts as none, `true` fails, and either in quotes would be an odd URL.
        let is_boolean = matches!(permalink.as_deref(), Some("true" | "false"));
        (!is_list && !is_boolean).then_some(permalink)
    }

    fn date(&self) -> Option<NaiveDateTime> {
        if self.page.date.is_some() {
            return self.page.date;
        }
        if (self.page.text)("date").is_some() || self.inherited.contains_key("date") {
            return None;
        }
        Some(name_date(self.page.path)?.date()?.and_time(NaiveTime::MIN))
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

fn page_address(page: &Keys<'_>, config: &GeneratorConfig) -> Option<Address> {
    let permalink = page.permalink()?;
    if permalink.as_deref() == Some("") {
        return None;
    }
    let relative = relative_to_source(page.page.path, config)?;
    let name = file_name(relative);
    let basename = stem(name).trim_end_matches('.');
    let output = output_extension(permalink.as_deref(), name, config);
    let pattern = permalink.unwrap_or_else(|| match &*output {
        ".html" | ".htm" | ".xhtml" if basename == "index" => "/:path/".to_owned(),
        ".html" | ".htm" | ".xhtml" => format!("/:path/:basename{}", suffix(config)),
        _ => "/:path/:basename:output_ext".to_owned(),
    });
    // Plain text replacement, in this order: `:path` in a permalink is also found in `:pathway`, and what is unknown
    // stays as it stands.
    let folder = parent(relative);
    let folder = if folder.is_empty() { String::new() } else { format!("/{folder}") };
    let mut url = pattern;
    for (placeholder, value) in [(":path", &*folder), (":basename", basename), (":output_ext", &*output)] {
        if url.contains(placeholder) {
            url = url.replace(placeholder, &escape(value)?);
        }
    }
    Some(Address { url: sanitize(&url), extension: output })
}

fn document_address(page: &Keys<'_>, label: &str, config: &GeneratorConfig) -> Option<Address> {
    let permalink = page.permalink()?;
    let output = output_extension(permalink.as_deref(), file_name(page.page.path), config);
    let pattern = match permalink {
        Some(permalink) => permalink,
        None => match config.permalinks.iter().find(|(section, _)| section == label) {
            Some((_, pattern)) => pattern.clone(),
            None => format!("/:collection/:path{}", suffix(config)),
        },
    };
    let mut is_known = true;
    let url = PLACEHOLDER.replace_all(&pattern, |found: &Captures<'_>| {
        // In `:month_:day` the underscore is not part of the name.
        let name = found[1].strip_suffix('_').unwrap_or(&found[1]);
        match placeholder(name, page, label, &output, config).and_then(|value| escape(&value)) {
            Some(value) => value + &found[1][name.len()..],
            None => {
                is_known = false;
                String::new()
            }
        }
    });
    is_known.then(|| Address { url: sanitize(&url), extension: output.clone() })
}

/// The value of a placeholder; `None` when it is unknown, or when there is no such placeholder and the build fails.
fn placeholder(name: &str, page: &Keys<'_>, label: &str, output: &str, config: &GeneratorConfig) -> Option<String> {
    if let Some((_, format)) = OF_THE_DATE.iter().find(|(known, _)| *known == name) {
        return Some(page.date()?.format(format).to_string());
    }
    let path = page.page.path;
    let slug = || page.text("slug").unwrap_or_else(|| slug(path).to_owned());
    match name {
        "collection" => Some(label.to_owned()),
        "output_ext" => Some(output.to_owned()),
        "path" => {
            let relative = relative_to_collections(path, config);
            let cleaned = stem_of_path(relative).replacen(&format!("_{label}"), "", 1);
            Some(cleaned.trim_end_matches('.').to_owned())
        }
        "name" => Some(slugify(stem(file_name(path)))),
        "title" => Some(pretty(&slug())),
        "slug" => Some(slugify(&slug())),
        "categories" => Some(joined(categories(page, label, config).iter().map(|category| downcase(category)))),
        "slugified_categories" => {
            Some(joined(categories(page, label, config).iter().map(|category| slugify(category))))
        }
        _ => None,
    }
}

/// The categories of a document: of the folders above `_posts`, of `defaults`, and of both keys.
fn categories(page: &Keys<'_>, label: &str, config: &GeneratorConfig) -> Vec<String> {
    let relative = relative_to_collections(page.page.path, config);
    let is_draft = page.page.kind == PageKind::Draft;
    let folder = if is_draft { "_drafts".to_owned() } else { format!("_{label}") };
    let above = relative.split_once(&folder).map_or("", |(above, _)| above);
    let mut categories: Vec<String> = above.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();

    categories.extend(page.inherited.get("categories").into_iter().flat_map(|value| items(value, true)));
    categories.extend((page.page.list)("categories").into_iter().flatten());
    let text = (page.page.text)("categories").unwrap_or_default();
    categories.extend(terms::split(&text).map(str::to_owned));
    match ((page.page.list)("category"), (page.page.text)("category")) {
        (Some(list), _) => categories.extend(list),
        (None, Some(text)) => categories.push(text),
        (None, None) => categories.extend(page.inherited.get("category").into_iter().flat_map(|v| items(v, false))),
    }
    categories
}

fn items(value: &Value, split: bool) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(text).collect(),
        Value::String(value) if split => terms::split(value).map(str::to_owned).collect(),
        value => text(value).into_iter().collect(),
    }
}

/// Joins what differs, in the order of the first of each.
fn joined(parts: impl Iterator<Item = String>) -> String {
    let mut different: Vec<String> = Vec::new();
    for part in parts {
        if !different.contains(&part) {
            different.push(part);
        }
    }
    different.join("/")
}

/// The end that the site's style gives to URLs of pages and of collections.
fn suffix(config: &GeneratorConfig) -> &'static str {
    let style = config.permalinks.iter().find(|(section, _)| section.is_empty()).map_or("date", |(_, style)| style);
    match style {
        "pretty" => "/",
        "date" | "ordinal" | "none" => ":output_ext",
        style if style.ends_with('/') => "/",
        style if style.ends_with(":output_ext") => ":output_ext",
        // So with `weekdate`, although posts then have an extension.
        _ => "",
    }
}

/// The extension of the published file: the permalink's own, or what the page is turned into.
fn output_extension(permalink: Option<&str>, name: &str, config: &GeneratorConfig) -> String {
    let own = permalink.filter(|permalink| !permalink.ends_with('/')).map_or("", |path| extension(file_name(path)));
    if !own.is_empty() {
        return own.to_owned();
    }
    let extension = extension(name);
    match extension.strip_prefix('.').map(str::to_lowercase).as_deref() {
        Some(known) if config.markdown_extensions.iter().any(|markdown| markdown == known) => ".html".to_owned(),
        Some("scss" | "sass") => ".css".to_owned(),
        Some("coffee") => ".js".to_owned(),
        _ => extension.to_owned(),
    }
}

fn stem_of_path(path: &str) -> &str {
    &path[..path.len() - extension(file_name(path)).len()]
}

#[cfg(test)]
mod tests {
    use super::{output, url};
    use crate::listing::Listing;
    use crate::profile::Output;
    use crate::profile::jekyll::config::tests::config;
    use crate::profile::jekyll::pages::kind;
    use crate::profile::pages::PageAddress;

    fn address(settings: &str, path: &str, keys: &[(&str, &str)]) -> Option<String> {
        ask(url, settings, path, keys)
    }

    fn ask(question: Output, settings: &str, path: &str, keys: &[(&str, &str)]) -> Option<String> {
        let config = config(settings);
        let text =
            |key: &str| keys.iter().find(|(k, v)| *k == key && !v.starts_with('[')).map(|(_, v)| (*v).to_owned());
        let list = |key: &str| {
            let value = keys.iter().find(|(k, _)| *k == key)?.1.strip_prefix('[')?.strip_suffix(']')?;
            Some(value.split(',').map(str::to_owned).collect())
        };
        let kind = kind(path, &config, &Listing::default())?;
        question(
            &PageAddress { path, kind, language: None, text: &text, list: &list, date: None, sections: None },
            &config,
        )
    }

    #[track_caller]
    fn check(settings: &str, path: &str, keys: &[(&str, &str)], expected: &str) {
        assert_eq!(address(settings, path, keys).as_deref(), Some(expected), "{path} {keys:?}");
    }

    #[test]
    fn plain_pages() {
        check("", "index.md", &[], "/");
        check("", "a/index.html", &[], "/a/");
        check("", "a b/über.md", &[], "/a%20b/%C3%BCber.html");
        check("", "feed.xml", &[], "/feed.xml");
        check("", "css/main.scss", &[], "/css/main.css");
        check("permalink: pretty", "about.md", &[], "/about/");
        check("permalink: weekdate", "about.md", &[], "/about");
        check("permalink: /:year/:title", "about.md", &[], "/about");
        check("permalink: /:title:output_ext", "about.md", &[], "/about.html");
        check("", "x.md", &[("permalink", "/:path/y:basename")], "/yx");
        check("", "x.md", &[("permalink", "/a:b/")], "/a:b/");
        assert_eq!(address("", "x.md", &[("permalink", "")]), None);
    }

    #[test]
    fn posts() {
        check("", "_posts/2024-01-02-Hello World.md", &[], "/2024/01/02/Hello-World.html");
        check("", "_posts/2024-01-02-a.md", &[("categories", "X, y x,")], "/x,/y/2024/01/02/a.html");
        check(
            "",
            "k/_posts/2024-1-2-a.md",
            &[("category", "b C"), ("categories", "[k,d]")],
            "/k/d/b%20c/2024/01/02/a.html",
        );
        check("permalink: ordinal", "_posts/2023-02-30-a.md", &[("slug", "It's (not)!")], "/2023/061/It's-(not)!.html");
        check("permalink: weekdate", "_posts/2024-01-01-a.md", &[], "/2024/W01/Mon/a.html");
        check("permalink: /:month_:day/:slug/", "_posts/2024-01-02-A_b.md", &[], "/01_02/a-b/");
        check("", "_posts/2024-01-02-a.md", &[("permalink", "")], "/");
        check("", "_posts/2024-01-02-a.md", &[("permalink", "x/:title.txt")], "/x/a.txt");
    }

    #[test]
    fn collections() {
        check("collections: {docs: {output: true}}", "_docs/A b/c.d.md", &[], "/docs/A%20b/c.d.html");
        check("collections: {docs: {output: true}}\npermalink: pretty", "_docs/c.md", &[], "/docs/c/");
        check("collections: {docs: {output: true, permalink: '/:name/'}}", "_docs/C_d.md", &[], "/c-d/");
        assert_eq!(address("collections: {docs: {}}", "_docs/c.md", &[]), None);
    }

    #[test]
    fn defaults_count() {
        let settings = "defaults: [{scope: {path: ''}, values: {permalink: '/:basename/', categories: a b}}, \
                        {scope: {path: '', type: posts}, values: {permalink: '/:categories/:title'}}]";
        check(settings, "x.md", &[], "/x/");
        check(settings, "_posts/2024-01-02-p.md", &[("category", "c")], "/a/b/c/p");
    }

    #[test]
    fn different_urls_share_a_file() {
        let output = |path, permalink| ask(output, "", path, &[("permalink", permalink)]);
        for permalink in ["/a b", "/a b.html", "/a%20b.html", "a%20b"] {
            assert_eq!(output("x.md", permalink).as_deref(), Some("a b.html"), "{permalink}");
        }
        assert_eq!(output("x.xml", "/x/").as_deref(), Some("x/index.xml"));
        assert_eq!(output("_posts/2024-01-02-x.txt", "/x/").as_deref(), Some("x/index.html"));
        assert_eq!(output("_posts/2024-01-02-x.md", "").as_deref(), Some("index.html"));
    }

    #[test]
    fn what_is_unknown_stays_unknown() {
        let post = "_posts/2024-01-02-a.md";
        assert_eq!(address("", post, &[("date", "someday")]), None);
        assert_eq!(address("", post, &[("permalink", "/:nope/")]), None);
        assert_eq!(address("", post, &[("permalink", "[a]")]), None);
        assert_eq!(address("", "_posts/2024-13-01-a.md", &[]), None);
        assert_eq!(address("", "_drafts/a.md", &[]), None);
        assert_eq!(address("collections: {docs: {output: true, permalink: '/:year/:name'}}", "_docs/c.md", &[]), None);
    }
}
