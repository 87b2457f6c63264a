//! Every fix is shown in its rule's page, before and after, in each format in which its fault can exist.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Example, examples};
use crate::support::{options, page_paths, root};
use matterlint::finding::{Finding, Safety};
use matterlint::fix::fix_all;
use matterlint::front_matter::Format::{self, Json, Toml, Yaml};
use matterlint::open;
use matterlint::rules::{self, FixKind};
use matterlint::site_root::SiteRoot;

/// The fixes whose fault not every format can have, with those that can; a fix is named by its title. All others are to
/// be shown in YAML, TOML and JSON.
const NOT_IN_ALL: &[(&str, &str, &[Format])] = &[
    // No generator that reads JSON takes a date with half of its zeros.
    ("dates/ambiguous-date", "write …", &[Yaml, Toml]),
    // The image is in the text below the block, whatever that is written in.
    ("images/missing-body-image", "name …", &[Yaml]),
    // A quote that is not closed takes the end of a JSON block with it.
    ("syntax/invalid-syntax", "close the quote", &[Yaml, Toml]),
    ("syntax/invalid-syntax", "delete the control character", &[Toml, Json]),
    ("syntax/invalid-syntax", "put a blank behind the colon", &[Yaml]),
    // In JSON, `{` in a value begins an object.
    ("syntax/invalid-syntax", "put the template in quotes", &[Yaml, Toml]),
    // JSON misses a comma there, and knows no better.
    ("syntax/invalid-syntax", "put the whole value in quotes", &[Yaml, Toml]),
    ("syntax/invalid-syntax", "replace the tab by blanks", &[Yaml]),
    // `True` is a boolean to YAML.
    ("syntax/invalid-syntax", "write true or false", &[Toml, Json]),
    // JSON has no delimiters.
    ("syntax/text-after-delimiter", "delete it", &[Yaml, Toml]),
    ("syntax/unreadable-delimiter", "repair the delimiter", &[Yaml, Toml]),
    // Only Jekyll splits a text at blanks, and it reads nothing but YAML.
    ("taxonomy/malformed-term", "write a list", &[Yaml]),
    // A word that is nothing: JSON has quotes around words, and TOML has no nothing.
    ("taxonomy/null-term", "put it in quotes", &[Yaml]),
    ("taxonomy/null-term", "remove the empty item", &[Yaml, Json]),
    // No generator that refuses a text there reads JSON.
    ("taxonomy/terms-not-a-list", "make it a list", &[Yaml, Toml]),
    // `- Tea: basics`: braces around a map are a choice.
    ("taxonomy/terms-not-a-list", "put the term in quotes", &[Yaml]),
    // No generator that is so strict reads JSON.
    ("values/wrong-type", "make it a list", &[Yaml, Toml]),
    ("values/wrong-type", "remove the quotes", &[Yaml, Toml]),
    ("values/wrong-type", "write what is meant", &[Yaml, Toml]),
];

/// What a rule's fix is and the format of the page that it was made for.
type Shown = BTreeMap<(&'static str, String), BTreeSet<&'static str>>;

#[test]
fn every_fix_is_shown_in_each_format() {
    let (mut shown, mut wrong) = (Shown::new(), Vec::new());
    for entry in rules::all() {
        let before = shown.len();
        examples(entry.meta.doc).iter().for_each(|example| show(example, entry.meta.id, &mut shown, &mut wrong));
        if (shown.len() > before) != (entry.meta.fix != FixKind::Never) {
            wrong.push(format!("{} shows fixes, or says that it has some, and not both", entry.meta.id));
        }
    }
    for fix in fixes_of_fixtures() {
        shown.entry(fix).or_default();
    }
    for ((rule, title), formats) in &shown {
        let declared = NOT_IN_ALL.iter().find(|(id, fix, _)| id == rule && fix == title);
        let wanted = declared.map_or(&[Yaml, Toml, Json][..], |(_, _, formats)| formats);
        let wanted: BTreeSet<&str> = wanted.iter().map(|format| format.name()).collect();
        if *formats != wanted {
            wrong.push(format!("{rule}: `{title}` is shown in {formats:?}, and not in {wanted:?}"));
        }
    }
    let is_shown = |rule: &str, fix: &str| shown.keys().any(|(id, title)| *id == rule && title == fix);
    let unknown = NOT_IN_ALL.iter().filter(|(rule, fix, _)| !is_shown(rule, fix));
    wrong.extend(unknown.map(|(rule, fix, _)| format!("{rule}: no example has the fix `{fix}`")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Notes the fixes of an example, those that come to light when others are made included. Each has to have the file that
/// it makes, and to be done there.
fn show(example: &Example, rule: &str, shown: &mut Shown, wrong: &mut Vec<String>) {
    let mut workspace = example.workspace(rule);
    let formats: BTreeMap<String, Format> = workspace.pages().map(|page| (page.path.clone(), page.format())).collect();
    for (safety, mark, files) in
        [(Safety::Safe, "fixed", &example.fixed), (Safety::Unsafe, "unsafe-fixed", &example.unsafe_fixed)]
    {
        let is_its =
            |finding: &Finding| finding.rule == rule && finding.fix.as_ref().is_some_and(|fix| fix.safety == safety);
        let seen = RefCell::new(Vec::new());
        fix_all(&mut workspace, safety, |finding| {
            seen.borrow_mut().extend(is_its(finding).then(|| finding.clone()));
            finding.rule == rule
        });
        for finding in seen.into_inner() {
            note(&finding, formats[&finding.path], shown);
            if !files.contains_key(&finding.path) {
                wrong.push(format!("{rule}: {}: no `{mark}` fence for {}", example.title, finding.path));
            }
        }
        for finding in workspace.report().iter().filter(|finding| is_its(finding)) {
            wrong.push(format!("{rule}: {}: not repaired: {}", example.title, finding.message));
        }
    }
}

/// The fixes of the fixtures by rule and title: none may be missing in the pages.
fn fixes_of_fixtures() -> BTreeSet<(&'static str, String)> {
    let mut fixes = BTreeSet::new();
    for folder in std::fs::read_dir(root().join("fixtures")).expect("there are fixtures").flatten() {
        let site = folder.path().join("site");
        if site.is_dir() {
            let mut opened = open::open(&SiteRoot { folder: site, is_marked: true }, &options()).expect("a site");
            let sources = opened.folder.sources(&page_paths(&opened));
            opened.workspace.load(sources, &opened.folder);
            let findings = opened.workspace.report();
            fixes.extend(
                findings.iter().filter(|finding| finding.fix.is_some()).map(|finding| (finding.rule, title(finding))),
            );
        }
    }
    fixes
}

fn note(finding: &Finding, format: Format, fixes: &mut Shown) {
    fixes.entry((finding.rule, title(finding))).or_default().insert(format.name());
}

/// The title of a fix with `…` in place of what differs from page to page.
fn title(finding: &Finding) -> String {
    let fix = finding.fix.as_ref().expect("the finding has a fix");
    let mut inserted = fix.edits.iter().map(|edit| &*edit.edit.insert).filter(|text| !text.trim().is_empty());
    let verb = inserted.find_map(|text| fix.title.strip_suffix(text));
    let plain = verb.map_or_else(|| fix.title.clone(), |verb| format!("{verb}…"));
    let parts: Vec<&str> = plain.split('`').collect();
    let named = parts.iter().enumerate().map(|(i, part)| if i % 2 == 1 { "…" } else { part });
    named.collect::<Vec<_>>().join("")
}
