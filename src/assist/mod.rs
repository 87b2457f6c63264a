//! Floor 6: what an editor can ask about a page of a judged site. Everything here is plain data (bytes, paths, texts), made of
//! a [`Workspace`], the path of a page and a byte offset; protocols are for the program.
//!
//! [`completion`] asks what may stand at the cursor and reads the text alone ([`place`]); everything else is about what
//! stands there already and asks the tree ([`standing`]).

pub mod completion;
pub mod definition;
pub mod folding;
pub mod hover;
pub mod place;
pub mod references;
pub mod rename;
pub mod selection;
pub mod standing;
pub mod symbols;

mod knowledge;
mod usage;

use chrono::{DateTime, Utc};

use crate::listing::Files;
use crate::site::{Page, Site};
use crate::text::{KeyPath, Span, Step};
use crate::workspace::Workspace;

/// A page that is asked about, with its site.
#[derive(Clone, Copy)]
pub struct Asked<'w> {
    /// The site with its pages.
    pub workspace: &'w Workspace,
    /// The files of the site: the sizes of images, the texts of vocabularies.
    pub files: &'w dyn Files,
    /// The page.
    pub page: &'w Page,
    /// The present.
    pub now: DateTime<Utc>,
}

impl<'w> Asked<'w> {
    /// The page at `path`; `None` where none was taken in.
    pub fn new(workspace: &'w Workspace, files: &'w dyn Files, path: &str, now: DateTime<Utc>) -> Option<Self> {
        Some(Self { workspace, files, page: workspace.page(path)?, now })
    }

    fn site(&self) -> &'w Site {
        self.workspace.site()
    }
}

/// A place in a file of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Path of the file, relative to the site's root.
    pub path: String,
    /// What of it; `None` for the file as a whole, which may be no text.
    pub span: Option<Span>,
}

impl Target {
    fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), span: None }
    }

    fn at(path: impl Into<String>, span: Span) -> Self {
        Self { path: path.into(), span: Some(span) }
    }
}

/// `text` as code in Markdown, on one line, whatever marks it has.
fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains('`') { format!("``` {text} ```") } else { format!("`{text}`") }
}

/// `3 pages`.
fn pages(count: usize) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}

/// The keys of a path with dots between, positions left out: the name by which profiles know it (`resources.src`).
fn dotted(path: &KeyPath) -> String {
    let keys = path.0.iter().filter_map(|step| match step {
        Step::Key(key) => Some(&**key),
        Step::Index(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

/// The same with `[]` for each position: the pattern by which profiles know keys that hold images (`resources[].src`).
fn pattern(path: &KeyPath) -> String {
    let mut pattern = String::new();
    for step in &path.0 {
        match step {
            Step::Index(_) => pattern.push_str("[]"),
            Step::Key(key) if pattern.is_empty() => pattern.push_str(key),
            Step::Key(key) => {
                pattern.push('.');
                pattern.push_str(key);
            }
        }
    }
    pattern
}
