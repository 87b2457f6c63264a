//! The tree that all three readers build: byte spans for everything, duplicates kept, aliases by reference.

use std::collections::BTreeMap;

use super::scalar::YamlParser;
use crate::text::{KeyPath, Span, Step};

/// The number of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

/// The values of one block. Nodes live in one list, and aliases name their target by number, so that a file in which
/// aliases double nine times over stays as small as its text.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<NodeData>,
    /// What stands before a node: so rare that no node has room for it.
    properties: BTreeMap<NodeId, Properties>,
    root: Option<NodeId>,
    /// The parser whose reading of plain scalars counts; `None` in TOML and JSON, whose scalars carry their type.
    pub yaml: Option<YamlParser>,
}

/// Bytes of a block for each of its nodes, as most have it.
const BYTES_OF_NODE: usize = 12;

#[derive(Debug)]
struct NodeData {
    span: Span,
    kind: Kind,
}

#[derive(Debug, Default)]
struct Properties {
    tag: Option<Tag>,
    anchor: Option<Span>,
}

/// What a node holds.
#[derive(Debug)]
pub enum Kind {
    /// Keys and values in the order of the text, duplicates included.
    Map(Box<[(NodeId, NodeId)]>),
    /// Items in the order of the text.
    List(Box<[NodeId]>),
    /// Text that is still to be typed: see [`NodeRef::typed`].
    Scalar(Scalar),
    /// A YAML alias `*name`; `None` where no anchor of that name stands before it.
    Alias(Option<NodeId>),
}

/// A scalar as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text after escapes, folding and quotes are undone; for a bare TOML or JSON value, as written.
    pub text: Box<str>,
    /// How it was written.
    pub style: Style,
}

/// How a scalar was written, which decides whether its type is open (YAML plain) or given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// YAML without quotes: the type depends on the parser.
    Plain,
    /// In single quotes (YAML), or a TOML literal string.
    SingleQuoted,
    /// In double quotes, in any format.
    DoubleQuoted,
    /// YAML `|`, or a TOML multi-line string.
    Literal,
    /// YAML `>`.
    Folded,
    /// A TOML or JSON number without fraction or exponent.
    Integer,
    /// A TOML or JSON number with fraction or exponent, infinity or NaN.
    Float,
    /// `true` or `false` in TOML or JSON.
    Boolean,
    /// `null` in JSON.
    Null,
    /// A TOML date and time with an offset.
    OffsetDateTime,
    /// A TOML date and time without an offset.
    LocalDateTime,
    /// A TOML date.
    LocalDate,
    /// A TOML time of day.
    LocalTime,
    /// Nothing stands there (`key:` and a line end). The span is empty and lies where a value would begin.
    Absent,
}

/// A YAML tag such as `!x` before a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The tag as written, with its exclamation mark.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

impl Tree {
    /// An empty tree with room for the nodes that most blocks of this length have.
    pub(super) fn with_room_for(content: Span) -> Self {
        Self { nodes: Vec::with_capacity(content.len() / BYTES_OF_NODE), ..Self::default() }
    }

    /// Adds a node and returns its number. Readers build from the leaves up.
    pub fn add(&mut self, span: Span, kind: Kind) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).expect("a block of 1 MiB has fewer nodes"));
        self.nodes.push(NodeData { span, kind });
        id
    }

    /// Adds a scalar and returns its number.
    pub fn add_scalar(&mut self, span: Span, text: impl Into<Box<str>>, style: Style) -> NodeId {
        self.add(span, Kind::Scalar(Scalar { text: text.into(), style }))
    }

    /// Notes the tag that stands before a node.
    pub fn set_tag(&mut self, id: NodeId, tag: Tag) {
        self.properties(id).tag = Some(tag);
    }

    /// Notes the anchor (`&name`, its span) that stands before a node.
    pub fn set_anchor(&mut self, id: NodeId, span: Span) {
        self.properties(id).anchor = Some(span);
    }

    fn properties(&mut self, id: NodeId) -> &mut Properties {
        self.properties.entry(id).or_default()
    }

    /// Turns a node into another that begins no later and ends no earlier. For parsers that see more in a place than
    /// its text says.
    pub(super) fn widen(&mut self, id: NodeId, span: Span, kind: Option<Kind>) {
        let node = &mut self.nodes[id.0 as usize];
        node.span = node.span.join(span);
        node.kind = kind.unwrap_or(std::mem::replace(&mut node.kind, Kind::Alias(None)));
    }

    /// Says which node is the block itself.
    pub fn set_root(&mut self, id: NodeId) {
        self.root = Some(id);
    }

    /// Gives back the memory that it has no more use for: of twenty thousand pages, all trees are kept.
    pub(super) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
    }

    /// How many keys, values and items there are, lists and maps included.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether a tag or an anchor stands before some node.
    pub fn has_properties(&self) -> bool {
        !self.properties.is_empty()
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The block's value; `None` when it is empty or could not be read.
    pub fn root(&self) -> Option<NodeRef<'_>> {
        self.root.map(|id| self.node(id))
    }

    /// The node with number `id`.
    pub fn node(&self, id: NodeId) -> NodeRef<'_> {
        NodeRef { tree: self, id }
    }

    /// The node that `path` names, taking the last of duplicate keys, as most parsers do.
    pub fn find(&self, path: &KeyPath) -> Option<NodeRef<'_>> {
        path.0.iter().try_fold(self.root()?, |node, step| match step {
            Step::Key(name) => node.entries().rfind(|entry| entry.name() == &**name).map(|entry| entry.value),
            Step::Index(index) => node.items().nth(*index),
        })
    }

    /// The entry (key and value) that `path` names; `None` for the root and for list items.
    pub fn find_entry(&self, path: &KeyPath) -> Option<Entry<'_>> {
        let (Step::Key(name), parents) = path.0.split_last()? else { return None };
        let parent = self.find(&KeyPath(parents.to_vec()))?;
        parent.entries().rfind(|entry| entry.name() == &**name)
    }
}

