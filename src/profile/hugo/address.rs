//! The URLs of pages and aliases.

use std::borrow::Cow;

use super::date_names;
use super::pages::ContentFile;
use super::paths::{escape, is_lower_of, lower, normalized, sanitize};
use super::permalinks::{self, Tokens};
use crate::listing::{file_name, parent};
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::{PageAddress, PageKind, SectionPage};

/// The URL of a page as `.RelPermalink` has it (Hugo 0.168), without the base path. `None` where there is none
/// (resources, headless pages) or it cannot be known (a token without a value).
pub fn url(page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    if page.kind == PageKind::Resource || is_unpublished(page) {
        return None;
    }
    let file = ContentFile::at(page.path, config)?;
    if page.kind == PageKind::Home {
        let end = if config.ugly_urls { "index.html" } else { "" };
        return Some(format!("{}/{end}", language_prefix(&file, config)));
    }
    if config.keep_case && file.is_odd_case {
        return None;
    }
    let folders = Folders { page, file: &file };
    let name = if file.is_bundle() { file_name(&file.dir) } else { &*file.base };
    let (name_date, name_slug) = date_names::from_handlers(name, config, &|key| (page.text)(key).is_some());
    let own_slug = (page.text)("slug");
    let slug = own_slug.as_deref().and_then(trimmed_slug).or(name_slug.as_deref());
    // Most pages have no pattern, for which all this would be gathered in vain.
    let expand = |pattern: &str| {
        let title = (page.text)("title");
        let is_section = page.kind == PageKind::BranchBundle;
        let own = SectionPage { slug: slug.map(str::to_owned), title };
        let sections: Vec<_> =
            if is_section { folders.iter().chain([(name, Some(&own))]).collect() } else { folders.current_section() };
        let (title, date) = (own.title.as_deref(), name_date.or(page.date));
        permalinks::expand(pattern, &Tokens { title, slug, date, name, is_section, sections: &sections }, config)
    };
    if let Some(url) = (page.text)("url").filter(|url| !url.is_empty()) {
        return url_of_key(&expand(&url)?, &file, config);
    }
    let rule = permalinks::rule(page.kind, || file.logical_path(), Some(file.language), config);
    if let Some(rule) = rule {
        let expanded = permalinks::unescape(&expand(rule.pattern.as_deref()?)?)?;
        if !expanded.is_empty() {
            return published(&format!("/{}", without_dot_segments(&expanded)), None, page.kind, &file, config);
        }
    }
    url_by_path(page, &file, &folders, name, slug, config)
}

/// The URL of an alias of a page: rooted (below the page's language), or relative to the parent of the page's own URL.
pub fn alias_url(alias: &str, page: &PageAddress<'_>, config: &GeneratorConfig) -> Option<String> {
    let file = ContentFile::at(page.path, config)?;
    if alias.is_empty() || lower(alias).starts_with("http") {
        return None;
    }
    let path = if alias.starts_with('/') {
        alias.to_owned()
    } else {
        let url = url(page, config)?;
        let parent = url.trim_end_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
        format!("{parent}/{alias}")
    };
    let path = without_dot_segments(&path);
    let path = path.strip_suffix("index.html").unwrap_or(&path).trim_end_matches('/');
    let prefix = if alias.starts_with('/') { language_prefix(&file, config) } else { String::new() };
    match path {
        // Hugo refuses an alias of the front page.
        "" => None,
        path if path.ends_with(".html") || path.ends_with(".htm") => escape(format!("{prefix}/{path}")),
        path if config.ugly_urls => escape(format!("{prefix}/{path}.html")),
        path => escape(format!("{prefix}/{path}/")),
    }
}

/// The URL without any pattern: the folders, then the slug or the name.
fn url_by_path(
    page: &PageAddress<'_>,
    file: &ContentFile<'_>,
    folders: &Folders<'_>,
    name: &str,
    slug: Option<&str>,
    config: &GeneratorConfig,
) -> Option<String> {
    let last = slug.map_or_else(|| spelling(name, config), Cow::Borrowed);
    // Hugo takes the name of the output file off, too; what is left depends on more than the page.
    if last == "index" && (page.kind == PageKind::Single || config.ugly_urls || (page.text)("slug").is_some()) {
        return None;
    }
    let is_list = !matches!(page.kind, PageKind::Single | PageKind::LeafBundle);
    if is_list && last.len() != last.trim_matches('/').len() {
        return None;
    }
    published(&folders.published_path(config)?, Some(last.trim_matches('/')), page.kind, file, config)
}

/// The folders above a page.
struct Folders<'a> {
    page: &'a PageAddress<'a>,
    file: &'a ContentFile<'a>,
}

impl<'a> Folders<'a> {
    /// Their names, outermost first, with what their list pages say.
    fn iter(&self) -> impl Iterator<Item = (&'a str, Option<&'a SectionPage>)> {
        let (page, root) = (self.page, self.file.root);
        let above = if self.file.is_bundle() { parent(&self.file.dir) } else { &*self.file.dir };
        let mounted = root.target.split('/').filter(|part| !part.is_empty()).count();
        // Where the folder on the disk ends in the path of the file.
        let mut end = root.dir.len();
        above.split('/').filter(|name| !name.is_empty()).enumerate().map(move |(depth, name)| {
            if depth >= mounted {
                end += usize::from(end > 0) + name.len();
            }
            let said = page.sections.filter(|_| depth + 1 >= mounted);
            (name, said.and_then(|said| said.get(&page.path[..end])))
        })
    }

