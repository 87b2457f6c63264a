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

fn asked(tag: &str, parser: YamlParser) -> Asked {
    // Hugo's parser does not know the long form `!<tag:yaml.org,2002:int>`.
    let is_long = parser != YamlParser::Goccy;
    let name = tag.strip_prefix("!<tag:yaml.org,2002:").and_then(|name| name.strip_suffix('>')).filter(|_| is_long);
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
    let core = match asked(tag, parser) {
        Asked::Core(core) => core,
        Asked::Text if parser == YamlParser::SafeYaml => return type_untagged(scalar, parser),
        Asked::Text if parser == YamlParser::Goccy => return type_unknown(scalar, parser),
        Asked::Text => return text(scalar),
        Asked::Unknown => return type_unknown(scalar, parser),
    };
    match parser {
        // SafeYAML looks through the tag, and through the quotes behind it.
        YamlParser::SafeYaml => super::plain::type_plain(&scalar.text, parser),
        YamlParser::Goccy => goccy(scalar, core),
        _ => coerced(scalar, core, parser),
    }
}

/// Why the parser refuses a scalar behind `tag`.
pub(super) fn refusal(scalar: &Scalar, tag: &str, parser: YamlParser) -> Option<String> {
    let value = &*scalar.text;
    let core = match asked(tag, parser) {
        Asked::Core(core) => core,
        Asked::Text => return None,
        Asked::Unknown => {
            let refuses = matches!(parser, YamlParser::JsYaml3 | YamlParser::JsYaml4 | YamlParser::PyYaml);
            return refuses.then(|| format!("the YAML parser of this generator does not know the tag {tag}"));
        }
    };
    let is_wrong = match parser {
        YamlParser::Goccy => {
            core == Core::Bool
                && !matches!(type_untagged(scalar, parser), Typed::Bool(_))
                && goccy_bool(value).is_none()
        }
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
        YamlParser::SafeYaml => type_untagged(scalar, parser),
        YamlParser::Psych | YamlParser::Goccy if scalar.style == Style::Absent => Typed::Null,
        _ => text(scalar),
    }
}

/// Hugo's parser converts instead of judging: `!!int a` is 0, `!!str ~` is empty, `!!str 010` is `8`.
fn goccy(scalar: &Scalar, core: Core) -> Typed<'_> {
    let untagged = type_untagged(scalar, YamlParser::Goccy);
    match core {
        Core::Str => match untagged {
            Typed::Null => Typed::Str(Cow::Borrowed("")),
            Typed::Int(number) => Typed::Str(number.to_string().into()),
            Typed::Float(number) if number.is_finite() => Typed::Str(number.to_string().into()),
            _ => text(scalar),
        },
        Core::Binary => text(scalar),
        Core::Timestamp => Typed::Date(Cow::Borrowed(&scalar.text)),
        Core::Null => Typed::Null,
        Core::Bool => goccy_bool(&scalar.text).map_or(untagged, Typed::Bool),
        Core::Int => match untagged {
            Typed::Int(number) => Typed::Int(number),
            _ => Typed::Int(decimal_or_zero(&scalar.text)),
        },
        Core::Float => match untagged {
            #[expect(clippy::cast_precision_loss, reason = "Hugo turns the number into a float as well")]
            Typed::Int(number) => Typed::Float(number as f64),
            Typed::Float(number) => Typed::Float(number),
            _ => Typed::Float(scalar.text.parse().unwrap_or(0.0)),
        },
    }
}

/// Decimal digits with a sign, cut to 64 bits; 0 for anything else.
fn decimal_or_zero(text: &str) -> i128 {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let limit = if text.starts_with('-') { i64::MIN } else { i64::MAX };
    text.parse::<i64>().unwrap_or(limit).into()
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
        (Core::Int, _) if parser == YamlParser::PyYaml => python_integer(&scalar.text).unwrap_or_else(|| text(scalar)),
        (Core::Float, Typed::Float(number)) => Typed::Float(number),
        #[expect(clippy::cast_precision_loss, reason = "the tag asks for a float")]
        (Core::Float, Typed::Int(number)) if parser != YamlParser::NpmYaml && parser != YamlParser::HexoYaml => {
            Typed::Float(number as f64)
        }
        (Core::Timestamp, Typed::Date(date)) => Typed::Date(date),
        (Core::Timestamp, _)
            if parser == YamlParser::NpmYaml && super::dates::is_date(&scalar.text, YamlParser::HexoYaml) =>
        {
            Typed::Date(Cow::Borrowed(&scalar.text))
        }
        _ => text(scalar),
    }
}

/// Behind `!!int` PyYAML hands the digits to Python, which reads `0o10` too.
fn python_integer(text: &str) -> Option<Typed<'static>> {
    numbers::integer(text, numbers::Integers { separators: &['_'], zero_is_octal: true })
}

fn fits(scalar: &Scalar, core: Core, parser: YamlParser) -> bool {
    let plain = super::plain::type_plain(&scalar.text, parser);
    let is_python = parser == YamlParser::PyYaml;
    let digits = scalar.text.replace('_', "");
    match core {
        Core::Str | Core::Binary => true,
        Core::Null => is_python || plain == Typed::Null,
        Core::Bool => matches!(plain, Typed::Bool(_)),
        Core::Int => matches!(plain, Typed::Int(_)) || (is_python && python_integer(&scalar.text).is_some()),
        Core::Float => matches!(plain, Typed::Float(_) | Typed::Int(_)) || (is_python && digits.parse::<f64>().is_ok()),
        Core::Timestamp => matches!(plain, Typed::Date(_)),
    }
}
