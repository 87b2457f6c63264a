//! `--format gitlab`: a code quality report, which GitLab compares between the branches of a merge request.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{Report, Reported};
use crate::finding::Severity;
use crate::finding::fingerprint;

/// The findings that are at least as bad as `least`, as one JSON list.
pub fn render(report: &Report<'_>, least: Severity) -> Value {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let entry = |reported: &Reported<'_>| {
        let fingerprint = fingerprint(&reported.finding, reported.text);
        let times = seen.entry(fingerprint.clone()).or_default();
        *times += 1;
        // GitLab shows one of several entries with the same fingerprint: the same slip twice in one list is two.
        let unique = if *times == 1 { fingerprint } else { format!("{fingerprint}-{times}") };
        entry(reported, &unique)
    };
    report.at_least(least).map(entry).collect()
}

fn entry(reported: &Reported<'_>, fingerprint: &str) -> Value {
    let severity = match reported.finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    json!({
        "description": reported.message_with_help(),
        "check_name": reported.finding.rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": reported.path, "lines": {"begin": reported.start.line, "end": reported.end.line}},
    })
}
