//! Every example in every rule's page is a test. Under `## Examples` each `###` heading is one small site: fences whose
//! info string is a language and a path are its files, a `report` fence is what the rule finds (absent: nothing), a
//! `fixed` fence is a file after the safe fixes, an `unsafe-fixed` fence one after all fixes, a `before` fence is what it
//! was in an older revision, and a third word (`not-utf8`, `too-large`, `unreadable`) says what went wrong in reading a
//! file. An example without a generator's configuration is a Hugo site.
//!
//! `UPDATE=1 cargo test --test all rule_docs` rewrites the reports and the repaired files in the pages; read the
//! difference before you commit it.

mod formats;

use std::collections::{BTreeMap, HashMap};

use crate::support::{Files, lines, options, root, today, updating, workspace};
use matterlint::finding::{Finding, Safety};
use matterlint::fix::fix_all;
use matterlint::profile;
use matterlint::rules;
use matterlint::site::{ReadFault, Source};
use matterlint::workspace::Workspace;

#[test]
fn every_example_is_judged_as_its_page_says() {
    let mut wrong = Vec::new();
    for entry in rules::all() {
        let name = entry.meta.name().replace('-', "_");
        let path = root().join(format!("src/rules/{}/{name}.md", entry.meta.group()));
        let page = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut updated = page.clone();
        for example in examples(&page) {
            let mut workspace = example.workspace(entry.meta.id);
            let found = lines(&example.findings(entry.meta.id, &workspace), &example.files);
            for (mark, path, fixed, found) in example.unlike_after_fixes(entry.meta.id, &mut workspace) {
                let title = &example.title;
                wrong.push(format!("{}: {title}\n--- {path} {mark}\n{fixed}--- found\n{found}", entry.meta.id));
                let fence = |text: &str| format!(" {mark} {path}\n{}", text.replace('\u{7}', BELL));
                updated = updated.replacen(&fence(&fixed), &fence(&found), 1);
            }
            if found != example.report {
                wrong.push(format!(
                    "{}: {}\n--- the page says\n{}--- found\n{found}",
                    entry.meta.id, example.title, example.report
                ));
                if !example.report.is_empty() && !found.is_empty() {
                    updated = updated.replacen(&example.report, &found, 1);
                }
            }
        }
        if updating() && updated != page {
            std::fs::write(&path, updated).expect("the page can be written");
        }
    }
    assert!(wrong.is_empty() || updating(), "{}", wrong.join("\n"));
}

/// Rules that no profile of this version can make report anything.
const WAITING: &[&str] = &["syntax/missing-front-matter"];

#[test]
fn every_rule_shows_what_is_bad_and_what_is_good() {
    for entry in rules::all() {
        let (bad, good): (Vec<_>, Vec<_>) =
            examples(entry.meta.doc).into_iter().partition(|example| !example.report.is_empty());
        assert!(!bad.is_empty() || WAITING.contains(&entry.meta.id), "{} has no example of a finding", entry.meta.id);
        assert!(!good.is_empty(), "{} has no example without a finding", entry.meta.id);
        assert!(!entry.meta.summary().is_empty(), "{} has no summary", entry.meta.id);
        assert!(entry.meta.doc.starts_with(&format!("# {}\n", entry.meta.id)), "{}: wrong title", entry.meta.id);
    }
}

/// What stands in a page for a control character, which neither a terminal nor a browser is to get.
const BELL: &str = "␇";

/// One heading of the examples.
#[derive(Default)]
struct Example {
    title: String,
    files: Files,
    /// What went wrong in reading a file, by its path.
    faults: BTreeMap<String, ReadFault>,
    report: String,
    /// The files after the safe fixes, by their paths.
    fixed: Files,
    /// The files after all fixes, by their paths.
    unsafe_fixed: Files,
    /// What the files were in an older revision, by their paths.
    before: Files,
}

