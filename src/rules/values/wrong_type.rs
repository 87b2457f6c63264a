//! `values/wrong-type`

use serde::Deserialize;

use super::fits;
use crate::finding::{Safety, Severity};
use crate::front_matter::{Format, NodeRef, Style, rewrite};
use crate::profile::Consequence;
use crate::profile::keys::{Key, KeyKind};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "values/wrong-type",
    severity: Severity::Error,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("wrong_type.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WrongType {}

impl PageRule for WrongType {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for (key, entry) in site.known_entries(page) {
            let (severity, effect) = match key.wrong {
                Consequence::Fails(effect) => (None, effect),
                Consequence::Loses(effect) => (Some(Severity::Warning), effect),
                Consequence::Harmless => continue,
            };
            let is_template = entry.value.scalar().is_some_and(|scalar| fits::is_template(&scalar.text));
            if entry.value.is_absent()
                || is_template
                || fits::fits(entry.value, key.kind)
                || site.is_taxonomy_key(entry.name())
            {
                continue;
            }
            let (name, generator) = (entry.name(), site.profile.name);
            let (written, wanted) = (written(entry.value, page), key.kind.describe());
            let message = format!("`{name}` is {written}, and {generator} wants {wanted} here: it {effect}");
            let mut draft = findings.value(entry, message).help(help(name, key));
            if let Some(severity) = severity {
                draft = draft.severity(severity);
            }
            let is_plain = entry.value.scalar().is_some_and(|scalar| scalar.style == Style::Plain);
            if key.kind == KeyKind::TextOnly && is_plain && !entry.value.is_alias() {
                let quoted = rewrite::quoted(entry.value.span().of(&page.text), Format::Yaml);
                draft =
                    draft.fix(Safety::Safe, "put the value in quotes", [rewrite::replace_code(entry.value, quoted)]);
            }
            draft.report();
        }
    }
}

/// What was written, in a few words.
fn written(value: NodeRef<'_>, page: &Page) -> String {
    if value.is_list() {
        "a list".to_owned()
    } else if value.is_map() {
        "a map of keys and values".to_owned()
    } else {
        format!("`{}`", page.excerpt(value))
    }
}

fn help(name: &str, key: &Key) -> String {
    match (key.kind.values(), key.kind) {
        (Some(values), _) => format!("write one of `{}`", values.join("`, `")),
        (None, KeyKind::Text | KeyKind::TextOnly) => format!("write `{name}: \"…\"`: {}", key.about),
        (None, KeyKind::Integer) => format!("write `{name}: 10`: {}", key.about),
        (None, KeyKind::List | KeyKind::ListOrText) => format!("write `{name}: [\"…\", \"…\"]`: {}", key.about),
        _ => format!("write {}: {}", key.kind.describe(), key.about),
    }
}
