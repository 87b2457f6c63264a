//! Which plain scalars are timestamps, and which of those name no day.

use std::sync::LazyLock;

use regex::Regex;

use super::YamlParser;

/// The timestamp of the YAML 1.1 type repository, as js-yaml and PyYAML have it.
static STRICT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:\d{4}-\d\d-\d\d|",
        r"\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?))?)$"
    ))
});

/// Psych's timestamp: time and offset may be looser, a year may be negative.
static PSYCH_TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$")
});

/// Psych's date, before it asks the calendar.
static PSYCH_DATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$"));

/// SafeYAML's date: two digits each.
static SAFE_DATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{4}-\d\d-\d\d$"));

/// The npm package's timestamp, which Hexo switches on: one digit will do, a fraction needs digits.
static NPM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\d{4}-\d{1,2}-\d{1,2}(?:(?:t|T|[ \t]+)\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?",
        r"(?:[ \t]*(?:Z|[-+][012]?\d(?::\d{2})?))?)?$"
    ))
});

fn pattern(pattern: &str) -> Regex {
    Regex::new(&pattern.replace(r"\d", "[0-9]")).expect("the pattern is fixed, and a test compiles it")
}

/// Whether the parser makes a date of `text`.
pub(super) fn is_date(text: &str, parser: YamlParser) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return false;
    }
    match parser {
        YamlParser::Goccy | YamlParser::NpmYaml | YamlParser::SerdeYaml => false,
        YamlParser::HexoYaml => NPM.is_match(text),
        YamlParser::JsYaml3 | YamlParser::JsYaml4 => STRICT.is_match(text) && !has_tight_offset(text),
        YamlParser::PyYaml => STRICT.is_match(text) && !has_tight_offset(text),
        YamlParser::Psych => {
            (PSYCH_TIME.is_match(text) && exists(text, Calendar::RubyTime))
                || (PSYCH_DATE.is_match(text) && exists(text, Calendar::Day))
        }
        YamlParser::SafeYaml => {
            (PSYCH_TIME.is_match(text) && exists(text, Calendar::RubyDateTime))
                || (SAFE_DATE.is_match(text) && exists(text, Calendar::Day))
        }
    }
}

/// What of a timestamp does not exist: PyYAML hands it to Python, which refuses.
pub(super) fn python_refuses(text: &str) -> bool {
    is_date(text, YamlParser::PyYaml) && !exists(text, Calendar::Python)
}

/// `+0800` without a colon: only Psych and SafeYAML read it as an offset.
fn has_tight_offset(text: &str) -> bool {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 4 && text.len() > 10 && matches!(text.as_bytes()[text.len() - 5], b'+' | b'-')
}

/// Whose idea of a date counts.
#[derive(Clone, Copy, PartialEq)]
enum Calendar {
    /// Days of the Gregorian calendar.
    Day,
    /// Ruby's `Time`: any day up to 31, hour 24 on the hour, second 60.
    RubyTime,
    /// Ruby's `DateTime`: a real day, hour 24 on the hour, second 60.
    RubyDateTime,
    /// Python's `datetime`: a real day from year 1 on, hours to 23, seconds to 59.
    Python,
}

fn exists(text: &str, calendar: Calendar) -> bool {
    let mut numbers = text.trim_start_matches('-').split(|c: char| !c.is_ascii_digit());
    let mut next = || numbers.find(|part| !part.is_empty()).and_then(|part| part.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (next(), next(), next()) else { return false };
    let (hour, minute, second) = (next().unwrap_or(0), next().unwrap_or(0), next().unwrap_or(0));
    let is_day = (1..=12).contains(&month) && day >= 1 && day <= days_in(month, year);
    let is_clock = |hours, seconds| hour <= hours && minute <= 59 && second <= seconds;
    let is_midnight = hour < 24 || (minute == 0 && second == 0);
    match calendar {
        Calendar::Day => is_day,
        Calendar::RubyTime => (1..=12).contains(&month) && (1..=31).contains(&day) && is_clock(24, 60) && is_midnight,
        Calendar::RubyDateTime => is_day && is_clock(24, 60) && is_midnight,
        Calendar::Python => is_day && year >= 1 && is_clock(23, 59),
    }
}

fn days_in(month: u32, year: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
