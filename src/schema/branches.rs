//! `anyOf` and `oneOf`: which of the alternatives the writer meant.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

/// What is left of an error when alternatives are looked into.
pub(super) enum Leaf<'e> {
    /// One error that stands for itself.
    Error(&'e ValidationError<'static>),
    /// The value has none of several types.
    Types(&'e ValidationError<'static>, Vec<&'e TypeKind>),
    /// The value is none of several values.
    Values(&'e ValidationError<'static>, Vec<Value>),
    /// None of several keys is there.
    OneMissing(&'e ValidationError<'static>, Vec<String>),
}

/// Looks into the alternatives of `error`, and theirs in turn, and adds what is to be told to `leaves`.
pub(super) fn leaves<'e>(error: &'e ValidationError<'static>, leaves_out: &mut Vec<Leaf<'e>>) {
    let (Kind::AnyOf { context } | Kind::OneOfNotValid { context }) = error.kind() else {
        leaves_out.push(Leaf::Error(error));
        return;
    };
    if let Some(summary) = summary(error, context) {
        leaves_out.push(summary);
        return;
    }
    match context.iter().min_by_key(|branch| distance(branch, error)) {
        Some(branch) => branch.iter().for_each(|inner| leaves(inner, leaves_out)),
        None => leaves_out.push(Leaf::Error(error)),
    }
}

/// Whether `error` says that something is missing, which a half-read block cannot prove.
pub(super) fn is_about_absence(error: &ValidationError<'static>) -> bool {
    match error.kind() {
        Kind::Required { .. } | Kind::MinProperties { .. } | Kind::MinItems { .. } | Kind::Contains => true,
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            context.iter().any(|branch| !branch.is_empty() && branch.iter().all(is_about_absence))
        }
        _ => false,
    }
}

/// One sentence for all alternatives, where they fail in the same way.
fn summary<'e>(error: &'e ValidationError<'static>, context: &'e [Vec<ValidationError<'static>>]) -> Option<Leaf<'e>> {
    let here = |inner: &ValidationError<'static>| inner.instance_path() == error.instance_path();
    let firsts: Vec<&ValidationError<'static>> = context
        .iter()
        .map(|branch| match branch.as_slice() {
            [only] if here(only) => Some(only),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let types = firsts.iter().map(|inner| match inner.kind() {
        Kind::Type { kind } => Some(kind),
        _ => None,
    });
    if let Some(types) = types.collect::<Option<Vec<_>>>() {
        return Some(Leaf::Types(error, types));
    }
    let values = firsts.iter().map(|inner| match inner.kind() {
        Kind::Enum { options } => options.as_array().cloned(),
        Kind::Constant { expected_value } => Some(vec![expected_value.as_ref().clone()]),
        _ => None,
    });
    if let Some(values) = values.collect::<Option<Vec<_>>>() {
        return Some(Leaf::Values(error, values.concat()));
    }
    let missing = firsts.iter().map(|inner| match inner.kind() {
        Kind::Required { property } => property.as_str().map(str::to_owned),
        _ => None,
    });
    missing.collect::<Option<Vec<_>>>().map(|names| Leaf::OneMissing(error, names))
}

/// How far a value is from an alternative: one of another type is far away, one whose `type: x` says otherwise too, then
/// the number of mistakes counts.
fn distance(branch: &[ValidationError<'static>], error: &ValidationError<'static>) -> (bool, bool, usize) {
    let here = |inner: &ValidationError<'static>| inner.instance_path() == error.instance_path();
    let other_type = branch.iter().any(|inner| here(inner) && matches!(inner.kind(), Kind::Type { .. }));
    let other_kind = branch.iter().any(|inner| matches!(inner.kind(), Kind::Constant { .. } | Kind::Enum { .. }));
    (other_type, other_kind, branch.len())
}
