//! What speed is measured on: invented sites are clean but for the planted faults, and those are found where they are.

#[path = "../benches/invented/mod.rs"]
pub mod invented;

use crate::support;

use std::collections::BTreeMap;

use invented::{Fault, Plan};
use matterlint::finding::Severity;

/// A site of `plan` with its pictures as empty texts, and what is wrong with it.
pub fn invent(plan: Plan) -> (support::Files, Vec<Fault>) {
    let mut files = support::Files::new();
    let faults = invented::invent(plan, &mut |file| {
        files.insert(file.path, String::from_utf8(file.bytes).unwrap_or_default());
    });
    (files, faults)
}

#[test]
fn a_site_without_faults_is_clean() {
    let (files, faults) = invent(Plan { pages: 800, seed: 5, faults: 0 });
    assert_eq!(faults, []);
    let mut findings = support::workspace(&files, &support::options()).report();
    findings.retain(|finding| finding.severity > Severity::Info);
    assert_eq!(support::lines(&findings, &files), "");
}

#[test]
fn every_fault_is_found() {
    let (files, faults) = invent(Plan { pages: 1_600, seed: 8, faults: 40 });
    let workspace = support::workspace(&files, &support::options());
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for finding in workspace.report().into_iter().filter(|finding| finding.severity > Severity::Info) {
        let text = &files[&finding.path];
        let line = matterlint::text::LineIndex::new(text).position(finding.span.start as usize, text).line;
        found.entry(finding.path).or_default().push(line);
    }
    let mut kinds: Vec<&str> = faults.iter().map(|fault| fault.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), 20, "a kind was not planted: {kinds:?}");
    let is_found = |fault: &&Fault| {
        let lines = found.get(&fault.path).into_iter().flatten();
        let is_other = fault.or.as_ref().is_some_and(|path| found.contains_key(path));
        is_other || lines.into_iter().any(|line| (fault.line..=fault.last_line).contains(line))
    };
    // Where a term may as well be another word (`old-letgers`), the rule that guesses is silent on purpose.
    let (guessed, certain): (Vec<&Fault>, Vec<&Fault>) = faults.iter().partition(|fault| fault.kind == "misspelt-term");
    assert!(guessed.iter().any(is_found), "{guessed:?}");
    let missed: Vec<&Fault> = certain.into_iter().filter(|fault| !is_found(fault)).collect();
    assert_eq!(missed, Vec::<&Fault>::new(), "of {}", faults.len());
    let is_faulty = |path: &str| faults.iter().any(|fault| fault.path == path || fault.or.as_deref() == Some(path));
    let alarms: Vec<&String> = found.keys().filter(|path| !is_faulty(path)).collect();
    assert_eq!(alarms, Vec::<&String>::new(), "reported, and nothing is wrong with them");
}

#[test]
fn a_page_does_not_depend_on_how_many_follow() {
    let (short, _) = invent(Plan { pages: 40, ..Plan::default() });
    let (long, _) = invent(Plan { pages: 80, ..Plan::default() });
    assert!(short.iter().all(|(path, text)| long.get(path) == Some(text)));
    assert!(long.len() > short.len());
}

#[test]
fn pictures_are_pictures() {
    let mut pictures = 0;
    invented::invent(Plan { pages: 20, ..Plan::default() }, &mut |file| {
        if file.path.ends_with(".png") {
            let size = imagesize::blob_size(&file.bytes).expect("a size");
            assert!([(16, 9), (24, 16)].contains(&(size.width, size.height)), "{}: {size:?}", file.path);
            pictures += 1;
        }
    });
    assert!(pictures > 40, "{pictures}");
}
