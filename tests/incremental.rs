//! The law of the editor: after any sequence of edits, what a workspace shows is what a fresh one would show.

use crate::support::{self, Files, Random};

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use matterlint::finding::Finding;
use matterlint::listing::Listing;
use matterlint::open;
use matterlint::site::Source;
use matterlint::workspace::Workspace;

/// How many edits each fixture is put through, each compared with a fresh run.
const EDITS: usize = 60;

#[test]
fn after_any_edits_the_report_is_that_of_a_fresh_run() {
    let mut checked = 0;
    for folder in std::fs::read_dir(support::root().join("fixtures")).expect("there are fixtures").flatten() {
        let files = read(&folder.path().join("site"));
        for seed in 1..=2 {
            put_through_edits(files.clone(), &mut Random(0x9e37_79b9_7f4a_7c15 ^ seed), &folder.path());
            checked += 1;
        }
    }
    assert!(checked > 20, "only {checked} runs");
}

fn put_through_edits(mut files: Files, random: &mut Random, folder: &Path) {
    let mut workspace = support::workspace(&files, &support::options());
    let mut shown: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    let mut history = String::new();
    for _ in 0..EDITS {
        take(&mut workspace, &mut shown);
        let fresh = support::workspace(&files, &support::options()).report();
        let live: Vec<&Finding> = shown.values().flatten().collect();
        let differing = fresh.iter().zip(&live).find(|(fresh, live)| fresh != *live);
        assert!(
            differing.is_none() && fresh.len() == live.len(),
            "{} after these edits:\n{history}{} findings, {} when fresh; the first that differs: {differing:#?}",
            folder.display(),
            live.len(),
            fresh.len()
        );
        history.push_str(&edit(&mut files, &mut workspace, random));
    }
}

/// Takes over what the workspace says has changed, and nothing else.
fn take(workspace: &mut Workspace, shown: &mut BTreeMap<String, Vec<Finding>>) {
    for path in workspace.refresh() {
        match workspace.shown(&path) {
            [] => drop(shown.remove(&path)),
            findings => drop(shown.insert(path, findings.to_vec())),
        }
    }
}

/// One random edit, in the files and in the workspace. Says what it was.
fn edit(files: &mut Files, workspace: &mut Workspace, random: &mut Random) -> String {
    let pages: Vec<String> =
        workspace.pages().map(|page| page.path.clone()).filter(|path| !is_vocabulary(path)).collect();
    let Some(path) = random.pick(&pages).cloned() else { return String::new() };
    let text = files[&path].clone();
    let other = files[random.pick(&pages).expect("there is a page")].clone();
    match random.below(12) {
        0 => {
            files.remove(&path);
            reopen(files, workspace);
            format!("deleted {path}\n")
        }
        1 => {
            let name = random.pick(&["new.md", "index.md", "_index.md", "a b.md", "茶.md"]).expect("there are names");
            let new = format!("{}{name}", &path[..path.rfind('/').map_or(0, |at| at + 1)]);
            // As an editor does that has the file open; the listing follows.
            files.insert(new.clone(), other.clone());
            let texts = texts(files);
            workspace.set(Source { path: new.clone(), text: other, fault: None }, &texts);
            reopen(files, workspace);
            format!("made {new} of another page\n")
        }
        2 => {
            let new = format!("{}x.md", path.strip_suffix(".md").unwrap_or(&path));
            // Writing over a file is an edit of it, which an editor tells otherwise.
            if files.contains_key(&new) {
                return String::new();
            }
            files.remove(&path);
            files.insert(new.clone(), text);
            reopen(files, workspace);
            format!("renamed {path} to {new}\n")
        }
        3 => {
            let images: Vec<String> = files.keys().filter(|path| is_image(path)).cloned().collect();
            let Some(image) = random.pick(&images) else { return String::new() };
            files.remove(image);
            reopen(files, workspace);
            format!("deleted {image}\n")
        }
        kind => {
            let text = edited(&text, &other, kind, random);
            files.insert(path.clone(), text.clone());
            workspace.set(Source { path: path.clone(), text: text.clone(), fault: None }, &texts(files));
            format!("{path} is now {text:?}\n")
        }
    }
}

/// What an editor does when files came or went.
fn reopen(files: &Files, workspace: &mut Workspace) {
    let texts = texts(files);
    let opened = open::assemble(Listing::new(files.keys().cloned()), &texts, &support::options());
    let (site, rules, _) = opened.expect("the configuration was right before");
    let read = |path: &str| Source { path: path.to_owned(), text: files[path].clone(), fault: None };
    workspace.reopen(site, rules, &texts, read);
}

fn texts(files: &Files) -> HashMap<String, String> {
    files.clone().into_iter().collect()
}

/// `text` with one random edit, in which `other` may have a part.
fn edited(text: &str, other: &str, kind: usize, random: &mut Random) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let others: Vec<&str> = other.split_inclusive('\n').collect();
    let at = random.below(lines.len().clamp(1, 12));
    match kind {
        4 if !lines.is_empty() => drop(lines.remove(at)),
        5 if !lines.is_empty() => lines.insert(at, lines[at]),
        6 | 7 => {
            lines.insert(at.min(lines.len()), random.pick(&others[..others.len().min(12)]).copied().unwrap_or_default())
        }
        8 => lines.push("More of the body.\n"),
        9 => return other.to_owned(),
        _ => {
            let typed = *random.pick(&["a", ":", "\n", " ", "'", "标", "# x", "[", "- "]).expect("there are keys");
            let place = text.floor_char_boundary(random.below(text.len().clamp(1, 300)));
            return format!("{}{typed}{}", &text[..place], &text[place..]);
        }
    }
    lines.concat()
}

/// A page that is read with the configuration, not as a page alone; a change of it makes the editor open the site anew.
fn is_vocabulary(path: &str) -> bool {
    path.contains("/tags/")
}

fn is_image(path: &str) -> bool {
    [".png", ".jpg", ".webp", ".svg"].iter().any(|extension| path.ends_with(extension))
}

fn read(site: &Path) -> Files {
    let folder = matterlint::disk::SiteFolder::open(site).expect("the fixture is a folder");
    let listing = folder.listing(None);
    listing.iter().map(|path| (path.to_owned(), folder.source(path).text)).collect()
}
