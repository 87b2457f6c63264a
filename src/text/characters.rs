//! Characters that look like nothing, or like another one.

/// Whether a character shows nothing, or only a gap, and is none of the blanks that YAML, TOML and JSON know: no-break
/// and ideographic spaces, zero-width characters, byte order marks, direction marks. The joiners U+200C and U+200D are
/// left out: Persian and Hindi words and many emoji need them.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{85}'
            | '\u{a0}'
            | '\u{ad}'
            | '\u{1680}'
            | '\u{180e}'
            | '\u{2000}'..='\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202f}'
            | '\u{205f}'..='\u{2064}'
            | '\u{3000}'
            | '\u{feff}'
    )
}

/// Whether a letter is in upper case.
pub fn has_capitals(text: &str) -> bool {
    // Keys are asked, of which nearly all are ASCII: bytes are faster than characters.
    if text.is_ascii() {
        return text.bytes().any(|byte| byte.is_ascii_uppercase());
    }
    text.chars().any(char::is_uppercase)
}
