//! Floor 5: applies fixes. Chooses those that may be applied, edits the texts, judges again, and goes on until nothing
//! changes, because a repaired block may show a second fault that the first one hid.

mod guard;

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use crate::finding::{Finding, Fix, Safety};
use crate::front_matter::Problem;
use crate::site::{Page, Source};
use crate::text::{KeyPath, TextEdit, apply};
use crate::workspace::Workspace;

/// How many bytes of a page are read again, at most, to try its fixes for a report: a list of 3,000 tags with a blank
/// behind each has a thousand, and took three seconds.
const MOST_READ_AGAIN: usize = 2 << 20;

/// More fixes than that of one page, or than [`MOST_READ`] allows to be tried one by one, are first tried all together: to
/// read the page twice for each would take as long as their number times the length of the page.
const MANY: usize = 50;

/// How many bytes of a page are read anew, at most, to try its fixes one by one.
const MOST_READ: usize = 8 << 20;

/// How often the site is judged anew before we give up on two fixes that undo each other.
const MOST_ROUNDS: usize = 10;

/// How many bytes of a page are read anew, at most, to repair what comes to light on it when something else is repaired:
/// somewhat less than a second. A block shows its first fifty mistakes, and of keys that end in a full-width colon, one: the
/// others are text to YAML. What is left of a thousand mistakes on one page is for the next run.
const MOST_READ_ON: usize = 10 << 20;

/// A file whose text changed.
#[derive(Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// Path of the file, relative to the site's root.
    pub path: String,
    /// Its text as it was read.
    pub before: String,
    /// Its text with the fixes.
    pub after: String,
    /// How many fixes were applied.
    pub fixes: usize,
}

/// Applies to the pages of `workspace` every fix of a finding that `wanted` lets through and that is at least as safe as
/// `safety`. The workspace has the new texts afterwards; nothing is written to a disk.
pub fn fix_all(workspace: &mut Workspace, safety: Safety, wanted: impl Fn(&Finding) -> bool) -> Vec<FixedFile> {
    let mut fixed: BTreeMap<String, InHand> = BTreeMap::new();
    // A fix whose result was refused once would be refused in every round.
    let mut refused: HashSet<(String, Vec<TextEdit>)> = HashSet::new();
    let chosen = |finding: &Finding, fix: &Fix| fix.safety <= safety && wanted(finding);
    for _ in 0..MOST_ROUNDS {
        let mut by_file: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        for finding in workspace.report() {
            if let Some(path) = finding.fix.as_ref().and_then(only_file) {
                by_file.entry(path.to_owned()).or_default().push(finding);
            }
        }
        let mut changed = false;
        for (path, findings) in by_file {
            changed |= repair_page(&path, findings, workspace, &chosen, &mut refused, &mut fixed);
        }
        if !changed {
            break;
        }
    }
    fixed.into_values().map(|file| file.fixed).filter(|file| file.before != file.after).collect()
}

/// Makes the fixes of `findings` on the page at `path`, and those of what comes to light on it then, as far as they are
/// `chosen`. Whether any was made.
fn repair_page(
    path: &str,
    mut findings: Vec<Finding>,
    workspace: &mut Workspace,
    chosen: &dyn Fn(&Finding, &Fix) -> bool,
    refused: &mut HashSet<(String, Vec<TextEdit>)>,
    fixed: &mut BTreeMap<String, InHand>,
) -> bool {
    // No fix names a file that the page did not name before.
    let no_files: HashMap<String, String> = HashMap::new();
    // Where a text comes again, two fixes undo each other.
    let mut seen: HashSet<String> = HashSet::new();
    let mut changed = false;
    while fixed.get(path).is_none_or(|file| file.left > 0) {
        let Some(page) = workspace.page(path).filter(|page| page.fault.is_none()) else { return changed };
        let Some((after, count)) = repair(page, &candidates(&findings, path, chosen), workspace, refused) else {
            return changed;
        };
        changed = true;
        let file = fixed.entry(path.to_owned()).or_insert_with(|| InHand::new(page));
        file.take_in(page, &after, count);
        seen.insert(page.text.clone());
        let is_known = seen.contains(&after);
        workspace.set(Source { path: path.to_owned(), text: after, fault: None }, &no_files);
        if is_known {
            break;
        }
        findings = workspace.page_findings(path);
    }
    changed
}

/// Takes the fixes out of `findings`, which are sorted by path, that [`fix_all`] would not make.
pub fn keep_made(findings: &mut [Finding], workspace: &Workspace) {
    findings.par_chunk_by_mut(|a, b| a.path == b.path).for_each(|findings| {
        let fixes = findings.iter().filter(|finding| finding.fix.is_some()).count();
        for finding in findings.iter_mut().filter(|finding| finding.fix.is_some()) {
            if !is_made_among(finding, fixes, workspace) {
                finding.fix = None;
            }
        }
    });
}

/// Whether [`fix_all`] makes the fix of `finding`, if nothing else is made before: its edits are in one page, and leave that
/// page no worse.
pub fn is_made(finding: &Finding, workspace: &Workspace) -> bool {
    is_made_among(finding, 1, workspace)
}

/// [`is_made`], asked for each of so many `fixes` of one page.
fn is_made_among(finding: &Finding, fixes: usize, workspace: &Workspace) -> bool {
    let Some((fix, path)) = finding.fix.as_ref().and_then(|fix| Some((fix, only_file(fix)?))) else { return false };
    let Some(page) = workspace.page(path).filter(|page| page.fault.is_none()) else { return false };
    // Each mistake makes the reader begin again, and there may be a fix for each: thousands of mistakes in one block
    // would take minutes. Of such a page, fixes are believed.
    if fixes * cost_of_reading(page) > MOST_READ_AGAIN {
        return true;
    }
    let candidate = candidate(finding, fix, path);
    applied_alone(page, &candidate, workspace).is_some()
}

