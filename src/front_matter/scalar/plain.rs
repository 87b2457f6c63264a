//! One table for each parser: the words it knows, and the shapes of its numbers.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::dates;
use super::numbers::{self, Integers};
use super::{Typed, YamlParser};

/// The words of the YAML 1.2 core schema, which every parser knows.
const CORE_WORDS: [(&str, Typed<'static>); 10] = [
    ("~", Typed::Null),
    ("null", Typed::Null),
    ("Null", Typed::Null),
    ("NULL", Typed::Null),
    ("true", Typed::Bool(true)),
    ("True", Typed::Bool(true)),
    ("TRUE", Typed::Bool(true)),
    ("false", Typed::Bool(false)),
    ("False", Typed::Bool(false)),
    ("FALSE", Typed::Bool(false)),
];

/// The further booleans of YAML 1.1, in the spellings that PyYAML knows.
const OLD_BOOLEANS: [(&str, bool); 12] = [
    ("yes", true),
    ("Yes", true),
    ("YES", true),
    ("on", true),
    ("On", true),
    ("ON", true),
    ("no", false),
    ("No", false),
    ("NO", false),
    ("off", false),
    ("Off", false),
    ("OFF", false),
];

/// Spellings of infinity and NaN in the YAML schemas; the ones with a plus are not known to all.
const SPECIAL: [&str; 12] =
    [".inf", ".Inf", ".INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN", "+.inf", "+.Inf", "+.INF"];

const UNDERSCORES_AND_OCTAL: Integers = Integers { separators: &['_'], zero_is_octal: true };
const COMMAS_AND_OCTAL: Integers = Integers { separators: &['_', ','], zero_is_octal: true };
const PLAIN_DECIMAL: Integers = Integers { separators: &[], zero_is_octal: false };

/// Letters with which the words of a parser begin, in small letters: `null`, `true`, `false`, `yes`, `on`.
const OF_WORDS: [u8; 5] = *b"ntfyo";

/// The type of a plain scalar.
pub(super) fn type_plain(text: &str, parser: YamlParser) -> Typed<'_> {
    if begins_as_text(text) { Typed::Str(Cow::Borrowed(text)) } else { type_by_shape(text, parser) }
}

/// Whether the first letter of `text` tells that it is no word, number or date to any parser, as that of most texts does.
fn begins_as_text(text: &str) -> bool {
    let first = text.bytes().next().map(|byte| byte.to_ascii_lowercase());
    first.is_some_and(|first| first.is_ascii_lowercase() && !OF_WORDS.contains(&first))
}

fn type_by_shape(text: &str, parser: YamlParser) -> Typed<'_> {
    let typed = match parser {
        YamlParser::Goccy => goccy(text),
        YamlParser::Psych => psych(text),
        YamlParser::SafeYaml => safe_yaml(text),
        YamlParser::JsYaml3 => word(text, &SPECIAL).or_else(|| js_yaml_3(text)),
        YamlParser::JsYaml4 => word(text, &SPECIAL).or_else(|| js_yaml_4(text)),
        YamlParser::NpmYaml | YamlParser::HexoYaml => word(text, &SPECIAL).or_else(|| npm_yaml(text)),
        YamlParser::PyYaml => word(text, &SPECIAL).or_else(|| old_boolean(text)).or_else(|| py_yaml(text)),
        YamlParser::SerdeYaml => word(text, &SPECIAL).or_else(|| serde_yaml(text)),
    };
    typed.or_else(|| date(text, parser)).unwrap_or(Typed::Str(Cow::Borrowed(text)))
}

/// Why the parser refuses a plain scalar.
pub(super) fn refusal(text: &str, parser: YamlParser) -> Option<String> {
    match parser {
        // `v: :sym` is a Ruby symbol, which Jekyll does not allow Psych to make.
        YamlParser::Psych if is_symbol(text) => {
            Some(format!("{text} is a Ruby symbol to Jekyll's YAML parser, which may not make one"))
        }
        YamlParser::PyYaml if text == "=" => {
            Some("a lone = has a meaning of its own to PyYAML, which then fails".into())
        }
        YamlParser::PyYaml if dates::python_refuses(text) => {
            Some(format!("{text} looks like a date, but there is no such day or time"))
        }
        _ => None,
    }
}

