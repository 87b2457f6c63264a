//! Where Ruby's `Date._parse` finds a date in a text: one pattern after the other, the first that fits anywhere wins.
//!
//! Ruby looks for a weekday and a time first and blanks out what it found; then for a date in the order of [`DATES`].
//! Checked against Ruby 3.1 with several ten thousand texts; what the patterns leave out are eras (`B.C.`, Japanese years
//! but for `H31.04.30`) and zones in words (`Tokyo Standard Time`), for which [`find`] answers [`Sought::Exotic`].

use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The numbers that Ruby finds in a text. Any of them may be missing, or out of range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub year: Option<i64>,
    pub month: Option<i64>,
    pub day: Option<i64>,
    pub day_of_year: Option<i64>,
    pub hour: Option<i64>,
    pub minute: Option<i64>,
    pub second: Option<i64>,
    /// Whether a fraction of a second stands there.
    pub fraction: bool,
    pub zone: Option<String>,
    /// The year has two digits, so Ruby adds the century.
    pub short_year: bool,
    /// Which of two numbers is the day was Ruby's choice: `01/02/2024`.
    pub order_chosen: bool,
    /// Something that looks like a part of the date is left over.
    pub leftover: bool,
}

/// What the search comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    /// These numbers, perhaps none at all.
    Found(Found),
    /// A text of a kind that is not followed here.
    Exotic,
}

/// The longest text that Ruby looks at, in bytes; it refuses longer ones.
pub(super) const LONGEST: usize = 128;

/// A pattern and what its groups mean.
struct Pattern {
    regex: Regex,
    /// The pattern is passed over where this one fits anywhere.
    unless: Option<Regex>,
    take: fn(&mut Found, &Captures<'_>),
}

/// Searches a text.
pub(super) fn find(text: &str) -> Sought {
    let mut text = blank_out_signs(text);
    if EXOTIC.is_match(&text) {
        return Sought::Exotic;
    }
    let mut found = Found { short_year: true, ..Found::default() };
    apply(&WEEKDAY, &mut text, &mut found);
    apply(&TIME, &mut text, &mut found);
    let _ = DATES.iter().any(|pattern| apply(pattern, &mut text, &mut found));
    take_lone_number(&text, &mut found);
    found.leftover = text.chars().any(|c| c.is_ascii_digit());
    match found.year {
        Some(year @ 0..=68) if found.short_year => found.year = Some(2000 + year),
        Some(year @ 69..=99) if found.short_year => found.year = Some(1900 + year),
        _ => found.short_year = false,
    }
    Sought::Found(found)
}

/// Every run of characters other than letters, digits and the signs of dates becomes one blank.
fn blank_out_signs(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || "-+',./:@[]".contains(c) {
            plain.push(c);
        } else if !plain.ends_with('\u{1}') {
            plain.push('\u{1}');
        }
    }
    plain.replace('\u{1}', " ")
}

/// Blanks out the first place where `pattern` fits, and takes what it says.
fn apply(pattern: &Pattern, text: &mut String, found: &mut Found) -> bool {
    if pattern.unless.as_ref().is_some_and(|unless| unless.is_match(text)) {
        return false;
    }
    let Some(captures) = pattern.regex.captures(text) else { return false };
    (pattern.take)(found, &captures);
    let range = captures.get(0).map_or(0..0, |whole| whole.range());
    text.replace_range(range, " ");
    true
}

/// A number of one or two digits that is alone left over is the day of a time, or the hour of a day.
fn take_lone_number(text: &str, found: &mut Found) {
    let text = text.trim_matches(' ');
    if !(1..=2).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let Ok(number) = text.parse::<i64>() else { return };
    if found.hour.is_some() && found.day.is_none() && (1..=31).contains(&number) {
        found.day = Some(number);
    }
    if found.day.is_some() && found.hour.is_none() && number <= 24 {
        found.hour = Some(number);
    }
}

/// Eras and zones in words.
static EXOTIC: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"\b (?: bce? | b\.c\. | ce | c\.e\. | a\.?d\.? ) \b | (?: standard | daylight) \x20 time \b")
});

static WEEKDAY: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b (?: sun | mon | tue | wed | thu | fri | sat ) [^-/0-9\x20]*", |_, _| {}));

