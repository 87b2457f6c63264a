//! Floor 6: finds the sites that a path lies in, or that lie below it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::disk::SiteFolder;
use crate::listing::{Files, Listing};
use crate::open::{CONFIG_FILE, recognise_marked};

/// How many folders up a site's root is looked for outside of a repository.
const FARTHEST_UP: usize = 6;

/// How many folders down sites are looked for in a folder that lies in none: `websites/docs/hugo.toml`.
const FARTHEST_DOWN: usize = 4;

/// How many levels below a root its marks are: `config/_default/hugo.toml` is on the third.
const DEEPEST_MARK: usize = 3;

/// The root of a site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SiteRoot {
    /// The folder.
    pub folder: PathBuf,
    /// Whether a configuration or a generator's files mark it. A folder without a mark may be anybody's home: of a
    /// single file in it, only the neighbours are looked at.
    pub is_marked: bool,
}

/// The roots of the sites that have to do with `path`, which exists and is absolute: the one that it lies in, else those
/// below it, else its own folder.
pub fn roots(path: &Path) -> Vec<SiteRoot> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    if let Some(folder) = upwards(folder) {
        return vec![SiteRoot { folder, is_marked: true }];
    }
    let below = if path.is_dir() { downwards(folder) } else { Vec::new() };
    if below.is_empty() {
        return vec![SiteRoot { folder: folder.to_owned(), is_marked: false }];
    }
    below.into_iter().map(|folder| SiteRoot { folder, is_marked: true }).collect()
}

/// The nearest marked folder from `start` upwards, not above the root of a repository.
fn upwards(start: &Path) -> Option<PathBuf> {
    let is_repository = |folder: &&Path| folder.join(".git").exists();
    let repository = start.ancestors().position(|folder| is_repository(&folder));
    let count = repository.map_or(FARTHEST_UP, |depth| depth + 1);
    start.ancestors().take(count).find(|folder| is_marked(folder)).map(Path::to_owned)
}

fn is_marked(folder: &Path) -> bool {
    // The root of a disk and the folder for temporary files are nobody's site, whatever lies in them.
    if folder.parent().is_none() || folder == std::env::temp_dir() {
        return false;
    }
    let Ok(folder) = SiteFolder::open(folder) else { return false };
    // Most marks are files of the folder itself, for which nobody has to look below: that is done when it is opened.
    let is_marked_within = |depth| recognise_marked(&folder.listing(Some(depth)), &folder).is_some();
    folder.root().join(CONFIG_FILE).is_file() || is_marked_within(1) || is_marked_within(DEEPEST_MARK)
}

/// The marked folders below `folder`, without those inside of one another (a theme may have a site of its own).
fn downwards(folder: &Path) -> Vec<PathBuf> {
    let Ok(opened) = SiteFolder::open(folder) else { return Vec::new() };
    let listing = opened.listing(Some(FARTHEST_DOWN + DEEPEST_MARK));
    let mut found: Vec<String> = Vec::new();
    for candidate in candidates(&listing) {
        let is_inside = found.iter().any(|root| candidate.starts_with(&format!("{root}/")));
        if !is_inside && is_marked_below(&candidate, &listing, &opened) {
            found.push(candidate);
        }
    }
    found.into_iter().map(|root| opened.root().join(root)).collect()
}

/// Folders with a file whose name some generator gives its configuration.
fn candidates(listing: &Listing) -> BTreeSet<String> {
    const NAMES: [&str; 9] = [
        "hugo.",
        "config.",
        "_config.",
        "zola.",
        "astro.config.",
        "docusaurus.config.",
        "eleventy.config.",
        "mkdocs.",
        CONFIG_FILE,
    ];
    let marks = |name: &str| name == ".eleventy.js" || NAMES.iter().any(|start| name.starts_with(start));
    let folder = |path: &str| {
        let (folder, name) = path.rsplit_once('/')?;
        if let Some(root) = folder.strip_suffix("/config/_default") {
            return marks(name).then(|| root.to_owned());
        }
        let vitepress = folder.strip_suffix("/.vitepress").filter(|_| name.starts_with("config."));
        vitepress.or_else(|| marks(name).then_some(folder)).map(str::to_owned)
    };
    listing.iter().filter_map(folder).collect()
}

fn is_marked_below(root: &str, listing: &Listing, files: &SiteFolder) -> bool {
    let prefix = format!("{root}/");
    let inner = Listing::new(listing.under(root).map(|path| path[prefix.len()..].to_owned()));
    inner.contains(CONFIG_FILE) || recognise_marked(&inner, &Below { prefix, files }).is_some()
}

/// The files of a folder inside of another.
struct Below<'f> {
    prefix: String,
    files: &'f SiteFolder,
}

impl Files for Below<'_> {
    fn read(&self, path: &str) -> Option<String> {
        self.files.read(&format!("{}{path}", self.prefix))
    }
}
