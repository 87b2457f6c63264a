//! `values/unrendered-template`

use serde::Deserialize;

use super::fits;
use crate::finding::Severity;
use crate::front_matter::Style;
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
        for (key, entry) in site.known_entries(page) {
            let is_judged = match key.kind {
                KeyKind::Boolean | KeyKind::Integer | KeyKind::Number => true,
                _ => ["title", "linktitle", "slug"].iter().any(|name| key.name.eq_ignore_ascii_case(name)),
            };
            let Some(scalar) = entry.value.scalar().filter(|scalar| scalar.style != Style::Absent) else { continue };
            if !is_judged || !fits::is_template(&scalar.text) || page.is_guessed(entry.value) {
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
