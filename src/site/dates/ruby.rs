//! Jekyll: the value becomes text and goes through Ruby's `Time.parse`. A YAML timestamp has become a time already, in UTC
//! where it names no zone. Checked against Jekyll 4.3 with Ruby 3.1.

use super::civil::{Civil, days_in_month, is_leap_year};
use super::fault::explain;
use super::ruby_text::{Found, LONGEST, Sought, find};
use super::zone::Zone;
use super::{Moment, Note, Precision, Reading, Value, Written, yaml_timestamp};
use crate::front_matter::Typed;
use std::borrow::Cow;

/// Reads a value as Jekyll does.
pub(super) fn read(written: &Written<'_>, zone: Zone) -> Reading {
    let text: Cow<'_, str> = match &written.value {
        // Ruby's words for an empty list and map hold no date.
        Value::List { empty: true } | Value::Map { empty: true } | Value::Scalar(Typed::Null) => {
            return written.wrong_type();
        }
        Value::List { .. } | Value::Map { .. } => return Reading::Unknown,
        Value::Scalar(Typed::Date(text)) => match yaml_timestamp::read_rolling(text) {
            Some(moment) if moment.precision != Precision::Day => return Reading::Moment(moment),
            _ => Cow::Borrowed(text),
        },
        Value::Scalar(Typed::Str(text)) => Cow::Borrowed(text),
        Value::Scalar(Typed::Int(number)) => Cow::Owned(number.to_string()),
        // Ruby writes these as Rust does; others with an exponent.
        Value::Scalar(Typed::Float(number)) if (1e-4..1e16).contains(&number.abs()) => {
            Cow::Owned(format!("{number:?}"))
        }
        Value::Scalar(Typed::Float(_)) => return Reading::Unknown,
        Value::Scalar(Typed::Bool(truth)) => Cow::Owned(truth.to_string()),
    };
    match read_text(&text, zone) {
        Reading::Fault(_) if !matches!(written.value, Value::Scalar(Typed::Str(_) | Typed::Date(_))) => {
            written.wrong_type()
        }
        reading => reading,
    }
}

/// Stands for the day of the build, to see whether a date without a year would do at all.
const SOME_DAY: Civil = Civil { year: 2026, month: 6, day: 15, hour: 12, minute: 0, second: 0, nanosecond: 0 };

fn read_text(text: &str, zone: Zone) -> Reading {
    let refused = || Reading::Fault(explain(text, &|text| matches!(time(text, zone), Parsed::Moment(_))));
    match time(text, zone) {
        Parsed::Moment(moment) => Reading::Moment(moment),
        Parsed::DependsOnToday => Reading::DependsOnToday,
        Parsed::Refused => refused(),
        Parsed::Exotic => Reading::Unknown,
    }
}

enum Parsed {
    Moment(Moment),
    DependsOnToday,
    Refused,
    Exotic,
}

/// `Time.parse(text).localtime`, twice over.
fn time(text: &str, zone: Zone) -> Parsed {
    if text.len() > LONGEST {
        return Parsed::Refused;
    }
    let found = match find(text) {
        Sought::Found(found) => found,
        Sought::Exotic => return Parsed::Exotic,
    };
    if found.year.is_some_and(|year| year.abs() > LAST_YEAR) {
        return Parsed::Exotic;
    }
    if found == (Found { fraction: false, zone: found.zone.clone(), leftover: found.leftover, ..Found::default() }) {
        return Parsed::Refused;
    }
    match (make_time(&found, zone), found.year) {
        (None, _) => Parsed::Refused,
        (Some(_), None) => Parsed::DependsOnToday,
        (Some(moment), Some(_)) => Parsed::Moment(moment),
    }
}

/// Ruby knows no last year; the seconds of later ones do not fit into 64 bits.
const LAST_YEAR: i64 = 200_000_000_000;

