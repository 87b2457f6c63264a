//! The outline of a block: its keys, with what lies below them.

use crate::front_matter::{Entry, NodeRef, Typed};
use crate::site::Page;
use crate::text::Span;

/// How deep the outline goes. What is nested deeper is no front matter.
const DEEPEST: usize = 32;

/// The keys by whose value an item of a list is told from others.
const NAMES: [&str; 5] = ["name", "title", "label", "src", "id"];

/// A key, or an item of a list that holds keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The key, or what the item is known by. Never empty.
    pub name: String,
    /// The value, on one line.
    pub detail: Option<String>,
    /// What kind of value it has.
    pub kind: SymbolKind,
    /// The key with its value.
    pub span: Span,
    /// The key; lies in `span`.
    pub name_span: Span,
    /// What lies below.
    pub children: Vec<Symbol>,
}

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// Keys and values.
    Map,
    /// Items.
    List,
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A date, also where it is a text to the parser.
    Date,
    /// Nothing.
    Null,
}

/// The outline of the block of `page`.
pub fn symbols(page: &Page) -> Vec<Symbol> {
    let root = page.front_matter.tree.root();
    root.map(|root| below(page, root, 0)).unwrap_or_default()
}

fn below(page: &Page, node: NodeRef<'_>, depth: usize) -> Vec<Symbol> {
    // What an alias stands for is shown where it stands.
    if node.is_alias() || depth > DEEPEST {
        return Vec::new();
    }
    let entries = node.entries().map(|entry| of_entry(page, entry, depth));
    let items = node.items().enumerate().filter(|(_, item)| !item.is_alias() && item.scalar().is_none());
    let items = items.map(|(position, item)| {
        let children = below(page, item, depth + 1);
        let name = name_of(item).unwrap_or_else(|| format!("[{position}]"));
        let span = children.iter().fold(item.span(), |span, child| span.join(child.span));
        let name_span = Span { start: span.start, end: span.start };
        Symbol { name, detail: None, kind: kind_of(item), span, name_span, children }
    });
    entries.chain(items).collect()
}

fn of_entry(page: &Page, entry: Entry<'_>, depth: usize) -> Symbol {
    let children = below(page, entry.value, depth + 1);
    let span = children.iter().fold(entry.span(), |span, child| span.join(child.span));
    let is_date = depth == 0 && page.dates.all().any(|date| date.key == entry.key.id());
    let kind = if is_date { SymbolKind::Date } else { kind_of(entry.value) };
    let excerpt = entry.value.scalar().map(|_| page.excerpt(entry.value)).filter(|excerpt| !excerpt.is_empty());
    let name = match entry.name().trim() {
        "" => "\"\"".to_owned(),
        name => name.to_owned(),
    };
    Symbol { name, detail: excerpt, kind, span, name_span: entry.key.span(), children }
}

fn name_of(item: NodeRef<'_>) -> Option<String> {
    let text = |name: &str| {
        let entry = item.entries().find(|entry| entry.name() == name)?;
        entry.value.scalar().map(|scalar| scalar.text.trim().to_owned())
    };
    NAMES.into_iter().find_map(text).filter(|text| !text.is_empty())
}

fn kind_of(node: NodeRef<'_>) -> SymbolKind {
    if node.is_map() {
        return SymbolKind::Map;
    }
    if node.is_list() {
        return SymbolKind::List;
    }
    match node.typed() {
        Some(Typed::Str(_)) => SymbolKind::Text,
        Some(Typed::Int(_) | Typed::Float(_)) => SymbolKind::Number,
        Some(Typed::Bool(_)) => SymbolKind::Boolean,
        Some(Typed::Date(_)) => SymbolKind::Date,
        Some(Typed::Null) | None => SymbolKind::Null,
    }
}
