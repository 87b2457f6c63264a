//! Why a generator refuses a date, in the writer's words, and what it would take instead.

use super::civil::{Civil, MONTHS, days_in_month};
use super::spelling::{Spelling, Time, offset_of};
use super::zone_text;

/// A value that a generator does not take as a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The same in the writer's words: `the day has three digits`.
    pub reason: String,
    /// The text that this generator takes for the same date; only where it is certain which date is meant. It replaces the
    /// text; with [`FaultKind::Quoted`] the quotes too.
    pub suggestion: Option<String>,
}

/// What is wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// Not recognisable as a date, or in an order that cannot be told.
    NotADate,
    /// A day that the month does not have, or a month that the year does not have.
    ImpossibleDay,
    /// A time that the clock does not have.
    ImpossibleTime,
    /// A month, day, minute or second without its leading zero.
    MissingPadding,
    /// Another sign between the numbers than this generator wants.
    WrongSeparator,
    /// A time without seconds, where this generator needs them.
    MissingSeconds,
    /// A zone in a form that this generator does not read.
    WrongZone,
    /// The right numbers in another order or with words: `Jan 2, 2024`.
    WrongOrder,
    /// A date in quotes, where this generator wants none (Material).
    Quoted,
    /// A list, a number, a boolean, nothing.
    WrongType,
}

/// Says why `text` is refused by a generator that takes what `accepts` says.
pub(super) fn explain(text: &str, accepts: &dyn Fn(&str) -> bool) -> DateFault {
    let plain = in_ascii(text);
    let mut fault = match Spelling::of(&plain) {
        Some(spelling) if spelling.is_year_first() => explain_spelling(&spelling, accepts),
        Some(spelling) => explain_other_order(&spelling, accepts),
        None => explain_words(&plain, accepts),
    };
    // The numbers are right, so it is a look-alike sign that is wrong: a full-width digit, a dash, `年`, a blank.
    if plain != text && accepts(&plain) {
        fault.kind = FaultKind::WrongSeparator;
        fault.reason = unusual_sign(text);
        fault.suggestion = Some(plain);
    }
    fault
}

/// The fault of a value that is no date at all; `what` says what it is.
pub(super) fn wrong_type(what: &str) -> DateFault {
    DateFault { kind: FaultKind::WrongType, reason: format!("{what} is not a date"), suggestion: None }
}

/// `30 February does not exist`, `there is no month 13`, if the day is not in the calendar.
pub(super) fn impossible_day(year: i64, month: u8, day: u8) -> Option<DateFault> {
    if Civil::day(year, month, day).is_some() {
        return None;
    }
    let reason = match month {
        1..=12 if day == 0 => "there is no day 0".to_owned(),
        1..=12 if day > 31 => format!("no month has {day} days"),
        2 if day == 29 => format!("29 February {year} does not exist: it is no leap year"),
        1..=12 => {
            format!("{day} {} does not exist: it has {} days", MONTHS[month as usize - 1], days_in_month(year, month))
        }
        _ => format!("there is no month {month}"),
    };
    Some(DateFault { kind: FaultKind::ImpossibleDay, reason, suggestion: None })
}

fn explain_spelling(spelling: &Spelling<'_>, accepts: &dyn Fn(&str) -> bool) -> DateFault {
    let [_, month, day] = spelling.numbers;
    let clock = spelling
        .time
        .map(|time| [("hour", time.hour), ("minute", time.minute), ("second", time.second.unwrap_or("0"))]);
    for (name, digits) in [("month", month), ("day", day)].into_iter().chain(clock.into_iter().flatten()) {
        if digits.len() > 2 {
            return too_long(name, digits);
        }
    }
    let Some(date) = spelling.day() else { return not_a_date("the year is too large".to_owned()) };
    if let Some(fault) = impossible_day(date.0, date.1, date.2) {
        return fault;
    }
    if let Some(fault) = spelling.time.and_then(|time| impossible_time(&time)) {
        return fault;
    }
    let (kind, reason) = first_difference(spelling, accepts);
    DateFault { kind, reason, suggestion: canonical(spelling, date).into_iter().find(|text| accepts(text)) }
}

fn too_long(name: &str, digits: &str) -> DateFault {
    let count = match digits.len() {
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        5 => "five".to_owned(),
        more => more.to_string(),
    };
    not_a_date(format!("the {name} has {count} digits"))
}