/// Puts the numbers together; `None` where one is out of range.
fn make_time(found: &Found, zone: Zone) -> Option<Moment> {
    let today = Civil { year: found.year.unwrap_or(SOME_DAY.year), ..SOME_DAY };
    let filled = fill(found, today);
    let (month, day) = match found.day_of_year {
        Some(number) => day_of_year(filled.year, number)?,
        None => (filled.month, filled.day),
    };
    let clock = Numbers { month, day, ..filled };
    let written_offset = found.zone.as_deref().and_then(|name| zone_offset(name, clock.year, zone));
    let (instant, offset) = match written_offset {
        Some(offset) => (set_back(clock, offset).civil()?.seconds(), offset),
        None => {
            let wall = clock.civil()?;
            let instant = wall.seconds() - i64::from(zone.offset_of_in_ruby(wall));
            (instant, zone.offset_at(instant))
        }
    };
    // A clock a whole day off exists only in theory.
    if offset.abs() >= 86_400 {
        return None;
    }
    // Jekyll writes the time out and parses it again, twice, and what it writes has no seconds in the offset: local mean
    // time (+08:05:43 in Shanghai before 1901) drifts by them each time.
    let instant = instant + 2 * i64::from(zone.offset_at(instant) % 60);
    let wall = Civil::from_seconds(instant + i64::from(offset), 0);
    let mut moment = Moment::new(wall, offset, written_offset.is_some(), precision_of(found));
    let is_as_written = (i64::from(moment.wall.month), i64::from(moment.wall.day)) == (clock.month, clock.day)
        && i64::from(moment.wall.second) == clock.second;
    if !is_as_written {
        moment.notes.push(Note::RolledOver);
    }
    let notes = [
        (found.short_year, Note::TwoDigitYear),
        (found.order_chosen, Note::OrderChosen),
        (found.zone.is_some() && written_offset.is_none(), Note::ZoneNameIgnored),
        (found.leftover, Note::PartIgnored),
    ];
    moment.notes.extend(notes.iter().filter(|(applies, _)| *applies).map(|(_, note)| *note));
    Some(moment)
}

