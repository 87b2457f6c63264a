//! The maps of a block in which a key may stand twice. Two rules look for them, and nearly no block has one.

use crate::front_matter::NodeRef;
use crate::site::Page;

/// Hands those maps of `page` to `look` of whose keys two may be one, letter case ignored.
pub(super) fn maps_with_twins<'p>(page: &'p Page, look: &mut impl FnMut(NodeRef<'p>)) {
    if let Some(root) = page.front_matter.tree.root() {
        visit(root, look);
    }
}

fn visit<'p>(node: NodeRef<'p>, look: &mut impl FnMut(NodeRef<'p>)) {
    if node.is_alias() {
        return;
    }
    if node.is_map() && may_have_twins(node) {
        look(node);
    }
    for inner in node.entries().map(|entry| entry.value).chain(node.items()) {
        if inner.scalar().is_none() {
            visit(inner, look);
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
