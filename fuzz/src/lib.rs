//! What the fuzz targets share: sites that are packed into one text, and what has to hold of anything that was read or found.

pub mod packed;
pub mod sound;

use std::collections::{HashMap, HashSet};

use matterlint::listing::Listing;
use matterlint::open::{self, ConfigFile, Options};
use matterlint::site::Source;
use matterlint::workspace::{Others, Workspace};

/// Files that say how a site is read, one of which any text may be.
pub const CONFIGURATIONS: [&str; 14] = [
    "matterlint.yaml",
    "hugo.toml",
    "hugo.yaml",
    "config.json",
    "_config.yml",
    "mkdocs.yml",
    "zola.toml",
    "astro.config.mjs",
    "src/content.config.ts",
    "docusaurus.config.js",
    ".vitepress/config.ts",
    "eleventy.config.js",
    "terms.yaml",
    "frontmatter.json",
];

/// One of `all`, chosen by the length of the input: seeds then need no byte that says which one is meant, and a mutation
/// that adds a byte tries another.
pub fn one_of<'a, T>(all: &'a [T], data: &[u8]) -> &'a T {
    &all[data.len() % all.len()]
}

/// What a user who says nothing gets, on a day that does not change.
pub fn options() -> Options {
    Options {
        generator: None,
        config: ConfigFile::AtRoot,
        whole_folders: true,
        today: "2026-11-25T00:00:00Z".parse().expect("a valid instant"),
        select: Vec::new(),
        ignore: Vec::new(),
    }
}

/// The site of `files`, judged; `None` where its configuration is wrong, whose problems are looked at instead.
pub fn workspace(files: &HashMap<String, String>, options: &Options) -> Option<Workspace> {
    let listing = Listing::new(files.keys().cloned());
    let (site, rules) = match open::assemble(listing, files, options) {
        Ok((site, rules, _)) => (site, rules),
        Err(open::OpenError::Configuration { problems, .. }) => {
            for problem in problems {
                let text = files.get(&problem.path).map_or("", String::as_str);
                sound::assert_span(problem.span, text);
            }
            return None;
        }
        Err(_) => return None,
    };
    let mut workspace = Workspace::new(site, rules);
    let mut paths: Vec<&String> = files.keys().collect();
    paths.sort();
    workspace.load(paths.into_iter().map(|path| source(files, path)).collect(), files);
    Some(workspace)
}

/// The same site, judged for the sake of the page at `path` as a hook does it.
pub fn hook(files: &HashMap<String, String>, options: &Options, path: &str) -> Option<Workspace> {
    let (site, rules, _) = open::assemble(Listing::new(files.keys().cloned()), files, options).ok()?;
    let pages: Vec<_> = site.page_files().into_iter().map(|(path, kind)| (path.to_owned(), kind)).collect();
    let mut workspace = Workspace::new(site, rules);
    workspace.focus_on(HashSet::from([path.to_owned()]), Others::Compared);
    workspace.read(&pages, |path, _| source(files, path), files);
    Some(workspace)
}

fn source(files: &HashMap<String, String>, path: &str) -> Source {
    Source { path: path.to_owned(), text: files[path].clone(), fault: None }
}
