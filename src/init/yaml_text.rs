//! Texts of pages inside of a YAML file.

use crate::front_matter::rewrite::{quoted, stands_without_quotes};
use crate::front_matter::{Format, Typed, YamlParser, type_plain};

/// `text` as a scalar that is this text, in quotes where it needs some.
pub fn scalar(text: &str) -> String {
    let is_text = matches!(type_plain(text, YamlParser::NpmYaml), Typed::Str(_));
    let is_old_boolean = ["yes", "no", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    if stands_without_quotes(text) && is_text && !is_old_boolean { text.to_owned() } else { quoted(text, Format::Yaml) }
}

/// `text` fit for a comment: on one line.
pub fn in_comment(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') { ' ' } else { c })
        .collect()
}

/// `names`, separated by commas, as lines of a comment that begin with `lead`.
pub fn comment_list(names: &[String], lead: &str) -> String {
    let list = names.iter().map(|name| in_comment(name)).collect::<Vec<_>>().join(", ");
    let options = textwrap::Options::new(100)
        .initial_indent(lead)
        .subsequent_indent(lead)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(&list, options).iter().map(|line| format!("{line}\n")).collect()
}
