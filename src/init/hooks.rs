//! The files with which a repository runs matterlint: pre-commit's configuration and a workflow of GitHub Actions.

use super::yaml_text;
use crate::config::document;
use crate::front_matter::{NodeRef, to_json};

/// Where pre-commit looks for its configuration, from the root of the repository.
pub const PRE_COMMIT_FILE: &str = ".pre-commit-config.yaml";
/// Where the workflow is written, from the root of the repository.
pub const WORKFLOW_FILE: &str = ".github/workflows/matterlint.yml";

const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Why a file is left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It names matterlint already.
    #[error("it runs matterlint already")]
    AlreadyThere,
    /// It is not plain where an entry can be added.
    #[error(
        "it has no list `repos:` with one entry a line, so it is not certain where another belongs; add it by hand"
    )]
    Uncertain,
}

/// The text of pre-commit's configuration with our entry: a new one, or the `existing` one with an entry more.
///
/// # Errors
/// When the existing one has the entry already, or it is not certain where it belongs.
pub fn pre_commit(existing: Option<&str>) -> Result<String, Refusal> {
    let Some(existing) = existing.filter(|text| !text.trim().is_empty()) else {
        return Ok(format!("repos:\n{}", entry("  ", "\n")));
    };
    if existing.contains("matterlint") {
        return Err(Refusal::AlreadyThere);
    }
    extended(existing).ok_or(Refusal::Uncertain)
}

/// The text of a workflow that checks the site at `path` (relative to the repository, "" for its root).
pub fn workflow(path: &str) -> String {
    let action = REPOSITORY.trim_start_matches("https://github.com/");
    let with = if path.is_empty() {
        String::new()
    } else {
        format!("        with:\n          path: {}\n", yaml_text::scalar(path))
    };
    format!(
        "name: matterlint\n\non:\n  push:\n  pull_request:\n\npermissions:\n  contents: read\n\njobs:\n  front-matter:\n    \
         runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: {action}@v{VERSION}\n{with}"
    )
}

/// The entry, indented as the others are.
fn entry(indent: &str, line_end: &str) -> String {
    let lines = [
        format!("- repo: {REPOSITORY}"),
        format!("  rev: v{VERSION}"),
        "  hooks:".to_owned(),
        "    - id: matterlint".to_owned(),
    ];
    lines.iter().map(|line| format!("{indent}{line}{line_end}")).collect()
}

fn extended(existing: &str) -> Option<String> {
    let (tree, problems) = document::read(PRE_COMMIT_FILE, existing);
    let root = tree.root().filter(|_| problems.is_empty())?;
    let repos = repos(root)?;
    let last = repos.items().next_back()?.span().end as usize;
    let first = repos.items().next()?.span().start as usize;
    let dash = existing[..first].rfind('-')?;
    let start = existing[..dash].rfind('\n').map_or(0, |at| at + 1);
    let indent = &existing[start..dash];
    if !indent.chars().all(|c| c == ' ') {
        return None;
    }
    let line_end = if existing.contains("\r\n") { "\r\n" } else { "\n" };
    // A text such as `|` ends with its line.
    let last = existing[..last].trim_end().len();
    let is_last_key = root.entries().next_back()?.name() == "repos";
    let at = match existing[last..].find('\n') {
        Some(_) if is_last_key => existing.len(),
        Some(at) => last + at + 1,
        None => existing.len(),
    };
    let missing_end = if existing[..at].ends_with('\n') { "" } else { line_end };
    let after = format!("{}{missing_end}{}{}", &existing[..at], entry(indent, line_end), &existing[at..]);
    is_extension(root, &after).then_some(after)
}

fn repos(root: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let mut entries = root.entries().filter(|entry| entry.name() == "repos");
    let only = entries.next().filter(|_| entries.next().is_none())?;
    Some(only.value).filter(|value| value.is_list() && !value.is_alias())
}

/// Whether `after` says what the file said, and one entry more.
fn is_extension(before: NodeRef<'_>, after: &str) -> bool {
    let (tree, problems) = document::read(PRE_COMMIT_FILE, after);
    let Some(root) = tree.root().filter(|_| problems.is_empty()) else { return false };
    let (mut old, mut new) = (to_json(before), to_json(root));
    let taken = |value: &mut serde_json::Value| value["repos"].as_array_mut().map(std::mem::take);
    let (Some(old_repos), Some(mut new_repos)) = (taken(&mut old), taken(&mut new)) else { return false };
    let added = new_repos.pop();
    added.is_some_and(|added| added["repo"] == REPOSITORY) && old == new && old_repos == new_repos
}

#[cfg(test)]
mod tests {
    use super::{Refusal, pre_commit};

    #[test]
    fn everything_else_stays_byte_for_byte() {
        for (before, indent) in [
            ("# ours\nrepos:\n  - repo: local\n    hooks: [{id: x}] # y\n", "  "),
            ("repos:\n- repo: local\n  hooks:\n  - id: x\n\n# end\n", ""),
            ("repos:\r\n- repo: local\r\n  hooks: []\r\n", ""),
            ("repos:\n    - repo: local\n      hooks: []", "    "),
        ] {
            let after = pre_commit(Some(before)).unwrap();
            assert!(after.starts_with(before) && after.contains(&format!("{indent}- repo: https://")), "{after}");
            assert_eq!(pre_commit(Some(&after)), Err(Refusal::AlreadyThere));
        }
        let after = pre_commit(Some("repos:\n- repo: local\n  hooks: []\n# z\nfail_fast: true\n")).unwrap();
        assert!(
            after.starts_with("repos:\n- repo: local\n  hooks: []\n- repo: ") && after.ends_with("fail_fast: true\n")
        );
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        for text in
            ["repos: []\n", "repos: [{repo: local, hooks: []}]\n", "fail_fast: true\n", "repos:\n- a: [\n", "- x\n"]
        {
            assert_eq!(pre_commit(Some(text)), Err(Refusal::Uncertain), "{text}");
        }
        assert!(pre_commit(None).unwrap().starts_with("repos:\n  - repo: "));
    }
}
