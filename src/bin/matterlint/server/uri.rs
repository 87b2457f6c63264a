//! From paths to the URIs of the protocol, and back.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;

/// The path that a `file:` URI names; `None` for any other URI, such as that of a buffer without a file.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    // `file://localhost/a` is `file:///a`.
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    if !rest.starts_with('/') {
        return None;
    }
    let text = String::from_utf8(decoded(rest.as_bytes())).ok()?;
    // `/c:/site` on Windows.
    let has_drive = cfg!(windows) && text.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if has_drive { &text[1..] } else { &text }))
}

/// The URI of the file at `path`, which is absolute. `None` for a name that is not Unicode.
pub fn of(path: &Path) -> Option<Uri> {
    let text = path.to_str()?;
    let text = if cfg!(windows) { text.trim_start_matches(r"\\?\").replace('\\', "/") } else { text.to_owned() };
    let slash = if text.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{slash}{}", encoded(&text))).ok()
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => out.push(byte.into()),
            // Editors decode `%3A`, too, but show the URI as it is here and there.
            b':' if cfg!(windows) => out.push(':'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn decoded(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let digits = text.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.filter(|_| *byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        out.push(code.unwrap_or(*byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::str::FromStr;

    use lsp_types::Uri;

    use super::{of, path};

    #[test]
    #[cfg(unix)]
    fn paths_survive_the_way_there_and_back() {
        for text in ["/a/b.md", "/灯塔/a b#c?d%20.md", "/a:b/[x].md"] {
            let uri = of(Path::new(text)).unwrap();
            assert_eq!(path(&uri).unwrap(), PathBuf::from(text), "{}", uri.as_str());
        }
        assert_eq!(of(Path::new("/a b/灯.md")).unwrap().as_str(), "file:///a%20b/%E7%81%AF.md");
    }

    #[test]
    #[cfg(unix)]
    fn only_files_have_paths() {
        for (uri, expected) in [
            ("file://localhost/a", Some("/a")),
            ("file:///a%zz", Some("/a%zz")),
            ("untitled:Untitled-1", None),
            ("file://server/share", None),
        ] {
            let Ok(uri) = Uri::from_str(uri) else { continue };
            assert_eq!(path(&uri), expected.map(PathBuf::from));
        }
    }
}
