//! From the library's error to what the writer did, at the place the writer would point at, and how to read on.

use granit_parser::{ErrorKind, Event};

use super::escapes::bad_escapes;
use super::events::{Failure, Spans, opens_flow};
use super::goccy::blanks_for_tabs;
use super::lines;
use super::stand_in::{Edit, Edits};
use crate::front_matter::{Problem, ProblemKind, YamlParser};
use crate::text::Span;

/// What an error means for the generator's parser.
pub(super) enum Verdict {
    /// The generator's parser reads this: read on with these edits and say nothing.
    Accepted(Vec<Edit>),
    /// It is a mistake there too.
    Mistake(Diagnosis),
}

/// A mistake, and the edits that read the text as it was probably meant. Without edits the entry is skipped.
#[derive(Debug)]
pub(super) struct Diagnosis {
    pub(super) problem: Problem,
    pub(super) mend: Vec<Edit>,
}

impl Diagnosis {
    /// A mistake that cannot be read over.
    pub(super) fn report(problem: Problem) -> Self {
        Self { problem, mend: vec![] }
    }

    fn at(kind: ProblemKind, span: Span) -> Self {
        Self::report(Problem::new(kind, span))
    }

    fn other(span: Span, detail: &str) -> Self {
        Self::report(Problem::new(ProblemKind::Other, span).with_detail(detail))
    }

    fn mended(mut self, mend: Vec<Edit>) -> Self {
        self.mend = mend;
        self
    }

    /// The tabs in the indentation of the line that begins at `start`, if it has any.
    pub(super) fn tab(text: &str, start: usize) -> Option<Self> {
        let blank = lines::indentation(text, start);
        let first = blank.of(text).find('\t')?;
        let last = blank.of(text).rfind('\t')?;
        let tabs = blank.part(first, last + 1 - first);
        Some(Self::at(ProblemKind::Tab, tabs).mended(blanks_for_tabs(text, tabs)))
    }

    /// The template `{{ … }}` or `{% … %}` that begins at `start`; it is read on as text.
    pub(super) fn template(text: &str, start: usize) -> Self {
        let line = Span::new(start, lines::end(text, start)).of(text);
        let close = if line.starts_with("{%") { "%}" } else { "}}" };
        let len = line.find(close).map_or(line.trim_end().len(), |at| at + 2);
        let marks =
            Span::new(start, start + len).of(text).char_indices().filter(|(_, c)| "{}%\"':,[]#|&*!>@`".contains(*c));
        let mend = marks.map(|(at, c)| Edit::park(text, Span::new(start + at, start + at + c.len_utf8()))).collect();
        Self::at(ProblemKind::TemplateUnquoted, Span::new(start, start + len)).mended(mend)
    }
}

/// The place of an error, with all that explains it.
pub(super) struct Scene<'a, 'p> {
    pub(super) text: &'a str,
    pub(super) parser: YamlParser,
    /// The stretch of the block that was read.
    pub(super) part: Span,
    pub(super) events: &'a [(Event<'p>, Spans)],
    /// What is read differently already.
    pub(super) edits: &'a Edits,
}

/// Judges one error of the library.
pub(super) fn diagnose(scene: &Scene<'_, '_>, failure: &Failure) -> Verdict {
    let at = failure.at.min(scene.part.end as usize);
    if let Some(edits) = scene.accepted(&failure.kind, at) {
        return Verdict::Accepted(edits);
    }
    Verdict::Mistake(scene.mistake(&failure.kind, at))
}

impl Scene<'_, '_> {
    /// `title:Foo` as the whole block: a text to YAML, a key without its blank to everybody else.
    pub(super) fn lone_key(&self) -> Option<Diagnosis> {
        let scalar = self.root_scalar()?;
        let first = lines::start(self.text, scalar.start as usize).max(self.part.start as usize);
        let diagnosis = self.missing_colon(lines::indentation(self.text, first).end as usize);
        (!diagnosis.mend.is_empty()).then_some(diagnosis)
    }

