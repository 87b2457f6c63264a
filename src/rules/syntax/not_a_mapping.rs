//! `syntax/not-a-mapping`

use serde::Deserialize;

use super::invalid_syntax::is_syntax;
use crate::finding::Severity;
use crate::front_matter::{NodeRef, ProblemKind};
use crate::profile::Consequence;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/not-a-mapping",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("not_a_mapping.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NotAMapping {}

impl PageRule for NotAMapping {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let problems = &page.front_matter.problems;
        // What cannot be read at all is one cause and has a finding of its own.
        if problems.iter().any(|problem| problem.kind == ProblemKind::Unclosed || is_syntax(problem.kind)) {
            return;
        }
        for problem in problems.iter().filter(|problem| problem.kind == ProblemKind::NotAMapping) {
            let is_list = page.front_matter.tree.root().is_some_and(NodeRef::is_list);
            let what = if is_list { "a list" } else { "a text" };
            let effect = match site.profile.blocks.broken {
                Consequence::Fails(effect) | Consequence::Loses(effect) => format!(": {} {effect}", site.profile.name),
                Consequence::Harmless => String::new(),
            };
            let found = problem.span.of(&page.text);
            let is_toml = !is_list && found.split_once(" = ").is_some_and(|(key, _)| !key.contains([':', ' ']));
            let help = if is_toml {
                "this looks like TOML, which stands between `+++` lines; YAML has colons: `title: My page`"
            } else {
                "write a key, a colon, a blank and a value on each line: `title: My page`"
            };
            findings
                .span(problem.span, format!("the front matter is {what}, not keys with values{effect}"))
                .help(help)
                .report();
        }
    }
}
