//! `matterlint show`: what was understood of pages.

use std::error::Error;
use std::path::Path;

use matterlint::report::show;
use matterlint::site::{Page, Site};

use crate::args::{ListFormat, ShowArguments};
use crate::exit::Exit;
use crate::output;
use crate::progress::Progress;
use crate::sites::{self, CheckedSite};

/// Runs the command.
pub fn run(arguments: &ShowArguments) -> Result<Exit, Box<dyn Error>> {
    let options = sites::options(&arguments.site)?;
    let here = std::env::current_dir()?;
    let checked = sites::check(&arguments.paths, &here, &options, sites::Scope::All, &Progress::start(false))?;
    let mut pages = checked.iter().flat_map(|site| pages(site, &here));
    output::write(None, |out| match arguments.format {
        ListFormat::Json => writeln!(out, "{:#}", show::render(pages)),
        ListFormat::Full => pages.try_for_each(|(path, page, site)| write!(out, "{}", show::text(&path, page, site))),
    })?;
    Ok(Exit::Clean)
}

/// The pages that were asked for, each with its path from `here`.
fn pages<'s>(site: &'s CheckedSite, here: &Path) -> impl Iterator<Item = (String, &'s Page, &'s Site)> + use<'s> {
    let standpoint = site.standpoint(here);
    let workspace = &site.opened.workspace;
    let asked = workspace.pages().filter(|page| site.is_asked_for(&page.path));
    asked.map(move |page| (standpoint.path(&page.path), page, workspace.site()))
}
