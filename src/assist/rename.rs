//! A term gets another name on all pages.

use similar::{DiffOp, TextDiff};

use super::Asked;
use super::hover::term_at;
use super::standing::Standing;
use crate::refactoring::{self, RefactoringError, Request};
use crate::text::{Span, TextEdit};

/// What is to be changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    /// The edits of each file, by its path relative to the site's root: pages first, then vocabularies.
    pub files: Vec<(String, Vec<TextEdit>)>,
    /// Folders of term pages that follow their term: from, to. Nothing lies at the new place yet. The files in them are
    /// edited before they move.
    pub moves: Vec<(String, String)>,
    /// What is left to be done by hand: the path of a file, and why.
    pub left: Vec<(String, String)>,
}

/// The term at byte `offset` of the page that can be renamed: where it stands, and its text.
pub fn renameable(asked: &Asked<'_>, offset: usize) -> Option<(Span, String)> {
    let standing = Standing::at(asked.page, offset)?;
    let used = term_at(asked, &standing, offset)?;
    Some((used.span, used.text.clone()))
}

/// What is to be changed to give the term at byte `offset` the name `new`; `None` where no term stands.
///
/// # Errors
/// When the name is empty.
pub fn rename(asked: &Asked<'_>, offset: usize, new: &str) -> Option<Result<Renaming, RefactoringError>> {
    let standing = Standing::at(asked.page, offset)?;
    let used = term_at(asked, &standing, offset)?;
    let request = Request {
        taxonomy: Some(used.taxonomy.clone()),
        old: used.text.clone(),
        new: Some(new.to_owned()),
        exact: false,
    };
    if new == used.text {
        return Some(Ok(Renaming::default()));
    }
    let refactored = match refactoring::terms(asked.workspace, asked.files, &request) {
        Ok(refactored) => refactored,
        Err(error) => return Some(Err(error)),
    };
    let changed = refactored.pages.into_iter().chain(refactored.vocabularies);
    let files = changed.map(|file| (file.path, edits(&file.before, &file.after)));
    Some(Ok(Renaming { files: files.collect(), moves: refactored.moves, left: refactored.left }))
}

/// The edits that make `after` of `before`, each within the lines that differ.
fn edits(before: &str, after: &str) -> Vec<TextEdit> {
    let diff = TextDiff::from_lines(before, after);
    let starts = |lines: Vec<&str>| {
        let mut starts = vec![0];
        for line in lines {
            starts.push(starts[starts.len() - 1] + line.len());
        }
        starts
    };
    let old: Vec<usize> = starts(before.split_inclusive('\n').collect());
    let new: Vec<usize> = starts(after.split_inclusive('\n').collect());
    let at = |starts: &[usize], line: usize| starts.get(line).copied().unwrap_or(starts[starts.len() - 1]);
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let edit = |op: &DiffOp| {
        let (from, to) = (op.old_range(), op.new_range());
        let (start, end) = (at(&old, from.start), at(&old, from.end));
        trimmed(before, Span::new(start, end), &after[at(&new, to.start)..at(&new, to.end)])
    };
    changed.map(edit).collect()
}

/// The edit that puts `insert` in place of `span`, without what both have at their ends.
fn trimmed(text: &str, span: Span, insert: &str) -> TextEdit {
    let old = span.of(text);
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let length = |(c, _): (char, char)| c.len_utf8();
    let front: usize = old.chars().zip(insert.chars()).take_while(same).map(length).sum();
    let (rest, new) = (&old[front..], &insert[front..]);
    let back: usize = rest.chars().rev().zip(new.chars().rev()).take_while(same).map(length).sum();
    TextEdit::replace(span.part(front, rest.len() - back), &new[..new.len() - back])
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::text::apply;

    #[test]
    fn edits_are_short_and_make_the_new_text() {
        for (before, after, expected) in [
            ("tags: [go, tea]\n", "tags: [golang, tea]\n", vec!["lang"]),
            ("a\r\ntags:\r\n- 茶\r\n- go\r\nb", "a\r\ntags:\r\n- 茶叶\r\nb", vec!["叶", ""]),
            ("tags: [茶, 荼]", "tags: [荼]", vec![""]),
            ("same\n", "same\n", vec![]),
            ("", "a", vec!["a"]),
        ] {
            let edits = edits(before, after);
            assert_eq!(apply(before, &edits).as_deref(), Ok(after), "{edits:?}");
            let inserted: String = edits.iter().map(|edit| &*edit.insert).collect();
            assert_eq!(inserted, expected.concat(), "{edits:?}");
        }
    }
}
