//! `--format json`, the contract that scripts rely on: `matterlint/report/1`.

use serde_json::{Value, json};

use super::{Report, Reported};
use crate::finding::{Fix, Safety, fingerprint};
use crate::rules;
use crate::text::{Position, Span};

/// The whole report as one JSON value.
pub fn render(report: &Report<'_>) -> Value {
    json!({
        "schema": "matterlint/report/1",
        "tool": tool(),
        "summary": report.summary,
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

/// One finding as a JSON value; `--format jsonl` prints one a line.
pub fn finding(reported: &Reported<'_>) -> Value {
    let finding = &reported.finding;
    let related = finding.related.iter().zip(&reported.related).map(|(related, place)| {
        json!({"path": place.path, "span": span(related.span, place.start, place.end), "message": related.message})
    });
    json!({
        "rule": finding.rule,
        "severity": finding.severity.name(),
        "message": finding.message,
        "help": finding.help,
        "path": reported.path,
        "span": span(finding.span, reported.start, reported.end),
        "text": finding.span.of(reported.text),
        "key_path": finding.key_path.as_ref().map(ToString::to_string),
        "related": related.collect::<Vec<_>>(),
        "fix": finding.fix.as_ref().map(|fix| self::fix(fix, reported)),
        "fingerprint": fingerprint(finding, reported.text),
        "url": rules::find(finding.rule).map(|entry| entry.meta.url()),
    })
}

/// What wrote a report.
pub(super) fn tool() -> Value {
    json!({"name": "matterlint", "version": env!("CARGO_PKG_VERSION")})
}

fn span(span: Span, start: Position, end: Position) -> Value {
    let place = |offset: u32, at: Position| json!({"offset": offset, "line": at.line, "column": at.column});
    json!({"start": place(span.start, start), "end": place(span.end, end)})
}

fn fix(fix: &Fix, reported: &Reported<'_>) -> Value {
    let edits = fix.edits.iter().zip(&reported.edited).map(|(file, place)| {
        let edit = &file.edit;
        json!({"path": place.path, "start": edit.span.start, "end": edit.span.end, "insert": edit.insert})
    });
    let safety = match fix.safety {
        Safety::Safe => "safe",
        Safety::Unsafe => "unsafe",
    };
    json!({"safety": safety, "title": fix.title, "edits": edits.collect::<Vec<_>>()})
}
