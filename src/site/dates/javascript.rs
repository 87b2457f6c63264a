//! The generators in JavaScript: Astro, Hexo, Docusaurus, Eleventy, VitePress. Their YAML parsers make dates of timestamps
//! without quotes, in UTC; they differ in what they do with text.

use super::fault::{DateFault, FaultKind, explain, impossible_day};
use super::javascript_text::{JsTime, Parsed, parse};
use super::spelling::Spelling;
use super::zone::Zone;
use super::{Civil, Moment, Note, Precision, Reading, Value, Written, neutral, yaml_timestamp};
use crate::front_matter::{Style, Typed};

/// Astro's `z.coerce.date()`: `new Date(value)`.
pub(super) fn read_new_date(written: &Written<'_>, zone: Zone) -> Reading {
    match &written.value {
        // 1970 to JavaScript, but a schema may well say that the key may be missing.
        Value::Scalar(Typed::Null) => Reading::Absent,
        Value::Scalar(Typed::Str(text)) => read_text(text, zone),
        Value::Scalar(Typed::Int(milliseconds)) => from_milliseconds(*milliseconds),
        Value::Scalar(Typed::Date(_)) if written.style == Style::LocalTime => Reading::Unknown,
        Value::Scalar(Typed::Date(text)) => parser_date(text),
        Value::Scalar(Typed::Float(_) | Typed::Bool(_)) | Value::List { .. } | Value::Map { .. } => Reading::Unknown,
    }
}

/// Hexo 8: as `new Date(value)`, except that a YAML date without a zone is in the site's zone. What is no date is dropped
/// without a word.
pub(super) fn read_hexo(written: &Written<'_>, zone: Zone) -> Reading {
    let text = match &written.value {
        Value::Scalar(Typed::Date(text)) => text,
        Value::Scalar(Typed::Str(text)) if text.is_empty() => return Reading::Absent,
        _ => return read_new_date(written, zone),
    };
    let Reading::Moment(moment) = parser_date(text) else { return Reading::Unknown };
    if moment.zone_written || zone == Zone::Utc {
        return Reading::Moment(moment);
    }
    // The zone is put on by Luxon, which lets no day roll over.
    let day = Spelling::of(text).and_then(|spelling| spelling.day());
    if let Some(fault) = day.and_then(|(year, month, day)| impossible_day(year, month, day)) {
        return Reading::Fault(fault);
    }
    Reading::Moment(Moment { offset: zone.offset_of(moment.wall), notes: Vec::new(), ..moment })
}

/// Docusaurus 3: text must be one that `new Date` takes, and still be one with a `Z` behind it.
pub(super) fn read_docusaurus(written: &Written<'_>) -> Reading {
    let text = match &written.value {
        Value::Scalar(Typed::Date(text)) => return parser_date(text),
        Value::Scalar(Typed::Str(text)) => text,
        Value::Scalar(Typed::Int(_) | Typed::Float(_) | Typed::Bool(_)) => return Reading::Unknown,
        _ => return written.wrong_type(),
    };
    let accepts = |text: &str| matches!((parse(text), parse(&format!("{text}Z"))), (Parsed::Time(_), Parsed::Time(_)));
    match (parse(text), parse(&format!("{text}Z"))) {
        (Parsed::Time(_), Parsed::Time(time)) => Reading::Moment(moment(&time, Zone::Utc)),
        (Parsed::Invalid, _) => Reading::Fault(explain(text, &accepts)),
        (Parsed::Time(time), Parsed::Invalid) if time.zone_written => {
            let without = text.strip_suffix(['Z', 'z']).map(str::trim_end).filter(|text| accepts(text));
            Reading::Fault(DateFault {
                kind: FaultKind::WrongZone,
                reason: "a date in quotes is always UTC here, and must not name a zone".to_owned(),
                suggestion: without.map(str::to_owned),
            })
        }
        _ => Reading::Unknown,
    }
}

