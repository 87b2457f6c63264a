//! Values that a generator refuses although their kind is right, and keys that contradict each other.

use super::Consequence;
use super::pages::PageKind;

/// A value that a generator refuses although it is of the right kind.
pub struct RefusedValue {
    /// The value.
    pub shape: Refused,
    /// The paths of the keys under which it is refused (dots step into maps).
    pub keys: &'static [&'static str],
    /// The kinds of pages on which it is refused; empty for all.
    pub on: &'static [PageKind],
    /// What the generator does with it.
    pub consequence: Consequence,
    /// What to write instead.
    pub help: &'static str,
}

/// The shape of a value that is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing: `title:`.
    Nothing,
    /// A text without a character: `slug: ""`.
    EmptyText,
    /// A list without an item: `keywords: []`.
    EmptyList,
    /// `true` or `false` where a text is wanted.
    Boolean,
    /// A number or a date where only a text will do.
    NumberOrDate,
    /// A list or a map where one value is wanted.
    Collection,
    /// A text that is no address: with a blank, a backslash or a letter beyond ASCII (`图.png`).
    NoAddress,
    /// A text, or one in the list, that begins with `http://` or `https://`, where only the site's own paths will do.
    WithScheme,
    /// A name, or one in the list, that no output format has (Hugo).
    UnknownOutput,
    /// What JavaScript takes for set and is no text: `true`, a number but 0, a date.
    SetButNoText,
    /// A number outside of these two, both inclusive.
    OutOf(i64, i64),
}

/// Two keys that must not both be true.
pub struct Contradiction {
    /// The keys.
    pub keys: [&'static str; 2],
    /// What the generator does when they are.
    pub consequence: Consequence,
    /// What to write instead.
    pub help: &'static str,
}
