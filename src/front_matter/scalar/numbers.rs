//! Digits to numbers, the part that the parsers share.

use super::Typed;

/// How a whole number is written: the signs that separate digits, and what a leading zero means.
#[derive(Clone, Copy)]
pub(super) struct Integers {
    /// Characters that are skipped between digits.
    pub(super) separators: &'static [char],
    /// Whether `010` is 8.
    pub(super) zero_is_octal: bool,
}

/// A whole number: optional sign, `0x`, `0o`, `0b` or none. One with more than 127 bits becomes a float, `None` is
/// what has no digits or wrong ones.
pub(super) fn integer(text: &str, rule: Integers) -> Option<Typed<'static>> {
    let digits: String = text.chars().filter(|c| !rule.separators.contains(c)).collect();
    let (negative, digits) = match digits.as_bytes().first()? {
        b'-' => (true, &digits[1..]),
        b'+' => (false, &digits[1..]),
        _ => (false, &*digits),
    };
    let (digits, base) = match digits.get(..2) {
        Some("0x") => (&digits[2..], 16),
        Some("0o") => (&digits[2..], 8),
        Some("0b") => (&digits[2..], 2),
        Some(_) if rule.zero_is_octal && digits.starts_with('0') => (&digits[1..], 8),
        _ => (digits, 10),
    };
    let has_digits = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(base));
    if !has_digits {
        return None;
    }
    Some(match i128::from_str_radix(digits, base) {
        Ok(number) => Typed::Int(if negative { -number } else { number }),
        Err(_) => {
            let number = digits.chars().filter_map(|digit| digit.to_digit(base));
            let number = number.fold(0.0, |sum, digit| sum * f64::from(base) + f64::from(digit));
            Typed::Float(if negative { -number } else { number })
        }
    })
}

/// A decimal fraction, with the separators taken out. Infinities and NaN have their own spellings.
pub(super) fn float(text: &str, separators: &[char]) -> Option<f64> {
    let digits: String = text.chars().filter(|c| !separators.contains(c)).collect();
    let is_number = digits.chars().any(|c| c.is_ascii_digit())
        && !digits.chars().any(|c| c.is_ascii_alphabetic() && !"eE".contains(c));
    is_number.then(|| digits.parse().ok()).flatten()
}

/// `.inf`, `-.Inf`, `.nan` in whatever letters the caller allows.
pub(super) fn special(text: &str) -> Option<f64> {
    let (negative, word) = match text.strip_prefix('-') {
        Some(word) => (true, word),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    match word.to_ascii_lowercase().as_str() {
        ".inf" if negative => Some(f64::NEG_INFINITY),
        ".inf" => Some(f64::INFINITY),
        ".nan" => Some(f64::NAN),
        _ => None,
    }
}

/// Digits in base 60 (`1:30`), each part counting sixty times the next. The sign is taken off.
pub(super) fn sexagesimal(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['-', '+']).replace('_', "");
    digits.split(':').try_fold(0.0, |sum, part| Some(sum * 60.0 + part.trim_end_matches('.').parse::<f64>().ok()?))
}

/// A TOML or JSON integer.
pub(super) fn toml_integer(text: &str) -> Typed<'static> {
    let rule = Integers { separators: &['_'], zero_is_octal: false };
    integer(text, rule).unwrap_or_else(|| toml_float(text))
}

/// A TOML or JSON float; TOML writes `inf` and `nan` without a dot.
pub(super) fn toml_float(text: &str) -> Typed<'static> {
    let number = text.replace('_', "");
    Typed::Float(number.parse().unwrap_or(f64::NAN))
}
