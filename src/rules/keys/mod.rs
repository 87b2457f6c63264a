//! Keys: misspelt, without effect, from earlier versions.

mod spelling;
mod theme_words;

mod deprecated_key;
mod ineffective_key;
mod missing_key;
mod misspelt_key;
mod refused_key;
mod unknown_key;

use super::{RuleEntry, page_rule};

/// The rules of this group.
pub const RULES: &[RuleEntry] = &[
    page_rule::<misspelt_key::MisspeltKey>(&misspelt_key::META),
    page_rule::<ineffective_key::IneffectiveKey>(&ineffective_key::META),
    page_rule::<deprecated_key::DeprecatedKey>(&deprecated_key::META),
    page_rule::<missing_key::MissingKey>(&missing_key::META),
    page_rule::<refused_key::RefusedKey>(&refused_key::META),
    page_rule::<unknown_key::UnknownKey>(&unknown_key::META),
];
