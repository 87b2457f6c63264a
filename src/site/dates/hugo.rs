//! Hugo: the value goes to spf13/cast, which tries one Go layout after the other. Checked against Hugo 0.168.

use std::sync::LazyLock;

use super::civil::{Civil, days_in_month};
use super::fault::explain;
use super::go_layout::{Fields, Layout};
use super::spelling::Spelling;
use super::zone::Zone;
use super::{Moment, Note, Precision, Reading, Value, Written};
use crate::front_matter::{Format, Style, Typed};

/// What a layout says about the zone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    /// No offset, perhaps a name (which is not heeded): the site's zone counts.
    Site,
    /// An offset is written.
    Written,
    /// A time of day without a day, in UTC whatever the site's zone is.
    TimeOnly,
}

/// The layouts of spf13/cast in its order. Its last three, `Jan _2 15:04:05.000` and so on, are left out: a fraction may
/// follow any seconds, so the layout without one takes all that they take.
const LAYOUTS: [(&str, Clock); 21] = [
    ("2006-01-02", Clock::Site),
    ("2006-01-02T15:04:05Z07:00", Clock::Written),
    ("2006-01-02T15:04:05", Clock::Site),
    ("Mon, 02 Jan 2006 15:04:05 -0700", Clock::Written),
    ("Mon, 02 Jan 2006 15:04:05 MST", Clock::Site),
    ("02 Jan 06 15:04 -0700", Clock::Written),
    ("02 Jan 06 15:04 MST", Clock::Site),
    ("Monday, 02-Jan-06 15:04:05 MST", Clock::Site),
    ("2006-01-02 15:04:05.999999999 -0700 MST", Clock::Written),
    ("2006-01-02T15:04:05-0700", Clock::Written),
    ("2006-01-02 15:04:05Z0700", Clock::Written),
    ("2006-01-02 15:04:05", Clock::Site),
    ("Mon Jan _2 15:04:05 2006", Clock::Site),
    ("Mon Jan _2 15:04:05 MST 2006", Clock::Site),
    ("Mon Jan 02 15:04:05 -0700 2006", Clock::Written),
    ("2006-01-02 15:04:05Z07:00", Clock::Written),
    ("02 Jan 2006", Clock::Site),
    ("2006-01-02 15:04:05 -07:00", Clock::Written),
    ("2006-01-02 15:04:05 -0700", Clock::Written),
    ("3:04PM", Clock::TimeOnly),
    ("Jan _2 15:04:05", Clock::TimeOnly),
];

/// Reads a value as Hugo does.
pub(super) fn read(written: &Written<'_>, zone: Zone) -> Reading {
    let Value::Scalar(typed) = &written.value else { return written.wrong_type() };
    match typed {
        Typed::Null => Reading::Absent,
        Typed::Str(text) if text.is_empty() => Reading::Absent,
        Typed::Str(text) => match read_text(text, zone) {
            Some(moment) => Reading::Moment(moment),
            None => Reading::Fault(explain(text, &|text| read_text(text, zone).is_some())),
        },
        // All numbers of JSON are floats to Go, and those are refused.
        Typed::Int(seconds) if written.format != Format::Json => match i64::try_from(*seconds) {
            Ok(seconds) => Reading::Moment(from_unix_seconds(seconds)),
            Err(_) => written.wrong_type(),
        },
        Typed::Date(text) if written.style != Style::LocalTime => read_toml(text, zone),
        Typed::Int(_) | Typed::Float(_) | Typed::Bool(_) | Typed::Date(_) => written.wrong_type(),
    }
}

fn read_text(text: &str, zone: Zone) -> Option<Moment> {
    static PARSED: LazyLock<Vec<Parsed>> = LazyLock::new(|| LAYOUTS.iter().map(Parsed::of).collect());
    PARSED.iter().find_map(|parsed| moment(&parsed.layout.parse(text)?, parsed, zone))
}

