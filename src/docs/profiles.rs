//! What is known of each generator, for the page `docs/profiles.md`: tables that compare the profiles, and a list for each.
//! Only what is data; what a profile says in functions (which files are pages, what URL they have) the page says itself.

mod lists;
mod words;

use crate::front_matter::{Dialect, FrontMatter, Typed, YamlParser};
use crate::profile::{self, DateRole, Profile};

/// Plain values that parsers disagree about.
const SCALARS: &[&str] =
    &["yes", "True", "~", "010", "0o10", "08", "1_000", "1.10", "1e3", "12:30", "2024-01-02", "2024-1-2", "2024-02-30"];

/// The parts of the page, each with its name: `delimiters`, `scalars`, `dates`, and one for each profile.
pub fn profile_parts() -> Vec<(&'static str, String)> {
    let tables = [("delimiters", delimiters()), ("scalars", scalars()), ("dates", dates())];
    let lists = profile::ALL.iter().map(|profile| (profile.id, lists::list(profile)));
    tables.into_iter().chain(lists).collect()
}

/// How a block begins and ends.
fn delimiters() -> String {
    let mut out = "| generator | front matter | what may stand before it | where it ends | when nothing ends it |\n\
                   | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for profile in profile::ALL {
        let marks = &profile.dialect.delimiters;
        let cells =
            [words::formats(marks), words::lead(marks), words::closing(marks.closing), words::unclosed(marks.unclosed)];
        out.push_str(&format!("| {} | {} |\n", name(profile), cells.join(" | ")));
    }
    out
}

/// What each YAML parser makes of a value without quotes, asked of the readers themselves.
fn scalars() -> String {
    let parsers = parsers();
    let generators = |parser: &YamlParser| {
        let using = profile::ALL.iter().filter(|profile| profile.dialect.yaml == *parser);
        using.map(|profile| name(profile)).collect::<Vec<_>>().join(", ")
    };
    let head: Vec<String> = parsers.iter().map(generators).collect();
    let libraries: Vec<&str> = parsers.iter().map(|parser| words::library(*parser)).collect();
    let mut out = format!(
        "| written | {} |\n| --- {}|\n| *parser* | {} |\n",
        head.join(" | "),
        "| --- ".repeat(parsers.len()),
        libraries.join(" | ")
    );
    for text in SCALARS {
        let cells: Vec<String> = parsers.iter().map(|parser| typed(text, *parser)).collect();
        out.push_str(&format!("| `{text}` | {} |\n", cells.join(" | ")));
    }
    let cells: Vec<&str> = parsers
        .iter()
        .map(|parser| if parser.refuses_duplicate_keys() { "error" } else { "the last counts" })
        .collect();
    out + &format!("| a key twice | {} |\n", cells.join(" | "))
}

/// The keys of each date.
fn dates() -> String {
    let mut out =
        "| generator | date | last change | shown from | shown until |\n| --- | --- | --- | --- | --- |\n".to_owned();
    for profile in profile::ALL {
        let roles = [DateRole::Date, DateRole::Lastmod, DateRole::Publish, DateRole::Expiry];
        let cells = roles.map(|role| words::date_keys(profile, role));
        out.push_str(&format!("| {} | {} |\n", name(profile), cells.join(" | ")));
    }
    out
}

/// The parsers of all profiles, each once.
fn parsers() -> Vec<YamlParser> {
    let mut parsers = Vec::new();
    for profile in profile::ALL {
        if !parsers.contains(&profile.dialect.yaml) {
            parsers.push(profile.dialect.yaml);
        }
    }
    parsers
}

/// What a parser makes of `text` behind a key.
fn typed(text: &str, parser: YamlParser) -> String {
    let dialect = Dialect { delimiters: crate::front_matter::block::NEUTRAL, yaml: parser };
    let read = FrontMatter::read(&format!("---\nkey: {text}\n---\n"), &dialect);
    if !read.problems.is_empty() {
        return "error".to_owned();
    }
    let value = read.tree.root().and_then(|root| root.entries().next()).and_then(|entry| entry.value.typed());
    match value {
        None | Some(Typed::Null) => "nothing".to_owned(),
        Some(Typed::Bool(value)) => value.to_string(),
        Some(Typed::Int(number)) => number.to_string(),
        Some(Typed::Float(number)) => number.to_string(),
        Some(Typed::Str(_)) => "text".to_owned(),
        Some(Typed::Date(_)) => "date".to_owned(),
    }
}

/// The name for a table: the neutral profile is that of no generator.
fn name(profile: &Profile) -> &'static str {
    if profile.is_known() { profile.name } else { "none known" }
}

#[cfg(test)]
mod tests {
    use super::{YamlParser, profile_parts, typed};

    #[test]
    fn the_readers_themselves_are_asked() {
        assert_eq!(typed("yes", YamlParser::Goccy), "text");
        assert_eq!(typed("yes", YamlParser::PyYaml), "true");
        assert_eq!(typed("010", YamlParser::JsYaml4), "10");
        assert_eq!(typed("2024-02-30", YamlParser::PyYaml), "error");
        assert_eq!(typed("~", YamlParser::HexoYaml), "nothing");
    }

    #[test]
    fn every_profile_has_its_part() {
        let parts = profile_parts();
        assert_eq!(parts.len(), 3 + crate::profile::ALL.len());
        let hugo = &parts.iter().find(|(name, _)| *name == "hugo").unwrap().1;
        assert!(hugo.contains("`cascade._target`") && hugo.contains("`featured_image`"), "{hugo}");
        let zola = &parts.iter().find(|(name, _)| *name == "zola").unwrap().1;
        assert!(zola.contains("`taxonomies`"), "{zola}");
    }
}
