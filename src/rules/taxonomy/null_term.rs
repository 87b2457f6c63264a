//! `taxonomy/null-term`

use serde::Deserialize;

use super::term_edits::remove_item;
use crate::finding::{Safety, Severity};
use crate::front_matter::{NodeRef, Typed};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "taxonomy/null-term",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("null_term.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NullTerm {}

impl PageRule for NullTerm {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for held in site.term_entries(page) {
            let list = held.entry.value;
            // A list of nothing but an empty item is how templates of new pages say "no terms yet".
            let is_left_over = list.items().all(is_null);
            for (index, item) in list.items().enumerate().filter(|(_, item)| is_null(*item)) {
                let name = held.entry.name();
                let severity = if is_left_over { Severity::Info } else { Severity::Warning };
                let message = format!("item {} of `{name}` is empty", index + 1);
                findings
                    .node(item, message)
                    .help("write the term, or remove the item")
                    .severity(severity)
                    .fix(Safety::Safe, "remove the empty item", remove_item(page, list, index))
                    .report();
            }
        }
    }
}

fn is_null(item: NodeRef<'_>) -> bool {
    item.typed() == Some(Typed::Null)
}
