//! JSON Schema: pages that violate theirs, schemas that are wrong themselves.

mod invalid_schema;
mod schema_violation;

use super::{RuleEntry, file_rule, page_rule};

/// The rules of this group.
pub const RULES: &[RuleEntry] = &[
    page_rule::<schema_violation::SchemaViolation>(&schema_violation::META),
    file_rule::<invalid_schema::InvalidSchema>(&invalid_schema::META),
];
