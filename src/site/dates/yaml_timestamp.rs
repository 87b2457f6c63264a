//! Dates that a YAML parser makes itself, by the timestamps of YAML 1.1.

use super::civil::Civil;
use super::spelling::Spelling;
use super::{Moment, Note, Precision};

/// Reads a timestamp, in UTC where it names no zone. What does not exist rolls over: 30 February is 1 March, as in Psych
/// and js-yaml.
pub(super) fn read_rolling(text: &str) -> Option<Moment> {
    let moment = parts(text)?;
    let (year, month, day) = moment.spelling.day()?;
    let clock = moment.spelling.time.map_or(Some((0, 0, 0)), |time| time.clock())?;
    // JavaScript takes month 13 for January of the next year.
    let months = i64::from(month) - 1;
    let first = u8::try_from(months.rem_euclid(12) + 1).ok()?;
    let wall = Civil::rolled(year + months.div_euclid(12), first, day, clock)?;
    let rolled = (wall.month, wall.day, wall.second) != (month, day, clock.2);
    let moment = moment.at(wall);
    Some(if rolled { moment.with(Note::RolledOver) } else { moment })
}

/// Reads a timestamp of a day and time that exist, in UTC where it names no zone.
pub(super) fn read_strict(text: &str) -> Option<Moment> {
    let parts = parts(text)?;
    let (year, month, day) = parts.spelling.day()?;
    let (hour, minute, second) = parts.spelling.time.map_or(Some((0, 0, 0)), |time| time.clock())?;
    let wall = Civil::day(year, month, day)?.at(hour, minute, second)?;
    Some(parts.at(wall))
}

/// A text that has the form of a timestamp.
struct Parts<'t> {
    spelling: Spelling<'t>,
}

fn parts(text: &str) -> Option<Parts<'_>> {
    let spelling =
        Spelling::of(text).filter(|spelling| spelling.is_year_first() && spelling.separators == ['-', '-'])?;
    let is_zone_read = spelling.time.is_none_or(|time| time.zone.is_none() || time.offset().is_some());
    is_zone_read.then_some(Parts { spelling })
}

impl Parts<'_> {
    fn at(&self, mut wall: Civil) -> Moment {
        let Some(time) = self.spelling.time else {
            return Moment::new(wall, 0, false, Precision::Day).with(Note::ReadAsUtc);
        };
        wall.nanosecond = time.nanosecond();
        let precision = match (time.second, wall.nanosecond) {
            (None, _) => Precision::Minute,
            (Some(_), 0) => Precision::Second,
            (Some(_), _) => Precision::Fraction,
        };
        let moment = Moment::new(wall, time.offset().unwrap_or(0), time.zone.is_some(), precision);
        if time.zone.is_some() { moment } else { moment.with(Note::ReadAsUtc) }
    }
}