    fn mistake(&self, kind: &ErrorKind, at: usize) -> Diagnosis {
        use ErrorKind as E;
        let text = self.text;
        let here = Span::new(at, lines::char_end(text, at));
        match kind {
            E::MappingValueNotAllowed | E::InvalidColonPlacement => self.misplaced_colon(at),
            E::SimpleKeyExpected | E::InvalidSimpleKey => self.missing_colon(at),
            E::UnexpectedCharacter { character: '%' } if at > 0 && text.as_bytes()[at - 1] == b'{' => {
                Diagnosis::template(text, at - 1)
            }
            E::UnexpectedCharacter { .. }
            | E::MissingAnchorOrAliasName
            | E::MappingKeyNotAllowed
            | E::InvalidBlockScalarHeader
            | E::ZeroBlockScalarIndent
            | E::PlainScalarStartsWithDashFlowIndicator
            | E::UnexpectedEofBlockMapping
            | E::UnexpectedEofBlockSequence
            | E::BlockEntryInFlowCollection
                if !here.is_empty() =>
            {
                self.reserved(here)
            }
            E::ExpectedDocumentStart | E::MissingDocumentEndBeforeDirective => self.stray_document(at),
            E::BlockSequenceEntryNotAllowed => self.list_on_key_line(here),
            E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => self.text_after_quote(at),
            E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => {
                self.unclosed_quote(at)
            }
            E::UnknownQuotedScalarEscape
            | E::InvalidQuotedScalarHexEscape
            | E::InvalidLowSurrogateHexEscape
            | E::InvalidLowSurrogate
            | E::MissingLowSurrogate
            | E::UnpairedLowSurrogate
            | E::InvalidUnicodeEscape => self.bad_escape(at),
            E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabAtBlockScalarStart
            | E::TabInIndentation
            | E::TabInPlainScalar
            | E::InvalidBlockEntryWhitespace
            | E::InvalidMappingValueWhitespace => self.tab_near(at),
            E::UnclosedFlowCollection { .. } | E::UnexpectedEofFlowSequence | E::UnexpectedEofFlowMapping => {
                self.unclosed_bracket(at)
            }
            E::UnexpectedEofImplicitFlowMapping => Diagnosis::at(ProblemKind::Comma, here),
            E::ExpectedFlowSequenceSeparator | E::ExpectedFlowMappingSeparator => self.missing_comma(at),
            E::MismatchedFlowCollectionEnd { open, close } => {
                let diagnosis = Diagnosis::at(ProblemKind::UnclosedBracket, here);
                match self.stray_bracket(at, *open, *close) {
                    Some(bracket) => Diagnosis::report(diagnosis.problem.with_related(bracket)),
                    None => diagnosis,
                }
            }
            E::MisplacedFlowCollectionEnd if self.begins_node(at) => self.reserved(here),
            E::MisplacedFlowCollectionEnd => Diagnosis::other(here, "this bracket closes nothing"),
            E::RecursionLimitExceeded => Diagnosis::at(ProblemKind::TooDeep, here),
            E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry | E::ExpectedNodeContent => self.stray_text(at),
            E::InvalidIndentation | E::InvalidFlowScalarIndent | E::InvalidBlockScalarIndent => {
                self.bad_indentation(at)
            }
            E::CommentInterceptedScalar if self.root_scalar().is_some() => {
                self.missing_colon(self.root_scalar().map_or(at, |scalar| scalar.start as usize))
            }
            E::CommentInterceptedScalar => {
                let next = lines::next(text, at);
                let start = lines::indentation(text, next).end as usize;
                Diagnosis::other(lines::rest(text, start), "a comment ends the value, so this line belongs to no key")
            }
            E::CommentNotSeparated => {
                let hash = at + text[at..].find('#').unwrap_or(0);
                let span = Span::new(hash, lines::char_end(text, hash));
                Diagnosis::other(span, "a comment needs a blank before its #").mended(vec![Edit::insert(hash, " ")])
            }
            other => Diagnosis::other(here, &other.to_string()),
        }
    }

