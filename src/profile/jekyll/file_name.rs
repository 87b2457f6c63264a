//! What the name of a post says: date, slug, extension.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use regex::Regex;

use crate::listing::file_name;
use crate::profile::pages::NameDate;

/// Two to four digits for the year, one or two for month and day; `2024-01-02_a.md` is no such name.
static DATED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^([0-9]{2,4})-([0-9]{1,2})-([0-9]{1,2})-(.*)(\.[^.]+)$").expect("a valid pattern"));

/// The date in the name of the file at `path`: `None` when the name is not that of a post.
pub fn name_date(path: &str) -> Option<NameDate> {
    let found = DATED.captures(file_name(path))?;
    let number = |group: usize| found[group].parse::<u32>().unwrap_or(0);
    Some(day(century(&found[1]), number(2), number(3)))
}

/// Whether Jekyll takes the file at `path` for a post by its name.
pub fn is_dated(path: &str) -> bool {
    DATED.is_match(file_name(path))
}

/// The slug in the name of the file at `path`: without date, extension and dots at the end.
pub fn slug(path: &str) -> &str {
    let name = file_name(path);
    let slug = match DATED.captures(name).and_then(|found| found.get(4)) {
        Some(slug) => slug.as_str(),
        None => stem(name),
    };
    slug.trim_end_matches('.')
}

/// The name without its extension.
pub fn stem(name: &str) -> &str {
    &name[..name.len() - extension(name).len()]
}

/// The extension with its dot, "" where there is none; a leading dot begins no extension.
pub fn extension(name: &str) -> &str {
    match name.trim_start_matches('.').rfind('.') {
        Some(dot) => &name[name.len() - name.trim_start_matches('.').len() + dot..],
        None => "",
    }
}

/// Ruby reads two-digit years as 1969 to 2068, and longer ones as they are.
fn century(digits: &str) -> i32 {
    let year = digits.parse::<i32>().unwrap_or(0);
    match (digits.len(), year) {
        (2, 69..) => year + 1900,
        (2, _) => year + 2000,
        _ => year,
    }
}

/// Ruby takes any day up to 31 in any month and moves on to the next month.
fn day(year: i32, month: u32, day: u32) -> NameDate {
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1).filter(|_| (1..=31).contains(&day)) else {
        return NameDate::Impossible;
    };
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => NameDate::Day(date),
        None => match first.checked_add_days(Days::new(u64::from(day) - 1)) {
            Some(date) => NameDate::RolledOver(date),
            None => NameDate::Impossible,
        },
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{extension, name_date, slug, stem};
    use crate::profile::pages::NameDate;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates_are_read_as_ruby_does() {
        let at = |day: &str| name_date(&format!("_posts/{day}-a.md"));
        assert_eq!(at("2024-01-02"), Some(NameDate::Day(ymd(2024, 1, 2))));
        assert_eq!(at("24-1-2"), Some(NameDate::Day(ymd(2024, 1, 2))));
        assert_eq!(at("99-1-2"), Some(NameDate::Day(ymd(1999, 1, 2))));
        assert_eq!(at("123-1-2"), Some(NameDate::Day(ymd(123, 1, 2))));
        assert_eq!(at("2023-02-31"), Some(NameDate::RolledOver(ymd(2023, 3, 3))));
        assert_eq!(at("2024-06-31"), Some(NameDate::RolledOver(ymd(2024, 7, 1))));
        for day in ["2024-13-01", "2024-00-10", "2024-01-00", "2024-01-32", "12-31-99"] {
            assert_eq!(at(day), Some(NameDate::Impossible), "{day}");
        }
    }

    #[test]
    fn other_names_are_no_posts() {
        for path in ["_posts/nodate.md", "_posts/2024-01-02_a.md", "_posts/2024-01-02-a", "_posts/20240102-a.md"] {
            assert_eq!(name_date(path), None, "{path}");
        }
    }

    #[test]
    fn slugs_and_extensions() {
        assert_eq!(slug("_posts/2024-01-02-a.b..md"), "a.b");
        assert_eq!(slug("_docs/v1.2.md"), "v1.2");
        assert_eq!((stem("a.b.md"), extension("a.b.md")), ("a.b", ".md"));
        assert_eq!((stem(".x"), extension(".x"), extension(".x.md")), (".x", "", ".md"));
    }
}
