//! `matterlint terms`: the terms of a site, and refactorings of them.

mod refactor;

use std::collections::BTreeMap;
use std::error::Error;

use matterlint::report::terms::{self, SiteTerms};

use crate::args::{ListFormat, TermsArguments};
use crate::exit::Exit;
use crate::output;
use crate::progress::Progress;
use crate::sites;

/// Runs the command.
pub fn run(arguments: &TermsArguments) -> Result<Exit, Box<dyn Error>> {
    if let Some(action) = &arguments.action {
        return refactor::run(action);
    }
    let here = std::env::current_dir()?;
    let checked =
        sites::check(&[], &here, &sites::options(&arguments.site)?, sites::Scope::All, &Progress::start(false))?;
    let only = arguments.taxonomy.as_deref();
    let of_sites: BTreeMap<String, SiteTerms> =
        checked.iter().map(|site| (site.standpoint(&here).path(""), terms::of(&site.opened.workspace, only))).collect();
    let look = output::look(arguments.color.color, false);
    let is_empty = of_sites.values().all(|site| site.taxonomies.is_empty() && site.vocabularies.is_empty());
    if let Some(only) = only.filter(|_| is_empty && arguments.format == ListFormat::Full) {
        return Err(format!("no page has terms of a taxonomy `{only}`").into());
    }
    output::write(None, |out| match arguments.format {
        ListFormat::Json => writeln!(out, "{:#}", terms::render(&of_sites)),
        ListFormat::Full if is_empty => writeln!(out, "no page has terms"),
        ListFormat::Full => {
            let texts = checked.iter().map(|site| {
                let terms = &of_sites[&site.standpoint(&here).path("")];
                format!("{}\n\n{}", site.headline(), terms::text(terms, &look))
            });
            write!(out, "{}", texts.collect::<Vec<_>>().join("\n"))
        }
    })?;
    Ok(Exit::Clean)
}
