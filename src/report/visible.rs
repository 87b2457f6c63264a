//! Text from files, made fit for a terminal. A page may hold an escape sequence that moves the cursor, or a bidirectional
//! override that reorders what a reader sees; a report that printed those would let a page rewrite its own report.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// `text` on one line, without anything that a terminal would act on.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| match c {
        '\n' | '\r' | '\t' => " ".to_owned(),
        c if acts(c) => code_point(c),
        c => c.to_string(),
    });
    Cow::Owned(shown.collect())
}

/// How one character of a quoted line is shown, where not as itself. A `marked` character is one that a finding points
/// at: then those that leave no ink (no-break space, zero-width space) are named, too, as they may be the very mistake.
pub fn stand_in(c: char, marked: bool) -> Option<String> {
    match c {
        '\t' => Some(" ".repeat(TAB)),
        c if acts(c) || (marked && leaves_no_ink(c)) => Some(code_point(c)),
        _ => None,
    }
}

/// How many columns of a terminal a character of a quoted line takes.
pub fn columns(c: char, marked: bool) -> usize {
    stand_in(c, marked).map_or_else(|| c.width().unwrap_or(0), |text| text.len())
}

/// Columns of a tab. Not a stop: a line may be shown from its middle.
const TAB: usize = 4;

/// Whether a terminal acts on a character instead of showing it: control characters, bidirectional controls, line
/// separators, and a byte order mark in the middle of a text.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{feff}')
}

fn leaves_no_ink(c: char) -> bool {
    let is_odd_space = c.is_whitespace() && c != ' ';
    is_odd_space || matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}')
}

fn code_point(c: char) -> String {
    format!("<U+{:04X}>", c as u32)
}

#[cfg(test)]
mod tests {
    use super::{stand_in, visible};

    #[test]
    fn nothing_that_a_terminal_acts_on_gets_through() {
        assert_eq!(visible("a\u{1b}[2Jb\u{9b}c\u{202e}d\ne"), "a<U+001B>[2Jb<U+009B>c<U+202E>d e");
        assert_eq!(visible("标题 é 👩‍💻"), "标题 é 👩‍💻");
    }

    #[test]
    fn what_leaves_no_ink_is_named_where_it_is_meant() {
        assert_eq!(stand_in('\u{a0}', false), None);
        assert_eq!(stand_in('\u{a0}', true).as_deref(), Some("<U+00A0>"));
        assert_eq!(stand_in('\t', true).as_deref(), Some("    "));
    }
}