fn date(text: &str, parser: YamlParser) -> Option<Typed<'_>> {
    dates::is_date(text, parser).then_some(Typed::Date(Cow::Borrowed(text)))
}

fn word(text: &str, special: &[&str]) -> Option<Typed<'static>> {
    if text.is_empty() {
        return Some(Typed::Null);
    }
    // Most texts are longer than any of the words.
    if text.len() > "false".len() {
        return None;
    }
    let core = CORE_WORDS.iter().find(|(word, _)| *word == text).map(|(_, typed)| typed.clone());
    core.or_else(|| special.contains(&text).then(|| numbers::special(text).map(Typed::Float)).flatten())
}

fn old_boolean(text: &str) -> Option<Typed<'static>> {
    OLD_BOOLEANS.iter().find(|(word, _)| *word == text).map(|(_, value)| Typed::Bool(*value))
}

fn may_be_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
}

/// Whether a sign follows a digit, as in `2024-01-02` and `12:30`: most texts that begin like a number.
fn has_sign_between(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && matches!(pair[1], b'-' | b':'))
}

/// goccy/go-yaml: `_` is skipped anywhere but in front, `010` is octal, a float needs its dot (`1e3` is text), what does
/// not fit 64 bits is text. It takes off a plus and then a minus, so `+-1` is 1.
fn goccy(text: &str) -> Option<Typed<'static>> {
    if let Some(typed) = word(text, &SPECIAL[..9]) {
        return Some(typed);
    }
    if !may_be_number(text) || has_sign_between(text) || text.matches('.').count() > 1 {
        return None;
    }
    let negative = text.starts_with('-');
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let unsigned = unsigned.strip_prefix('-').unwrap_or(unsigned).replace('_', "");
    // Go's own parser takes one more sign, before a fraction only: `++.5`.
    if unsigned.starts_with(['+', '-']) && (negative || !unsigned.contains('.')) {
        return None;
    }
    let is_prefixed = ["0x", "0o", "0b"].iter().any(|prefix| unsigned.starts_with(prefix));
    if unsigned.contains('.') && !is_prefixed {
        let number = numbers::float(&unsigned, &[]).filter(|number| number.is_finite())?;
        return Some(Typed::Float(if negative { -number } else { number }));
    }
    let Some(Typed::Int(number)) = numbers::integer(&unsigned, UNDERSCORES_AND_OCTAL) else { return None };
    let number = if negative { -number } else { number };
    (number >= i128::from(i64::MIN) && number <= i128::from(u64::MAX)).then_some(Typed::Int(number))
}

/// The shapes of numbers in one parser: whole numbers, fractions, base 60.
struct Shapes {
    integer: Regex,
    float: Regex,
    sexagesimal: Option<Regex>,
}

impl Shapes {
    fn new(integer: &str, float: &str, sexagesimal: Option<&str>) -> Self {
        let compile = |pattern: &str| Regex::new(pattern).expect("the pattern is fixed, and a test compiles it");
        Self { integer: compile(integer), float: compile(float), sexagesimal: sexagesimal.map(compile) }
    }
}

static PSYCH: LazyLock<Shapes> = LazyLock::new(|| {
    Shapes::new(
        r"^(?:[-+]?0b[01_,]+|[-+]?0[0-7_,]+|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|[-+]?0x[0-9a-fA-F_,]+)$",
        r"^[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?$",
        Some(r"^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(?:\.[0-9_]*)?$"),
    )
});

/// What Psych looks at first: a text that begins like a word is one, or one of five.
static PSYCH_WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^0-9.:-]?[\p{Alphabetic}_\s!@#$%^&*(){}<>|/\\~;=]+")
        .expect("the pattern is fixed, and a test compiles it")
});

