//! How a generator turns a value into true or false.

use crate::front_matter::{NodeRef, Typed};
use crate::profile::Booleans;

/// What a generator makes of a value where it wants true or false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// True or false.
    Is(bool),
    /// It refuses the value.
    Refused,
}

/// What the generator makes of a value where it wants true or false; `None` where nobody knows.
pub fn cast(value: NodeRef<'_>, how: Booleans) -> Option<Cast> {
    match how {
        Booleans::GoCast => Some(Cast::Is(go(value))),
        Booleans::Strict => Some(Cast::Is(strict(value))),
        Booleans::JsCast => Some(Cast::Is(javascript(value))),
        Booleans::Joi => Some(joi(value).map_or(Cast::Refused, Cast::Is)),
        Booleans::Unknown => None,
    }
}

/// spf13/cast in Hugo 0.168: numbers are true unless they are zero, texts are read as Go reads them (`1`, `t`, `T`,
/// `true`, `TRUE`, `True`), and everything else is false without a word.
fn go(value: NodeRef<'_>) -> bool {
    match value.typed() {
        Some(Typed::Bool(value)) => value,
        Some(Typed::Int(number)) => number != 0,
        Some(Typed::Float(number)) => number != 0.0,
        Some(Typed::Str(text)) => matches!(&*text, "1" | "t" | "T" | "true" | "TRUE" | "True"),
        Some(Typed::Null | Typed::Date(_)) | None => false,
    }
}

/// Ruby's own idea: only `false` and nothing at all are false (Jekyll 4.3 on `published`).
fn strict(value: NodeRef<'_>) -> bool {
    !matches!(value.typed(), Some(Typed::Bool(false) | Typed::Null))
}

/// Warehouse 5, the database of Hexo: JavaScript's own idea, but for two texts. Nothing at all counts as not set.
fn javascript(value: NodeRef<'_>) -> bool {
    match value.typed() {
        Some(Typed::Bool(value)) => value,
        Some(Typed::Int(number)) => number != 0,
        Some(Typed::Float(number)) => number != 0.0 && !number.is_nan(),
        Some(Typed::Str(text)) => !matches!(&*text, "" | "false" | "0"),
        Some(Typed::Null | Typed::Date(_)) | None => true,
    }
}

/// Joi 17 in Docusaurus 3.
fn joi(value: NodeRef<'_>) -> Option<bool> {
    match value.typed()? {
        Typed::Bool(value) => Some(value),
        Typed::Str(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Typed::Str(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Booleans, Cast, cast};
    use crate::front_matter::{YamlParser, read_yaml};

    fn read(value: &str, parser: YamlParser, how: Booleans) -> Option<bool> {
        made(value, parser, how).map(|made| made == Cast::Is(true))
    }

    fn made(value: &str, parser: YamlParser, how: Booleans) -> Option<Cast> {
        let read = read_yaml(&format!("v: {value}\n"), parser);
        cast(read.tree.root().unwrap().entries().next().unwrap().value, how)
    }

    #[test]
    fn hugo_takes_what_it_does_not_know_for_false() {
        for value in ["true", "True", "'T'", "1", "-1", "2.5", "'1'", ".nan"] {
            assert_eq!(read(value, YamlParser::Goccy, Booleans::GoCast), Some(true), "{value}");
        }
        for value in ["yes", "on", "'tRue'", "' true'", "0", "0.0", "[true]", "", "~", "2024-01-02", "{a: 1}"] {
            assert_eq!(read(value, YamlParser::Goccy, Booleans::GoCast), Some(false), "{value}");
        }
    }

    #[test]
    fn ruby_takes_everything_but_false_and_nothing_for_true() {
        for (value, is_true) in [("no", false), ("'false'", true), ("0", true), ("", false), ("[]", true)] {
            assert_eq!(read(value, YamlParser::Psych, Booleans::Strict), Some(is_true), "{value}");
        }
    }

    /// As warehouse and the validators answer.
    #[test]
    fn javascript_has_two_ideas() {
        let hexo = |value| made(value, YamlParser::HexoYaml, Booleans::JsCast);
        for (value, is_true) in
            [("no", true), ("'false'", false), ("'0'", false), ("0", false), ("''", false), ("[]", true)]
        {
            assert_eq!(hexo(value), Some(Cast::Is(is_true)), "{value}");
        }
        let docusaurus = |value| made(value, YamlParser::JsYaml3, Booleans::Joi);
        assert_eq!(docusaurus("'TRUE'"), Some(Cast::Is(true)));
        for value in ["yes", "1", "''", "", "[true]", "' true'"] {
            assert_eq!(docusaurus(value), Some(Cast::Refused), "{value}");
        }
    }
}
