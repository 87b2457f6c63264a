//! `syntax/not-utf8`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, ReadFault, Site};
use crate::text::Span;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/not-utf8",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("not_utf8.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NotUtf8 {}

impl PageRule for NotUtf8 {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        if let Some(ReadFault::NotUtf8(at)) = page.fault {
            let at = page.text.floor_char_boundary(at.min(page.text.len()));
            let length = page.text[at..].chars().next().map_or(0, char::len_utf8);
            findings
                .span(
                    Span::new(at, at + length),
                    "the file is not UTF-8: the first byte that fits no character is here",
                )
                .help("save the file as UTF-8 in your editor")
                .report();
        }
    }
}
