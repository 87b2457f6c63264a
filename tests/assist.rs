//! What an editor can ask: completion, hover, definitions, references, renaming, outline.

use matterlint::assist::Asked;
use matterlint::workspace::Workspace;

use crate::support;

mod completion;

/// The cursor in the texts of these tests.
const CURSOR: char = '‸';

/// A site in memory, with the page that has the cursor.
struct Scene {
    workspace: Workspace,
    path: String,
    text: String,
    offset: usize,
}

impl Scene {
    /// The site of `files`; one of them has the cursor.
    fn new(files: &[(&str, &str)]) -> Self {
        let mut files: support::Files =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let (path, text) = files.iter_mut().find(|(_, text)| text.contains(CURSOR)).expect("one file has the cursor");
        let offset = text.find(CURSOR).expect("it is there");
        text.remove(offset);
        let (path, text) = (path.clone(), text.clone());
        Self { workspace: support::workspace(&files, &support::options()), path, text, offset }
    }

    fn asked(&self) -> Asked<'_> {
        Asked::new(&self.workspace, &self.path, support::today()).expect("it is a page")
    }
}
