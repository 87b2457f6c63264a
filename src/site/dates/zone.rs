//! Time zones: of the site, and what one says about a wall clock.

use super::civil::Civil;
use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

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
        // Beyond chrono's years no zone has a rule of its own any more: its last (or first) offset counts.
        let end = if instant < 0 { DateTime::<chrono::Utc>::MIN_UTC } else { DateTime::<chrono::Utc>::MAX_UTC };
        let time = DateTime::from_timestamp(instant, 0).unwrap_or(end);
        zone.offset_from_utc_datetime(&time.naive_utc()).fix().local_minus_utc()
    }

    /// The offset of a wall clock as Ruby and JavaScript choose it: the one before the clocks change, for the hour that
    /// comes twice and for the one that is skipped (02:30 becomes 03:30).
    pub fn offset_of(self, wall: Civil) -> i32 {
        let wall = wall.seconds();
        let before = self.offset_at(wall - 86_400);
        let after = self.offset_at(wall + 86_400);
        let holds = |offset: i32| self.offset_at(wall - i64::from(offset)) == offset;
        if !holds(before) && holds(after) { after } else { before }
    }

    /// The offset of a wall clock as Go's `time.Date` chooses it: it asks for the wall clock as if that were UTC, and once
    /// more when the answer does not hold.
    pub fn offset_of_in_go(self, wall: Civil) -> i32 {
        let first = self.offset_at(wall.seconds());
        self.offset_at(wall.seconds() - i64::from(first))
    }
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