/// Psych 4.0: any letter case of the words of YAML 1.1, commas in numbers, hours and minutes in seconds.
fn psych(text: &str) -> Option<Typed<'static>> {
    if text.is_empty() {
        return Some(Typed::Null);
    }
    if PSYCH_WORD.is_match(text) || text.contains('\n') {
        return match text.to_ascii_lowercase().as_str() {
            "~" | "null" => Some(Typed::Null),
            "yes" | "true" | "on" => Some(Typed::Bool(true)),
            "no" | "false" | "off" => Some(Typed::Bool(false)),
            _ => None,
        };
    }
    if let Some(special) = numbers::special(text).filter(|number| !number.is_nan() || text.starts_with('.')) {
        return Some(Typed::Float(special));
    }
    if !may_be_number(text) || dates::is_date(text, YamlParser::Psych) {
        return None;
    }
    if PSYCH.sexagesimal.as_ref().is_some_and(|shape| shape.is_match(text)) {
        return psych_sexagesimal(text);
    }
    if PSYCH.float.is_match(text) {
        return numbers::float(text, &['_', ',']).map(Typed::Float);
    }
    PSYCH.integer.is_match(text).then(|| numbers::integer(text, COMMAS_AND_OCTAL)).flatten()
}

/// `12:30` are 45,000 seconds: the first part counts 3,600, the second 60. Only the first part carries the sign, so
/// `-1:30` is -1,800.
fn psych_sexagesimal(text: &str) -> Option<Typed<'static>> {
    let is_float = text.contains('.');
    let parts = text.split(':').zip([3600.0, 60.0, 1.0]);
    let sum = parts.map(|(part, weight)| {
        let digits = part.trim_end_matches('.').replace('_', "");
        digits.parse::<f64>().map(|number| number * weight)
    });
    let sum: f64 = sum.collect::<Result<Vec<_>, _>>().ok()?.iter().sum();
    #[expect(clippy::cast_possible_truncation, reason = "the sum of whole numbers of at most four parts")]
    Some(if is_float { Typed::Float(sum) } else { Typed::Int(sum as i128) })
}

/// A Ruby symbol, as Psych sees it.
fn is_symbol(text: &str) -> bool {
    text.len() > 1 && text.starts_with(':') && !PSYCH_WORD.is_match(text) && !text.contains('\n')
}

static SAFE_YAML: LazyLock<Shapes> = LazyLock::new(|| {
    Shapes::new(
        r"^(?:[-+]?(?:0|[1-9][0-9_,]*)|0[0-7_,]+|[-+]?0[xX][0-9a-fA-F_,]+|0[bB][01_,]+)$",
        r"^[-+]?(?:[0-9][0-9_,]*)?\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?$",
        Some(r"^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$"),
    )
});

/// SafeYAML 1.0.5: the words in any letter case, base 60 as a float.
fn safe_yaml(text: &str) -> Option<Typed<'static>> {
    match text.to_ascii_lowercase().as_str() {
        "" | "~" | "null" => return Some(Typed::Null),
        "yes" | "true" | "on" => return Some(Typed::Bool(true)),
        "no" | "false" | "off" => return Some(Typed::Bool(false)),
        _ => {}
    }
    if SPECIAL[..9].contains(&text) {
        return numbers::special(text).map(Typed::Float);
    }
    if !may_be_number(text) {
        return None;
    }
    if SAFE_YAML.integer.is_match(text) {
        return numbers::integer(&text.to_ascii_lowercase(), COMMAS_AND_OCTAL);
    }
    if SAFE_YAML.sexagesimal.as_ref().is_some_and(|shape| shape.is_match(text)) {
        return safe_sexagesimal(text).map(Typed::Float);
    }
    SAFE_YAML.float.is_match(text).then(|| numbers::float(text, &['_', ','])).flatten().map(Typed::Float)
}

/// `-1:30` is 30 to SafeYAML: the sign goes with the first part, and the result is positive.
fn safe_sexagesimal(text: &str) -> Option<f64> {
    let parts = text.split(':').map(|part| part.trim_end_matches('.').replace('_', "").parse::<f64>());
    let parts = parts.collect::<Result<Vec<_>, _>>().ok()?;
    let sum = parts.iter().fold(0.0, |sum, part| sum * 60.0 + part);
    Some(if text.starts_with('-') { sum.abs() } else { sum })
}

