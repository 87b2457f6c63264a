//! How Jekyll groups terms.

use crate::profile::generator_config::GeneratorConfig;

/// The term under which `spelling` is grouped: itself, as Jekyll compares the exact text.
pub fn term(spelling: &str, _config: &GeneratorConfig) -> String {
    spelling.to_owned()
}

/// The URL of a term's page: none, as Jekyll makes no such pages, and plugins and themes that do each have their own.
pub fn url(_taxonomy: &str, _spelling: &str, _config: &GeneratorConfig) -> Option<String> {
    None
}

/// The terms in a text: Ruby's `split`, which knows only ASCII blanks, so that a no-break space does not part terms.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_ascii_whitespace() || matches!(c, '\0' | '\x0B')).filter(|term| !term.is_empty())
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn only_ascii_blanks_part_terms() {
        assert_eq!(split(" a, b\tc\u{a0}d ").collect::<Vec<_>>(), ["a,", "b", "c\u{a0}d"]);
    }
}