/// A file that is being repaired.
struct InHand {
    fixed: FixedFile,
    /// How many bytes of it may still be read to go on with what comes to light.
    left: usize,
}

impl InHand {
    fn new(page: &Page) -> Self {
        let (path, before) = (page.path.clone(), page.text.clone());
        Self { fixed: FixedFile { path, before, after: String::new(), fixes: 0 }, left: MOST_READ_ON }
    }

    /// Takes in what so many `fixes` have made of `page`.
    fn take_in(&mut self, page: &Page, after: &str, fixes: usize) {
        self.fixed.after = after.to_owned();
        self.fixed.fixes += fixes;
        self.left = self.left.saturating_sub(2 * cost_of_reading(page));
    }
}

/// A fix that may be applied.
struct Candidate<'f> {
    fix: &'f Fix,
    /// The place of its finding, where that is a value of the page that is edited.
    key_path: Option<&'f KeyPath>,
}

impl Candidate<'_> {
    fn edits(&self) -> Vec<TextEdit> {
        self.fix.edits.iter().map(|edit| edit.edit.clone()).collect()
    }
}

/// How long it takes to read and judge `page`, in bytes that are read in that time. Each mistake makes the reader begin again
/// and go on to the next one, with a copy of the text; every value is looked at by itself.
fn cost_of_reading(page: &Page) -> usize {
    let block = page.front_matter.block.map(|block| block.content);
    let (start, length) = block.map_or((0, page.text.len()), |block| (block.start, block.len()));
    let again = |problem: &Problem| problem.span.start.saturating_sub(start) as usize + length / 10;
    let mistakes: usize = page.front_matter.problems.iter().map(again).sum();
    1 + length + mistakes + 12 * page.front_matter.tree.len()
}

/// The fixes of `findings` that edit the page at `path`, as far as they are `chosen`.
fn candidates<'f>(findings: &'f [Finding], path: &str, chosen: &dyn Fn(&Finding, &Fix) -> bool) -> Vec<Candidate<'f>> {
    let fix = |finding: &'f Finding| {
        let fix = finding.fix.as_ref().filter(|fix| only_file(fix) == Some(path))?;
        chosen(finding, fix).then(|| candidate(finding, fix, path))
    };
    findings.iter().filter_map(fix).collect()
}

fn candidate<'f>(finding: &'f Finding, fix: &'f Fix, path: &str) -> Candidate<'f> {
    Candidate { fix, key_path: finding.key_path.as_ref().filter(|_| path == finding.path) }
}

/// The text of `page` with one fix, if that leaves it no worse.
fn applied_alone(page: &Page, candidate: &Candidate<'_>, workspace: &Workspace) -> Option<String> {
    let after = apply(&page.text, &candidate.edits()).ok()?;
    guard::is_no_worse(page, after.clone(), &[candidate], workspace).then_some(after)
}

/// The one file that a fix edits. One that edits several is a refactoring, which has a command of its own.
fn only_file(fix: &Fix) -> Option<&str> {
    let first = &fix.edits.first()?.path;
    fix.edits.iter().all(|edit| edit.path == *first).then_some(first)
}

/// The text of `page` with as many of `fixes` as go together and leave it no worse, and how many those are.
fn repair(
    page: &Page,
    fixes: &[Candidate<'_>],
    workspace: &Workspace,
    refused: &mut HashSet<(String, Vec<TextEdit>)>,
) -> Option<(String, usize)> {
    let tried = 1 + MOST_READ / (2 * cost_of_reading(page));
    if fixes.len() > MANY.min(tried)
        && let Some(repaired) = all_together(page, fixes, workspace)
    {
        return Some(repaired);
    }
    let mut edits: Vec<TextEdit> = Vec::new();
    let mut chosen: Vec<&Candidate<'_>> = Vec::new();
    let mut best = None;
    for candidate in fixes.iter().take(tried) {
        let own = candidate.edits();
        let key = (page.path.clone(), own.clone());
        if refused.contains(&key) {
            continue;
        }
        let Some(alone) = applied_alone(page, candidate, workspace) else {
            refused.insert(key);
            continue;
        };
        if chosen.is_empty() {
            (edits, chosen, best) = (own, vec![candidate], Some(alone));
            continue;
        }
        let together = [&edits[..], &own[..]].concat();
        let Ok(after) = apply(&page.text, &together) else { continue };
        chosen.push(candidate);
        if guard::is_no_worse(page, after.clone(), &chosen, workspace) {
            (edits, best) = (together, Some(after));
        } else {
            // The next round tries it on the text that the others left.
            chosen.pop();
        }
    }
    best.filter(|after| *after != page.text).map(|after| (after, chosen.len()))
}

/// The text of `page` with all of `fixes` that do not overlap, and how many those are, if it is no worse.
fn all_together(page: &Page, fixes: &[Candidate<'_>], workspace: &Workspace) -> Option<(String, usize)> {
    let mut edits: Vec<TextEdit> = Vec::new();
    let mut chosen: Vec<&Candidate<'_>> = Vec::new();
    let mut end = 0;
    // Findings come in the order of the text, and so do nearly all of their edits.
    for candidate in fixes {
        let own = candidate.edits();
        let (first, last) =
            (own.iter().map(|edit| edit.span.start).min()?, own.iter().map(|edit| edit.span.end).max()?);
        if chosen.is_empty() || first > end {
            edits.extend(own);
            chosen.push(candidate);
            end = last;
        }
    }
    let after = apply(&page.text, &edits).ok()?;
    let is_better = after != page.text && guard::is_no_worse(page, after.clone(), &chosen, workspace);
    is_better.then_some((after, chosen.len()))
}
