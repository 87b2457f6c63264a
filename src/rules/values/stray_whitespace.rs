//! `values/stray-whitespace`

use serde::Deserialize;

use crate::finding::{Safety, Severity};
use crate::front_matter::{Style, rewrite};
use crate::profile::keys::KeyKind;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "values/stray-whitespace",
    severity: Severity::Info,
    fix: FixKind::Always,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("stray_whitespace.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StrayWhitespace {}

impl PageRule for StrayWhitespace {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for entry in page.entries() {
            let Some(key) = site.known_key_on(page, entry.name()) else { continue };
            let is_text = matches!(
                key.kind,
                KeyKind::Text | KeyKind::TextOnly | KeyKind::OneOf(_) | KeyKind::OneOfIgnoringCase(_)
            );
            let is_title = key.name.eq_ignore_ascii_case("title");
            let Some(scalar) = entry.value.scalar().filter(|_| (is_text || is_title) && !entry.value.is_alias()) else {
                continue;
            };
            let trimmed = scalar.text.trim();
            let is_quoted = matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted);
            if !is_quoted || trimmed == &*scalar.text || trimmed.is_empty() || scalar.text.contains('\n') {
                continue;
            }
            let name = entry.name();
            // Part of an address or the name of a file: with a blank it is another one.
            let is_name = ["url", "permalink", "layout", "type", "markup"]
                .iter()
                .any(|other| key.name.eq_ignore_ascii_case(other));
            let format = page.format();
            findings
                .value(entry, format!("`{name}` has blanks at its ends, inside the quotes"))
                .severity(if is_name { Severity::Warning } else { Severity::Info })
                .help(format!("write `{trimmed}` without them"))
                .fix(Safety::Safe, "remove the blanks", [rewrite::replace_text(entry.value, trimmed, format)])
                .report();
        }
    }
}