    /// A colon where none may stand: in a value on its key's line, or on a line that is indented under a value.
    fn misplaced_colon(&self, at: usize) -> Diagnosis {
        let text = self.text;
        if let Some(bracket) = self.open_bracket().filter(|bracket| lines::start(text, at) > bracket.start as usize) {
            return self.unclosed_bracket(bracket.start as usize);
        }
        let line = lines::start(text, at).max(self.part.start as usize);
        let before = &text[line..at];
        if before.trim_end().ends_with(['"', '\'']) && lines::key_colon(before).is_some() {
            return Diagnosis::at(ProblemKind::TextAfterQuote, lines::rest(text, at));
        }
        if lines::key_colon(before).is_some() || before.trim_start().starts_with("- ") || self.open_bracket().is_some()
        {
            return self.unquoted_colon(at);
        }
        match self.root_scalar() {
            Some(scalar) => self.missing_colon(scalar.start as usize),
            None => self.bad_indentation(at),
        }
    }

    fn unquoted_colon(&self, at: usize) -> Diagnosis {
        let value = lines::rest(self.text, at);
        let colons = value.of(self.text).match_indices(':').map(|(colon, _)| value.part(colon, 1));
        let mend = colons.map(|colon| Edit::park(self.text, colon)).collect();
        Diagnosis::at(ProblemKind::UnquotedColon, value.part(0, 1)).mended(mend)
    }

    /// The line at `at` is no `key: value`. `title:Foo` lacks the blank, a bare word the colon.
    fn missing_colon(&self, at: usize) -> Diagnosis {
        let line = lines::rest(self.text, at);
        match tight_colon(line.of(self.text)) {
            Some(colon) => {
                let colon = line.part(colon, 1);
                Diagnosis::at(ProblemKind::MissingColon, colon).mended(vec![Edit::insert(colon.end as usize, " ")])
            }
            None => Diagnosis::at(ProblemKind::MissingColon, line),
        }
    }

    fn reserved(&self, here: Span) -> Diagnosis {
        Diagnosis::at(ProblemKind::ReservedCharacter, here).mended(vec![Edit::park(self.text, here)])
    }

    /// Text behind the end of the document: a directive, or a line that is indented less than the first.
    fn stray_document(&self, at: usize) -> Diagnosis {
        let first = self.part.start as usize + self.part.of(self.text).find('%').unwrap_or(0);
        let directive = if self.text[at..].starts_with('%') { at } else { first };
        let character = Span::new(directive, lines::char_end(self.text, directive));
        if character.of(self.text) == "%" && lines::start(self.text, directive) == directive {
            return Diagnosis::at(ProblemKind::ReservedCharacter, character);
        }
        self.stray_text(at)
    }

    fn list_on_key_line(&self, dash: Span) -> Diagnosis {
        let line = lines::start(self.text, dash.start as usize);
        let before = &self.text[line..dash.start as usize];
        if lines::key_colon(before).is_some() {
            Diagnosis::at(ProblemKind::ListOnKeyLine, dash)
        } else {
            self.bad_indentation(dash.start as usize)
        }
    }

    fn text_after_quote(&self, at: usize) -> Diagnosis {
        let text = self.text;
        let line = lines::start(text, at);
        let before = &text[line..at];
        let value_at = lines::key_colon(before).map_or(0, |colon| colon + 1);
        let opening = before[value_at..].find(['"', '\'']).map(|quote| line + value_at + quote);
        // The text began on an earlier line, and a quote that opens here looks like its end:
        // `a: "x`, next line `b: "y"`.
        if let Some(earlier) = self.quote_from_earlier_line(line) {
            return self.unclosed_quote(earlier);
        }
        if self.open_bracket().is_some() {
            // `["a" "b"]`
            return Diagnosis::at(ProblemKind::Comma, Span::new(at, lines::char_end(text, at)));
        }
        let rest = lines::rest(text, at);
        let problem = Problem::new(ProblemKind::TextAfterQuote, rest);
        let Some(opening) = opening else { return Diagnosis::report(problem) };
        let problem = problem.with_related(Span::new(opening, at).part(0, 1));
        let value = Span::new(opening, rest.end as usize);
        let marks = value.of(text).match_indices(['"', '\'', ':']).map(|(mark, _)| value.part(mark, 1));
        Diagnosis::report(problem).mended(marks.map(|mark| Edit::park(text, mark)).collect())
    }

