//! Did you mean: the known word that a misspelt one is nearest to.

/// The candidate that `word` is probably a misspelling of; `None` where none is near enough to be worth naming. A
/// candidate equal to `word` is no misspelling and is passed over.
///
/// Words are compared without regard to letter case and to `-`, `_` and blanks, so `featured_image` finds
/// `featuredImage` at once. Beyond that, how many characters may differ grows with the length of the longer word.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let folded = fold(word);
    let mut best: Option<((usize, usize), &str)> = None;
    for candidate in candidates {
        if candidate == word || candidate.is_empty() {
            continue;
        }
        let Some(distance) = distance(&folded, &fold(candidate)) else { continue };
        // A slip keeps the number of characters more often than not.
        let rank = (distance, candidate.chars().count().abs_diff(word.chars().count()));
        if best.is_none_or(|(least, _)| rank < least) {
            best = Some((rank, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How far apart two folded words are, `None` beyond what a slip of the finger explains.
fn distance(a: &str, b: &str) -> Option<usize> {
    if a == b {
        return (!a.is_empty()).then_some(0);
    }
    let allowed = allowed(a, b);
    if a.chars().count().abs_diff(b.chars().count()) > allowed {
        return None;
    }
    let distance = strsim::osa_distance(a, b);
    (distance <= allowed).then_some(distance)
}

/// How many characters may differ. Short words are full of neighbours that mean something else (`css` and `cms`), and
/// so are words of two ideographs (数据 and 数学), while one of three is a likely slip.
fn allowed(a: &str, b: &str) -> usize {
    let longer = a.chars().count().max(b.chars().count());
    if a.chars().chain(b.chars()).any(is_ideograph) {
        return (longer / 3).min(2);
    }
    match longer {
        0..=2 => 0,
        3 => usize::from(same_letters(a, b)),
        4..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

/// Whether one word only swaps the letters of the other: `lgo` for `log`.
fn same_letters(a: &str, b: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(a) == sorted(b)
}

/// Whether a character is as telling as a syllable or more: CJK, kana and hangul.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn fold(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_found_and_neighbours_are_not() {
        let cases = [
            ("catagories", &["tags", "categories"][..], Some("categories")),
            ("data", &["title", "date"], Some("date")),
            ("featured_image", &["image", "featuredImage"], Some("featuredImage")),
            ("Networking", &["networking"], Some("networking")),
            ("css", &["cms"], None),
            ("lgo", &["log"], Some("log")),
            ("go", &["c", "Go"], Some("Go")),
            ("go", &["c"], None),
            ("数学", &["数据"], None),
            ("数据酷", &["数据", "数据库"], Some("数据库")),
            ("title", &["title"], None),
            ("", &["a"], None),
            ("author", &["weight"], None),
        ];
        for (word, candidates, expected) in cases {
            assert_eq!(nearest(word, candidates.iter().copied()), expected, "{word}");
        }
    }
}
