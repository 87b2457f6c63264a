//! Patterns of paths as the libraries of JavaScript read them (tinyglobby, fast-glob, micromatch): a star stays in its
//! folder, two stars go down, `(a|b)` and `{a,b}` are alternatives.

use globset::{GlobBuilder, GlobMatcher};

use crate::listing::normalize;

/// The pattern as a matcher of paths relative to `dir` of the site, for whole paths of the site. `None` when it makes no
/// sense or leaves the site.
pub fn below(dir: &str, pattern: &str) -> Option<GlobMatcher> {
    let pattern = plain_alternatives(pattern.strip_prefix('/').unwrap_or(pattern));
    let whole = if dir.is_empty() { pattern } else { format!("{}/{pattern}", globset::escape(dir)) };
    let whole = normalize(&whole)?;
    Some(GlobBuilder::new(&whole).literal_separator(true).build().ok()?.compile_matcher())
}

/// The patterns that say which files are in, and those that begin with `!` and say which are not, without that mark.
pub fn split(patterns: &[String]) -> (Vec<&str>, Vec<&str>) {
    let (out, within): (Vec<&str>, Vec<&str>) =
        patterns.iter().map(String::as_str).partition(|pattern| pattern.starts_with('!') && !pattern.starts_with("!("));
    (within, out.into_iter().map(|pattern| &pattern[1..]).collect())
}

/// `@(a|b)` and `(a|b)` as `{a,b}`. What globs of the shell say beyond that (`!(a)`, `+(a)`) becomes a star, which takes
/// more than is meant.
fn plain_alternatives(pattern: &str) -> String {
    let mut plain = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('(') {
        let Some(close) = rest[open..].find(')').map(|close| open + close) else { break };
        let inner = rest[open + 1..close].replace('|', ",");
        let (before, mark) = match rest[..open].chars().next_back() {
            Some(mark @ ('@' | '!' | '+' | '*' | '?')) => (&rest[..open - 1], Some(mark)),
            _ => (&rest[..open], None),
        };
        plain.push_str(before);
        match mark {
            None | Some('@') => plain.push_str(&format!("{{{inner}}}")),
            Some(_) => plain.push('*'),
        }
        rest = &rest[close + 1..];
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::{below, split};

    fn fits(dir: &str, pattern: &str, path: &str) -> bool {
        below(dir, pattern).is_some_and(|glob| glob.is_match(path))
    }

    #[test]
    fn as_the_libraries_match() {
        assert!(fits("src/blog", "**/*.md", "src/blog/a.md") && fits("src/blog", "**/*.md", "src/blog/x/y/a.md"));
        assert!(!fits("src/blog", "*.md", "src/blog/x/a.md") && !fits("src/blog", "**/*.md", "src/docs/a.md"));
        assert!(fits("", "./**/*.{md,mdx}", "a/b.mdx") && fits("", "**/*.(md|mdx)", "b.mdx"));
        assert!(fits("", "**/[^_]*.md", "a/b.md") && !fits("", "**/[^_]*.md", "a/_b.md"));
        assert!(fits("docs", "../README.md", "README.md") && below("docs", "../../x").is_none());
        assert!(fits("a[1]", "*.md", "a[1]/b.md"));
    }

    #[test]
    fn exclamation_marks_take_out() {
        let patterns = ["**/*.md", "!drafts/**", "!(a).md"].map(str::to_owned);
        assert_eq!(split(&patterns), (vec!["**/*.md", "!(a).md"], vec!["drafts/**"]));
    }

    #[test]
    fn odd_patterns_do_no_harm() {
        for pattern in ["(", ")", "@(", "[", "{", "", "**", "ü(é|"] {
            below("a", pattern);
        }
    }
}
