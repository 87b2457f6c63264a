//! JavaScript's `new Date(text)` as V8 reads it: ISO 8601 by the standard, and everything else by V8's older parser, of
//! which this follows the forms that people write. Checked against Node 20.

use super::Precision;
use super::civil::{Civil, days_in_month};

/// What `new Date(text)` comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Parsed {
    /// A time on a clock; `offset` is missing where the machine's own zone counts.
    Time(JsTime),
    /// `Invalid Date`.
    Invalid,
    /// A text of a kind that is not followed here.
    Unknown,
}

/// A time as V8 understands it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct JsTime {
    pub wall: Civil,
    pub offset: Option<i32>,
    pub precision: Precision,
    /// Whether the offset is written; a bare ISO date is UTC without saying so.
    pub zone_written: bool,
    /// The day does not exist and became a later one.
    pub rolled: bool,
    /// The year has two digits.
    pub short_year: bool,
    /// `01/02/2024`, read month first.
    pub order_chosen: bool,
}

/// Reads a text as `new Date(text)` does.
pub(super) fn parse(text: &str) -> Parsed {
    if let Some(time) = parse_iso(text) {
        return Parsed::Time(time);
    }
    // Whatever the words say, V8 wants a number.
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Parsed::Invalid;
    }
    let mut legacy = Legacy::default();
    match legacy.read(text) {
        Ok(()) => legacy.finish(),
        Err(verdict) => verdict,
    }
}

/// `2024`, `2024-01`, `2024-01-02`, with or without `T03:04`, `T03:04:05.678`, and a zone. A day alone is UTC, a time alone
/// is local.
fn parse_iso(text: &str) -> Option<JsTime> {
    let mut rest = text;
    let year = fixed(&mut rest, 4)?;
    let (mut month, mut day) = (1, 1);
    if let Some(after) = rest.strip_prefix('-') {
        rest = after;
        month = fixed(&mut rest, 2)?;
        if let Some(after) = rest.strip_prefix('-') {
            rest = after;
            day = fixed(&mut rest, 2)?;
        }
    }
    let mut clock = Clock::default();
    let has_time = !rest.is_empty();
    let mut offset = Some(0);
    if has_time {
        rest = rest.strip_prefix(['T', 't'])?;
        clock.hour = fixed(&mut rest, 2)?;
        rest = rest.strip_prefix(':')?;
        clock.minute = fixed(&mut rest, 2)?;
        clock.precision = Precision::Minute;
        if let Some(after) = rest.strip_prefix(':') {
            rest = after;
            clock.second = fixed(&mut rest, 2)?;
            clock.precision = Precision::Second;
            if let Some(after) = rest.strip_prefix('.') {
                let digits = take_digits(after)?;
                clock.fraction(digits);
                rest = &after[digits.len()..];
            }
        }
        offset = iso_offset(rest)?;
    }
    let zone_written = has_time && offset.is_some();
    time(year.into(), month, day, clock, offset).map(|time| JsTime { zone_written, ..time })
}

