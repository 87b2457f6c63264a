//! Checks a whole site of a few files, renders what was found in every format, and checks one page as a hook does.
#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use matterlint::finding::{Finding, Severity};
use matterlint::report::human::{self, Look};
use matterlint::report::{
    Report, Standpoint, Texts, checkstyle, concise, github, gitlab, json, junit, markdown, rdjsonl, sarif,
};
use matterlint::workspace::Workspace;
use matterlint_fuzz::sound::assert_findings;
use matterlint_fuzz::{hook, options, packed, workspace};

fuzz_target!(|text: &str| {
    let files = packed::unpack(text);
    let Some(workspace) = workspace(&files, &options()) else { return };
    assert_findings(&workspace.report(), &workspace);
    let others = HashMap::new();
    let mut report = Report::default();
    report.add(workspace.verdict(), &Texts::new(&workspace, &others), &Standpoint::default());
    type Write = fn(&Report<'_>, Severity, &mut dyn std::io::Write) -> std::io::Result<()>;
    let formats: [Write; 12] = [
        sarif::write,
        gitlab::write,
        |report, _, out| json::write(report, out),
        |report, _, out| json::write_lines(report, out),
        rdjsonl::write,
        junit::write,
        checkstyle::write,
        github::write,
        markdown::write,
        |report, least, out| concise::write(report, least, &Look::default(), out),
        |report, least, out| human::write(report, least, &Look::default(), out),
        |report, least, out| human::write(report, least, &Look { narrated: true, ..Look::default() }, out),
    ];
    for write in formats {
        let mut out = Vec::new();
        write(&report, Severity::Info, &mut out).expect("a Vec takes everything");
        let out = String::from_utf8(out).expect("a report is text");
        assert!(!out.contains('\u{1b}'), "a terminal would act on {out:?}");
    }
    // Another one for each text, and the same for the same text.
    let Some(path) = workspace.paths().nth(text.len() % workspace.paths().len().max(1)) else { return };
    let asked = hook(&files, &options(), path).expect("the configuration is right");
    let of_page = |workspace: &Workspace| -> Vec<Finding> {
        workspace.report().into_iter().filter(|finding| finding.path == path).collect()
    };
    assert_eq!(of_page(&asked), of_page(&workspace), "{path}");
});
