//! Zola: a TOML date, or a text that is one; without a zone it is UTC. Read from Zola's source (0.19 to 0.22), not run.

use std::sync::LazyLock;

use regex::Regex;

use super::fault::explain;
use super::spelling::Spelling;
use super::{Reading, Value, Written, yaml_timestamp};
use crate::front_matter::{Style, Typed};

/// The timestamps of YAML that Zola has taken since 0.19, in texts of either format: month, day and hour may have one
/// digit, a zone may have no minutes and a blank before it.
static YAML: LazyLock<Regex> = LazyLock::new(|| {
    let time = r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{0,9})?[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?)?";
    Regex::new(&format!(r"^[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?:(?:[Tt]|[ \t]+){time})?$")).expect("a valid pattern")
});

/// Reads a value as Zola does.
pub(super) fn read(written: &Written<'_>) -> Reading {
    let text = match &written.value {
        Value::Scalar(Typed::Null) => return Reading::Absent,
        Value::Scalar(Typed::Date(_)) if written.style == Style::LocalTime => return written.wrong_type(),
        Value::Scalar(Typed::Str(text) | Typed::Date(text)) => text,
        _ => return written.wrong_type(),
    };
    if is_toml_date(text) {
        return yaml_timestamp::read_strict(text).map_or(Reading::Unknown, Reading::Moment);
    }
    if YAML.is_match(text)
        && let Some(moment) = yaml_timestamp::read_strict(text)
    {
        return Reading::Moment(moment);
    }
    if may_be_a_timestamp(text) {
        return Reading::Unknown;
    }
    Reading::Fault(explain(text, &is_toml_date))
}

/// `2024-01-02`, with a time down to seconds behind `T`, `t` or a blank, and a zone `Z` or `+08:00` right behind that.
fn is_toml_date(text: &str) -> bool {
    let Some(spelling) = Spelling::of(text) else { return false };
    let two = |digits: &str| digits.len() == 2;
    let is_whole = spelling.time.is_none_or(|time| {
        let is_zone = time.zone.is_none_or(|(blanks, zone)| {
            blanks.is_empty() && (zone.eq_ignore_ascii_case("z") || (zone.len() == 6 && zone.contains(':')))
        });
        let is_clock = two(time.hour) && two(time.minute) && time.second.is_some_and(two);
        matches!(time.before, "T" | "t" | " ") && is_clock && is_zone && !matches!(time.fraction, Some((',', _)))
    });
    two(spelling.numbers[1]) && two(spelling.numbers[2]) && is_whole && yaml_timestamp::read_strict(text).is_some()
}

/// What is left of YAML's timestamps (no seconds, a comma before the fraction): versions differ.
fn may_be_a_timestamp(text: &str) -> bool {
    let has_time = Spelling::of(text).is_some_and(|spelling| spelling.time.is_some());
    has_time && yaml_timestamp::read_strict(text).is_some()
}
