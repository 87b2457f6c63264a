//! `taxonomy/null-term`

use serde::Deserialize;

use super::term_edits::remove_item;
use crate::finding::{Safety, Severity};
use crate::front_matter::rewrite::{quoted, replace_code};
use crate::front_matter::{Format, NodeRef, Scalar, Typed};
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
            // `["a ,"b"]`: the items of a list that a mistake cuts in pieces are none.
            if page.is_guessed(list) {
                continue;
            }
            // A list of nothing but an empty item is how templates of new pages say "no terms yet".
            let is_left_over = list.items().all(is_null);
            for (index, item) in list.items().enumerate().filter(|(_, item)| is_null(*item)) {
                let (name, number) = (held.entry.name(), index + 1);
                let severity = if is_left_over { Severity::Info } else { Severity::Warning };
                if let Some(word) = word(item, page) {
                    // Whoever wrote `NULL` on a page about SQL meant the word.
                    findings
                        .node(item, format!("item {number} of `{name}` is `{word}`, which is read as nothing"))
                        .help(format!("put it in quotes if it is meant as a term: `\"{word}\"`"))
                        .severity(severity)
                        .fix(Safety::Unsafe, "put it in quotes", [replace_code(item, quoted(word, page.format()))])
                        .report();
                    continue;
                }
                findings
                    .node(item, format!("item {number} of `{name}` is empty"))
                    .help("write the term, or remove the item")
                    .severity(severity)
                    .fix(Safety::Safe, "remove the empty item", remove_item(page, list, index))
                    .report();
            }
        }
    }
}

/// `null` as it is written, where it may be a word. JSON has quotes around every word.
fn word<'p>(item: NodeRef<'_>, page: &'p Page) -> Option<&'p str> {
    let is_word = |text: &&str| text.eq_ignore_ascii_case("null") && page.format() != Format::Json;
    Some(item.span().of(&page.text)).filter(|text| !item.is_alias() && is_word(text))
}

fn is_null(item: NodeRef<'_>) -> bool {
    // No spelling of nothing is longer in any parser, and terms are many.
    let is_short = |scalar: &Scalar| scalar.text.len() <= "null".len();
    (item.scalar().is_some_and(is_short) || item.tag().is_some()) && item.typed() == Some(Typed::Null)
}
