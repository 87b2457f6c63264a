//! No generator known: the spelling that all of them share, `2024-01-02` with or without a time.

use super::fault::impossible_day;
use super::spelling::Spelling;
use super::zone::Zone;
use super::{Moment, Precision, Reading, Value, Written, yaml_timestamp};
use crate::front_matter::Typed;

/// Reads a value whatever the generator; what not every generator reads in the same way is unknown.
pub(super) fn read(written: &Written<'_>, zone: Zone) -> Reading {
    let text = match &written.value {
        Value::Scalar(Typed::Null) => return Reading::Absent,
        Value::Scalar(Typed::Str(text) | Typed::Date(text)) => text,
        _ => return Reading::Unknown,
    };
    let Some(spelling) = Spelling::of(text).filter(|spelling| spelling.is_year_first()) else {
        return Reading::Unknown;
    };
    if spelling.separators != ['-', '-'] || spelling.numbers[1].len() != 2 || spelling.numbers[2].len() != 2 {
        return Reading::Unknown;
    }
    if let Some(fault) = spelling.day().and_then(|(year, month, day)| impossible_day(year, month, day)) {
        return Reading::Fault(fault);
    }
    match yaml_timestamp::read_strict(text) {
        Some(moment) if moment.zone_written => Reading::Moment(moment),
        Some(Moment { wall, precision, .. }) => {
            let offset = if precision == Precision::Day { 0 } else { zone.offset_of(wall) };
            Reading::Moment(Moment::new(wall, offset, false, precision))
        }
        None => Reading::Unknown,
    }
}
