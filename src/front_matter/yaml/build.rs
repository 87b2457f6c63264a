//! From the library's events to nodes of the tree.

mod judge;

use std::collections::HashMap;

use granit_parser::{Event, ScalarStyle};

use super::events::{Spans, opens_flow};
use super::stand_in::StandIn;
use crate::front_matter::scalar::refusal;
use crate::front_matter::{Comment, FrontMatter, Kind, NodeId, Problem, ProblemKind, Scalar, Style, Tag, YamlParser};
use crate::text::Span;

/// Builds the tree of one block, in one or more stretches: after an error the rest of the block is a stretch of its
/// own, and its keys join the root map.
pub(super) struct Builder<'t, 'r> {
    text: &'t str,
    parser: YamlParser,
    read: &'r mut FrontMatter,
    anchors: HashMap<&'t str, Anchor>,
    open: Vec<Collection>,
    root: Option<Root>,
    /// End of what was last placed, from which an indicator (`-`, `|`) of the next node is looked for.
    cursor: usize,
}

/// What a name stands for. A collection that is still open cannot be an alias' target: it would contain itself.
enum Anchor {
    Open,
    Node(NodeId),
}

/// The block's value so far.
enum Root {
    Map { pairs: Vec<(NodeId, NodeId)>, span: Span },
    Other(NodeId),
}

/// A collection whose end has not come yet.
struct Collection {
    children: Children,
    span: Span,
    props: Props,
    /// Whether its own brackets end it. Block collections, and the map in `[a: b]`, end with their last child.
    bracketed: bool,
    flow: bool,
}

enum Children {
    Map { pairs: Vec<(NodeId, NodeId)>, key: Option<NodeId> },
    List(Vec<NodeId>),
}

/// The tag and the anchor before a node.
#[derive(Clone, Copy, Default)]
struct Props {
    tag: Option<Span>,
    anchor: Option<Span>,
}

impl Props {
    fn end(self) -> usize {
        let end = |span: Option<Span>| span.map_or(0, |span| span.end as usize);
        end(self.tag).max(end(self.anchor))
    }
}

impl<'t, 'r> Builder<'t, 'r> {
    pub(super) fn new(text: &'t str, parser: YamlParser, read: &'r mut FrontMatter) -> Self {
        Self { text, parser, read, anchors: HashMap::new(), open: vec![], root: None, cursor: 0 }
    }

    pub(super) fn report(&mut self, problem: Problem) {
        self.read.problems.push(problem);
    }

    pub(super) fn problems(&self) -> &[Problem] {
        &self.read.problems
    }

    pub(super) fn comment(&mut self, span: Span) {
        self.read.comments.push(Comment { span });
    }

