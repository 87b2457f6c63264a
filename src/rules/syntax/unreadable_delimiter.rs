//! `syntax/unreadable-delimiter`

use serde::Deserialize;

use crate::finding::{Safety, Severity};
use crate::front_matter::{Format, Problem, ProblemKind};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};
use crate::text::{Span, TextEdit, is_invisible};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/unreadable-delimiter",
    severity: Severity::Error,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("unreadable_delimiter.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnreadableDelimiter {}

impl PageRule for UnreadableDelimiter {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        for problem in &page.front_matter.problems {
            let draft = match problem.kind {
                ProblemKind::Hidden | ProblemKind::NotADelimiter => findings.span(problem.span, problem.detail.clone()),
                _ => continue,
            };
            let found = problem.span.of(&page.text);
            let is_gap = found.chars().all(|c| c.is_whitespace() || is_invisible(c));
            let help = help(problem, page, is_gap);
            match fix(problem, page, is_gap) {
                Some((safety, edits)) => draft.help(help).fix(safety, "repair the delimiter", edits).report(),
                None => draft.help(help).report(),
            }
        }
    }
}

fn help(problem: &Problem, page: &Page, is_gap: bool) -> &'static str {
    match problem.kind {
        ProblemKind::Hidden if is_gap => "let the file begin with the delimiter",
        ProblemKind::Hidden => "move the front matter to the top of the file",
        _ if page.front_matter.block.is_some() => "write the delimiter as three characters, alone on its line",
        _ => "put front matter, or a line of text, before it",
    }
}

/// What stands before the block and shows nothing can go. A mark that is too long loses the rest; whether another one
/// was meant for a delimiter is a guess.
fn fix(problem: &Problem, page: &Page, is_gap: bool) -> Option<(Safety, Vec<TextEdit>)> {
    if is_gap {
        return Some((Safety::Safe, vec![TextEdit::delete(problem.span)]));
    }
    let block = page.front_matter.block?;
    if problem.kind != ProblemKind::NotADelimiter {
        return None;
    }
    let found = problem.span.of(&page.text);
    let mark = if block.format == Format::Toml { "+++" } else { "---" };
    let is_rest = problem.span.start >= block.open.end && found.chars().all(|c| mark.starts_with(c));
    if is_rest {
        let longer_close = block.close.and_then(|close| rest_of_mark(page, close, mark));
        let edits = [problem.span].into_iter().chain(longer_close).map(TextEdit::delete);
        return Some((Safety::Safe, edits.collect()));
    }
    let close = block.close.filter(|close| close.of(&page.text) != mark);
    let marks = [block.open].into_iter().chain(close);
    Some((Safety::Unsafe, marks.map(|place| TextEdit::replace(place, mark)).collect()))
}

/// What follows the closing mark, where it is more of the same.
fn rest_of_mark(page: &Page, close: Span, mark: &str) -> Option<Span> {
    let rest = &page.text[close.end as usize..];
    let line = rest.split(['\n', '\r']).next()?.trim_end();
    let is_more = !line.is_empty() && line.chars().all(|c| mark.starts_with(c));
    is_more.then(|| Span::new(close.end as usize, close.end as usize + line.len()))
}