/// One node, with the tree it belongs to. Except for [`NodeRef::span`], everything answers for the target of an alias.
#[derive(Clone, Copy, Debug)]
pub struct NodeRef<'t> {
    tree: &'t Tree,
    id: NodeId,
}

/// One key with its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'t> {
    /// The key.
    pub key: NodeRef<'t>,
    /// The value; [`Style::Absent`] where nothing is written.
    pub value: NodeRef<'t>,
}

impl<'t> Entry<'t> {
    /// The key as text. A key that is no scalar (YAML allows lists as keys) has the name "".
    pub fn name(self) -> &'t str {
        self.key.scalar().map_or("", |scalar| &scalar.text)
    }

    /// From the first byte of the key to the last of the value.
    pub fn span(self) -> Span {
        self.key.span().join(self.value.span())
    }
}

impl<'t> NodeRef<'t> {
    /// The node's number, by which it can be found again.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The number of the node behind an alias; its own number, if it is none.
    pub fn target_id(self) -> NodeId {
        self.target().id
    }

    /// The tree it stands in.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// Where it stands: with its quotes, without its tag and anchor; a block collection ends with its last child. An
    /// alias stands where `*name` does.
    pub fn span(self) -> Span {
        self.data().span
    }

    /// The tag before it.
    pub fn tag(self) -> Option<&'t Tag> {
        self.target().properties()?.tag.as_ref()
    }

    /// The span of the anchor (`&name`) before it.
    pub fn anchor(self) -> Option<Span> {
        self.properties()?.anchor
    }

    /// What it holds, an alias followed to its anchor.
    pub fn kind(self) -> &'t Kind {
        &self.target().data().kind
    }

    /// Whether it is written as an alias.
    pub fn is_alias(self) -> bool {
        matches!(self.data().kind, Kind::Alias(_))
    }

    /// The scalar, if it is one.
    pub fn scalar(self) -> Option<&'t Scalar> {
        match self.kind() {
            Kind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Whether it is a map.
    pub fn is_map(self) -> bool {
        matches!(self.kind(), Kind::Map(_))
    }

    /// Whether it is a list.
    pub fn is_list(self) -> bool {
        matches!(self.kind(), Kind::List(_))
    }

    /// Whether nothing is written where it stands.
    pub fn is_absent(self) -> bool {
        self.scalar().is_some_and(|scalar| scalar.style == Style::Absent)
    }

    /// Its entries as written, if it is a map: duplicates kept, `<<` not merged.
    pub fn entries(self) -> impl DoubleEndedIterator<Item = Entry<'t>> + ExactSizeIterator {
        let pairs: &[(NodeId, NodeId)] = match self.kind() {
            Kind::Map(pairs) => pairs,
            _ => &[],
        };
        let tree = self.tree;
        pairs.iter().map(move |(key, value)| Entry { key: tree.node(*key), value: tree.node(*value) })
    }

    /// Its items, if it is a list.
    pub fn items(self) -> impl DoubleEndedIterator<Item = NodeRef<'t>> + ExactSizeIterator {
        let ids: &[NodeId] = match self.kind() {
            Kind::List(ids) => ids,
            _ => &[],
        };
        let tree = self.tree;
        ids.iter().map(move |id| tree.node(*id))
    }

    fn properties(self) -> Option<&'t Properties> {
        self.tree.properties.get(&self.id)
    }

    fn data(self) -> &'t NodeData {
        &self.tree.nodes[self.id.0 as usize]
    }

    /// The node behind an alias. Readers resolve an alias only to an anchor that stands before it, so this ends.
    fn target(self) -> Self {
        let mut node = self;
        while let Kind::Alias(Some(target)) = node.data().kind {
            node = Self { tree: self.tree, id: target };
        }
        node
    }
}
