//! Which of two dates is earlier, and by how much.

use super::{Moment, Note, Precision};
use std::cmp::Ordering;

/// Puts two dates in order. As instants where both have a time, in the coarser of their units (`12:30` and `12:30:20` are
/// equal); by the day where one has only a day. `None` where a date has no day of its own (Hugo's `3:04PM`), or may well
/// not be the one that is meant (30 February, `03/04/2024`, the number 20240307), which other rules report.
///
/// A day has no zone, a time does: `2024-05-02` is not earlier than `2024-05-02T21:40:00+08:00`, neither on the clock that
/// is written nor on the site's. Only where both clocks agree that the days differ is one day earlier.
pub fn compare(a: &Moment, b: &Moment) -> Option<Ordering> {
    if [a, b].into_iter().any(is_doubtful) {
        return None;
    }
    let (by_own, by_other) = match (a.precision, b.precision) {
        (Precision::Day, Precision::Day) => return Some(a.wall.date().cmp(&b.wall.date())),
        (Precision::Day, _) => (day(a, a).cmp(&day(b, b)), day(a, a).cmp(&day(b, a))),
        (_, Precision::Day) => (day(a, a).cmp(&day(b, b)), day(a, b).cmp(&day(b, b))),
        (one, other) => {
            let unit = seconds_of(one.max(other));
            let order = a.unix_seconds().div_euclid(unit).cmp(&b.unix_seconds().div_euclid(unit));
            let is_fraction = one == Precision::Fraction && other == Precision::Fraction;
            let fractions = a.wall.nanosecond.cmp(&b.wall.nanosecond);
            return Some(if is_fraction { order.then(fractions) } else { order });
        }
    };
    Some(if by_own == by_other { by_own } else { Ordering::Equal })
}

/// Whether a date may well not be the one that is meant, for a reason that a rule reports: 30 February, `03/04/2024`, a
/// number, a time without a day.
pub fn is_doubtful(moment: &Moment) -> bool {
    use Note::{OrderChosen, RolledOver, TimeOnly, UnixMilliseconds, UnixSeconds};
    let doubts = [TimeOnly, RolledOver, OrderChosen, UnixSeconds, UnixMilliseconds];
    moment.notes.iter().any(|note| doubts.contains(note))
}

/// How much later `later` is, in at most two units: `5 hours 12 minutes`, `6 days 22 hours`, `1 day`. In days only where
/// one of the two has only a day. The order does not matter.
pub fn difference(earlier: &Moment, later: &Moment) -> String {
    if earlier.precision == Precision::Day || later.precision == Precision::Day {
        return count((later.wall.days() - earlier.wall.days()).unsigned_abs(), "day");
    }
    let seconds = (later.unix_seconds() - earlier.unix_seconds()).unsigned_abs();
    let parts = [
        (seconds / 86_400, "day"),
        (seconds / 3600 % 24, "hour"),
        (seconds / 60 % 60, "minute"),
        (seconds % 60, "second"),
    ];
    let Some(first) = parts.iter().position(|(number, _)| *number > 0) else {
        return "less than a second".to_owned();
    };
    let words =
        parts[first..].iter().take(2).filter(|(number, _)| *number > 0).map(|(number, unit)| count(*number, unit));
    words.collect::<Vec<_>>().join(" ")
}

/// The day of `moment` on the clock of `clock`.
fn day(moment: &Moment, clock: &Moment) -> i64 {
    (moment.wall.seconds() + i64::from(clock.offset) - i64::from(moment.offset)).div_euclid(86_400)
}

fn seconds_of(precision: Precision) -> i64 {
    match precision {
        Precision::Fraction | Precision::Second => 1,
        Precision::Minute => 60,
        Precision::Hour => 3600,
        Precision::Day => 86_400,
    }
}

fn count(number: u64, unit: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use super::super::{Reading, Written, Zone, read};
    use super::*;
    use crate::front_matter::{Format, Style, Typed};
    use crate::profile::DateReading;

    fn moment(text: &str, zone: Zone) -> Moment {
        let written = Written::scalar(Typed::Str(text.into()), Style::Plain, Format::Yaml);
        match read(&written, DateReading::Hugo, zone) {
            Reading::Moment(moment) => moment,
            other => panic!("{text}: {other:?}"),
        }
    }

    fn order(a: &str, b: &str, zone: Zone) -> Option<Ordering> {
        let forth = compare(&moment(a, zone), &moment(b, zone));
        let back = compare(&moment(b, zone), &moment(a, zone));
        assert_eq!(forth, back.map(Ordering::reverse), "{a} {b}");
        forth
    }

    #[test]
    fn instants_where_both_have_a_time() {
        let shanghai = Zone::from_name("Asia/Shanghai").unwrap();
        let (equal, less) = (Some(Ordering::Equal), Some(Ordering::Less));
        assert_eq!(order("2024-05-02T13:40:00Z", "2024-05-02T21:40:00+08:00", Zone::Utc), equal);
        assert_eq!(order("2024-05-02 21:40:00", "2024-05-02T13:40:01Z", shanghai), less);
        assert_eq!(order("02 May 24 13:40 GMT", "2024-05-02T13:40:20Z", Zone::Utc), equal);
        assert_eq!(order("2024-05-02T13:40:00.1Z", "2024-05-02T13:40:00.2Z", Zone::Utc), less);
        assert_eq!(order("3:04PM", "2024-05-02", Zone::Utc), None);
    }

    #[test]
    fn days_where_one_has_only_a_day() {
        let shanghai = Zone::from_name("Asia/Shanghai").unwrap();
        let (equal, less) = (Some(Ordering::Equal), Some(Ordering::Less));
        assert_eq!(order("2024-05-02", "2024-05-02T21:40:00+08:00", Zone::Utc), equal);
        // On the site's clock this is 2 May, 04:00.
        assert_eq!(order("2024-05-01T20:00:00Z", "2024-05-02", shanghai), equal);
        assert_eq!(order("2024-05-01T15:00:00Z", "2024-05-02", shanghai), less);
        assert_eq!(order("2024-05-01", "2024-05-02", shanghai), less);
    }

    #[test]
    fn differences_in_words() {
        let words = |a, b| difference(&moment(a, Zone::Utc), &moment(b, Zone::Utc));
        assert_eq!(words("2023-06-11T22:05:00+08:00", "2023-06-18T20:30:00+08:00"), "6 days 22 hours");
        assert_eq!(words("2022-03-24T16:45:40+08:00", "2022-03-24T21:57:41+08:00"), "5 hours 12 minutes");
        assert_eq!(words("2024-04-30", "2024-05-01T00:00:00Z"), "1 day");
        assert_eq!(words("2024-05-01T00:00:00Z", "2024-05-01T01:00:09Z"), "1 hour");
        assert_eq!(words("2024-05-01T00:00:00Z", "2024-05-01T00:00:01Z"), "1 second");
        assert_eq!(words("2024-05-01T00:00:00.1Z", "2024-05-01T00:00:00.3Z"), "less than a second");
    }
}