/// Eleventy 3: text must be ISO 8601 to the letter, or one of four names.
pub(super) fn read_eleventy(written: &Written<'_>) -> Reading {
    let text = match &written.value {
        // `0` and `false` are as good as nothing.
        Value::Scalar(Typed::Null | Typed::Bool(false) | Typed::Int(0)) => return Reading::Absent,
        Value::Scalar(Typed::Date(text)) => return parser_date(text),
        Value::Scalar(Typed::Str(text)) => text,
        _ => return written.wrong_type(),
    };
    const NAMES: [&str; 4] = ["last modified", "created", "git last modified", "git created"];
    if text.is_empty() || NAMES.contains(&text.to_lowercase().as_str()) {
        return Reading::Absent;
    }
    if let Some(moment) = iso_moment(text) {
        return Reading::Moment(moment);
    }
    // `2024-W01-2`, `20240102T0304`, `…[Asia/Tokyo]`: the rest of ISO 8601 is left to Luxon.
    let is_other_iso =
        text.bytes().all(|byte| byte.is_ascii_digit() || b"-+W:.,TtZz".contains(&byte)) || text.contains('[');
    let is_run_together = |digits: &str| digits.len() > 3;
    let is_followed = Spelling::of(text).is_some_and(|spelling| {
        !spelling.time.is_some_and(|time| is_run_together(time.hour) || is_run_together(time.minute))
    });
    if is_other_iso && !is_followed {
        return Reading::Unknown;
    }
    Reading::Fault(explain(text, &|text| iso_moment(text).is_some()))
}

/// VitePress: a date of the YAML parser. Text means nothing to it, but may to a theme.
pub(super) fn read_vitepress(written: &Written<'_>, zone: Zone) -> Reading {
    match &written.value {
        Value::Scalar(Typed::Date(text)) => parser_date(text),
        Value::Scalar(Typed::Null | Typed::Bool(_)) => Reading::Absent,
        _ => match neutral::read(written, zone) {
            Reading::Moment(moment) => Reading::Moment(moment.with(Note::LeftToTheme)),
            _ => Reading::Unknown,
        },
    }
}

fn read_text(text: &str, zone: Zone) -> Reading {
    match parse(text) {
        Parsed::Time(time) => Reading::Moment(moment(&time, zone)),
        Parsed::Invalid => Reading::Fault(explain(text, &|text| matches!(parse(text), Parsed::Time(_)))),
        Parsed::Unknown => Reading::Unknown,
    }
}

fn moment(time: &JsTime, zone: Zone) -> Moment {
    let offset = time.offset.unwrap_or_else(|| zone.offset_of(time.wall));
    let mut moment = Moment::new(time.wall, offset, time.zone_written, time.precision);
    let notes = [
        (time.rolled, Note::RolledOver),
        (time.short_year, Note::TwoDigitYear),
        (time.order_chosen, Note::OrderChosen),
        (time.offset.is_none(), Note::MachineZone),
        (time.offset.is_some() && !time.zone_written, Note::ReadAsUtc),
    ];
    moment.notes.extend(notes.iter().filter(|(applies, _)| *applies).map(|(_, note)| *note));
    moment
}

/// A date that the YAML or TOML parser made.
fn parser_date(text: &str) -> Reading {
    yaml_timestamp::read_rolling(text).map_or(Reading::Unknown, Reading::Moment)
}

fn from_milliseconds(milliseconds: i128) -> Reading {
    // The range of a JavaScript date.
    const LAST: i128 = 8_640_000_000_000_000;
    match i64::try_from(milliseconds) {
        Ok(milliseconds) if i128::from(milliseconds).abs() <= LAST => {
            let nanosecond = milliseconds.rem_euclid(1000) as u32 * 1_000_000;
            let wall = Civil::from_seconds(milliseconds.div_euclid(1000), nanosecond);
            Reading::Moment(Moment::new(wall, 0, true, Precision::Fraction).with(Note::UnixMilliseconds))
        }
        _ => Reading::Unknown,
    }
}

/// `2024-01-02`, `2024-01-02T03:04`, with seconds, fraction and zone, in UTC where none is written; as Luxon reads it.
fn iso_moment(text: &str) -> Option<Moment> {
    let spelling = Spelling::of(text)?;
    let two = |digits: &str| digits.len() == 2;
    let [_, month, day] = spelling.numbers;
    if let Some(time) = spelling.time {
        let is_padded = two(time.hour) && two(time.minute) && time.second.is_none_or(two);
        let is_zone_read = match time.zone {
            None => true,
            // `Z`, `+08`, `+0800`, `+08:00`
            Some((blanks, zone)) => {
                blanks.is_empty() && matches!((zone.len(), zone.find(':')), (1 | 3 | 5, None) | (6, Some(3)))
            }
        };
        if !matches!(time.before, "T" | "t") || !is_padded || !is_zone_read {
            return None;
        }
    }
    if !two(month) || !two(day) {
        return None;
    }
    let day = spelling.day()?;
    if spelling.time.and_then(|time| time.clock()) == Some((24, 0, 0)) {
        Civil::day(day.0, day.1, day.2)?;
        return yaml_timestamp::read_rolling(text);
    }
    yaml_timestamp::read_strict(text)
}
