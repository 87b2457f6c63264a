//! `taxonomy/duplicate-term`

use serde::Deserialize;

use super::term_edits::{remove_item, slot_of};
use crate::finding::{Safety, Severity};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site, TermUse};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "taxonomy/duplicate-term",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("duplicate_term.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DuplicateTerm {}

impl PageRule for DuplicateTerm {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for (at, term) in page.terms.iter().enumerate() {
            // A page has a handful, for which a look at all of those before is faster than any table.
            let is_same_term = |before: &&TermUse| before.term == term.term && before.taxonomy == term.taxonomy;
            let Some(first) = page.terms[..at].iter().find(is_same_term) else { continue };
            let node = page.front_matter.tree.node(term.node);
            let (taxonomy, text) = (&term.taxonomy, &term.text);
            let is_same = first.text == *text;
            let message = if is_same {
                format!("`{text}` stands in `{taxonomy}` twice")
            } else {
                format!("`{text}` in `{taxonomy}` is the same term as `{}`", first.text)
            };
            let slot = slot_of(page, site, node);
            let edit = slot.and_then(|slot| remove_item(page, slot.held.entry.value, slot.index?));
            // Of two spellings, which one the site shows may change with the one that goes.
            let safety = if is_same { Safety::Safe } else { Safety::Unsafe };
            findings
                .part(node, term.span, message)
                .help("remove one of the two")
                .related(first.span, "the first is here")
                .fix(safety, format!("remove the second `{text}`"), edit)
                .report();
        }
    }
}
