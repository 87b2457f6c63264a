//! Texts of pages inside of a YAML file.

use crate::front_matter::rewrite::{quoted, stands_without_quotes};
use crate::front_matter::{Format, Typed, YamlParser, type_plain};

/// `text` as a scalar that is this text, in quotes where it needs some.
pub fn scalar(text: &str) -> String {
    let is_text = matches!(type_plain(text, YamlParser::NpmYaml), Typed::Str(_));
    let is_old_boolean = ["yes", "no", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    if text.contains(turns_text) {
        return escaped(text);
    }
    if stands_without_quotes(text) && is_text && !is_old_boolean { text.to_owned() } else { quoted(text, Format::Yaml) }
}

/// `text` in double quotes without characters that turn what a terminal shows around. YAML has the escapes of JSON.
fn escaped(text: &str) -> String {
    let shown = |c: char| if turns_text(c) || c.is_control() { format!("\\u{:04x}", c as u32) } else { c.to_string() };
    serde_json::Value::from(text).to_string().chars().map(shown).collect()
}

/// Whether a terminal shows what follows `c` in another direction.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` fit for a comment: on one line.
pub fn in_comment(text: &str) -> String {
    text.chars()
        .map(|c| {
            let is_odd = c.is_control() || turns_text(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
            if is_odd { ' ' } else { c }
        })
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

#[cfg(test)]
mod tests {
    use super::{in_comment, scalar};

    #[test]
    fn nothing_that_turns_text_around_is_written() {
        for text in ["a\u{202e}b \\ \"c\"", "\u{1b}[2J\u{9b}\u{2067}", "\u{200f}: x #"] {
            let (written, comment) = (scalar(text), in_comment(text));
            assert!(
                !(written + &comment).contains(['\u{202e}', '\u{1b}', '\u{9b}', '\u{2067}', '\u{200f}']),
                "{text:?}"
            );
            assert_eq!(serde_yaml::from_str::<String>(&scalar(text)).unwrap(), text);
        }
    }
}
