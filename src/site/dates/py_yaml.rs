//! Material for MkDocs: a date must be one that PyYAML makes, so it stands without quotes, with two-digit months and days
//! and with seconds; without a zone it is UTC.

use super::fault::{DateFault, FaultKind, explain};
use super::spelling::Spelling;
use super::{Reading, Value, Written, yaml_timestamp};
use crate::front_matter::{Style, Typed};

/// Reads a value as Material's blog plugin does.
pub(super) fn read(written: &Written<'_>) -> Reading {
    match &written.value {
        // A day that does not exist stops PyYAML before this.
        Value::Scalar(Typed::Date(text)) => yaml_timestamp::read_strict(text).map_or(Reading::Unknown, Reading::Moment),
        Value::Scalar(Typed::Str(text)) => Reading::Fault(fault_of_text(text, written.style)),
        // A map names several dates: `created`, `updated`.
        Value::Map { .. } => Reading::Unknown,
        _ => written.wrong_type(),
    }
}

fn fault_of_text(text: &str, style: Style) -> DateFault {
    let suggestion = if is_timestamp(text) { Some(text.to_owned()) } else { None };
    let fault = explain(text, &is_timestamp);
    match suggestion.or_else(|| fault.suggestion.clone()) {
        Some(date) if style != Style::Plain => DateFault {
            kind: FaultKind::Quoted,
            reason: "a date in quotes is text here, and no date".to_owned(),
            suggestion: Some(date),
        },
        _ => fault,
    }
}

/// Whether PyYAML makes a date of `text` without quotes. A time may have a one-digit hour and then the day one digit too,
/// but nobody is told to write that.
fn is_timestamp(text: &str) -> bool {
    let Some(spelling) = Spelling::of(text) else { return false };
    let two = |digits: &str| digits.len() == 2;
    let is_padded = two(spelling.numbers[1]) && two(spelling.numbers[2]);
    let is_whole = spelling.time.is_none_or(|time| {
        let is_gap = matches!(time.before, "T" | "t") || time.before.trim_matches([' ', '\t']).is_empty();
        // The offset is `+8` or `+08:00`; `+0800` is not known to PyYAML.
        let is_zone = time.zone.is_none_or(|(_, zone)| zone != "z" && (zone.contains(':') || zone.len() <= 3));
        is_gap
            && is_zone
            && two(time.minute)
            && time.second.is_some_and(two)
            && !matches!(time.fraction, Some((',', _)))
    });
    is_padded && is_whole && yaml_timestamp::read_strict(text).is_some()
}
