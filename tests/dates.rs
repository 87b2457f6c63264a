//! What the generators make of the same date, one line each. Jekyll and Hugo have recorded tables beside these.

use matterlint::front_matter::{Format, Style, Typed};
use matterlint::profile::DateReading;
use matterlint::site::dates::{Note, Reading, Value, Written, Zone, read};

fn text(text: &str) -> Written<'_> {
    Written::scalar(Typed::Str(text.into()), Style::DoubleQuoted, Format::Yaml)
}

fn date(text: &str) -> Written<'_> {
    Written::scalar(Typed::Date(text.into()), Style::Plain, Format::Yaml)
}

/// The instant, or a word for what there is instead of one.
fn answer(written: &Written<'_>, reading: DateReading) -> String {
    let shanghai = Zone::from_name("Asia/Shanghai").expect("a zone");
    match read(written, reading, shanghai) {
        Reading::Moment(moment) => moment.rfc3339(),
        Reading::Fault(fault) => format!("fault {}", fault.suggestion.unwrap_or_default()).trim_end().to_owned(),
        Reading::Absent => "absent".to_owned(),
        Reading::DependsOnToday => "today".to_owned(),
        Reading::Unknown => "unknown".to_owned(),
    }
}

#[track_caller]
fn all(written: &Written<'_>, expected: &[(DateReading, &str)]) {
    for (reading, instant) in expected {
        assert_eq!(answer(written, *reading), *instant, "{written:?} {reading:?}");
    }
}

#[test]
fn a_day() {
    use DateReading::*;
    let expected =
        [(Hugo, "2024-01-02T00:00:00+08:00"), (Ruby, "2024-01-02T00:00:00+08:00"), (Zola, "2024-01-02T00:00:00Z")];
    all(&text("2024-01-02"), &expected);
    let expected =
        [(JsDate, "2024-01-02T00:00:00Z"), (DocusaurusJoi, "2024-01-02T00:00:00Z"), (PyYaml, "fault 2024-01-02")];
    all(&text("2024-01-02"), &expected);
    all(&text("2024-01-02"), &[(Eleventy, "2024-01-02T00:00:00Z"), (VitePress, "2024-01-02T00:00:00Z")]);
    let expected =
        [(JsDate, "2024-01-02T00:00:00Z"), (Hexo, "2024-01-02T00:00:00+08:00"), (PyYaml, "2024-01-02T00:00:00Z")];
    all(&date("2024-01-02"), &expected);
}

#[test]
fn a_time_without_a_zone() {
    use DateReading::*;
    let time = "2024-01-02 03:04:05";
    let local = "2024-01-02T03:04:05+08:00";
    let utc = "2024-01-02T03:04:05Z";
    all(&text(time), &[(Hugo, local), (Ruby, local), (JsDate, local), (Neutral, local)]);
    all(&text(time), &[(Zola, utc), (DocusaurusJoi, utc), (Eleventy, "fault 2024-01-02T03:04:05")]);
    all(
        &date(time),
        &[(Hexo, local), (Ruby, utc), (JsDate, utc), (DocusaurusJoi, utc), (PyYaml, utc), (VitePress, utc)],
    );
}

#[test]
fn a_day_that_does_not_exist() {
    use DateReading::*;
    all(&text("2024-02-30"), &[(Hugo, "fault"), (Ruby, "2024-03-01T00:00:00+08:00"), (Zola, "fault")]);
    all(&text("2024-02-30"), &[(JsDate, "2024-03-01T00:00:00Z"), (Eleventy, "fault"), (Neutral, "fault")]);
    all(&date("2024-02-30"), &[(JsDate, "2024-03-01T00:00:00Z"), (Hexo, "fault"), (Eleventy, "2024-03-01T00:00:00Z")]);
    let reading = read(&date("2024-02-30"), DateReading::JsDate, Zone::Utc);
    assert!(reading.moment().is_some_and(|moment| moment.has(Note::RolledOver)));
}

