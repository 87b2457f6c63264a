//! What Hugo makes of a path or title on its way into a URL.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::profile::generator_config::GeneratorConfig;

/// Lower case as Go has it: one character for one character, so that `İ` is `i` and a final sigma is not special.
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}

/// Whether `lowered` is what [`lower`] makes of `text`.
pub fn is_lower_of(lowered: &str, text: &str) -> bool {
    if text.is_ascii() {
        return text.len() == lowered.len() && text.bytes().map(|byte| byte.to_ascii_lowercase()).eq(lowered.bytes());
    }
    lower(text) == lowered
}

/// The form in which Hugo compares paths and terms: lower case, a hyphen for each blank (U+0020 only, no other space).
pub fn normalize(text: &str) -> String {
    normalized(text).into_owned()
}

/// The same without a copy of what has that form already, as most paths have.
pub fn normalized(text: &str) -> Cow<'_, str> {
    if kept_by(text) & NORMALIZE != 0 {
        return Cow::Borrowed(text);
    }
    let lower = lower(text);
    Cow::Owned(if lower.contains(' ') { lower.replace(' ', "-") } else { lower })
}

/// The characters of `text` that may stand in a URL path. Other white space becomes one hyphen, everything else vanishes.
pub fn sanitize<'t>(text: &'t str, config: &GeneratorConfig) -> Cow<'t, str> {
    let kept_by = kept_by(text);
    if kept_by & SANITIZE != 0 {
        // Most paths: nothing in them vanishes or changes but capitals.
        let is_final = config.keep_case || kept_by & NORMALIZE != 0;
        return if is_final { Cow::Borrowed(text) } else { Cow::Owned(text.to_ascii_lowercase()) };
    }
    let source: Vec<char> = if config.remove_accents { without_accents(text) } else { text.chars().collect() };
    let mut target = String::with_capacity(text.len());
    let (mut pending_hyphen, mut after_hyphen) = (false, false);
    for (i, &c) in source.iter().enumerate() {
        if is_allowed(c, &source[i + 1..]) {
            after_hyphen = c == '-';
            if std::mem::take(&mut pending_hyphen) && !after_hyphen {
                target.push('-');
            }
            target.push(c);
        } else if is_go_space(c) && !after_hyphen && !target.is_empty() {
            pending_hyphen = true;
        }
    }
    Cow::Owned(if config.keep_case { target } else { lower(&target) })
}

/// The URL path of a path, percent-encoded as Go's `url.Parse` and `String` do it: a path whose characters are all
/// allowed in a URL stays as it is, any other is decoded and encoded again. `None` where Go refuses it.
pub fn escape(path: impl Into<String>) -> Option<String> {
    let path = path.into();
    if kept_by(&path) & ESCAPE != 0 {
        return Some(path);
    }
    let path = path.replace('#', "%23");
    if path.contains('?') || path.chars().any(|c| c.is_ascii_control()) {
        return None;
    }
    let decoded = percent_decode(&path)?;
    if path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~!$&'()*+,;=:@[]/%".contains(&b)) {
        return Some(path);
    }
    let mut escaped = String::with_capacity(path.len());
    for byte in decoded {
        if byte.is_ascii_alphanumeric() || b"-_.~$&+,/:;=@".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(escaped)
}

/// The bytes of a percent-encoded text, `None` when an escape is broken.
pub fn percent_decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let (high, low) = (hex(*rest.first()?)?, hex(*rest.get(1)?)?);
        bytes.push(high * 16 + low);
        rest = &rest[2..];
    }
    Some(bytes)
}

/// What leaves a byte as it is, whatever stands around it: a bit for each of the three ways of a text into a URL.
const KEPT_BY: [u8; 256] = {
    let mut kept_by = [0; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        let is_capital = byte.is_ascii_uppercase();
        let is_in_urls = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'_' | b'~' | b'-');
        let mut ways = 0;
        if !is_capital && byte != b' ' {
            ways |= NORMALIZE;
        }
        if is_in_urls {
            ways |= ESCAPE;
        }
        if is_in_urls || matches!(byte, b'+' | b'@') {
            ways |= SANITIZE;
        }
        kept_by[byte as usize] = ways;
        byte += 1;
    }
    kept_by
};
const NORMALIZE: u8 = 1;
/// But for capitals.
const SANITIZE: u8 = 2;
const ESCAPE: u8 = 4;

/// What leaves all bytes of a text as they are. Every term and path is asked, and nearly all stay as they are.
fn kept_by(text: &str) -> u8 {
    text.bytes().fold(u8::MAX, |ways, byte| ways & KEPT_BY[usize::from(byte)])
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn is_allowed(c: char, following: &[char]) -> bool {
    match c {
        '.' | '/' | '\\' | '_' | '#' | '+' | '~' | '-' | '@' => true,
        '%' => matches!(following, [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()),
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => is_letter_digit_or_mark(c),
    }
}

/// Go's `IsLetter`, `IsDigit` and `IsMark`. The standard library's `is_alphanumeric` would take `Ⅷ`, `²` and `½`, too.
fn is_letter_digit_or_mark(c: char) -> bool {
    static CLASS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[\p{L}\p{Nd}\p{M}]").expect("the pattern is a constant that compiles"));
    CLASS.is_match(c.encode_utf8(&mut [0; 4]))
}

/// Go's `unicode.IsSpace`, which does not know U+001C to U+001F.
fn is_go_space(c: char) -> bool {
    c.is_whitespace() && !('\u{1c}'..='\u{1f}').contains(&c)
}

/// Without the marks of class Mn: `é` is `e`, `й` is `и`, whatever the form (NFC or NFD) it was written in.
fn without_accents(text: &str) -> Vec<char> {
    static NONSPACING: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\p{Mn}").expect("the pattern is a constant that compiles"));
    let decomposed: String = text.nfd().collect();
    NONSPACING.replace_all(&decomposed, "").nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::{escape, lower, sanitize};
    use crate::profile::generator_config::GeneratorConfig;

    #[test]
    fn lower_case_is_gos() {
        assert_eq!(lower("İΟΔΟΣẞK"), "iοδοσßk");
    }

    /// Recorded with Hugo 0.168 (terms of a page each, `/tags/` cut off).
    #[test]
    fn spaces_other_than_the_blank_collapse() {
        let config = GeneratorConfig::default();
        for (text, path) in [
            ("a\t\tb", "a-b"),
            ("a-&\tb", "a-b"),
            ("a&\tb", "a-b"),
            ("a\t", "a"),
            ("-\t-", "--"),
            ("_\t_", "_-_"),
            (".\u{3000}.", ".-."),
            ("a\u{85}b", "a-b"),
            ("a\u{1f}b", "ab"),
            ("Ⅷ½²", ""),
            ("%4G%41", "4g%41"),
        ] {
            assert_eq!(sanitize(text, &config), path, "{text:?}");
        }
    }

    #[test]
    fn escapes_are_kept_or_all_redone() {
        assert_eq!(escape("/a%41/").as_deref(), Some("/a%41/"));
        assert_eq!(escape("/a%41é/").as_deref(), Some("/aA%C3%A9/"));
        assert_eq!(escape("/%e4书/").as_deref(), Some("/%E4%E4%B9%A6/"));
        assert_eq!(escape("/a!b/").as_deref(), Some("/a!b/"));
        assert_eq!(escape("/a b!&c/").as_deref(), Some("/a%20b%21&c/"));
        assert_eq!(escape("/c#/").as_deref(), Some("/c%23/"));
        assert_eq!(escape("/a%zz/"), None);
    }
}
