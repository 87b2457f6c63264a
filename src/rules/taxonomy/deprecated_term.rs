//! `taxonomy/deprecated-term`.

use serde::Deserialize;

use super::vocabulary_terms;
use crate::finding::{Safety, Severity};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::vocabulary::Verdict;
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "taxonomy/deprecated-term",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("deprecated_term.md"),
};

/// Looks for terms that the vocabulary has given up.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct DeprecatedTerm {}

impl PageRule for DeprecatedTerm {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        if !site.has_deprecated_terms() {
            return;
        }
        for used in vocabulary_terms::of(page, site) {
            let Verdict::Deprecated(term) = used.vocabulary.judge(&used.text) else { continue };
            let reason = term.deprecated.as_deref().filter(|reason| !reason.is_empty());
            let reason = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
            let message = format!("the term `{}` of `{}` is deprecated{reason}", used.text, used.key);
            let draft = findings.part(used.node, used.span, message);
            let Some(successor) = &term.replaced_by else {
                draft.help(format!("use another term of {}", used.vocabulary.source)).report();
                continue;
            };
            let draft = draft.help(format!("use `{successor}` instead"));
            match used.rewritten(successor, page) {
                Some(edit) => draft.fix(Safety::Safe, format!("write `{successor}`"), [edit]).report(),
                None => draft.report(),
            }
        }
    }
}
