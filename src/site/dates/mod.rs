//! How each generator turns a front matter value into an instant.
//!
//! What a date is differs more than anything else between generators: `2024-1-2` stops a Hugo build and is fine for
//! Jekyll, which in turn moves an unquoted `2024-01-02 23:30:00` to the next day east of Greenwich. [`read`] answers as
//! one generator does; [`compare`] and [`difference`] put two answers in order and in words.
//!
//! What is assumed of the input: [`Typed::Date`] carries the text as written, and only where the generator's own parser
//! makes a date (Hugo's YAML parser never does: its dates are [`Typed::Str`]). TOML dates are [`Typed::Date`] with a style
//! that says which of the four kinds. A number in JSON is [`Typed::Int`] or [`Typed::Float`] with [`Format::Json`], since
//! Hugo reads all of them as floats. Texts that do not parse as YAML, TOML or JSON at all are the reader's business.

mod civil;
mod compare;
mod fault;
mod go_layout;
mod hugo;
mod javascript;
mod javascript_text;
mod layout;
mod neutral;
mod py_yaml;
mod ruby;
mod ruby_text;
mod spelling;
mod yaml_timestamp;
mod zola;
mod zone;

pub use civil::{Civil, MONTHS, days_in_month, is_leap_year};
pub use compare::{compare, difference, is_doubtful};
pub use fault::{DateFault, FaultKind};
pub use layout::{DateLayout, Padding, TimeDetail, TimeLayout, ZoneForm, in_layout, layout_of, with_all_zeros};
pub use zone::Zone;

use crate::front_matter::{Format, Style, Typed};
use crate::profile::DateReading;
use fault::wrong_type;

/// Reads a value as the generator of `reading` does. `zone` is the site's own, for times that name none.
pub fn read(written: &Written<'_>, reading: DateReading, zone: Zone) -> Reading {
    match reading {
        DateReading::Hugo => hugo::read(written, zone),
        DateReading::Ruby => ruby::read(written, zone),
        DateReading::Zola => zola::read(written),
        DateReading::JsDate => javascript::read_new_date(written, zone),
        DateReading::Hexo => javascript::read_hexo(written, zone),
        DateReading::DocusaurusJoi => javascript::read_docusaurus(written),
        DateReading::Eleventy => javascript::read_eleventy(written),
        DateReading::PyYaml => py_yaml::read(written),
        DateReading::VitePress => javascript::read_vitepress(written, zone),
        DateReading::Neutral => neutral::read(written, zone),
    }
}

/// A value as it stands in the front matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Written<'t> {
    /// What the generator's parser makes of it.
    pub value: Value<'t>,
    /// How it is written.
    pub style: Style,
    /// The format of the block it stands in.
    pub format: Format,
}

/// A value that may be meant as a date.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'t> {
    /// One value.
    Scalar(Typed<'t>),
    /// A list, and whether it is empty.
    List {
        /// Whether nothing is in it.
        empty: bool,
    },
    /// A map, and whether it is empty.
    Map {
        /// Whether nothing is in it.
        empty: bool,
    },
}

/// What a generator makes of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// No date: null or empty, where this generator goes on as if the key were not there.
    Absent,
    /// A date.
    Moment(Moment),
    /// The generator takes it, and fills in what is missing from the day of the build: Jekyll's `January 2`.
    DependsOnToday,
    /// The generator refuses it, or drops it silently.
    Fault(DateFault),
    /// Not known what this generator does with it: rules stay silent.
    Unknown,
}

impl Reading {
    /// The date, if it is one.
    pub fn moment(&self) -> Option<&Moment> {
        match self {
            Self::Moment(moment) => Some(moment),
            _ => None,
        }
    }

    /// What is wrong with it, if something is.
    pub fn fault(&self) -> Option<&DateFault> {
        match self {
            Self::Fault(fault) => Some(fault),
            _ => None,
        }
    }
}

