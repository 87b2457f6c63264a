//! `syntax/unreadable-file`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, ReadFault, Site};
use crate::text::Span;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/unreadable-file",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("unreadable_file.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnreadableFile {}

impl PageRule for UnreadableFile {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        if let Some(ReadFault::Unreadable(reason)) = &page.fault {
            findings
                .span(Span::at(0), format!("the file cannot be read: {reason}"))
                .help("look at its permissions, and whether it is a link that leads nowhere")
                .report();
        }
    }
}
