//! Identity: pages that claim one address, and old addresses that claim that of a page.

mod alias_hides_page;
mod duplicate_alias;
mod duplicate_title;
mod duplicate_url;
mod overwritten_page;
mod related_pages;
mod translation_mismatch;

use super::{RuleEntry, site_rule};

/// The rules of this group.
pub const RULES: &[RuleEntry] = &[
    site_rule::<duplicate_url::DuplicateUrl>(&duplicate_url::META),
    site_rule::<overwritten_page::OverwrittenPage>(&overwritten_page::META),
    site_rule::<alias_hides_page::AliasHidesPage>(&alias_hides_page::META),
    site_rule::<duplicate_alias::DuplicateAlias>(&duplicate_alias::META),
    site_rule::<duplicate_title::DuplicateTitle>(&duplicate_title::META),
    site_rule::<translation_mismatch::TranslationMismatch>(&translation_mismatch::META),
];