static JS_YAML_3: LazyLock<Shapes> = LazyLock::new(|| {
    Shapes::new(
        r"^[-+]?(?:0|0b[01_]*[01]|0x[0-9a-fA-F_]*[0-9a-fA-F]|0[0-7_]*[0-7]|[1-9](?:[0-9_]*[0-9])?)$",
        r"^(?:[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?)$",
        Some(r"^[-+]?(?:[1-9][0-9_]*(?::[0-5]?[0-9])+|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$"),
    )
});

/// js-yaml 3: YAML 1.1 numbers without the old booleans; JavaScript has one kind of number, so overflow is infinite.
fn js_yaml_3(text: &str) -> Option<Typed<'static>> {
    if !may_be_number(text) || text.ends_with('_') {
        return None;
    }
    if JS_YAML_3.integer.is_match(text) {
        return numbers::integer(text, UNDERSCORES_AND_OCTAL);
    }
    if JS_YAML_3.sexagesimal.as_ref().is_some_and(|shape| shape.is_match(text)) {
        let number = numbers::sexagesimal(text)?;
        return Some(whole_or_float(if text.starts_with('-') { -number } else { number }));
    }
    JS_YAML_3.float.is_match(text).then(|| numbers::float(text, &['_'])).flatten().map(Typed::Float)
}

static JS_YAML_4: LazyLock<Shapes> = LazyLock::new(|| {
    Shapes::new(
        r"^[-+]?(?:0b[01]+|0x[0-9a-fA-F]+|0o[0-7]+|[0-9]+)$",
        r"^(?:[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?)$",
        None,
    )
});

/// js-yaml 4: the core schema, with `0b` and signs before prefixes; what overflows is text.
fn js_yaml_4(text: &str) -> Option<Typed<'static>> {
    if JS_YAML_4.integer.is_match(text) {
        let integer = numbers::integer(text, PLAIN_DECIMAL);
        return integer.filter(|number| !matches!(number, Typed::Float(float) if float.is_infinite()));
    }
    let float = JS_YAML_4.float.is_match(text).then(|| numbers::float(text, &[])).flatten();
    float.filter(|number| number.is_finite()).map(Typed::Float)
}

static NPM_YAML: LazyLock<Shapes> = LazyLock::new(|| {
    Shapes::new(
        r"^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9]+)$",
        r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
        None,
    )
});

/// The npm package `yaml` 2: the core schema to the letter.
fn npm_yaml(text: &str) -> Option<Typed<'static>> {
    if NPM_YAML.integer.is_match(text) {
        return numbers::integer(text, PLAIN_DECIMAL);
    }
    NPM_YAML.float.is_match(text).then(|| numbers::float(text, &[])).flatten().map(Typed::Float)
}

static PY_YAML: LazyLock<Shapes> = LazyLock::new(|| {
    Shapes::new(
        r"^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+)$",
        r"^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$",
        Some(r"^[-+]?(?:[1-9][0-9_]*(?::[0-5]?[0-9])+|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$"),
    )
});

/// PyYAML 6: YAML 1.1 as written, with signed exponents only.
fn py_yaml(text: &str) -> Option<Typed<'static>> {
    if !may_be_number(text) {
        return None;
    }
    if PY_YAML.integer.is_match(text) {
        return numbers::integer(text, UNDERSCORES_AND_OCTAL);
    }
    if PY_YAML.sexagesimal.as_ref().is_some_and(|shape| shape.is_match(text)) {
        let number = numbers::sexagesimal(text)?;
        let number = if text.starts_with('-') { -number } else { number };
        return Some(if text.contains('.') { Typed::Float(number) } else { whole_or_float(number) });
    }
    PY_YAML.float.is_match(text).then(|| numbers::float(text, &['_'])).flatten().map(Typed::Float)
}

static SERDE_YAML: LazyLock<Shapes> = LazyLock::new(|| {
    Shapes::new(
        r"^[-+]?(?:0|[1-9][0-9]*|0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+)$",
        r"^[-+]?(?:0|[1-9][0-9]*|[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+[eE][-+]?[0-9]+)(?:[eE][-+]?[0-9]+)?$",
        None,
    )
});

