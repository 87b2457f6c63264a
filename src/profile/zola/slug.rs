//! How Zola makes parts of URLs of names and terms.

use unicode_normalization::UnicodeNormalization;

use crate::profile::generator_config::Slugify;

/// The part of a URL that `text` becomes; `None` where it holds characters whose transliteration is not known here.
pub fn slugified(text: &str, how: Slugify) -> Option<String> {
    match how {
        Slugify::On => transliterated(text),
        Slugify::Safe => Some(without_forbidden(text)),
        Slugify::Off => Some(text.to_owned()),
    }
}

/// Small ASCII letters and digits, everything else is a hyphen: the `slug` crate.
fn transliterated(text: &str) -> Option<String> {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        for c in ascii(c)?.chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
    }
    Some(slug.strip_suffix('-').map(str::to_owned).unwrap_or(slug))
}

/// What the `deunicode` crate (1.6) writes for a character. Known here are letters of ASCII with accents, and the
/// letters and marks of European languages that have no such form.
fn ascii(c: char) -> Option<String> {
    let known = match c {
        c if c.is_ascii() => return Some(c.to_string()),
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        '\u{a0}' | '–' | '—' => "-",
        '‘' | '’' | '“' | '”' | '«' | '»' | '…' | '¿' | '¡' => " ",
        // A mark on its own vanishes.
        '\u{300}'..='\u{362}' => "",
        c if matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') => {
            let mut parts = c.nfd();
            let letter = parts.next().filter(char::is_ascii_alphabetic)?;
            // `ŉ` and the like are no letter with a mark.
            return parts.all(|mark| matches!(mark, '\u{300}'..='\u{362}')).then(|| letter.to_string());
        }
        _ => return None,
    };
    Some(known.to_owned())
}

/// Without what NTFS refuses, and without blanks and dots at the end.
fn without_forbidden(text: &str) -> String {
    text.trim_end_matches([' ', '.']).chars().filter(|c| !r#"<>:"/\|?*"#.contains(*c) && !"\r\n".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::slugified;
    use crate::profile::generator_config::Slugify;

    /// As the crate `slug` 0.1 answers.
    #[test]
    fn slugs_are_those_of_the_slug_crate() {
        for (text, slug) in [
            ("C++", "c"),
            ("C#", "c"),
            ("a_b", "a-b"),
            ("  a ", "a"),
            ("Ünïcödé", "unicode"),
            ("ß", "ss"),
            ("a—b", "a-b"),
            ("“q”", "q"),
            ("...", ""),
            ("a/b", "a-b"),
            ("e\u{301}", "e"),
            ("a\u{a0}b", "a-b"),
            ("…", ""),
            ("Łódź Đ", "lodz-d"),
        ] {
            assert_eq!(slugified(text, Slugify::On).as_deref(), Some(slug), "{text}");
        }
        for text in ["日本", "Привет", "🎉", "½", "ŉ", "Ĳ"] {
            assert_eq!(slugified(text, Slugify::On), None, "{text}");
        }
    }

    #[test]
    fn other_ways_keep_more() {
        assert_eq!(slugified("日本: a/b. ", Slugify::Safe).as_deref(), Some("日本 ab"));
        assert_eq!(slugified("tes t. ", Slugify::Off).as_deref(), Some("tes t. "));
    }
}