/// `3:04`, `3:04:05.6`, `3h 4m 5s`, `3 pm`, and a zone behind it.
static TIME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?: (?<hour> [0-9]+ ) \x20*
              (?: : \x20* (?<minute> [0-9]+ ) (?: \x20* : \x20* (?<second> [0-9]+ ) (?<fraction> [,.][0-9]* )? )?
                | h (?: \x20* (?<minute_h> [0-9]+ ) m? (?: \x20* (?<second_h> [0-9]+ ) s? )? )? )
              (?: \x20* (?<half> [ap] ) (?: m\b | \.m\. ) )?
            | (?<hour_half> [0-9]+ ) \x20* (?<half_only> [ap] ) (?: m\b | \.m\. ) )
          (?: \x20* (?<zone> (?: gmt | utc? )? [-+] [0-9]+ (?: [,.:] [0-9]+ (?: : [0-9]+ )? )?
                           | \p{Alphabetic}+ (?: \x20 dst )? \b ) )?",
        |found, captures| {
            found.hour = number(captures, "hour").or_else(|| number(captures, "hour_half"));
            found.minute = number(captures, "minute").or_else(|| number(captures, "minute_h"));
            found.second = number(captures, "second").or_else(|| number(captures, "second_h"));
            found.fraction = captures.name("fraction").is_some();
            found.zone = captures.name("zone").map(|zone| zone.as_str().to_owned());
            let half = captures.name("half").or_else(|| captures.name("half_only"));
            if let (Some(half), Some(hour)) = (half, found.hour) {
                let afternoon = half.as_str().eq_ignore_ascii_case("p");
                found.hour = Some(hour % 12 + if afternoon { 12 } else { 0 });
            }
        },
    )
});

const MONTH: &str = "(?<word> jan | feb | mar | apr | may | jun | jul | aug | sep | oct | nov | dec )";

