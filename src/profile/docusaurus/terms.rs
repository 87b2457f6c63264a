//! How Docusaurus groups tags: by their URL, which lodash's `kebabCase` makes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::profile::generator_config::GeneratorConfig;

/// The term under which `spelling` is grouped: `Node.js` and `node js` are one.
pub fn term(spelling: &str, _config: &GeneratorConfig) -> String {
    kebab(spelling)
}

/// The URL of a term's page: none that can be told, as each plugin and version has pages of its own, and `tags.yml` may
/// give another.
pub fn url(_taxonomy: &str, _spelling: &str, _config: &GeneratorConfig) -> Option<String> {
    None
}

/// The words of a text in lower case with hyphens between, as lodash 4 finds them: at punctuation and blanks, between
/// digits and letters, and where small letters are followed by a capital.
fn kebab(text: &str) -> String {
    let bare: Vec<char> = deburred(text).chars().filter(|c| !matches!(c, '\'' | '\u{2019}')).collect();
    let mut words: Vec<String> = Vec::new();
    let mut at = 0;
    while at < bare.len() {
        let length = word_at(&bare[at..]);
        if length > 0 {
            words.push(bare[at..at + length].iter().collect::<String>().to_lowercase());
        }
        at += length.max(1);
    }
    words.join("-")
}

/// Letters of Latin-1 and Latin Extended-A without their marks; combining marks go.
fn deburred(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for c in
        text.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\u{fe20}'..='\u{fe2f}' | '\u{20d0}'..='\u{20ff}'))
    {
        match LATIN.iter().find(|(letter, _)| *letter == c) {
            Some((_, base)) => bare.push_str(base),
            None if matches!(c, '\u{c0}'..='\u{17f}') && !matches!(c, '×' | '÷') => {
                bare.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)));
            }
            None => bare.push(c),
        }
    }
    bare
}

#[rustfmt::skip]
const LATIN: &[(char, &str)] = &[
    ('Æ', "Ae"), ('æ', "ae"), ('Ð', "D"), ('ð', "d"), ('Ø', "O"), ('ø', "o"), ('Þ', "Th"), ('þ', "th"), ('ß', "ss"),
    ('Đ', "D"), ('đ', "d"), ('Ħ', "H"), ('ħ', "h"), ('ı', "i"), ('Ĳ', "IJ"), ('ĳ', "ij"), ('ĸ', "k"), ('Ŀ', "L"),
    ('ŀ', "l"), ('Ł', "L"), ('ł', "l"), ('Ŋ', "N"), ('ŋ', "n"), ('ŉ', "'n"), ('Œ', "Oe"), ('œ', "oe"), ('Ŧ', "T"),
    ('ŧ', "t"), ('ſ', "s"),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Upper,
    Lower,
    Digit,
    /// Letters without case, and any sign that lodash does not know.
    Other,
    /// An emoji, or a letter beyond the Basic Multilingual Plane: a word of its own.
    Single,
    Break,
}

fn class(c: char) -> Class {
    match c {
        'A'..='Z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{de}' => Class::Upper,
        'a'..='z' | '\u{df}'..='\u{f6}' | '\u{f8}'..='\u{ff}' => Class::Lower,
        '0'..='9' => Class::Digit,
        '\0'..='\u{bf}' | '\u{d7}' | '\u{f7}' | '\u{2000}'..='\u{206f}' => Class::Break,
        '\u{1680}' | '\u{180e}' | '\u{3000}' | '\u{feff}' => Class::Break,
        '\u{2700}'..='\u{27bf}' | '\u{10000}'.. => Class::Single,
        _ => Class::Other,
    }
}

/// The length of the word at the beginning, 0 where none begins. The alternatives stand in lodash's order.
fn word_at(rest: &[char]) -> usize {
    let class_at = |at: usize| rest.get(at).map(|c| class(*c));
    let run = |from: usize, fits: &dyn Fn(Class) -> bool| {
        rest[from.min(rest.len())..].iter().take_while(|c| fits(class(**c))).count()
    };
    let is_low = |class: Class| matches!(class, Class::Lower | Class::Other);
    let first = usize::from(class_at(0) == Some(Class::Upper));

    // `Word`, `word`, up to a break or capital
    let lower = run(first, &|class| class == Class::Lower);
    if lower > 0 && matches!(class_at(first + lower), None | Some(Class::Break | Class::Upper)) {
        return first + lower;
    }
    // `HTTP` in `HTTPServer`
    let upper = run(0, &|class| matches!(class, Class::Upper | Class::Other));
    let ends = |at: usize| match class_at(at) {
        None | Some(Class::Break) => true,
        Some(Class::Upper) => class_at(at + 1).is_some_and(is_low),
        Some(_) => false,
    };
    if let Some(length) = (1..=upper).rev().find(|at| ends(*at)) {
        return length;
    }
    let low = run(first, &is_low);
    if low > 0 {
        return first + low;
    }
    let capitals = run(0, &|class| class == Class::Upper);
    if capitals > 0 {
        return capitals;
    }
    let digits = run(0, &|class| class == Class::Digit);
    if digits > 0 {
        return digits + ordinal(&rest[digits - 1..], &rest[digits..]);
    }
    usize::from(class_at(0) == Some(Class::Single))
}

/// The two letters of `1st`, `2nd`, `3rd`, `4th` behind their last digit, where a word ends there.
fn ordinal(digit: &[char], letters: &[char]) -> usize {
    let Some([a, b]) = letters.get(..2) else { return 0 };
    let pair = [a.to_ascii_lowercase(), b.to_ascii_lowercase()];
    let fits = match digit[0] {
        '1' => pair == ['s', 't'],
        '2' => pair == ['n', 'd'],
        '3' => pair == ['r', 'd'],
        _ => pair == ['t', 'h'],
    };
    let is_small = a.is_ascii_lowercase() && b.is_ascii_lowercase();
    let is_capital = a.is_ascii_uppercase() && b.is_ascii_uppercase();
    let ends = letters.get(2).is_none_or(|next| match next {
        'A'..='Z' => is_small,
        'a'..='z' => is_capital,
        '0'..='9' => false,
        _ => true,
    });
    if fits && ends && (is_small || is_capital) { 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::kebab;

    /// As lodash 4.17 answers.
    #[test]
    fn words_are_lodashs() {
        for (text, expected) in [
            ("Node.js", "node-js"),
            ("node js", "node-js"),
            ("C++", "c"),
            ("数据库", "数据库"),
            ("数据 库", "数据-库"),
            ("数据库，入门", "数据库，入门"),
            ("web3", "web-3"),
            ("3d print", "3-d-print"),
            ("fooBar", "foo-bar"),
            ("HTTPServer", "http-server"),
            ("GraphQL API", "graph-ql-api"),
            ("it's", "its"),
            ("café", "cafe"),
            ("Straße", "strasse"),
            ("1st place", "1st-place"),
            ("21st", "21st"),
            ("11th", "11-th"),
            ("4TH x", "4th-x"),
            ("𠀀字", "𠀀-字"),
            ("v2.0", "v-2-0"),
            ("Go语言", "go语言"),
            ("GO语言", "go语言"),
            ("go语言", "go语言"),
            ("🎉 party", "🎉-party"),
            ("--", ""),
            ("Привет Мир", "привет-мир"),
        ] {
            assert_eq!(kebab(text), expected, "{text}");
        }
    }
}
