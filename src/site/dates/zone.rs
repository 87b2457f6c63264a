//! Time zones: of the site, and what one says about a wall clock.

use super::civil::{Civil, is_leap_year};
use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::{OffsetName, Tz};

/// The zone in which a site reads times that are written without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// Coordinated universal time: the default of Hugo, Zola and Material.
    #[default]
    Utc,
    /// A zone of the tz database (`timeZone`, `timezone` of the site's configuration).
    Named(Tz),
    /// A fixed distance from UTC, in seconds, east is positive.
    Fixed(i32),
}

impl Zone {
    /// The zone that a configuration names: `UTC`, `Asia/Shanghai`. The tz database decides, upper and lower case count.
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "UTC" {
            return Some(Self::Utc);
        }
        name.parse().ok().map(Self::Named)
    }

    /// Seconds east of UTC at an instant, given in Unix seconds.
    pub fn offset_at(self, instant: i64) -> i32 {
        let zone = match self {
            Self::Utc => return 0,
            Self::Fixed(offset) => return offset,
            Self::Named(zone) => zone,
        };
        let time = DateTime::from_timestamp(within_the_table(instant), 0).unwrap_or(DateTime::<chrono::Utc>::MIN_UTC);
        zone.offset_from_utc_datetime(&time.naive_utc()).fix().local_minus_utc()
    }

    /// What the zone is called at an instant: `CST`, `CEST`.
    pub fn abbreviation_at(self, instant: i64) -> Option<String> {
        let Self::Named(zone) = self else { return None };
        let time = DateTime::from_timestamp(instant, 0)?;
        zone.offset_from_utc_datetime(&time.naive_utc()).abbreviation().map(str::to_owned)
    }

    /// The offset of a wall clock as JavaScript chooses it: the one before the clocks change, both for the hour that comes
    /// twice and for the one that is skipped (02:30 becomes 03:30).
    pub fn offset_of(self, wall: Civil) -> i32 {
        let (before, after) = self.offsets_around(wall);
        if !self.holds(before, wall) && self.holds(after, wall) { after } else { before }
    }

    /// The offset of a wall clock as Ruby chooses it: as JavaScript, but the hour that comes twice is the later one.
    pub fn offset_of_in_ruby(self, wall: Civil) -> i32 {
        let (before, after) = self.offsets_around(wall);
        if self.holds(after, wall) { after } else { before }
    }

    /// The offset of a wall clock as Go's `time.Date` chooses it: it asks for the wall clock as if that were UTC, and once
    /// more when the answer does not hold.
    pub fn offset_of_in_go(self, wall: Civil) -> i32 {
        let first = self.offset_at(wall.seconds());
        self.offset_at(wall.seconds() - i64::from(first))
    }

    fn offsets_around(self, wall: Civil) -> (i32, i32) {
        (self.offset_at(wall.seconds() - 86_400), self.offset_at(wall.seconds() + 86_400))
    }

    /// Whether a clock with this offset shows `wall` at a time when the zone has the offset.
    fn holds(self, offset: i32, wall: Civil) -> bool {
        self.offset_at(wall.seconds() - i64::from(offset)) == offset
    }
}

/// chrono-tz lists the changes of clocks up to 2099; the rules go on. A later instant answers as the same day of a year in
/// the table that has the same days of the week.
fn within_the_table(instant: i64) -> i64 {
    const YEAR_2100: i64 = 4_102_444_800;
    if instant < YEAR_2100 {
        return instant;
    }
    let new_year = |year: i64| Civil::day(year, 1, 1).map_or(0, Civil::days);
    let year = Civil::from_seconds(instant, 0).year;
    let is_alike = |other: &i64| {
        is_leap_year(*other) == is_leap_year(year) && (new_year(*other) - new_year(year)).rem_euclid(7) == 0
    };
    let alike = (2072..2100).find(is_alike).unwrap_or(2099);
    instant - (new_year(year) - new_year(alike)) * 86_400
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: i64, month: u8, day: u8, hour: u8, minute: u8) -> Civil {
        Civil::day(year, month, day).unwrap().at(hour, minute, 0).unwrap()
    }

    #[test]
    fn skipped_and_repeated_hours() {
        let new_york = Zone::from_name("America/New_York").unwrap();
        let skipped = at(2024, 3, 10, 2, 30);
        assert_eq!((new_york.offset_of(skipped), new_york.offset_of_in_go(skipped)), (-5 * 3600, -4 * 3600));
        let twice = at(2024, 11, 3, 1, 30);
        assert_eq!((new_york.offset_of(twice), new_york.offset_of_in_go(twice)), (-4 * 3600, -4 * 3600));
        let berlin = Zone::from_name("Europe/Berlin").unwrap();
        let twice = at(2024, 10, 27, 2, 30);
        assert_eq!((berlin.offset_of(twice), berlin.offset_of_in_go(twice)), (2 * 3600, 3600));
        assert_eq!(berlin.offset_of(at(2024, 7, 1, 12, 0)), 2 * 3600);
    }

    #[test]
    fn far_years_have_an_offset() {
        let shanghai = Zone::from_name("Asia/Shanghai").unwrap();
        assert_eq!(shanghai.offset_at(i64::MAX / 4), 8 * 3600);
        assert_eq!(Zone::from_name("Mars/Base"), None);
    }
}
