//! `taxonomy/unknown-term`.

use serde::Deserialize;

use super::vocabulary_terms::{self, UsedTerm};
use crate::finding::{Safety, Severity};
use crate::profile::Consequence;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::vocabulary::Verdict;
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "taxonomy/unknown-term",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("unknown_term.md"),
};

/// Compares terms with the vocabulary of their taxonomy.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct UnknownTerm {}

impl PageRule for UnknownTerm {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for used in vocabulary_terms::of(page, site) {
            judge(&used, page, site, findings);
        }
    }
}

fn judge(used: &UsedTerm<'_>, page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let UsedTerm { key, text, vocabulary, .. } = used;
    let (message, help, rewrite) = match vocabulary.judge(text) {
        Verdict::Known(_) | Verdict::Deprecated(_) => return,
        Verdict::AliasOf(term) => {
            let message = format!("`{text}` in `{key}` is another spelling of the term `{}`", term.name);
            (message, format!("write `{}`", term.name), Some((Safety::Safe, term)))
        }
        Verdict::CaseOf(term) => {
            let message = format!("`{text}` in `{key}` differs from the term `{}` only by letter case", term.name);
            (message, format!("write `{}`", term.name), Some((Safety::Safe, term)))
        }
        Verdict::Unknown(near) => {
            let source = &vocabulary.source;
            let message = format!("`{text}` is not in the vocabulary of `{key}`");
            let help = match near {
                Some(term) => format!("did you mean `{}`? if not, add `{text}` to {source}", term.name),
                None => format!("use a term of {source}, or add `{text}` there"),
            };
            (message, help, near.map(|term| (Safety::Unsafe, term)))
        }
    };
    let fix = rewrite.and_then(|(safety, term)| Some((safety, &term.name, used.rewritten(&term.name, page)?)));
    let (message, severity) = match site.profile.terms.not_allowed {
        // What the user adds to the generator's own list is none of its business.
        Consequence::Fails(effect) if !site.vocabularies.contains_key(*key) => {
            (format!("{message}: {} {effect}", site.profile.name), Severity::Error)
        }
        _ => (message, META.severity),
    };
    let draft = findings.part(used.node, used.span, message).help(help).severity(severity);
    match fix {
        Some((safety, name, edit)) => draft.fix(safety, format!("write `{name}`"), [edit]).report(),
        None => draft.report(),
    }
}
