//! Dates in the names of files, and of the folders of pages that have one.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use crate::listing::{file_name, parent};
use crate::profile::pages::NameDate;

/// A day, or a whole RFC 3339 time, and behind `-` or `_` the name proper.
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
    let zone = r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";
    let time = format!(r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?{zone}");
    Regex::new(&format!(r"^{day}(?:{time})?(?:\s?[_-](.+)$)?")).expect("a valid pattern")
});

/// The date in the name of the page at `path`; for `index.md` that of its folder. Zola does not refuse an impossible
/// one, such as 30 February: the page then has no date, as if none stood there.
pub fn name_date(path: &str) -> Option<NameDate> {
    let name = file_name(path);
    let stem = name.strip_suffix(".md")?;
    let name = if stem == "index" || stem.starts_with("index.") { file_name(parent(path)) } else { stem };
    let found = DATED.captures(name)?;
    let number = |group: usize| found[group].parse::<u32>().unwrap_or(0);
    let year = found[1].parse().unwrap_or(0);
    NaiveDate::from_ymd_opt(year, number(2), number(3)).map(NameDate::Day)
}

/// What is left of a name behind its date; `None` where there is no date, or nothing behind it.
pub fn after_date(name: &str) -> Option<&str> {
    DATED.captures(name)?.get(4).map(|rest| rest.as_str())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{after_date, name_date};
    use crate::profile::pages::NameDate;

    #[test]
    fn names_begin_with_a_date() {
        let day = NaiveDate::from_ymd_opt(2024, 1, 2).map(NameDate::Day);
        for path in [
            "content/2024-01-02-a.md",
            "content/2024-01-02_a.md",
            "content/2024-01-02.md",
            "content/2024-01-02 -a.md",
            "content/2024-01-02T10:20:30Z-a.md",
            "content/2024-01-02-a/index.md",
            "content/2024-01-02-a/index.fr.md",
            "content/2024-01-02a.md",
        ] {
            assert_eq!(name_date(path), day, "{path}");
        }
        for path in ["content/2024-1-2-a.md", "content/2024-02-30-a.md", "content/a.md", "content/2024-13-01-a.md"] {
            assert_eq!(name_date(path), None, "{path}");
        }
    }

    #[test]
    fn the_rest_is_the_slug() {
        assert_eq!(after_date("2024-01-02_a b"), Some("a b"));
        assert_eq!(after_date("2024-01-02T10:20:30+08:00-a"), Some("a"));
        assert_eq!((after_date("2024-01-02"), after_date("2024-01-02a"), after_date("a")), (None, None, None));
    }
}
