//! Patterns of files, relative to the site's root.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Makes one set of `patterns`. A pattern that names a folder (`content/drafts`) matches everything below it, and `*`
/// stops at `/`.
///
/// # Errors
/// The number of the pattern and why it is none, in words for the user.
pub fn set<'p>(patterns: impl IntoIterator<Item = &'p str>) -> (GlobSet, Vec<(usize, String)>) {
    let mut set = GlobSetBuilder::new();
    let mut wrong = Vec::new();
    for (i, pattern) in patterns.into_iter().enumerate() {
        match compile(pattern) {
            Ok(globs) => globs.into_iter().for_each(|glob| {
                set.add(glob);
            }),
            Err(reason) => wrong.push((i, reason)),
        }
    }
    (set.build().unwrap_or_default(), wrong)
}

fn compile(pattern: &str) -> Result<Vec<Glob>, String> {
    if pattern.starts_with('!') {
        return Err("exceptions (`!…`) do not exist here; name what is meant instead".to_owned());
    }
    if pattern.contains('\\') {
        return Err("folders are separated by `/`, on Windows too".to_owned());
    }
    let pattern = pattern.trim_start_matches("./").trim_start_matches('/');
    if pattern.split('/').any(|part| part == "..") {
        return Err("a pattern cannot leave the site; it is relative to the site's folder".to_owned());
    }
    let folder = pattern.trim_end_matches('/');
    if folder.is_empty() || folder == "." {
        return Ok(vec![glob("**")?]);
    }
    let below = format!("{folder}/**");
    if pattern.ends_with('/') {
        return Ok(vec![glob(&below)?]);
    }
    if pattern.ends_with('*') {
        return Ok(vec![glob(pattern)?]);
    }
    Ok(vec![glob(pattern)?, glob(&below)?])
}

fn glob(pattern: &str) -> Result<Glob, String> {
    GlobBuilder::new(pattern).literal_separator(true).build().map_err(|error| error.kind().to_string())
}

#[cfg(test)]
mod tests {
    use super::set;

    #[test]
    fn stars_stop_at_slashes_and_folders_hold_what_is_below() {
        let cases = [
            ("content/*.md", "content/a.md", true),
            ("content/*.md", "content/x/a.md", false),
            ("content/**", "content/x/a.md", true),
            ("**/*.md", "a.md", true),
            ("content/drafts", "content/drafts/x/a.md", true),
            ("content/drafts/", "content/drafts/a.md", true),
            ("content/drafts", "content/drafts-old/a.md", false),
            ("./content/{a,b}/*.md", "content/b/1.md", true),
            ("/content/posts", "content/posts/a.md", true),
        ];
        for (pattern, path, expected) in cases {
            let (globs, wrong) = set([pattern]);
            assert!(wrong.is_empty(), "{pattern}: {wrong:?}");
            assert_eq!(globs.is_match(path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_named() {
        let (_, wrong) = set(["a[", "ok", "!x", "../x", "a\\b"]);
        assert_eq!(wrong.iter().map(|(i, _)| *i).collect::<Vec<_>>(), [0, 2, 3, 4]);
    }
}
