//! Floor 6: what was found, for people and programs. One file for each format; all of them render a [`Report`], which
//! knows lines and columns, so that no format computes them for itself.

pub mod checkstyle;
pub mod concise;
pub mod diff;
mod excerpt;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod junit;
pub mod markdown;
mod narrated;
pub mod problems;
pub mod rdjsonl;
mod repeated;
pub mod sarif;
pub mod show;
pub mod standpoint;
pub mod statistics;
mod streamed;
pub mod summary;
pub mod terms;
mod visible;
mod xml;

pub use visible::visible;

use std::collections::HashMap;

use crate::finding::{Finding, Severity};
use crate::fix::keep_made;
use crate::rules::RuleMeta;
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
    /// The rules that ran on one of the sites, each with the severity it has there, in the order of the list of rules.
    pub rules: Vec<(&'static RuleMeta, Severity)>,
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
    /// Findings that `--fix` repairs: with a safe fix, and more than advice.
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
    /// The places of the fix's edits, in their order.
    pub edited: Vec<EditedPlace>,
}

/// Where an edit of a fix is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedPlace {
    /// The file, relative to the directory the command ran in.
    pub path: String,
    /// Where what is replaced begins and ends; `None` where the text of the file is not at hand, and where the edit
    /// touches a byte order mark, which has no place in lines and columns.
    pub range: Option<(Position, Position)>,
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
        // Of a page that is a schema, too, only the beginning is kept.
        let other = self.others.get(path).map(|(text, lines)| (&**text, lines));
        other.or_else(|| self.workspace.page(path).map(|page| (&*page.text, page.lines())))
    }
}

impl<'w> Report<'w> {
    /// Adds what was found on one site, for a reader at `standpoint`.
    pub fn add(&mut self, verdict: Verdict, texts: &Texts<'w>, standpoint: &Standpoint) {
        self.summary.suppressed += verdict.suppressed.len();
        self.summary.baselined += verdict.baselined.len();
        self.stale += verdict.stale;
        for (rule, severity) in texts.workspace.rules() {
            if !self.rules.iter().any(|(known, _)| known.id == rule.id) {
                self.rules.push((rule, severity));
            }
        }
        let mut findings = verdict.findings;
        // `--fix` would refuse the others, and an editor that makes one would break the page.
        keep_made(&mut findings, texts.workspace);
        for finding in findings {
            self.summary.count(&finding);
            self.findings.extend(reported(finding, texts, standpoint));
        }
    }

    /// Whether a finding is at least as bad as `level`.
    pub fn reaches(&self, level: Severity) -> bool {
        self.at_least(level).next().is_some()
    }

    /// The findings that are at least as bad as `level`.
    pub fn at_least(&self, level: Severity) -> impl Iterator<Item = &Reported<'w>> + Clone {
        self.findings.iter().filter(move |reported| reported.finding.severity >= level)
    }
}

impl Reported<'_> {
    /// The message and, on a second line, the help, without anything that a terminal or a web page would act on.
    fn message_and_help(&self) -> String {
        let message = visible(&self.finding.message);
        match &self.finding.help {
            Some(help) => format!("{message}\nhelp: {}", visible(help)),
            None => message.into_owned(),
        }
    }

    /// The same on one line.
    fn message_with_help(&self) -> String {
        let message = visible(&self.finding.message);
        match &self.finding.help {
            Some(help) => format!("{message} ({})", visible(help)),
            None => message.into_owned(),
        }
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
        let is_shown = finding.severity >= Severity::Warning;
        self.fixable += usize::from(is_shown && finding.fix.as_ref().is_some_and(is_safe));
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
    let edited = edits.map(|file| {
        let touches_mark = |text: &str| file.edit.span.start == 0 && text.starts_with('\u{feff}');
        let place = place(&file.path, file.edit.span).filter(|place| !touches_mark(place.text));
        EditedPlace { path: standpoint.path(&file.path), range: place.map(|place| (place.start, place.end)) }
    });
    let edited = edited.collect();
    let here = place(&finding.path, finding.span)?;
    Some(Reported { path: here.path, start: here.start, end: here.end, text, lines, related, edited, finding })
}
