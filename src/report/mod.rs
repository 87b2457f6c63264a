//! Floor 6: what was found, for people and programs. One file for each format; all of them render a [`Report`], which
//! knows lines and columns, so that no format computes them for itself.

pub mod concise;
pub mod diff;
mod excerpt;
pub mod human;
pub mod json;
mod narrated;
pub mod problems;
pub mod show;
pub mod standpoint;
pub mod statistics;
pub mod summary;
mod visible;

pub use visible::visible;

use std::collections::HashMap;

use crate::finding::{Finding, Severity};
use crate::text::{LineIndex, Position, Span};
use crate::workspace::{Verdict, Workspace};
pub use standpoint::Standpoint;

/// What was found on one or more sites.
#[derive(Default)]
pub struct Report<'w> {
    /// The findings to show, by site, path, place and rule.
    pub findings: Vec<Reported<'w>>,
    /// The counts.
    pub summary: Summary,
    /// How many findings a baseline accepts that are no longer there.
    pub stale: usize,
    /// One line for each site: `Hugo site (hugo.toml), 214 pages`.
    pub sites: Vec<String>,
}

/// The counts of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Pages that were checked.
    pub files: usize,
    /// Findings of each severity.
    pub errors: usize,
    /// Findings of each severity.
    pub warnings: usize,
    /// Findings of each severity.
    pub infos: usize,
    /// Findings that a comment suppresses.
    pub suppressed: usize,
    /// Findings that the baseline accepts.
    pub baselined: usize,
    /// Findings with a safe fix.
    pub fixable: usize,
}

/// A finding with its place as people count it.
pub struct Reported<'w> {
    /// The finding; its paths are relative to the site's root.
    pub finding: Finding,
    /// Its file, relative to the directory the command ran in.
    pub path: String,
    /// Where it begins.
    pub start: Position,
    /// Where it ends, behind the last character.
    pub end: Position,
    /// The text of the file.
    pub text: &'w str,
    /// The lines of the file.
    pub lines: &'w LineIndex,
    /// Other places, in the order of the finding's.
    pub related: Vec<ReportedPlace<'w>>,
    /// The files of the fix's edits, in their order, for the reader.
    pub edited: Vec<String>,
}

/// A second place of a finding.
pub struct ReportedPlace<'w> {
    /// Its file, relative to the directory the command ran in.
    pub path: String,
    /// Where it begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// The text of that file.
    pub text: &'w str,
    /// The lines of that file.
    pub lines: &'w LineIndex,
}

/// The texts that findings may point into: pages, and files of configuration, schemas and vocabularies.
pub struct Texts<'w> {
    workspace: &'w Workspace,
    others: &'w HashMap<String, (String, LineIndex)>,
}

impl<'w> Texts<'w> {
    /// The pages of `workspace` and `others`, by path relative to the site's root.
    pub fn new(workspace: &'w Workspace, others: &'w HashMap<String, (String, LineIndex)>) -> Self {
        Self { workspace, others }
    }

    fn get(&self, path: &str) -> Option<(&'w str, &'w LineIndex)> {
        let page = self.workspace.page(path).map(|page| (&*page.text, page.lines()));
        page.or_else(|| self.others.get(path).map(|(text, lines)| (&**text, lines)))
    }
}

impl<'w> Report<'w> {
    /// Adds what was found on one site, for a reader at `standpoint`.
    pub fn add(&mut self, verdict: Verdict, texts: &Texts<'w>, standpoint: &Standpoint) {
        self.summary.suppressed += verdict.suppressed.len();
        self.summary.baselined += verdict.baselined.len();
        self.stale += verdict.stale;
        for finding in verdict.findings {
            self.summary.count(&finding);
            self.findings.extend(reported(finding, texts, standpoint));
        }
    }

    /// Whether a finding is at least as bad as `level`.
    pub fn reaches(&self, level: Severity) -> bool {
        self.findings.iter().any(|reported| reported.finding.severity >= level)
    }
}

impl Summary {
    fn count(&mut self, finding: &Finding) {
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
        let is_safe = |fix: &crate::finding::Fix| fix.safety == crate::finding::Safety::Safe;
        self.fixable += usize::from(finding.fix.as_ref().is_some_and(is_safe));
    }
}

fn reported<'w>(mut finding: Finding, texts: &Texts<'w>, standpoint: &Standpoint) -> Option<Reported<'w>> {
    let (text, lines) = texts.get(&finding.path)?;
    let place = |path: &str, span: Span| {
        let (text, lines) = texts.get(path)?;
        let at = |offset: u32| lines.position(offset as usize, text);
        Some(ReportedPlace { path: standpoint.path(path), start: at(span.start), end: at(span.end), text, lines })
    };
    finding.related.retain(|related| texts.get(&related.path).is_some());
    let related = finding.related.iter().filter_map(|related| place(&related.path, related.span)).collect();
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    let edited = edits.map(|edit| standpoint.path(&edit.path)).collect();
    let here = place(&finding.path, finding.span)?;
    Some(Reported { path: here.path, start: here.start, end: here.end, text, lines, related, edited, finding })
}