    /// Adds what `events` say. `from` is where their stretch begins.
    pub(super) fn add(&mut self, events: &[(Event<'_>, Spans)], stand_in: &StandIn, from: usize) {
        self.cursor = from;
        for (index, (event, spans)) in events.iter().enumerate() {
            let anchor = match events.get(index + 1) {
                Some((Event::Anchor(..), anchor)) => Some(anchor.node),
                _ => None,
            };
            let props = Props { tag: spans.tag, anchor };
            match event {
                Event::Scalar(text, style, ..) => self.scalar(&stand_in.restore(text), *style, spans.node, props),
                Event::MappingStart(..) => {
                    self.begin(Children::Map { pairs: vec![], key: None }, spans.node, props, opens_flow(event));
                }
                Event::SequenceStart(..) => {
                    self.begin(Children::List(vec![]), spans.node, props, opens_flow(event));
                }
                Event::MappingEnd | Event::SequenceEnd => self.end(Some(spans.node)),
                Event::Alias(_) | Event::UnresolvedAlias(_) => self.alias(spans.node),
                Event::Comment(..) => self.comment(spans.node),
                _ => {}
            }
        }
    }

    /// Closes what is still open after an error. A key whose value could not be read is left out, and so is a
    /// collection of which nothing could be read: both would look like an empty value.
    pub(super) fn close(&mut self) {
        while let Some(collection) = self.open.last() {
            let is_empty = match &collection.children {
                Children::Map { pairs, .. } => pairs.is_empty(),
                Children::List(items) => items.is_empty(),
            };
            if is_empty {
                self.open.pop();
            } else {
                self.end(None);
            }
        }
    }

    /// Completes the tree.
    pub(super) fn finish(self) -> Option<NodeId> {
        let root = match self.root? {
            Root::Map { pairs, span } => self.read.tree.add(span, Kind::Map(pairs.into())),
            Root::Other(id) => id,
        };
        self.read.tree.set_root(root);
        Some(root)
    }

    fn begin(&mut self, children: Children, span: Span, props: Props, flow: bool) {
        if let Some(name) = props.anchor.and_then(|anchor| anchor.of(self.text).get(1..)) {
            self.anchors.insert(name, Anchor::Open);
        }
        let bracketed = flow && !span.is_empty();
        let span = match &children {
            Children::List(_) if !flow => self.list_span(span, props),
            _ => span,
        };
        self.cursor = span.end as usize;
        self.open.push(Collection { children, span, props, bracketed, flow });
    }

    /// Where a block list begins: at its first dash. Of a list that is not indented the library gives the first item.
    fn list_span(&self, span: Span, props: Props) -> Span {
        let from = match self.open.last().map(|collection| (&collection.children, collection.flow)) {
            Some((Children::Map { key: Some(key), .. }, _)) => self.read.tree.node(*key).span().end as usize,
            // The first dash of `- - a` is that of the outer list.
            Some((Children::List(_), false)) => {
                indicator_after(self.text, self.cursor, '-').map_or(self.cursor, |dash| dash + 1)
            }
            _ => self.cursor,
        };
        let from = indicator_after(self.text, from, ':').map_or(from, |colon| colon + 1).max(props.end());
        indicator_after(self.text, from, '-').filter(|dash| *dash <= span.start as usize).map_or(span, Span::at)
    }

    fn end(&mut self, end: Option<Span>) {
        let Some(collection) = self.open.pop() else { return };
        let Collection { children, span, props, bracketed, .. } = collection;
        let last = match &children {
            Children::Map { pairs, .. } => pairs.last().map(|(_, value)| *value),
            Children::List(items) => items.last().copied(),
        };
        let last_end = last.map(|last| Span::at(self.read.tree.node(last).span().end as usize));
        let span = span.join(end.filter(|_| bracketed).or(last_end).unwrap_or(Span::at(span.end as usize)));
        self.cursor = self.cursor.max(span.end as usize);
        match children {
            Children::Map { pairs, .. } if self.open.is_empty() => {
                let pairs = self.swallowed(pairs);
                self.join_root(pairs, span, props);
            }
            Children::Map { pairs, .. } => {
                let pairs = if bracketed { pairs } else { self.swallowed(pairs) };
                let id = self.read.tree.add(span, Kind::Map(pairs.into()));
                self.place(id, props);
            }
            Children::List(items) => {
                let id = self.read.tree.add(span, Kind::List(items.into()));
                self.place(id, props);
            }
        }
    }

    fn join_root(&mut self, more: Vec<(NodeId, NodeId)>, more_span: Span, props: Props) {
        match &mut self.root {
            Some(Root::Map { pairs, span }) => {
                pairs.extend(more);
                *span = span.join(more_span);
            }
            Some(Root::Other(_)) => {}
            None if props.tag.is_none() => self.root = Some(Root::Map { pairs: more, span: more_span }),
            None => {
                let id = self.read.tree.add(more_span, Kind::Map(more.into()));
                self.place(id, props);
            }
        }
    }

    fn alias(&mut self, span: Span) {
        let name = span.of(self.text).get(1..).unwrap_or_default();
        let target = match self.anchors.get(name) {
            Some(Anchor::Node(id)) => Some(*id),
            Some(Anchor::Open) => None,
            None => {
                self.report(Problem::new(ProblemKind::UnknownAnchor, span));
                None
            }
        };
        let id = self.read.tree.add(span, Kind::Alias(target));
        self.cursor = span.end as usize;
        self.place(id, Props::default());
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span, props: Props) {
        let from = self.cursor.max(props.end());
        let (style, span) = match style {
            ScalarStyle::Plain if span.is_empty() => (Style::Absent, Span::at(self.absent_at(span, props))),
            ScalarStyle::Plain => (Style::Plain, span),
            ScalarStyle::SingleQuoted => (Style::SingleQuoted, span),
            ScalarStyle::DoubleQuoted => (Style::DoubleQuoted, span),
            ScalarStyle::Literal => (Style::Literal, block_scalar_span(self.text, from, span)),
            ScalarStyle::Folded => (Style::Folded, block_scalar_span(self.text, from, span)),
        };
        let text = match style {
            Style::Absent => String::new(),
            Style::Plain if self.parser == YamlParser::Goccy => text.replace('\t', ""),
            _ => text.to_owned(),
        };
        if let Some(tab) = self.refused_tab(style, from, span) {
            let detail = "PyYAML takes no tab in or before a value without quotes";
            self.report(Problem::new(ProblemKind::RefusedByParser, tab).with_detail(detail));
        }
        if self.is_outdented_quote(style, span) {
            let detail = "the next line of this text must be indented, or this generator misses the closing quote";
            self.report(Problem::new(ProblemKind::RefusedByParser, span.part(0, 1)).with_detail(detail));
        }
        if let Some(line_end) = self.refused_line_end(style, span) {
            let detail = "this character ends the line here, as it did in YAML 1.1, and what follows belongs to no key";
            self.report(Problem::new(ProblemKind::RefusedByParser, line_end).with_detail(detail));
        }
        self.cursor = span.end as usize;
        let id = self.add_scalar(text, style, span, props.tag);
        self.place(id, props);
    }

    fn add_scalar(&mut self, text: String, style: Style, span: Span, tag: Option<Span>) -> NodeId {
        let scalar = Scalar { text: text.into(), style };
        if let Some(detail) = refusal(&scalar, tag.map(|tag| tag.of(self.text)), self.parser) {
            let place = if span.is_empty() { tag.unwrap_or(span) } else { span };
            self.report(Problem::new(ProblemKind::RefusedByParser, place).with_detail(detail));
        }
        self.read.tree.add(span, Kind::Scalar(scalar))
    }

    /// Where a value that is not written would begin: right behind the colon or dash, or behind its tag or anchor.
    fn absent_at(&self, span: Span, props: Props) -> usize {
        if props.end() > 0 {
            return props.end();
        }
        match self.open.last().map(|collection| &collection.children) {
            Some(Children::Map { key: Some(key), .. }) => {
                let key_end = self.read.tree.node(*key).span().end as usize;
                indicator_after(self.text, key_end, ':').map_or(key_end, |colon| colon + 1)
            }
            Some(Children::List(_)) => {
                indicator_after(self.text, self.cursor, '-').map_or(span.start as usize, |dash| dash + 1)
            }
            _ => span.start as usize,
        }
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, id: NodeId, props: Props) {
        if let Some(tag) = props.tag {
            self.read.tree.set_tag(id, Tag { text: tag.of(self.text).into(), span: tag });
        }
        if let Some(anchor) = props.anchor {
            self.read.tree.set_anchor(id, anchor);
            if let Some(name) = anchor.of(self.text).get(1..) {
                self.anchors.insert(name, Anchor::Node(id));
            }
        }
        let Some(collection) = self.open.last_mut() else {
            self.root.get_or_insert(Root::Other(id));
            return;
        };
        let flow = collection.flow;
        let mut pair = None;
        match &mut collection.children {
            Children::List(items) => items.push(id),
            Children::Map { key: slot @ None, .. } => *slot = Some(id),
            Children::Map { pairs, key } => {
                let key = key.take().expect("the arm above takes the case without a key");
                pairs.push((key, id));
                pair = Some((key, id));
            }
        }
        if let Some((key, value)) = pair {
            self.judge_key(key, flow);
            if flow && self.parser == YamlParser::Goccy {
                self.split_tight_pair(key, value);
            }
            self.judge_merge(key, value);
        }
    }
}

/// From the indicator to the end of the last line with text. The library gives the text's range alone, and with the
/// blank lines that follow it.
fn block_scalar_span(text: &str, from: usize, span: Span) -> Span {
    let Some(indicator) = text.get(from..).and_then(|rest| rest.find(['|', '>'])) else { return span };
    let start = from + indicator;
    let header_end = start + text[start..].find(['\n', '\r']).unwrap_or(text.len() - start);
    let end = (span.end as usize).max(start);
    if end <= header_end {
        let header = &text[start..header_end];
        let header = header.find(" #").map_or(header, |comment| &header[..comment]);
        return Span::new(start, start + header.trim_end().len());
    }
    Span::new(start, start + text[start..end].trim_end().len())
}

/// The offset of `indicator` when it comes next after `from`, behind blanks, line ends and comments.
fn indicator_after(text: &str, from: usize, indicator: char) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let trimmed = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        at += rest.len() - trimmed.len();
        if !trimmed.starts_with('#') {
            return trimmed.starts_with(indicator).then_some(at);
        }
        at += trimmed.find(['\n', '\r']).unwrap_or(trimmed.len());
    }
}
