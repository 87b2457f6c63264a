//! `--fix`, `--unsafe-fixes` and `--diff`.

use std::error::Error;
use std::path::Path;

use matterlint::finding::{Finding, Safety, Severity};
use matterlint::fix;
use matterlint::report::diff;
use matterlint::report::human::Look;
use matterlint::report::summary::counted;

use crate::args::FixArguments;
use crate::sites::CheckedSite;

/// Whether anything is to be repaired.
pub fn is_asked_for(arguments: FixArguments) -> bool {
    arguments.fix || arguments.unsafe_fixes || arguments.diff
}

/// Whether pages of `site` have to be known that are not kept: a page that is repaired may have to do with any of them.
pub fn lacks_pages(site: &CheckedSite) -> bool {
    let workspace = &site.opened.workspace;
    !workspace.has_all_pages() && workspace.report().iter().any(|finding| finding.fix.is_some())
}

/// Repairs `sites`, on the disk unless only a diff is wanted. Returns the diffs, for people to read.
/// What is less severe than `least` is not shown and not repaired: nobody likes changes that no finding explains.
///
/// # Errors
/// When files cannot be written; all others are.
pub fn run(
    sites: &mut [CheckedSite],
    arguments: FixArguments,
    least: Severity,
    here: &Path,
    look: &Look,
) -> Result<String, Box<dyn Error>> {
    let safety = if arguments.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
    let mut diffs = String::new();
    let mut failures: Vec<String> = Vec::new();
    let mut repaired: Vec<String> = Vec::new();
    for site in sites {
        let standpoint = site.standpoint(here);
        let asked: Vec<String> = site.asked_pages();
        let wanted = |finding: &Finding| finding.severity >= least && asked.binary_search(&finding.path).is_ok();
        let fixed = fix::fix_all(&mut site.opened.workspace, safety, wanted);
        if !arguments.diff {
            site.opened.folder.remove_leftovers(&site.opened.workspace.site().listing);
        }
        for file in &fixed {
            let path = standpoint.path(&file.path);
            let whole = site.opened.folder.whole_texts(&file.path, &file.before, &file.after);
            let written = whole.and_then(|(before, after)| {
                if arguments.diff {
                    diffs.push_str(&diff::unified(&path, &before, &after, look));
                    return Ok(());
                }
                site.opened.folder.rewrite(&file.path, &before, &after)?;
                repaired.push(path.clone());
                Ok(())
            });
            failures.extend(written.err().map(|error| format!("cannot write {path}: {error}")));
        }
    }
    if !repaired.is_empty() {
        eprintln!("matterlint: {}", account(&repaired));
    }
    if failures.is_empty() { Ok(diffs) } else { Err(failures.join("\nmatterlint: ").into()) }
}

/// What was repaired, in one line: of the findings that are gone, the report says nothing.
fn account(pages: &[String]) -> String {
    let number = counted(pages.len(), "page is repaired", "pages are repaired");
    match pages {
        [first, rest @ ..] if rest.len() > 2 => format!("{number}: {first} and {} more", rest.len()),
        pages => format!("{number}: {}", pages.join(", ")),
    }
}
