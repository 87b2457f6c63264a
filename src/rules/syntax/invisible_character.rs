//! `syntax/invisible-character`

use serde::Deserialize;

use super::invalid_syntax::is_syntax;
use super::lookalike::{self, Lookalike};
use crate::finding::Severity;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/invisible-character",
    severity: Severity::Error,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("invisible_character.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InvisibleCharacter {}

impl PageRule for InvisibleCharacter {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let Some(block) = page.front_matter.block else { return };
        if block.content.of(&page.text).is_ascii() {
            return;
        }
        let in_problems = page.front_matter.problems.iter().filter(|problem| is_syntax(problem.kind));
        let in_problems: Vec<_> = in_problems.filter_map(|problem| lookalike::in_problem(problem, page)).collect();
        let reported: Vec<_> = in_problems.iter().map(|found| found.span.start).collect();
        for found in in_problems {
            report(found, Severity::Error, findings);
        }
        let in_tree = lookalike::in_tree(page, site);
        for found in in_tree.into_iter().filter(|found| !reported.contains(&found.span.start)) {
            report(found, Severity::Warning, findings);
        }
    }
}

fn report(found: Lookalike, severity: Severity, findings: &mut Findings<'_>) {
    let draft = findings.span(found.span, found.message).help(found.help).severity(severity);
    match found.fix {
        Some((safety, edits)) => draft.fix(safety, "put the plain character in its place", edits).report(),
        None => draft.report(),
    }
}