    /// The opening quote of a value that begins before the line at `line` and that nothing closes on its own line.
    fn quote_from_earlier_line(&self, line: usize) -> Option<usize> {
        let last = self.events.iter().rev().find(|(event, _)| matches!(event, Event::Scalar(..)))?;
        let from = last.1.node.end as usize;
        let between = self.text.get(from..line)?;
        let quote = from + between.find(['"', '\''])?;
        let only_mark = self.text[from..quote].chars().all(|c| " \t:-,[{\r\n".contains(c));
        only_mark.then_some(quote)
    }

    fn unclosed_quote(&self, at: usize) -> Diagnosis {
        let quote = Span::new(at, lines::char_end(self.text, at));
        let value = lines::rest(self.text, at);
        let marks = value.of(self.text).match_indices(['"', '\'', ':']).map(|(mark, _)| value.part(mark, 1));
        let mend = marks.map(|mark| Edit::park(self.text, mark)).collect();
        let diagnosis = Diagnosis::at(ProblemKind::UnclosedQuote, quote);
        if self.open_bracket().is_some() { diagnosis } else { diagnosis.mended(mend) }
    }

    fn bad_escape(&self, at: usize) -> Diagnosis {
        let bad = bad_escapes(&self.text[at..self.part.end as usize])
            .map(|range| Span::new(at + range.start, at + range.end));
        let bad: Vec<Span> = bad.collect();
        let Some(first) = bad.first() else {
            return Diagnosis::at(ProblemKind::BadEscape, Span::new(at, lines::char_end(self.text, at)));
        };
        let mend = bad.iter().map(|escape| Edit::replace(escape.part(0, 1), "\\\\")).collect();
        Diagnosis::at(ProblemKind::BadEscape, *first).mended(mend)
    }

    /// The library names the beginning of the value that a tab cut short; the tab is on that line or a later one.
    fn tab_near(&self, at: usize) -> Diagnosis {
        let from = Span::new(lines::start(self.text, at), self.part.end as usize);
        if let Some(tab) = lines::starts(self.text, from).take(100).find_map(|line| self.new_tab(line)) {
            return tab;
        }
        let tab = at + self.text[at..].find('\t').unwrap_or(0);
        Diagnosis::at(ProblemKind::Tab, Span::new(tab, lines::char_end(self.text, tab)))
    }

    /// The tabs of a line, unless they are read as blanks already.
    fn new_tab(&self, line: usize) -> Option<Diagnosis> {
        let diagnosis = Diagnosis::tab(self.text, line)?;
        (!self.edits.cover(diagnosis.problem.span.start as usize)).then_some(diagnosis)
    }

    fn unclosed_bracket(&self, at: usize) -> Diagnosis {
        let bracket = self.open_bracket().map_or(at, |bracket| bracket.start as usize);
        let span = Span::new(bracket, lines::char_end(self.text, bracket));
        let close = if span.of(self.text) == "{" { "}" } else { "]" };
        let line = lines::rest(self.text, bracket);
        Diagnosis::at(ProblemKind::UnclosedBracket, span).mended(vec![Edit::insert(line.end as usize, close)])
    }

    fn missing_comma(&self, at: usize) -> Diagnosis {
        match self.open_bracket() {
            Some(bracket) if lines::end(self.text, bracket.start as usize) < at => {
                self.unclosed_bracket(bracket.start as usize)
            }
            _ => Diagnosis::at(ProblemKind::Comma, Span::new(at, lines::char_end(self.text, at))),
        }
    }

