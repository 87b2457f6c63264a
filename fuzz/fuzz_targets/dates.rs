//! Reads any text as a date, as each generator does, in several zones.
#![no_main]

use libfuzzer_sys::fuzz_target;
use matterlint::front_matter::{Format, Style, YamlParser, type_plain};
use matterlint::profile::{ALL, DateReading};
use matterlint::site::dates::{Written, Zone, compare, difference, in_layout, layout_of, read, with_all_zeros};

const READINGS: [DateReading; 10] = [
    DateReading::Hugo,
    DateReading::Ruby,
    DateReading::Zola,
    DateReading::JsDate,
    DateReading::Hexo,
    DateReading::DocusaurusJoi,
    DateReading::Eleventy,
    DateReading::PyYaml,
    DateReading::VitePress,
    DateReading::Neutral,
];

const STYLES: [(Style, Format); 6] = [
    (Style::Plain, Format::Yaml),
    (Style::DoubleQuoted, Format::Yaml),
    (Style::OffsetDateTime, Format::Toml),
    (Style::LocalDate, Format::Toml),
    (Style::LocalTime, Format::Toml),
    (Style::Integer, Format::Json),
];

fuzz_target!(|text: &str| {
    let (text, other) = text.split_once('\n').unwrap_or((text, "2024-01-02"));
    let zones = ["UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"];
    let zone = Zone::from_name(zones[text.len() % zones.len()]).expect("a known zone");
    for (style, format) in STYLES {
        for reading in READINGS {
            for parser in parsers() {
                let moment = |text: &str| {
                    let read = read(&Written::scalar(type_plain(text, parser), style, format), reading, zone);
                    read.moment().cloned()
                };
                let Some(moment_of_text) = moment(text) else { continue };
                assert!(!moment_of_text.rfc3339().is_empty());
                let Some(of_other) = moment(other) else { continue };
                assert!(!difference(&moment_of_text, &of_other).is_empty());
                let there = compare(&moment_of_text, &of_other);
                let back = compare(&of_other, &moment_of_text);
                assert_eq!(there, back.map(std::cmp::Ordering::reverse));
            }
        }
    }
    let padded = with_all_zeros(text);
    let Some(layout) = layout_of(other) else { return };
    for written in [Some(text.to_owned()), padded].into_iter().flatten() {
        let Some(rewritten) = in_layout(&written, &layout) else { continue };
        assert_eq!(in_layout(&rewritten, &layout).as_ref(), Some(&rewritten), "{written:?} like {other:?}");
    }
});

fn parsers() -> impl Iterator<Item = YamlParser> {
    let mut known = Vec::new();
    for profile in ALL {
        if !known.contains(&profile.dialect.yaml) {
            known.push(profile.dialect.yaml);
        }
    }
    known.into_iter()
}
