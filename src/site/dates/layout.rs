//! How a date is laid out, so that a fix can write another one the way the site does.

use super::spelling::{Spelling, Time, offset_of};
use super::{Civil, Moment, Precision, zone_text};

/// The layout of a date that begins with the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateLayout {
    /// The sign between year, month and day.
    pub separator: char,
    /// Whether one-digit numbers of the day get a zero.
    pub padding: Padding,
    /// The time, if there is one.
    pub time: Option<TimeLayout>,
}

/// The layout of a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeLayout {
    /// `T` or a blank.
    pub before: char,
    /// Down to minutes, seconds or fractions.
    pub detail: TimeDetail,
    /// How the zone is written.
    pub zone: ZoneForm,
    /// Whether a blank stands before the zone.
    pub zone_apart: bool,
}

/// Whether one-digit months and days get a zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Padding {
    /// `2024-01-02`.
    Zeros,
    /// `2024-1-2`.
    None,
    /// `2024-11-12`, which both would write.
    Open,
}

/// How far down a time goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeDetail {
    /// `03:04`.
    Minutes,
    /// `03:04:05`.
    Seconds,
    /// `03:04:05.123`, with this many digits.
    Fraction(u8),
}

/// How a zone is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ZoneForm {
    /// Not at all.
    None,
    /// `Z`.
    Z,
    /// `+08:00`.
    Colon,
    /// `+0800`.
    Plain,
}

/// The layout of `text`; `None` where it is none of those that begin with the year.
pub fn layout_of(text: &str) -> Option<DateLayout> {
    let spelling = Spelling::of(text).filter(Spelling::is_year_first)?;
    let [separator, second] = spelling.separators;
    let [_, month, day] = spelling.numbers;
    if separator != second || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let padding = match (month, day) {
        _ if month.len() == 1 || day.len() == 1 => Padding::None,
        _ if month.starts_with('0') || day.starts_with('0') => Padding::Zeros,
        _ => Padding::Open,
    };
    let time = match spelling.time {
        None => None,
        Some(time) => {
            let zone = match time.zone {
                None => ZoneForm::None,
                Some((_, "Z")) => ZoneForm::Z,
                Some((_, zone)) if offset_of(zone).is_some() && zone.len() == 6 => ZoneForm::Colon,
                Some((_, zone)) if offset_of(zone).is_some() && zone.len() == 5 => ZoneForm::Plain,
                Some(_) => return None,
            };
            let detail = match (time.second, time.fraction) {
                (None, _) => TimeDetail::Minutes,
                (Some(_), None) => TimeDetail::Seconds,
                (Some(_), Some((_, digits))) => TimeDetail::Fraction(u8::try_from(digits.len()).unwrap_or(9).min(9)),
            };
            let before = if time.before == "T" { 'T' } else { ' ' };
            let zone_apart = time.zone.is_some_and(|(blanks, _)| !blanks.is_empty());
            Some(TimeLayout { before, detail, zone, zone_apart })
        }
    };
    Some(DateLayout { separator, padding, time })
}

/// `text` with all zeros where it has some of them: `2013-05-01` for `2013-05-1`. `None` where it has them all, or needs
/// or has none: `2013-5-1` and `2013-12-1` are at one with themselves.
pub fn with_all_zeros(text: &str) -> Option<String> {
    let spelling = Spelling::of(text).filter(Spelling::is_year_first)?;
    let [year, month, day] = spelling.numbers;
    let is_mixed = |short: &str, padded: &str| short.len() == 1 && padded.len() == 2 && padded.starts_with('0');
    if !is_mixed(month, day) && !is_mixed(day, month) {
        return None;
    }
    let [one, two] = spelling.separators;
    let rest = &text[year.len() + month.len() + day.len() + 2..];
    Some(format!("{year}{one}{month:0>2}{two}{day:0>2}{rest}"))
}

/// `text` in `layout`, where that has a place for all that is written and asks for no more: a day stays a day, whatever
/// time the layout has, and a time keeps its fraction and its zone. Only seconds that are not written become `:00`.
pub fn in_layout(text: &str, layout: &DateLayout) -> Option<String> {
    let spelling = Spelling::of(text).filter(Spelling::is_year_first)?;
    let (year, month, day) = spelling.day()?;
    let day = Civil::day(year, month, day)?;
    let Some(time) = spelling.time else {
        let layout = DateLayout { time: None, ..*layout };
        return Some(layout.write(&Moment::new(day, 0, false, Precision::Day)));
    };
    let offset = match time.zone {
        None => None,
        Some((_, zone)) => Some(offset_of(zone)?),
    };
    if !layout.time?.holds(&time, offset) {
        return None;
    }
    let (hour, minute, second) = time.clock()?;
    let mut wall = day.at(hour, minute, second)?;
    wall.nanosecond = time.nanosecond();
    Some(layout.write(&Moment::new(wall, offset.unwrap_or(0), offset.is_some(), Precision::Fraction)))
}

