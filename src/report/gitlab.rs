//! `--format gitlab`: a code quality report, which GitLab compares between the branches of a merge request.

use std::collections::HashMap;
use std::io;

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::{Report, Reported};
use crate::finding::Severity;
use crate::finding::fingerprint;

/// Writes the findings that are at least as bad as `least`, as one JSON list.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, least: Severity, out: &mut dyn io::Write) -> io::Result<()> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    let mut list = serializer.serialize_seq(None)?;
    for reported in report.at_least(least) {
        let fingerprint = fingerprint(&reported.finding, reported.text);
        let times = seen.entry(fingerprint.clone()).or_default();
        *times += 1;
        // GitLab shows one of several entries with the same fingerprint: the same slip twice in one list is two.
        let unique = if *times == 1 { fingerprint } else { format!("{fingerprint}-{times}") };
        list.serialize_element(&Entry::of(reported, unique))?;
    }
    list.end()?;
    writeln!(out)
}

#[derive(Serialize)]
struct Entry<'r> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl<'r> Entry<'r> {
    fn of(reported: &'r Reported<'_>, fingerprint: String) -> Self {
        let severity = match reported.finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        };
        let lines = Lines { begin: reported.start.line, end: reported.end.line };
        Self {
            description: reported.message_with_help(),
            check_name: reported.finding.rule,
            fingerprint,
            severity,
            location: Location { path: &reported.path, lines },
        }
    }
}