/// The patterns of a day in the order in which Ruby tries them.
static DATES: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    vec![
        // 2 January 2024, 2nd of no month between
        pattern(
            &format!(
                r"(?<day> '?[0-9]+ ) [^-0-9\x20]* \x20* {MONTH} [^-0-9\x20']*
                  (?: \x20* (?<year> '?-?[0-9]+ (?: (?: st | nd | rd | th ) \b )? ) )?"
            ),
            |found, captures| sort_out(found, part(captures, "year"), month(captures), part(captures, "day")),
        ),
        // January 2, 2024
        pattern(
            &format!(
                r"\b {MONTH} [^-0-9\x20']* \x20* (?<day> '?[0-9]+ ) [^-0-9\x20']*
                  (?: \x20* ,? \x20* (?<year> '?-?[0-9]+ ) )?"
            ),
            |found, captures| sort_out(found, part(captures, "year"), month(captures), part(captures, "day")),
        ),
        // 2024-01-02
        pattern(r"(?<year> '?[-+]?[0-9]+ ) - (?<month> [0-9]+ ) - (?<day> '?-?[0-9]+ )", take_three),
        // H31.04.30
        pattern(
            r"\b (?<era> [mtshr] ) (?<year> [0-9]+ ) \. (?<month> [0-9]+ ) \. (?<day> [0-9]+ )",
            |found, captures| {
                let first = match part(captures, "era").unwrap_or_default() {
                    "m" | "M" => 1867,
                    "t" | "T" => 1911,
                    "s" | "S" => 1925,
                    "h" | "H" => 1988,
                    _ => 2018,
                };
                found.year = number(captures, "year").map(|year| first + year);
                found.month = number(captures, "month");
                found.day = number(captures, "day");
            },
        ),
        // 2-Jan-2024
        pattern(&format!(r"(?<day> '?-?[0-9]+ ) - {MONTH} [^-/.]* - (?<year> '?-?[0-9]+ )"), |found, captures| {
            sort_out(found, part(captures, "year"), month(captures), part(captures, "day"));
        }),
        // Jan-2-2024
        pattern(
            &format!(r"\b {MONTH} [^-/.]* - (?<day> '?-?[0-9]+ ) (?: - (?<year> '?-?[0-9]+ ) )?"),
            |found, captures| {
                sort_out(found, part(captures, "year"), month(captures), part(captures, "day"));
            },
        ),
        // 2024/1/2
        pattern(
            r"(?<year> '?-?[0-9]+ ) / \x20* (?<month> '?[0-9]+ ) (?: [^0-9] \x20* (?<day> '?-?[0-9]+ ) )?",
            take_three,
        ),
        // 2024. 1. 2
        pattern(r"(?<year> '?-?[0-9]+ ) \. \x20* (?<month> '?[0-9]+ ) \. \x20* (?<day> '?-?[0-9]+ )", take_three),
        // 2024-W01-2: Time.parse has no use for weeks.
        pattern(r"\b (?: [0-9]{2} | [0-9]{4} )? -? w [0-9]{2} (?: -? [0-9] )? \b", |_, _| {}),
        pattern(r"-w- [0-9] \b", |_, _| {}),
        // --01-02
        pattern(r"-- (?<month> [0-9]{2} )? - (?<day> [0-9]{2} ) \b", take_month_and_day),
        pattern(r"-- (?<month> [0-9]{2} ) (?<day> [0-9]{2} )? \b", take_month_and_day),
        // 2024-002
        pattern_unless(
            r"[,.] (?: [0-9]{2} | [0-9]{4} ) - [0-9]{3} \b",
            r"\b (?<year> [0-9]{2} | [0-9]{4} ) - (?<day> [0-9]{3} ) \b",
            |found, captures| {
                found.year = number(captures, "year");
                found.day_of_year = number(captures, "day");
            },
        ),
        pattern_unless(r"[0-9] - [0-9]{3} \b", r"\b - (?<day> [0-9]{3} ) \b", |found, captures| {
            found.day_of_year = number(captures, "day")
        }),
        // '24
        pattern(r"' (?<year> [0-9]+ ) \b", |found, captures| found.year = number(captures, "year")),
        // January
        pattern(&format!(r"\b {MONTH} [^\x20]*"), |found, captures| {
            found.month = month(captures).and_then(|month| month.parse().ok());
        }),
        // 2nd
        pattern(r"(?<day> [0-9]+ ) (?: st | nd | rd | th ) \b", |found, captures| found.day = number(captures, "day")),
        // 20240102T030405
        pattern(
            r"(?<sign> [-+]? ) (?<digits> [0-9]{2,14} )
              (?: \x20* t? \x20* (?<time> [0-9]{2,6} )? (?: [,.] (?<fraction> [0-9]* ) )? )?
              (?: \x20* (?<zone> z\b | [-+][0-9]{1,4}\b | \[ [-+]?[0-9] [^\]]* \] ) )?",
            take_run_of_digits,
        ),
    ]
});

fn pattern(source: &str, take: fn(&mut Found, &Captures<'_>)) -> Pattern {
    Pattern { regex: regex(source), unless: None, take }
}

fn pattern_unless(unless: &str, source: &str, take: fn(&mut Found, &Captures<'_>)) -> Pattern {
    Pattern { unless: Some(regex(unless)), ..pattern(source, take) }
}

fn regex(source: &str) -> Regex {
    Regex::new(&format!("(?xi) {source}")).expect("the patterns of this file are valid")
}

fn part<'t>(captures: &Captures<'t>, name: &str) -> Option<&'t str> {
    captures.name(name).map(|part| part.as_str())
}

fn number(captures: &Captures<'_>, name: &str) -> Option<i64> {
    part(captures, name).map(to_number)
}

/// The month's number in digits, from its name.
fn month(captures: &Captures<'_>) -> Option<&'static str> {
    const NAMES: [(&str, &str); 12] = [
        ("jan", "1"),
        ("feb", "2"),
        ("mar", "3"),
        ("apr", "4"),
        ("may", "5"),
        ("jun", "6"),
        ("jul", "7"),
        ("aug", "8"),
        ("sep", "9"),
        ("oct", "10"),
        ("nov", "11"),
        ("dec", "12"),
    ];
    let word = part(captures, "word")?;
    NAMES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, number)| *number)
}

fn take_three(found: &mut Found, captures: &Captures<'_>) {
    sort_out(found, part(captures, "year"), part(captures, "month"), part(captures, "day"));
}

fn take_month_and_day(found: &mut Found, captures: &Captures<'_>) {
    found.month = number(captures, "month");
    found.day = number(captures, "day");
}

/// Decides which of three numbers is the year: the one with an apostrophe or more than two digits, wherever it stands;
/// otherwise the first. `01/02/2024` so becomes 1 February, `1/2/24` the year 2001.
fn sort_out(found: &mut Found, year: Option<&str>, month: Option<&str>, day: Option<&str>) {
    let looks_like_a_year = |text: &str| text.starts_with('\'') || text.len() > 2;
    let (mut year, mut month, mut day) = (year, month, day);
    if year.is_some() && month.is_some() && day.is_none() {
        (year, month, day) = (None, year, month);
    }
    if year.is_none() && day.is_some_and(looks_like_a_year) {
        (year, day) = (day, None);
    }
    // `2nd` cannot be the year.
    if let Some(text) = year.filter(|text| !text.ends_with(|c: char| c.is_ascii_digit())) {
        let digits = text.trim_start_matches('\'').trim_end_matches(|c: char| !c.is_ascii_digit());
        (year, day) = (day, Some(digits));
    }
    let numbers_only = month.is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    if month.is_some_and(looks_like_a_year) {
        (year, month, day) = (month, day, year);
    }
    if day.is_some_and(looks_like_a_year) {
        (year, day) = (day, year);
        found.order_chosen = numbers_only;
    }
    if let Some(text) = year {
        let text = text.trim_start_matches('\'');
        let signed = text.starts_with(['-', '+']);
        if signed || text.len() > 2 {
            found.short_year = false;
        }
        found.year = Some(to_number(text));
    }
    found.month = month.map(unsigned);
    found.day = day.map(unsigned);
}

