//! Scalars with a tag (`!!int "1"`, `!x a`): what each parser makes of it.

use std::borrow::Cow;

use super::numbers;
use super::{Typed, YamlParser, type_untagged};
use crate::front_matter::{Scalar, Style};

/// The tags of the YAML type repository, without those for lists and maps.
#[derive(Clone, Copy, PartialEq)]
enum Core {
    Str,
    Int,
    Float,
    Bool,
    Null,
    Binary,
    Timestamp,
}

/// What a tag asks for.
enum Asked {
    Core(Core),
    /// `!`: not a plain scalar, so text.
    Text,
    /// `!x`, `!!python/none`.
    Unknown,
}

fn asked(tag: &str) -> Asked {
    let name = tag.strip_prefix("!<tag:yaml.org,2002:").and_then(|name| name.strip_suffix('>'));
    match name.or_else(|| tag.strip_prefix("!!")) {
        Some("str") => Asked::Core(Core::Str),
        Some("int") => Asked::Core(Core::Int),
        Some("float") => Asked::Core(Core::Float),
        Some("bool") => Asked::Core(Core::Bool),
        Some("null") => Asked::Core(Core::Null),
        Some("binary") => Asked::Core(Core::Binary),
        Some("timestamp") => Asked::Core(Core::Timestamp),
        _ if tag == "!" => Asked::Text,
        _ => Asked::Unknown,
    }
}

/// The type of a scalar behind `tag`.
pub(super) fn type_tagged<'t>(scalar: &'t Scalar, tag: &str, parser: YamlParser) -> Typed<'t> {
    let core = match asked(tag) {
        Asked::Core(core) => core,
        Asked::Text if parser == YamlParser::SafeYaml => return type_untagged(scalar, parser),
        Asked::Text => return text(scalar),
        Asked::Unknown => return type_unknown(scalar, parser),
    };
    match parser {
        YamlParser::SafeYaml => type_untagged(scalar, parser),
        YamlParser::Goccy => goccy(scalar, core),
        _ => coerced(scalar, core, parser),
    }
}

/// Why the parser refuses a scalar behind `tag`.
pub(super) fn refusal(scalar: &Scalar, tag: &str, parser: YamlParser) -> Option<String> {
    let value = &*scalar.text;
    let core = match asked(tag) {
        Asked::Core(core) => core,
        Asked::Text => return None,
        Asked::Unknown => {
            let refuses = matches!(parser, YamlParser::JsYaml3 | YamlParser::JsYaml4 | YamlParser::PyYaml);
            return refuses.then(|| format!("the YAML parser of this generator does not know the tag {tag}"));
        }
    };
    let is_wrong = match parser {
        YamlParser::Goccy => core == Core::Bool && !matches!(type_untagged(scalar, parser), Typed::Bool(_)) && goccy_bool(value).is_none(),
        YamlParser::JsYaml3 | YamlParser::JsYaml4 | YamlParser::PyYaml => !fits(scalar, core, parser),
        _ => false,
    };
    is_wrong.then(|| format!("{value:?} is not what the tag {tag} asks for"))
}

fn text(scalar: &Scalar) -> Typed<'_> {
    Typed::Str(Cow::Borrowed(&scalar.text))
}

/// An unknown tag. Hugo's parser and Psych ignore it, and read nothing behind it as null.
fn type_unknown(scalar: &Scalar, parser: YamlParser) -> Typed<'_> {
    match parser {
        YamlParser::Goccy | YamlParser::SafeYaml => type_untagged(scalar, parser),
        YamlParser::Psych if scalar.style == Style::Absent => Typed::Null,
        _ => text(scalar),
    }
}

/// Hugo's parser converts instead of judging: `!!int a` is 0, `!!str ~` is empty.
fn goccy(scalar: &Scalar, core: Core) -> Typed<'_> {
    let untagged = type_untagged(scalar, YamlParser::Goccy);
    let plain = super::plain::type_plain(&scalar.text, YamlParser::Goccy);
    match core {
        Core::Str if untagged == Typed::Null => Typed::Str(Cow::Borrowed("")),
        Core::Str | Core::Binary | Core::Timestamp => text(scalar),
        Core::Null => Typed::Null,
        Core::Bool => goccy_bool(&scalar.text).map_or(untagged, Typed::Bool),
        Core::Int => match plain {
            Typed::Int(number) => Typed::Int(number),
            #[expect(clippy::cast_possible_truncation, reason = "Hugo cuts off the fraction as well")]
            Typed::Float(number) => Typed::Int(number as i128),
            _ => Typed::Int(0),
        },
        Core::Float => match plain {
            #[expect(clippy::cast_precision_loss, reason = "Hugo turns the number into a float as well")]
            Typed::Int(number) => Typed::Float(number as f64),
            Typed::Float(number) => Typed::Float(number),
            _ => Typed::Float(0.0),
        },
    }
}

/// `!!bool` in Hugo: the words of Go, and `yes` and `no`.
fn goccy_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => match text.to_ascii_lowercase().as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
    }
}

/// The value if it fits its tag, and the text if it does not.
fn coerced(scalar: &Scalar, core: Core, parser: YamlParser) -> Typed<'_> {
    let plain = super::plain::type_plain(&scalar.text, parser);
    match (core, plain) {
        (Core::Null, Typed::Null) => Typed::Null,
        (Core::Null, _) if parser == YamlParser::PyYaml => Typed::Null,
        (Core::Bool, Typed::Bool(value)) => Typed::Bool(value),
        (Core::Int, Typed::Int(number)) => Typed::Int(number),
        (Core::Float, Typed::Float(number)) => Typed::Float(number),
        #[expect(clippy::cast_precision_loss, reason = "the tag asks for a float")]
        (Core::Float, Typed::Int(number)) if parser != YamlParser::NpmYaml && parser != YamlParser::HexoYaml => {
            Typed::Float(number as f64)
        }
        (Core::Timestamp, Typed::Date(date)) => Typed::Date(date),
        (Core::Timestamp, _) if parser == YamlParser::NpmYaml && super::dates::is_date(&scalar.text, YamlParser::HexoYaml) => {
            Typed::Date(Cow::Borrowed(&scalar.text))
        }
        _ => text(scalar),
    }
}

fn fits(scalar: &Scalar, core: Core, parser: YamlParser) -> bool {
    let plain = super::plain::type_plain(&scalar.text, parser);
    let is_python = parser == YamlParser::PyYaml;
    match core {
        Core::Str | Core::Binary => true,
        Core::Null => is_python || plain == Typed::Null,
        Core::Bool => matches!(plain, Typed::Bool(_)),
        Core::Int => matches!(plain, Typed::Int(_)),
        Core::Float => matches!(plain, Typed::Float(_) | Typed::Int(_)) || numbers::special(&scalar.text).is_some(),
        Core::Timestamp => matches!(plain, Typed::Date(_)),
    }
}
