//! `identity/translation-mismatch`

use std::collections::HashSet;

use serde::Deserialize;

use crate::finding::Severity;
use crate::profile::pages::PageKind;
use crate::rules::{FixKind, RuleMeta, Sink, SiteRule};
use crate::site::{Index, PageFacts, Publication, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "identity/translation-mismatch",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: false,
    since: "0.1.0",
    options: &[],
    doc: include_str!("translation_mismatch.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TranslationMismatch {}

impl SiteRule for TranslationMismatch {
    fn check(&self, index: &Index<'_>, site: &Site, sink: &mut Sink<'_>) {
        let Some(original) = site.config.languages.first() else { return };
        let is_original = |facts: &PageFacts| facts.language.as_ref() == Some(original);
        let originals = index.pages.values().filter(|(_, facts)| is_original(facts));
        let known: HashSet<&str> = originals.flat_map(|(_, facts)| ties(facts)).collect();
        for (page, facts) in index.pages.values() {
            let is_judged = page.kind.is_content() || matches!(page.kind, PageKind::Home | PageKind::BranchBundle);
            if !is_judged || is_original(facts) || facts.publication == Publication::Hidden {
                continue;
            }
            let Some(language) = facts.language.as_deref() else { continue };
            if ties(facts).any(|tie| known.contains(tie)) {
                continue;
            }
            let message = format!("this page in `{language}` is the translation of no page in `{original}`");
            sink.key_or_block(page, None, message)
                .help(format!("give it the path of its original in `{original}`, which may have been moved"))
                .report();
        }
    }
}

/// What makes pages translations of each other: their path, or a key in place of it. A path begins with a slash, which
/// tells the two apart well enough.
fn ties(facts: &PageFacts) -> impl Iterator<Item = &str> {
    [facts.logical_path.as_deref(), facts.translation_key.as_deref()].into_iter().flatten()
}