impl Example {
    /// The site, judged by `rule`.
    fn workspace(&self, rule: &str) -> Workspace {
        let mut files = self.files.clone();
        // The last profile is the one that fits every folder.
        let marked = &profile::ALL[..profile::ALL.len() - 1];
        let has_generator = marked.iter().any(|profile| {
            let listing = matterlint::listing::Listing::new(files.keys().cloned());
            let texts = files.clone().into_iter().collect::<std::collections::HashMap<_, _>>();
            (profile.detect)(&listing, &texts).is_some()
        });
        let says_generator = files.get("matterlint.yaml").is_some_and(|text| text.contains("generator:"));
        if !has_generator && !says_generator {
            files.insert("hugo.toml".to_owned(), "baseURL = \"https://example.org/\"\n".to_owned());
        }
        // Whether a suppression is of use depends on all other rules.
        let select = if rule.starts_with("suppressions/") { Vec::new() } else { vec![rule.to_owned()] };
        let options = matterlint::open::Options { select, today: today(), ..options() };
        let mut workspace = workspace(&files, &options);
        let no_files: HashMap<String, String> = HashMap::new();
        if !self.before.is_empty() {
            workspace.set_previous(self.before.clone().into_iter().collect());
            for path in self.before.keys() {
                workspace.set(Source { path: path.clone(), text: files[path].clone(), fault: None }, &no_files);
            }
        }
        for (path, fault) in &self.faults {
            let (path, text) = (path.clone(), files.get(path).cloned().unwrap_or_default());
            workspace.set(Source { path, text, fault: Some(fault.clone()) }, &no_files);
        }
        workspace
    }

    /// What the rule finds.
    fn findings(&self, rule: &str, workspace: &Workspace) -> Vec<Finding> {
        let mut findings = workspace.report();
        findings.retain(|finding| finding.rule == rule);
        findings
    }

    /// The fences whose files the rule's fixes leave otherwise: the fence's mark, its path, what it says and what is found.
    fn unlike_after_fixes(&self, rule: &str, workspace: &mut Workspace) -> Vec<(&str, String, String, String)> {
        let mut unlike = Vec::new();
        for (mark, safety, files) in
            [("fixed", Safety::Safe, &self.fixed), ("unsafe-fixed", Safety::Unsafe, &self.unsafe_fixed)]
        {
            fix_all(workspace, safety, |finding| finding.rule == rule);
            for (path, fixed) in files {
                let text = workspace.page(path).map_or("", |page| &page.text);
                if text != fixed {
                    unlike.push((mark, path.clone(), fixed.clone(), text.to_owned()));
                }
            }
        }
        unlike
    }
}

/// The examples of a page.
fn examples(page: &str) -> Vec<Example> {
    let Some((_, text)) = page.split_once("\n## Examples\n") else { return Vec::new() };
    let mut examples: Vec<Example> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("### ") {
            examples.push(Example { title: title.to_owned(), ..Example::default() });
            continue;
        }
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let (fence, info) = line.split_at(ticks);
        let content: String = lines.by_ref().take_while(|line| *line != fence).flat_map(|line| [line, "\n"]).collect();
        let content = content.replace(BELL, "\u{7}");
        let Some(example) = examples.last_mut() else { panic!("a fence before the first ### heading: {line}") };
        match info.split_whitespace().collect::<Vec<_>>()[..] {
            ["report"] => example.report = content,
            [_, "fixed", path] => {
                example.fixed.insert(path.to_owned(), content);
            }
            [_, "unsafe-fixed", path] => {
                example.unsafe_fixed.insert(path.to_owned(), content);
            }
            [_, "before", path] => {
                example.before.insert(path.to_owned(), content);
            }
            [_, path, fault] => {
                let fault = match fault {
                    "not-utf8" => {
                        ReadFault::NotUtf8(content.find('\u{fffd}').expect("a character in place of the byte"))
                    }
                    "too-large" => ReadFault::TooLarge,
                    "unreadable" => ReadFault::Unreadable("permission denied".to_owned()),
                    _ => panic!("{}: {fault} is no fault", example.title),
                };
                example.faults.insert(path.to_owned(), fault);
                example.files.insert(path.to_owned(), content);
            }
            [_, path] => {
                example.files.insert(path.to_owned(), content);
            }
            _ => panic!("{}: a fence needs a language and a path: {line}", example.title),
        }
    }
    examples
}
