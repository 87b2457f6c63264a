//! `--format concise`: one line a finding, `path:line:column: severity: message [rule]`, as compilers print and editors
//! parse.

use std::io;

use super::human::Look;
use super::{Report, Reported, visible};
use crate::finding::Severity;

/// Writes the findings that are at least as bad as `least`, one a line.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, least: Severity, look: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    let shown = report.findings.iter().filter(|reported| reported.finding.severity >= least);
    shown.into_iter().try_for_each(|reported| writeln!(out, "{}", line(reported, look)))
}

/// One finding on one line.
pub fn line(reported: &Reported<'_>, look: &Look) -> String {
    let finding = &reported.finding;
    let (path, at) = (visible(&reported.path), reported.start);
    let severity = look.paint(finding.severity.name(), Look::severity(finding.severity));
    let message = visible(&finding.message);
    format!("{path}:{}:{}: {severity}: {message} [{}]", at.line, at.column, finding.rule)
}