    /// The folders down to the section: the innermost with a list page, or the outermost.
    fn current_section(&self) -> Vec<(&'a str, Option<&'a SectionPage>)> {
        let mut folders: Vec<_> = self.iter().collect();
        let depth = folders.iter().rposition(|(_, section)| section.is_some()).map_or(1, |at| at + 1);
        folders.truncate(depth);
        folders
    }

    /// The path that the pages below begin with: a section's slug stands for its name. `None` where a slug begins or
    /// ends with a slash, on which Hugo drops the section altogether.
    fn published_path(&self, config: &GeneratorConfig) -> Option<String> {
        let mut path = String::with_capacity(self.page.path.len());
        for (name, section) in self.iter() {
            let slug = section.and_then(|section| trimmed_slug(section.slug.as_deref()?));
            let part = slug.map_or_else(|| spelling(name, config), Cow::Borrowed);
            if part.len() != part.trim_matches('/').len() {
                return None;
            }
            path.push('/');
            path.push_str(&part);
        }
        Some(path)
    }
}

fn is_unpublished(page: &PageAddress<'_>) -> bool {
    let is = |key: &str, values: &[&str]| (page.text)(key).is_some_and(|text| values.contains(&text.as_str()));
    // `Never` is no value that Hugo knows, and such a page is published.
    is("headless", &["true", "True", "TRUE", "t", "T", "1"]) || is("build.render", &["never", "false"])
}

fn trimmed_slug(slug: &str) -> Option<&str> {
    Some(slug.trim_matches('-')).filter(|slug| !slug.is_empty())
}

fn spelling<'n>(name: &'n str, config: &GeneratorConfig) -> Cow<'n, str> {
    if config.keep_case { Cow::Borrowed(name) } else { normalized(name) }
}

/// The language in front of paths. Where languages have hosts of their own, it stands for the host: the folder into which
/// Hugo writes the language, so that equal paths of two hosts differ.
fn language_prefix(file: &ContentFile<'_>, config: &GeneratorConfig) -> String {
    let is_prefixed =
        file.language != config.default_language || config.default_language_in_urls || config.language_hosts;
    if is_prefixed { ["/", file.language].concat() } else { String::new() }
}

/// The URL of a path that Hugo made itself (a folder and what lies in it, or all of a path): cleaned of what may not stand
/// in a URL. Folder and name of a page are cleaned each for itself, so that nothing is left of a space at the start of the
/// name.
fn published(
    dir: &str,
    name: Option<&str>,
    kind: PageKind,
    file: &ContentFile<'_>,
    config: &GeneratorConfig,
) -> Option<String> {
    let section = file.dir.split('/').next().unwrap_or_default();
    let is_ugly = config.ugly_urls || config.ugly_sections.iter().any(|ugly| is_lower_of(ugly, section));
    let is_list = matches!(kind, PageKind::BranchBundle | PageKind::Taxonomy);
    let suffix = if is_ugly && !is_list { ".html" } else { "" };
    let mut path = language_prefix(file, config);
    path.reserve(dir.len() + name.map_or(0, str::len) + "/.html".len());
    match name {
        Some(name) if matches!(kind, PageKind::Single | PageKind::LeafBundle) => {
            path.push_str(&sanitize(dir, config));
            if !path.ends_with('/') {
                path.push('/');
            }
            path.push_str(&sanitize(&followed_by(name, suffix), config));
        }
        Some(name) => path.push_str(&sanitize(&[dir, "/", name, suffix].concat(), config)),
        None => path.push_str(&sanitize(&followed_by(dir, suffix), config)),
    }
    if is_ugly && is_list {
        path = format!("{}/index.html", path.strip_suffix('/').unwrap_or(&path));
    } else if suffix.is_empty() && !path.ends_with('/') {
        path.push('/');
    }
    escape(path)
}

fn followed_by<'t>(text: &'t str, suffix: &str) -> Cow<'t, str> {
    if suffix.is_empty() { Cow::Borrowed(text) } else { Cow::Owned([text, suffix].concat()) }
}

/// The URL of the key `url`, which keeps its letter case and characters.
fn url_of_key(url: &str, file: &ContentFile<'_>, config: &GeneratorConfig) -> Option<String> {
    if lower(url).starts_with("http:") || lower(url).starts_with("https:") {
        return None;
    }
    let prefix = match language_prefix(file, config) {
        prefix if !url.starts_with('/') => prefix,
        prefix if config.language_hosts && !url.starts_with(&prefix) => prefix,
        _ => String::new(),
    };
    let mut path = single_slashes(&format!("/{url}"));
    if path.contains("..") {
        let slash = if path.ends_with('/') { "/" } else { "" };
        path = format!("/{}{slash}", without_dot_segments(&path));
    }
    if let Some(folder) = path.strip_suffix("/index.html") {
        path = format!("{folder}/");
    } else if !path.ends_with('/') && !path.contains('.') {
        path.push('/');
    }
    escape(prefix + &path)
}

fn single_slashes(path: &str) -> String {
    let mut joined = String::with_capacity(path.len());
    for c in path.chars() {
        if c != '/' || !joined.ends_with('/') {
            joined.push(c);
        }
    }
    joined
}

/// `..` goes up, and stops at the root.
fn without_dot_segments(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
