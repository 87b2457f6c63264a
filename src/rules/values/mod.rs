//! Values: what the generator reads as something else than was written, or cannot use.

mod fits;
mod reading;
mod remedy;

mod empty_value;
mod not_a_boolean;
mod reinterpreted_value;
mod stray_whitespace;
mod unrendered_template;
mod wrong_type;

use super::{RuleEntry, page_rule};

/// The rules of this group.
pub const RULES: &[RuleEntry] = &[
    page_rule::<reinterpreted_value::ReinterpretedValue>(&reinterpreted_value::META),
    page_rule::<not_a_boolean::NotABoolean>(&not_a_boolean::META),
    page_rule::<wrong_type::WrongType>(&wrong_type::META),
    page_rule::<unrendered_template::UnrenderedTemplate>(&unrendered_template::META),
    page_rule::<stray_whitespace::StrayWhitespace>(&stray_whitespace::META),
    page_rule::<empty_value::EmptyValue>(&empty_value::META),
];
