//! `syntax/missing-front-matter`

use serde::Deserialize;

use crate::finding::Severity;
use crate::profile::BlockRequired;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};
use crate::text::Span;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/missing-front-matter",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("missing_front_matter.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MissingFrontMatter {}

impl PageRule for MissingFrontMatter {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let is_required = match site.profile.blocks.required {
            BlockRequired::Never => false,
            BlockRequired::Always => true,
            BlockRequired::On(kinds) => kinds.contains(&page.kind),
        };
        let is_missing = page.front_matter.block.is_none() && page.front_matter.problems.is_empty();
        if is_required && is_missing && page.fault.is_none() {
            let end = page.text.find(['\n', '\r']).unwrap_or(page.text.len());
            let mark = site.profile.dialect.delimiters.fences.first().map_or("---", |fence| fence.mark);
            findings
                .span(Span::new(0, end), format!("{} refuses this page, as it has no front matter", site.profile.name))
                .help(format!("begin the file with two lines of `{mark}`, and write the title between them"))
                .report();
        }
    }
}
