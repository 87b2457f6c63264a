//! Escapes in double quotes, of which the library names the text alone.

/// The escapes of a double-quoted text (which begins with its quote) that do not exist.
pub(super) fn bad_escapes(quoted: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = 1;
    std::iter::from_fn(move || {
        while let Some(found) = quoted.get(at..)?.find(['\\', '"']) {
            let start = at + found;
            let next = quoted[start..].chars().nth(1)?;
            if quoted[start..].starts_with('"') {
                at = quoted.len();
                return None;
            }
            let digits = match next {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            let written =
                quoted[start + 1 + next.len_utf8()..].chars().take(digits).take_while(char::is_ascii_hexdigit).count();
            at = start + 1 + next.len_utf8() + written;
            let code = u32::from_str_radix(&quoted[at - written..at], 16).unwrap_or(0);
            let known = "0abt\tnvfre \"/\\N_LPxuU\n\r".contains(next);
            if !known
                || written < digits
                || (digits > 0 && char::from_u32(code).is_none() && !is_pair(quoted, at, code))
            {
                return Some(start..at);
            }
            if (0xD800..0xDC00).contains(&code) {
                at += 6;
            }
        }
        None
    })
}

/// Whether `code` is the first half of a pair of `\u` escapes that goes on at `at`.
fn is_pair(quoted: &str, at: usize, code: u32) -> bool {
    let low = quoted.get(at..at + 6).and_then(|low| low.strip_prefix("\\u"));
    let low = low.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    (0xD800..0xDC00).contains(&code) && low.is_some_and(|low| (0xDC00..0xE000).contains(&low))
}
