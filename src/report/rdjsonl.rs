//! `--format rdjsonl`: one JSON value a line in reviewdog's own format, which comments on reviews at many services.

use std::io;

use serde::Serialize;

use super::streamed::write_line;
use super::{Report, Reported};
use crate::finding::Severity;
use crate::rules;
use crate::text::{LineIndex, Span};

/// Writes the findings that are at least as bad as `least`, one a line.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, least: Severity, out: &mut dyn io::Write) -> io::Result<()> {
    report.at_least(least).try_for_each(|reported| write_line(&Diagnostic::of(reported), out))
}

/// Without the related places: readers refuse fields that they do not know, and older ones do not know that one.
#[derive(Serialize)]
struct Diagnostic<'r> {
    message: String,
    location: Location<'r>,
    severity: &'static str,
    source: Source,
    code: Code,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestions: Option<[Suggestion<'r>; 1]>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    range: Range,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Suggestion<'r> {
    range: Range,
    text: &'r str,
}

/// Columns are bytes from 1 in this format (reviewdog, `proto/rdf/reviewdog.proto`), those of a byte order mark among them.
#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

impl<'r> Diagnostic<'r> {
    fn of(reported: &'r Reported<'_>) -> Self {
        let finding = &reported.finding;
        let severity = match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        };
        let range = Range::of(finding.span, reported.text, reported.lines);
        let url = rules::find(finding.rule).map(|entry| entry.meta.url()).unwrap_or_default();
        Self {
            message: reported.message_and_help(),
            location: Location { path: &reported.path, range },
            severity,
            source: Source { name: "matterlint", url: env!("CARGO_PKG_REPOSITORY") },
            code: Code { value: finding.rule, url },
            suggestions: Suggestion::of(reported).map(|suggestion| [suggestion]),
        }
    }
}

impl<'r> Suggestion<'r> {
    /// The fix, if it is one edit in the file of the finding: a reader can accept each suggestion without the others, and
    /// half a repair is none.
    fn of(reported: &'r Reported<'_>) -> Option<Self> {
        let [file] = &*reported.finding.fix.as_ref()?.edits else { return None };
        if file.path != reported.finding.path {
            return None;
        }
        let range = Range::of(file.edit.span, reported.text, reported.lines);
        Some(Self { range, text: &file.edit.insert })
    }
}

impl Range {
    fn of(span: Span, text: &str, lines: &LineIndex) -> Self {
        let at = |offset: u32| {
            let offset = (offset as usize).min(text.len());
            let line = lines.line(offset);
            Place { line: line + 1, column: offset - lines.start(line) + 1 }
        };
        Self { start: at(span.start), end: at(span.end) }
    }
}
