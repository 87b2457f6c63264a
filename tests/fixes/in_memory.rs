//! Safe fixes on every page of the fixtures, and of real sites where they are at hand.

use super::support::{self, Random};

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use matterlint::finding::{Finding, Safety};
use matterlint::fix::{FixedFile, fix_all};
use matterlint::front_matter::to_json;
use matterlint::open::{self, Opened};
use matterlint::report::{Report, Standpoint, Texts};
use matterlint::site::{Page, Source};
use matterlint::site_root::SiteRoot;
use matterlint::text::{KeyPath, Step};
use matterlint::workspace::Workspace;
use serde_json::Value;

/// Sites of the corpus that are small enough for a test, with many fixes among them.
const REAL_SITES: [&str; 10] = [
    "caoxl",
    "qinyuanpei",
    "liuchaowen",
    "jimyag",
    "junice",
    "thiscute",
    "lruihao",
    "k8s-contrib",
    "mosuke5",
    "cncf-glossary",
];

#[test]
fn safe_fixes_of_the_fixtures_change_nothing_else() {
    let mut fixes = 0;
    let mut wrong = Vec::new();
    for folder in std::fs::read_dir(support::root().join("fixtures")).expect("there are fixtures").flatten() {
        if folder.path().join("site").is_dir() {
            for spelling in [as_written, with_crlf, with_bom] {
                fixes += judge(&folder.path().join("site"), spelling, &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(fixes > 100, "only {fixes} fixes were applied");
}

#[test]
fn safe_fixes_of_real_sites_change_nothing_else() {
    let corpus = support::root().join("../shared/corpus");
    let mut wrong = Vec::new();
    for name in REAL_SITES {
        let archive = corpus.join(format!("{name}.tar.xz"));
        if !archive.is_file() {
            eprintln!("skipped: there is no {}", archive.display());
            continue;
        }
        let dir = tempfile::TempDir::new().unwrap();
        let unpacked = Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(dir.path()).status();
        assert!(unpacked.is_ok_and(|status| status.success()), "{} cannot be unpacked", archive.display());
        let fixes = [as_written, with_crlf].map(|spelling| judge(&dir.path().join(name), spelling, &mut wrong));
        println!("{name}: {fixes:?} fixes");
    }
    assert!(wrong.is_empty(), "{} are wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// Pages with characters lost, changed and put in, as happens to those who type them: whatever is left, repairing it ends,
/// and makes nothing worse.
#[test]
fn safe_fixes_of_damaged_pages_make_nothing_worse() {
    let mut wrong = Vec::new();
    let mut random = Random(1);
    for folder in std::fs::read_dir(support::root().join("fixtures")).expect("there are fixtures").flatten() {
        let site = folder.path().join("site");
        for _ in 0..if site.is_dir() { 8 } else { 0 } {
            let mut opened = load(&site, |text| damaged(&text, &mut random));
            let workspace = &mut opened.workspace;
            for file in fix_all(workspace, Safety::Safe, |_| true) {
                let (old, new) = (page(&file.path, &file.before, workspace), page(&file.path, &file.after, workspace));
                if new.front_matter.problems.len() > old.front_matter.problems.len() {
                    wrong.push(format!("reads worse: {:?} became {:?}", file.before, file.after));
                }
                if old.front_matter.block.is_some() && new.front_matter.block.is_none() {
                    wrong.push(format!("the block is gone: {:?} became {:?}", file.before, file.after));
                }
            }
            let again = fix_all(workspace, Safety::Safe, |_| true);
            wrong.extend(again.iter().map(|file| format!("changes again: {:?} to {:?}", file.before, file.after)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What slips into a block by mistake.
const SLIPS: [&str; 22] = [
    "\"", "'", ":", ": ", "\t", "\u{a0}", "\u{3000}", "：", "“", "”", "，", "[", "]", "- ", "#", " ", "\u{200b}", "\\",
    "\n", "@", "{{ x }}", "&a ",
];

/// `text` with one to three characters of its beginning, where the block is, lost, changed or put in.
fn damaged(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(3) {
        let at = random.below(chars.len().min(200));
        let slip = SLIPS[random.below(SLIPS.len())];
        let (lost, slip) = [(1, ""), (1, slip), (0, slip)][random.below(3)];
        chars.splice(at..(at + lost).min(chars.len()), slip.chars());
    }
    chars.into_iter().collect()
}

/// How the same page may be stored.
type Spelling = fn(String) -> String;

fn as_written(text: String) -> String {
    text
}

fn with_crlf(text: String) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

fn with_bom(text: String) -> String {
    if text.starts_with('\u{FEFF}') { text } else { format!("\u{FEFF}{text}") }
}

/// Repairs the site at `root` in memory, and adds what is wrong with the result. Returns how many fixes were applied.
fn judge(root: &Path, spelling: Spelling, wrong: &mut Vec<String>) -> usize {
    let mut opened = load(root, spelling);
    let workspace = &mut opened.workspace;
    let mut say = |path: &str, what: &str| wrong.push(format!("{}: {path}: {what}", root.display()));

    // What a round finds is what it may touch; a repair may bring further findings to light.
    let seen = std::cell::RefCell::new(BTreeMap::<String, Vec<Finding>>::new());
    let fixed = fix_all(workspace, Safety::Safe, |finding| {
        if finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe) {
            seen.borrow_mut().entry(finding.path.clone()).or_default().push(finding.clone());
        }
        true
    });
    let seen = seen.into_inner();
    for file in &fixed {
        for what in faults(file, &seen[&file.path], workspace) {
            say(&file.path, &what);
        }
    }
    let is_safe = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
    for finding in workspace.report().iter().filter(is_safe) {
        say(&finding.path, &format!("still to be fixed: {}: {}", finding.rule, finding.message));
    }
    for file in fix_all(workspace, Safety::Safe, |_| true) {
        say(&file.path, "a second run changes it again");
    }
    fixed.iter().map(|file| file.fixes).sum()
}

/// The site at `root`, with every text of a page changed.
fn load(root: &Path, mut change: impl FnMut(String) -> String) -> Opened {
    let mut opened =
        open::open(&SiteRoot { folder: root.to_owned(), is_marked: true }, &support::options()).expect("a site");
    let mut sources = opened.folder.sources(&support::page_paths(&opened));
    sources.iter_mut().for_each(|source| source.text = change(std::mem::take(&mut source.text)));
    opened.workspace.load(sources, &opened.folder);
    opened
}

fn page(path: &str, text: &str, workspace: &Workspace) -> Page {
    let source = Source { path: path.to_owned(), text: text.to_owned(), fault: None };
    Page::new(source, workspace.site()).expect("a page stays a page")
}

fn faults(file: &FixedFile, findings: &[Finding], workspace: &Workspace) -> Vec<String> {
    let (old, new) = (page(&file.path, &file.before, workspace), page(&file.path, &file.after, workspace));
    let mut faults = Vec::new();
    if new.front_matter.problems.len() > old.front_matter.problems.len() {
        faults.push("the block reads worse".to_owned());
    }
    if let (Some(old_block), Some(new_block)) = (old.front_matter.block, new.front_matter.block) {
        let (was, is) = (&file.before[old_block.body..], &file.after[new_block.body..]);
        let is_delimiter = |finding: &Finding| finding.rule.contains("delimiter");
        if was != is && !findings.iter().any(is_delimiter) {
            faults.push("the body changed".to_owned());
        }
    } else if old.front_matter.block.is_some() {
        faults.push("the block is gone".to_owned());
    }
    let touched = touched_lines(&old, findings);
    faults.extend(line_faults(&file.before, &file.after, &touched));
    faults.extend(value_faults(&old, &new, findings));
    faults
}

/// The lines of the text as it was read that findings lie on or edit, counted from 0, unless a round before changed it.
fn touched_lines(old: &Page, findings: &[Finding]) -> BTreeSet<usize> {
    let mut lines = BTreeSet::new();
    for finding in findings {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.edit.span);
        for span in edits.filter(|span| span.end as usize <= old.text.len()) {
            lines.extend(old.lines().line(span.start as usize)..=old.lines().line(span.end as usize));
        }
    }
    lines
}

/// Lines that no edit is on stand in the new text in the same order, byte for byte, with their line ends.
fn line_faults(before: &str, after: &str, touched: &BTreeSet<usize>) -> Option<String> {
    let mut new = after.split_inclusive('\n');
    let kept = before.split_inclusive('\n').enumerate().filter(|(line, _)| !touched.contains(line));
    for (line, text) in kept {
        if !new.any(|new| new == text) {
            return Some(format!("line {} changed or went: {text:?}", line + 1));
        }
    }
    let lone = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
    let is_all_crlf = |text: &str| text.contains("\r\n") && lone(text) == 0;
    (is_all_crlf(before) && !is_all_crlf(after) && after.contains('\n'))
        .then(|| "a line end without CR in a file of CRLF".to_owned())
        .or_else(|| (!before.contains('\r') && after.contains('\r')).then(|| "a CR in a file without".to_owned()))
        .or_else(|| {
            (!touched.contains(&0) && before.starts_with('\u{FEFF}') != after.starts_with('\u{FEFF}'))
                .then(|| "the BOM".to_owned())
        })
}

/// The leaves of both trees by key path, without those that a finding is about, are equal.
fn value_faults(old: &Page, new: &Page, findings: &[Finding]) -> Vec<String> {
    let (before, after) = (leaves_of(old), leaves_of(new));
    let by_syntax = !old.front_matter.is_whole();
    let names_key = |path: &KeyPath, finding: &Finding| match &finding.key_path {
        Some(about) => path.0.starts_with(&without_index(about).0),
        None => false,
    };
    let is_edited = |path: &KeyPath| {
        let Some(Step::Key(top)) = path.0.first() else { return false };
        let touched = touched_lines(old, findings);
        let entries: Vec<_> = old.entries().collect();
        entries.iter().enumerate().any(|(i, entry)| {
            let first = old.lines().line(entry.key.span().start as usize);
            let next = entries.get(i + 1).map_or(usize::MAX, |next| old.lines().line(next.key.span().start as usize));
            entry.name() == &**top && touched.range(first..next.max(first + 1)).next().is_some()
        })
    };
    let mut faults = Vec::new();
    for (path, value) in &before {
        let is_touched = findings.iter().any(|finding| names_key(path, finding));
        if !is_touched && after.get(path) != Some(value) && !(by_syntax && is_edited(path)) {
            faults.push(format!("`{path}` was {value}, is {:?}", after.get(path)));
        }
    }
    let titles: Vec<&str> = findings.iter().filter_map(|finding| Some(&*finding.fix.as_ref()?.title)).collect();
    for path in after.keys().filter(|path| !before.contains_key(path)) {
        let is_touched = findings.iter().any(|finding| names_key(path, finding));
        let is_renamed = matches!(path.0.first(), Some(Step::Key(key)) if titles.iter().any(|title| *title == format!("write {key}")));
        if !is_touched && !is_renamed && !by_syntax {
            faults.push(format!("`{path}` is new"));
        }
    }
    faults
}

/// A list is taken as a whole: when an item goes, those behind it get other places.
fn without_index(path: &KeyPath) -> KeyPath {
    KeyPath(path.0.iter().take_while(|step| matches!(step, Step::Key(_))).cloned().collect())
}

fn leaves_of(page: &Page) -> BTreeMap<KeyPath, Value> {
    let mut leaves = BTreeMap::new();
    if let Some(root) = page.front_matter.tree.root() {
        add_leaves(&to_json(root), KeyPath::root(), &mut leaves);
    }
    leaves
}

fn add_leaves(value: &Value, path: KeyPath, leaves: &mut BTreeMap<KeyPath, Value>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| add_leaves(value, path.child(name), leaves)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| add_leaves(item, path.item(i), leaves));
        }
        leaf => {
            leaves.insert(path, leaf.clone());
        }
    }
}

/// One page of a Hugo site after all safe fixes.
fn repaired(text: &str) -> String {
    let files = [("hugo.toml", ""), ("content/posts/a.md", text)];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let mut workspace = support::workspace(&files, &support::options());
    fix_all(&mut workspace, Safety::Safe, |_| true);
    workspace.page("content/posts/a.md").expect("a page").text.clone()
}

#[test]
fn a_value_that_another_key_repeats_stays() {
    let page = |title: &str| format!("---\ntitle: {title}\nlinkTitle: Short\n---\n");
    assert_eq!(repaired(&page("\"A \"")), page("\"A\""));
    let text = "---\ntitle: &name \"A \"\nparams: {name: *name}\n---\n";
    assert_eq!(repaired(text), text, "the fix would change `params.name`");
}

#[test]
fn a_report_offers_and_counts_no_fix_that_would_be_refused() {
    let texts = [
        ("hugo.toml", ""),
        ("content/posts/a.md", "---\ntitle: &name \"A\"\nurl: &url \" /a/\"\nparams: {url: *url}\n---\n"),
        ("content/posts/b.md", "---\ntitle: B\nurl: \" /b/\"\n---\n"),
    ];
    let files = texts.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let workspace = support::workspace(&files, &support::options());
    let others = std::collections::HashMap::new();
    let mut report = Report::default();
    report.add(workspace.verdict(), &Texts::new(&workspace, &others), &Standpoint::default());
    let fixes = report.findings.iter().filter(|reported| reported.finding.rule == "values/stray-whitespace");
    let offered: Vec<_> = fixes.map(|reported| (&*reported.path, reported.finding.fix.is_some())).collect();
    assert_eq!(offered, [("content/posts/a.md", false), ("content/posts/b.md", true)]);
    assert_eq!(report.summary.fixable, 1);
}

#[test]
fn what_is_half_a_line_or_list_has_no_safe_fix() {
    for text in [
        "---\ntitle: \"{{ name }}\"，\n---\n",
        "---\ntitle{{ x }}: {{ y }}s\n---\n",
        "---\nti]tle: Rain: what to wear\ndate: 2025-03-09\n---\n",
        "---\ntitle: Old\ntags: old]\n---\n",
        "+++\ntitle = \"Bread\"\ntags = [\"bread ,\"cheese\"]\n+++\n",
    ] {
        assert_eq!(repaired(text), text);
    }
}