/// A date as a generator understood it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day and time as read, on the clock of `offset`.
    pub wall: Civil,
    /// Seconds east of UTC of that clock: as written, or what the site's zone (or the generator) adds.
    pub offset: i32,
    /// Whether the offset (or `Z`) is written, not added.
    pub zone_written: bool,
    /// The smallest unit that is written.
    pub precision: Precision,
    /// What is odd about it.
    pub notes: Vec<Note>,
}

/// The smallest unit that is written of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Fractions of a second.
    Fraction,
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Only the day.
    Day,
}

impl Precision {
    /// The name in reports: `day`, `second`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fraction => "fraction",
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }
}

/// Something that a writer may not expect of a date that the generator accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Note {
    /// The day or time does not exist and became a later one: 30 February is 1 March (Jekyll, JavaScript).
    RolledOver,
    /// A bare number, taken as seconds since 1970.
    UnixSeconds,
    /// A bare number, taken as milliseconds since 1970.
    UnixMilliseconds,
    /// A time of day without a day: Hugo puts it in the year 0.
    TimeOnly,
    /// The name of a zone is written and not heeded: `EST` in Hugo, `JST` in Jekyll.
    ZoneNameIgnored,
    /// `GMT+8`, which Hugo adds to the time instead of subtracting it.
    ZoneReversed,
    /// The year has two digits, and the generator chose the century.
    TwoDigitYear,
    /// `01/02/2024`, where day or month comes first by the generator's choice.
    OrderChosen,
    /// No zone is written, and the generator takes UTC whatever the site's zone is.
    ReadAsUtc,
    /// No zone is written, and the generator takes that of the machine that builds; the site's zone stands in for it.
    MachineZone,
    /// Part of what is written is not read: `2024-01-02T03` in Jekyll.
    PartIgnored,
    /// The generator itself leaves this value alone; it is a theme that may read it.
    LeftToTheme,
}

impl Moment {
    /// A moment on the clock of `offset`, without notes.
    pub(crate) fn new(wall: Civil, offset: i32, zone_written: bool, precision: Precision) -> Self {
        Self { wall, offset, zone_written, precision, notes: Vec::new() }
    }

    /// The moment with one more note.
    pub(crate) fn with(mut self, note: Note) -> Self {
        self.notes.push(note);
        self
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(&self) -> i64 {
        self.wall.seconds() - i64::from(self.offset)
    }

    /// Whether a note is on it.
    pub fn has(&self, note: Note) -> bool {
        self.notes.contains(&note)
    }

    /// RFC 3339 with the fraction that is there, and more than four digits for later years.
    pub fn rfc3339(&self) -> String {
        let Civil { year, month, day, hour, minute, second, nanosecond } = self.wall;
        let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
        if nanosecond > 0 {
            text.push_str(format!(".{nanosecond:09}").trim_end_matches('0'));
        }
        match self.offset {
            0 => text.push('Z'),
            offset => text.push_str(&zone_text(offset, ":")),
        }
        text
    }
}

/// `+08:00`, with `colon` in its middle.
pub(crate) fn zone_text(offset: i32, colon: &str) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs() / 60;
    format!("{sign}{:02}{colon}{:02}", minutes / 60, minutes % 60)
}

impl<'t> Written<'t> {
    /// One value, as `typed` by the generator's parser.
    pub fn scalar(typed: Typed<'t>, style: Style, format: Format) -> Self {
        Self { value: Value::Scalar(typed), style, format }
    }

    /// The fault of a list, a map or a scalar that is no date: what it is, for people.
    fn wrong_type(&self) -> Reading {
        let what = match &self.value {
            Value::List { .. } => "a list",
            Value::Map { .. } => "a map",
            Value::Scalar(Typed::Null) => "nothing",
            Value::Scalar(Typed::Bool(_)) => "true or false",
            Value::Scalar(Typed::Int(_) | Typed::Float(_)) => "a number",
            Value::Scalar(Typed::Str(_)) => "text",
            Value::Scalar(Typed::Date(_)) => "a time of day without a day",
        };
        Reading::Fault(wrong_type(what))
    }
}
