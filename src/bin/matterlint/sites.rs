//! The sites that paths lie in.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::path::{Component, Path, PathBuf};

use chrono::Utc;
use foldhash::fast::RandomState;
use matterlint::disk;
use matterlint::docs::{self, Named};
use matterlint::finding::Finding;
use matterlint::git;
use matterlint::open::{self, ConfigFile, Opened, Options};
use matterlint::profile::pages::PageKind;
use matterlint::report::Standpoint;
use matterlint::report::summary::counted;
use matterlint::site_root::{self, SiteRoot};
use matterlint::workspace::{Others, Verdict};
use rayon::prelude::*;

use crate::args::SiteArguments;
use crate::input;
use crate::progress::Progress;

/// A site that was judged, with the part of it that is reported on.
pub struct CheckedSite {
    /// The site.
    pub opened: Opened,
    /// Paths relative to the site's root; "" is all of it.
    named: Paths,
    /// With `--changed-since`, the files that changed.
    changed: Option<Paths>,
}

type Paths = HashSet<String, RandomState>;

/// What the command line says of a site.
///
/// # Errors
/// When a rule is named that does not exist.
pub fn options(arguments: &SiteArguments) -> Result<Options, Box<dyn Error>> {
    Ok(Options {
        generator: arguments.generator.clone(),
        config: config_file(arguments)?,
        whole_folders: false,
        today: arguments.today.unwrap_or_else(Utc::now),
        select: known("--select", &arguments.select)?,
        ignore: known("--ignore", &arguments.ignore)?,
    })
}

fn config_file(arguments: &SiteArguments) -> Result<ConfigFile, String> {
    if arguments.no_config {
        return Ok(ConfigFile::Nowhere);
    }
    let Some(path) = &arguments.config else { return Ok(ConfigFile::AtRoot) };
    Ok(ConfigFile::Given { name: path.display().to_string(), text: input::text(path)? })
}

/// Which pages are judged where not all are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'s> {
    /// All, to know what is wrong with the site.
    All,
    /// Those, with the knowledge of all: what a hook waits for.
    Asked {
        /// Only the files that differ from a git revision, of those that are named.
        changed_since: Option<&'s str>,
        /// What has to be known of the others.
        others: Others,
    },
}

/// Judges every site that one of `paths` lies in (none: the one around `here`).
///
/// # Errors
/// When a path does not exist, a site cannot be opened, or git does not know the revision.
pub fn check(
    paths: &[PathBuf],
    here: &Path,
    options: &Options,
    scope: Scope<'_>,
    progress: &Progress,
) -> Result<Vec<CheckedSite>, Box<dyn Error>> {
    let mut sites: BTreeMap<SiteRoot, Vec<PathBuf>> = BTreeMap::new();
    let here = [here.to_owned()];
    for path in if paths.is_empty() { &here[..] } else { paths } {
        let path = path.canonicalize().map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        for root in site_root::roots(&path) {
            sites.entry(root).or_default().push(path.clone());
        }
    }
    sites
        .into_iter()
        .map(|(root, paths)| {
            let whole_folders = paths.iter().any(|path| path.is_dir());
            let opened = open::open(&root, &Options { whole_folders, ..options.clone() })?;
            let mut site = CheckedSite::new(opened, &paths);
            let pages = site.opened.pages();
            if let Scope::Asked { changed_since, others } = scope {
                site.narrow(changed_since)?;
                site.focus(&pages, others);
            }
            progress.expect(pages.len());
            site.opened.load_telling(&pages, || progress.step());
            Ok(site)
        })
        .collect()
}

/// Judges the text `bytes` as if it stood at `name`, which need not exist, in its site.
///
/// # Errors
/// When the site cannot be opened.
pub fn check_text(
    name: &Path,
    bytes: &[u8],
    options: &Options,
    scope: Scope<'_>,
) -> Result<CheckedSite, Box<dyn Error>> {
    let path = resolved(name)?;
    let existing = path.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or(&path);
    let roots = site_root::roots(&existing.join("."));
    let root = roots.into_iter().find(|root| path.starts_with(&root.folder));
    let root = root.unwrap_or_else(|| SiteRoot { folder: existing.to_owned(), is_marked: false });
    let opened = open::open(&root, options)?;
    let relative = opened.folder.relative(&path);
    let relative = relative.ok_or_else(|| format!("{} is outside its site", name.display()))?;
    let mut site = CheckedSite { opened, named: [relative.clone()].into_iter().collect(), changed: None };
    if let Scope::Asked { changed_since, others } = scope {
        site.narrow(changed_since)?;
        site.opened.workspace.focus_on([relative.clone()].into(), others);
    }
    site.opened.load_with(&disk::source_of(&relative, bytes.to_vec()));
    Ok(site)
}

/// The rules and groups that `names` mean, by their full names.
fn known(flag: &str, names: &[String]) -> Result<Vec<String>, String> {
    let known = |name: &String| match docs::named(name) {
        Ok(Named::Rule(rule)) => Ok(rule.id.to_owned()),
        Ok(Named::Group(_)) => Ok(name.clone()),
        Err(unknown) => Err(format!("{flag}: {unknown}")),
    };
    names.iter().map(known).collect()
}

