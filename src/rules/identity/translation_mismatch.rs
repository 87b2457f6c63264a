//! `identity/translation-mismatch`

use serde::Deserialize;

use crate::finding::Severity;
use crate::profile::pages::PageKind;
use crate::rules::{FixKind, Group, Groups, RuleMeta, Sink, SiteRule};
use crate::site::{IndexedPage, PageFacts, Publication, Site};

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
    fn groups(&self, (_, facts): IndexedPage<'_>, _site: &Site, groups: &mut Groups<'_>) {
        tie(facts).into_iter().for_each(|tie| groups.add(&[tie]));
    }

    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>) {
        let Some(original) = site.config.languages.first() else { return };
        let is_original = |(_, facts): &&IndexedPage<'_>| facts.language.as_ref() == Some(original);
        if group.pages.iter().any(|page| is_original(&page)) {
            return;
        }
        for (page, facts) in group.pages {
            let is_judged = page.kind.is_content() || matches!(page.kind, PageKind::Home | PageKind::BranchBundle);
            let Some(language) = facts.language.as_deref().filter(|_| is_judged) else { continue };
            if facts.publication == Publication::Hidden {
                continue;
            }
            let message = format!("this page in `{language}` is the translation of no page in `{original}`");
            sink.key_or_block(page, None, message)
                .help(format!("give it the path of its original in `{original}`, which may have been moved"))
                .report();
        }
    }
}

/// What makes pages translations of each other: a key (Hugo `translationKey`), else their path. A path begins with a
/// slash, which tells the two apart well enough.
fn tie(facts: &PageFacts) -> Option<&str> {
    facts.translation_key.as_deref().or(facts.logical_path.as_deref())
}
