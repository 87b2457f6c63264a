//! `values/wrong-type`

use serde::Deserialize;

use super::fits;
use super::remedy::{self, Meant};
use crate::finding::{Safety, Severity};
use crate::front_matter::{NodeId, NodeRef, Typed, rewrite};
use crate::profile::keys::KeyKind;
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
        let mut told = Vec::new();
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
            let written = written(entry.value, page);
            let message = if matches!(key.kind, KeyKind::OneOf(_) | KeyKind::OneOfIgnoringCase(_)) {
                format!("`{name}` is {written}, which {generator} does not know: it {effect}")
            } else {
                format!("`{name}` is {written}, and {generator} wants {} here: it {effect}", key.kind.describe())
            };
            let mut draft = findings.value(entry, message);
            if let Some(severity) = severity {
                draft = draft.severity(severity);
            }
            let draft = match remedy::meant(entry.value, key.kind, page) {
                Some(Meant { code, how }) => draft.help(format!("write `{}`", page.line(name, &code))).fix(
                    Safety::Safe,
                    how,
                    [rewrite::replace_code(entry.value, code)],
                ),
                None => draft.help(remedy::help(entry, key, page)),
            };
            draft.report();
            told.push(entry.value.id());
        }
        judge_refused(page, site, &told, findings);
    }
}

/// Values that are refused although their kind is right (not those of which was `told` that it is wrong), and keys that
/// contradict each other.
fn judge_refused(page: &Page, site: &Site, told: &[NodeId], findings: &mut Findings<'_>) {
    let generator = site.profile.name;
    for (entry, refused) in refused::refused(page, site) {
        if told.contains(&entry.value.id()) || page.is_guessed(entry.value) {
            continue;
        }
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
                "is `{}`, which has a blank, a letter beyond a-z or a sign that addresses do not have",
                page.excerpt(value)
            )
        }
        Refused::WithScheme => format!("has `{}`, the address of a whole site", page.excerpt(value)),
        Refused::UnknownOutput => format!("names `{}`, which is no output format of this site", page.excerpt(value)),
        Refused::OutOf(low, high) => format!("is {}, and not from {low} to {high}", written(value, page)),
    }
}

/// What was written, in a few words. Of texts, that they are: between quotes, `no` and `5` look like something else.
fn written(value: NodeRef<'_>, page: &Page) -> String {
    let kind = match value.typed() {
        None if value.is_list() => return "a list".to_owned(),
        None => return "a map of keys and values".to_owned(),
        Some(Typed::Str(_)) => "the text ",
        Some(Typed::Int(_) | Typed::Float(_)) => "the number ",
        Some(_) => "",
    };
    format!("{kind}`{}`", page.excerpt(value))
}
