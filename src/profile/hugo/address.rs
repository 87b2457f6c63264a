//! The URLs of pages and aliases.

use super::date_names;
use super::pages::ContentFile;
use super::paths::{escape, lower, normalize, sanitize};
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
    let folders = Folders::of(page, &file);
    let name = if file.is_bundle() { file.dir.rsplit('/').next().unwrap_or_default() } else { file.base.as_str() };
    let (name_date, name_slug) = match page.kind {
        PageKind::Single | PageKind::LeafBundle => {
            date_names::from_handlers(name, config, &|key| (page.text)(key).is_some())
        }
        _ => (None, None),
    };
    let slug = trimmed_slug((page.text)("slug")).or(name_slug);
    let sections = folders.current_section();
    let tokens = Tokens {
        title: (page.text)("title"),
        slug: slug.clone(),
        date: name_date.or(page.date),
        name,
        sections: &sections,
    };
    if let Some(url) = (page.text)("url").filter(|url| !url.is_empty()) {
        return url_of_key(&permalinks::expand(&url, &tokens, config)?, &file, config);
    }
    let rule = permalinks::rule(page.kind, &file.logical_path(), Some(&file.language), config);
    let path = match rule {
        Some(rule) => permalinks::unescape(&permalinks::expand(rule.pattern.as_deref()?, &tokens, config)?)?,
        // Hugo takes the name of the output file off, too; what is left depends on more than the page.
        None if slug.as_deref() == Some("index") => return None,
        None => {
            let last = slug.unwrap_or_else(|| spelling(name, config));
            format!("{}/{last}", folders.published_path(config))
        }
    };
    published(&path, page.kind, &file, config)
}

/// The URL of an alias of a page: rooted, or relative to the folder in which the page lies.
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
    let is_file = path.ends_with(".html") || path.ends_with(".htm");
    let prefix = if alias.starts_with('/') { language_prefix(&file, config) } else { String::new() };
    let path = crate::listing::normalize(&path)?;
    let path = path.strip_suffix("index.html").unwrap_or(&path).trim_end_matches('/');
    match path {
        "" => None,
        path if is_file && path.contains('.') => escape(&format!("{prefix}/{path}")),
        path => escape(&format!("{prefix}/{path}/")),
    }
}

/// The folders above a page, outermost first, with what their list pages say.
struct Folders {
    folders: Vec<(String, Option<SectionPage>)>,
}

impl Folders {
    fn of(page: &PageAddress<'_>, file: &ContentFile<'_>) -> Self {
        let above = if file.is_bundle() { crate::listing::parent(&file.dir) } else { file.dir.as_str() };
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

    /// The folders down to the section: the innermost with a list page, or the outermost.
    fn current_section(&self) -> Vec<(String, Option<SectionPage>)> {
        let depth = self.folders.iter().rposition(|(_, section)| section.is_some()).map_or(1, |at| at + 1);
        self.folders.iter().take(depth).cloned().collect()
    }

    /// The path that the pages below begin with: a section's slug stands for its name.
    fn published_path(&self, config: &GeneratorConfig) -> String {
        let part = |(name, section): &(String, Option<SectionPage>)| {
            let slug = section.as_ref().and_then(|section| trimmed_slug(section.slug.clone()));
            slug.unwrap_or_else(|| spelling(name, config))
        };
        self.folders.iter().map(|folder| format!("/{}", part(folder))).collect()
    }
}

fn is_unpublished(page: &PageAddress<'_>) -> bool {
    let text = |key: &str| (page.text)(key).map(|text| lower(&text));
    text("headless").is_some_and(|text| matches!(text.as_str(), "true" | "t" | "1"))
        || text("build.render").is_some_and(|text| matches!(text.as_str(), "never" | "false"))
}

fn trimmed_slug(slug: Option<String>) -> Option<String> {
    slug.map(|slug| slug.trim_matches('-').to_owned()).filter(|slug| !slug.is_empty())
}

fn spelling(name: &str, config: &GeneratorConfig) -> String {
    if config.keep_case { name.to_owned() } else { normalize(name) }
}

fn language_prefix(file: &ContentFile<'_>, config: &GeneratorConfig) -> String {
    let is_prefixed = !config.languages.is_empty()
        && (file.language != config.default_language || config.default_language_in_urls || config.language_hosts);
    if is_prefixed { format!("/{}", file.language) } else { String::new() }
}

/// The URL of a path that Hugo made itself: cleaned of what may not stand in a URL.
fn published(path: &str, kind: PageKind, file: &ContentFile<'_>, config: &GeneratorConfig) -> Option<String> {
    let path = sanitize(&format!("/{}", single_slashes(path).trim_matches('/')), config);
    let section = lower(file.dir.split('/').next().unwrap_or_default());
    let is_ugly = config.ugly_urls || config.ugly_sections.contains(&section);
    let end = match kind {
        PageKind::Single | PageKind::LeafBundle | PageKind::Term if is_ugly => ".html",
        _ if is_ugly => "/index.html",
        _ if path.ends_with('/') => "",
        _ => "/",
    };
    escape(&format!("{}{path}{end}", language_prefix(file, config)))
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
    escape(&format!("{prefix}{path}"))
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
