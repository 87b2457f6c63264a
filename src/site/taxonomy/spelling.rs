//! How near two spellings are to each other.

use unicode_normalization::UnicodeNormalization;

/// How two terms differ that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NearKind {
    /// By one character.
    Slip,
    /// By the ending of the plural.
    Plural,
}

/// What people write in several ways, made equal: letter case, full width, blanks, hyphens and underscores. Those
/// between digits stay (`1-2` is not `12`).
pub fn fold(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return text.to_ascii_lowercase();
    }
    let chars: Vec<char> = match text.is_ascii() {
        true => text.chars().map(|c| c.to_ascii_lowercase()).collect(),
        false => text.nfkc().flat_map(char::to_lowercase).collect(),
    };
    let is_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let is_mark = |at: usize| {
        let is_separator = chars[at].is_whitespace() || matches!(chars[at], '-' | '_');
        is_separator && !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)))
    };
    let folded: String = (0..chars.len()).filter(|at| !is_mark(*at)).map(|at| chars[at]).collect();
    if folded.is_empty() { text.to_owned() } else { folded }
}

/// How one term may be a slip of the other, `None` where both look like words that are meant. Strict: for each slip that
/// is missed here, a dozen pairs like `spring` and `string` are left alone.
///
/// Both are given as the characters of what [`fold`] makes of them, as one is compared with many.
pub fn near(a: &[char], b: &[char]) -> Option<NearKind> {
    let shorter = a.len().min(b.len());
    if a == b || shorter < 4 || a[0] != b[0] || a.len().abs_diff(b.len()) > 2 || digits(a) != digits(b) {
        return None;
    }
    if a.iter().chain(b).any(|c| is_ideograph(*c)) {
        return (is_swap(a, b) || (shorter >= 6 && differ_by_one(a, b))).then_some(NearKind::Slip);
    }
    // `HTTP` and `HTTPS`
    if shorter < 5 {
        return None;
    }
    if is_plural(a, b) || is_plural(b, a) {
        return Some(NearKind::Plural);
    }
    let only_letters = |word: &[char]| word.iter().all(|c| c.is_alphabetic() || is_mark(*c));
    if !only_letters(a) || !only_letters(b) {
        return None;
    }
    if without_marks(a) == without_marks(b) || is_swap(a, b) {
        return Some(NearKind::Slip);
    }
    // `testing` and `texting`: another letter often makes another word, a missing one seldom does, except at the end
    // (`compute`, `computer`).
    let is_long_enough = if a.len() == b.len() { shorter >= 8 } else { a.last() == b.last() };
    (is_long_enough && differ_by_one(a, b)).then_some(NearKind::Slip)
}

fn digits(word: &[char]) -> String {
    word.iter().filter(|c| c.is_numeric()).collect()
}

/// Whether a character says as much as a syllable or more: CJK, kana and hangul.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn without_marks(word: &[char]) -> String {
    word.iter().collect::<String>().nfd().filter(|c| !is_mark(*c)).collect()
}

/// Whether two neighbours have changed places.
fn is_swap(a: &[char], b: &[char]) -> bool {
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|at| a[*at] != b[*at]).collect();
    match differing[..] {
        [i, j] => a.len() == b.len() && j == i + 1 && a[i] == b[j] && a[j] == b[i],
        _ => false,
    }
}

fn differ_by_one(a: &[char], b: &[char]) -> bool {
    strsim::generic_levenshtein(&a.to_vec(), &b.to_vec()) == 1
}

/// Whether `many` is the English plural of `one`. Words of other languages are not judged.
fn is_plural(one: &[char], many: &[char]) -> bool {
    let (one, many): (String, String) = (one.iter().collect(), many.iter().collect());
    let stem = |ending: &str| many.strip_suffix(ending);
    let is_word = one.ends_with(|c: char| c.is_ascii_lowercase());
    let by_y = one.strip_suffix('y').is_some_and(|stem_of_one| stem("ies") == Some(stem_of_one));
    is_word && (stem("s") == Some(&one) || (stem("es") == Some(&one) && one.ends_with(['s', 'x', 'h', 'z'])) || by_y)
}

#[cfg(test)]
mod tests {
    use super::{NearKind, fold, near};

    #[test]
    fn variants_fold_to_one() {
        for (a, b) in [
            ("Machine Learning", "machine-learning"),
            ("machine_learning", "MachineLearning"),
            ("ＧＯ", "go"),
            ("C++", "c++"),
            ("机器 学习", "机器学习"),
            ("Type-C", "typec"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
        for (a, b) in [("C", "C++"), ("C#", "C"), ("1-2", "12"), ("2024-01", "202401"), ("Go 1.18", "Go 1.19")] {
            assert_ne!(fold(a), fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn slips_and_plurals() {
        for (rare, frequent, expected) in [
            ("kuberntes", "kubernetes", Some(NearKind::Slip)),
            ("dokcer", "docker", Some(NearKind::Slip)),
            ("Javscript", "JavaScript", Some(NearKind::Slip)),
            ("programacion", "programación", Some(NearKind::Slip)),
            ("数据结购与算法", "数据结构与算法", Some(NearKind::Slip)),
            ("tutorials", "tutorial", Some(NearKind::Plural)),
            ("library", "libraries", Some(NearKind::Plural)),
            ("branches", "branch", Some(NearKind::Plural)),
            ("spring", "string", None),
            ("testing", "texting", None),
            ("compute", "computer", None),
            ("jython", "python", None),
            ("vue2x", "vue3x", None),
            ("python3", "python", None),
            ("go1.18", "go1.19", None),
            ("async", "sync", None),
            ("https", "http", None),
            ("C", "C++", None),
            ("前端开发", "后端开发", None),
            ("数据", "数学", None),
            ("Go", "go", None),
        ] {
            let chars = |text: &str| fold(text).chars().collect::<Vec<_>>();
            assert_eq!(near(&chars(rare), &chars(frequent)), expected, "{rare} and {frequent}");
        }
    }
}
