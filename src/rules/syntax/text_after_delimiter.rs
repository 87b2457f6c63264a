//! `syntax/text-after-delimiter`

use serde::Deserialize;

use crate::finding::{Safety, Severity};
use crate::front_matter::{Problem, ProblemKind};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};
use crate::text::{TextEdit, is_invisible};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/text-after-delimiter",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("text_after_delimiter.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextAfterDelimiter {}

impl PageRule for TextAfterDelimiter {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        let Some(block) = page.front_matter.block else { return };
        for problem in
            page.front_matter.problems.iter().filter(|problem| problem.kind == ProblemKind::TextAfterDelimiter)
        {
            let found = problem.span.of(&page.text);
            let is_opening = problem.span.start < block.content.start;
            let severity = if is_opening { Severity::Error } else { Severity::Warning };
            let draft = findings.span(problem.span, message(problem, page)).severity(severity);
            let mark = block.open.of(&page.text);
            let is_format = is_opening && found.trim().eq_ignore_ascii_case(block.format.name());
            if is_format || found.chars().all(|c| is_invisible(c) || mark.starts_with(c)) {
                let edit = TextEdit::delete(problem.span);
                draft.help("delete it").fix(Safety::Safe, "delete it", [edit]).report();
            } else if is_opening {
                draft.help("delete it").report();
            } else {
                draft.help("put the text on a line of its own").report();
            }
        }
    }
}

fn message(problem: &Problem, page: &Page) -> String {
    let found: String = problem.span.of(&page.text).chars().take(40).collect();
    format!("`{found}` follows the delimiter: {}", problem.detail)
}
