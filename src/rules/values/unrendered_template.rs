//! `values/unrendered-template`

use serde::Deserialize;

use super::fits;
use crate::finding::Severity;
use crate::front_matter::{Entry, Scalar, Style};
use crate::profile::keys::KeyKind;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "values/unrendered-template",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("unrendered_template.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnrenderedTemplate {}

impl PageRule for UnrenderedTemplate {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        if !site.profile.is_known() {
            return;
        }
        for entry in page.entries().filter(|entry| is_map_template(*entry, page)) {
            let (name, reads) = (entry.name(), site.profile.does("reads", "read"));
            let written: String = entry.value.span().of(&page.text).chars().take(40).collect();
            findings
                .value(entry, format!("`{name}` is the template `{written}` without quotes, which {reads} as a map"))
                .severity(Severity::Error)
                .help("write the value that was to stand there, or put the template in quotes")
                .report();
        }
        for (key, entry) in site.known_entries(page) {
            let is_template = |scalar: &Scalar| scalar.style != Style::Absent && fits::is_template(&scalar.text);
            if !entry.value.scalar().is_some_and(is_template) || page.is_guessed(entry.value) {
                continue;
            }
            let is_judged = match key.kind {
                KeyKind::Boolean | KeyKind::Integer | KeyKind::Number => true,
                _ => ["title", "linktitle", "slug"].iter().any(|name| key.name.eq_ignore_ascii_case(name)),
            };
            if !is_judged {
                continue;
            }
            let (name, generator) = (entry.name(), site.profile.name);
            findings
                .value(
                    entry,
                    format!(
                        "`{name}` is the template `{}`, which {generator} does not fill in here",
                        page.excerpt(entry.value)
                    ),
                )
                .help(format!("write the value that was to stand there: {}", key.about))
                .report();
        }
    }
}

/// `title: {{ page.name }}`: to most YAML parsers a map whose key is a map, which nobody means.
fn is_map_template(entry: Entry<'_>, page: &Page) -> bool {
    let has_map_as_key = entry.value.entries().next().is_some_and(|inner| inner.key.is_map());
    has_map_as_key && entry.value.span().of(&page.text).starts_with("{{") && !page.is_guessed(entry.value)
}