/// `path` from the root of the file system, without links, `.` and `..`, as far as it exists.
///
/// # Errors
/// When there is no current directory for a relative path.
pub fn resolved(path: &Path) -> std::io::Result<PathBuf> {
    let full = std::path::absolute(path)?;
    let mut plain = PathBuf::new();
    for part in full.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    let existing = plain.ancestors().find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    let Some((folder, real)) = existing else { return Ok(plain) };
    match plain.strip_prefix(folder) {
        Ok(rest) if !rest.as_os_str().is_empty() => Ok(real.join(rest)),
        _ => Ok(real),
    }
}

impl CheckedSite {
    /// The site that was `opened`, of which `paths` are asked for.
    fn new(opened: Opened, paths: &[PathBuf]) -> Self {
        // A folder above the site's root means all of the site, and so does a file by which every page is judged: a commit
        // of the configuration alone may break any of them.
        let below = |path: &PathBuf| opened.folder.relative(path).unwrap_or_default();
        let named = paths.iter().map(below);
        let named = named.map(|path| if opened.governs_pages(&path) { String::new() } else { path }).collect();
        Self { opened, named, changed: None }
    }

    /// Narrows the report to the files that differ from a git revision, if there is one; to nothing less than the site
    /// where one of them is a file by which every page is judged.
    ///
    /// # Errors
    /// When git does not know.
    fn narrow(&mut self, revision: Option<&str>) -> Result<(), String> {
        let Some(revision) = revision else { return Ok(()) };
        let changed = git::changed(self.opened.folder.root(), revision);
        let changed = changed.map_err(|error| format!("--changed-since: {error}"))?;
        let is_governed = changed.iter().any(|path| self.opened.governs_pages(path));
        self.changed = (!is_governed).then(|| changed.into_iter().collect());
        Ok(())
    }

    /// Has only those of `pages` judged that are asked for.
    fn focus(&mut self, pages: &[(String, PageKind)], others: Others) {
        if self.is_all_asked_for() {
            return;
        }
        let asked = pages.par_iter().filter(|(path, _)| self.is_asked_for(path));
        let asked: HashSet<String> = asked.map(|(path, _)| path.clone()).collect();
        if asked.len() < pages.len() {
            self.opened.workspace.focus_on(asked, others);
        }
    }

    /// What is found in the part of the site that was asked for.
    pub fn verdict(&self) -> Verdict {
        let mut verdict = self.opened.workspace.verdict();
        for findings in [&mut verdict.findings, &mut verdict.suppressed, &mut verdict.baselined] {
            findings.retain(|finding| self.reports_on(finding));
        }
        verdict
    }

    /// Whether `finding` is about the part of the site that was asked for. A broken schema or vocabulary always is: all
    /// pages are judged by it.
    pub fn reports_on(&self, finding: &Finding) -> bool {
        let is_page = self.opened.workspace.page(&finding.path).is_some();
        !is_page || self.is_asked_for(&finding.path)
    }

    /// The paths of the pages that were asked for, sorted.
    pub fn asked_pages(&self) -> Vec<String> {
        self.opened.workspace.paths().filter(|path| self.is_asked_for(path)).map(str::to_owned).collect()
    }

    /// How many pages were asked for.
    pub fn pages(&self) -> usize {
        let paths = self.opened.workspace.paths();
        if self.is_all_asked_for() { paths.len() } else { paths.filter(|path| self.is_asked_for(path)).count() }
    }

    /// `Hugo site (hugo.toml), 1,234 pages`.
    pub fn headline(&self) -> String {
        let workspace = &self.opened.workspace;
        let pages = counted(workspace.size(), "page", "pages");
        let profile = workspace.site().profile;
        format!("{} ({}), {pages}", profile.site_name, self.opened.recognised_by)
    }

    /// The site, seen by a reader in `here`.
    pub fn standpoint(&self, here: &Path) -> Standpoint {
        Standpoint::new(self.opened.folder.root(), &here.canonicalize().unwrap_or_else(|_| here.to_owned()))
    }

    fn is_all_asked_for(&self) -> bool {
        let is_excluding = !self.opened.workspace.site().settings.exclude.is_empty();
        self.named.contains("") && self.changed.is_none() && !is_excluding
    }

    /// Whether the file at `path` was asked for. Excludes win even over a name on the command line: pre-commit names every changed file.
    pub fn is_asked_for(&self, path: &str) -> bool {
        let lies_in = |paths: &Paths| {
            let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
            ["", path].into_iter().chain(folders).any(|named| paths.contains(named))
        };
        // A submodule that changed is listed as a folder.
        let is_named = lies_in(&self.named) && self.changed.as_ref().is_none_or(lies_in);
        is_named && !self.opened.workspace.site().settings.exclude.is_match(path)
    }
}
