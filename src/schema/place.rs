//! From an instance location to the node of the tree.

use jsonschema::paths::{Location, LocationSegment};

use crate::front_matter::{Entry, NodeRef};
use crate::text::{KeyPath, Step};

/// What stands at a key path.
#[derive(Clone, Copy)]
pub struct Located<'t> {
    /// The value; `None` where nothing stands.
    pub node: Option<NodeRef<'t>>,
    /// The key and value, where the value has a key.
    pub entry: Option<Entry<'t>>,
}

/// The place that `path` names below `root`, as the generator finds keys: merge keys applied, the last of duplicates,
/// letter case ignored where it does.
pub fn locate<'t>(root: NodeRef<'t>, path: &KeyPath, ignore_case: bool) -> Located<'t> {
    let mut found = Located { node: Some(root), entry: None };
    for step in &path.0 {
        let Some(node) = found.node else { break };
        found = match step {
            Step::Index(index) => Located { node: node.items().nth(*index), entry: None },
            Step::Key(name) => {
                let is_same = |own: &str| own == &**name || (ignore_case && own.to_lowercase() == name.to_lowercase());
                let entry = node.fields().filter(|entry| is_same(entry.name())).last();
                Located { node: entry.map(|entry| entry.value), entry }
            }
        };
    }
    found
}

/// An instance location as a key path.
pub(super) fn path(location: &Location) -> KeyPath {
    let step = |segment: LocationSegment<'_>| match segment {
        LocationSegment::Property(name) => Step::Key(name.as_ref().into()),
        LocationSegment::Index(index) => Step::Index(index),
    };
    KeyPath(location.segments().map(step).collect())
}
