//! `--format rdjsonl`: one JSON value a line in reviewdog's own format, which comments on reviews at many services.

use std::io;

use serde_json::{Value, json};

use super::{Report, Reported};
use crate::finding::Severity;
use crate::rules;
use crate::text::{LineIndex, Span};

/// Writes the findings that are at least as bad as `least`, one a line.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, least: Severity, out: &mut dyn io::Write) -> io::Result<()> {
    report.at_least(least).try_for_each(|reported| writeln!(out, "{}", diagnostic(reported)))
}

/// Without the related places: readers refuse fields that they do not know, and older ones do not know that one.
fn diagnostic(reported: &Reported<'_>) -> Value {
    let finding = &reported.finding;
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    };
    let url = rules::find(finding.rule).map(|entry| entry.meta.url()).unwrap_or_default();
    let mut out = json!({
        "message": reported.message_and_help(),
        "location": {"path": reported.path, "range": range(finding.span, reported.text, reported.lines)},
        "severity": severity,
        "source": {"name": "matterlint", "url": env!("CARGO_PKG_REPOSITORY")},
        "code": {"value": finding.rule, "url": url},
    });
    if let Some(suggestion) = suggestion(reported) {
        out["suggestions"] = json!([suggestion]);
    }
    out
}

/// The fix, if it is one edit in the file of the finding: a reader can accept each suggestion without the others, and
/// half a repair is none.
fn suggestion(reported: &Reported<'_>) -> Option<Value> {
    let [file] = &*reported.finding.fix.as_ref()?.edits else { return None };
    if file.path != reported.finding.path {
        return None;
    }
    let range = range(file.edit.span, reported.text, reported.lines);
    Some(json!({"range": range, "text": file.edit.insert}))
}

/// Columns are bytes from 1 in this format (reviewdog, `proto/rdf/reviewdog.proto`), those of a byte order mark among them.
fn range(span: Span, text: &str, lines: &LineIndex) -> Value {
    let at = |offset: u32| {
        let offset = (offset as usize).min(text.len());
        let line = lines.line(offset);
        json!({"line": line + 1, "column": offset - lines.start(line) + 1})
    };
    json!({"start": at(span.start), "end": at(span.end)})
}
