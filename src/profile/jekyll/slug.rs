//! How Jekyll makes parts of URLs of titles, categories and paths.

use std::sync::LazyLock;

use regex::Regex;

static NOT_IN_SLUGS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[^\p{M}\p{L}\p{Nd}]+").expect("a valid pattern"));
static NOT_IN_TITLES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+").expect("a valid pattern"));

/// A slug of letters and digits in lower case, with single hyphens between.
pub fn slugify(text: &str) -> String {
    downcase(trim(&NOT_IN_SLUGS.replace_all(text, "-")))
}

/// A slug that keeps letter case, and punctuation that stands well in a URL.
pub fn pretty(text: &str) -> String {
    trim(&NOT_IN_TITLES.replace_all(text, "-")).to_owned()
}

/// Lower case letter by letter, as Ruby does; Rust would look at the neighbours of a sigma.
pub fn downcase(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// One hyphen at each end goes; there are no two in a row.
fn trim(slug: &str) -> &str {
    let slug = slug.strip_prefix('-').unwrap_or(slug);
    slug.strip_suffix('-').unwrap_or(slug)
}

/// Escapes a value for its place in a URL. `None` where Jekyll stops with an error, because the value looks like a
/// URI with an impossible scheme (`C++: notes`).
pub fn escape(value: &str) -> Option<String> {
    if !has_possible_scheme(value) || value.contains('\n') {
        return None;
    }
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => escaped.push(char::from(byte)),
            _ if b"-._~!$&'()*+,;=:@/?".contains(&byte) => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(escaped)
}

/// Undoes `%XX`; `None` when the result is no text.
pub fn unescape(url: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(hexadecimal);
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(digits[0])? * 16 + digit(digits[1])?).ok()
}

/// Slashes at the beginning, none doubled, no steps upwards.
pub fn sanitize(url: &str) -> String {
    let url = format!("/{url}").replace("..", "/").replace("./", "");
    let mut squeezed = String::with_capacity(url.len());
    for c in url.chars() {
        if c != '/' || !squeezed.ends_with('/') {
            squeezed.push(c);
        }
    }
    squeezed
}

fn has_possible_scheme(value: &str) -> bool {
    let Some(end) = value.find([':', '/', '?', '#']).filter(|end| value[*end..].starts_with(':')) else { return true };
    let (scheme, rest) = (&value[..end], &value[end + 1..]);
    let letters_fit = scheme.bytes().all(|c| c.is_ascii_alphanumeric() || b"+-.".contains(&c));
    // A value that begins with a colon has no scheme; the rest of the parser takes it for a path.
    scheme.is_empty() || (letters_fit && scheme.as_bytes()[0].is_ascii_alphabetic() && !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{escape, pretty, sanitize, slugify, unescape};

    #[test]
    fn slugs_follow_jekyll() {
        assert_eq!(slugify("The _config.yml file"), "the-config-yml-file");
        assert_eq!(pretty("The _config.yml file"), "The-_config.yml-file");
        assert_eq!(slugify("«Ärger» & Spaß!"), "ärger-spaß");
        assert_eq!(slugify("ΟΔΟΣ"), "οδοσ");
        assert_eq!(pretty("★"), "");
    }

    #[test]
    fn values_are_escaped_once() {
        assert_eq!(escape("a b/ü[1]%20#x").as_deref(), Some("a%20b/%C3%BC%5B1%5D%2520%23x"));
        assert_eq!(escape("notes: one").as_deref(), Some("notes:%20one"));
        assert_eq!(escape("C++ x: notes"), None);
        assert_eq!(escape("中: x"), None);
        assert_eq!(escape("a:"), None);
        assert_eq!(unescape("a%20%C3%bc%+1%4").as_deref(), Some("a ü%+1%4"));
        assert_eq!(unescape("%FF"), None);
    }

    #[test]
    fn urls_are_cleaned() {
        assert_eq!(sanitize("a//b/../c./d"), "/a/b/cd");
        assert_eq!(sanitize(""), "/");
    }
}
