//! A hook asks about a few pages of a site, and of the others only what matters to them is kept. It says of those pages what
//! a check of the whole site says of them.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use matterlint::finding::Finding;
use matterlint::listing::Listing;
use matterlint::open;
use matterlint::site::{Head, Source};
use matterlint::workspace::{Others, Workspace};

use crate::invented_site::{invent, invented::Plan};
use crate::support::{self, Files, Pictures, Random};

/// In how many ways each fixture is varied.
const ROUNDS: usize = 4;

/// What was seen.
#[derive(Default)]
struct Seen {
    asked: usize,
    found: usize,
    forgotten: usize,
}

#[test]
fn what_is_asked_about_is_judged_as_in_a_check_of_the_site() {
    let mut random = Random(0x1dea);
    let mut seen = Seen::default();
    for folder in fs::read_dir(support::root().join("fixtures")).expect("there are fixtures").flatten() {
        let mut files = texts(&folder.path().join("site"));
        for _ in 0..ROUNDS {
            let paths: Vec<String> = workspace(&files, None).paths().map(str::to_owned).collect();
            ask(&files, &paths, &mut random, &mut seen, &folder.path());
            mix(&mut files, &paths, &mut random);
        }
    }
    let Seen { asked, found, forgotten } = seen;
    assert!(asked > 500 && found > 800 && forgotten > 4_000, "{asked} asked, {found} found, {forgotten} forgotten");
}

#[test]
fn of_a_large_site_too() {
    let mut random = Random(0xb16);
    let mut seen = Seen::default();
    let (files, faults) = invent(Plan { pages: 500, seed: 21, faults: 60 });
    let mut paths: Vec<String> = files.keys().filter(|path| path.ends_with(".md")).cloned().collect();
    paths.retain(|_| random.below(12) == 0);
    paths.extend(faults.into_iter().map(|fault| fault.path));
    ask(&files, &paths, &mut random, &mut seen, Path::new("invented"));
    assert!(seen.found > 40 && seen.forgotten > 20_000, "{} found, {} forgotten", seen.found, seen.forgotten);
}

#[test]
fn of_terms_too() {
    let tags: [&[&str]; 14] = [
        &["lighthouses", "Linux"],
        &["lighthouses", "Linux", "harbour"],
        &["lighthouses", "Linux", "it's"],
        &["lighthouses", "harbour"],
        &["lighthouses", "Linux", "harbour", "rope"],
        &["lighthouses", "harbours"],
        &["lighthuoses", "linux"],
        &["lighthouse", "Harbour"],
        &["harbour", "its", "hrabour"],
        &["harbour", "its"],
        &["lantern", "lanterns"],
        &["harbour", "lantern", "Sea Salt"],
        &["sea-salt", "rope"],
        &["sea salt", "Sea Salt"],
    ];
    let mut files: Files = (1..)
        .zip(tags)
        .map(|(number, tags)| {
            let text =
                format!("---\ntitle: Letter {number}\ndate: 2024-01-{number:02}\ntags: {tags:?}\n---\n\nWords.\n");
            (format!("content/posts/letter-{number}.md"), text)
        })
        .collect();
    files.insert("hugo.toml".to_owned(), "baseURL = 'https://letters.example/'\n".to_owned());
    files.insert("matterlint.yaml".to_owned(), "rules:\n  taxonomy/rare-term: {severity: info, min: 3}\n".to_owned());
    let term_page = "---\ntitle: ITS\nurl: /its-systems/\n---\n";
    let mut seen = Seen::default();
    for has_term_page in [false, true] {
        if has_term_page {
            files.insert("content/tags/its/_index.md".to_owned(), term_page.to_owned());
        }
        let whole = workspace(&files, None);
        let rules: HashSet<&str> = whole.report().into_iter().map(|finding| finding.rule).collect();
        for rule in ["near-miss-term", "inconsistent-term", "rare-term"] {
            assert!(rules.contains(&*format!("taxonomy/{rule}")), "{rule}: {rules:?}");
        }
        assert_eq!(rules.contains("taxonomy/colliding-terms"), !has_term_page, "{rules:?}");
        let paths: Vec<String> = whole.paths().map(str::to_owned).collect();
        ask(&files, &paths, &mut Random(0x7e), &mut seen, Path::new("terms"));
    }
}

/// Asks about each of `paths`, now and then together with another one.
fn ask(files: &Files, paths: &[String], random: &mut Random, seen: &mut Seen, name: &Path) {
    let whole = workspace(files, None);
    let all = whole.report();
    for path in paths {
        let other = random.pick(paths).filter(|_| seen.asked.is_multiple_of(3));
        let asked: HashSet<String> = [path].into_iter().chain(other).cloned().collect();
        let hook = workspace(files, Some(asked.clone()));
        let of_asked = |finding: &&Finding| asked.contains(&finding.path);
        let said: Vec<Finding> = hook.report().into_iter().filter(|finding| of_asked(&finding)).collect();
        let expected: Vec<Finding> = all.iter().filter(of_asked).cloned().collect();
        assert_eq!(format!("{said:#?}"), format!("{expected:#?}"), "{}: {asked:?}", name.display());
        assert_eq!(hook.size(), whole.size(), "{}", name.display());
        seen.asked += 1;
        seen.found += said.len();
        seen.forgotten += hook.size() - hook.pages().len();
    }
}

/// The site of `files`, with the pages `asked` about, if not all are.
fn workspace(files: &Files, asked: Option<HashSet<String>>) -> Workspace {
    let texts: HashMap<String, String> = files.clone().into_iter().collect();
    let listing = Listing::new(files.keys().cloned());
    let site = open::assemble(listing, &texts, &support::options());
    let (site, rules, _) = site.unwrap_or_else(|error| panic!("{error}"));
    let pages = site.page_files().into_iter().map(|(path, kind)| (path.to_owned(), kind)).collect::<Vec<_>>();
    let mut workspace = Workspace::new(site, rules);
    if let Some(asked) = asked {
        workspace.focus_on(asked, Others::Compared);
    }
    let source = |path: &str, _: &Head<'_>| Source { path: path.to_owned(), text: files[path].clone(), fault: None };
    workspace.read(&pages, source, &Pictures(texts));
    workspace
}

fn texts(site: &Path) -> Files {
    let folder = matterlint::disk::SiteFolder::open(site).unwrap_or_else(|error| panic!("{error}"));
    let text = |path: &str| Some((path.to_owned(), fs::read_to_string(site.join(path)).ok()?));
    folder.listing(None).iter().filter_map(text).collect()
}

/// Gives pages what other pages have, here and there with a letter less, so that there is much to compare.
fn mix(files: &mut Files, paths: &[String], random: &mut Random) {
    for _ in 0..paths.len().div_ceil(2) {
        let (Some(from), Some(to)) = (random.pick(paths), random.pick(paths)) else { return };
        let mut text = files[from].clone();
        let letters: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_alphabetic()).map(|(at, _)| at).collect();
        if let Some(at) = random.pick(&letters).filter(|_| has_slips(to)) {
            text.remove(*at);
        }
        files.insert(to.clone(), text);
    }
}

/// Whether the page at `path` is one with slips: a third is.
fn has_slips(path: &str) -> bool {
    path.len().is_multiple_of(3)
}
