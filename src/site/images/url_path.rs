//! URLs as far as images need them.

use std::borrow::Cow;

use crate::listing::parent;

/// Whether a value names something that is not a file of the site: `https:`, `data:`, `//host/…`.
pub fn is_remote(value: &str) -> bool {
    let scheme = value.split(':').next().unwrap_or_default();
    let is_scheme = scheme.len() > 1
        && scheme.len() < value.len()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    value.starts_with("//") || is_scheme
}

/// Whether a value still has to be filled in by a template.
pub fn is_templated(value: &str) -> bool {
    value.contains(['{', '<']) && ["{{", "{%", "${", "<%", "{$"].iter().any(|mark| value.contains(mark))
}

/// The path of a URL: without query and fragment, `%XX` decoded. `None` when that is no UTF-8.
pub fn decoded(value: &str) -> Option<String> {
    if !value.bytes().any(|byte| matches!(byte, b'%' | b'?' | b'#')) {
        return Some(value.to_owned());
    }
    let path = value.split(['?', '#']).next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let mut ahead = rest.clone();
        match (byte, hex(ahead.next()), hex(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).ok()?);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

/// A decoded path resolved against the URL path of a page (`/a/b/` or `/a/b.html`), as a browser does: `..` stops at the
/// root, a backslash is a slash, an empty part (`a//b`) stays.
pub fn resolved(base: &str, path: &str) -> String {
    let path = if path.contains('\\') { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) };
    let whole = if path.starts_with('/') { path.into_owned() } else { [parent(base), "/", &path].concat() };
    if whole.starts_with('/') && !whole.split('/').any(|part| matches!(part, "." | "..")) {
        return whole;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/').skip(1) {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{decoded, is_remote, resolved};

    #[test]
    fn remote_is_what_has_a_scheme_or_a_host() {
        assert!(is_remote("https://x/a.png") && is_remote("//x/a.png") && is_remote("data:image/png;base64,"));
        assert!(!is_remote("a.png") && !is_remote("/a:b.png") && !is_remote("C:/a.png") && !is_remote("图:a.png"));
    }

    #[test]
    fn paths_are_decoded_and_resolved() {
        assert_eq!(decoded("a%20b.png?x=1#y").as_deref(), Some("a b.png"));
        assert_eq!(decoded("100%.png").as_deref(), Some("100%.png"));
        assert_eq!(decoded("%ff").as_deref(), None);
        assert_eq!(resolved("/a/b/", "../c.png"), "/a/c.png");
        assert_eq!(resolved("/a/b.html", "c.png"), "/a/c.png");
        assert_eq!(resolved("/a/", "../../../c.png"), "/c.png");
        assert_eq!(resolved("/a/", "b//c.png"), "/a/b//c.png");
    }
}
