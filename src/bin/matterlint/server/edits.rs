//! Edits in bytes as what the client applies.

use std::collections::BTreeMap;

use lsp_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, RenameFile, ResourceOp,
    TextDocumentEdit, TextEdit, WorkspaceEdit,
};
use matterlint::finding::FileEdit;
use matterlint::text::{self, Span};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::diagnostics;
use super::live_site::LiveSite;
use super::session::Session;

/// The edits of files of `site` as one change; `None` where a file is not what it was when it was judged.
pub fn workspace_edit(session: &Session, site: &LiveSite, edits: &[FileEdit]) -> Option<WorkspaceEdit> {
    with_moves(session, site, edits, &[])
}

/// The same, and after it `moves` of files or folders, from and to; these only for a client that can do both in one.
pub fn with_moves(
    session: &Session,
    site: &LiveSite,
    edits: &[FileEdit],
    moves: &[(String, String)],
) -> Option<WorkspaceEdit> {
    let mut by_file: BTreeMap<&str, Vec<&text::TextEdit>> = BTreeMap::new();
    for edit in edits {
        by_file.entry(&edit.path).or_default().push(&edit.edit);
    }
    let mut files = Vec::new();
    for (path, edits) in by_file {
        let path = site.root.folder.join(path);
        let judged = diagnostics::text(session, site, &path)?;
        let document = session.documents.at(&path);
        if document.is_some_and(|document| document.judged != Some(document.version)) {
            return None;
        }
        let lines = judged.lines(session);
        let edits = edits.into_iter().map(|edit| TextEdit::new(lines.range(edit.span), edit.insert.clone()));
        files.push((session.uri(&path)?, document.map(|document| document.version), edits.collect::<Vec<_>>()));
    }
    if !session.client.can.document_changes {
        #[expect(clippy::mutable_key_type, reason = "the protocol's type has it so, and nobody changes a URI in it")]
        let changes = files.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let changes = files.into_iter().map(|(uri, version, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    });
    let changes = if session.client.can.renames_files && !moves.is_empty() {
        let edits = changes.map(DocumentChangeOperation::Edit);
        let moves = moves.iter().filter_map(|(from, to)| moved(session, site, from, to));
        DocumentChanges::Operations(edits.chain(moves).collect())
    } else {
        DocumentChanges::Edits(changes.collect())
    };
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}

fn moved(session: &Session, site: &LiveSite, from: &str, to: &str) -> Option<DocumentChangeOperation> {
    let uri = |path: &str| session.uri(&site.root.folder.join(path));
    let rename = RenameFile { old_uri: uri(from)?, new_uri: uri(to)?, options: None, annotation_id: None };
    Some(DocumentChangeOperation::Op(ResourceOp::Rename(rename)))
}

/// The edits, line by line, that make `after` of `before`: cursors and folds elsewhere stay where they are.
pub fn difference(before: &str, after: &str) -> Vec<text::TextEdit> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let starts = |lines: &[&str]| -> Vec<usize> {
        let ends = lines.iter().scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        });
        std::iter::once(0).chain(ends).collect()
    };
    let (old_starts, new_starts) = (starts(&old), starts(&new));
    let changed = |op: DiffOp| {
        let (from, to) = (op.old_range(), op.new_range());
        let span = Span::new(old_starts[from.start], old_starts[from.end]);
        text::TextEdit::replace(span, &after[new_starts[to.start]..new_starts[to.end]])
    };
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).map(changed).collect()
}

#[cfg(test)]
mod tests {
    use matterlint::text::apply;

    use super::difference;

    #[test]
    fn only_lines_that_differ_are_replaced() {
        let before = "---\ntitle: a\r\ndate: x\ntags: [灯]\n---\nbody\n";
        let after = "---\ntitle: b\r\ndate: x\n---\nbody\nmore";
        let edits = difference(before, after);
        assert_eq!(edits.len(), 3);
        assert_eq!(apply(before, &edits).as_deref(), Ok(after));
        assert_eq!(difference("", "a").len(), 1);
        assert_eq!(difference("a", "a"), []);
    }
}
