//! Floor 1: from text to one tree with spans, for YAML, TOML and JSON alike. Reading never fails: what cannot be read
//! becomes a [`Problem`], which the rules of the group `syntax` turn into findings.
//!
//! How a generator differs from the others comes in as a [`Dialect`], a small plain value of its profile. Nothing here
//! knows severities, rules or the disk.

pub mod block;
pub mod comments;
mod merge;
pub mod node;
pub mod problem;
pub mod rewrite;
pub mod scalar;

mod json;
mod toml;
mod twins;
mod unfold;
mod yaml;

use std::sync::OnceLock;

use crate::text::Span;

pub use block::{Block, Delimiters, Format};
pub use comments::Comment;
pub use node::{Entry, Kind, NodeId, NodeRef, Scalar, Style, Tag, Tree};
pub use problem::{Problem, ProblemKind};
pub use scalar::{Typed, YamlParser, type_plain};
pub use unfold::{Unfolded, UnfoldedMap, to_json, unfold};

/// Reads a whole text as YAML: a site's configuration, a file of tags. The root may be anything, and nothing is too long.
pub fn read_yaml(text: &str, parser: YamlParser) -> FrontMatter {
    let mut read = FrontMatter::default();
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    yaml::read_any(text, Span::new(start, text.len()), parser, &mut read);
    read.problems.sort_by_key(|problem| problem.span);
    read
}

/// Longest block that is read, in bytes. The largest real one in the corpus has 40 kB; beyond this a file is data.
pub const LONGEST_BLOCK: usize = 1 << 20;

/// Most keys, values and items that are judged. The largest real block in the corpus has 400; what rules do for each of
/// them may take time that grows with their number.
pub const MOST_NODES: usize = 20_000;

/// How one generator finds and reads a block: the part of its profile that this floor needs.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// Which lines begin and end a block.
    pub delimiters: Delimiters,
    /// The YAML parser inside the generator, which decides what is an error and what type a plain scalar has.
    pub yaml: YamlParser,
}

/// What was read of one file's front matter. Always present; empty where the generator sees none.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// Where the block is, `None` where the generator sees no front matter at all.
    pub block: Option<Block>,
    /// The values, as far as they could be read.
    pub tree: Tree,
    /// What is wrong with the block, in the order of the text.
    pub problems: Vec<Problem>,
    /// Comments of the block, in the order of the text.
    pub comments: Vec<Comment>,
    /// The maps in which a key may stand twice, once they were looked for.
    twins: OnceLock<Box<[NodeId]>>,
}

impl FrontMatter {
    /// Finds the block of `text` as the generator of `dialect` does, and reads it.
    pub fn read(text: &str, dialect: &Dialect) -> Self {
        let found = block::find(text, &dialect.delimiters);
        let read = Self { problems: found.problems, ..Self::default() };
        match found.block {
            Some(block) => read.with_block(text, block, dialect.yaml),
            None => read,
        }
    }

    /// Reads `block`, which is known to be the block of `text`, and to be in order.
    pub(crate) fn of_block(text: &str, block: Block, dialect: &Dialect) -> Self {
        Self::default().with_block(text, block, dialect.yaml)
    }

    /// The same with what stands in `block`.
    fn with_block(mut self, text: &str, block: Block, parser: YamlParser) -> Self {
        if block.content.len() > LONGEST_BLOCK {
            self.problems.push(Problem::new(ProblemKind::TooLarge, block.open));
        } else {
            match block.format {
                Format::Yaml => yaml::read(text, block.content, parser, &mut self),
                Format::Toml => toml::read(text, block.content, &mut self),
                Format::Json => json::read(text, block.content, &mut self),
                Format::Org | Format::JavaScript => {}
            }
        }
        if self.tree.len() > MOST_NODES {
            self = Self { problems: vec![Problem::new(ProblemKind::TooLarge, block.open)], ..Self::default() };
        }
        self.problems.sort_by_key(|problem| problem.span);
        self.block = Some(block);
        self.tree.shrink();
        self
    }

    /// Whether the whole block was understood. Where it was not, a key that seems absent may stand in the part that
    /// was skipped, so rules about absence stay silent.
    pub fn is_whole(&self) -> bool {
        !self.problems.iter().any(|problem| problem.kind.hides_content())
    }
}
