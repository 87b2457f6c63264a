//! The parts of a site whose pages are alike: the folders below its content.

use std::collections::{BTreeMap, BTreeSet};

use crate::listing::parent;
use crate::profile::generator_config::ContentRoot;
use crate::site::{Page, Site};

/// Fewest pages of a part that gets a schema: of fewer, nothing can be said of the next one.
const FEWEST: usize = 5;

/// Pages that one schema is made for.
pub struct Section<'w> {
    /// The name: `posts`.
    pub name: String,
    /// Patterns of its files, relative to the site's root.
    pub patterns: Vec<String>,
    /// Its content pages.
    pub pages: Vec<&'w Page>,
    /// Its list pages and parts of pages, which the patterns match as well.
    pub others: Vec<&'w Page>,
}

/// The sections of `pages` that deserve a schema, by name.
pub fn of<'w>(pages: &[&'w Page], site: &Site) -> Vec<Section<'w>> {
    let mut by_name: BTreeMap<String, Section<'w>> = BTreeMap::new();
    let mut patterns: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for page in pages {
        let Some((name, pattern)) = place(&page.path, site) else { continue };
        let section = by_name.entry(name.clone()).or_insert_with(|| Section {
            name: name.clone(),
            patterns: Vec::new(),
            pages: Vec::new(),
            others: Vec::new(),
        });
        if page.kind.is_content() {
            section.pages.push(page);
            patterns.entry(name).or_default().insert(pattern);
        } else {
            section.others.push(page);
        }
    }
    let deserving = by_name.into_values().filter(|section| section.pages.len() >= FEWEST);
    let complete = deserving.map(|mut section| {
        section.patterns = patterns.remove(&section.name).unwrap_or_default().into_iter().collect();
        section
    });
    let mut sections: Vec<Section<'w>> = complete.collect();
    distinguish(&mut sections);
    sections
}

/// The section of a file, and the pattern that finds its neighbours.
fn place(path: &str, site: &Site) -> Option<(String, String)> {
    let root = root_of(path, site)?;
    let below = match &*root.dir {
        "" => path,
        dir => path.strip_prefix(dir)?.strip_prefix('/')?,
    };
    // Generators with several folders of content, such as `docs` and `blog`, keep one kind of page in each.
    let roots = &site.config.content;
    let is_own_kind = roots.iter().filter(|other| other.language == root.language).count() > 1;
    if is_own_kind && !root.dir.is_empty() {
        return usable(format!("{}/**", root.dir)).map(|pattern| (root.dir.clone(), pattern));
    }
    let (folder, below) = within_language(&root.dir, below, site);
    match below.split_once('/') {
        Some((first, _)) => {
            let folder = crate::listing::join(&folder, first);
            usable(format!("{folder}/**")).map(|pattern| (first.to_owned(), pattern))
        }
        None => {
            let extension = path.rsplit_once('.').map(|(_, extension)| extension)?;
            let pattern = crate::listing::join(parent(path), &format!("*.{extension}"));
            usable(pattern).map(|pattern| ("pages".to_owned(), pattern))
        }
    }
}

/// The folder of a language inside of `dir` and the rest of the path, where the path leads through one.
fn within_language<'p>(dir: &str, below: &'p str, site: &Site) -> (String, &'p str) {
    let inside = below
        .split_once('/')
        .filter(|(first, _)| site.config.languages.iter().any(|language| language.eq_ignore_ascii_case(first)));
    inside.map_or_else(|| (dir.to_owned(), below), |(first, rest)| (crate::listing::join(dir, first), rest))
}

/// The innermost folder of content that `path` lies in.
fn root_of<'s>(path: &str, site: &'s Site) -> Option<&'s ContentRoot> {
    let is_below = |root: &&ContentRoot| {
        root.dir.is_empty() || path.strip_prefix(&*root.dir).is_some_and(|rest| rest.starts_with('/'))
    };
    site.config.content.iter().filter(is_below).max_by_key(|root| root.dir.len())
}

/// A pattern, unless a character of the folder's name means something in patterns.
fn usable(pattern: String) -> Option<String> {
    let name = pattern.trim_end_matches("/**");
    let name = name.rsplit_once("*.").map_or(name, |(before, _)| before);
    (!name.contains(['*', '?', '[', ']', '{', '}', '\\', '!'])).then_some(pattern)
}

/// Gives every section a name of its own that can be the name of a file.
fn distinguish(sections: &mut [Section<'_>]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for section in sections {
        let is_fine = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' };
        let name: String = section.name.trim_matches(['_', '.', '/']).chars().map(is_fine).collect();
        let mut unique = if name.is_empty() { "pages".to_owned() } else { name };
        while !taken.insert(unique.to_lowercase()) {
            unique.push_str("-2");
        }
        section.name = unique;
    }
}
