//! What type a scalar has. In YAML that is a matter of the parser: `yes`, `010`, `12:30` and `2024-1-2` are text to one
//! generator and something else to the next.

mod dates;
mod numbers;
mod plain;
mod tagged;

use std::borrow::Cow;

use super::{NodeRef, Scalar, Style};

/// The YAML parsers inside the generators. Each reads plain scalars by its own table and refuses other things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YamlParser {
    /// goccy/go-yaml, in Hugo since 0.152.
    Goccy,
    /// Psych, in Jekyll as Debian packages it.
    Psych,
    /// SafeYAML, in upstream Jekyll 4.
    SafeYaml,
    /// js-yaml 3, in gray-matter (Docusaurus, VitePress).
    JsYaml3,
    /// js-yaml 4, in Astro and in Eleventy's fork of gray-matter.
    JsYaml4,
    /// The npm package `yaml` with its defaults.
    NpmYaml,
    /// The npm package `yaml` as Hexo calls it: YAML 1.2 core and timestamps, no merge keys.
    HexoYaml,
    /// PyYAML, in MkDocs.
    PyYaml,
    /// serde_yaml, in Zola.
    SerdeYaml,
}

impl YamlParser {
    /// Whether it stops at a key that stands twice in one map; the others take the last one without a word.
    pub fn refuses_duplicate_keys(self) -> bool {
        !matches!(self, Self::Psych | Self::SafeYaml | Self::PyYaml)
    }
}

/// A scalar as a generator's parser types it.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed<'t> {
    /// Nothing, `~`, `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number. Every parser that we follow keeps at least 64 bits or turns larger ones into floats.
    Int(i128),
    /// A number with a fraction; infinities and NaN included.
    Float(f64),
    /// Text.
    Str(Cow<'t, str>),
    /// A date or date and time that the parser itself makes (a YAML timestamp, a TOML date), as written. What
    /// instant it is, the floor `site` reads.
    Date(Cow<'t, str>),
}

impl<'t> Typed<'t> {
    /// The value as text, as generators take it where they want one; `None` for nothing at all.
    pub fn into_text(self) -> Option<Cow<'t, str>> {
        match self {
            Typed::Null => None,
            Typed::Bool(value) => Some(value.to_string().into()),
            Typed::Int(value) => Some(value.to_string().into()),
            Typed::Float(value) => Some(value.to_string().into()),
            Typed::Str(text) | Typed::Date(text) => Some(text),
        }
    }
}

impl<'t> NodeRef<'t> {
    /// What the generator's parser makes of a scalar; `None` for lists, maps and aliases to nothing.
    pub fn typed(self) -> Option<Typed<'t>> {
        let scalar = self.scalar()?;
        let tag = self.tag().map(|tag| &*tag.text);
        Some(match self.tree().yaml {
            Some(parser) => type_yaml(scalar, tag, parser),
            None => type_given(scalar),
        })
    }
}

/// The type of a YAML scalar that is written without quotes and without a tag.
pub fn type_plain(text: &str, parser: YamlParser) -> Typed<'_> {
    plain::type_plain(text, parser)
}

/// Why the parser refuses a scalar although its syntax is right, in words for the writer: PyYAML on the day 30 February,
/// js-yaml on a tag that it does not know.
pub(super) fn refusal(scalar: &Scalar, tag: Option<&str>, parser: YamlParser) -> Option<String> {
    match tag {
        Some(tag) => tagged::refusal(scalar, tag, parser),
        None if scalar.style == Style::Plain => plain::refusal(&scalar.text, parser),
        None => None,
    }
}

fn type_yaml<'t>(scalar: &'t Scalar, tag: Option<&str>, parser: YamlParser) -> Typed<'t> {
    match tag {
        Some(tag) => tagged::type_tagged(scalar, tag, parser),
        None => type_untagged(scalar, parser),
    }
}

fn type_untagged(scalar: &Scalar, parser: YamlParser) -> Typed<'_> {
    match scalar.style {
        Style::Absent => Typed::Null,
        Style::Plain => plain::type_plain(&scalar.text, parser),
        _ => Typed::Str(Cow::Borrowed(&scalar.text)),
    }
}

/// TOML and JSON scalars say themselves what they are.
fn type_given(scalar: &Scalar) -> Typed<'_> {
    let text = &*scalar.text;
    match scalar.style {
        Style::Integer => numbers::toml_integer(text),
        Style::Float => numbers::toml_float(text),
        Style::Boolean => Typed::Bool(text == "true"),
        Style::Null | Style::Absent => Typed::Null,
        Style::OffsetDateTime | Style::LocalDateTime | Style::LocalDate | Style::LocalTime => {
            Typed::Date(Cow::Borrowed(text))
        }
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted | Style::Literal | Style::Folded => {
            Typed::Str(Cow::Borrowed(text))
        }
    }
}
