//! The formats for programs: one report of each on one small site (`tests/reports/formats/`, rewritten with `UPDATE=1`),
//! and what holds for any text that a page can bring into them.

use std::collections::HashMap;

use matterlint::finding::{FileEdit, Finding, Fix, Related, Safety, Severity};
use matterlint::report::{
    EditedPlace, Report, Reported, ReportedPlace, Standpoint, Texts, checkstyle, github, gitlab, json, junit, markdown,
    rdjsonl, sarif,
};
use matterlint::text::{LineIndex, Span, TextEdit};
use proptest::prelude::*;
use serde_json::Value;

use crate::support;

/// All formats that this file tests: the name of the golden report, and the report.
fn rendered(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let written = |write: Write| written(write, report, Severity::Info);
    vec![
        ("sarif.json", written(sarif::write)),
        ("gitlab.json", written(gitlab::write)),
        ("json.json", written(|report, _, out| json::write(report, out))),
        ("jsonl.jsonl", written(|report, _, out| json::write_lines(report, out))),
        ("rdjsonl.jsonl", written(rdjsonl::write)),
        ("junit.xml", written(junit::write)),
        ("checkstyle.xml", written(checkstyle::write)),
        ("github.txt", written(github::write)),
        ("markdown.md", written(markdown::write)),
    ]
}

