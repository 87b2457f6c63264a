//! Makes the edits of fixes: puts a text in quotes, replaces a value, removes an entry, renames a key. Everything else
//! in the block (comments, order, line ends, other quotes) stays as it is.

use super::{Entry, Format, NodeRef, Style};
use crate::text::{Span, TextEdit};

/// `text` as a quoted scalar of `format`. Double quotes, unless the text holds `"` or `\` and single quotes can hold it.
pub fn quoted(text: &str, format: Format) -> String {
    let wants_single = text.contains(['"', '\\']) && !text.chars().any(char::is_control);
    match format {
        Format::Yaml if wants_single => format!("'{}'", text.replace('\'', "''")),
        Format::Toml if wants_single && !text.contains('\'') => format!("'{text}'"),
        _ => double_quoted(text, format),
    }
}

/// Replaces what a scalar says and keeps its quotes. A value without quotes gets some when `text` needs them.
pub fn replace_text(value: NodeRef<'_>, text: &str, format: Format) -> TextEdit {
    let style = value.scalar().map(|scalar| scalar.style);
    let insert = match style {
        Some(Style::SingleQuoted) if format == Format::Yaml => format!("'{}'", text.replace('\'', "''")),
        Some(Style::SingleQuoted) if !text.contains('\'') => format!("'{text}'"),
        Some(Style::Plain | Style::Absent) if stands_without_quotes(text) => text.to_owned(),
        Some(Style::DoubleQuoted) => double_quoted(text, format),
        _ => quoted(text, format),
    };
    TextEdit::replace(value.span(), insert)
}

/// Replaces a value by `code`, which is put in as it is: `true`, `[a, b]`.
pub fn replace_code(value: NodeRef<'_>, code: impl Into<String>) -> TextEdit {
    TextEdit::replace(value.span(), code)
}

/// Renames a key and keeps its quotes.
pub fn rename_key(entry: Entry<'_>, name: &str) -> TextEdit {
    let span = entry.key.span();
    let is_quoted =
        entry.key.scalar().is_some_and(|key| matches!(key.style, Style::SingleQuoted | Style::DoubleQuoted));
    TextEdit::replace(if is_quoted { span.part(1, span.len().saturating_sub(2)) } else { span }, name)
}

/// Removes the line or lines of an entry; `None` where it shares a line with other things, as in `{a: 1, b: 2}`.
pub fn remove_entry(text: &str, entry: Entry<'_>) -> Option<TextEdit> {
    remove_lines(text, entry.span())
}

/// Removes a member of a JSON object that is not its first, with the comma before it.
pub fn remove_member(text: &str, entry: Entry<'_>) -> Option<TextEdit> {
    let span = entry.span();
    let before = text[..span.start as usize].trim_end();
    before.ends_with(',').then(|| TextEdit::delete(Span::new(before.len() - 1, span.end as usize)))
}

/// Removes the lines of `span`, with a comment behind it; `None` where something else stands on them.
pub fn remove_lines(text: &str, span: Span) -> Option<TextEdit> {
    let start = text[..span.start as usize].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    // A block text (`|`) ends with its last line end.
    let end = text[..span.end as usize].trim_end_matches(['\n', '\r', ' ', '\t']).len().max(span.start as usize);
    let rest = text[end..].split(['\n', '\r']).next().unwrap_or_default();
    let behind = end + rest.len();
    let is_alone = text[start..span.start as usize].chars().all(|c| c == ' ' || c == '\t');
    let is_last_on_line = rest.trim().is_empty() || rest.trim_start().starts_with('#');
    let line_end = match &text.as_bytes()[behind..] {
        [b'\r', b'\n', ..] => 2,
        [] => 0,
        _ => 1,
    };
    (is_alone && is_last_on_line).then(|| TextEdit::delete(Span::new(start, behind + line_end)))
}

/// A key with a value (`code`, put in as it is) as a writer types it in `format`: `draft: true`, `draft = true`.
pub fn line(key: &str, code: &str, format: Format) -> String {
    match format {
        Format::Toml => format!("{key} = {code}"),
        Format::Json => format!("\"{key}\": {code}"),
        _ => format!("{key}: {code}"),
    }
}

/// A date as a value of `format`: JSON has none of its own, so it is text there.
pub fn date_code(date: &str, format: Format) -> String {
    if format == Format::Json { quoted(date, format) } else { date.to_owned() }
}

/// A list of one word after the other, for a message that shows how a list is written in `format`.
pub fn list_example(format: Format) -> &'static str {
    if format == Format::Yaml { "[one, two]" } else { "[\"one\", \"two\"]" }
}

/// Whether YAML reads `text` without quotes as the same text: no mark at either end that means something, no colon or
/// hash inside that does. Strict: what is in doubt gets quotes.
pub fn stands_without_quotes(text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '.');
    let starts_well = text.starts_with(is_word);
    let ends_well = !text.ends_with([':', ' ', '\t']);
    let quiet = !text.contains(": ") && !text.contains(" #") && !text.contains(['\n', '\r', '[', ']', '{', '}', ',']);
    starts_well && ends_well && quiet
}

fn double_quoted(text: &str, format: Format) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() && format == Format::Yaml && (c as u32) < 0x100 => {
                out.push_str(&format!("\\x{:02x}", c as u32));
            }
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{quoted, remove_entry, rename_key};
    use crate::front_matter::{Format, YamlParser, read_yaml};
    use crate::text::apply;

    #[test]
    fn double_quotes_unless_the_text_has_some() {
        for (text, yaml, toml) in [
            ("a: b", r#""a: b""#, r#""a: b""#),
            ("it's", r#""it's""#, r#""it's""#),
            (r#"say "hi""#, r#"'say "hi"'"#, r#"'say "hi"'"#),
            (r#"it's "it""#, r#"'it''s "it"'"#, r#""it's \"it\"""#),
            (r"a\b", r"'a\b'", r"'a\b'"),
            ("a\u{7}\"", r#""a\x07\"""#, r#""a\u0007\"""#),
        ] {
            assert_eq!(quoted(text, Format::Yaml), yaml);
            assert_eq!(quoted(text, Format::Toml), toml);
            assert_eq!(quoted(text, Format::Json), serde_json::to_string(text).unwrap());
        }
    }

    #[test]
    fn an_entry_goes_with_its_lines() {
        let text = "a: 1\r\nb: # why\r\n  - x\r\n  - y # z\r\nc: {d: 1, e: 2}\r\n";
        let read = read_yaml(text, YamlParser::Goccy);
        let entries: Vec<_> = read.tree.root().unwrap().entries().collect();
        let without_b = remove_entry(text, entries[1]).unwrap();
        assert_eq!(apply(text, &[without_b]).unwrap(), "a: 1\r\nc: {d: 1, e: 2}\r\n");
        assert_eq!(remove_entry(text, entries[2].value.entries().next().unwrap()), None);
    }

    #[test]
    fn a_renamed_key_keeps_its_quotes() {
        let text = "\"latmod\": 1\n";
        let read = read_yaml(text, YamlParser::Goccy);
        let edit = rename_key(read.tree.root().unwrap().entries().next().unwrap(), "lastmod");
        assert_eq!(apply(text, &[edit]).unwrap(), "\"lastmod\": 1\n");
    }
}
