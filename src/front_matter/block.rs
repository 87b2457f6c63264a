//! Finds the block: where it begins and ends, and in which format, as one generator sees it.

use super::problem::Problem;
use crate::text::Span;

/// The format of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// `{ … }`, or between `;;;` lines (Hexo), or `---json` (Eleventy).
    Json,
    /// `#+KEY: value` lines (Hugo). Found, so that nobody calls it missing, but not read.
    Org,
}

impl Format {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Toml => "toml",
            Self::Json => "json",
            Self::Org => "org",
        }
    }
}

/// Where a block stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The format.
    pub format: Format,
    /// The opening delimiter alone (`---`); for `{ … }` the brace. Findings about what is missing point here.
    pub open: Span,
    /// What the reader reads: between the delimiters; for `{ … }` with both braces.
    pub content: Span,
    /// The closing delimiter alone; `None` when the block is not closed.
    pub close: Option<Span>,
    /// The first byte of the page's text behind the block.
    pub body: usize,
}

/// Which lines a generator takes for delimiters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiters {
    /// Hugo 0.168.
    Hugo,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The block, `None` where the generator sees none.
    pub block: Option<Block>,
    /// What is wrong with the delimiters.
    pub problems: Vec<Problem>,
}

/// Finds the block of `text`.
pub fn find(_text: &str, _delimiters: &Delimiters) -> Found {
    Found::default()
}
