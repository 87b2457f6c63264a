//! How a generator turns a value into true or false.

use crate::front_matter::{NodeRef, Typed};
use crate::profile::Booleans;

/// What the generator makes of a value where it wants true or false; `None` where nobody knows.
pub fn cast(value: NodeRef<'_>, how: Booleans) -> Option<bool> {
    match how {
        Booleans::GoCast => Some(go(value)),
        Booleans::Strict => Some(strict(value)),
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

#[cfg(test)]
mod tests {
    use super::{Booleans, cast};
    use crate::front_matter::{YamlParser, read_yaml};

    fn read(value: &str, parser: YamlParser, how: Booleans) -> Option<bool> {
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
}
