//! Every recorded verdict on dates, of Hugo and of Jekyll. Skipped where the recordings are not at hand.

use matterlint::front_matter::{Format, Style, Typed};
use matterlint::profile::DateReading;
use matterlint::site::dates::{Civil, Reading, Value, Written, Zone, read};
use std::path::Path;

#[test]
fn hugo() {
    let Some(rows) = rows("hugo-dates.tsv") else { return };
    let mut wrong = Vec::new();
    let mut judged = 0;
    for row in rows.iter().filter(|row| row[2] != "decode-error") {
        let [format, value, verdict, instant, decoded] = [0, 1, 2, 3, 4].map(|column| row[column].as_str());
        let text: String = serde_json::from_str(value).expect("a JSON string");
        let Some(written) = hugo_value(format, &text, decoded) else { continue };
        judged += 1;
        let reading = read(&written, DateReading::Hugo, Zone::Utc);
        let is_right = match verdict {
            "accepted" => reading.moment().is_some_and(|moment| moment.rfc3339() == instant),
            "rejected" => reading.fault().is_some(),
            _ => reading == Reading::Absent,
        };
        if !is_right {
            wrong.push(format!("{format} {value}: {verdict} {instant}, read as {reading:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {judged} rows differ:\n{}", wrong.len(), wrong.join("\n"));
    println!("{judged} rows agree");
}

/// The value as Hugo's decoder sees it; `None` where the row is about syntax that this file does not parse.
fn hugo_value<'t>(format: &str, text: &'t str, decoded: &str) -> Option<Written<'t>> {
    let plain = text.trim_matches(' ');
    let string = |text: &'t str, format| Written::scalar(Typed::Str(text.into()), Style::DoubleQuoted, format);
    let other = |value, format| Written { value, style: Style::Plain, format };
    let format = match format {
        "yaml-quoted" => return Some(string(text, Format::Yaml)),
        "toml-string" => return Some(string(text, Format::Toml)),
        "json-string" => return Some(string(text, Format::Json)),
        "json-native" => Format::Json,
        "toml-native" => Format::Toml,
        _ => Format::Yaml,
    };
    match decoded {
        "<nil>" => return Some(other(Value::Scalar(Typed::Null), format)),
        "bool" => return Some(other(Value::Scalar(Typed::Bool(true)), format)),
        "float64" => return Some(other(Value::Scalar(Typed::Float(1.5)), format)),
        "[]interface {}" => return Some(other(Value::List { empty: false }, format)),
        "hmaps.Params" => return Some(other(Value::Map { empty: false }, format)),
        "toml.LocalTime" => return Some(Written::scalar(Typed::Date(plain.into()), Style::LocalTime, format)),
        _ => {}
    }
    // What YAML and TOML themselves take away: quotes, comments, tags, anchors, tabs, blanks.
    let plain = plain.trim_end_matches('\t').split(" #").next()?;
    let plain = if format == Format::Toml { plain.split('#').next()? } else { plain };
    let plain = plain.trim_start_matches("!!str ").trim_start_matches("&x ");
    if let Some(inner) = plain.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\''])) {
        return Some(string(inner, format));
    }
    // An empty block scalar: recorded as accepted, since Hugo shows its zero date, but it is the empty text.
    if matches!(plain, "|" | ">") {
        return None;
    }
    if format == Format::Toml && plain.contains([':', '-']) && !plain.starts_with('-') {
        return Some(Written::scalar(Typed::Date(plain.into()), Style::OffsetDateTime, format));
    }
    let number = if decoded == "string" { None } else { integer(plain) };
    let typed = number.map_or(Typed::Str(plain.into()), Typed::Int);
    Some(Written::scalar(typed, Style::Plain, format))
}

