//! One driver for all fixtures. Each folder of `fixtures/` is a small invented site in `site/`, with its expected report
//! in `report.txt` beside it. Adding a fixture is adding a folder.
//!
//! `UPDATE=1 cargo test --test all fixtures` rewrites the reports; read the difference before you commit it.

use crate::support;

use std::fmt::Write as _;
use std::path::Path;

use matterlint::open;
use matterlint::report::concise;
use matterlint::report::human::Look;
use matterlint::report::{Report, Standpoint, Texts};
use matterlint::site_root::SiteRoot;

#[test]
fn every_fixture_has_its_report() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for folder in std::fs::read_dir(support::root().join("fixtures")).expect("there are fixtures").flatten() {
        if folder.path().join("site").is_dir() {
            seen += 1;
            let found = report(&folder.path().join("site"));
            wrong.extend(support::expect_file(&folder.path().join("report.txt"), &found).err());
        }
    }
    assert!(seen > 0, "no fixture was found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The report in short lines, each followed by its help, so that both wordings are reviewed.
fn report(site: &Path) -> String {
    let mut opened = open::open(&SiteRoot { folder: site.to_owned(), is_marked: true }, &support::options())
        .unwrap_or_else(|error| panic!("{}: {error}", site.display()));
    opened.load();
    let mut verdict = opened.workspace.verdict();
    verdict.findings.retain(|finding| !opened.workspace.site().settings.exclude.is_match(&finding.path));
    let others = opened.other_texts(&verdict.findings);
    let mut report = Report::default();
    report.add(verdict, &Texts::new(&opened.workspace, &others), &Standpoint::default());
    let mut out = String::new();
    for reported in &report.findings {
        let line = concise::line(reported, &Look::default());
        writeln!(out, "{line}").expect("a String takes everything");
        if let Some(help) = &reported.finding.help {
            writeln!(out, "    help: {help}").expect("a String takes everything");
        }
    }
    out
}
