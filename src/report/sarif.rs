//! `--format sarif`: SARIF 2.1.0 (OASIS standard, errata 01), which code scanning services and editors read. Sections
//! named below are those of the standard.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use serde_json::{Value, json};

use super::{EditedPlace, Report, Reported, visible};
use crate::finding::fingerprint;
use crate::finding::{Fix, Safety, Severity};
use crate::rules::{self, RuleMeta};
use crate::text::Position;

/// Where the standard's schema is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The folder that all paths are relative to. GitHub's name for the root of the repository.
const BASE: &str = "%SRCROOT%";

/// The findings that are at least as bad as `least`, and all rules that ran, as one SARIF log with one run.
pub fn render(report: &Report<'_>, least: Severity) -> Value {
    let rules = described_rules(report);
    let index: HashMap<&str, usize> = rules.iter().enumerate().map(|(i, (rule, _))| (rule.id, i)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "matterlint",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.iter().map(|(rule, severity)| described(rule, *severity)).collect::<Vec<_>>(),
            }},
            "originalUriBaseIds": {BASE: {"description": {"text": "the directory that matterlint ran in"}}},
            // A lone CR ends a line in front matter; the standard's default knows LF and CRLF only (3.14.25).
            "newlineSequences": ["\r\n", "\n", "\r"],
            "columnKind": "unicodeCodePoints",
            "results": report.at_least(least).map(|reported| result(reported, &index)).collect::<Vec<_>>(),
        }],
    })
}

/// The rules that ran, and those that something was found for although they are off for most of the site.
fn described_rules(report: &Report<'_>) -> Vec<(&'static RuleMeta, Severity)> {
    let mut described = report.rules.clone();
    for finding in report.findings.iter().map(|reported| &reported.finding) {
        let is_known = described.iter().any(|(rule, _)| rule.id == finding.rule);
        if let (false, Some(entry)) = (is_known, rules::find(finding.rule)) {
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

fn result(reported: &Reported<'_>, index: &HashMap<&str, usize>) -> Value {
    let finding = &reported.finding;
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": {"text": reported.message_and_help()},
        "locations": [{"physicalLocation": place(&reported.path, reported.start, reported.end)}],
        "partialFingerprints": {"matterlint/v1": fingerprint(finding, reported.text)},
    });
    if let Some(index) = index.get(finding.rule) {
        result["ruleIndex"] = (*index).into();
    }
    if !reported.related.is_empty() {
        let related = finding.related.iter().zip(&reported.related).enumerate().map(|(id, (related, at))| {
            json!({
                "id": id,
                "physicalLocation": place(&at.path, at.start, at.end),
                "message": {"text": visible(&related.message)},
            })
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = finding.fix.as_ref().and_then(|fix| self::fix(fix, &reported.edited)) {
        result["fixes"] = json!([fix]);
    }
    result
}

/// `None` where an edit cannot be told in lines and columns: half a repair is none.
fn fix(fix: &Fix, edited: &[EditedPlace]) -> Option<Value> {
    let mut changes: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (file, place) in fix.edits.iter().zip(edited) {
        let (start, end) = place.range?;
        let mut replacement = json!({"deletedRegion": region(start, end)});
        if !file.edit.insert.is_empty() {
            replacement["insertedContent"] = json!({"text": file.edit.insert});
        }
        changes.entry(&place.path).or_default().push(replacement);
    }
    let changes = changes
        .into_iter()
        .map(|(path, replacements)| json!({"artifactLocation": artifact(path), "replacements": replacements}));
    let changes: Vec<Value> = changes.collect();
    let safety = if fix.safety == Safety::Safe { "safe" } else { "unsafe" };
    let described = json!({
        "description": {"text": visible(&fix.title)},
        "artifactChanges": changes,
        "properties": {"safety": safety},
    });
    (!changes.is_empty()).then_some(described)
}

fn place(path: &str, start: Position, end: Position) -> Value {
    json!({"artifactLocation": artifact(path), "region": region(start, end)})
}

fn artifact(path: &str) -> Value {
    json!({"uri": uri(path), "uriBaseId": BASE})
}

/// The end of a region is the column behind its last character (3.30.8), as ours is.
fn region(start: Position, end: Position) -> Value {
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
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