/// Six numbers that are yet to be checked.
#[derive(Clone, Copy)]
struct Numbers {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

impl Numbers {
    /// The time they name, a day up to the 31st and the second 60 rolling over; 24:00 is the only time in hour 24.
    fn civil(self) -> Option<Civil> {
        let small = |number: i64, last: u8| u8::try_from(number).ok().filter(|number| *number <= last);
        let (hour, minute, second) = (small(self.hour, 24)?, small(self.minute, 59)?, small(self.second, 60)?);
        if self.day < 1 || (hour == 24 && (minute > 0 || second > 0)) {
            return None;
        }
        Civil::rolled(self.year, small(self.month, 12)?, small(self.day, 31)?, (hour, minute, second))
    }
}

/// What is missing before the first number that is written comes from today, what is missing behind it is zero.
fn fill(found: &Found, today: Civil) -> Numbers {
    let written = [found.year, found.month, found.day, found.hour, found.minute, found.second];
    let today =
        [today.year, today.month.into(), today.day.into(), today.hour.into(), today.minute.into(), today.second.into()];
    let first = written.iter().position(Option::is_some).unwrap_or(written.len());
    let least = [0, 1, 1, 0, 0, 0];
    let number = |index: usize| match written[index] {
        Some(number) => number,
        None if index < first => today[index],
        None => least[index],
    };
    Numbers { year: number(0), month: number(1), day: number(2), hour: number(3), minute: number(4), second: number(5) }
}

fn day_of_year(year: i64, number: i64) -> Option<(i64, i64)> {
    let last = if is_leap_year(year) { 366 } else { 365 };
    let first = Civil::day(year, 1, 1).filter(|_| (1..=last).contains(&number))?;
    let day = Civil::from_seconds(first.seconds() + (number - 1) * 86_400, 0);
    Some((day.month.into(), day.day.into()))
}

/// Takes an offset off the numbers before they are checked, so that an hour of 25 can become one that exists.
fn set_back(mut clock: Numbers, offset: i32) -> Numbers {
    let offset = i64::from(offset);
    let (seconds, minutes, hours) = (offset % 60, offset / 60 % 60, offset / 3600);
    let mut carry = 0;
    if seconds != 0 {
        clock.second -= seconds;
        carry = clock.second.div_euclid(60);
        clock.second = clock.second.rem_euclid(60);
    }
    let minutes = minutes - carry;
    carry = 0;
    if minutes != 0 {
        clock.minute -= minutes;
        carry = clock.minute.div_euclid(60);
        clock.minute = clock.minute.rem_euclid(60);
    }
    let hours = hours - carry;
    let days = if hours % 24 == 0 {
        -hours / 24
    } else {
        clock.hour -= hours;
        let days = clock.hour.div_euclid(24);
        clock.hour = clock.hour.rem_euclid(24);
        days
    };
    if days == 0 { clock } else { move_day(clock, days, offset) }
}

/// Moves the day by what an offset carries over. A month that ends or begins on the way is stepped over once, and only in
/// the direction of the offset, so that an hour of 2330 stays impossible.
fn move_day(mut clock: Numbers, days: i64, offset: i64) -> Numbers {
    let length = |year: i64, month: i64| match u8::try_from(month) {
        Ok(month @ 1..=12) => Some(i64::from(days_in_month(year, month))),
        _ => None,
    };
    clock.day += days;
    if offset < 0 && length(clock.year, clock.month).is_some_and(|length| clock.day > length) {
        (clock.month, clock.day) = (clock.month + 1, 1);
        if clock.month > 12 {
            (clock.year, clock.month) = (clock.year + 1, 1);
        }
    } else if offset > 0 && clock.day < 1 {
        clock.month -= 1;
        if clock.month < 1 {
            (clock.year, clock.month) = (clock.year - 1, 12);
        }
        clock.day = length(clock.year, clock.month).unwrap_or(clock.day);
    }
    clock
}

/// Seconds east of UTC of a zone as `Time.parse` knows it: digits, the zones of RFC 822 with their letters, and what the
/// site's own zone is called. `+8` and `JST` elsewhere mean nothing to it.
fn zone_offset(name: &str, year: i64, site: Zone) -> Option<i32> {
    let name = name.to_uppercase();
    if let Some(digits) = name.strip_prefix(['+', '-']) {
        let sign = if name.starts_with('-') { -1 } else { 1 };
        return offset_in_digits(digits).map(|offset| sign * offset);
    }
    let hours = match name.as_str() {
        "UTC" | "UT" | "GMT" | "Z" => Some(0),
        "EDT" => Some(-4),
        "EST" | "CDT" => Some(-5),
        "CST" | "MDT" => Some(-6),
        "MST" | "PDT" => Some(-7),
        "PST" => Some(-8),
        _ => military_hours(&name),
    };
    if let Some(hours) = hours {
        return Some(hours * 3600);
    }
    [1, 7].into_iter().find_map(|month| {
        let noon = Civil::day(year, month, 1)?.at(12, 0, 0)?.seconds();
        (site.abbreviation_at(noon)?.to_uppercase() == name).then(|| site.offset_at(noon))
    })
}

/// `A` is an hour ahead of UTC, `M` twelve; `N` an hour behind, `Y` twelve. There is no `J`.
fn military_hours(name: &str) -> Option<i32> {
    let &[letter] = name.as_bytes() else { return None };
    match letter {
        b'A'..=b'I' => Some(i32::from(letter - b'A') + 1),
        b'K'..=b'M' => Some(i32::from(letter - b'A')),
        b'N'..=b'Y' => Some(i32::from(b'M') - i32::from(letter)),
        _ => None,
    }
}

/// `08:00`, `0800`, `08`, and with seconds `08:00:30`, `080030`.
fn offset_in_digits(digits: &str) -> Option<i32> {
    let two =
        |range: std::ops::Range<usize>| digits.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let number = |range| two(range).and_then(|part| part.parse::<i32>().ok());
    let colon = |at: usize| digits.as_bytes()[at] == b':';
    let (minutes, seconds) = match digits.len() {
        2 => (0, 0),
        4 => (number(2..4)?, 0),
        5 if colon(2) => (number(3..5)?, 0),
        6 => (number(2..4)?, number(4..6)?),
        8 if colon(2) && colon(5) => (number(3..5)?, number(6..8)?),
        _ => return None,
    };
    Some((number(0..2)? * 60 + minutes) * 60 + seconds)
}

fn precision_of(found: &Found) -> Precision {
    match (found.hour, found.minute, found.second) {
        (_, _, Some(_)) => Precision::Second,
        (_, Some(_), _) => Precision::Minute,
        (Some(_), _, _) => Precision::Hour,
        _ => Precision::Day,
    }
}