#[test]
fn spellings_that_only_some_read() {
    use DateReading::*;
    all(
        &text("2024-1-2"),
        &[(Hugo, "fault 2024-01-02"), (Ruby, "2024-01-02T00:00:00+08:00"), (Zola, "2024-01-02T00:00:00Z")],
    );
    all(
        &text("2024-1-2"),
        &[(JsDate, "2024-01-02T00:00:00+08:00"), (Eleventy, "fault 2024-01-02"), (Neutral, "unknown")],
    );
    all(
        &text("01/02/2024"),
        &[(Hugo, "fault"), (Ruby, "2024-02-01T00:00:00+08:00"), (JsDate, "2024-01-02T00:00:00+08:00")],
    );
    all(&text("January 2"), &[(Hugo, "fault"), (Ruby, "today"), (JsDate, "unknown")]);
    all(
        &text("2024-01-02T03:04:05Z"),
        &[(DocusaurusJoi, "fault 2024-01-02T03:04:05"), (JsDate, "2024-01-02T03:04:05Z")],
    );
    all(&text("git Last Modified"), &[(Eleventy, "absent"), (Hugo, "fault")]);
    all(&text("2024-1-2 3:04:05"), &[(Zola, "2024-01-02T03:04:05Z"), (PyYaml, "fault 2024-01-02 03:04:05")]);
    let plain = Written::scalar(Typed::Str("2024-01-02 03:04".into()), Style::Plain, Format::Yaml);
    all(&plain, &[(PyYaml, "fault 2024-01-02 03:04:00"), (Zola, "unknown")]);
}

#[test]
fn values_that_are_no_text() {
    use DateReading::*;
    let scalar = |typed, format| Written::scalar(typed, Style::Plain, format);
    let null = scalar(Typed::Null, Format::Yaml);
    all(&null, &[(Hugo, "absent"), (Ruby, "fault"), (Hexo, "absent"), (DocusaurusJoi, "fault"), (PyYaml, "fault")]);
    let number = scalar(Typed::Int(20_240_102), Format::Yaml);
    all(&number, &[(Hugo, "1970-08-23T06:15:02Z"), (Ruby, "2024-01-02T00:00:00+08:00"), (Zola, "fault")]);
    all(&scalar(Typed::Int(20_240_102), Format::Json), &[(Hugo, "fault")]);
    all(&scalar(Typed::Bool(true), Format::Yaml), &[(Hugo, "fault"), (Ruby, "fault"), (VitePress, "absent")]);
    let list = Written { value: Value::List { empty: false }, style: Style::Plain, format: Format::Yaml };
    all(&list, &[(Hugo, "fault"), (Ruby, "unknown"), (PyYaml, "fault"), (Neutral, "unknown")]);
    let time_of_day = Written::scalar(Typed::Date("03:04:05".into()), Style::LocalTime, Format::Toml);
    all(&time_of_day, &[(Hugo, "fault"), (Zola, "fault")]);
    let toml = Written::scalar(Typed::Date("2024-01-02 03:04".into()), Style::LocalDateTime, Format::Toml);
    all(&toml, &[(Hugo, "2024-01-02T03:04:00+08:00")]);
}

#[test]
fn no_text_makes_a_reading_panic() {
    use DateReading::*;
    let parts = [
        "2024",
        "-",
        "1",
        "99999999999999999999",
        "T",
        ":",
        "é",
        "年",
        " ",
        "Jan",
        "+",
        "'",
        ".",
        "GMT",
        "\u{2028}",
        "日",
    ];
    let readings = [Hugo, Ruby, Zola, JsDate, Hexo, DocusaurusJoi, Eleventy, PyYaml, VitePress, Neutral];
    for seed in 0..4_000_usize {
        let picked = (0..6).map(|place| parts[(seed * 7919 / 16_usize.pow(place) + seed) % parts.len()]);
        let written = picked.collect::<String>();
        for reading in readings {
            answer(&text(&written), reading);
            answer(&date(&written), reading);
        }
    }
}
