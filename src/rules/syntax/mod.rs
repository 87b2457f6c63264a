//! Syntax: what the generator cannot read, or reads without a word as something else. The readers say what is wrong as
//! plain [`Problem`](crate::front_matter::Problem)s; here they get words, severities and repairs.

mod cause;
mod line;
mod lookalike;

mod duplicate_key;
mod invalid_syntax;
mod invisible_character;
mod keys_differ_by_case;
mod missing_front_matter;
mod not_a_mapping;
mod not_utf8;
mod text_after_delimiter;
mod too_large;
mod unclosed_front_matter;
mod unfinished_merge;
mod unreadable_delimiter;
mod unreadable_file;
mod wrong_format;

use super::{RuleEntry, page_rule};

/// The rules of this group.
pub const RULES: &[RuleEntry] = &[
    page_rule::<invalid_syntax::InvalidSyntax>(&invalid_syntax::META),
    page_rule::<unclosed_front_matter::UnclosedFrontMatter>(&unclosed_front_matter::META),
    page_rule::<unreadable_delimiter::UnreadableDelimiter>(&unreadable_delimiter::META),
    page_rule::<text_after_delimiter::TextAfterDelimiter>(&text_after_delimiter::META),
    page_rule::<wrong_format::WrongFormat>(&wrong_format::META),
    page_rule::<missing_front_matter::MissingFrontMatter>(&missing_front_matter::META),
    page_rule::<not_a_mapping::NotAMapping>(&not_a_mapping::META),
    page_rule::<duplicate_key::DuplicateKey>(&duplicate_key::META),
    page_rule::<keys_differ_by_case::KeysDifferByCase>(&keys_differ_by_case::META),
    page_rule::<invisible_character::InvisibleCharacter>(&invisible_character::META),
    page_rule::<not_utf8::NotUtf8>(&not_utf8::META),
    page_rule::<unreadable_file::UnreadableFile>(&unreadable_file::META),
    page_rule::<too_large::TooLarge>(&too_large::META),
];
