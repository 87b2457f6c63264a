//! The buffers that are open in the editor.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use lsp_types::{TextDocumentContentChangeEvent, Uri};
use matterlint::text::LineIndex;

use super::positions::{Encoding, Lines};
use super::uri;
use crate::sites::resolved;

/// All of them.
#[derive(Default)]
pub struct Documents {
    by_uri: HashMap<Uri, Document>,
    /// Those that are files, by their paths without links.
    by_path: HashMap<PathBuf, Uri>,
}

/// A buffer.
pub struct Document {
    /// Where its file is, absolute and without links; `None` for a buffer without a file.
    pub path: Option<PathBuf>,
    /// The version of the text.
    pub version: i32,
    /// The text.
    pub text: String,
    /// The version that the findings are about.
    pub judged: Option<i32>,
}

impl Documents {
    /// Takes in a buffer; gives the path of its file.
    pub fn open(&mut self, uri: Uri, version: i32, text: String) -> Option<PathBuf> {
        let path = uri::path(&uri).and_then(|path| resolved(&path).ok());
        if let Some(path) = &path {
            self.by_path.insert(path.clone(), uri.clone());
        }
        self.by_uri.insert(uri, Document { path: path.clone(), version, text, judged: None });
        path
    }

    /// Takes in changes to a buffer; gives the path of its file. A buffer that was never opened is left alone.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Option<PathBuf> {
        let document = self.by_uri.get_mut(uri)?;
        document.version = version;
        for change in changes {
            match change.range {
                None => document.text = change.text,
                Some(range) => {
                    let index = LineIndex::new(&document.text);
                    let lines = Lines { text: &document.text, index: &index, encoding, hides_mark: false };
                    let span = lines.span(range);
                    document.text.replace_range(span.range(), &change.text);
                }
            }
        }
        document.path.clone()
    }

    /// Forgets a buffer; gives the path of its file.
    pub fn close(&mut self, uri: &Uri) -> Option<PathBuf> {
        let path = self.by_uri.remove(uri)?.path?;
        // Two URIs may name one file by a link; the other buffer is still there.
        if self.by_path.get(&path) == Some(uri) {
            self.by_path.remove(&path);
            let other = self.by_uri.iter().find(|(_, other)| other.path.as_ref() == Some(&path));
            if let Some((other, _)) = other {
                self.by_path.insert(path.clone(), other.clone());
            }
        }
        Some(path)
    }

    /// The buffer that the client calls `uri`.
    pub fn get(&self, uri: &Uri) -> Option<&Document> {
        self.by_uri.get(uri)
    }

    /// The buffer of the file at `path`.
    pub fn at(&self, path: &Path) -> Option<&Document> {
        self.by_uri.get(self.by_path.get(path)?)
    }

    /// Remembers that the findings are about the text of the file at `path` as it is now.
    pub fn note_judged(&mut self, path: &Path) {
        let document = self.by_path.get(path).and_then(|uri| self.by_uri.get_mut(uri));
        if let Some(document) = document {
            document.judged = Some(document.version);
        }
    }

    /// The client's URI of the file at `path`, if it is open.
    pub fn uri(&self, path: &Path) -> Option<&Uri> {
        self.by_path.get(path)
    }

    /// The paths of all buffers that are files.
    pub fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.by_path.keys()
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use lsp_types::{Position, Range, TextDocumentContentChangeEvent, Uri};

    use super::{Documents, Encoding};

    #[test]
    fn changes_apply_one_after_the_other() {
        let mut documents = Documents::default();
        let uri = Uri::from_str("untitled:1").unwrap();
        assert_eq!(documents.open(uri.clone(), 1, "title: 灯\ndate: x\n".to_owned()), None);
        let change = |line, from, to, text: &str| TextDocumentContentChangeEvent {
            range: Some(Range::new(Position::new(line, from), Position::new(line, to))),
            range_length: None,
            text: text.to_owned(),
        };
        let changes = vec![change(0, 7, 8, "塔\n𝄞"), change(1, 0, 2, ""), change(9, 0, 0, "end")];
        documents.change(&uri, 2, changes, Encoding::Utf16);
        assert_eq!(documents.get(&uri).unwrap().text, "title: 塔\n\ndate: x\nend");
        let whole = TextDocumentContentChangeEvent { range: None, range_length: None, text: "new".to_owned() };
        documents.change(&uri, 3, vec![whole], Encoding::Utf16);
        assert_eq!((&*documents.get(&uri).unwrap().text, documents.get(&uri).unwrap().version), ("new", 3));
        documents.close(&uri);
        documents.change(&uri, 4, vec![change(0, 0, 0, "x")], Encoding::Utf16);
        assert!(documents.get(&uri).is_none());
    }
}
