//! `matterlint check`: opens each site that the paths lie in, judges it whole, and reports on the paths.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use chrono::Utc;
use matterlint::finding::{Finding, Severity};
use matterlint::open::{self, Opened, Options};
use matterlint::report::{Report, Texts, concise, json};

use crate::args::{CheckArguments, FailOn, Format, SiteArguments};
use crate::exit::Exit;

/// Runs the command.
pub fn run(arguments: &CheckArguments) -> Result<Exit, Box<dyn Error>> {
    let options = options(&arguments.site);
    let here = std::env::current_dir()?;
    let mut checked = Vec::new();
    for (root, paths) in by_site(&arguments.paths, &here)? {
        checked.push(check_site(&root, &paths, &options)?);
    }
    let others = HashMap::new();
    let mut report = Report::default();
    for site in &checked {
        let workspace = &site.opened.workspace;
        let mut findings = workspace.report();
        findings.retain(|finding| site.reports_on(finding));
        report.summary.files += workspace.pages().filter(|page| site.is_named(&page.path)).count();
        report.sites.push(site.headline());
        report.add(findings, &Texts::new(workspace, &others), &site.prefix(&here));
    }
    print(&report, arguments)?;
    let level = match arguments.fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Never => return Ok(Exit::Clean),
    };
    Ok(if report.reaches(level) { Exit::Findings } else { Exit::Clean })
}

/// What the command line says of the site.
pub fn options(arguments: &SiteArguments) -> Options {
    Options {
        generator: arguments.generator.clone(),
        use_config: !arguments.no_config,
        today: arguments.today.unwrap_or_else(Utc::now),
        select: arguments.select.clone(),
        ignore: arguments.ignore.clone(),
    }
}

/// A site that was judged, with the part of it that is reported on.
struct CheckedSite {
    opened: Opened,
    /// Paths relative to the site's root; "" is all of it.
    named: Vec<String>,
}

impl CheckedSite {
    fn is_named(&self, path: &str) -> bool {
        let below =
            |named: &String| path.strip_prefix(&**named).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.named.iter().any(|named| named.is_empty() || below(named))
    }

    fn reports_on(&self, finding: &Finding) -> bool {
        self.is_named(&finding.path) && !self.opened.workspace.site().settings.exclude.is_match(&finding.path)
    }

    fn headline(&self) -> String {
        let workspace = &self.opened.workspace;
        let (name, pages) = (workspace.site().profile.name, workspace.pages().len());
        format!("{name} site ({}), {pages} pages", self.opened.recognised_by)
    }

    /// The way from `here` to the site's root, with a final `/`, or empty.
    fn prefix(&self, here: &Path) -> String {
        let root = self.opened.folder.root();
        let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
        let shared = root.components().zip(here.components()).take_while(|(a, b)| a == b).count();
        let up = here.components().skip(shared).map(|_| "..".to_owned());
        let down = root.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
        up.chain(down).map(|part| part + "/").collect()
    }
}

fn check_site(root: &Path, paths: &[PathBuf], options: &Options) -> Result<CheckedSite, Box<dyn Error>> {
    let mut opened = open::open(root, options)?;
    let pages: Vec<String> = {
        let site = opened.workspace.site();
        let is_page = |path: &&str| (site.profile.page_kind)(path, &site.config, &site.listing).is_some();
        site.listing.iter().filter(is_page).map(str::to_owned).collect()
    };
    opened.workspace.load(opened.folder.sources(&pages));
    let named = paths.iter().filter_map(|path| opened.folder.relative(path)).collect();
    Ok(CheckedSite { opened, named })
}

/// The paths (absolute), by the root of the site that each lies in.
fn by_site(paths: &[PathBuf], here: &Path) -> Result<BTreeMap<PathBuf, Vec<PathBuf>>, Box<dyn Error>> {
    let here = [here.to_owned()];
    let mut sites: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for path in if paths.is_empty() { &here[..] } else { paths } {
        let path = path.canonicalize().map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let folder = if path.is_dir() { &*path } else { path.parent().unwrap_or(&path) };
        let root = open::find_root(folder);
        // A folder above its site's root means the whole site.
        sites.entry(root).or_default().push(path);
    }
    Ok(sites)
}

fn print(report: &Report<'_>, arguments: &CheckArguments) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match arguments.format {
        Format::Json => writeln!(out, "{:#}", json::render(report)),
        Format::Jsonl => report.findings.iter().try_for_each(|finding| writeln!(out, "{}", json::finding(finding))),
        Format::Concise | Format::Full => {
            let _ = out.is_terminal();
            write!(out, "{}", concise::render(report))
        }
    }
}
