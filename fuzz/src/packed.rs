//! Several files in one text, as a fuzzer wants them: a line `=== path` begins a file.

use std::collections::{BTreeMap, HashMap};

/// What stands before a path.
const MARK: &str = "=== ";

/// Most files that are unpacked: what is looked for is not found by numbers.
const MOST_FILES: usize = 12;

/// The files of `text`. What stands before the first mark is a page.
pub fn unpack(text: &str) -> HashMap<String, String> {
    let mut files = HashMap::new();
    let mut path = "content/page.md";
    let mut rest = text;
    while files.len() < MOST_FILES {
        let end = if rest.starts_with(MARK) { Some(0) } else { rest.find(&format!("\n{MARK}")).map(|at| at + 1) };
        let file = &rest[..end.unwrap_or(rest.len())];
        if !file.is_empty() {
            files.insert(path.to_owned(), file.to_owned());
        }
        let Some(end) = end else { break };
        let (line, behind) = rest[end + MARK.len()..].split_once('\n').unwrap_or_default();
        (path, rest) = (line.trim(), behind);
        // The listing of a real folder has no such path.
        if path.is_empty() || path.starts_with('/') || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            path = "content/page.md";
        }
    }
    files
}

/// The text that [`unpack`] takes apart into `files`.
pub fn pack(files: &BTreeMap<String, String>) -> String {
    files.iter().map(|(path, text)| format!("{MARK}{path}\n{}\n", text.trim_end_matches('\n'))).collect()
}
