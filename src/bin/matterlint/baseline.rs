//! `--baseline`, `--write-baseline`: the files of accepted findings, one for each site.

use std::error::Error;
use std::path::{Path, PathBuf};

use matterlint::baseline::Baseline;
use matterlint::report::summary::counted;

use crate::args::AdoptArguments;
use crate::input;
use crate::output;
use crate::sites::CheckedSite;

/// Lets `sites` accept what their baselines list. When one is to be written, everything counts as new until then.
///
/// # Errors
/// When a baseline that is asked for is not there or cannot be read.
pub fn read(sites: &mut [CheckedSite], arguments: &AdoptArguments) -> Result<(), Box<dyn Error>> {
    if arguments.no_baseline || arguments.write_baseline {
        return Ok(());
    }
    check_number(sites, arguments)?;
    for site in sites {
        let is_configured = site.opened.workspace.site().settings.baseline.is_some();
        match old(site, arguments)? {
            Some(baseline) => site.opened.workspace.set_baseline(baseline),
            None if arguments.baseline.is_some() || is_configured => {
                let path = path(site, arguments);
                return Err(format!(
                    "there is no baseline {}; `matterlint --write-baseline` writes what is found today to it",
                    path.display()
                )
                .into());
            }
            None => {}
        }
    }
    Ok(())
}

/// Writes what is found now to the baselines of `sites`, and accepts it. Says on standard error what was written: the
/// report has nothing left to show.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write(sites: &mut [CheckedSite], arguments: &AdoptArguments, here: &Path) -> Result<(), Box<dyn Error>> {
    if !arguments.write_baseline {
        return Ok(());
    }
    check_number(sites, arguments)?;
    for site in sites {
        // One that cannot be read is what the message about it says to write anew.
        let old = old(site, arguments).ok().flatten().unwrap_or_default();
        let new = site.opened.workspace.new_baseline(&old);
        let path = path(site, arguments);
        if arguments.baseline.is_none() {
            check_place(site, &path)?;
        }
        // `baseline: lint/accepted.txt`, and the folder is as new as the file.
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        }
        output::write(Some(&path), |out| out.write_all(new.write().as_bytes()))?;
        let shown = path.strip_prefix(here).unwrap_or(&path).display();
        eprintln!("matterlint: {} accepted in {shown}", counted(new.len(), "finding is", "findings are"));
        site.opened.workspace.set_baseline(new);
    }
    Ok(())
}

/// The baseline as it is on the disk, `None` where there is none.
fn old(site: &CheckedSite, arguments: &AdoptArguments) -> Result<Option<Baseline>, Box<dyn Error>> {
    let Some(path) = &arguments.baseline else { return Ok(site.opened.baseline()?) };
    if !path.exists() {
        return Ok(None);
    }
    Ok(Some(Baseline::read(&path.display().to_string(), &input::text(path)?)?))
}

fn path(site: &CheckedSite, arguments: &AdoptArguments) -> PathBuf {
    arguments.baseline.clone().unwrap_or_else(|| site.opened.folder.root().join(site.opened.baseline_path()))
}

/// Paths in a baseline are relative to a site's root, so that two sites cannot share one.
fn check_number(sites: &[CheckedSite], arguments: &AdoptArguments) -> Result<(), String> {
    if arguments.baseline.is_none() || sites.len() == 1 {
        return Ok(());
    }
    let number = sites.len();
    Err(format!(
        "--baseline names one file for {number} sites; leave it out, so that each site has its own, or check one site"
    ))
}

/// A repository may hold a link where its baseline should be; what lies outside of it is not written to.
fn check_place(site: &CheckedSite, path: &Path) -> Result<(), String> {
    let real = path.ancestors().find_map(|existing| existing.canonicalize().ok());
    if real.is_some_and(|real| real.starts_with(site.opened.folder.root())) {
        return Ok(());
    }
    Err(format!("cannot write {}: a link that leaves the site", path.display()))
}
