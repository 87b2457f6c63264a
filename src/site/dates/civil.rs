//! Calendar arithmetic on 64-bit years. chrono ends at the year 262143, and Hugo happily reads `date: 20240102030405`
//! as Unix seconds in the year 643353.

const DAYS_IN_400_YEARS: i64 = 146_097;
const SECONDS_IN_A_DAY: i64 = 86_400;
/// 1970-01-01, counted in days from 0000-03-01.
const EPOCH: i64 = 719_468;

/// A day and a time of day on some clock, of the proleptic Gregorian calendar. Always a time that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    /// The year; 0 is the year before 1.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999,999,999.
    pub nanosecond: u32,
}

impl Civil {
    /// Midnight of a day; `None` where the calendar has no such day.
    pub fn day(year: i64, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day, hour: 0, minute: 0, second: 0, nanosecond: 0 })
    }

    /// The same day at another time; `None` where the clock has no such time.
    pub fn at(self, hour: u8, minute: u8, second: u8) -> Option<Self> {
        (hour < 24 && minute < 60 && second < 60).then_some(Self { hour, minute, second, ..self })
    }

    /// A time whose day, hour or second may lie past its end (30 February, 24:00, :60) and then rolls over, as C's
    /// `timegm` does it for Ruby and JavaScript.
    pub fn rolled(year: i64, month: u8, day: u8, (hour, minute, second): (u8, u8, u8)) -> Option<Self> {
        let first = Self::day(year, month, 1)?;
        let days = i64::from(day) - 1;
        let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
        Some(Self::from_seconds(first.seconds() + days * SECONDS_IN_A_DAY + seconds, 0))
    }

    /// Seconds since 1970-01-01 00:00:00 on the same clock.
    pub fn seconds(self) -> i64 {
        let time = (i64::from(self.hour) * 60 + i64::from(self.minute)) * 60 + i64::from(self.second);
        self.days() * SECONDS_IN_A_DAY + time
    }

    /// The inverse of [`Civil::seconds`].
    pub fn from_seconds(seconds: i64, nanosecond: u32) -> Self {
        let (year, month, day) = day_of(seconds.div_euclid(SECONDS_IN_A_DAY));
        let time = seconds.rem_euclid(SECONDS_IN_A_DAY);
        Self {
            year,
            month,
            day,
            hour: (time / 3600) as u8,
            minute: (time / 60 % 60) as u8,
            second: (time % 60) as u8,
            nanosecond,
        }
    }

    /// The day without the time, for comparisons.
    pub fn date(self) -> (i64, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        // Years begin in March here, so that the leap day is the last day of one.
        let shifted = (i64::from(self.month) + 9) % 12;
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let within = year.rem_euclid(400);
        let day_of_year = (153 * shifted + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = within * 365 + within / 4 - within / 100 + day_of_year;
        year.div_euclid(400) * DAYS_IN_400_YEARS + day_of_era - EPOCH
    }
}

/// How many days a month has.
pub fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Whether a year has a 29 February.
pub fn is_leap_year(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// The day that lies `days` after 1970-01-01.
fn day_of(days: i64) -> (i64, u8, u8) {
    let days = days + EPOCH;
    let (era, day_of_era) = (days.div_euclid(DAYS_IN_400_YEARS), days.rem_euclid(DAYS_IN_400_YEARS));
    // Take the leap days out before dividing: one each 4 years, none each 100, and the last day of the 400.
    let leaps = day_of_era / 1460 - day_of_era / 36_524 + day_of_era / (DAYS_IN_400_YEARS - 1);
    let within = (day_of_era - leaps) / 365;
    let day_of_year = day_of_era - (within * 365 + within / 4 - within / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = (shifted + 2) % 12 + 1;
    (era * 400 + within + i64::from(month <= 2), month as u8, day as u8)
}

/// The names of the months, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_the_epoch_and_back() {
        for (days, date) in [
            (0, (1970, 1, 1)),
            (-1, (1969, 12, 31)),
            (19_782, (2024, 2, 29)),
            (19_783, (2024, 3, 1)),
            (-719_528, (0, 1, 1)),
        ] {
            assert_eq!(day_of(days), date);
            assert_eq!(Civil::day(date.0, date.1, date.2).unwrap().days(), days);
        }
        for days in (-1_000_000..1_000_000).step_by(997) {
            let (year, month, day) = day_of(days);
            assert_eq!(Civil::day(year, month, day).unwrap().days(), days);
        }
    }

    #[test]
    fn rolls_over() {
        let rolled = Civil::rolled(2023, 2, 30, (24, 0, 0)).unwrap();
        assert_eq!(rolled.date(), (2023, 3, 3));
        assert_eq!(Civil::rolled(2024, 13, 1, (0, 0, 0)), None);
    }
}
