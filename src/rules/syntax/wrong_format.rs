//! `syntax/wrong-format`

use serde::Deserialize;

use crate::finding::Severity;
use crate::front_matter::ProblemKind;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/wrong-format",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("wrong_format.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WrongFormat {}

impl PageRule for WrongFormat {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for problem in page.front_matter.problems.iter().filter(|problem| problem.kind == ProblemKind::ForeignFormat) {
            let known: Vec<&str> = site.profile.dialect.delimiters.fences.iter().map(|fence| fence.mark).collect();
            let help = format!("write the front matter between `{}` lines", known.first().unwrap_or(&"---"));
            findings.span(problem.span, problem.detail.clone()).help(help).report();
        }
    }
}