fn integer(text: &str) -> Option<i128> {
    let digits = text.replace('_', "");
    let radix = |prefix, radix| digits.strip_prefix(prefix).and_then(|rest| i128::from_str_radix(rest, radix).ok());
    let octal = || if digits.len() > 1 { radix("0", 8) } else { None };
    radix("0x", 16).or_else(|| radix("0o", 8)).or_else(|| radix("0b", 2)).or_else(octal).or_else(|| digits.parse().ok())
}

#[test]
fn jekyll() {
    let Some(rows) = rows("jekyll-dates.tsv") else { return };
    let (mut wrong, mut open, mut judged) = (Vec::new(), 0, 0);
    for row in rows.iter().filter(|row| row[2] != "yaml-error") {
        let [format, value, verdict, class] = [0, 1, 2, 3].map(|column| row[column].as_str());
        let text: String = serde_json::from_str(value).expect("a JSON string");
        let written = jekyll_value(format, &text, class);
        for (zone, column) in [("UTC", 4), ("Asia/Shanghai", 5), ("America/New_York", 6)] {
            let zone = Zone::from_name(zone).expect("a zone");
            let reading = read(&written, DateReading::Ruby, zone);
            judged += 1;
            let is_right = match verdict {
                "rejected" => reading.fault().is_some(),
                _ if row[9] == "yes" => reading == Reading::DependsOnToday,
                _ => reading.moment().is_some_and(|moment| in_zone(moment.unix_seconds(), zone) == row[column]),
            };
            if reading == Reading::Unknown {
                open += 1;
            } else if !is_right {
                wrong.push(format!("{format} {value}: {verdict} {}, read as {reading:?}", row[column]));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {judged} readings differ:\n{}", wrong.len(), wrong.join("\n"));
    println!("{judged} readings agree, {open} of them left open");
}

/// The value as Psych types it.
fn jekyll_value<'t>(format: &str, text: &'t str, class: &str) -> Written<'t> {
    let style = if format == "yaml-quoted" { Style::DoubleQuoted } else { Style::Plain };
    let scalar = |typed| Written::scalar(typed, style, Format::Yaml);
    let plain = if style == Style::Plain { text.trim_matches('"') } else { text };
    match class {
        "Date" | "Time" => scalar(Typed::Date(text.into())),
        "Integer" if text.contains(':') => {
            let digits = text.split(':').fold(0, |sum, part| sum * 60 + part.parse::<i128>().expect("digits"));
            scalar(Typed::Int(digits))
        }
        "Integer" => scalar(Typed::Int(integer(text).expect("an integer"))),
        "Float" => scalar(Typed::Float(text.parse().expect("a float"))),
        "FalseClass" | "TrueClass" => scalar(Typed::Bool(class == "TrueClass")),
        "NilClass" => scalar(Typed::Null),
        "Array" => Written { value: Value::List { empty: text == "[]" }, style, format: Format::Yaml },
        "Hash" => Written { value: Value::Map { empty: text == "{}" }, style, format: Format::Yaml },
        _ => scalar(Typed::Str(plain.into())),
    }
}

/// An instant on the clock of `zone`, the offset cut off at the minute as Ruby writes it.
fn in_zone(instant: i64, zone: Zone) -> String {
    let offset = zone.offset_at(instant);
    let wall = Civil::from_seconds(instant + i64::from(offset), 0);
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
    let year = if wall.year < 0 { format!("-{:04}", -wall.year) } else { format!("{:04}", wall.year) };
    let day = format!("{year}-{:02}-{:02}", wall.month, wall.day);
    let time = format!("{:02}:{:02}:{:02}", wall.hour, wall.minute, wall.second);
    format!("{day}T{time}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The rows below the header. Split on LF only: some cells hold other line ends.
fn rows(name: &str) -> Option<Vec<Vec<String>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    Some(text.split('\n').skip(1).filter(|line| !line.is_empty()).map(cells).collect())
}

fn cells(line: &str) -> Vec<String> {
    line.split('\t').map(str::to_owned).collect()
}
