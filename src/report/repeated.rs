//! Findings that say the same of many places. A template with `tags: [""]` gives one for each page made from it: a few
//! are shown in full, the others by their place alone.

use std::collections::HashMap;
use std::fmt::{self, Write};

use owo_colors::Style;

use super::human::Look;
use super::summary::grouped;
use super::{Reported, visible};
use crate::finding::Severity;

/// So many findings of one kind are shown in full, however many there are.
const FEW: usize = 10;

/// So many are shown in full where there are more than [`FEW`].
const SHOWN: usize = 3;

/// So many places are listed.
const PLACES: usize = 20;

/// Findings of one rule and severity whose messages differ in what is quoted and in numbers alone.
pub struct Kind<'r, 'w> {
    findings: Vec<&'r Reported<'w>>,
}

/// The kinds of `findings`, in the order in which they begin.
pub fn kinds<'r, 'w>(findings: impl Iterator<Item = &'r Reported<'w>>) -> Vec<Kind<'r, 'w>> {
    let mut kinds: Vec<Kind<'r, 'w>> = Vec::new();
    let mut known: HashMap<(&str, Severity, String), usize> = HashMap::new();
    for reported in findings {
        let finding = &reported.finding;
        let kind = *known.entry((finding.rule, finding.severity, shape(&finding.message))).or_insert(kinds.len());
        match kinds.get_mut(kind) {
            Some(kind) => kind.findings.push(reported),
            None => kinds.push(Kind { findings: vec![reported] }),
        }
    }
    kinds
}

impl<'r, 'w> Kind<'r, 'w> {
    /// Those that are not shown in full.
    pub fn others(&self) -> &[&'r Reported<'w>] {
        if self.findings.len() > FEW { &self.findings[SHOWN..] } else { &[] }
    }

    /// Appends the places of those that are not shown in full.
    ///
    /// # Errors
    /// None that a `String` gives.
    pub fn write_others(&self, look: &Look, out: &mut String) -> fmt::Result {
        let [first, ..] = self.others() else { return Ok(()) };
        let (rule, severity) = (first.finding.rule, first.finding.severity);
        let count = grouped(self.others().len());
        let heading = look.paint(&format!("{}[{rule}]", severity.name()), Look::severity(severity));
        writeln!(out, "{heading}{}", look.paint(&format!(": {count} more like those above"), Style::new().bold()))?;
        for reported in self.others().iter().take(PLACES) {
            writeln!(out, "  {}:{}:{}", visible(&reported.path), reported.start.line, reported.start.column)?;
        }
        let rest = self.others().len().saturating_sub(PLACES);
        if rest > 0 {
            writeln!(out, "  and {} more places: --format concise --select {rule} lists all", grouped(rest))?;
        }
        out.push('\n');
        Ok(())
    }
}

/// A message without what is quoted and without numbers.
fn shape(message: &str) -> String {
    let outside = message.split('`').step_by(2).collect::<Vec<_>>().join("`");
    outside.chars().filter(|c| !c.is_ascii_digit()).collect()
}
