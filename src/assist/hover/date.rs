//! A date in words.

use crate::assist::Asked;
use crate::profile::DateRole;
use crate::site::DateValue;
use crate::site::dates::{Civil, MONTHS, Moment, Note, Precision};

/// Names of days; 1970-01-01 was a Thursday.
const WEEKDAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];

/// What is to be said of a date; `None` where the generator reads none.
pub fn paragraphs(asked: &Asked<'_>, value: &DateValue) -> Option<Vec<String>> {
    let moment = value.reading.moment()?;
    let site = asked.site();
    let seconds = moment.unix_seconds();
    let here = site.zone().offset_at(seconds);
    let has_time = moment.precision != Precision::Day;
    let today = day_of(asked.now.timestamp(), here);
    // A day without a time means that day, wherever the reader is.
    let day = if has_time { day_of(seconds, here) } else { moment.wall.days() };
    let mut paragraphs =
        vec![format!("{} ({})", in_words(moment.wall, moment.offset, has_time), relative(day - today))];
    if has_time && here != moment.offset {
        let wall = Civil::from_seconds(seconds.saturating_add(i64::from(here)), moment.wall.nanosecond);
        paragraphs.push(format!("on the clock of the site: {}", in_words(wall, here, true)));
    }
    if is_hidden(asked, value, moment) {
        paragraphs.push("the page is left out of the site until then".to_owned());
    }
    paragraphs.extend(moment.notes.iter().map(|note| of_note(*note, site.profile.name)));
    Some(paragraphs)
}

/// Whether the date keeps the page out of the site now.
fn is_hidden(asked: &Asked<'_>, value: &DateValue, moment: &Moment) -> bool {
    let site = asked.site();
    let dates = &asked.page.dates;
    let decides =
        dates.of(DateRole::Publish).or_else(|| dates.of(DateRole::Date)).is_some_and(|own| own.key == value.key);
    decides && site.profile.dates.future_hides && !site.config.future && moment.unix_seconds() > asked.now.timestamp()
}

/// `Tuesday, 2 January 2024, 03:04:05 UTC+08:00`.
fn in_words(wall: Civil, offset: i32, has_time: bool) -> String {
    let Civil { year, month, day, hour, minute, second, .. } = wall;
    let weekday = usize::try_from(wall.days().rem_euclid(7)).ok().and_then(|day| WEEKDAYS.get(day));
    let month = MONTHS.get(usize::from(month).saturating_sub(1));
    let (weekday, month) = (weekday.unwrap_or(&""), month.unwrap_or(&""));
    if !has_time {
        return format!("{weekday}, {day} {month} {year}");
    }
    let seconds = if second == 0 { String::new() } else { format!(":{second:02}") };
    let zone =
        if offset == 0 { "UTC".to_owned() } else { format!("UTC{}", crate::site::dates::zone_text(offset, ":")) };
    format!("{weekday}, {day} {month} {year}, {hour:02}:{minute:02}{seconds} {zone}")
}

fn day_of(seconds: i64, offset: i32) -> i64 {
    seconds.saturating_add(i64::from(offset)).div_euclid(86_400)
}

/// How far a day lies from today: `in 3 days`, `2 years ago`.
fn relative(days: i64) -> String {
    let count = days.unsigned_abs();
    let (count, unit) = match count {
        0 => return "today".to_owned(),
        1 => return if days > 0 { "tomorrow" } else { "yesterday" }.to_owned(),
        2..60 => (count, "day"),
        60..730 => (count / 30, "month"),
        _ => (count / 365, "year"),
    };
    if days > 0 { format!("in {count} {unit}s") } else { format!("{count} {unit}s ago") }
}

fn of_note(note: Note, generator: &str) -> String {
    match note {
        Note::RolledOver => "no such day or time exists; this is the one that it becomes".to_owned(),
        Note::UnixSeconds => "the number counts seconds since 1970".to_owned(),
        Note::UnixMilliseconds => "the number counts milliseconds since 1970".to_owned(),
        Note::TimeOnly => "only a time is written, no day".to_owned(),
        Note::ZoneNameIgnored => format!("{generator} does not heed the name of the zone"),
        Note::ZoneReversed => format!("{generator} takes the sign of the zone the other way round"),
        Note::TwoDigitYear => format!("{generator} chooses the century"),
        Note::OrderChosen => format!("{generator} chooses which number is the month"),
        Note::ReadAsUtc => format!("no zone is written, and {generator} takes UTC"),
        Note::MachineZone => {
            format!("no zone is written, and {generator} takes that of the machine that builds the site")
        }
        Note::PartIgnored => format!("{generator} does not read all of it"),
        Note::LeftToTheme => format!("{generator} leaves it to the theme"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Civil, in_words, relative};

    #[test]
    fn days_have_their_names() {
        let day = |year, month, day| in_words(Civil::day(year, month, day).unwrap(), 0, false);
        assert_eq!(day(1970, 1, 1), "Thursday, 1 January 1970");
        assert_eq!(day(2024, 2, 29), "Thursday, 29 February 2024");
        assert_eq!(day(1969, 12, 31), "Wednesday, 31 December 1969");
    }

    #[test]
    fn distances_are_rounded_down() {
        let said = [-800, -729, -61, -59, -2, -1, 0, 1, 59, 400].map(relative);
        let expected = [
            "2 years ago",
            "24 months ago",
            "2 months ago",
            "59 days ago",
            "2 days ago",
            "yesterday",
            "today",
            "tomorrow",
            "in 59 days",
            "in 13 months",
        ];
        assert_eq!(said, expected);
    }
}
