//! How near a written key is to one that was perhaps meant. Strict: many keys are words of their own that differ from
//! another by a letter, such as `height` and `weight`.

/// Shortest key, in characters, at which one letter may be another, be left out or be added.
const LONG: usize = 6;
/// Shortest key at which two letters may.
const VERY_LONG: usize = 8;

/// The number of slips between two keys in lower case, `None` where they are different words.
///
/// In short keys only two letters in the wrong order (`tilte`) or one letter twice (`tittle`) count. The first letter has
/// to be right, singular and plural are no slips, and two slips leave the last letter and the length nearly as they were.
/// Words that are joined otherwise are no slip either: one theme has `page_style`, another `pageStyle`.
pub fn distance(written: &str, key: &str) -> Option<usize> {
    if written == key || is_plural_of(written, key) || is_plural_of(key, written) {
        return None;
    }
    if without_joints(written) == without_joints(key) {
        return None;
    }
    let (a, b): (Vec<char>, Vec<char>) = (written.chars().collect(), key.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return None;
    }
    if are_swapped(&a, &b) || is_doubled(&a, &b) {
        return (b.len() > 2).then_some(1);
    }
    if a.first() != b.first() || b.len() < LONG {
        return None;
    }
    match strsim::osa_distance(written, key) {
        1 => Some(1),
        2 if b.len() >= VERY_LONG && a.last() == b.last() => Some(2),
        _ => None,
    }
}

/// Whether two keys are the same words, joined otherwise: `publish_date` and `publishdate`.
pub fn is_joined_otherwise(written: &str, key: &str) -> bool {
    written != key && without_joints(written) == without_joints(key)
}

fn without_joints(key: &str) -> String {
    key.replace(['_', '-'], "")
}

fn is_plural_of(plural: &str, word: &str) -> bool {
    plural.strip_suffix('s') == Some(word)
}

/// Whether two neighbouring letters changed places, and nothing else differs.
fn are_swapped(a: &[char], b: &[char]) -> bool {
    let Some(at) = a.iter().zip(b).position(|(a, b)| a != b).filter(|_| a.len() == b.len()) else { return false };
    a.len() > at + 1 && a[at] == b[at + 1] && a[at + 1] == b[at] && a[at + 2..] == b[at + 2..]
}

/// Whether `a` is `b` with one letter twice: `tittle`, `daate`.
fn is_doubled(a: &[char], b: &[char]) -> bool {
    let Some(at) = (0..a.len()).find(|at| a.get(*at) != b.get(*at)) else { return false };
    a.len() == b.len() + 1 && at > 0 && a[at] == a[at - 1] && a[at + 1..] == b[at..]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn slips_are_near() {
        for (written, key, slips) in [
            ("latmod", "lastmod", 1),
            ("categries", "categories", 1),
            ("categorieso", "categories", 1),
            ("catagories", "categories", 1),
            ("descripton", "description", 1),
            ("tilte", "title", 1),
            ("tittle", "title", 1),
            ("ulr", "url", 1),
            ("decsripiton", "description", 2),
        ] {
            assert_eq!(distance(written, key), Some(slips), "{written}");
        }
    }

    #[test]
    fn words_of_their_own_are_not() {
        for (written, key) in [
            ("data", "date"),
            ("height", "weight"),
            ("tag", "tags"),
            ("comments", "comment"),
            ("descriptor", "description"),
            ("publisheddate", "publishdate"),
            ("category", "categories"),
            ("tile", "title"),
            ("page_style", "pagestyle"),
        ] {
            assert_eq!(distance(written, key), None, "{written}");
        }
    }
}
