//! What type a scalar has. In YAML that is a matter of the parser: `yes`, `010`, `12:30` and `2024-1-2` are text to one
//! generator and something else to the next.

use std::borrow::Cow;

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
