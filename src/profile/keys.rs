//! What a generator or theme expects under a key.

use super::Consequence;

/// A key that a generator or theme knows.
#[derive(Debug)]
pub struct Key {
    /// The name as the documentation spells it.
    pub name: &'static str,
    /// What kind of value belongs there.
    pub kind: KeyKind,
    /// What happens with another kind.
    pub wrong: Consequence,
    /// What it does, in one line, for writers.
    pub about: &'static str,
}

/// The kind of value that belongs under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Text; a number or boolean is taken as its text.
    Text,
    /// Text and nothing else: a number, `true` or a date needs quotes. Only `false` and nothing do no harm, as they
    /// count as not set (Jekyll `permalink`, `slug`).
    TextOnly,
    /// Text. In YAML a number or boolean is taken as its text; in TOML it needs quotes (Zola).
    TypedText,
    /// `true` or `false`.
    Boolean,
    /// `true` or `false` and nothing else: no text, no number, not even nothing where a key is written.
    BooleanOnly,
    /// A whole number.
    Integer,
    /// A whole number from 0 on, without quotes.
    Unsigned,
    /// A number.
    Number,
    /// A date, judged by the rules of the group `dates`.
    Date,
    /// A list of texts.
    List,
    /// A list, and every item of it a text and nothing else.
    TextOnlyList,
    /// A list, and every item of it a text as in [`KeyKind::TypedText`].
    TypedTextList,
    /// A list of texts, or one text.
    ListOrText,
    /// Terms of a taxonomy, judged by the rules of the group `taxonomy`.
    Terms,
    /// A map.
    Map,
    /// A list of maps.
    MapList,
    /// A map or a list of maps.
    MapOrMapList,
    /// A boolean, or a map with more settings.
    BooleanOrMap,
    /// A text, `false`, or a map with more settings.
    TextFalseOrMap,
    /// The name of an image file.
    Image,
    /// Names of image files.
    ImageList,
    /// One of these texts; letter case matters.
    OneOf(&'static [&'static str]),
    /// One of these texts; letter case does not matter.
    OneOfIgnoringCase(&'static [&'static str]),
    /// One of these texts, or a boolean.
    BooleanOrOneOf(&'static [&'static str]),
    /// Menu entries: the name of a menu, a list of names, or a map of maps by name.
    Menus,
    /// A key that is gone: any value is wrong.
    Removed,
    /// Anything.
    Any,
}

impl KeyKind {
    /// The kind in the writer's words, with its article.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Text | Self::TypedText => "a text",
            Self::TextOnly => "a text (in quotes if it looks like a number or date)",
            Self::Boolean | Self::BooleanOnly => "`true` or `false`",
            Self::Integer => "a whole number",
            Self::Unsigned => "a whole number from 0 on",
            Self::Number => "a number",
            Self::Date => "a date",
            Self::List | Self::Terms => "a list",
            Self::TextOnlyList | Self::TypedTextList => "a list of texts",
            Self::ListOrText => "a list or a text",
            Self::Map => "a map of keys and values",
            Self::MapList => "a list of maps",
            Self::MapOrMapList => "a map or a list of maps",
            Self::BooleanOrMap => "`true`, `false` or a map",
            Self::TextFalseOrMap => "a text, `false` or a map",
            Self::Image => "the name of an image",
            Self::ImageList => "a list of image names",
            Self::OneOf(_) | Self::OneOfIgnoringCase(_) => "one of the values that the generator knows",
            Self::BooleanOrOneOf(_) => "`true`, `false` or one of the values that the generator knows",
            Self::Menus => "the name of a menu, a list of names, or a map of settings by name",
            Self::Removed => "no value: the key is gone",
            Self::Any => "a value",
        }
    }

    /// The texts that may stand there, where they are a closed set.
    pub fn values(self) -> Option<&'static [&'static str]> {
        match self {
            Self::OneOf(values) | Self::OneOfIgnoringCase(values) | Self::BooleanOrOneOf(values) => Some(values),
            _ => None,
        }
    }
}