impl DateLayout {
    /// Writes a moment in this layout, on its own clock; with [`ZoneForm::Z`] on that of UTC. What the layout has no place
    /// for is left out.
    pub fn write(&self, moment: &Moment) -> String {
        let is_utc = self.time.is_some_and(|time| time.zone == ZoneForm::Z);
        let wall =
            if is_utc { Civil::from_seconds(moment.unix_seconds(), moment.wall.nanosecond) } else { moment.wall };
        let Civil { year, month, day, .. } = wall;
        let separator = self.separator;
        let date = match self.padding {
            Padding::None => format!("{year:04}{separator}{month}{separator}{day}"),
            Padding::Zeros | Padding::Open => format!("{year:04}{separator}{month:02}{separator}{day:02}"),
        };
        match self.time {
            None => date,
            Some(time) => format!("{date}{}", time.write(wall, moment.offset)),
        }
    }
}

impl TimeLayout {
    /// Whether this layout says of a time what is written, no less and no more.
    fn holds(&self, time: &Time<'_>, offset: Option<i32>) -> bool {
        let has_detail = match (self.detail, time.second, time.fraction) {
            (TimeDetail::Minutes, second, _) => second.is_none(),
            (TimeDetail::Seconds, _, fraction) => fraction.is_none(),
            (TimeDetail::Fraction(digits), _, fraction) => {
                fraction.is_some_and(|(_, written)| written.len() == usize::from(digits))
            }
        };
        has_detail
            && match self.zone {
                ZoneForm::None => offset.is_none(),
                ZoneForm::Z => offset == Some(0),
                ZoneForm::Colon | ZoneForm::Plain => offset.is_some(),
            }
    }

    fn write(&self, wall: Civil, offset: i32) -> String {
        let mut text = format!("{}{:02}:{:02}", self.before, wall.hour, wall.minute);
        if self.detail != TimeDetail::Minutes {
            text.push_str(&format!(":{:02}", wall.second));
        }
        if let TimeDetail::Fraction(digits) = self.detail {
            text.push('.');
            text.push_str(&format!("{:09}", wall.nanosecond)[..usize::from(digits.min(9))]);
        }
        if self.zone_apart {
            text.push(' ');
        }
        match self.zone {
            ZoneForm::None => {}
            ZoneForm::Z => text.push('Z'),
            ZoneForm::Colon => text.push_str(&zone_text(offset, ":")),
            ZoneForm::Plain => text.push_str(&zone_text(offset, "")),
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_written_in_its_own_layout_is_itself() {
        let mut wall = Civil::day(2024, 1, 2).unwrap().at(3, 4, 5).unwrap();
        wall.nanosecond = 123_000_000;
        let moment = Moment::new(wall, 8 * 3600, true, Precision::Fraction);
        for text in [
            "2024-01-02",
            "2024/1/2",
            "2024-01-02 03:04",
            "2024-01-02T03:04:05+08:00",
            "2024-01-02 03:04:05 +0800",
            "2024-01-02T03:04:05.123+08:00",
            "2024-01-01T19:04:05Z",
        ] {
            assert_eq!(layout_of(text).unwrap().write(&moment), text);
        }
    }

    #[test]
    fn a_date_takes_another_layout_and_says_the_same() {
        let written = |text: &str, like: &str| in_layout(text, &layout_of(like).unwrap());
        for (text, like, expected) in [
            ("2024-1-5", "2023/12/01", Some("2024/01/05")),
            ("2024-1-5", "2023-12-01T10:00:00+08:00", Some("2024-01-05")),
            ("2024/01/05", "2023-2-1", Some("2024-1-5")),
            ("2024/01/05 9:30", "2023-12-01T10:00:00", Some("2024-01-05T09:30:00")),
            ("2024/01/05 9:30", "2023-12-01 10:00", Some("2024-01-05 09:30")),
            ("2024-1-5 9:30:00+0800", "2023-12-01T10:00:00+08:00", Some("2024-01-05T09:30:00+08:00")),
            ("2024-1-5 9:30:00+00:00", "2023-12-01T10:00:00Z", Some("2024-01-05T09:30:00Z")),
            ("2024-1-5 9:30:00.5", "2023-12-01T10:00:00.0", Some("2024-01-05T09:30:00.5")),
            // A time, a zone, seconds or a fraction would come or go.
            ("2024-1-5 9:30:00", "2023-12-01", None),
            ("2024-1-5 9:30:00", "2023-12-01 10:00", None),
            ("2024-1-5 9:30:00", "2023-12-01T10:00:00Z", None),
            ("2024-1-5 9:30:00+08:00", "2023-12-01T10:00:00", None),
            ("2024-1-5 9:30:00+08:00", "2023-12-01T10:00:00Z", None),
            ("2024-1-5 9:30:00.25", "2023-12-01T10:00:00.5", None),
            ("2024-1-5 9:30:00.25", "2023-12-01T10:00:00", None),
            ("2024-1-5 9:30:00 EST", "2023-12-01T10:00:00+08:00", None),
            ("2024-2-30", "2023-12-01", None),
            ("5 Jan 2024", "2023-12-01", None),
        ] {
            assert_eq!(written(text, like).as_deref(), expected, "{text} like {like}");
        }
    }

    #[test]
    fn other_texts_have_no_layout() {
        for text in ["02/01/2024", "Jan 2, 2024", "2024-01/02", "2024-01-02 03:04:05 CST", "", "2024-01-02x"] {
            assert_eq!(layout_of(text), None, "{text}");
        }
    }
}
