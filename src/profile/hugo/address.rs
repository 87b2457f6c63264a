//! The URLs of pages and aliases.

use super::date_names;
use super::pages::ContentFile;
use super::paths::{escape, is_lower_of, lower, normalize, sanitize};
use super::permalinks::{self, Tokens};
use crate::listing::join;
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
    let folders = Folders::of(page, &file);
    let name = if file.is_bundle() { file.dir.rsplit('/').next().unwrap_or_default() } else { &*file.base };
    let (name_date, name_slug) = date_names::from_handlers(name, config, &|key| (page.text)(key).is_some());
    let slug = trimmed_slug((page.text)("slug")).or(name_slug);
    // Most pages have no pattern, for which all this would be gathered in vain.
    let expand = |pattern: &str| {
        let title = (page.text)("title");
        let is_section = page.kind == PageKind::BranchBundle;
        let sections = if is_section {
            folders.all_and(name, SectionPage { slug: slug.clone(), title: title.clone() })
        } else {
            folders.current_section()
        };
        let (slug, date) = (slug.clone(), name_date.or(page.date));
        permalinks::expand(pattern, &Tokens { title, slug, date, name, is_section, sections: &sections }, config)
    };
    if let Some(url) = (page.text)("url").filter(|url| !url.is_empty()) {
        return url_of_key(&expand(&url)?, &file, config);
    }
    let rule = permalinks::rule(page.kind, || file.logical_path(), Some(file.language), config);
    if let Some(rule) = rule {
        let expanded = permalinks::unescape(&expand(rule.pattern.as_deref()?)?)?;
        if !expanded.is_empty() {
            return published(&format!("/{}", without_dot_segments(&expanded)), "", page.kind, &file, config);
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
    folders: &Folders,
    name: &str,
    slug: Option<String>,
    config: &GeneratorConfig,
) -> Option<String> {
    let last = slug.unwrap_or_else(|| spelling(name, config));
    // Hugo takes the name of the output file off, too; what is left depends on more than the page.
    if last == "index" && (page.kind == PageKind::Single || config.ugly_urls || (page.text)("slug").is_some()) {
        return None;
    }
    let is_list = !matches!(page.kind, PageKind::Single | PageKind::LeafBundle);
    if is_list && last != last.trim_matches('/') {
        return None;
    }
    let last = ["/", last.trim_matches('/')].concat();
    published(&folders.published_path(config)?, &last, page.kind, file, config)
}

/// The folders above a page, outermost first, with what their list pages say.
struct Folders {
    folders: Vec<(String, Option<SectionPage>)>,
}

impl Folders {
    fn of(page: &PageAddress<'_>, file: &ContentFile<'_>) -> Self {
        let above = if file.is_bundle() { crate::listing::parent(&file.dir) } else { &*file.dir };
        let mounted = file.root.target.split('/').filter(|part| !part.is_empty()).count();
        let mut physical = file.root.dir.clone();
        let mut folders = Vec::new();
        for (depth, name) in above.split('/').filter(|name| !name.is_empty()).enumerate() {
            if depth >= mounted {
                physical = join(&physical, name);
            }
            let section = if depth + 1 >= mounted { (page.section)(&physical) } else { None };
            folders.push((name.to_owned(), section));
        }
        Self { folders }
    }

    /// All folders, and the section itself that is asked about.
    fn all_and(&self, name: &str, own: SectionPage) -> Vec<(String, Option<SectionPage>)> {
        self.folders.iter().cloned().chain([(name.to_owned(), Some(own))]).collect()
    }

    /// The folders down to the section: the innermost with a list page, or the outermost.
    fn current_section(&self) -> Vec<(String, Option<SectionPage>)> {
        let depth = self.folders.iter().rposition(|(_, section)| section.is_some()).map_or(1, |at| at + 1);
        self.folders.iter().take(depth).cloned().collect()
    }

    /// The path that the pages below begin with: a section's slug stands for its name. `None` where a slug begins or
    /// ends with a slash, on which Hugo drops the section altogether.
    fn published_path(&self, config: &GeneratorConfig) -> Option<String> {
        let mut path = String::new();
        for (name, section) in &self.folders {
            let slug = section.as_ref().and_then(|section| trimmed_slug(section.slug.clone()));
            let part = slug.unwrap_or_else(|| spelling(name, config));
            if part != part.trim_matches('/') {
                return None;
            }
            path.extend(["/", &*part]);
        }
        Some(path)
    }
}

fn is_unpublished(page: &PageAddress<'_>) -> bool {
    let is = |key: &str, values: &[&str]| (page.text)(key).is_some_and(|text| values.contains(&text.as_str()));
    // `Never` is no value that Hugo knows, and such a page is published.
    is("headless", &["true", "True", "TRUE", "t", "T", "1"]) || is("build.render", &["never", "false"])
}

fn trimmed_slug(slug: Option<String>) -> Option<String> {
    slug.map(|slug| slug.trim_matches('-').to_owned()).filter(|slug| !slug.is_empty())
}

fn spelling(name: &str, config: &GeneratorConfig) -> String {
    if config.keep_case { name.to_owned() } else { normalize(name) }
}

/// The language in front of paths. Where languages have hosts of their own, it stands for the host: the folder into which
/// Hugo writes the language, so that equal paths of two hosts differ.
fn language_prefix(file: &ContentFile<'_>, config: &GeneratorConfig) -> String {
    let is_prefixed =
        file.language != config.default_language || config.default_language_in_urls || config.language_hosts;
    if is_prefixed { ["/", file.language].concat() } else { String::new() }
}

/// The URL of a path that Hugo made itself: cleaned of what may not stand in a URL. Folder and name of a page are cleaned
/// each for itself, so that nothing is left of a space at the start of the name.
fn published(
    dir: &str,
    name: &str,
    kind: PageKind,
    file: &ContentFile<'_>,
    config: &GeneratorConfig,
) -> Option<String> {
    let section = file.dir.split('/').next().unwrap_or_default();
    let is_ugly = config.ugly_urls || config.ugly_sections.iter().any(|ugly| is_lower_of(ugly, section));
    let is_list = matches!(kind, PageKind::BranchBundle | PageKind::Taxonomy);
    let suffix = if is_ugly && !is_list { ".html" } else { "" };
    let mut path = if matches!(kind, PageKind::Single | PageKind::LeafBundle) && !name.is_empty() {
        let dir = sanitize(dir, config);
        let name = [name.trim_start_matches('/'), suffix].concat();
        let name = sanitize(&name, config);
        let slash = if dir.ends_with('/') { "" } else { "/" };
        [&*dir, slash, &name].concat()
    } else {
        sanitize(&[dir, name, suffix].concat(), config).into_owned()
    };
    if is_ugly && is_list {
        path = format!("{}/index.html", path.strip_suffix('/').unwrap_or(&path));
    } else if suffix.is_empty() && !path.ends_with('/') {
        path.push('/');
    }
    escape(language_prefix(file, config) + &path)
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
