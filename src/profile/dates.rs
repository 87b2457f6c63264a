//! How a generator reads dates, as data of its profile.

/// The ways in which generators turn a front matter value into an instant. The readings themselves are in
/// [`crate::site::dates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateReading {
    /// Hugo: a list of Go layouts, integers as Unix seconds.
    Hugo,
    /// Jekyll: the value as text, through Ruby's `Time.parse`, which finds a date almost anywhere.
    Ruby,
    /// Zola: TOML dates and RFC 3339; a few more spellings in YAML.
    Zola,
    /// Astro's `z.coerce.date()`: JavaScript's `new Date(value)`.
    JsDate,
    /// Hexo: JavaScript's `new Date(value)`, except that a YAML date without a zone is local time.
    Hexo,
    /// Docusaurus: a `Z` is put behind text before JavaScript reads it.
    DocusaurusJoi,
    /// Eleventy: YAML dates and ISO 8601 text, and names such as `Last Modified`.
    Eleventy,
    /// Material for MkDocs: only a date that PyYAML itself makes, so never in quotes.
    PyYaml,
    /// VitePress: only a date that js-yaml itself makes; text is left to the theme.
    VitePress,
    /// No generator known: the spellings that all of them share.
    Neutral,
}