/// The zone at the end of an ISO time: `Some(None)` where there is none, `None` where it is not one.
fn iso_offset(text: &str) -> Option<Option<i32>> {
    if text.is_empty() {
        return Some(None);
    }
    if matches!(text, "Z" | "z") {
        return Some(Some(0));
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let mut rest = text.strip_prefix(['+', '-'])?;
    let hours = fixed(&mut rest, 2)?;
    rest = rest.strip_prefix(':').unwrap_or(rest);
    let minutes = fixed(&mut rest, 2)?;
    (rest.is_empty() && hours < 24 && minutes < 60)
        .then_some(Some(sign * (i32::from(hours) * 60 + i32::from(minutes)) * 60))
}

/// V8's older parser: numbers, names and signs in almost any order.
#[derive(Default)]
struct Legacy {
    numbers: Vec<i64>,
    month: Option<u16>,
    clock: Option<Clock>,
    half_day: Option<bool>,
    offset: Option<i32>,
    /// Whether the last number was followed by a hyphen.
    after_hyphen: bool,
}

impl Legacy {
    fn read(&mut self, text: &str) -> Result<(), Parsed> {
        let mut rest = text.trim_matches(' ');
        while let Some(c) = rest.chars().next() {
            rest = match c {
                '0'..='9' => self.number(rest)?,
                'a'..='z' | 'A'..='Z' => self.word(rest)?,
                '+' | '-' if self.clock.is_some() || self.offset == Some(0) => self.signed_offset(rest)?,
                // What stands in brackets is a comment.
                '(' => rest.split_once(')').ok_or(Parsed::Unknown)?.1,
                ' ' | ',' | '/' | '.' => &rest[1..],
                '年' | '月' | '–' | '—' if !self.numbers.is_empty() => return Err(Parsed::Invalid),
                _ => return Err(Parsed::Unknown),
            };
        }
        Ok(())
    }

    fn number<'t>(&mut self, text: &'t str) -> Result<&'t str, Parsed> {
        let digits = take_digits(text).ok_or(Parsed::Unknown)?;
        let rest = &text[digits.len()..];
        if rest.starts_with(':') {
            return self.time(text);
        }
        // V8 keeps three numbers at most.
        if self.numbers.len() == 3 {
            return Err(Parsed::Invalid);
        }
        let number = digits.parse().map_err(|_| Parsed::Invalid)?;
        self.numbers.push(number);
        if rest.starts_with('+') && self.clock.is_none() && self.offset.is_none() {
            return Err(Parsed::Invalid);
        }
        let after = rest.strip_prefix('-');
        let is_joined = |after: &&str| after.starts_with(|c: char| c.is_ascii_alphanumeric());
        self.after_hyphen = after.is_some();
        after.map_or(Ok(rest), |after| Some(after).filter(is_joined).ok_or(Parsed::Unknown))
    }

    fn time<'t>(&mut self, text: &'t str) -> Result<&'t str, Parsed> {
        let hour_length = take_digits(text).map_or(0, str::len);
        if self.clock.is_some() || self.after_hyphen || hour_length > 2 {
            return Err(Parsed::Unknown);
        }
        let mut clock = Clock { precision: Precision::Minute, ..Clock::default() };
        let mut rest = text;
        let next = |rest: &mut &'t str| -> Result<u16, Parsed> {
            let digits = take_digits(rest).ok_or(Parsed::Unknown)?;
            *rest = &rest[digits.len()..];
            digits.parse().map_err(|_| Parsed::Unknown)
        };
        clock.hour = next(&mut rest)?;
        rest = &rest[1..];
        clock.minute = next(&mut rest)?;
        if let Some(after) = rest.strip_prefix(':') {
            rest = after;
            clock.second = next(&mut rest)?;
            clock.precision = Precision::Second;
            if let Some(after) = rest.strip_prefix('.') {
                let digits = take_digits(after).ok_or(Parsed::Unknown)?;
                clock.fraction(digits);
                rest = &after[digits.len()..];
            }
        }
        // A last number that is no minute or second counts as one of the day to V8, and signs behind it mean other things.
        if clock.minute > 59 || clock.second > 59 || rest.starts_with([':', '.', ',', '/']) {
            return Err(Parsed::Unknown);
        }
        // Only `Z` may follow without a blank, not `GMT` or `PM`; a fraction is less strict.
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let is_z = letters == 1 && rest.starts_with(['Z', 'z']);
        if letters > 0 && !is_z && clock.precision != Precision::Fraction {
            return Err(Parsed::Invalid);
        }
        self.clock = Some(clock);
        Ok(rest)
    }

    fn word<'t>(&mut self, text: &'t str) -> Result<&'t str, Parsed> {
        let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, rest) = text.split_at(length);
        let word = word.to_ascii_lowercase();
        let hours = match word.as_str() {
            "am" | "pm" if self.clock.is_some() => {
                self.half_day = Some(word == "pm");
                return Ok(rest);
            }
            "am" | "pm" => return Err(Parsed::Unknown),
            "z" | "ut" | "utc" | "gmt" => 0,
            "edt" => -4,
            "est" | "cdt" => -5,
            "cst" | "mdt" => -6,
            "mst" | "pdt" => -7,
            "pst" => -8,
            _ => return self.name(&word, rest),
        };
        if self.numbers.is_empty() {
            return Err(Parsed::Unknown);
        }
        // A name counts even behind an offset: `+0800 CST` is six hours behind UTC.
        self.offset = Some(hours * 3600);
        Ok(rest)
    }

    /// A month, or a word that V8 passes over before the first number and refuses behind it.
    fn name<'t>(&mut self, word: &str, rest: &'t str) -> Result<&'t str, Parsed> {
        const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let month = word.get(..3).and_then(|start| MONTHS.iter().position(|name| *name == start));
        match month {
            Some(_) if self.month.is_some() => Err(Parsed::Unknown),
            Some(index) => {
                self.month = Some(index as u16 + 1);
                // `Feb.` is fine, and so is `2-Feb-2024`.
                Ok(rest.strip_prefix('-').unwrap_or(rest))
            }
            None if self.numbers.is_empty()
                && self.clock.is_none()
                && !rest.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                Ok(rest)
            }
            None => Err(Parsed::Invalid),
        }
    }

    fn signed_offset<'t>(&mut self, text: &'t str) -> Result<&'t str, Parsed> {
        let sign = if text.starts_with('-') { -1 } else { 1 };
        let digits = take_digits(&text[1..]).ok_or(Parsed::Unknown)?;
        let mut rest = &text[1 + digits.len()..];
        let number: i32 = digits.parse().map_err(|_| Parsed::Invalid)?;
        let (hours, minutes) = match (digits.len(), rest.strip_prefix(':')) {
            (1 | 2, Some(after)) => {
                let minutes = take_digits(after).ok_or(Parsed::Unknown)?;
                rest = &after[minutes.len()..];
                (number, minutes.parse().map_err(|_| Parsed::Invalid)?)
            }
            (1 | 2, None) => (number, 0),
            (4, None) => (number / 100, number % 100),
            _ => return Err(Parsed::Unknown),
        };
        if hours > 23 || minutes > 59 || self.offset.is_some_and(|offset| offset != 0) {
            return Err(Parsed::Unknown);
        }
        self.offset = Some(sign * (hours * 60 + minutes) * 60);
        Ok(rest)
    }

    fn finish(self) -> Parsed {
        let is_day = |number: i64| (1..=31).contains(&number);
        let (year, month, day) = match (&self.numbers[..], self.month) {
            ([], _) => return Parsed::Invalid,
            ([first, second], Some(month)) if is_day(*first) => (*second, i64::from(month), *first),
            ([first, second], Some(month)) => (*first, i64::from(month), *second),
            ([first, second, third], None) if is_day(*first) => (*third, *first, *second),
            ([first, second, third], None) => (*first, *second, *third),
            _ => return Parsed::Unknown,
        };
        let short_year = (0..100).contains(&year);
        let year = match year {
            0..=49 => 2000 + year,
            50..=99 => 1900 + year,
            _ => year,
        };
        if year > 9999 {
            return Parsed::Unknown;
        }
        let (Ok(month), Ok(day)) = (u16::try_from(month), u16::try_from(day)) else { return Parsed::Invalid };
        let mut clock = self.clock.unwrap_or_default();
        if let Some(afternoon) = self.half_day {
            if clock.hour > 12 {
                return Parsed::Invalid;
            }
            clock.hour = clock.hour % 12 + if afternoon { 12 } else { 0 };
        }
        let order_chosen = self.month.is_none() && is_day(self.numbers[0]);
        match time(year, month, day, clock, self.offset) {
            Some(time) => {
                Parsed::Time(JsTime { short_year, order_chosen, zone_written: self.offset.is_some(), ..time })
            }
            None => Parsed::Invalid,
        }
    }
}

