//! Whether a value is of the kind that a key wants.

use crate::front_matter::{NodeRef, Typed};
use crate::profile::keys::KeyKind;

/// Whether `value` is of this kind, or is judged by another rule (dates, terms, booleans). What is written as nothing
/// fits everywhere.
pub fn fits(value: NodeRef<'_>, kind: KeyKind) -> bool {
    let Some(scalar) = value.scalar() else { return fits_collection(value, kind) };
    if takes_any_scalar(kind) {
        return true;
    }
    let typed = value.typed().unwrap_or(Typed::Null);
    if typed == Typed::Null {
        return true;
    }
    let is_text = matches!(typed, Typed::Str(_));
    match kind {
        KeyKind::TextOnly => is_text || typed == Typed::Bool(false),
        KeyKind::TypedText => is_typed_text(value),
        KeyKind::BooleanOnly => matches!(typed, Typed::Bool(_)),
        KeyKind::Unsigned => matches!(typed, Typed::Int(0..)),
        KeyKind::Integer => match &typed {
            Typed::Int(_) | Typed::Bool(_) => true,
            Typed::Float(number) => number.fract() == 0.0,
            Typed::Str(text) => text.trim().is_empty() || text.parse::<i128>().is_ok(),
            _ => false,
        },
        KeyKind::Number => match &typed {
            Typed::Int(_) | Typed::Float(_) => true,
            Typed::Str(text) => text.trim().is_empty() || text.parse::<f64>().is_ok(),
            _ => false,
        },
        KeyKind::TextOnlyList | KeyKind::TypedTextList => false,
        KeyKind::List | KeyKind::Map | KeyKind::MapList | KeyKind::MapOrMapList => scalar.text.is_empty(),
        KeyKind::BooleanOrMap => !is_text,
        KeyKind::TextFalseOrMap => is_text || matches!(typed, Typed::Bool(false) | Typed::Int(0)),
        KeyKind::OneOf(values) => values.contains(&&*scalar.text),
        KeyKind::OneOfIgnoringCase(values) => values.iter().any(|value| value.eq_ignore_ascii_case(&scalar.text)),
        KeyKind::BooleanOrOneOf(values) => matches!(typed, Typed::Bool(_)) || values.contains(&&*scalar.text),
        KeyKind::Menus => is_text,
        _ => true,
    }
}

/// Whether no scalar is of the wrong kind, so that none needs to be typed.
fn takes_any_scalar(kind: KeyKind) -> bool {
    matches!(
        kind,
        KeyKind::Text | KeyKind::Boolean | KeyKind::Date | KeyKind::ListOrText | KeyKind::Terms | KeyKind::Any
    )
}

fn fits_collection(value: NodeRef<'_>, kind: KeyKind) -> bool {
    let is_list_of_maps = value.is_list() && value.items().all(NodeRef::is_map);
    if !value.is_list() && !value.is_map() {
        return true;
    }
    match kind {
        KeyKind::List | KeyKind::ListOrText => value.is_list(),
        KeyKind::TextOnlyList => {
            value.is_list() && value.items().all(|item| matches!(item.typed(), Some(Typed::Str(_))))
        }
        KeyKind::TypedTextList => value.is_list() && value.items().all(is_typed_text),
        KeyKind::Map | KeyKind::BooleanOrMap | KeyKind::TextFalseOrMap => value.is_map(),
        KeyKind::MapList => is_list_of_maps,
        KeyKind::MapOrMapList => value.is_map() || is_list_of_maps,
        KeyKind::Text
        | KeyKind::TextOnly
        | KeyKind::TypedText
        | KeyKind::BooleanOnly
        | KeyKind::Unsigned
        | KeyKind::Integer
        | KeyKind::Number
        | KeyKind::OneOf(_)
        | KeyKind::OneOfIgnoringCase(_)
        | KeyKind::BooleanOrOneOf(_) => false,
        _ => true,
    }
}

/// Whether serde takes a value for text: in YAML any scalar, in TOML only text.
fn is_typed_text(value: NodeRef<'_>) -> bool {
    let is_yaml = value.tree().yaml.is_some();
    value.scalar().is_some() && (is_yaml || matches!(value.typed(), Some(Typed::Str(_))))
}

/// Whether the whole of a value is a template. One inside a text may be what the page is about.
pub fn is_template(text: &str) -> bool {
    let text = text.trim_start();
    if !text.starts_with(['{', '<']) {
        return false;
    }
    let text = text.trim_end();
    let marks = [("{{", "}}"), ("{%", "%}"), ("<%", "%>")];
    marks.iter().any(|(open, close)| text.len() > 4 && text.starts_with(open) && text.ends_with(close))
}