/// A layout with what it says of every text that fits it.
struct Parsed {
    layout: Layout,
    clock: Clock,
    precision: Precision,
    has_short_year: bool,
}

impl Parsed {
    fn of((layout, clock): &(&str, Clock)) -> Self {
        let precision = match layout {
            _ if layout.contains(":05") => Precision::Second,
            _ if layout.contains(":04") => Precision::Minute,
            _ => Precision::Day,
        };
        let has_short_year = !layout.contains("2006") && *clock != Clock::TimeOnly;
        Self { layout: Layout::of(layout), clock: *clock, precision, has_short_year }
    }
}

/// The moment that `fields` name; `None` where the month does not have that day.
fn moment(fields: &Fields<'_>, layout: &Parsed, zone: Zone) -> Option<Moment> {
    let clock = layout.clock;
    if fields.day < 1 || fields.day > days_in_month(fields.year, fields.month) {
        return None;
    }
    let day = Civil::day(fields.year, fields.month, fields.day)?;
    let mut wall = day.at(fields.hour, fields.minute, fields.second)?;
    wall.nanosecond = fields.nanosecond;
    // Go takes `GMT+8` for a clock eight hours ahead without setting the time back by as much; cast then reads that clock.
    let shift = fields.zone_name.and_then(|name| name.strip_prefix("GMT")).and_then(|hours| hours.parse::<i64>().ok());
    if let Some(hours) = shift {
        wall = Civil::from_seconds(wall.seconds() + hours * 3600, wall.nanosecond);
    }
    let offset = match clock {
        Clock::Site => zone.offset_of_in_go(wall),
        Clock::Written => fields.offset.unwrap_or(0),
        Clock::TimeOnly => 0,
    };
    let precision = if fields.nanosecond > 0 { Precision::Fraction } else { layout.precision };
    let mut moment = Moment::new(wall, offset, clock == Clock::Written, precision);
    let is_utc = matches!(fields.zone_name, Some("UTC" | "GMT")) && offset == 0;
    if clock == Clock::TimeOnly {
        moment.notes.push(Note::TimeOnly);
    }
    if shift.is_some() {
        moment.notes.push(Note::ZoneReversed);
    } else if clock == Clock::Site && fields.zone_name.is_some() && !is_utc {
        moment.notes.push(Note::ZoneNameIgnored);
    }
    if layout.has_short_year {
        moment.notes.push(Note::TwoDigitYear);
    }
    Some(moment)
}

fn from_unix_seconds(seconds: i64) -> Moment {
    Moment::new(Civil::from_seconds(seconds, 0), 0, true, Precision::Second).with(Note::UnixSeconds)
}

/// A bare TOML date. The TOML reader has already refused days and times that do not exist.
fn read_toml(text: &str, zone: Zone) -> Reading {
    toml_moment(text, zone).map_or(Reading::Unknown, Reading::Moment)
}

fn toml_moment(text: &str, zone: Zone) -> Option<Moment> {
    let spelling = Spelling::of(text)?;
    let (year, month, day) = spelling.day()?;
    let day = Civil::day(year, month, day)?;
    let Some(time) = spelling.time else {
        return Some(Moment::new(day, zone.offset_of_in_go(day), false, Precision::Day));
    };
    let (hour, minute, second) = time.clock()?;
    let mut wall = day.at(hour, minute, second)?;
    wall.nanosecond = time.nanosecond();
    if time.offset().is_some_and(|offset| offset != 0 || zone != Zone::Utc) {
        // Unless all is UTC, Hugo writes such a time out again to have it parsed by cast, and writes no fraction.
        wall.nanosecond = 0;
    }
    let offset = time.offset().unwrap_or_else(|| zone.offset_of_in_go(wall));
    let precision = match time.second {
        _ if wall.nanosecond > 0 => Precision::Fraction,
        Some(_) => Precision::Second,
        None => Precision::Minute,
    };
    Some(Moment::new(wall, offset, time.zone.is_some(), precision))
}
