//! What stands at an offset, as the tree has it.

use super::place::boundary;
use crate::front_matter::{Entry, NodeRef};
use crate::site::Page;
use crate::text::KeyPath;

/// The key or value at an offset.
#[derive(Clone, Debug)]
pub struct Standing<'p> {
    /// Its path.
    pub path: KeyPath,
    /// The key or value.
    pub node: NodeRef<'p>,
    /// The innermost entry that holds it; `None` in a list that is the block itself.
    pub entry: Option<Entry<'p>>,
    /// Whether it is a key.
    pub is_key: bool,
    /// All that it lies in, outermost first, itself last.
    pub around: Vec<NodeRef<'p>>,
}

impl<'p> Standing<'p> {
    /// What stands at byte `offset` of `page`; its end counts as well. `None` outside of all keys and values.
    pub fn at(page: &'p Page, offset: usize) -> Option<Self> {
        let offset = boundary(&page.text, offset);
        let root = page.front_matter.tree.root()?;
        if !touches(root, offset) {
            return None;
        }
        let mut found = Self { path: KeyPath::root(), node: root, entry: None, is_key: false, around: vec![root] };
        while let Some(()) = found.descend(offset) {}
        Some(found)
    }

    /// Moves one step further in.
    fn descend(&mut self, offset: usize) -> Option<()> {
        // The items of an alias stand elsewhere.
        if self.is_key || self.node.is_alias() {
            return None;
        }
        for entry in self.node.entries() {
            let is_key = touches(entry.key, offset);
            if is_key || touches(entry.value, offset) {
                self.path = self.path.child(entry.name());
                self.node = if is_key { entry.key } else { entry.value };
                self.entry = Some(entry);
                self.is_key = is_key;
                self.around.push(self.node);
                return Some(());
            }
        }
        let (position, item) = self.node.items().enumerate().find(|(_, item)| touches(*item, offset))?;
        self.path = self.path.item(position);
        self.node = item;
        self.around.push(item);
        Some(())
    }
}

fn touches(node: NodeRef<'_>, offset: usize) -> bool {
    let span = node.span();
    span.start as usize <= offset && offset <= span.end as usize
}
