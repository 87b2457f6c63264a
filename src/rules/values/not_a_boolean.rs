//! `values/not-a-boolean`

use serde::Deserialize;

use crate::finding::{Safety, Severity};
use crate::front_matter::{NodeRef, Typed, rewrite};
use crate::profile::Consequence;
use crate::profile::keys::KeyKind;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::booleans::{Cast, cast};
use crate::site::{Page, Site};
use crate::text::is_invisible;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "values/not-a-boolean",
    severity: Severity::Error,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("not_a_boolean.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NotABoolean {}

impl PageRule for NotABoolean {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let booleans = site.known_entries(page).filter(|(key, _)| key.kind == KeyKind::Boolean);
        for (key, entry) in booleans.filter(|(key, _)| key.wrong != Consequence::Harmless) {
            let Some(becomes) = cast(entry.value, site.profile.booleans) else { continue };
            let meaning = meaning(entry.value);
            let is_as_meant = matches!((&meaning, becomes), (Meaning::Is(meant), Cast::Is(made)) if *meant == made);
            let is_none_of_ours = matches!(meaning, Meaning::Nothing | Meaning::OfAnotherRule);
            if is_none_of_ours || is_as_meant || page.is_guessed(entry.value) {
                continue;
            }
            let (Consequence::Fails(effect) | Consequence::Loses(effect)) = key.wrong else { continue };
            let (name, generator) = (entry.name(), site.profile.name);
            let value = if entry.value.scalar().is_some() {
                let written: String = entry.value.span().of(&page.text).chars().take(40).collect();
                format!("`{written}`, not `true` or `false`")
            } else {
                "neither `true` nor `false`".to_owned()
            };
            let draft = findings.value(entry, format!("`{name}` is {value}: {generator} {effect}"));
            match meaning {
                Meaning::Is(meant) => draft
                    .help(format!("write `{}`", page.line(name, if meant { "true" } else { "false" })))
                    .fix(
                        Safety::Safe,
                        format!("write {meant}"),
                        [rewrite::replace_code(entry.value, meant.to_string())],
                    )
                    .report(),
                _ => draft
                    .severity(if becomes == Cast::Refused { Severity::Error } else { Severity::Warning })
                    .help(format!("write `true` or `false` as the value of `{name}`"))
                    .report(),
            }
        }
    }
}

/// What the writer meant.
#[derive(PartialEq)]
pub(super) enum Meaning {
    /// True or false, however it is written.
    Is(bool),
    /// No value at all.
    Nothing,
    /// A template or an invisible character: another finding.
    OfAnotherRule,
    /// Nothing that we understand.
    Unknown,
}

const YES: [&str; 14] = ["true", "yes", "y", "on", "t", "1", "enabled", "是", "真", "对", "✓", "oui", "ja", "sí"];
const NO: [&str; 12] = ["false", "no", "n", "off", "f", "0", "disabled", "否", "假", "non", "nein", "нет"];

pub(super) fn meaning(value: NodeRef<'_>) -> Meaning {
    let text = match value.typed() {
        Some(Typed::Bool(value)) => return Meaning::Is(value),
        Some(Typed::Int(number)) => return Meaning::Is(number != 0),
        Some(Typed::Float(number)) => return Meaning::Is(number != 0.0),
        Some(Typed::Null) => return Meaning::Nothing,
        Some(Typed::Str(text)) => text,
        Some(Typed::Date(_)) | None => return Meaning::Unknown,
    };
    let word = text.trim().to_lowercase();
    if word.is_empty() {
        Meaning::Nothing
    } else if word.contains("{{") || word.contains("{%") || text.contains(is_invisible) {
        Meaning::OfAnotherRule
    } else if YES.contains(&&*word) {
        Meaning::Is(true)
    } else if NO.contains(&&*word) {
        Meaning::Is(false)
    } else if word.len() > 2 && strsim::osa_distance(&word, "true") == 1 {
        Meaning::Is(true)
    } else if word.len() > 2 && strsim::osa_distance(&word, "false") == 1 {
        Meaning::Is(false)
    } else {
        Meaning::Unknown
    }
}
