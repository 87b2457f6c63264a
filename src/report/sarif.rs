//! `--format sarif`: SARIF 2.1.0 (OASIS standard, errata 01), which code scanning services and editors read. Sections
//! named below are those of the standard.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;
use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use super::streamed::{Each, write_pretty};
use super::{EditedPlace, Report, Reported, visible};
use crate::finding::{self, FileEdit, Safety, Severity, fingerprint};
use crate::rules::{self, RuleMeta};
use crate::text::Position;

/// Where the standard's schema is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The folder that all paths are relative to. GitHub's name for the root of the repository.
const BASE: &str = "%SRCROOT%";

/// Writes the findings that are at least as bad as `least`, and all rules that ran, as one SARIF log with one run.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, least: Severity, out: &mut dyn io::Write) -> io::Result<()> {
    let rules = described_rules(report);
    let index: HashMap<&str, usize> = rules.iter().enumerate().map(|(i, (rule, _))| (rule.id, i)).collect();
    let run = Run {
        tool: json!({"driver": {
            "name": "matterlint",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": rules.iter().map(|(rule, severity)| described(rule, *severity)).collect::<Vec<_>>(),
        }}),
        original_uri_base_ids: json!({BASE: {"description": {"text": "the directory that matterlint ran in"}}}),
        // A lone CR ends a line in front matter; the standard's default knows LF and CRLF only (3.14.25).
        newline_sequences: ["\r\n", "\n", "\r"],
        column_kind: "unicodeCodePoints",
        results: Each(report.at_least(least).map(|reported| Outcome::of(reported, &index))),
    };
    write_pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }, out)
}

/// The rules that ran, and those that something was found for although they are off for most of the site.
fn described_rules(report: &Report<'_>) -> Vec<(&'static RuleMeta, Severity)> {
    let mut described = report.rules.clone();
    let mut known: HashSet<&str> = described.iter().map(|(rule, _)| rule.id).collect();
    for finding in report.findings.iter().map(|reported| &reported.finding) {
        if known.insert(finding.rule)
            && let Some(entry) = rules::find(finding.rule)
        {
            described.push((entry.meta, finding.severity));
        }
    }
    described
}

fn described(rule: &RuleMeta, severity: Severity) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.summary()},
        "fullDescription": {"text": introduction(rule)},
        "helpUri": rule.url(),
        "help": {"text": rule.doc, "markdown": rule.doc},
        "defaultConfiguration": {"level": level(severity)},
        "properties": {"tags": [rule.group()]},
    })
}

/// What the rule's page says before its first section.
fn introduction(rule: &RuleMeta) -> String {
    let page = rule.doc.trim_start();
    let text = if page.starts_with("# ") { page.split_once('\n').map_or("", |(_, rest)| rest) } else { page };
    text.split("\n#").next().unwrap_or_default().trim().to_owned()
}

#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<R>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<R> {
    tool: Value,
    original_uri_base_ids: Value,
    newline_sequences: [&'static str; 3],
    column_kind: &'static str,
    results: R,
}

/// What the standard calls a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'r> {
    rule_id: &'static str,
    level: &'static str,
    message: Text<'r>,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[Fix<'r>; 1]>,
}

#[derive(Serialize)]
struct Text<'r> {
    text: Cow<'r, str>,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "matterlint/v1")]
    ours: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RelatedLocation<'r> {
    id: usize,
    physical_location: Place,
    message: Text<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

/// The end of a region is the column behind its last character (3.30.8), as ours is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'r> {
    description: Text<'r>,
    artifact_changes: Vec<Change<'r>>,
    properties: FixProperties,
}

#[derive(Serialize)]
struct FixProperties {
    safety: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'r> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'r> {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Text<'r>>,
}

impl<'r> Outcome<'r> {
    fn of(reported: &'r Reported<'_>, index: &HashMap<&str, usize>) -> Self {
        let finding = &reported.finding;
        let related = finding.related.iter().zip(&reported.related).enumerate();
        let related = related.map(|(id, (related, at))| RelatedLocation {
            id,
            physical_location: Place::of(&at.path, at.start, at.end),
            message: Text { text: visible(&related.message) },
        });
        Self {
            rule_id: finding.rule,
            level: level(finding.severity),
            message: Text { text: reported.message_and_help().into() },
            locations: [Location { physical_location: Place::of(&reported.path, reported.start, reported.end) }],
            partial_fingerprints: Fingerprints { ours: fingerprint(finding, reported.text) },
            rule_index: index.get(finding.rule).copied(),
            related_locations: related.collect(),
            fixes: finding.fix.as_ref().and_then(|fix| Fix::of(fix, &reported.edited)).map(|fix| [fix]),
        }
    }
}

impl<'r> Fix<'r> {
    /// `None` where an edit cannot be told in lines and columns: half a repair is none.
    fn of(fix: &'r finding::Fix, edited: &[EditedPlace]) -> Option<Self> {
        let mut changes: BTreeMap<&str, Vec<Replacement<'r>>> = BTreeMap::new();
        for (file, place) in fix.edits.iter().zip(edited) {
            changes.entry(&place.path).or_default().push(Replacement::of(file, place)?);
        }
        if changes.is_empty() {
            return None;
        }
        let change = |(path, replacements)| Change { artifact_location: Artifact::of(path), replacements };
        Some(Self {
            description: Text { text: visible(&fix.title) },
            artifact_changes: changes.into_iter().map(change).collect(),
            properties: FixProperties { safety: if fix.safety == Safety::Safe { "safe" } else { "unsafe" } },
        })
    }
}

impl<'r> Replacement<'r> {
    fn of(file: &'r FileEdit, place: &EditedPlace) -> Option<Self> {
        let (start, end) = place.range?;
        let insert = &file.edit.insert;
        let inserted_content = (!insert.is_empty()).then(|| Text { text: insert.into() });
        Some(Self { deleted_region: Region::of(start, end), inserted_content })
    }
}

impl Place {
    fn of(path: &str, start: Position, end: Position) -> Self {
        Self { artifact_location: Artifact::of(path), region: Region::of(start, end) }
    }
}

impl Artifact {
    fn of(path: &str) -> Self {
        Self { uri: uri(path), uri_base_id: BASE }
    }
}

impl Region {
    fn of(start: Position, end: Position) -> Self {
        Self { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a relative reference (RFC 3986): everything but unreserved characters and the slash is encoded, so that
/// the colon of `a:b.md` does not make `a` a scheme.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte.into()),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{introduction, uri};
    use crate::docs::tests::LATE_TEA;

    #[test]
    fn paths_are_relative_references() {
        assert_eq!(uri("../a b/标.md"), "../a%20b/%E6%A0%87.md");
        assert_eq!(uri("a:b#c?d%[e].md"), "a%3Ab%23c%3Fd%25%5Be%5D.md");
    }

    #[test]
    fn the_introduction_ends_at_the_first_section() {
        assert_eq!(introduction(&LATE_TEA), "Reports `tea` that is served\nafter the **usual** hour.");
    }
}