    /// Text where a key or a list item is due: behind a value on the same line, or on a line of its own.
    fn stray_text(&self, at: usize) -> Diagnosis {
        let text = self.text;
        let line = lines::start(text, at).max(self.part.start as usize);
        let before = &text[line..at];
        if before.trim().is_empty() || before.trim() == "-" {
            return self.bad_indentation(at);
        }
        let rest = lines::rest(text, at);
        let last = self.events.iter().rev().find(|(event, _)| !matches!(event, Event::Comment(..)));
        match last {
            Some((Event::Alias(_) | Event::UnresolvedAlias(_), alias)) => {
                let mend = vec![Edit::park(text, alias.node.part(0, 1))];
                let whole = alias.node.join(rest);
                let detail = "a value that begins with * repeats a named value, so no text may follow it";
                match &last.expect("matched above").0 {
                    Event::Alias(_) => Diagnosis::other(whole, detail).mended(mend),
                    _ => Diagnosis::at(ProblemKind::UnknownAnchor, alias.node).mended(mend),
                }
            }
            Some((Event::MappingEnd, _)) if before.contains("{{") => {
                let start = line + before.find("{{").expect("checked in the guard");
                let mut template = Diagnosis::template(text, start);
                let tail = Span::new(template.problem.span.end as usize, rest.end as usize);
                let marks = tail.of(text).match_indices(['{', '}', ':', '#']);
                template.mend.extend(marks.map(|(mark, _)| Edit::park(text, tail.part(mark, 1))));
                template
            }
            _ if before.trim_end().ends_with([']', '}']) => {
                Diagnosis::other(rest, "text stands behind the closing bracket")
            }
            _ => self.bad_indentation(at),
        }
    }

    /// The indentation of the line at `at`; the first character of its text where it has none.
    fn bad_indentation(&self, at: usize) -> Diagnosis {
        let line = lines::start(self.text, at).max(self.part.start as usize);
        let blank = lines::indentation(self.text, line);
        let first = blank.end as usize;
        let span = if blank.is_empty() { Span::new(first, lines::char_end(self.text, first)) } else { blank };
        Diagnosis::at(ProblemKind::BadIndentation, span)
    }

    /// The innermost bracket that is open at the end of the events.
    pub(super) fn open_bracket(&self) -> Option<Span> {
        let mut open = vec![];
        for (event, spans) in self.events {
            match event {
                Event::MappingStart(..) | Event::SequenceStart(..) => {
                    open.push((opens_flow(event) && !spans.node.is_empty()).then_some(spans.node));
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    open.pop();
                }
                _ => {}
            }
        }
        open.into_iter().flatten().next_back()
    }

    /// The scalar that is the whole root, such as `title:Foo b` in `title:Foo`, next line `b: 1`.
    fn root_scalar(&self) -> Option<Span> {
        let mut nodes = self.events.iter().filter(|(event, _)| event.is_node());
        let (Event::Scalar(..), spans) = nodes.next()? else { return None };
        nodes.next().is_none().then_some(spans.node)
    }

    /// Whether a key's value or a list's item begins at `at`.
    pub(super) fn begins_node(&self, at: usize) -> bool {
        let line = lines::start(self.text, at);
        let before = self.text[line..at].trim_end();
        before.is_empty() || before.ends_with([':', '-', '[', '{', ','])
    }

    /// Where `close` stands in the brackets that `open` at `at` opens.
    pub(super) fn stray_bracket(&self, at: usize, open: char, close: char) -> Option<Span> {
        let from = at + self.text[at..].find(open)? + 1;
        let bracket = from + self.text[from..].find(close)?;
        Some(Span::new(bracket, bracket + 1))
    }
}

/// The colon in a line like `title:Foo` or `- title:Foo` that lacks a blank behind it. An address (`https://`) and a
/// time of day are no keys.
fn tight_colon(line: &str) -> Option<usize> {
    let colon = line.find(':')?;
    let (key, value) = (&line[..colon], &line[colon + 1..]);
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    let is_number = key.chars().all(|c| c.is_ascii_digit());
    (is_key && !is_number && !value.is_empty() && !value.starts_with("//") && !value.starts_with(' ')).then_some(colon)
}