/// The first thing in which a possible date differs from the plain form `2024-01-02 03:04:05+08:00`.
fn first_difference(spelling: &Spelling<'_>, accepts: &dyn Fn(&str) -> bool) -> (FaultKind, String) {
    let [_, month, day] = spelling.numbers;
    if spelling.separators != ['-', '-'] {
        let reason = "hyphens stand between year, month and day, as in 2024-01-02".to_owned();
        return (FaultKind::WrongSeparator, reason);
    }
    let short: Vec<&str> =
        [("month", month), ("day", day)].iter().filter(|(_, n)| n.len() < 2).map(|(w, _)| *w).collect();
    if !short.is_empty() {
        return (FaultKind::MissingPadding, need_two_digits(&short));
    }
    let Some(time) = spelling.time else {
        return (FaultKind::NotADate, "this generator does not read a date in this form".to_owned());
    };
    if !matches!(time.before, "T" | " ") && !accepts_gap(spelling, &time, accepts) {
        let reason = "a blank or a capital T stands between day and time".to_owned();
        return (FaultKind::WrongSeparator, reason);
    }
    let Some(second) = time.second else {
        return (FaultKind::MissingSeconds, "the time needs seconds, as in 03:04:00".to_owned());
    };
    let short: Vec<&str> =
        [("minute", time.minute), ("second", second)].iter().filter(|(_, n)| n.len() < 2).map(|(w, _)| *w).collect();
    if !short.is_empty() {
        return (FaultKind::MissingPadding, need_two_digits(&short));
    }
    match time.zone {
        Some(("", "z")) => (FaultKind::WrongZone, "the Z must be a capital letter".to_owned()),
        Some((_, zone)) if is_half_day(zone) => {
            (FaultKind::WrongZone, "the time counts to 24, without am and pm".to_owned())
        }
        Some(_) => (FaultKind::WrongZone, "a zone is written as Z or +08:00 behind the seconds".to_owned()),
        None => (FaultKind::NotADate, "this generator does not read a date with a time in this form".to_owned()),
    }
}

/// Whether the sign between day and time is fine for this generator (several blanks, a small `t`).
fn accepts_gap(spelling: &Spelling<'_>, time: &Time<'_>, accepts: &dyn Fn(&str) -> bool) -> bool {
    let [year, month, day] = spelling.numbers;
    accepts(&format!("{year}-{month:0>2}-{day:0>2}{}03:04:05", time.before))
}

fn need_two_digits(which: &[&str]) -> String {
    match which {
        [one] => format!("the {one} needs two digits"),
        _ => format!("{} need two digits", which.join(" and ")),
    }
}

fn is_half_day(zone: &str) -> bool {
    let zone = zone.to_ascii_lowercase();
    zone.starts_with("am") || zone.starts_with("pm")
}

/// The date in the plain forms, the one nearest to what is written first. None where the zone cannot be read.
fn canonical(spelling: &Spelling<'_>, (year, month, day): (i64, u8, u8)) -> Vec<String> {
    let date = format!("{year:04}-{month:02}-{day:02}");
    let Some(time) = spelling.time else { return vec![date] };
    let zones = match time.zone {
        None => vec![String::new()],
        Some((_, "Z" | "z" | "UTC" | "GMT")) => vec!["Z".to_owned()],
        Some((blanks, zone)) => match offset_of(zone) {
            Some(offset) if zone.contains(':') => {
                vec![format!("{blanks}{}", zone_text(offset, ":")), zone_text(offset, ":")]
            }
            Some(offset) => vec![format!("{blanks}{}", zone_text(offset, "")), zone_text(offset, ":")],
            None => return Vec::new(),
        },
    };
    let between = if time.before.trim().eq_ignore_ascii_case("t") { 'T' } else { ' ' };
    let second = time.second.unwrap_or("00");
    let fraction = time.fraction.map(|(_, digits)| format!(".{digits}")).unwrap_or_default();
    let clock = format!("{:0>2}:{:0>2}:{second:0>2}{fraction}", time.hour, time.minute);
    let forms = [between, 'T', ' '];
    forms
        .iter()
        .flat_map(|between| zones.iter().map(move |zone| (between, zone)))
        .map(|(between, zone)| format!("{date}{between}{clock}{zone}"))
        .collect()
}

