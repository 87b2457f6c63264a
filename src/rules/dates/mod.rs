//! Dates: unreadable, impossible, out of order, in the future.

mod ambiguous_date;
mod expiry_before_publish;
mod filename_date_mismatch;
mod future_date;
mod impossible_date;
mod integer_date;
mod lastmod_before_date;
mod mixed_zones;
mod repair;
mod stale_lastmod;
mod unparsable_date;

use super::{RuleEntry, page_rule, site_rule};

/// The rules of this group.
pub const RULES: &[RuleEntry] = &[
    site_rule::<unparsable_date::UnparsableDate>(&unparsable_date::META),
    page_rule::<impossible_date::ImpossibleDate>(&impossible_date::META),
    page_rule::<integer_date::IntegerDate>(&integer_date::META),
    site_rule::<ambiguous_date::AmbiguousDate>(&ambiguous_date::META),
    page_rule::<lastmod_before_date::LastmodBeforeDate>(&lastmod_before_date::META),
    page_rule::<expiry_before_publish::ExpiryBeforePublish>(&expiry_before_publish::META),
    page_rule::<filename_date_mismatch::FilenameDateMismatch>(&filename_date_mismatch::META),
    page_rule::<future_date::FutureDate>(&future_date::META),
    page_rule::<mixed_zones::MixedZones>(&mixed_zones::META),
    page_rule::<stale_lastmod::StaleLastmod>(&stale_lastmod::META),
];
