//! `syntax/unclosed-front-matter`

use serde::Deserialize;

use crate::finding::Severity;
use crate::front_matter::ProblemKind;
use crate::profile::Consequence;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/unclosed-front-matter",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("unclosed_front_matter.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnclosedFrontMatter {}

impl PageRule for UnclosedFrontMatter {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for problem in page.front_matter.problems.iter().filter(|problem| problem.kind == ProblemKind::Unclosed) {
            let open = problem.span.of(&page.text);
            let close = if open == "{" { "}" } else { open };
            let name = site.profile.name;
            let effect = match (problem.detail.is_empty(), site.profile.blocks.broken) {
                (false, _) => format!(": {}", problem.detail),
                (true, Consequence::Fails(what)) => format!(", and {name} {what}"),
                (true, _) => String::new(),
            };
            let draft =
                findings.span(problem.span, format!("the front matter that `{open}` begins is never closed{effect}"));
            match problem.related {
                Some(lookalike) => draft
                    .related(lookalike, format!("this line looks like its end, but is not `{close}`"))
                    .help(format!("write `{close}` alone on the line that is to end the front matter"))
                    .report(),
                None => draft.help(format!("put `{close}` on a line of its own below the last key")).report(),
            }
        }
    }
}
