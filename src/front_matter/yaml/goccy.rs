//! What Hugo's parser (goccy/go-yaml, as in Hugo 0.168) refuses although YAML 1.2 allows it, found in the events of the
//! library. What it accepts although YAML forbids it is in `diagnose`.

use granit_parser::{Event, ScalarStyle};

use super::diagnose::Diagnosis;
use super::events::{Spans, opens_flow};
use super::lines;
use super::stand_in::Edit;
use crate::front_matter::{Problem, ProblemKind};
use crate::text::Span;

/// Tags whose value must be a scalar that stands beside them.
const SCALAR_TAGS: [&str; 7] = ["!!str", "!!int", "!!float", "!!bool", "!!null", "!!binary", "!!timestamp"];

/// Tags that only a map may have, and tags that only a list may have.
const MAP_TAGS: [&str; 2] = ["!!map", "!!set"];
const LIST_TAGS: [&str; 2] = ["!!seq", "!!omap"];

/// The problems of a stretch of the block, before offset `until`, in the order of the text.
pub(super) fn refusals(text: &str, content: Span, events: &[(Event<'_>, Spans)], until: usize) -> Vec<Diagnosis> {
    let mut found = Walk { text, content, open: vec![], flows: vec![], found: vec![] };
    for (index, (event, spans)) in events.iter().enumerate() {
        let anchor = match events.get(index + 1) {
            Some((Event::Anchor(..), anchor)) => Some(anchor.node),
            _ => None,
        };
        found.step(event, *spans, anchor);
    }
    let unclosed = found.open.iter().find(|open| open.flow && !open.span.is_empty());
    found.flows.extend(unclosed.map(|open| Span { start: open.span.start, end: content.end }));
    let mut diagnoses = found.found;
    diagnoses.extend(tab_lines(text, content, &found.flows));
    diagnoses.retain(|diagnosis| (diagnosis.problem.span.start as usize) < until);
    diagnoses.sort_by_key(|diagnosis| diagnosis.problem.span);
    diagnoses
}

/// Whether a tag is followed by a single value and never by a list or map.
pub(super) fn wants_scalar(tag: &str) -> bool {
    SCALAR_TAGS.contains(&tag)
}

/// Where a key without a blank behind its colon is split: `{a:1}`. A slash keeps it whole: `{http://x}`.
pub(super) fn tight_colon(key: &str) -> Option<usize> {
    let colon = key.find(':')?;
    (!key[colon + 1..].starts_with('/')).then_some(colon).filter(|colon| *colon > 0)
}

struct Walk<'t> {
    text: &'t str,
    content: Span,
    open: Vec<Open>,
    /// Flow collections of the outermost level.
    flows: Vec<Span>,
    found: Vec<Diagnosis>,
}

struct Open {
    is_map: bool,
    wants_key: bool,
    flow: bool,
    span: Span,
}

impl Walk<'_> {
    fn step(&mut self, event: &Event<'_>, spans: Spans, anchor: Option<Span>) {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let is_map = matches!(event, Event::MappingStart(..));
                self.collection(is_map, spans);
                if self.open.is_empty() && is_map {
                    self.root_tab(spans.node);
                }
                self.turn();
                let flow = opens_flow(event);
                self.open.push(Open { is_map, wants_key: true, flow, span: spans.node });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let Some(closed) = self.open.pop() else { return };
                if closed.flow && !self.open.iter().any(|outer| outer.flow) {
                    self.flows.push(closed.span.join(spans.node));
                }
            }
            Event::Scalar(_, style, ..) => {
                self.scalar(*style, spans, anchor);
                self.turn();
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.turn(),
            _ => {}
        }
    }

    /// A node is complete as far as its parent is concerned: a key is followed by a value, and a value by a key.
    fn turn(&mut self) {
        if let Some(parent) = self.open.last_mut() {
            parent.wants_key = !parent.wants_key;
        }
    }

    fn in_key(&self) -> bool {
        self.open.last().is_some_and(|parent| parent.is_map && parent.wants_key)
    }

    fn collection(&mut self, is_map: bool, spans: Spans) {
        if let Some(tag) = spans.tag {
            let other = if is_map { LIST_TAGS } else { MAP_TAGS };
            let name = tag.of(self.text);
            if SCALAR_TAGS.contains(&name) || other.contains(&name) {
                self.refuse(tag, format!("{name} stands before {}", if is_map { "a map" } else { "a list" }));
            }
        }
        if !self.in_key() {
            return;
        }
        let start = spans.node.start as usize;
        if is_map && start > 0 && self.text.as_bytes()[start - 1] == b'{' {
            self.found.push(Diagnosis::template(self.text, start - 1));
        } else {
            self.refuse(Span::new(start, lines::char_end(self.text, start)), "a list or map cannot be a key".into());
        }
    }

    fn scalar(&mut self, style: ScalarStyle, spans: Spans, anchor: Option<Span>) {
        let (start, end) = (spans.node.start as usize, spans.node.end as usize);
        let in_flow = self.open.last().is_some_and(|parent| parent.flow);
        let is_absent = style == ScalarStyle::Plain && start == end;
        let tag =
            spans.tag.filter(|tag| MAP_TAGS.contains(&tag.of(self.text)) || LIST_TAGS.contains(&tag.of(self.text)));
        if let Some(tag) = tag.filter(|_| !is_absent) {
            self.refuse(tag, format!("{} stands before a single value", tag.of(self.text)));
        }
        if is_absent {
            return self.absent(spans, anchor, in_flow);
        }
        match style {
            ScalarStyle::DoubleQuoted => self.tab_in_quotes(spans.node),
            ScalarStyle::Plain if in_flow => self.broken_line_in_flow(spans.node),
            ScalarStyle::Literal | ScalarStyle::Folded => self.tight_header_comment(spans.node),
            _ => {}
        }
        if in_flow && self.in_key() && matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted) {
            let implicit = self.open.last().is_some_and(|parent| parent.span.is_empty());
            let rest = &self.text.as_bytes()[end..];
            if implicit && rest.first() == Some(&b':') && !matches!(rest.get(1), Some(b' ' | b'\n' | b'\r')) {
                let detail = "a colon behind a quoted text in a list wants a blank behind it";
                self.found.push(Diagnosis::report(
                    Problem::new(ProblemKind::Comma, Span::new(end, end + 1)).with_detail(detail),
                ));
            }
        }
    }

    /// Behind a text in double quotes Hugo's parser skips as many characters as there are tabs in it, so the next line
    /// or a bracket is lost: `a: "x<TAB>y"`, next line `b: 1`.
    fn tab_in_quotes(&mut self, span: Span) {
        let quoted = span.of(self.text);
        let tabs = quoted.matches('\t').count();
        let Some(first) = quoted.find('\t') else { return };
        let rest = &self.text[span.end as usize..self.content.end as usize];
        let skipped = rest.char_indices().nth(tabs).map_or(rest.len(), |(end, _)| end);
        let next = rest[skipped..].trim_start_matches([' ', '\t']);
        let is_harmless = next.is_empty() || next.starts_with(['\n', '\r', '#']);
        if !rest[..skipped].trim().is_empty() || !is_harmless {
            let detail = "Hugo loses its place behind a tab in double quotes; write \\t instead";
            self.refuse(span.part(first, 1), detail.into());
        }
    }

    /// A text without quotes may not go over two lines in `{ … }`, and in `[ … ]` only where the next line is indented.
    fn broken_line_in_flow(&mut self, span: Span) {
        let text = span.of(self.text);
        let Some(line_end) = text.find(['\n', '\r']) else { return };
        let next = lines::next(self.text, span.start as usize + line_end);
        let in_map = self.open.last().is_some_and(|parent| parent.is_map);
        if in_map || !self.text[next..].starts_with([' ', '\t']) {
            let detail = "a value without quotes may not go on in the next line here";
            let first = next + self.text[next..].len() - self.text[next..].trim_start().len();
            let span = Span::new(first, lines::char_end(self.text, first));
            self.found.push(Diagnosis::report(Problem::new(ProblemKind::Comma, span).with_detail(detail)));
        }
    }

    /// `>#`: the comment behind the indicator of a block text wants a blank before it.
    fn tight_header_comment(&mut self, span: Span) {
        let before = &self.text[..span.start as usize];
        let header_end = before.trim_end().len();
        let header = &before[lines::start(self.text, header_end)..];
        if let Some(at) = [">#", "|#"].iter().find_map(|mark| header.find(&format!(" {mark}"))) {
            let at = lines::start(self.text, header_end) + at + 1;
            self.found.push(Diagnosis::report(Problem::new(ProblemKind::ReservedCharacter, Span::new(at, at + 1))));
        }
    }

    /// A node of which nothing but a tag or an anchor is written.
    fn absent(&mut self, spans: Spans, anchor: Option<Span>, in_flow: bool) {
        let end = |span: Option<Span>| span.map_or(0, |span| span.end as usize);
        let props_end = end(spans.tag).max(end(anchor));
        if props_end == 0 {
            if self.in_key() {
                let at = spans.node.start as usize;
                let span = Span::new(at, lines::char_end(self.text, at));
                let problem = Problem::new(ProblemKind::Other, span).with_detail("no key stands before the colon");
                self.found.push(Diagnosis::report(problem));
            }
            return;
        }
        let is_last = lines::nothing_follows(self.text, props_end, self.content.end as usize);
        match (spans.tag, anchor) {
            (_, Some(anchor)) if in_flow || is_last => {
                self.refuse(anchor, format!("{} names a value, but none follows it", anchor.of(self.text)));
            }
            (Some(tag), None) if in_flow => {
                self.refuse(tag, format!("{} wants a value behind it", tag.of(self.text)));
            }
            (Some(tag), None) if !in_flow && !is_last && SCALAR_TAGS.contains(&tag.of(self.text)) => {
                self.refuse(tag, format!("{} wants a value on its own line", tag.of(self.text)));
            }
            _ => {}
        }
    }

    fn root_tab(&mut self, span: Span) {
        let line = lines::start(self.text, span.start as usize).max(self.content.start as usize);
        self.found.extend(Diagnosis::tab(self.text, line).filter(|_| line == self.content.start as usize));
    }

    fn refuse(&mut self, span: Span, detail: String) {
        self.found.push(Diagnosis::report(Problem::new(ProblemKind::RefusedByParser, span).with_detail(detail)));
    }
}

/// A line that begins with a tab is refused wherever it stands, in texts and in comments too, but for the first line of
/// the block and for flow collections.
fn tab_lines(text: &str, content: Span, flows: &[Span]) -> Vec<Diagnosis> {
    let in_flow = |at: usize| {
        let after = flows.partition_point(|flow| flow.end as usize <= at);
        flows.get(after).is_some_and(|flow| flow.contains(at))
    };
    lines::starts(text, content)
        .filter(|start| text[*start..].starts_with('\t') && *start != content.start as usize && !in_flow(*start))
        .filter_map(|start| Diagnosis::tab(text, start))
        .collect()
}

/// The edit that reads the tabs of an indentation as two blanks each, as Hexo does.
pub(super) fn blanks_for_tabs(text: &str, tabs: Span) -> Vec<Edit> {
    let start = tabs.start as usize;
    let each = tabs.of(text).char_indices().filter(|(_, c)| *c == '\t');
    each.map(|(index, _)| Edit::replace(Span::new(start + index, start + index + 1), "  ")).collect()
}
