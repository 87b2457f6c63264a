//! One run of the YAML library over one stretch of the block.

use granit_parser::{ErrorKind, Event, Parser, StructureStyle};

use super::stand_in::StandIn;
use crate::front_matter::YamlParser;
use crate::text::Span;

/// Deepest nesting that is read. Real front matter has five levels; a hundred is a mistake or an attack.
const DEEPEST: usize = 100;

/// What came out: the events up to the error, if there is one. Spans are those of the file.
pub(super) struct Run<'p> {
    pub(super) events: Vec<(Event<'p>, Spans)>,
    pub(super) error: Option<Failure>,
    /// Where a second document begins, which no generator reads.
    pub(super) second_document: Option<usize>,
}

/// Where an event stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spans {
    pub(super) node: Span,
    pub(super) tag: Option<Span>,
}

/// Where and why the library stopped.
pub(super) struct Failure {
    pub(super) kind: ErrorKind,
    /// Offset in the file.
    pub(super) at: usize,
}

/// Reads the first document of `stand_in`.
pub(super) fn run(stand_in: &StandIn, parser: YamlParser) -> Run<'_> {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        bom_inside_document_as_content: true,
        block_scalar_eof_without_line_feed: true,
        max_buffered_comment_events: 100_000,
        simple_key_max_lookahead: longest_key(parser),
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut run = Run { events: vec![], error: None, second_document: None };
    let mut documents = 0;
    for next in Parser::new_from_str_with_options(&stand_in.text, options) {
        let (event, span) = match next {
            Ok(event) => event,
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0).min(stand_in.text.len());
                run.error = Some(Failure { kind: error.kind().clone(), at: stand_in.span(at..at).start as usize });
                break;
            }
        };
        let in_file = |range: Option<std::ops::Range<usize>>| range.map(|range| stand_in.span(range));
        let Some(node) = in_file(span.byte_range()) else { continue };
        match event {
            Event::DocumentStart(..) => documents += 1,
            // Jekyll asks Psych for one document, and what stands behind its end is never looked at.
            Event::DocumentEnd if matches!(parser, YamlParser::Psych | YamlParser::SafeYaml) => break,
            Event::Comment(..) => run.events.push((event, Spans { node, tag: None })),
            _ if documents > 1 => {
                run.second_document.get_or_insert(node.start as usize);
            }
            _ => {
                let tag = in_file(span.tag_span().and_then(|tag| tag.byte_range()));
                run.events.push((event, Spans { node, tag }));
            }
        }
    }
    run
}

/// Whether an event begins a flow collection (`[` or `{`).
pub(super) fn opens_flow(event: &Event<'_>) -> bool {
    matches!(event, Event::SequenceStart(StructureStyle::Flow, ..) | Event::MappingStart(StructureStyle::Flow, ..))
}

/// The longest key that the parser looks for a colon after, in characters. The libyaml family and js-yaml keep the
/// 1024 of the YAML specification; Hugo's has no limit.
fn longest_key(parser: YamlParser) -> usize {
    if parser == YamlParser::Goccy { 1 << 16 } else { 1024 }
}
