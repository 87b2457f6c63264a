//! The maps of a block in which a key may stand twice. Several rules look for them, and nearly no block has one.

use super::{FrontMatter, NodeId, NodeRef};

impl FrontMatter {
    /// The maps of whose keys two may be one, letter case ignored.
    pub fn maps_with_twins(&self) -> impl Iterator<Item = NodeRef<'_>> {
        let found = self.twins.get_or_init(|| {
            let mut found = Vec::new();
            if let Some(root) = self.tree.root() {
                visit(root, &mut found);
            }
            found.into()
        });
        found.iter().map(|map| self.tree.node(*map))
    }
}

fn visit(node: NodeRef<'_>, found: &mut Vec<NodeId>) {
    if node.is_alias() {
        return;
    }
    if node.is_map() && may_have_twins(node) {
        found.push(node.id());
    }
    for inner in node.entries().map(|entry| entry.value).chain(node.items()) {
        if inner.scalar().is_none() {
            visit(inner, found);
        }
    }
}

/// Whether two keys of a map may be one. That is certain of small maps with plain keys only, which real ones are: to
/// compare each with each is faster there than a table.
fn may_have_twins(map: NodeRef<'_>) -> bool {
    const SMALL: usize = 24;
    if map.entries().len() > SMALL {
        return true;
    }
    let mut names = [""; SMALL];
    for (at, entry) in map.entries().enumerate() {
        let name = entry.name();
        let is_twin = |before: &&str| before.len() == name.len() && before.eq_ignore_ascii_case(name);
        if !name.is_ascii() || names[..at].iter().any(is_twin) {
            return true;
        }
        names[at] = name;
    }
    false
}
