//! The URLs of pages and posts.

use chrono::NaiveDateTime;

use super::pages::ContentFile;
use super::slug::slugified;
use crate::listing::{join, normalize};
use crate::profile::generator_config::{Blog, GeneratorConfig};
use crate::profile::pages::PageAddress;

/// The URL of a page, without the path of the site; `None` where it cannot be known: on a site with languages (a plugin
/// decides), for a post whose title stands in its text or whose slugs are made by a function of the site's own.
pub fn url(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    if !config.languages.is_empty() {
        return None;
    }
    let file = ContentFile::at(page.path, config)?;
    match file.blog(config) {
        Some(blog) => page_url(&blog.dir, &post_path(page, &file, blog)?, config),
        None => page_url(file.dir, file.name, config),
    }
}

/// The URL of the page `path` (without extension) in the folder `dir`.
pub fn page_url(dir: &str, path: &str, config: &GeneratorConfig) -> Option<String> {
    let path = normalize(&join(dir, path.trim_matches('/')))?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let folder = if folder.is_empty() { String::new() } else { format!("/{folder}") };
    let name = if name == "README" { "index" } else { name };
    Some(escaped(&match (name, config.ugly_urls) {
        ("", _) => return None,
        ("index", false) => format!("{folder}/"),
        (name, false) => format!("{folder}/{name}/"),
        (name, true) => format!("{folder}/{name}.html"),
    }))
}

/// The path of a post below its blog.
fn post_path(page: &PageAddress<'_>, file: &ContentFile<'_>, blog: &Blog) -> Option<String> {
    let mut path = blog.url_format.clone();
    if path.contains("{date}") {
        path = path.replace("{date}", &formatted(page.date?, &blog.date_format)?);
    }
    if path.contains("{categories}") {
        let categories = (page.list)("categories").unwrap_or_default();
        let usual = blog.usual_slugs || categories.is_empty();
        let slugs: Option<Vec<String>> =
            categories.iter().take(blog.url_categories).map(|name| slugified(name)).collect();
        path = path.replace("{categories}", &slugs.filter(|_| usual)?.join("/"));
    }
    if path.contains("{slug}") {
        let written = (page.text)("slug").filter(|slug| !slug.is_empty());
        let of_title = || slugified(&(page.text)("title")?).filter(|_| blog.usual_slugs);
        path = path.replace("{slug}", &written.or_else(of_title)?);
    }
    let path = path.replace("{file}", file.name);
    (!path.contains(['{', '}'])).then_some(path)
}

/// A date in a pattern of Unicode's locale data, as far as it holds numbers only.
fn formatted(date: NaiveDateTime, pattern: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(letter) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches(letter).len();
        match (letter, run) {
            ('y', 1 | 4) => text.push_str(&date.format("%Y").to_string()),
            ('y', 2) => text.push_str(&date.format("%y").to_string()),
            ('M', 1) => text.push_str(&date.format("%-m").to_string()),
            ('M', 2) => text.push_str(&date.format("%m").to_string()),
            ('d', 1) => text.push_str(&date.format("%-d").to_string()),
            ('d', 2) => text.push_str(&date.format("%d").to_string()),
            ('/' | '-' | '_' | '.', _) => text.push_str(&rest[..run]),
            _ => return None,
        }
        rest = &rest[run..];
    }
    Some(text)
}

/// A path as Python's `quote` writes it.
fn escaped(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/_.-~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::url;
    use crate::listing::Listing;
    use crate::profile::mkdocs::config::tests::config;
    use crate::profile::mkdocs::{pages, terms};
    use crate::profile::pages::{PageAddress, PageKind};

    fn at(path: &str, keys: &[(&str, &str)], settings: &str) -> Option<String> {
        let config = config(settings);
        let text = |key: &str| keys.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned());
        let list = |key: &str| text(key).map(|text| text.split(", ").map(str::to_owned).collect());
        let page = PageAddress {
            path,
            kind: pages::kind(path, &config, &Listing::default()).unwrap_or(PageKind::Single),
            language: None,
            text: &text,
            list: &list,
            date: NaiveDate::from_ymd_opt(2024, 1, 2).and_then(|day| day.and_hms_opt(23, 30, 0)),
            sections: None,
        };
        url(&page, &config)
    }

    const BLOG: &str = "theme: material\nplugins: [blog]";

    #[test]
    fn pages_are_folders() {
        for (path, folder, file) in [
            ("docs/index.md", "/", "/index.html"),
            ("docs/a/README.md", "/a/", "/a/index.html"),
            ("docs/a/b c.md", "/a/b%20c/", "/a/b%20c.html"),
            ("docs/中.md", "/%E4%B8%AD/", "/%E4%B8%AD.html"),
        ] {
            assert_eq!(at(path, &[], "").as_deref(), Some(folder));
            assert_eq!(at(path, &[], "use_directory_urls: false").as_deref(), Some(file));
        }
    }

    /// The first three as real builds have them.
    #[test]
    fn posts_lie_below_their_day() {
        let post = "docs/blog/posts/p.md";
        assert_eq!(at(post, &[("title", "Hi There")], BLOG).as_deref(), Some("/blog/2024/01/02/hi-there/"));
        assert_eq!(at(post, &[("slug", "A b/C")], BLOG).as_deref(), Some("/blog/2024/01/02/A%20b/C/"));
        assert_eq!(at(post, &[("title", "T"), ("slug", "")], BLOG).as_deref(), Some("/blog/2024/01/02/t/"));
        assert_eq!(at(post, &[], BLOG), None);
        let format = |format: &str| {
            format!(
                "theme: material\nplugins:\n- blog: {{blog_dir: ., post_dir: posts, post_url_date_format: y-M, post_url_format: '{format}'}}"
            )
        };
        let keys = [("categories", "Big Cats, Dogs"), ("slug", "s")];
        assert_eq!(at("docs/posts/p.md", &keys, &format("{categories}/{file}")).as_deref(), Some("/big-cats/p/"));
        assert_eq!(at("docs/posts/p.md", &keys, &format("{date}/{slug}")).as_deref(), Some("/2024-1/s/"));
        assert_eq!(at("docs/posts/p.md", &keys, &format("{x}/{slug}")), None);
    }

    #[test]
    fn categories_have_pages() {
        let config = config(BLOG);
        let url = |category: &str| terms::url("categories", category, &config);
        assert_eq!(url("Big Cats").as_deref(), Some("/blog/category/big-cats/"));
        assert_eq!(url("A"), url("a"));
        assert_eq!(terms::url("tags", "a", &config), None);
    }
}