fn impossible_time(time: &Time<'_>) -> Option<DateFault> {
    let clock = [("hour", time.hour, 23), ("minute", time.minute, 59), ("second", time.second.unwrap_or("0"), 59)];
    let (name, digits, _) = clock.iter().find(|(_, digits, last)| digits.parse::<u32>().map_or(true, |n| n > *last))?;
    let reason = format!("there is no {name} {digits}");
    Some(DateFault { kind: FaultKind::ImpossibleTime, reason, suggestion: None })
}

/// `01/02/2024`: the year comes last, or is short.
fn explain_other_order(spelling: &Spelling<'_>, accepts: &dyn Fn(&str) -> bool) -> DateFault {
    let [first, second, third] = spelling.numbers;
    if first.len() > 4 {
        return too_long("year", first);
    }
    let reason = "the year comes first, with four digits, then month and day: 2024-01-31".to_owned();
    let fault = |suggestion| DateFault { kind: FaultKind::WrongOrder, reason: reason.clone(), suggestion };
    if spelling.time.is_some() || third.len() != 4 {
        return fault(None);
    }
    // Only a number above 12 gives away which of the two is the day.
    let numbers = (first.parse::<u8>(), second.parse::<u8>(), third.parse::<i64>());
    let (Ok(first), Ok(second), Ok(year)) = numbers else { return fault(None) };
    let (month, day) = match (first, second) {
        (1..=12, 13..=31) => (first, second),
        (13..=31, 1..=12) => (second, first),
        _ if first == second => (first, second),
        _ => return fault(None),
    };
    if let Some(impossible) = impossible_day(year, month, day) {
        return impossible;
    }
    fault(Some(format!("{year:04}-{month:02}-{day:02}")).filter(|text| accepts(text)))
}

/// `Jan 2, 2024`, `2 January 2024`: with the month in words the date is certain.
fn explain_words(text: &str, accepts: &dyn Fn(&str) -> bool) -> DateFault {
    if let Some(hyphened) = with_hyphens(text).filter(|text| accepts(text)) {
        let reason = "hyphens stand between year, month and day, as in 2024-01-02".to_owned();
        return DateFault { kind: FaultKind::WrongSeparator, reason, suggestion: Some(hyphened) };
    }
    if is_month(text) {
        return not_a_date("the day is missing".to_owned());
    }
    let Some((year, month, day)) = date_in_words(text) else {
        return not_a_date("it is not written as year, month and day".to_owned());
    };
    if let Some(fault) = impossible_day(year, month, day) {
        return fault;
    }
    DateFault {
        kind: FaultKind::WrongOrder,
        reason: "the month is a number here, and the year comes first: 2024-01-31".to_owned(),
        suggestion: Some(format!("{year:04}-{month:02}-{day:02}")).filter(|text| accepts(text)),
    }
}

/// `20240102` with its hyphens, if it is a day of this or the last century and not just any number.
fn with_hyphens(text: &str) -> Option<String> {
    let is_recent = text.len() == 8 && (text.starts_with("19") || text.starts_with("20"));
    if !is_recent || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
}

