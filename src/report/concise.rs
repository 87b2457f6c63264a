//! `--format concise`: one line a finding, `path:line:column: severity: message [rule]`, as compilers print and editors
//! parse.

use std::fmt::Write;

use super::Report;

/// The findings, one a line.
pub fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for reported in &report.findings {
        let finding = &reported.finding;
        let (path, at) = (&reported.path, reported.start);
        let severity = finding.severity.name();
        let _ = writeln!(out, "{path}:{}:{}: {severity}: {} [{}]", at.line, at.column, finding.message, finding.rule);
    }
    out
}
