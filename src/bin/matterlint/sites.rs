//! The sites that paths lie in.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use chrono::Utc;
use matterlint::disk;
use matterlint::docs::{self, Named};
use matterlint::finding::Finding;
use matterlint::open::{self, Opened, Options};
use matterlint::report::summary::counted;

use crate::args::SiteArguments;

/// A site that was judged, with the part of it that is reported on.
pub struct CheckedSite {
    /// The site.
    pub opened: Opened,
    /// Paths relative to the site's root; "" is all of it.
    named: Vec<String>,
}

/// What the command line says of a site.
///
/// # Errors
/// When a rule is named that does not exist.
pub fn options(arguments: &SiteArguments) -> Result<Options, Box<dyn Error>> {
    Ok(Options {
        generator: arguments.generator.clone(),
        use_config: !arguments.no_config,
        today: arguments.today.unwrap_or_else(Utc::now),
        select: known("--select", &arguments.select)?,
        ignore: known("--ignore", &arguments.ignore)?,
    })
}

/// Judges every site that one of `paths` lies in (none: the one around `here`).
///
/// # Errors
/// When a path does not exist, or a site cannot be opened.
pub fn check(paths: &[PathBuf], here: &Path, options: &Options) -> Result<Vec<CheckedSite>, Box<dyn Error>> {
    let mut sites: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    let here = [here.to_owned()];
    for path in if paths.is_empty() { &here[..] } else { paths } {
        let path = path.canonicalize().map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let folder = if path.is_dir() { &*path } else { path.parent().unwrap_or(&path) };
        sites.entry(open::find_root(folder)).or_default().push(path);
    }
    sites
        .into_iter()
        .map(|(root, paths)| {
            let mut opened = open::open(&root, options)?;
            opened.load(None);
            let named = paths.iter().filter_map(|path| opened.folder.relative(path)).collect();
            Ok(CheckedSite { opened, named })
        })
        .collect()
}

/// Judges the text on `input` as if it stood at `name`, which need not exist, in its site.
///
/// # Errors
/// When the text cannot be read, or the site cannot be opened.
pub fn check_text(name: &Path, input: &mut dyn Read, options: &Options) -> Result<CheckedSite, Box<dyn Error>> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|error| format!("cannot read standard input: {error}"))?;
    let path = resolved(name)?;
    let existing = path.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or(&path);
    let mut opened = open::open(&open::find_root(existing), options)?;
    let relative = opened.folder.relative(&path);
    let relative = relative.ok_or_else(|| format!("{} is outside its site", name.display()))?;
    opened.load(Some(&relative));
    opened.workspace.set(disk::source_of(&relative, bytes));
    Ok(CheckedSite { opened, named: vec![relative] })
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
fn resolved(path: &Path) -> std::io::Result<PathBuf> {
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
    /// What is found in the part of the site that was asked for.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = self.opened.workspace.report();
        findings.retain(|finding| self.reports_on(finding));
        findings
    }

    /// Whether `finding` is about the part of the site that was asked for. A broken schema or vocabulary always is: all
    /// pages are judged by it.
    pub fn reports_on(&self, finding: &Finding) -> bool {
        let is_page = self.opened.workspace.page(&finding.path).is_some();
        !is_page || self.is_asked_for(&finding.path)
    }

    /// The paths of the pages that were asked for, sorted.
    pub fn asked_pages(&self) -> Vec<String> {
        let pages = self.opened.workspace.pages().map(|page| &page.path);
        pages.filter(|path| self.is_asked_for(path)).cloned().collect()
    }

    /// How many pages were asked for.
    pub fn pages(&self) -> usize {
        self.opened.workspace.pages().filter(|page| self.is_asked_for(&page.path)).count()
    }

    /// `Hugo site (hugo.toml), 1,234 pages`.
    pub fn headline(&self) -> String {
        let workspace = &self.opened.workspace;
        let pages = counted(workspace.pages().len(), "page", "pages");
        format!("{} site ({}), {pages}", workspace.site().profile.name, self.opened.recognised_by)
    }

    /// The way from `here` to the site's root, with a final `/`, or empty.
    pub fn prefix(&self, here: &Path) -> String {
        let root = self.opened.folder.root();
        let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
        let shared = root.components().zip(here.components()).take_while(|(a, b)| a == b).count();
        let up = here.components().skip(shared).map(|_| "..".to_owned());
        let down = root.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
        up.chain(down).map(|part| part + "/").collect()
    }

    /// Whether the file at `path` was asked for. Excludes win even over a name on the command line: pre-commit names every changed file.
    pub fn is_asked_for(&self, path: &str) -> bool {
        let below =
            |named: &String| path.strip_prefix(&**named).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let is_named = self.named.iter().any(|named| named.is_empty() || below(named));
        is_named && !self.opened.workspace.site().settings.exclude.is_match(path)
    }
}
