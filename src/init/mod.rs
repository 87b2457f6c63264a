//! Floor 7: proposes a configuration, schemas and vocabularies for a site, from what its pages have in common. Nothing is
//! written here: what comes out are the texts of files.

pub mod hooks;

mod config_file;
mod evidence;
mod outliers;
mod schema_file;
mod sections;
mod types;
mod vocabulary_file;
mod yaml_text;

use evidence::Mistakes;

use crate::front_matter::ProblemKind;
use crate::listing::Files;
use crate::open::{OpenError, Options};
use crate::site::{Page, Site};
use crate::workspace::Workspace;

pub use outliers::Outlier;

/// What is proposed for a site.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The files: the configuration first, then schemas, then vocabularies.
    pub files: Vec<ProposedFile>,
    /// How many pages were looked at.
    pub pages: usize,
    /// How many could not be read, and were left out.
    pub unreadable: usize,
    /// What does not agree with the proposal, the most frequent first.
    pub outliers: Vec<Outlier>,
}

/// A file that is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedFile {
    /// Path, relative to the site's root.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Proposes files for the site of `workspace`, which was recognised by `recognised_by`, and judges the site by them.
///
/// # Errors
/// None that a proposal without mistakes gives.
pub fn propose(
    workspace: &Workspace,
    recognised_by: &str,
    files: &dyn Files,
    options: &Options,
) -> Result<Proposal, OpenError> {
    let site = workspace.site();
    let read = |page: &&Page| is_readable(page, site);
    let pages: Vec<_> = workspace.pages().filter(|page| !site.settings.exclude.is_match(&page.path)).collect();
    let readable: Vec<_> = pages.iter().copied().filter(read).collect();
    // A text that merely looks as if it began with front matter is no page that anybody has to mend.
    let is_meant = |page: &&&Page| page.fault.is_some() || page.front_matter.block.is_some() || page.kind.is_content();
    let unreadable = pages.iter().filter(|page| !read(page)).filter(is_meant).count();
    let sections = sections::of(&readable, site);
    let findings = workspace.report();
    let mistakes = Mistakes::among(&findings);
    let schemas: Vec<_> =
        sections.iter().filter_map(|section| schema_file::propose(section, &mistakes, site)).collect();
    let vocabularies = vocabulary_file::propose(workspace);
    let summary =
        config_file::Summary { pages: readable.len(), recognised_by, schemas: &schemas, vocabularies: &vocabularies };
    let config = config_file::render(&summary, site);
    let mut proposed = vec![config];
    proposed.extend(schemas.into_iter().map(|schema| schema.file));
    proposed.extend(vocabularies.into_iter().map(|vocabulary| vocabulary.file));
    let outliers = outliers::of(workspace, &findings, &proposed, files, options)?;
    Ok(Proposal { files: proposed, pages: readable.len(), unreadable, outliers })
}

/// Whether what was read of a page is what it says.
fn is_readable(page: &Page, site: &Site) -> bool {
    // What one parser alone refuses is read by the others, and nobody knows the parser.
    let is_harmless = |kind: ProblemKind| kind == ProblemKind::RefusedByParser && !site.profile.is_known();
    let problems = &page.front_matter.problems;
    page.fault.is_none() && problems.iter().all(|problem| !problem.kind.hides_content() || is_harmless(problem.kind))
}

/// A share in words: `all 412 pages`, `97 % of 412 pages`.
fn share(part: usize, whole: usize) -> String {
    use crate::report::summary::counted;
    let pages = counted(whole, "page", "pages");
    match part * 100 / whole.max(1) {
        _ if part == whole && whole > 1 => format!("all {pages}"),
        _ if part == whole => pages,
        0 => format!("under 1 % of {pages}"),
        percent => format!("{percent} % of {pages}"),
    }
}
