//! Floor 5: applies fixes. Chooses those that may be applied, edits the texts, judges again, and goes on until nothing
//! changes, because a repaired block may show a second fault that the first one hid.

use std::collections::{BTreeMap, HashSet};

use crate::finding::{Finding, Fix, Safety};
use crate::site::{Page, Source};
use crate::text::{TextEdit, apply};
use crate::workspace::Workspace;

/// How often the site is judged anew before we give up on two fixes that undo each other.
const MOST_ROUNDS: usize = 10;

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
    let mut fixed: BTreeMap<String, FixedFile> = BTreeMap::new();
    // A fix whose result was refused once would be refused in every round.
    let mut refused: HashSet<(String, Vec<TextEdit>)> = HashSet::new();
    for _ in 0..MOST_ROUNDS {
        let findings = workspace.report();
        let fixes = findings.iter().filter(|finding| wanted(finding)).filter_map(|finding| finding.fix.as_ref());
        let mut by_file: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
        for fix in fixes.filter(|fix| fix.safety <= safety) {
            if let Some(path) = only_file(fix) {
                by_file.entry(path).or_default().push(fix);
            }
        }
        let mut changed = false;
        for (path, fixes) in by_file {
            let Some(page) = workspace.page(path).filter(|page| page.fault.is_none()) else { continue };
            let before = page.text.clone();
            let Some((after, count)) = repair(page, &fixes, workspace, &mut refused) else { continue };
            let file = fixed.entry(path.to_owned()).or_insert_with(|| FixedFile {
                path: path.to_owned(),
                before,
                after: String::new(),
                fixes: 0,
            });
            file.after.clone_from(&after);
            file.fixes += count;
            workspace.set(Source { path: path.to_owned(), text: after, fault: None });
            changed = true;
        }
        if !changed {
            break;
        }
    }
    fixed.into_values().filter(|file| file.before != file.after).collect()
}

/// The one file that a fix edits. One that edits several is a refactoring, which has a command of its own.
fn only_file(fix: &Fix) -> Option<&str> {
    let first = &fix.edits.first()?.path;
    fix.edits.iter().all(|edit| edit.path == *first).then_some(first)
}

/// The text of `page` with as many of `fixes` as go together and leave it no worse, and how many those are.
fn repair(
    page: &Page,
    fixes: &[&Fix],
    workspace: &Workspace,
    refused: &mut HashSet<(String, Vec<TextEdit>)>,
) -> Option<(String, usize)> {
    let mut edits: Vec<TextEdit> = Vec::new();
    let mut count = 0;
    for fix in fixes {
        let own: Vec<TextEdit> = fix.edits.iter().map(|edit| edit.edit.clone()).collect();
        let key = (page.path.clone(), own.clone());
        if refused.contains(&key) {
            continue;
        }
        if !apply(&page.text, &own).is_ok_and(|after| is_no_worse(page, after, workspace)) {
            refused.insert(key);
            continue;
        }
        let together = [&edits[..], &own[..]].concat();
        if apply(&page.text, &together).is_ok() {
            edits = together;
            count += 1;
        }
    }
    let after = apply(&page.text, &edits).ok()?;
    (count > 0 && after != page.text && is_no_worse(page, after.clone(), workspace)).then_some((after, count))
}

/// Whether the block of a page reads at least as well with the text `after`: the guard against a fix that breaks what it
/// was to repair.
fn is_no_worse(page: &Page, after: String, workspace: &Workspace) -> bool {
    let source = Source { path: page.path.clone(), text: after, fault: None };
    let Some(new) = Page::new(source, workspace.site()) else { return false };
    let keys = |page: &Page| page.entries().count();
    let fewer_problems = new.front_matter.problems.len() < page.front_matter.problems.len();
    let as_many_problems = new.front_matter.problems.len() == page.front_matter.problems.len();
    let keeps_block = new.front_matter.block.is_some() || page.front_matter.block.is_none();
    keeps_block && (fewer_problems || (as_many_problems && keys(&new) + 1 >= keys(page)))
}
