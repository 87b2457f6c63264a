//! Reads JSON into the one tree. The spans come from jsonc-parser, with everything lenient off; since it still takes
//! what is no JSON (a raw tab in a string, a number out of range), serde_json has the last word on what is an error.

mod problems;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::problem::{Problem, ProblemKind};
use super::{FrontMatter, Kind, NodeId, Style, Tree};
use crate::text::Span;

/// Most nesting that is read.
const DEEPEST: usize = 100;

/// Reads the bytes `content` of `text` into `read`. Duplicate keys are kept: to every JSON reader the last one counts.
///
/// Content without braces (Hexo, between `;;;` lines) is read as what stands in them.
pub fn read(text: &str, content: Span, read: &mut FrontMatter) {
    let source = Source::new(text, content);
    if let Some(place) = too_deep(text, content) {
        read.problems.push(Problem::new(ProblemKind::TooDeep, place));
        return;
    }
    let is_unclosed = read.problems.iter().any(|problem| problem.kind == ProblemKind::Unclosed);
    let strict = parse_to_ast(&source.json, &CollectOptions::default(), &STRICT);
    match (strict, serde_json::from_str::<serde_json::Value>(&source.json)) {
        (Ok(parsed), Ok(_)) => {
            if let Some(value) = parsed.value {
                let root = add(&mut read.tree, &value, &source);
                read.tree.set_root(root);
                if !matches!(value, Value::Object(_)) {
                    read.problems.push(Problem::new(ProblemKind::NotAMapping, source.span(value.start(), value.end())));
                }
            }
            return;
        }
        // The block finder has already said that the end is missing.
        _ if is_unclosed => {}
        (Err(error), Err(_)) => read.problems.push(problems::syntax(text, &source, &error)),
        (_, Err(error)) => read.problems.push(problems::refused(text, &source, &error)),
        (Err(_), Ok(_)) => {}
    }
    // What can be read in spite of the mistake: a comma too many need not silence every other rule.
    if let Ok(parsed) = parse_to_ast(&source.json, &CollectOptions::default(), &ParseOptions::default())
        && let Some(value) = parsed.value
    {
        let root = add(&mut read.tree, &value, &source);
        read.tree.set_root(root);
    }
}

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The text that the parsers get, byte for byte as long as the content, but for the braces that Hexo leaves out.
struct Source {
    json: String,
    content: Span,
    /// Bytes put before the content.
    added: usize,
}

impl Source {
    fn new(text: &str, content: Span) -> Self {
        let written = content.of(text);
        let lacks_braces = text[..content.start as usize].trim_end().ends_with(';') || written.trim().starts_with('"');
        let json = without_lone_surrogates(written);
        if lacks_braces && !written.trim_start().starts_with('{') {
            return Self { json: format!("{{{json}}}"), content, added: 1 };
        }
        Self { json, content, added: 0 }
    }

    /// The bytes of the file behind the bytes `start..end` of the source.
    fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| at.saturating_sub(self.added).min(self.content.len());
        let (start, end) = (place(start), place(end.max(start)));
        self.content.part(start, end - start)
    }
}

/// `json` with every escape of half a surrogate pair replaced by U+FFFD, as Go and JavaScript read it: our parsers
/// refuse such escapes, no generator does (Hugo 0.168, run). An escape is as long as the other.
fn without_lone_surrogates(json: &str) -> String {
    let mut out = json.to_owned();
    let mut at = 0;
    while let Some(found) = out[at..].find('\\') {
        let slash = at + found;
        let next = match (surrogate(&out, slash), surrogate(&out, slash + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(_), _) => {
                out.replace_range(slash..slash + 6, "\\ufffd");
                6
            }
            (None, _) => 1 + out[slash + 1..].chars().next().map_or(0, char::len_utf8),
        };
        at = slash + next;
    }
    out
}

/// The surrogate that an escape at byte `at` stands for.
fn surrogate(json: &str, at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u16::from_str_radix(digits, 16).ok().filter(|unit| is_hex && (0xD800..=0xDFFF).contains(unit))
}

/// The first bracket that nests deeper than is read.
fn too_deep(text: &str, content: Span) -> Option<Span> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (at, byte) in text.as_bytes()[content.range()].iter().enumerate() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match byte {
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(content.part(at, 1));
        }
    }
    None
}

fn add(tree: &mut Tree, value: &Value<'_>, source: &Source) -> NodeId {
    let span = source.span(value.start(), value.end());
    match value {
        Value::StringLit(string) => tree.add_scalar(span, &*string.value, Style::DoubleQuoted),
        Value::NumberLit(number) => {
            let is_float = number.value.contains(['.', 'e', 'E']);
            tree.add_scalar(span, number.value, if is_float { Style::Float } else { Style::Integer })
        }
        Value::BooleanLit(boolean) => tree.add_scalar(span, boolean.value.to_string(), Style::Boolean),
        Value::NullKeyword(_) => tree.add_scalar(span, "null", Style::Null),
        Value::Array(array) => {
            let items = array.elements.iter().map(|item| add(tree, item, source)).collect();
            tree.add(span, Kind::List(items))
        }
        Value::Object(object) => {
            let pairs = object.properties.iter().map(|property| {
                let name = property.name.range();
                let key = source.span(name.start, name.end);
                let key = tree.add_scalar(key, property.name.as_str(), Style::DoubleQuoted);
                (key, add(tree, &property.value, source))
            });
            let pairs = pairs.collect();
            tree.add(span, Kind::Map(pairs))
        }
    }
}

#[cfg(test)]
mod tests;
