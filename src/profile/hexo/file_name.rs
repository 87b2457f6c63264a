//! What the name of a post's file says, as `new_post_name` has it.

use std::sync::LazyLock;

use crate::profile::generator_config::NamePattern;
use chrono::NaiveDate;
use regex::{Captures, Regex};

use super::slug::slugize;
use crate::profile::generator_config::LetterCase;

/// A placeholder in a pattern: `:year`. An underscore at its end is not part of the name.
pub static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r":(\w*[^_\W])").expect("a valid pattern"));

/// What is read of a name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PostName {
    /// The name in URLs, folders included.
    pub slug: String,
    /// The day, where the pattern has one and it exists.
    pub date: Option<NaiveDate>,
    /// Other placeholders of the pattern with their values.
    pub others: Vec<(String, String)>,
}

/// Reads the path of a post below `_posts` by a pattern such as `:year-:month-:day-:title.md`. A path that does not fit
/// is the slug as a whole, which then loses its slashes (Hexo 8.1).
pub fn parse(path: &str, pattern: &NamePattern) -> PostName {
    let path = without_extension(path);
    let unfit = || PostName { slug: slugize(path, LetterCase::Keep), ..PostName::default() };
    let Some(found) = pattern.regex.as_ref().and_then(|regex| regex.captures(path)) else { return unfit() };
    let values: Vec<(&str, &str)> = pattern
        .placeholders
        .iter()
        .enumerate()
        .filter_map(|(i, name)| Some((&**name, found.get(i + 1)?.as_str())))
        .collect();
    let value = |wanted: &[&str]| values.iter().rev().find(|(name, _)| wanted.contains(name)).map(|(_, value)| *value);
    let number = |wanted: &[&str]| value(wanted)?.parse::<u32>().ok();
    let date = || {
        let year = value(&["year"])?.parse().ok()?;
        NaiveDate::from_ymd_opt(year, number(&["month", "i_month"])?, number(&["day", "i_day"])?)
    };
    let known = ["title", "year", "month", "day", "i_month", "i_day", "hash"];
    let others = values.iter().filter(|(name, _)| !known.contains(name));
    PostName {
        slug: value(&["title"]).map_or_else(|| unfit().slug, str::to_owned),
        date: date(),
        others: others.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    }
}

/// The pattern of a configuration, ready for all file names.
pub fn compile(pattern: &str) -> NamePattern {
    let mut placeholders = Vec::new();
    let escaped = regex::escape(without_extension(pattern));
    let regex = PLACEHOLDER.replace_all(&escaped, |found: &Captures<'_>| {
        placeholders.push(found[1].to_owned());
        match &found[1] {
            "year" => r"(\d{4})",
            "month" | "day" => r"(\d{2})",
            "i_month" | "i_day" => r"(\d{1,2})",
            "hash" => "([0-9a-f]{12})",
            _ => "(.+?)",
        }
    });
    let regex = Regex::new(&format!("^{regex}$")).ok();
    NamePattern { text: pattern.to_owned(), regex, placeholders }
}

/// A path without the extension of its last part; `.a` has none.
fn without_extension(path: &str) -> &str {
    let name = crate::listing::file_name(path);
    match name.rfind('.') {
        Some(dot) if dot > 0 => &path[..path.len() - name.len() + dot],
        _ => path,
    }
}

#[cfg(test)]
mod tests {

    fn parsed(path: &str, pattern: &str) -> super::PostName {
        super::parse(path, &super::compile(pattern))
    }

    #[test]
    fn the_pattern_says_what_is_what() {
        let name = parsed("2024-03-05-装 轮子.md", ":year-:month-:day-:title.md");
        assert_eq!((&*name.slug, name.date.unwrap().to_string()), ("装 轮子", "2024-03-05".to_owned()));
        assert_eq!(parsed("深/a_b.c.md", ":title.md").slug, "深/a_b.c");
        let name = parsed("en/2024/3/x.md", ":lang/:year/:i_month/:title.md");
        assert_eq!((&*name.slug, name.date), ("x", None));
        assert_eq!(name.others, [("lang".to_owned(), "en".to_owned())]);
    }

    #[test]
    fn a_name_that_does_not_fit_is_slugized() {
        let name = parsed("notes/Any Day.md", ":year-:month-:day-:title.md");
        assert_eq!((&*name.slug, name.date), ("notes-Any-Day", None));
        assert_eq!(parsed("2024-02-30-x.md", ":year-:month-:day-:title.md").date, None);
        assert_eq!(parsed("a.md", "(:title.md").slug, "a");
    }
}