type Write = fn(&Report<'_>, Severity, &mut dyn std::io::Write) -> std::io::Result<()>;

fn written(write: Write, report: &Report<'_>, least: Severity) -> String {
    let mut out = Vec::new();
    write(report, least, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What a reader of a format in JSON makes of the report.
fn read_back(write: Write, report: &Report<'_>, least: Severity) -> Value {
    serde_json::from_str(&written(write, report, least)).unwrap()
}

#[test]
fn each_format_has_a_report() {
    // Few rules, so that a new one does not change what is written down.
    let rules = ["values/not-a-boolean", "dates/lastmod-before-date", "dates/future-date", "identity/duplicate-url"];
    with_report_of_the_site(&rules, |report| {
        let folder = support::root().join("tests/reports/formats");
        let differing: Vec<String> = rendered(report)
            .into_iter()
            .map(|(name, text)| (name, if name == "sarif.json" { without_pages(&text) } else { text }))
            .filter_map(|(name, text)| support::expect_file(&folder.join(name), &text).err())
            .collect();
        assert!(differing.is_empty(), "{}\nrun again with UPDATE=1 if it is meant", differing.join("\n"));
    });
}

#[test]
fn sarif_describes_every_rule_that_ran_and_points_to_it() {
    with_report_of_the_site(&[], |report| {
        let log = read_back(sarif::write, report, Severity::Info);
        assert_valid_sarif(&log);
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert!(rules.len() > 10, "{}", rules.len());
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
        let advice_hidden = read_back(sarif::write, report, Severity::Warning);
        let levels = |log: &Value| log["runs"][0]["results"].as_array().unwrap().iter().any(|r| r["level"] == "note");
        assert!(levels(&log) && !levels(&advice_hidden));
    });
}

/// What a fix does in SARIF is what it does in the text: the edits are made by line and column, as a reader would.
#[test]
fn fixes_in_sarif_can_be_made_by_line_and_column() {
    let text = "\u{feff}---\r\ntitle: 灯 a\u{301}\rdraft: yes\n---\n";
    let at = text.find("yes").unwrap();
    let finding = Finding {
        fix: Some(Fix {
            safety: Safety::Safe,
            title: "write `true`".to_owned(),
            edits: vec![edit(Span::new(at, at + 3), "true"), edit(Span::at(text.find("灯").unwrap()), "X")],
        }),
        ..finding("m", Span::new(at, at + 3))
    };
    with_report_of(finding, text, |report| {
        let log = read_back(sarif::write, report, Severity::Info);
        let replacements = &log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"];
        let region = |i: usize| {
            let region = &replacements[i]["deletedRegion"];
            ["startLine", "startColumn", "endLine", "endColumn"].map(|key| region[key].as_u64().unwrap())
        };
        assert_eq!((region(0), region(1)), ([3, 8, 3, 11], [2, 8, 2, 8]));
        assert_eq!(replacements[1]["insertedContent"]["text"], "X");
    });
}

#[test]
fn a_place_on_several_lines_has_no_columns_on_github() {
    let text = "---\ntags:\n- a\n- b\n---\n";
    let span = Span::new(text.find("- a").unwrap(), text.rfind("\n---").unwrap());
    with_report_of(finding("m", span), text, |report| {
        let (_, line) = rendered(report).into_iter().find(|(name, _)| *name == "github.txt").unwrap();
        assert!(line.starts_with("::warning file=a.md,line=3,endLine=4,title="), "{line}");
    });
}

#[test]
fn a_slip_made_twice_is_two_on_gitlab() {
    let text = "---\ntags: [a, a]\n---\n";
    with_report_of(finding("m", Span::new(11, 12)), text, |report| {
        let twice = Report {
            findings: vec![
                reported(&report.findings[0].finding, text, report.findings[0].lines),
                reported(&report.findings[0].finding, text, report.findings[0].lines),
            ],
            ..Report::default()
        };
        let entries = read_back(gitlab::write, &twice, Severity::Info);
        assert_ne!(entries[0]["fingerprint"], entries[1]["fingerprint"]);
    });
}

#[test]
fn a_clean_report_is_one_that_readers_accept() {
    let report = Report::default();
    for (name, text) in rendered(&report) {
        assert_well_formed(name, &text);
    }
    let (_, junit) = rendered(&report).into_iter().find(|(name, _)| *name == "junit.xml").unwrap();
    assert!(junit.contains("tests=\"1\" failures=\"0\""), "{junit}");
}

/// Text that has ended a string, an element, a line or a command somewhere.
fn nasty() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        any::<char>().prop_map(String::from),
        proptest::sample::select(vec![
            "\"",
            "'",
            "<",
            ">",
            "&",
            "]]>",
            "-->",
            "%",
            "%0A",
            "::",
            ",",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\0",
            "\u{1b}[2J",
            "\u{85}",
            "\u{2028}",
            "\u{202e}",
            "\u{fffe}",
            "\u{ffff}",
            "\u{fdd0}",
            "标题",
            "👩‍💻",
            "e\u{301}",
            "|",
            "`",
            "\\",
            "@ines",
            "::error::",
            "##[error]",
            "{0}",
            "[a](b)",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_every_format_well_formed(
        text in nasty(), message in nasty(), help in proptest::option::of(nasty()), path in nasty(), insert in nasty(),
    ) {
        let text: &str = &text;
        let whole = Span::new(0, text.len());
        let finding = Finding {
            path: path.clone(),
            help,
            related: vec![Related { path, span: whole, message: message.clone() }],
            fix: Some(Fix { safety: Safety::Unsafe, title: message.clone(), edits: vec![edit(whole, &insert)] }),
            ..finding(&message, whole)
        };
        with_report_of(finding, text, |report| {
            for (name, rendered) in rendered(report) {
                assert_well_formed(name, &rendered);
            }
        });
    }
}

/// Whether a reader can take `text` apart, and finds one finding where there is one.
fn assert_well_formed(name: &str, text: &str) {
    match name.rsplit_once('.').unwrap().1 {
        "json" => {
            let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
            if name == "sarif.json" {
                assert_valid_sarif(&value);
            }
        }
        "jsonl" => {
            assert!(text.split_terminator('\n').count() <= 1, "{name}: {text}");
            text.split_terminator('\n').for_each(|line| drop(serde_json::from_str::<Value>(line).unwrap()));
        }
        "xml" => {
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        }
        "txt" => {
            // The runner's lines end at CR, too.
            assert!(text.trim_end_matches('\n').split(['\n', '\r']).count() <= 1, "{name}: {text}");
            let properties = text.strip_prefix("::warning ").map(|rest| rest.split_once("::").unwrap().0);
            let keys =
                properties.map(|all| all.split(',').map(|one| one.split_once('=').unwrap().0).collect::<Vec<_>>());
            let known = ["file", "line", "col", "endColumn", "endLine", "title"];
            assert!(keys.iter().flatten().all(|key| known.contains(key)), "{name}: {text}");
        }
        _ => assert!(text.lines().filter(|line| line.starts_with("| warning |")).count() <= 1, "{name}: {text}"),
    }
}

fn assert_valid_sarif(log: &Value) {
    let schema = std::fs::read_to_string(support::root().join("tests/support/sarif.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// Without the pages of the rules, which change for reasons of their own.
fn without_pages(log: &str) -> String {
    let mut log: Value = serde_json::from_str(log).unwrap();
    let driver = &mut log["runs"][0]["tool"]["driver"];
    for rule in driver["rules"].as_array_mut().unwrap() {
        for key in ["fullDescription", "help"] {
            for text in rule[key].as_object_mut().unwrap().values_mut() {
                *text = "...".into();
            }
        }
    }
    format!("{log:#}\n")
}

/// A small site with a finding of each severity, places in two files, both kinds of fix, and names that need encoding;
/// judged by the rules of `select`, or by all.
fn with_report_of_the_site(select: &[&str], judge: impl FnOnce(&Report<'_>)) {
    let files = [
        ("hugo.toml", "title = \"Harbour notes\"\n"),
        ("matterlint.yaml", "generator: hugo\nrules:\n  dates/future-date: info\n"),
        (
            "content/posts/100% salt, again/index.md",
            "---\ntitle: \"Salt: <b>again</b> & again\"\ndate: 2026-03-02T10:00:00Z\nlastmod: 2026-03-01\ndraft: yes\nslug: salt\n---\n",
        ),
        ("content/posts/灯台.md", "\u{feff}---\r\ntitle: 灯台\r\nurl: /posts/salt/\r\ndate: 2027-01-01\r\n---\r\n"),
        ("content/posts/pier.md", "---\ntitle: Pier\nurl: /posts/salt/\n---\n"),
    ];
    let files: support::Files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let select = select.iter().map(|rule| (*rule).to_owned()).collect();
    let workspace = support::workspace(&files, &matterlint::open::Options { select, ..support::options() });
    let others = HashMap::new();
    let mut report = Report::default();
    report.summary.files = workspace.pages().len();
    report.add(workspace.verdict(), &Texts::new(&workspace, &others), &Standpoint::default());
    judge(&report);
}

fn with_report_of(finding: Finding, text: &str, judge: impl FnOnce(&Report<'_>)) {
    let lines = LineIndex::new(text);
    judge(&Report { findings: vec![reported(&finding, text, &lines)], ..Report::default() });
}

fn reported<'t>(finding: &Finding, text: &'t str, lines: &'t LineIndex) -> Reported<'t> {
    let at = |offset: u32| lines.position(offset as usize, text);
    let place = |span: Span| (at(span.start), at(span.end));
    let (start, end) = place(finding.span);
    let related = finding.related.iter().map(|related| {
        let (start, end) = place(related.span);
        ReportedPlace { path: related.path.clone(), start, end, text, lines }
    });
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    let edited =
        edits.map(|file| EditedPlace { path: file.path.clone(), range: Some(place(file.edit.span)) }).collect();
    let related = related.collect();
    Reported { path: finding.path.clone(), start, end, text, lines, related, edited, finding: finding.clone() }
}

fn finding(message: &str, span: Span) -> Finding {
    Finding {
        rule: "taxonomy/duplicate-term",
        severity: Severity::Warning,
        path: "a.md".to_owned(),
        span,
        key_path: None,
        message: message.to_owned(),
        help: None,
        related: Vec::new(),
        fix: None,
    }
}

fn edit(span: Span, insert: &str) -> FileEdit {
    FileEdit { path: "a.md".to_owned(), edit: TextEdit::replace(span, insert) }
}
