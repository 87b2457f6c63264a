//! Hugo as the judge: pages with planted faults, and their clean counterparts, are built by the Hugo on the PATH and
//! checked by us. What Hugo refuses must have an error of ours, and what it accepts none, except for the faults that
//! Hugo passes over in silence. Skipped where there is no Hugo.

mod pages;
mod syntax;
mod values;

use crate::support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use matterlint::finding::Severity;
use pages::{Page, SILENT};
use tempfile::TempDir;

/// The first Hugo with the YAML parser and the rules of today: `_build` is refused since then.
const OLDEST: u32 = 152;

const CONFIG: &str = "baseURL: https://lighthouse.example/\ndisableKinds: [rss, sitemap]\n";

type Words = (&'static str, &'static str, &'static str);

/// What stands for `{text}` and `{name}` in the pages, and the line end. A fault must be seen in every script.
const WORDS: [Words; 2] = [("Notes on lamps", "lamp", "\n"), ("灯塔维护记录", "灯塔", "\r\n")];

/// What a page is expected to meet with.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Expected {
    Refused,
    Accepted,
    /// Hugo builds it, we report an error.
    PassedOver,
}

/// One page to be judged.
struct Case {
    kind: &'static str,
    expected: Expected,
    text: String,
}

#[test]
fn hugo_and_we_agree() {
    let Some(version) = hugo_version() else {
        println!("skipped: there is no hugo on the PATH");
        return;
    };
    if version < OLDEST {
        println!("skipped: hugo 0.{version} reads front matter in another way");
        return;
    }
    let cases = cases();
    let (refused, built): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.expected == Expected::Refused);
    let mut wrong: Vec<String> = cases.iter().filter_map(wrong_judgement).collect();
    wrong.extend(accepted_pages(&refused).iter().map(|case| format!("hugo accepts {}", told(case))));
    wrong.extend(verdicts(&built).refused.iter().map(|case| format!("hugo refuses {}", told(case))));
    println!("{} pages, {} refused by hugo 0.{version}", cases.len(), refused.len());
    assert!(wrong.is_empty(), "{} disagreements\n{}", wrong.len(), wrong.join("\n"));
}

/// All pages: what Hugo builds in every script, what it refuses in one of them by turns, as each is a build of its own.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (kind, faulty, clean) in syntax::KINDS.iter().chain(values::KINDS) {
        let by_turns = faulty.iter().zip(WORDS.iter().cycle());
        cases.extend(by_turns.map(|(page, words)| Case::new(kind, Expected::Refused, page, words)));
        cases.extend(in_every_script(clean).map(|(page, words)| Case::new(kind, Expected::Accepted, page, words)));
    }
    for (loss, pages) in SILENT {
        cases.extend(in_every_script(pages).map(|(page, words)| Case::new(loss, Expected::PassedOver, page, words)));
    }
    cases
}

fn in_every_script(pages: &'static [Page]) -> impl Iterator<Item = (&'static Page, &'static Words)> {
    pages.iter().flat_map(|page| WORDS.iter().map(move |words| (page, words)))
}

impl Case {
    fn new(kind: &'static str, expected: Expected, page: &Page, (text, name, line_end): &Words) -> Self {
        let filled = page.text().replace("{text}", text).replace("{name}", name);
        Self { kind, expected, text: filled.replace('\n', line_end) }
    }
}

/// What is wrong with our own judgement of a page, if it is not the expected one.
fn wrong_judgement(case: &Case) -> Option<String> {
    let files = support::Files::from([
        ("hugo.yaml".to_owned(), CONFIG.to_owned()),
        ("content/page.md".to_owned(), case.text.clone()),
    ]);
    let mut findings = support::workspace(&files, &support::options()).report();
    findings.retain(|finding| finding.severity == Severity::Error);
    let is_expected = findings.is_empty() == (case.expected == Expected::Accepted);
    (!is_expected).then(|| format!("we say {:?} of {}", support::lines(&findings, &files), told(case)))
}

/// Those of `cases` that Hugo accepts, found by all processors together.
fn accepted_pages<'a>(cases: &[&'a Case]) -> Vec<&'a Case> {
    let share = cases.len().div_ceil(thread::available_parallelism().map_or(1, usize::from)).max(1);
    thread::scope(|scope| {
        let shares: Vec<_> = cases.chunks(share).map(|part| scope.spawn(move || verdicts(part).accepted)).collect();
        shares.into_iter().flat_map(|share| share.join().expect("a build does not panic")).collect()
    })
}

/// What Hugo says of pages.
#[derive(Default)]
struct Verdicts<'a> {
    refused: Vec<&'a Case>,
    accepted: Vec<&'a Case>,
}

/// Builds a site of `cases`. An error names its page, and most stop the build: what is named is taken out and the rest
/// built again, until a build ends well. Where no page is named, halves are built.
fn verdicts<'a>(cases: &[&'a Case]) -> Verdicts<'a> {
    let mut verdicts = Verdicts { refused: Vec::new(), accepted: cases.to_vec() };
    while let Some(errors) = build_errors(&verdicts.accepted) {
        let pages = std::mem::take(&mut verdicts.accepted);
        for (number, case) in pages.iter().enumerate() {
            let is_named = pages.len() == 1 || errors.contains(&file_name(number));
            if is_named { verdicts.refused.push(case) } else { verdicts.accepted.push(case) }
        }
        if verdicts.accepted.len() == pages.len() {
            let (one, other) = pages.split_at(pages.len() / 2);
            verdicts.accepted.clear();
            for half in [one, other].map(self::verdicts) {
                verdicts.refused.extend(half.refused);
                verdicts.accepted.extend(half.accepted);
            }
            break;
        }
    }
    verdicts
}

/// What Hugo says of a site of these pages, if it cannot build it.
fn build_errors(cases: &[&Case]) -> Option<String> {
    let site = TempDir::new().expect("a temporary folder");
    std::fs::create_dir(site.path().join("content")).expect("content");
    std::fs::write(site.path().join("hugo.yaml"), CONFIG).expect("the configuration");
    for (number, case) in cases.iter().enumerate() {
        std::fs::write(site.path().join("content").join(file_name(number)), &case.text).expect("a page");
    }
    let output = hugo(site.path(), &["build", "--renderToMemory", "--noBuildLock"]).expect("there is a hugo");
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let errors: Vec<&str> = said.lines().filter(|line| line.contains("ERROR")).collect();
    (!output.status.success()).then(|| errors.join("\n"))
}

fn file_name(number: usize) -> String {
    format!("page-{number}.md")
}

/// The second number of `hugo v0.NUMBER.…`, if there is a Hugo.
fn hugo_version() -> Option<u32> {
    let output = hugo(Path::new("."), &["version"])?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split_once("hugo v0.")?.1.split('.').next()?.parse().ok()
}

fn hugo(folder: &Path, arguments: &[&str]) -> Option<std::process::Output> {
    Command::new("hugo").args(arguments).current_dir(folder).stdin(Stdio::null()).output().ok()
}

fn told(case: &Case) -> String {
    format!("{:?} ({})", case.text, case.kind)
}
