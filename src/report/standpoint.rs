//! Where the reader of a report stands.

use std::path::Path;

/// The directory a command ran in, seen from a site: what turns a path relative to the site's root into one that the
/// reader can open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standpoint {
    /// The parts of the reader's directory below the site's root; empty when the reader stands at the root or outside.
    inside: Vec<String>,
    /// The way to the site's root from a reader outside: `site/`, `../site/`.
    outside: String,
}

impl Standpoint {
    /// The standpoint of a reader in `here`; both paths absolute and without links.
    pub fn new(root: &Path, here: &Path) -> Self {
        let parts = |path: &Path| path.iter().map(|part| part.to_string_lossy().into_owned()).collect::<Vec<_>>();
        if let Ok(below) = here.strip_prefix(root) {
            return Self { inside: parts(below), outside: String::new() };
        }
        let (root, here) = (parts(root), parts(here));
        let shared = root.iter().zip(&here).take_while(|(a, b)| a == b).count();
        let up = here[shared..].iter().map(|_| "..".to_owned());
        let outside = up.chain(root[shared..].iter().cloned()).map(|part| part + "/").collect();
        Self { inside: Vec::new(), outside }
    }

    /// The path from the reader to the file at `path`, relative to the site's root.
    pub fn path(&self, path: &str) -> String {
        let mut rest = path;
        let mut left = &self.inside[..];
        while let [first, inner @ ..] = left {
            let Some(below) = rest.strip_prefix(&**first).and_then(|rest| rest.strip_prefix('/')) else { break };
            (rest, left) = (below, inner);
        }
        format!("{}{}{rest}", self.outside, "../".repeat(left.len()))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Standpoint;

    #[test]
    fn paths_lead_from_the_reader_to_the_file() {
        let path = |here: &str| Standpoint::new(Path::new("/a/site"), Path::new(here)).path("content/x.md");
        assert_eq!(path("/a/site"), "content/x.md");
        assert_eq!(path("/a/site/content"), "x.md");
        assert_eq!(path("/a/site/content/deep"), "../x.md");
        assert_eq!(path("/a/site/static"), "../content/x.md");
        assert_eq!(path("/a"), "site/content/x.md");
        assert_eq!(path("/b/c"), "../../a/site/content/x.md");
    }
}
