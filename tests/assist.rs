//! What an editor can ask: completion, hover, definitions, references, renaming, outline.

use matterlint::assist::Asked;
use matterlint::workspace::Workspace;

use crate::support;

mod completion;
mod everywhere;
mod hover;
mod outline;
mod places;
mod renaming;

/// The cursor in the texts of these tests.
const CURSOR: char = '‸';

/// A site in memory, with the page that has the cursor.
struct Scene {
    workspace: Workspace,
    files: support::Pictures,
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
        let workspace = support::workspace(&files, &support::options());
        Self { workspace, files: support::Pictures(files.into_iter().collect()), path, text, offset }
    }

    fn asked(&self) -> Asked<'_> {
        Asked::new(&self.workspace, &self.files, &self.path, support::today()).expect("it is a page")
    }
}
