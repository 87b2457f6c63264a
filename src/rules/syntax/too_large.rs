//! `syntax/too-large`

use serde::Deserialize;

use crate::finding::Severity;
use crate::front_matter::{LONGEST_BLOCK, MOST_NODES, ProblemKind};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, ReadFault, Site};
use crate::text::Span;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/too-large",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("too_large.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TooLarge {}

impl PageRule for TooLarge {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        if page.fault == Some(ReadFault::TooLarge) {
            findings
                .span(Span::at(0), "the file is too large to be checked")
                .help("a page of this size is data: keep it elsewhere, and exclude it")
                .report();
        }
        for problem in page.front_matter.problems.iter().filter(|problem| problem.kind == ProblemKind::TooLarge) {
            findings
                .span(
                    problem.span,
                    format!(
                        "the front matter is longer than {} KiB, or has more than {MOST_NODES} keys and values, and was \
                         not checked",
                        LONGEST_BLOCK >> 10
                    ),
                )
                .help("keep what is data in a data file")
                .report();
        }
    }
}
