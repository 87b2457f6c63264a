//! Go's `time.Parse`: one matcher for layouts that are written as an example, `2006-01-02 15:04:05`. A layout is taken apart
//! once, as each date is tried with many.
//!
//! It is more lenient than its examples look: hours of 24 may have one digit, a fraction may follow any seconds, a run of
//! blanks matches a run of blanks, weekdays and offsets are hardly checked. Months and days in digits need both of them.
//! Asked of Go through Hugo 0.168.

/// What a text says in the words of a layout. What the layout does not mention stays at Go's default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fields<'t> {
    pub year: i64,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    pub nanosecond: u32,
    /// Seconds east of UTC, where an offset in digits (or `Z`) is written.
    pub offset: Option<i32>,
    /// The name of a zone: `CST`.
    pub zone_name: Option<&'t str>,
}

/// A variable part of a layout.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    LongWeekday,
    Weekday,
    MonthName,
    Year,
    ShortYear,
    Month,
    Day,
    BlankPaddedDay,
    Hour,
    HalfDayHour,
    Minute,
    /// With a fraction, if there is one.
    Second,
    HalfDay,
    ZoneName,
    /// `-07:00`, `-0700`, `Z07:00`, `Z0700`: whether there is a colon, and whether `Z` stands for UTC.
    Offset {
        colon: bool,
        z: bool,
    },
}

/// How the parts are written in a layout. A longer spelling stands before one that begins it.
const PARTS: [(&str, Part); 19] = [
    // A layout may name the fraction, which may follow any seconds anyway.
    ("05.999999999", Part::Second),
    ("-07:00", Part::Offset { colon: true, z: false }),
    ("-0700", Part::Offset { colon: false, z: false }),
    ("Z07:00", Part::Offset { colon: true, z: true }),
    ("Z0700", Part::Offset { colon: false, z: true }),
    ("2006", Part::Year),
    ("Monday", Part::LongWeekday),
    ("Mon", Part::Weekday),
    ("MST", Part::ZoneName),
    ("Jan", Part::MonthName),
    ("_2", Part::BlankPaddedDay),
    ("01", Part::Month),
    ("02", Part::Day),
    ("04", Part::Minute),
    ("05", Part::Second),
    ("06", Part::ShortYear),
    ("15", Part::Hour),
    ("3", Part::HalfDayHour),
    ("PM", Part::HalfDay),
];

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/// A layout, taken apart.
pub(super) struct Layout {
    steps: Vec<Step>,
}

/// What a text has to go on with.
enum Step {
    Part(Part),
    /// A run of blanks, or the end of the text.
    Blanks,
    Literal(char),
}

impl Layout {
    /// Takes a layout apart.
    pub(super) fn of(layout: &str) -> Self {
        let mut steps = Vec::new();
        let mut rest = layout;
        while let Some(first) = rest.chars().next() {
            if let Some((spelling, part)) = PARTS.iter().find(|(spelling, _)| rest.starts_with(spelling)) {
                steps.push(Step::Part(*part));
                rest = &rest[spelling.len()..];
            } else if first == ' ' {
                steps.push(Step::Blanks);
                rest = rest.trim_start_matches(' ');
            } else {
                steps.push(Step::Literal(first));
                rest = &rest[first.len_utf8()..];
            }
        }
        Self { steps }
    }

    /// Reads `text`; `None` where it does not fit. The day may still be one that the month does not have.
    pub(super) fn parse<'t>(&self, text: &'t str) -> Option<Fields<'t>> {
        let mut reader = Reader { rest: text, fields: Fields::EPOCH, afternoon: None };
        for step in &self.steps {
            match step {
                Step::Part(part) => reader.part(*part)?,
                Step::Blanks => reader.blanks()?,
                Step::Literal(expected) => reader.rest = reader.rest.strip_prefix(*expected)?,
            }
        }
        if !reader.rest.is_empty() {
            return None;
        }
        let hour = reader.fields.hour;
        match reader.afternoon {
            Some(true) if hour < 12 => reader.fields.hour += 12,
            Some(false) if hour == 12 => reader.fields.hour = 0,
            _ => {}
        }
        Some(reader.fields)
    }
}

impl Fields<'_> {
    const EPOCH: Self =
        Self { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, nanosecond: 0, offset: None, zone_name: None };
}

struct Reader<'t> {
    rest: &'t str,
    fields: Fields<'t>,
    afternoon: Option<bool>,
}

impl<'t> Reader<'t> {
    fn blanks(&mut self) -> Option<()> {
        if !self.rest.is_empty() && !self.rest.starts_with(' ') {
            return None;
        }
        self.rest = self.rest.trim_start_matches(' ');
        Some(())
    }

    fn part(&mut self, part: Part) -> Option<()> {
        match part {
            Part::LongWeekday => drop(self.name(WEEKDAYS.iter().copied())?),
            Part::Weekday => drop(self.name(WEEKDAYS.iter().map(|name| &name[..3]))?),
            Part::MonthName => self.fields.month = self.name(MONTHS.iter().copied())? as u8 + 1,
            Part::Year => self.fields.year = self.digits(4)?.into(),
            Part::ShortYear => {
                let year = i64::from(self.digits(2)?);
                self.fields.year = if year >= 69 { 1900 + year } else { 2000 + year };
            }
            Part::Month => self.fields.month = within(self.digits(2)?, 1..=12)?,
            Part::Day => self.fields.day = self.digits(2)? as u8,
            Part::BlankPaddedDay => {
                self.rest = self.rest.strip_prefix(' ').unwrap_or(self.rest);
                self.fields.day = self.one_or_two_digits()?;
            }
            Part::Hour => self.fields.hour = within(self.one_or_two_digits()?.into(), 0..=23)?,
            Part::HalfDayHour => self.fields.hour = within(self.one_or_two_digits()?.into(), 0..=12)?,
            Part::Minute => self.fields.minute = within(self.digits(2)?, 0..=59)?,
            Part::Second => {
                self.fields.second = within(self.digits(2)?, 0..=59)?;
                self.fraction();
            }
            Part::HalfDay => {
                self.afternoon = Some(self.rest.starts_with("PM"));
                self.rest = self.rest.strip_prefix("PM").or_else(|| self.rest.strip_prefix("AM"))?;
            }
            Part::ZoneName => {
                let length = zone_name_length(self.rest)?;
                self.fields.zone_name = Some(&self.rest[..length]);
                self.rest = &self.rest[length..];
            }
            Part::Offset { colon, z } => self.offset(colon, z)?,
        }
        Some(())
    }

