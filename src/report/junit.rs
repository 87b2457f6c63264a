//! `--format junit`: findings as failed tests, for servers that show nothing else: a suite for each file, a case for
//! each finding.

use std::io;

use super::xml::escaped;
use super::{Report, Reported};
use crate::finding::Severity;

/// Writes the findings that are at least as bad as `least`.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, least: Severity, out: &mut dyn io::Write) -> io::Result<()> {
    let shown: Vec<&Reported<'_>> = report.at_least(least).collect();
    let failed = shown.len();
    // A report without any test is a mistake to Jenkins and others: a clean site is one test that passed.
    let tests = failed.max(1);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"matterlint\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\">")?;
    if shown.is_empty() {
        writeln!(out, "  <testsuite name=\"matterlint\" tests=\"1\" failures=\"0\" errors=\"0\">")?;
        writeln!(out, "    <testcase classname=\"matterlint\" name=\"front matter\"/>\n  </testsuite>")?;
    }
    for file in shown.chunk_by(|a, b| a.path == b.path) {
        let (name, count) = (escaped(&file[0].path), file.len());
        writeln!(out, "  <testsuite name=\"{name}\" tests=\"{count}\" failures=\"{count}\" errors=\"0\">")?;
        for reported in file {
            writeln!(out, "{}", case(reported))?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn case(reported: &Reported<'_>) -> String {
    let (finding, at) = (&reported.finding, reported.start);
    let (path, rule) = (escaped(&reported.path), escaped(finding.rule));
    let (line, column) = (at.line, at.column);
    let text = reported.message_and_help();
    let body = text.lines().map(escaped).collect::<Vec<_>>().join("\n");
    let (severity, message) = (finding.severity.name(), escaped(&super::visible(&finding.message)));
    format!(
        "    <testcase classname=\"{path}\" name=\"{rule} ({line}:{column})\" file=\"{path}\" line=\"{line}\">\n      \
         <failure type=\"{severity}\" message=\"{message}\">{path}:{line}:{column}\n{body}</failure>\n    </testcase>"
    )
}
