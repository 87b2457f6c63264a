//! Old addresses that lead to a page.

use super::generator_config::GeneratorConfig;
use super::pages::PageAddress;

/// How a generator redirects from old addresses.
#[derive(Clone, Copy, Debug)]
pub struct Aliases {
    /// The key that lists them.
    pub key: &'static str,
    /// Whether a text in place of the list is several, parted by blanks, and not one.
    pub splits_text: bool,
    /// The URL of an alias (first) of a page, `None` where it cannot be known.
    pub url: fn(&str, &PageAddress<'_>, &GeneratorConfig) -> Option<String>,
}

impl Aliases {
    /// A generator without aliases.
    pub const NONE: Self = Self { key: "aliases", splits_text: false, url: |_, _, _| None };
}
