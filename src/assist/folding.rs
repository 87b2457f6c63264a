//! What can be folded away: the block, and what runs over several lines in it.

use crate::front_matter::NodeRef;
use crate::site::Page;
use crate::text::Span;

/// How deep folds go. What is nested deeper is no front matter.
const DEEPEST: usize = 32;

/// Something that can be folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fold {
    /// From the first byte of its first line that belongs to it to its last byte. Always more than one line.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// What can be folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FoldKind {
    /// The whole block with its delimiters.
    Block,
    /// The value of a key: a map, a list or a long text; or an item of a list.
    Value,
}

/// The folds of `page`, outer ones first.
pub fn folds(page: &Page) -> Vec<Fold> {
    let Some(block) = page.front_matter.block else { return Vec::new() };
    let end = block.close.map_or(block.content, |close| close);
    let whole = block.open.join(block.content).join(end);
    let mut folds = Vec::new();
    add(page, whole, FoldKind::Block, &mut folds);
    if let Some(root) = page.front_matter.tree.root() {
        below(page, root, 0, &mut folds);
    }
    folds.sort_by_key(|fold| (fold.span.start, u32::MAX - fold.span.end));
    folds.dedup_by_key(|fold| fold.span);
    folds
}

fn below(page: &Page, node: NodeRef<'_>, depth: usize, folds: &mut Vec<Fold>) {
    // What an alias stands for lies elsewhere, and is folded there.
    if node.is_alias() || depth > DEEPEST {
        return;
    }
    for entry in node.entries() {
        add(page, entry.span(), FoldKind::Value, folds);
        below(page, entry.value, depth + 1, folds);
    }
    for item in node.items() {
        add(page, item.span(), FoldKind::Value, folds);
        below(page, item, depth + 1, folds);
    }
}

fn add(page: &Page, span: Span, kind: FoldKind, folds: &mut Vec<Fold>) {
    let text = span.of(&page.text).trim_end();
    if text.contains(['\n', '\r']) {
        folds.push(Fold { span: span.part(0, text.len()), kind });
    }
}
