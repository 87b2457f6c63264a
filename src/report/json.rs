//! `--format json`, the contract that scripts rely on: `matterlint/report/1`.

use std::io;

use serde::Serialize;

use super::streamed::{Each, write_line, write_pretty};
use super::{EditedPlace, Report, Reported, ReportedPlace, Summary};
use crate::finding::{self, FileEdit, Safety, fingerprint};
use crate::rules;
use crate::text::{Position, Span};

/// Writes the whole report as one JSON value.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let findings = Each(report.findings.iter().map(Finding::of));
    let whole = Whole { schema: "matterlint/report/1", tool: Tool::OURS, summary: report.summary, findings };
    write_pretty(&whole, out)
}

/// Writes the findings, one a line: `--format jsonl`.
///
/// # Errors
/// What the writer says.
pub fn write_lines(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    report.findings.iter().try_for_each(|reported| write_line(&Finding::of(reported), out))
}

/// What wrote a report.
#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    /// matterlint itself.
    pub(super) const OURS: Self = Self { name: "matterlint", version: env!("CARGO_PKG_VERSION") };
}

#[derive(Serialize)]
struct Whole<F> {
    schema: &'static str,
    tool: Tool,
    summary: Summary,
    findings: F,
}

#[derive(Serialize)]
struct Finding<'r> {
    rule: &'static str,
    severity: &'static str,
    message: &'r str,
    help: Option<&'r str>,
    path: &'r str,
    span: Range,
    text: &'r str,
    key_path: Option<String>,
    related: Vec<Related<'r>>,
    fix: Option<Fix<'r>>,
    fingerprint: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct Related<'r> {
    path: &'r str,
    span: Range,
    message: &'r str,
}

#[derive(Serialize)]
struct Fix<'r> {
    safety: &'static str,
    title: &'r str,
    edits: Vec<Edit<'r>>,
}

#[derive(Serialize)]
struct Edit<'r> {
    path: &'r str,
    start: u32,
    end: u32,
    insert: &'r str,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    offset: u32,
    line: usize,
    column: usize,
}

impl<'r> Finding<'r> {
    fn of(reported: &'r Reported<'_>) -> Self {
        let finding = &reported.finding;
        let related = finding.related.iter().zip(&reported.related);
        Self {
            rule: finding.rule,
            severity: finding.severity.name(),
            message: &finding.message,
            help: finding.help.as_deref(),
            path: &reported.path,
            span: Range::of(finding.span, reported.start, reported.end),
            text: finding.span.of(reported.text),
            key_path: finding.key_path.as_ref().map(ToString::to_string),
            related: related.map(|(related, place)| Related::of(related, place)).collect(),
            fix: finding.fix.as_ref().map(|fix| Fix::of(fix, &reported.edited)),
            fingerprint: fingerprint(finding, reported.text),
            url: rules::find(finding.rule).map(|entry| entry.meta.url()),
        }
    }
}

impl<'r> Related<'r> {
    fn of(related: &'r finding::Related, place: &'r ReportedPlace<'_>) -> Self {
        let span = Range::of(related.span, place.start, place.end);
        Self { path: &place.path, span, message: &related.message }
    }
}

impl<'r> Fix<'r> {
    fn of(fix: &'r finding::Fix, edited: &'r [EditedPlace]) -> Self {
        let edit = |(file, place): (&'r FileEdit, &'r EditedPlace)| {
            let span = file.edit.span;
            Edit { path: &place.path, start: span.start, end: span.end, insert: &file.edit.insert }
        };
        let safety = match fix.safety {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        };
        Self { safety, title: &fix.title, edits: fix.edits.iter().zip(edited).map(edit).collect() }
    }
}

impl Range {
    fn of(span: Span, start: Position, end: Position) -> Self {
        let place = |offset: u32, at: Position| Place { offset, line: at.line, column: at.column };
        Self { start: place(span.start, start), end: place(span.end, end) }
    }
}