/// A time of day that is yet to be checked.
#[derive(Clone, Copy)]
struct Clock {
    hour: u16,
    minute: u16,
    second: u16,
    milliseconds: u32,
    precision: Precision,
}

impl Default for Clock {
    fn default() -> Self {
        Self { hour: 0, minute: 0, second: 0, milliseconds: 0, precision: Precision::Day }
    }
}

impl Clock {
    /// JavaScript keeps milliseconds and cuts off the rest.
    fn fraction(&mut self, digits: &str) {
        self.milliseconds = super::go_layout::nanoseconds(digits) / 1_000_000;
        if self.milliseconds > 0 {
            self.precision = Precision::Fraction;
        }
    }
}

/// Puts day and time together. Days up to the 31st roll over; 24:00 is the midnight at the end of the day.
fn time(year: i64, month: u16, day: u16, clock: Clock, offset: Option<i32>) -> Option<JsTime> {
    let Clock { hour, minute, second, milliseconds, precision } = clock;
    let exists = (1..=12).contains(&month) && (1..=31).contains(&day) && minute < 60 && second < 60;
    let ends = hour == 24 && minute == 0 && second == 0 && milliseconds == 0;
    if !exists || (hour > 23 && !ends) {
        return None;
    }
    let (month, day) = (month as u8, day as u8);
    let mut wall = Civil::rolled(year, month, day, (hour as u8, minute as u8, second as u8))?;
    wall.nanosecond = milliseconds * 1_000_000;
    let rolled = day > days_in_month(year, month);
    Some(JsTime { wall, offset, precision, zone_written: false, rolled, short_year: false, order_chosen: false })
}

/// A number of exactly `count` digits.
fn fixed(rest: &mut &str, count: usize) -> Option<u16> {
    let digits = rest.get(..count).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    *rest = &rest[count..];
    digits.parse().ok()
}

fn take_digits(text: &str) -> Option<&str> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (length > 0).then_some(&text[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_node_answers() {
        for text in
            ["2024-02-30", "2024-1-2", "01/02/2024", "Jan 2, 2024 3:04 pm", "2024-01-02 03:04:05 +8", "2 Jan 24"]
        {
            assert!(matches!(parse(text), Parsed::Time(_)), "{text}");
        }
        for text in
            ["2024-13-01", "13/01/2024", "2024_01_02 foo", "2nd January 2024", "2024-01-02T3:04", "foo", "2024年1月2日"]
        {
            assert!(!matches!(parse(text), Parsed::Time(_)), "{text}");
        }
    }
}