/// `2024-01`.
fn is_month(text: &str) -> bool {
    text.split_once(['-', '/', '.']).is_some_and(|(year, month)| {
        year.len() == 4
            && (1..=2).contains(&month.len())
            && [year, month].iter().all(|n| n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The date of three words: the month's English name, a day and a year of four digits.
fn date_in_words(text: &str) -> Option<(i64, u8, u8)> {
    let words: Vec<&str> = text.split([' ', ',', '.', '-', '/']).filter(|word| !word.is_empty()).collect();
    let (month, day, year) = match words[..] {
        [day, month, year] if month_of(month).is_some() => (month, day, year),
        [month, day, year] => (month, day, year),
        _ => return None,
    };
    let (day, year) = if day.len() == 4 { (year, day) } else { (day, year) };
    let day = ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day);
    (year.len() == 4).then_some(())?;
    Some((year.parse().ok()?, month_of(month)?, day.parse().ok()?))
}

fn month_of(word: &str) -> Option<u8> {
    let word = word.to_ascii_lowercase();
    let number = MONTHS.iter().position(|name| {
        word.eq_ignore_ascii_case(name)
            || word == name[..3].to_ascii_lowercase()
            || word == "sept" && *name == "September"
    })?;
    Some(number as u8 + 1)
}

fn not_a_date(reason: String) -> DateFault {
    DateFault { kind: FaultKind::NotADate, reason, suggestion: None }
}

/// The text with look-alikes of digits, hyphens, colons and blanks replaced, and `年月日` by hyphens.
fn in_ascii(text: &str) -> String {
    let replaced: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{feff}' | '\u{200b}' | '日'))
        .map(|c| match c {
            '０'..='９' => char::from(b'0' + (u32::from(c) - u32::from('０')) as u8),
            '－' | '‐' | '‑' | '–' | '—' | '−' | '年' | '月' => '-',
            '：' => ':',
            '／' => '/',
            '\u{a0}' | '\u{3000}' => ' ',
            other => other,
        })
        .collect();
    let trimmed = replaced.trim();
    // `2024年1月2日`: the numbers want their zeros too.
    match Spelling::of(trimmed) {
        Some(spelling) if text.contains('年') && spelling.is_year_first() => {
            let [year, month, day] = spelling.numbers;
            let length = year.len() + month.len() + day.len() + 2;
            format!("{year}-{month:0>2}-{day:0>2}{}", &trimmed[length..])
        }
        _ => trimmed.to_owned(),
    }
}

/// What is unusual about a text that is a date but for its signs.
fn unusual_sign(text: &str) -> String {
    match text.chars().find(|c| !c.is_ascii()) {
        Some('\u{feff}' | '\u{200b}') => "an invisible character stands in it".to_owned(),
        Some('\u{a0}' | '\u{3000}') => "a blank of another kind than the space bar's stands in it".to_owned(),
        Some('年') => "hyphens stand between year, month and day, as in 2024-01-02".to_owned(),
        Some(c) => format!("`{c}` is not the plain character"),
        None if text.ends_with('\n') => "a line end stands behind it".to_owned(),
        None => "blanks stand around it, inside the quotes".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Reading, Written, Zone, read};
    use super::*;
    use crate::front_matter::{Format, Style, Typed};
    use crate::profile::DateReading;

    /// What Hugo's fault with `text` is: the reason, and the suggestion or "".
    fn fault(text: &str) -> (FaultKind, String, String) {
        let written = Written::scalar(Typed::Str(text.into()), Style::Plain, Format::Yaml);
        match read(&written, DateReading::Hugo, Zone::Utc) {
            Reading::Fault(fault) => (fault.kind, fault.reason, fault.suggestion.unwrap_or_default()),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn says_what_is_wrong_and_what_to_type() {
        use FaultKind::*;
        for (text, kind, reason, suggestion) in [
            ("2024-03-012T10:15:00+08:00", NotADate, "the day has three digits", ""),
            ("2024-3-7", MissingPadding, "month and day need two digits", "2024-03-07"),
            ("2024-03-7", MissingPadding, "the day needs two digits", "2024-03-07"),
            ("2023-02-30", ImpossibleDay, "30 February does not exist: it has 28 days", ""),
            ("2023-02-29", ImpossibleDay, "29 February 2023 does not exist: it is no leap year", ""),
            ("2024-13-01", ImpossibleDay, "there is no month 13", ""),
            ("2024-01-02 03:04", MissingSeconds, "the time needs seconds, as in 03:04:00", "2024-01-02 03:04:00"),
            ("2024-01-02T24:00:00Z", ImpossibleTime, "there is no hour 24", ""),
            ("2024-01-02T03:04:05z", WrongZone, "the Z must be a capital letter", "2024-01-02T03:04:05Z"),
            ("2024-01", NotADate, "the day is missing", ""),
        ] {
            assert_eq!(fault(text), (kind, reason.to_owned(), suggestion.to_owned()), "{text}");
        }
    }

    #[test]
    fn suggests_only_what_is_certain() {
        for (text, suggestion) in [
            ("2024/1/2", "2024-01-02"),
            ("2024年1月2日", "2024-01-02"),
            ("Jan 2, 2024", "2024-01-02"),
            ("20240102", "2024-01-02"),
            ("20249999", ""),
            ("13/01/2024", "2024-01-13"),
            ("01/02/2024", ""),
            ("1/2/24", ""),
            ("2024-01-02 03:04:05+8", "2024-01-02 03:04:05+0800"),
            ("2024-01-02 03:04:05+080", ""),
            ("2024-01-02 03:04:05 CST", ""),
            ("2024-1-2 3:4 pm", ""),
            ("tomorrow", ""),
        ] {
            assert_eq!(fault(text).2, suggestion, "{text}");
        }
    }
}
