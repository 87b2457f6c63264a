//! `syntax/invalid-syntax`

use serde::Deserialize;

use super::{cause, lookalike, unfinished_merge};
use crate::finding::Severity;
use crate::front_matter::ProblemKind;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/invalid-syntax",
    severity: Severity::Error,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("invalid_syntax.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InvalidSyntax {}

impl PageRule for InvalidSyntax {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let mut problems = page.front_matter.problems.iter().filter(|problem| is_syntax(problem.kind)).peekable();
        if problems.peek().is_none() {
            return;
        }
        if let Some(mark) = unfinished_merge::mark(page) {
            findings
                .span(mark, "this block holds the marks of an unfinished merge")
                .help("keep the lines of one version, or of both, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`")
                .report();
            return;
        }
        for problem in problems {
            // What one parser alone refuses is no fault where nobody knows the parser.
            let is_doubtful = problem.kind == ProblemKind::RefusedByParser && !site.profile.is_known();
            if is_doubtful || lookalike::explains(problem, page) {
                continue;
            }
            let cause = cause::of(problem, page, site);
            let mut draft = findings.span(problem.span, cause.message);
            if let Some(help) = cause.help {
                draft = draft.help(help);
            }
            if let Some(related) = problem.related {
                draft = draft.related(related, "it begins here");
            }
            if let Some((safety, title, edits)) = cause.fix {
                draft = draft.fix(safety, title, edits);
            }
            draft.report();
        }
    }
}

/// Whether a problem lies inside the block; delimiters and the block as a whole have rules of their own.
pub fn is_syntax(kind: ProblemKind) -> bool {
    !matches!(
        kind,
        ProblemKind::DuplicateKey
            | ProblemKind::NotAMapping
            | ProblemKind::TooLarge
            | ProblemKind::Unclosed
            | ProblemKind::Hidden
            | ProblemKind::TextAfterDelimiter
            | ProblemKind::ForeignFormat
            | ProblemKind::NotADelimiter
    )
}
