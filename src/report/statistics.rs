//! `--statistics`: how many findings each rule has, the most frequent first.

use std::collections::BTreeMap;

use owo_colors::Style;
use serde_json::{Value, json};

use super::Report;
use super::human::Look;
use super::summary::grouped;
use crate::finding::{Safety, Severity};

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The rule.
    pub rule: &'static str,
    /// The severity; a rule whose findings differ in severity has several rows.
    pub severity: Severity,
    /// How many findings.
    pub count: usize,
    /// How many of them have a safe fix.
    pub fixable: usize,
}

/// Counts the findings that are at least as bad as `least`.
pub fn rows(report: &Report<'_>, least: Severity) -> Vec<Row> {
    let mut counts: BTreeMap<(&str, Severity), Row> = BTreeMap::new();
    for finding in report.findings.iter().map(|reported| &reported.finding) {
        let (rule, severity) = (finding.rule, finding.severity);
        let row = counts.entry((rule, severity)).or_insert(Row { rule, severity, count: 0, fixable: 0 });
        row.count += 1;
        row.fixable += usize::from(finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe));
    }
    let mut rows: Vec<Row> = counts.into_values().filter(|row| row.severity >= least).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

/// The table for people; empty where nothing was found.
pub fn table(rows: &[Row], look: &Look) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let wide = rows.iter().map(|row| row.rule.len()).max().unwrap_or_default().max("rule".len());
    let head = format!("{:<wide$}  {:<8}  {:>8}  {:>7}\n", "rule", "severity", "findings", "fixable");
    let mut out = look.paint(&head, Style::new().bold());
    for row in rows {
        let severity = look.paint(&format!("{:<8}", row.severity.name()), Look::severity(row.severity));
        let fixable = if row.fixable == 0 { "-".to_owned() } else { grouped(row.fixable) };
        out.push_str(&format!("{:<wide$}  {severity}  {:>8}  {fixable:>7}\n", row.rule, grouped(row.count)));
    }
    out
}

/// The counts for programs: `matterlint/statistics/1`.
pub fn render_json(report: &Report<'_>) -> Value {
    json!({
        "schema": "matterlint/statistics/1",
        "tool": super::json::Tool::OURS,
        "summary": report.summary,
        "statistics": rows(report, Severity::Info).iter().map(row_json).collect::<Vec<_>>(),
    })
}

/// One line of the table for programs; `--format jsonl` prints one a line.
pub fn row_json(row: &Row) -> Value {
    json!({"rule": row.rule, "severity": row.severity.name(), "findings": row.count, "fixable": row.fixable})
}
