//! Reads `# matterlint: ignore[dates/future-date] reason` and `# matterlint: ignore-file[dates] reason`.

use std::ops::Range;

use crate::site::Page;
use crate::text::{Span, nearest};

/// What a comment suppresses.
#[derive(Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment, with its marker.
    pub span: Span,
    /// Where.
    pub scope: Scope,
    /// Which rules and groups, as written; at least one, but for [`Scope::Unclear`].
    pub names: Vec<Name>,
}

/// Where a comment suppresses findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere in the file.
    File,
    /// In this line, counted from 0: its own, or the next line for a comment that has a line to itself.
    Line(usize),
    /// Nowhere: the comment begins like a suppression and is none.
    Unclear,
}

/// A rule or a group, as the comment names it.
#[derive(Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The suppressions of `page`: in comments of its block, and in an HTML comment that follows the block at once, for JSON
/// and for files without a block.
pub fn of(page: &Page) -> Vec<Suppression> {
    let comments = page.front_matter.comments.iter().map(|comment| comment.span);
    let candidates = comments.chain(html_comment(page)).filter(|span| span.of(&page.text).contains(MARK));
    let mut next = NextFilled::default();
    candidates.filter_map(|span| read(page, span, &mut next)).collect()
}

const MARK: &str = "matterlint:";

fn html_comment(page: &Page) -> Option<Span> {
    let start = page.front_matter.block.map_or(0, |block| block.body);
    let body = page.text.get(start..)?;
    let comment = body.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let length = comment.starts_with("<!--").then(|| comment.find("-->"))?? + "-->".len();
    let start = start + body.len() - comment.len();
    Some(Span::new(start, start + length))
}

fn read(page: &Page, span: Span, next: &mut NextFilled) -> Option<Suppression> {
    let text = span.of(&page.text);
    let is_html = text.starts_with("<!--");
    let rest = text.trim_start_matches("<!--").trim_start_matches('#').trim_start().strip_prefix(MARK)?.trim_start();
    let word = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len())];
    let list = rest[word.len()..].trim_start().strip_prefix('[');
    let unclear = Suppression { span, scope: Scope::Unclear, names: Vec::new() };
    let scope = match word {
        "ignore-file" => Scope::File,
        "ignore" if !is_html => Scope::Line(line(page, span, next)),
        // `# matterlint: see the handbook` is a note to people.
        _ => {
            let is_meant = list.is_some() || word == "ignore" || nearest(word, ["ignore", "ignore-file"]).is_some();
            return is_meant.then_some(unclear);
        }
    };
    let Some((names_text, rest)) = list.and_then(|list| list.split_once(']')) else { return Some(unclear) };
    let names = names(names_text, span.end as usize - rest.len() - "]".len() - names_text.len());
    Some(if names.is_empty() { unclear } else { Suppression { span, scope, names } })
}

/// The names of a list that begins at `start` of the page.
fn names(list: &str, start: usize) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = start;
    for item in list.split(',') {
        let text = item.trim();
        let begin = at + item.len() - item.trim_start().len();
        if !text.is_empty() {
            names.push(Name { text: text.to_owned(), span: Span::new(begin, begin + text.len()) });
        }
        at += item.len() + 1;
    }
    names
}

/// The line that a comment is about: its own, or the next one that is more than a comment, so that comments can be
/// stacked.
fn line(page: &Page, comment: Span, next: &mut NextFilled) -> usize {
    let lines = page.lines();
    let own = lines.line(comment.start as usize);
    if !page.text[lines.start(own)..comment.start as usize].trim().is_empty() {
        return own;
    }
    next.from(own + 1, page).unwrap_or(own)
}

/// The next line that is more than a comment. What was looked through for one comment is not for those below it: twenty
/// thousand of them, stacked, took two seconds.
#[derive(Default)]
struct NextFilled {
    looked_through: Range<usize>,
    found: Option<usize>,
}

impl NextFilled {
    fn from(&mut self, first: usize, page: &Page) -> Option<usize> {
        if !self.looked_through.contains(&first) {
            let lines = page.lines();
            let is_filled = |line: &usize| {
                let text = lines.span(*line, &page.text).of(&page.text).trim();
                !text.is_empty() && !text.starts_with('#')
            };
            self.found = (first..lines.len()).find(is_filled);
            self.looked_through = first..self.found.map_or(lines.len(), |found| found + 1);
        }
        self.found
    }
}