/// A run of digits that is cut up by its length; with a fraction right behind it, it is a time.
fn take_run_of_digits(found: &mut Found, captures: &Captures<'_>) {
    let digits = part(captures, "digits").unwrap_or_default();
    let time = part(captures, "time");
    let is_time = time.is_none() && captures.name("fraction").is_some();
    let negative = part(captures, "sign") == Some("-");
    let length = digits.len();
    // Numbers from the front, and from the back.
    let front = |from: usize, width: usize| digits.get(from..from + width).map(to_number);
    let back = |from: usize, width: usize| length.checked_sub(from).and_then(|start| front(start, width));
    let mut parts = Found::default();
    if length > 8 && !length.is_multiple_of(2) {
        // Nine digits are not cut up, nor are 11 and 13.
    } else if is_time {
        parts.second = back(2, 2);
        parts.minute = if length == 3 { back(3, 1) } else { back(4, 2) };
        parts.hour = if length == 5 { back(5, 1) } else { back(6, 2) };
        parts.day = if length == 7 { back(7, 1) } else { back(8, 2) };
        parts.month = if length.is_multiple_of(2) { back(10, 2) } else { None };
        parts.year = match length {
            12 => front(0, 2),
            14 => front(0, 4),
            _ => None,
        };
    } else {
        match length {
            2 => parts.day = front(0, 2),
            3 => parts.day_of_year = front(0, 3),
            4 => (parts.month, parts.day) = (front(0, 2), front(2, 2)),
            5 => (parts.year, parts.day_of_year) = (front(0, 2), front(2, 3)),
            6 => (parts.year, parts.month, parts.day) = (front(0, 2), front(2, 2), front(4, 2)),
            7 => (parts.year, parts.day_of_year) = (front(0, 4), front(4, 3)),
            8 | 10 | 12 | 14 => {
                (parts.year, parts.month, parts.day) = (front(0, 4), front(4, 2), front(6, 2));
                (parts.hour, parts.minute, parts.second) = (front(8, 2), front(10, 2), front(12, 2));
            }
            _ => {}
        }
    }
    // Four digits of the year are meant as they stand.
    if length == 14 || (!is_time && length >= 8 && length.is_multiple_of(2)) {
        found.short_year = false;
    }
    found.year = parts.year.map(|year| if negative { -year } else { year }).or(found.year);
    found.month = parts.month.or(found.month);
    found.day = parts.day.or(found.day);
    found.day_of_year = parts.day_of_year.or(found.day_of_year);
    found.hour = parts.hour.or(found.hour);
    found.minute = parts.minute.or(found.minute);
    found.second = parts.second.or(found.second);
    if let Some(time) = time.filter(|time| time.len().is_multiple_of(2)) {
        let two = |from: usize| time.get(from..from + 2).map(to_number);
        let from_back = |from: usize| time.len().checked_sub(from).and_then(two);
        if captures.name("fraction").is_some() {
            found.second = from_back(2).or(found.second);
            found.minute = from_back(4).or(found.minute);
            found.hour = from_back(6).or(found.hour);
        } else {
            found.hour = two(0).or(found.hour);
            found.minute = two(2).or(found.minute);
            found.second = two(4).or(found.second);
        }
    }
    found.fraction |= captures.name("fraction").is_some();
    if let Some(zone) = part(captures, "zone") {
        found.zone = Some(bracketed(zone).to_owned());
    }
}

/// The name in `[+8:CST]`, or what stands in the brackets.
fn bracketed(zone: &str) -> &str {
    let Some(inner) = zone.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return zone };
    inner.split_once(':').map_or(inner, |(_, name)| name)
}

fn unsigned(text: &str) -> i64 {
    to_number(text.trim_start_matches(['\'', '-', '+']))
}

/// The number that a text begins with. One that is too large stays so large that it fits no calendar.
fn to_number(text: &str) -> i64 {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    sign * digits[..length].parse::<i64>().unwrap_or(if length == 0 { 0 } else { i64::MAX })
}
