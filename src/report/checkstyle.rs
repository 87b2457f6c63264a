//! `--format checkstyle`: the XML of the Java tool of that name, which many build servers and review tools read.

use std::io;

use super::xml::escaped;
use super::{Report, Reported};
use crate::finding::Severity;

/// Writes the findings that are at least as bad as `least`, file by file.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, least: Severity, out: &mut dyn io::Write) -> io::Result<()> {
    let shown: Vec<&Reported<'_>> = report.at_least(least).collect();
    // The version is that of the layout, not ours: readers know 4.3.
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">")?;
    for file in shown.chunk_by(|a, b| a.path == b.path) {
        writeln!(out, "  <file name=\"{}\">", escaped(&file[0].path))?;
        for reported in file {
            writeln!(out, "    {}", error(reported))?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

fn error(reported: &Reported<'_>) -> String {
    let (finding, at) = (&reported.finding, reported.start);
    let (severity, message) = (finding.severity.name(), escaped(&reported.message_with_help()));
    let source = escaped(finding.rule);
    format!(
        "<error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{message}\" source=\"matterlint/{source}\"/>",
        at.line, at.column
    )
}