    /// One of the names, in any case; its number.
    fn name<'n>(&mut self, names: impl Iterator<Item = &'n str>) -> Option<usize> {
        let rest = self.rest;
        let (number, name) = names.enumerate().find(|(_, name)| {
            rest.as_bytes().get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        })?;
        self.rest = &rest[name.len()..];
        Some(number)
    }

    /// Exactly `count` digits.
    fn digits(&mut self, count: usize) -> Option<u16> {
        let digits = self.rest.get(..count).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        self.rest = &self.rest[count..];
        digits.parse().ok()
    }

    fn one_or_two_digits(&mut self) -> Option<u8> {
        let two = self.digits(2).or_else(|| self.digits(1))?;
        Some(two as u8)
    }

    /// `.123` or `,123` where there is one; digits beyond the ninth are cut off.
    fn fraction(&mut self) {
        let Some(digits) = self.rest.strip_prefix(['.', ',']) else { return };
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 {
            return;
        }
        self.fields.nanosecond = nanoseconds(&digits[..length]);
        self.rest = &digits[length..];
    }

    fn offset(&mut self, colon: bool, z: bool) -> Option<()> {
        if let Some(rest) = self.rest.strip_prefix('Z').filter(|_| z) {
            self.rest = rest;
            self.fields.offset = Some(0);
            return Some(());
        }
        let sign = if self.rest.starts_with('-') { -1 } else { 1 };
        self.rest = self.rest.strip_prefix(['+', '-'])?;
        let hours = self.digits(2)?;
        if colon {
            self.rest = self.rest.strip_prefix(':')?;
        }
        let minutes = self.digits(2)?;
        // Go means to allow 24 hours and 60 minutes: some people write them.
        let fits = hours <= 24 && minutes <= 60;
        self.fields.offset = Some(sign * (i32::from(hours) * 60 + i32::from(minutes)) * 60);
        fits.then_some(())
    }
}

/// Nanoseconds of the digits behind the point; digits beyond the ninth are cut off.
pub(super) fn nanoseconds(digits: &str) -> u32 {
    digits.bytes().chain(std::iter::repeat(b'0')).take(9).fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
}

fn within(number: u16, range: std::ops::RangeInclusive<u16>) -> Option<u8> {
    range.contains(&number).then_some(number as u8)
}

/// How long the zone name at the start of `text` is: three capitals, four or five that end in T, `GMT+8`, `+03`, and the
/// three names that break the pattern.
fn zone_name_length(text: &str) -> Option<usize> {
    if text.starts_with("UTC") {
        return Some(3);
    }
    if ["ChST", "MeST"].iter().any(|name| text.starts_with(name)) {
        return Some(4);
    }
    if let Some(rest) = text.strip_prefix("GMT") {
        return Some(3 + signed_hours_length(rest).unwrap_or(0));
    }
    // Go looks at no text shorter than any name, so `+8` is none.
    if text.starts_with(['+', '-']) && text.len() >= 3 {
        return signed_hours_length(text);
    }
    let capitals = text.bytes().take(6).take_while(u8::is_ascii_uppercase).count();
    match capitals {
        3 => Some(3),
        4 if text.as_bytes()[3] == b'T' || text.starts_with("WITA") => Some(4),
        5 if text.as_bytes()[4] == b'T' => Some(5),
        _ => None,
    }
}

/// The length of `+8` or `-03`: a sign and a number up to 23.
fn signed_hours_length(text: &str) -> Option<usize> {
    let digits = text.strip_prefix(['+', '-'])?;
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let hours: u64 = digits[..length].parse().ok()?;
    (hours <= 23).then_some(1 + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse<'t>(layout: &str, text: &'t str) -> Option<Fields<'t>> {
        Layout::of(layout).parse(text)
    }

    #[test]
    fn takes_what_go_takes() {
        for (layout, text) in [
            ("2006-01-02T15:04:05Z07:00", "2024-01-02T3:04:05,5+24:60"),
            ("Mon, 02 Jan 2006 15:04:05 MST", "sun, 02 JAN 2024 03:04:05 GMT+8"),
            ("Mon Jan _2 15:04:05 2006", "Tue Jan    2 03:04:05 2024"),
            ("3:04PM", "12:00AM"),
        ] {
            assert!(parse(layout, text).is_some(), "{text}");
        }
    }

    #[test]
    fn refuses_what_go_refuses() {
        for (layout, text) in [
            ("2006-01-02", "2024-1-02"),
            ("2006-01-02", "2024-01-02 "),
            ("2006-01-02", "２024-01-02"),
            ("02 Jan 2006", "2 Jan 2024"),
            ("3:04PM", "13:04PM"),
            ("2006-01-02 15:04:05 -0700 MST", "2024-01-02 03:04:05 +0800 cst"),
            ("02 Jan 06 15:04 MST", "02 Jan 24 03:04 ABCDE"),
        ] {
            assert_eq!(parse(layout, text), None, "{text}");
        }
    }
}
