//! `values/wrong-type`

use serde::Deserialize;

use super::fits;
use crate::finding::{Safety, Severity};
use crate::front_matter::{Format, NodeRef, Style, rewrite};
use crate::profile::keys::{Key, KeyKind};
use crate::profile::{Consequence, Refused};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site, refused};

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
            let is_template = || entry.value.scalar().is_some_and(|scalar| fits::is_template(&scalar.text));
            if fits::fits(entry.value, key.kind)
                || entry.value.is_absent()
                || page.is_guessed(entry.value)
                || is_template()
                || site.is_taxonomy_key(entry.name())
            {
                continue;
            }
            let (name, generator) = (entry.name(), site.profile.name);
            let (written, wanted) = (written(entry.value, page), key.kind.describe());
            let message = format!("`{name}` is {written}, and {generator} wants {wanted} here: it {effect}");
            let mut draft = findings.value(entry, message).help(help(name, key, page.format()));
            if let Some(severity) = severity {
                draft = draft.severity(severity);
            }
            let wants_text = matches!(key.kind, KeyKind::TextOnly | KeyKind::TypedText);
            if wants_text && is_bare(entry.value) {
                let quoted = rewrite::quoted(entry.value.span().of(&page.text), page.format());
                draft =
                    draft.fix(Safety::Safe, "put the value in quotes", [rewrite::replace_code(entry.value, quoted)]);
            }
            draft.report();
        }
        judge_refused(page, site, findings);
    }
}

/// Whether a value is one word or number without quotes.
fn is_bare(value: NodeRef<'_>) -> bool {
    let has_quotes =
        |style| matches!(style, Style::SingleQuoted | Style::DoubleQuoted | Style::Literal | Style::Folded);
    value.scalar().is_some_and(|scalar| !has_quotes(scalar.style)) && !value.is_alias()
}

/// Values that are refused although their kind is right, and keys that contradict each other.
fn judge_refused(page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let generator = site.profile.name;
    for (entry, refused) in refused::refused(page, site) {
        let Some((severity, effect)) = judged(refused.consequence) else { continue };
        let (name, found) = (entry.name(), shape(entry.value, refused.shape, page));
        let message = format!("`{name}` {found}: {generator} {effect}");
        let draft = if entry.value.is_absent() { findings.key(entry, message) } else { findings.value(entry, message) };
        draft.severity(severity).help(refused.help).report();
    }
    for (entry, other, contradiction) in refused::contradictions(page, site) {
        let Some((severity, effect)) = judged(contradiction.consequence) else { continue };
        let message = format!("`{}` and `{}` are both true: {generator} {effect}", other.name(), entry.name());
        findings.value(entry, message).severity(severity).help(contradiction.help).report();
    }
}

fn judged(consequence: Consequence) -> Option<(Severity, &'static str)> {
    match consequence {
        Consequence::Fails(effect) => Some((Severity::Error, effect)),
        Consequence::Loses(effect) => Some((Severity::Warning, effect)),
        Consequence::Harmless => None,
    }
}

/// What is wrong with a value that is refused.
fn shape(value: NodeRef<'_>, shape: Refused, page: &Page) -> String {
    match shape {
        Refused::Nothing => "has no value".to_owned(),
        Refused::EmptyText => "is an empty text".to_owned(),
        Refused::EmptyList => "is an empty list".to_owned(),
        Refused::SetButNoText => format!("is {}, neither a list nor a text", written(value, page)),
        Refused::Boolean | Refused::NumberOrDate => format!("is {} without quotes", written(value, page)),
        Refused::Collection => format!("is {}", written(value, page)),
        Refused::NoAddress => {
            format!(
                "is {}, which has a blank, a letter beyond a-z or a sign that addresses do not have",
                written(value, page)
            )
        }
        Refused::WithScheme => format!("has `{}`, the address of a whole site", page.excerpt(value)),
        Refused::UnknownOutput => format!("names `{}`, which is no output format of this site", page.excerpt(value)),
        Refused::OutOf(low, high) => format!("is {}, and not from {low} to {high}", written(value, page)),
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

fn help(name: &str, key: &Key, format: Format) -> String {
    let line = |code: &str| format!("write `{}`: {}", rewrite::line(name, code, format), key.about);
    match (key.kind.values(), key.kind) {
        (Some(values), _) => format!("write one of `{}`", values.join("`, `")),
        (None, KeyKind::Text | KeyKind::TextOnly | KeyKind::TypedText) => line("\"…\""),
        (None, KeyKind::Integer) => line("10"),
        (None, KeyKind::List | KeyKind::ListOrText) => line("[\"…\", \"…\"]"),
        _ => format!("write {}: {}", key.kind.describe(), key.about),
    }
}
