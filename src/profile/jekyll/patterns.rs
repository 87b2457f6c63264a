//! The patterns of `exclude` and `include`: the beginning of a path, or Ruby's `fnmatch`.

use regex::Regex;

/// Which paths `exclude: [pattern]` takes out, below the folder `root`: those that begin with the pattern, those that
/// match it as a whole, and what lies below either. `None` when the pattern makes no sense.
pub fn excluded(root: &str, pattern: &str) -> Option<Regex> {
    let pattern = pattern.trim_start_matches('/');
    let root = if root.is_empty() { String::new() } else { format!("{}/", regex::escape(root)) };
    let prefix = match pattern.strip_suffix('/') {
        Some(folder) => format!("{}(?:/|$)", regex::escape(folder)),
        None => regex::escape(pattern),
    };
    Regex::new(&format!("(?s)^{root}(?:{prefix}|{}(?:/|$))", fnmatch(pattern))).ok()
}

/// Which names `include: [pattern]` lets in.
pub fn included(pattern: &str) -> Option<Regex> {
    let pattern = pattern.trim_matches('/');
    Regex::new(&format!("(?s)^(?:{}|{}$)", regex::escape(pattern), fnmatch(pattern))).ok()
}

/// Ruby's `fnmatch` without flags as a regular expression: `*` and `?` take slashes, too.
fn fnmatch(pattern: &str) -> String {
    let mut regex = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        match c {
            '*' => regex.push_str(".*"),
            '?' => regex.push('.'),
            '\\' => regex.push_str(&regex::escape(rest.next().unwrap_or('\\').encode_utf8(&mut [0; 4]))),
            '[' => match rest.as_str().split_once(']') {
                Some((set, after)) if !set.is_empty() => {
                    regex.push_str(&class(set));
                    rest = after.chars();
                }
                _ => regex.push_str(r"\["),
            },
            c => regex.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    regex
}

fn class(set: &str) -> String {
    let (negated, set) = match set.strip_prefix(['!', '^']) {
        Some(set) => ("^", set),
        None => ("", set),
    };
    let escaped: String =
        set.chars().map(|c| if c == '-' { c.into() } else { regex::escape(&c.to_string()) }).collect();
    format!("[{negated}{escaped}]")
}

#[cfg(test)]
mod tests {
    use super::{excluded, included};

    fn takes(pattern: &str, path: &str) -> bool {
        excluded("", pattern).is_some_and(|regex| regex.is_match(path))
    }

    #[test]
    fn the_beginning_of_a_path_is_enough() {
        assert!(takes("README", "README.md") && takes("/vendor", "vendor/x/a.md"));
        assert!(!takes("README", "docs/README.md"));
        assert!(takes("vendor/bundle/", "vendor/bundle/a.md") && !takes("vendor/bundle/", "vendor/bundles/a.md"));
    }

    #[test]
    fn stars_take_slashes() {
        assert!(takes("*.md", "a/b.md") && takes("**/tmp", "a/tmp/x.md") && takes("a[0-9].md", "a1.md"));
        assert!(!takes("*.md", "a/b.mdx") && !takes("a[!0-9].md", "a1.md"));
        assert!(excluded("docs", "a").unwrap().is_match("docs/a.md"));
    }

    #[test]
    fn odd_patterns_do_no_harm() {
        for pattern in ["[", "[z-a]", "\\", "(", "[]", "[&&]", "{a"] {
            excluded("", pattern);
            included(pattern);
        }
        assert!(included("_pages").unwrap().is_match("_pages"));
    }
}
