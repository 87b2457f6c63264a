//! How Material makes parts of URLs of titles and categories: `pymdownx.slugs.slugify(case="lower")`.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

static TAGS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"</?[^>]*>").expect("a valid pattern"));

/// The slug of a text: small letters, blanks are hyphens, punctuation vanishes. `None` where Python and Rust may differ
/// (marks, which Python takes for no part of a word), or nothing is left.
pub fn slugified(text: &str) -> Option<String> {
    let text: String = text.nfc().collect();
    let text = TAGS.replace_all(&text, "");
    // One sigma has two small forms, by its neighbours.
    let lower = text.trim().to_lowercase();
    if lower.chars().any(|c| !is_certain(c)) {
        return None;
    }
    let slug: String = lower
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect();
    (!slug.is_empty()).then_some(slug)
}

/// Letters of any script, and what is surely no part of a word: ASCII and the punctuation of Unicode.
fn is_certain(c: char) -> bool {
    static MARKS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{M}\p{C}\p{Nl}\p{No}]").expect("a valid pattern"));
    c.is_ascii() || !MARKS.is_match(c.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::slugified;

    /// The first two as a real build has them.
    #[test]
    fn slugs_of_titles() {
        assert_eq!(slugified("C++ & <b>Bold</b>  Ünï—x_y: 中文!").as_deref(), Some("c--bold--ünïx_y-中文"));
        assert_eq!(slugified("Hi There").as_deref(), Some("hi-there"));
        assert_eq!(slugified("  a-b "), Some("a-b".to_owned()));
        assert_eq!(slugified("हिन्दी"), None);
        assert_eq!(slugified("!?"), None);
    }
}
