//! The URLs of pages and aliases.

use super::name_date::after_date;
use super::pages::ContentFile;
use super::slug::slugified;
use crate::listing::{file_name, parent};
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::{PageAddress, PageKind};

/// The URL of a page, without the path of the site; `None` where Zola makes none, or it cannot be known.
pub fn url(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let file = ContentFile::at(page.path, config)?;
    if file.is_of_unknown_language || (page.text)("render").as_deref() == Some("false") {
        return None;
    }
    let language = if file.language == config.default_language { String::new() } else { format!("/{}", file.language) };
    if matches!(page.kind, PageKind::Home | PageKind::BranchBundle) {
        let folder = if file.dir.is_empty() { String::new() } else { format!("/{}", file.dir) };
        return Some(escaped(&format!("{language}{folder}/")));
    }
    if let Some(path) = (page.text)("path") {
        return Some(escaped(&closed(&format!("/{}", path.trim().trim_start_matches('/')))));
    }
    if file.dir.is_empty() && file.name == "index" {
        return Some(format!("{language}/"));
    }
    let slug = slug(page, &file, config)?;
    let above = if file.is_colocated() { parent(file.dir) } else { file.dir };
    let folder = if above.is_empty() { String::new() } else { format!("/{above}") };
    Some(escaped(&closed(&format!("{language}{folder}/{slug}"))))
}

/// The URL of an alias, which is always meant from the root.
pub fn alias_url(alias: &str, _page: &PageAddress<'_>, _config: &GeneratorConfig) -> Option<String> {
    let path = alias.trim_start_matches('/');
    if path.is_empty() || path.contains("..") {
        return None;
    }
    // An alias that names a file is that file.
    let is_file = path.ends_with(".html");
    Some(escaped(&if is_file { format!("/{path}") } else { closed(&format!("/{path}")) }))
}

/// A path as it stands in a URL: what is no ASCII is written in escapes.
pub fn escaped(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_graphic() && !b"\"#<>?`{}%".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

/// The last part of the URL: from the key, or the name without its date.
fn slug(page: &PageAddress<'_>, file: &ContentFile<'_>, config: &GeneratorConfig) -> Option<String> {
    let name = if file.name == "index" { file_name(file.dir) } else { &file.name };
    let written = (page.text)("slug");
    let without_date = || after_date(name).filter(|_| !config.keeps_name_dates);
    let text = written.as_deref().or_else(without_date).unwrap_or(name);
    slugified(text, config.slugify_paths).filter(|slug| !slug.is_empty())
}

fn closed(path: &str) -> String {
    if path.ends_with('/') { path.to_owned() } else { format!("{path}/") }
}

#[cfg(test)]
mod tests {
    use super::{alias_url, url};
    use crate::listing::Listing;
    use crate::profile::pages::{PageAddress, PageKind};
    use crate::profile::zola::config::tests::config;
    use crate::profile::zola::pages;

    fn with_address<T>(path: &str, keys: &[(&str, &str)], ask: impl Fn(&PageAddress<'_>) -> T, settings: &str) -> T {
        let config = config(settings);
        let text = |key: &str| keys.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned());
        ask(&PageAddress {
            path,
            kind: pages::kind(path, &config, &Listing::default()).unwrap_or(PageKind::Single),
            language: None,
            text: &text,
            list: &|_| None,
            date: None,
            sections: None,
        })
    }

    fn at(path: &str, keys: &[(&str, &str)], settings: &str) -> Option<String> {
        with_address(path, keys, |page| url(page, &config(settings)), settings)
    }

    #[test]
    fn names_make_urls() {
        for (path, expected) in [
            ("content/_index.md", "/"),
            ("content/Big Posts/_index.md", "/Big%20Posts/"),
            ("content/Big Posts/Hello World.md", "/Big%20Posts/hello-world/"),
            ("content/posts/2024-01-02-hello.md", "/posts/hello/"),
            ("content/posts/2024-01-02.md", "/posts/2024-01-02/"),
            ("content/posts/2024-01-02-trip/index.md", "/posts/trip/"),
            ("content/trip/index.md", "/trip/"),
            ("content/index.md", "/"),
            ("content/a.fr.md", "/a-fr/"),
            ("content/posts/trip/index.fr.md", "/posts/index-fr/"),
        ] {
            assert_eq!(at(path, &[], "").as_deref(), Some(expected), "{path}");
        }
        assert_eq!(at("content/日本.md", &[], ""), None);
        assert_eq!(at("content/日本.md", &[], "slugify.paths = 'safe'").as_deref(), Some("/%E6%97%A5%E6%9C%AC/"));
        let keeps = "slugify.paths_keep_dates = true";
        assert_eq!(at("content/2024-01-02-a.md", &[], keeps).as_deref(), Some("/2024-01-02-a/"));
    }

    #[test]
    fn keys_make_urls() {
        let page = "content/posts/a.md";
        assert_eq!(at(page, &[("slug", "Été!")], "").as_deref(), Some("/posts/ete/"));
        assert_eq!(at(page, &[("slug", "x"), ("path", " about/us")], "").as_deref(), Some("/about/us/"));
        assert_eq!(at(page, &[("path", "/About/")], "[languages.fr]").as_deref(), Some("/About/"));
        assert_eq!(at(page, &[("render", "false")], ""), None);
    }

    #[test]
    fn languages_have_a_folder() {
        let settings = "[languages.fr]";
        for (path, expected) in [
            ("content/_index.fr.md", "/fr/"),
            ("content/x/_index.fr.md", "/fr/x/"),
            ("content/x/a.fr.md", "/fr/x/a/"),
            ("content/x/a/index.fr.md", "/fr/x/a/"),
            ("content/x/a.en.md", "/x/a-en/"),
        ] {
            assert_eq!(at(path, &[], settings).as_deref(), Some(expected), "{path}");
        }
        assert_eq!(at("content/a.it.md", &[], settings), None);
        assert_eq!(at("content/a.fr.md", &[("path", "x")], settings).as_deref(), Some("/x/"));
    }

    #[test]
    fn aliases_are_rooted() {
        let alias = |alias: &str| with_address("content/a/b.md", &[], |page| alias_url(alias, page, &config("")), "");
        assert_eq!(alias("old").as_deref(), Some("/old/"));
        assert_eq!(alias("/old/x/").as_deref(), Some("/old/x/"));
        assert_eq!(alias("old.html").as_deref(), Some("/old.html"));
        assert_eq!(alias("/"), None);
    }
}
