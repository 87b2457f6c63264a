//! How Hexo makes parts of URLs of names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::profile::generator_config::LetterCase;

/// The slug of a name: Latin letters without their marks, punctuation of ASCII and blanks as single hyphens, everything
/// else as it is (hexo-util 3.3 `slugize`). `C`, `C++` and `C#` are all `C`; `，` stays.
pub fn slugize(name: &str, case: LetterCase) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars().filter(|c| *c > '\u{1f}') {
        if !is_separator(c) {
            push_bare(c, &mut slug);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    match case {
        LetterCase::Keep => slug.to_owned(),
        LetterCase::Lower => slug.to_lowercase(),
        LetterCase::Upper => slug.to_uppercase(),
    }
}

/// Blanks as JavaScript counts them, and the punctuation of ASCII.
fn is_separator(c: char) -> bool {
    c.is_ascii_punctuation() || c == ' ' || c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

/// Writes a letter without its marks.
fn push_bare(c: char, slug: &mut String) {
    if c <= '~' {
        return slug.push(c);
    }
    if let Some((base, _)) = IRREGULAR.iter().find(|(_, letters)| letters.contains(c)) {
        return slug.push_str(base);
    }
    let start = slug.len();
    if is_latin(c) {
        slug.extend(std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)));
    }
    let bare = &slug[start..];
    if bare.is_empty() || !bare.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        slug.truncate(start);
        slug.push(c);
    }
}

/// The blocks of letters whose marks Hexo takes off, but for a few that it leaves alone.
fn is_latin(c: char) -> bool {
    let is_in_block = matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{24b6}'..='\u{24e9}')
        || matches!(c, '\u{ff21}'..='\u{ff5a}');
    is_in_block && !matches!(c, 'Ĳ' | 'ĳ')
}

/// Letters that Hexo replaces and that Unicode does not take apart, or takes apart in another way (`ſ`).
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str)] = &[
    ("A", "ȺⱯ"), ("AA", "Ꜳ"), ("AE", "ÆǢǼ"), ("AO", "Ꜵ"), ("AU", "Ꜷ"), ("AV", "ꜸꜺ"), ("AY", "Ꜽ"), ("B", "ƁƂɃ"),
    ("C", "ƇȻꜾ"), ("D", "ĐƉƊƋꝹ"), ("E", "ƎƐ"), ("F", "ƑꝻ"), ("G", "ƓǤꝽꝾꞠ"), ("H", "ĦⱧⱵꞍ"), ("I", "Ɨ"), ("J", "Ɉ"),
    ("K", "ƘⱩꝀꝂꝄꞢ"), ("L", "ĿŁȽⱠⱢꝆꝈꞀ"), ("M", "ƜⱮ"), ("N", "ƝȠꞐꞤ"), ("O", "ØƆƟǾꝊꝌ"), ("OE", "\u{8c}Œ"), ("OI", "Ƣ"),
    ("OO", "Ꝏ"), ("OU", "Ȣ"), ("P", "ƤⱣꝐꝒꝔ"), ("Q", "ɊꝖꝘ"), ("R", "ɌⱤꝚꞂꞦ"), ("S", "ẞⱾꞄꞨ"), ("T", "ŦƬƮȾꞆ"),
    ("TZ", "Ꜩ"), ("U", "Ʉ"), ("V", "ƲɅꝞ"), ("VY", "Ꝡ"), ("W", "Ⱳ"), ("Y", "ƳɎỾ"), ("Z", "ƵȤⱫⱿꝢ"), ("a", "ɐẚⱥ"),
    ("aa", "ꜳ"), ("ae", "æǣǽ"), ("ao", "ꜵ"), ("au", "ꜷ"), ("av", "ꜹꜻ"), ("ay", "ꜽ"), ("b", "ƀƃɓ"), ("c", "ƈȼↄꜿ"),
    ("d", "đƌɖɗꝺ"), ("e", "ǝɇɛ"), ("f", "ƒꝼ"), ("g", "ǥɠᵹꝿꞡ"), ("h", "ħɥⱨⱶ"), ("hv", "ƕ"), ("i", "ıɨ"), ("j", "ɉ"),
    ("k", "ƙⱪꝁꝃꝅꞣ"), ("l", "ŀłſƚɫⱡꝇꝉꞁ"), ("m", "ɯɱ"), ("n", "ŉƞɲꞑꞥ"), ("o", "øǿɔɵꝋꝍ"), ("oe", "\u{9c}œ"), ("oi", "ƣ"),
    ("oo", "ꝏ"), ("ou", "ȣ"), ("p", "ƥᵽꝑꝓꝕ"), ("q", "ɋꝗꝙ"), ("r", "ɍɽꝛꞃꞧ"), ("s", "ßȿꞅꞩ"), ("t", "ŧƭʈⱦꞇ"),
    ("tz", "ꜩ"), ("u", "ʉ"), ("v", "ʋʌꝟ"), ("vy", "ꝡ"), ("w", "ⱳ"), ("y", "ƴɏỿ"), ("z", "ƶȥɀⱬꝣ"),
];

#[cfg(test)]
mod tests {
    use super::{LetterCase, slugize};

    /// As hexo-util 3.3 answers.
    #[test]
    fn slugs_are_hexos() {
        for (name, slug) in [
            ("C++", "C"),
            ("C#", "C"),
            ("a b", "a-b"),
            ("a/b", "a-b"),
            (" -a--b_ ", "a-b"),
            ("é", "e"),
            ("e\u{301}", "e\u{301}"),
            ("日本 語", "日本-語"),
            ("a\u{a0}b", "a-b"),
            ("\u{3000}x", "x"),
            ("ﬁ", "ﬁ"),
            ("ß", "s"),
            ("a\u{200b}b", "a\u{200b}b"),
            ("Œuvre", "OEuvre"),
            ("“q”", "“q”"),
            ("a。b：c", "a。b：c"),
            ("Ｃ Ⓐ", "C-A"),
            ("a\tb", "ab"),
            ("ſĲƻ", "lĲƻ"),
            ("#!", ""),
        ] {
            assert_eq!(slugize(name, LetterCase::Keep), slug, "{name}");
        }
        assert_eq!(slugize("Go Lang", LetterCase::Lower), "go-lang");
        assert_eq!(slugize("Go Lang", LetterCase::Upper), "GO-LANG");
    }
}
