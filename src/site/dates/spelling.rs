//! A date with the year first, as people write it: which digits and signs stand where. It judges nothing: `2024-13-1` has
//! a spelling too.

use super::go_layout::nanoseconds;

/// `2024-01-02` and perhaps a time; the digits as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spelling<'t> {
    /// The three numbers of the day, in the order of the text.
    pub numbers: [&'t str; 3],
    /// The signs between them.
    pub separators: [char; 2],
    pub time: Option<Time<'t>>,
}

/// A time of day and what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time<'t> {
    /// Between the day and the hour: `T`, a blank, several.
    pub before: &'t str,
    pub hour: &'t str,
    pub minute: &'t str,
    pub second: Option<&'t str>,
    /// The sign and the digits of a fraction.
    pub fraction: Option<(char, &'t str)>,
    /// The blanks before the zone, and the zone.
    pub zone: Option<(&'t str, &'t str)>,
}

impl<'t> Spelling<'t> {
    /// The spelling of a text that is nothing but a date; blanks around it are not part of one.
    pub fn of(text: &'t str) -> Option<Self> {
        let mut rest = text;
        let first = digits(&mut rest)?;
        let one = separator(&mut rest)?;
        let second = digits(&mut rest)?;
        let two = separator(&mut rest)?;
        let third = digits(&mut rest)?;
        let time = if rest.is_empty() { None } else { Some(Time::of(rest)?) };
        Some(Self { numbers: [first, second, third], separators: [one, two], time })
    }

    /// Whether the year comes first and has four digits.
    pub fn is_year_first(&self) -> bool {
        self.numbers[0].len() == 4
    }

    /// Year, month and day by number, if the year comes first and none is absurdly long.
    pub fn day(&self) -> Option<(i64, u8, u8)> {
        let [year, month, day] = self.numbers;
        Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
    }
}

impl<'t> Time<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let (before, mut rest) = text.split_at(start);
        if !matches!(before.trim_matches([' ', '\t']), "" | "T" | "t" | "_" | "," | "-" | "@") || before.is_empty() {
            return None;
        }
        let hour = digits(&mut rest)?;
        rest = rest.strip_prefix(':')?;
        let minute = digits(&mut rest)?;
        let mut time = Self { before, hour, minute, second: None, fraction: None, zone: None };
        if let Some(mut after) = rest.strip_prefix(':') {
            time.second = Some(digits(&mut after)?);
            rest = after;
            if let Some(sign) = rest.chars().next().filter(|c| matches!(c, '.' | ',')) {
                let mut after = &rest[1..];
                time.fraction = Some((sign, digits(&mut after)?));
                rest = after;
            }
        }
        if !rest.is_empty() {
            let zone = rest.trim_start_matches([' ', '\t']);
            time.zone = Some((&rest[..rest.len() - zone.len()], zone));
        }
        Some(time)
    }

    /// Hour, minute and second by number; a missing second is 0.
    pub fn clock(&self) -> Option<(u8, u8, u8)> {
        Some((self.hour.parse().ok()?, self.minute.parse().ok()?, self.second.unwrap_or("0").parse().ok()?))
    }

    pub fn nanosecond(&self) -> u32 {
        self.fraction.map_or(0, |(_, digits)| nanoseconds(digits))
    }

    /// Seconds east of UTC, where the zone is `Z` or in digits: `+08:00`, `+0800`, `+08`, `+8`.
    pub fn offset(&self) -> Option<i32> {
        self.zone.and_then(|(_, zone)| offset_of(zone))
    }
}

/// Seconds east of UTC of `Z`, `+08:00`, `+0800`, `+08`, `+8`.
pub(super) fn offset_of(zone: &str) -> Option<i32> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let rest = zone.strip_prefix(['+', '-'])?;
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() > 2 => rest.split_at_checked(2)?,
        None => (rest, "00"),
    };
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 || !plain(hours) || !plain(minutes) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(sign * (hours * 60 + minutes) * 60)
}

fn digits<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let text: &'t str = rest;
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    *rest = &text[length..];
    (length > 0).then_some(&text[..length])
}

/// One of the signs that people put between year, month and day.
fn separator(rest: &mut &str) -> Option<char> {
    let sign = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.' | '_'))?;
    *rest = &rest[1..];
    Some(sign)
}
