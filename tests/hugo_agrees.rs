//! Hugo as the judge: pages with planted faults, and their clean counterparts, are built by the Hugo on the PATH and
//! checked by us. What Hugo refuses must have an error of ours, and what it accepts none, except for the faults that
//! Hugo passes over in silence. Skipped where there is no Hugo.

mod pages;

use crate::support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use matterlint::finding::Severity;
use pages::{KINDS, Page, SILENT};
use tempfile::TempDir;

/// The first Hugo with the YAML parser and the rules of today: `_build` is refused since then.
const OLDEST: u32 = 152;

const CONFIG: &str =
    "baseURL: https://lighthouse.example/\ndisableKinds: [home, section, taxonomy, term, rss, sitemap]\n";

/// What stands for `{text}` and `{name}` in the pages, and the line end. A fault must be seen in every script.
const WORDS: [(&str, &str, &str); 2] = [("Notes on lamps", "lamp", "\n"), ("灯塔维护记录", "灯塔", "\r\n")];

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
    let cases: Vec<Case> = WORDS.iter().flat_map(|words| cases(*words)).collect();
    let (built, refused): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.expected != Expected::Refused);
    let mut wrong: Vec<String> = cases.iter().filter_map(wrong_judgement).collect();
    wrong.extend(refused_pages(&built).iter().map(|case| format!("hugo refuses {}", told(case))));
    wrong.extend(accepted_pages(&refused).iter().map(|case| format!("hugo accepts {}", told(case))));
    println!("{} pages, {} refused by hugo 0.{version}", cases.len(), refused.len());
    assert!(wrong.is_empty(), "{} disagreements\n{}", wrong.len(), wrong.join("\n"));
}

/// All pages, written in one script.
fn cases((text, name, line_end): (&str, &str, &str)) -> Vec<Case> {
    let case = |kind, expected, page: &Page| {
        let filled = page.text().replace("{text}", text).replace("{name}", name);
        Case { kind, expected, text: filled.replace('\n', line_end) }
    };
    let mut cases = Vec::new();
    for (kind, faulty, clean) in KINDS {
        cases.extend(faulty.iter().map(|page| case(kind, Expected::Refused, page)));
        cases.extend(clean.iter().map(|page| case(kind, Expected::Accepted, page)));
    }
    for (reason, silent) in SILENT {
        cases.extend(silent.iter().map(|page| case(reason, Expected::PassedOver, page)));
    }
    cases
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

/// Those of `cases` that Hugo refuses, which ought to be none: all are built at once, and halves of a build that failed.
fn refused_pages<'a>(cases: &[&'a Case]) -> Vec<&'a Case> {
    if cases.is_empty() || builds(cases) {
        return Vec::new();
    }
    if cases.len() == 1 {
        return cases.to_vec();
    }
    let (one, other) = cases.split_at(cases.len() / 2);
    [refused_pages(one), refused_pages(other)].concat()
}

/// Those of `cases` that Hugo accepts, which ought to be none: each is a build of its own.
fn accepted_pages<'a>(cases: &[&'a Case]) -> Vec<&'a Case> {
    let accepted = |cases: &[&'a Case]| -> Vec<&'a Case> {
        cases.iter().copied().filter(|case| builds(std::slice::from_ref(case))).collect()
    };
    let share = cases.len().div_ceil(thread::available_parallelism().map_or(1, usize::from)).max(1);
    thread::scope(|scope| {
        let shares: Vec<_> = cases.chunks(share).map(|part| scope.spawn(move || accepted(part))).collect();
        shares.into_iter().flat_map(|share| share.join().expect("a build does not panic")).collect()
    })
}

/// Whether Hugo builds a site of these pages.
fn builds(cases: &[&Case]) -> bool {
    let site = TempDir::new().expect("a temporary folder");
    std::fs::create_dir(site.path().join("content")).expect("content");
    std::fs::write(site.path().join("hugo.yaml"), CONFIG).expect("the configuration");
    for (number, case) in cases.iter().enumerate() {
        std::fs::write(site.path().join(format!("content/page-{number}.md")), &case.text).expect("a page");
    }
    hugo(site.path(), &["build", "--quiet", "--renderToMemory", "--noBuildLock"])
        .is_some_and(|output| output.status.success())
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
