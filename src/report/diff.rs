//! `--diff`: what a fix changes, as a unified diff that `patch` understands.

use owo_colors::Style;
use similar::{ChangeTag, TextDiff};

use super::human::Look;
use super::visible;

/// The unified diff of one file, coloured where colours are wanted. For a terminal, and in colours, control characters are
/// made visible; else every byte stays, as `patch` may read it.
pub fn unified(path: &str, before: &str, after: &str, look: &Look) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut unified = diff.unified_diff();
    let unified = unified.context_radius(2).header(path, path);
    if !look.color && !look.terminal {
        return unified.to_string();
    }
    let mut out = look.paint(&format!("--- {path}\n+++ {path}\n", path = visible(path)), Style::new().bold());
    for hunk in unified.iter_hunks() {
        out.push_str(&look.paint(&format!("{}\n", hunk.header()), Style::new().cyan()));
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', Style::new().red()),
                ChangeTag::Insert => ('+', Style::new().green()),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = visible(change.value().trim_end_matches(['\n', '\r']));
            out.push_str(&look.paint(&format!("{sign}{line}"), style));
            out.push('\n');
        }
    }
    out
}
