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

/// The folders below a root that may hold marks, or be ones. A site's root is looked for from each of its pages upwards,
/// so all else that lies below would be listed many times.
const FOLDERS_OF_MARKS: [&str; 15] = [
    ".vitepress",
    "_data",
    "_includes",
    "_layouts",
    "_posts",
    "archetypes",
    "config",
    "content",
    "docs",
    "layouts",
    "sass",
    "scaffolds",
    "source",
    "templates",
    "themes",
];

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
    let is_marked_by = |listing: Listing| recognise_marked(&listing, &folder).is_some();
    folder.root().join(CONFIG_FILE).is_file()
        || is_marked_by(folder.listing(Some(1)))
        || is_marked_by(folder.listing_within(Some(DEEPEST_MARK), may_hold_marks))
}

/// Whether the folder at `path`, relative to a root, may hold what marks the root.
fn may_hold_marks(path: &str) -> bool {
    path.contains('/') || FOLDERS_OF_MARKS.contains(&path)
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

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::may_hold_marks;
    use crate::listing::Listing;
    use crate::open::recognise_marked;

    /// Which generator's site `files` are, told by all of them and by those that are looked at.
    fn told(files: &[(&str, &str)]) -> [Option<&'static str>; 2] {
        let texts: HashMap<String, String> =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let is_seen = |path: &&String| path.split_once('/').is_none_or(|(folder, _)| may_hold_marks(folder));
        let listings = [texts.keys().cloned().collect(), texts.keys().filter(is_seen).cloned().collect::<Vec<_>>()];
        listings.map(|paths| recognise_marked(&Listing::new(paths), &texts).map(|(profile, _)| profile.id))
    }

    #[test]
    fn a_site_is_told_by_what_is_looked_at() {
        let eleventy = ("package.json", r#"{"devDependencies": {"@11ty/eleventy": "3"}}"#);
        let hexo = ("package.json", r#"{"dependencies": {"hexo": "7"}}"#);
        let zola = ("config.toml", "base_url = \"https://example.org\"");
        let hugo = ("config.toml", "title = 'A'");
        let cases: [(&str, &[(&str, &str)]); 16] = [
            ("hugo", &[("config/_default/hugo.toml", "")]),
            ("hugo", &[hugo, ("content/a.md", ""), ("archetypes/default.md", "")]),
            ("hugo", &[hugo, ("content/a.md", ""), ("layouts/index.html", "")]),
            ("hugo", &[hugo, ("content/a.md", ""), ("themes/a/theme.toml", "")]),
            ("zola", &[zola, ("content/a.md", "")]),
            ("zola", &[zola, ("templates/index.html", "")]),
            ("zola", &[zola, ("sass/a.scss", "")]),
            ("vitepress", &[(".vitepress/config.ts", "")]),
            ("vitepress", &[("docs/.vitepress/theme/index.ts", "")]),
            ("jekyll", &[("_posts/2024-03-07-a.md", "")]),
            ("jekyll", &[("_layouts/default.html", "")]),
            ("hexo", &[hexo, ("source/_posts/a.md", "")]),
            ("hexo", &[hexo, ("_config.yml", ""), ("scaffolds/post.md", "")]),
            ("hexo", &[("_config.yml", ""), ("source/_posts/a.md", ""), ("themes/a/_config.yml", "")]),
            ("eleventy", &[eleventy, ("_includes/base.njk", "")]),
            ("eleventy", &[eleventy, ("_data/site.json", "")]),
        ];
        for (generator, files) in cases {
            assert_eq!(told(files), [Some(generator); 2], "{files:?}");
        }
        assert!(!may_hold_marks("posts") && may_hold_marks("docs/guide"));
    }
}
