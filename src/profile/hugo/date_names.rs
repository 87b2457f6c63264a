//! Dates in file names, which the date handler `:filename` reads.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::listing::{file_name, parent};
use crate::profile::DateRole;
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::NameDate;

/// The date at the start of a name and the rest, which becomes the slug: `2024-01-02-hello` is 2 January 2024 and
/// `hello`; `2024-01-02T10-20-30 x` has a time, too (any character stands for the `T`). `None` when the name begins
/// with no possible date.
pub fn split(name: &str) -> Option<(NaiveDateTime, String)> {
    let date = NaiveDate::parse_from_str(shaped(name, "dddd-dd-dd")?, "%Y-%m-%d").ok()?;
    let rest = &name[10..];
    let time = rest.get(1..).and_then(|after| {
        let time = NaiveTime::parse_from_str(shaped(after, "dd-dd-dd")?, "%H-%M-%S").ok()?;
        Some((time, &after[8..]))
    });
    let (time, rest) = time.unwrap_or((NaiveTime::MIN, rest));
    Some((date.and_time(time), rest.trim_matches([' ', '-', '_']).to_owned()))
}

/// The date in the name of the page at `path`, for a bundle that of its folder, where the site's handlers look there for
/// the date of a page.
pub fn name_date(path: &str, config: &GeneratorConfig) -> Option<NameDate> {
    let (_, keys) = config.date_keys.iter().find(|(role, _)| *role == DateRole::Date)?;
    keys.iter().find(|key| *key == ":filename")?;
    let name = file_name(path);
    let name = if name.starts_with("index.") { file_name(parent(path)) } else { name };
    split(name).map(|(date, _)| NameDate::Day(date.date()))
}

/// What a name gives to a page under the site's date handlers: its date, and the slug where it leaves one.
/// `is_set` says whether the page itself holds a key.
pub fn from_handlers(
    name: &str,
    config: &GeneratorConfig,
    is_set: &dyn Fn(&str) -> bool,
) -> (Option<NaiveDateTime>, Option<String>) {
    let Some((date, rest)) = split(name) else { return (None, None) };
    let reaches = |keys: &[String]| {
        let before = keys.iter().position(|key| key == ":filename")?;
        let earlier = keys[..before].iter().any(|key| match key.as_str() {
            ":git" => config.git_dates,
            ":filemodtime" => true,
            key => is_set(key),
        });
        (!earlier).then_some(())
    };
    let mut found = (None, None);
    for (role, keys) in &config.date_keys {
        if reaches(keys).is_some() {
            found.1 = Some(rest.clone()).filter(|rest| !rest.is_empty());
            if *role == DateRole::Date {
                found.0 = Some(date);
            }
        }
    }
    found
}

/// The start of `text`, when it has the shape: `d` is a digit, anything else itself.
fn shaped<'a>(text: &'a str, shape: &str) -> Option<&'a str> {
    let start = text.get(..shape.len())?;
    let fits = start.bytes().zip(shape.bytes()).all(|(b, s)| if s == b'd' { b.is_ascii_digit() } else { b == s });
    fits.then_some(start)
}

#[cfg(test)]
mod tests {
    use super::split;

    /// As Hugo 0.168 splits them.
    #[test]
    fn the_rest_is_the_slug() {
        for (name, rest) in [
            ("2024-01-02-hello World", "hello World"),
            ("2024-01-02hello", "hello"),
            ("2024-01-02_x", "x"),
            ("2024-01-02", ""),
            ("2024-01-02--- a -", "a"),
            ("2024-01-02-10-20-30-t", "t"),
            ("2024-01-02T10-20-30 t2", "t2"),
        ] {
            assert_eq!(split(name).expect(name).1, rest, "{name}");
        }
        for name in ["2024-13-02-bad", "2024-1-2-x", "x-2024-01-02", "文文文文文文"] {
            assert!(split(name).is_none(), "{name}");
        }
    }
}