/// serde_yaml 0.9: the core schema, but a leading zero makes a whole number a text.
fn serde_yaml(text: &str) -> Option<Typed<'static>> {
    if !may_be_number(text) {
        return None;
    }
    if SERDE_YAML.integer.is_match(text) {
        return numbers::integer(text, PLAIN_DECIMAL);
    }
    let float = SERDE_YAML.float.is_match(text).then(|| numbers::float(text, &[])).flatten();
    float.filter(|number| number.is_finite()).map(Typed::Float)
}

fn whole_or_float(number: f64) -> Typed<'static> {
    #[expect(clippy::cast_possible_truncation, reason = "the guard keeps to numbers that a float holds exactly")]
    match number {
        whole if whole.fract() == 0.0 && whole.abs() < 9e15 => Typed::Int(whole as i128),
        _ => Typed::Float(number),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_letter_tells_a_text(text in "[a-zA-Z][a-zA-Z0-9:._+ -]{0,6}", digits in "[a-fA-F0-9][xob]?[0-9a-f]{0,4}") {
            use YamlParser::{Goccy, HexoYaml, JsYaml3, JsYaml4, NpmYaml, Psych, PyYaml, SafeYaml, SerdeYaml};
            for text in [&*text, &*digits].into_iter().filter(|text| begins_as_text(text)) {
                for parser in [Goccy, Psych, SafeYaml, JsYaml3, JsYaml4, NpmYaml, HexoYaml, PyYaml, SerdeYaml] {
                    prop_assert_eq!(type_by_shape(text, parser), Typed::Str(text.into()));
                }
            }
        }
    }

    /// The recorded vectors are the real test; these are the rows that people meet.
    #[test]
    fn the_same_text_to_different_parsers() {
        use YamlParser::{Goccy, HexoYaml, JsYaml3, JsYaml4, Psych, PyYaml, SafeYaml, SerdeYaml};
        let text = |text: &'static str| Typed::Str(Cow::Borrowed(text));
        let date = |text: &'static str| Typed::Date(Cow::Borrowed(text));
        let cases = [
            ("yes", Goccy, text("yes")),
            ("yes", Psych, Typed::Bool(true)),
            ("yEs", SafeYaml, Typed::Bool(true)),
            ("yEs", PyYaml, text("yEs")),
            ("010", Goccy, Typed::Int(8)),
            ("010", JsYaml4, Typed::Int(10)),
            ("010", SerdeYaml, text("010")),
            ("12:30", Psych, Typed::Int(45_000)),
            ("12:30", JsYaml3, Typed::Int(750)),
            ("12:30", SafeYaml, Typed::Float(750.0)),
            ("12:30", Goccy, text("12:30")),
            ("1,000", Psych, Typed::Int(1000)),
            ("1e3", Goccy, text("1e3")),
            ("1e3", HexoYaml, Typed::Float(1000.0)),
            ("2024-01-02", Goccy, text("2024-01-02")),
            ("2024-01-02", JsYaml4, date("2024-01-02")),
            ("2024-1-2", HexoYaml, date("2024-1-2")),
            ("2024-1-2", JsYaml3, text("2024-1-2")),
            ("2024-02-30", Psych, text("2024-02-30")),
            ("18446744073709551616", Goccy, text("18446744073709551616")),
            ("18446744073709551616", PyYaml, Typed::Int(1 << 64)),
        ];
        for (plain, parser, typed) in cases {
            assert_eq!(type_plain(plain, parser), typed, "{plain} {parser:?}");
        }
    }

    #[test]
    fn a_number_of_any_length_is_read() {
        let digits = "9".repeat(400);
        assert_eq!(type_plain(&digits, YamlParser::Psych), Typed::Float(f64::INFINITY));
        assert_eq!(type_plain(&digits, YamlParser::JsYaml3), Typed::Float(f64::INFINITY));
        assert_eq!(type_plain(&digits, YamlParser::JsYaml4), Typed::Str(Cow::Borrowed(&digits)));
    }
}
