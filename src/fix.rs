//! Floor 5: applies fixes. Chooses those that may be applied, edits the texts, judges again, and goes on until nothing
//! changes, because a repaired block may show a second fault that the first one hid.

mod guard;

use std::collections::{BTreeMap, HashSet};

use crate::finding::{Finding, Fix, Safety};
use crate::site::{Page, Source};
use crate::text::{KeyPath, TextEdit, apply};
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
        let mut by_file: BTreeMap<&str, Vec<Candidate<'_>>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| wanted(finding)) {
            let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safety <= safety) else { continue };
            if let Some(path) = only_file(fix) {
                let key_path = finding.key_path.as_ref().filter(|_| path == finding.path);
                by_file.entry(path).or_default().push(Candidate { fix, key_path });
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

/// Whether the fix of `finding`, applied alone, leaves the page that it edits no worse. Of a fix that edits several files,
/// each of which may need the others, that is not known.
pub fn is_sound(finding: &Finding, workspace: &Workspace) -> bool {
    let Some(fix) = &finding.fix else { return false };
    let Some(page) = only_file(fix).and_then(|path| workspace.page(path)) else { return true };
    let key_path = finding.key_path.as_ref().filter(|_| page.path == finding.path);
    let edits: Vec<TextEdit> = fix.edits.iter().map(|edit| edit.edit.clone()).collect();
    let after = apply(&page.text, &edits).ok();
    after.is_some_and(|after| guard::is_no_worse(page, after, &[&Candidate { fix, key_path }], workspace))
}

/// A fix that may be applied.
struct Candidate<'f> {
    fix: &'f Fix,
    /// The place of its finding, where that is a value of the page that is edited.
    key_path: Option<&'f KeyPath>,
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
    let mut edits: Vec<TextEdit> = Vec::new();
    let mut chosen: Vec<&Candidate<'_>> = Vec::new();
    let mut best = None;
    for candidate in fixes {
        let own: Vec<TextEdit> = candidate.fix.edits.iter().map(|edit| edit.edit.clone()).collect();
        let key = (page.path.clone(), own.clone());
        if refused.contains(&key) {
            continue;
        }
        let alone = apply(&page.text, &own).ok();
        let alone = alone.filter(|after| guard::is_no_worse(page, after.clone(), &[candidate], workspace));
        let Some(alone) = alone else {
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
