//! `matterlint terms rename` and `matterlint terms delete`.

use std::error::Error;
use std::path::Path;

use matterlint::refactoring::{self, ChangedFile, Refactored, Request};
use matterlint::report::diff;
use matterlint::report::summary::counted;
use matterlint::report::visible;

use crate::args::{TermEditArguments, TermsAction};
use crate::exit::Exit;
use crate::output;
use crate::progress::Progress;
use crate::sites::{self, CheckedSite};

/// Runs the command.
pub fn run(action: &TermsAction) -> Result<Exit, Box<dyn Error>> {
    let (old, new, options) = match action {
        TermsAction::Rename { old, new, options } => (old, Some(new), options),
        TermsAction::Delete { term, options } => (term, None, options),
    };
    let here = std::env::current_dir()?;
    let checked =
        sites::check(&[], &here, &sites::options(&options.site)?, sites::Scope::All, &Progress::start(false))?;
    let [site] = &*checked else {
        return Err("several sites lie below this folder; run the command in one of them".into());
    };
    let request =
        Request { taxonomy: options.taxonomy.clone(), old: old.clone(), new: new.cloned(), exact: options.exact };
    let refactored = refactoring::terms(&site.opened.workspace, &site.opened.folder, &request)?;
    if options.diff {
        print_diff(site, &refactored, options, &here)?;
    } else {
        for file in files(&refactored) {
            let folder = &site.opened.folder;
            let whole = folder.whole_texts(&file.path, &file.before, &file.after);
            let written = whole.and_then(|(before, after)| folder.rewrite(&file.path, &before, &after));
            let path = site.standpoint(&here).path(&file.path);
            written.map_err(|error| format!("cannot write {path}: {error}"))?;
        }
        for (from, to) in &refactored.moves {
            let path = site.standpoint(&here).path(from);
            site.opened.folder.move_folder(from, to).map_err(|error| format!("cannot move {path}: {error}"))?;
        }
        output::write(None, |out| write!(out, "{}", summary(&refactored, &request)))?;
    }
    for (path, reason) in &refactored.left {
        eprintln!("{}: {}", visible(&site.standpoint(&here).path(path)), visible(reason));
    }
    let undone = refactored.left.iter().any(|(path, _)| refactored.pages.iter().all(|page| page.path != *path));
    Ok(if undone { Exit::Findings } else { Exit::Clean })
}

fn files(refactored: &Refactored) -> impl Iterator<Item = &ChangedFile> {
    refactored.pages.iter().chain(&refactored.vocabularies)
}

fn print_diff(
    site: &CheckedSite,
    refactored: &Refactored,
    options: &TermEditArguments,
    here: &Path,
) -> Result<(), String> {
    let look = output::look(options.color.color, false);
    let standpoint = site.standpoint(here);
    output::write(None, |out| {
        files(refactored).try_for_each(|file| {
            let path = standpoint.path(&file.path);
            let (before, after) = site.opened.folder.whole_texts(&file.path, &file.before, &file.after)?;
            write!(out, "{}", diff::unified(&path, &before, &after, &look))
        })?;
        let mut moves = refactored.moves.iter().map(|(from, to)| (standpoint.path(from), standpoint.path(to)));
        moves.try_for_each(|(from, to)| writeln!(out, "rename from {from}\nrename to {to}"))
    })
}

/// `renamed go to Go in tags on 3 pages, and in data/tags.yaml`.
fn summary(refactored: &Refactored, request: &Request) -> String {
    let what = match &request.new {
        Some(new) => format!("renamed `{}` to `{new}`", request.old),
        None => format!("removed `{}`", request.old),
    };
    let pages = counted(refactored.pages.len(), "page", "pages");
    let vocabularies = refactored.vocabularies.iter().map(|file| format!(", and in {}", file.path));
    let moves = refactored.moves.iter().map(|(from, to)| format!("moved {from} to {to}\n"));
    let (vocabularies, moves) = (vocabularies.collect::<String>(), moves.collect::<String>());
    format!("{what} in `{}` on {pages}{vocabularies}\n{moves}", refactored.taxonomy)
}
