//! Reads YAML into the one tree, as one generator's parser reads it.
//!
//! A block of [`plain`] shapes is read at once. For all others the library (granit-parser) gives events with byte spans
//! and stops at the first error. A [`diagnose`]d error is noted at the place a writer would point at; then the text is
//! read on, either as it was probably meant (a small edit in the [`stand_in`] text) or, where that is unknown, from the
//! next key in column 0. So one slip hides neither the other keys nor a second slip.

mod build;
mod diagnose;
mod escapes;
mod events;
mod goccy;
mod lenience;
mod lines;
mod plain;
mod stand_in;
#[cfg(test)]
mod tests;

use granit_parser::{ErrorKind, Event};

use self::build::Builder;
use self::diagnose::{Diagnosis, Scene, Verdict, diagnose};
use self::events::{Run, Spans};
use self::stand_in::{Edit, Edits, StandIn};
use super::{FrontMatter, NodeRef, Problem, ProblemKind, Typed, YamlParser};
use crate::text::Span;

/// Most problems that are noted for one block; a file with more is no front matter.
const MOST_PROBLEMS: usize = 50;

/// Most bytes that the library reads for one block, repeated readings included. It reads some 15 MB in a second.
const MOST_BYTES: usize = 6 << 20;

/// Reads the bytes `content` of `text` into `read`.
pub fn read(text: &str, content: Span, parser: YamlParser, read: &mut FrontMatter) {
    read_any(text, content, parser, read);
    if let Some(root) = read.tree.root().filter(|root| !root.is_map() && refuses_root(*root, parser)) {
        let line_end = lines::rest(text, root.span().start as usize).end.min(root.span().end);
        let span = Span { start: root.span().start, end: line_end.max(root.span().start) };
        read.problems.push(Problem::new(ProblemKind::NotAMapping, span));
    }
}

/// The same for a text whose root may be a list or a scalar too.
pub(super) fn read_any(text: &str, content: Span, parser: YamlParser, read: &mut FrontMatter) {
    match plain::read(text, content, parser) {
        Some((tree, comments)) => (read.tree, read.comments) = (tree, comments),
        None => read_with_library(text, content, parser, read),
    }
}

fn read_with_library(text: &str, content: Span, parser: YamlParser, read: &mut FrontMatter) {
    read.tree.yaml = Some(parser);
    // What stands behind the block explains nothing in it. Its beginning stays, so that offsets are those of the file.
    let text = &text[..content.end as usize];
    let mut edits = Edits::default();
    for (problem, edit) in forbidden_characters(text, content, parser) {
        read.problems.extend(problem);
        edits.add(edit);
    }
    if parser == YamlParser::HexoYaml {
        // hexo-front-matter 5 replaces the tabs at the beginning of every line before it parses.
        for start in lines::starts(text, content) {
            let tabs = text[start..content.end as usize].len()
                - text[start..content.end as usize].trim_start_matches('\t').len();
            for edit in goccy::blanks_for_tabs(text, Span::new(start, start + tabs)) {
                edits.add(edit);
            }
        }
    }
    if parser == YamlParser::Goccy {
        for edit in lone_question_marks(text, content) {
            edits.add(edit);
        }
    }
    let builder = Builder::new(text, parser, read);
    Reading { text, content, parser, edits, builder, left: MOST_BYTES, last_mend: None }.all();
    read.comments.sort_by_key(|comment| comment.span);
    read.problems.truncate(MOST_PROBLEMS);
}

/// Whether the generator's parser refuses this root, which is no map. Hugo's refuses even a written `null`.
fn refuses_root(root: NodeRef<'_>, parser: YamlParser) -> bool {
    let is_null = root.typed() == Some(Typed::Null);
    match parser {
        YamlParser::Goccy => !root.is_absent(),
        // To Hexo a block without keys is no front matter, and the file is all text.
        YamlParser::HexoYaml => false,
        _ => !is_null,
    }
}

/// A block on its way into the tree.
struct Reading<'t, 'r> {
    text: &'t str,
    content: Span,
    parser: YamlParser,
    edits: Edits,
    builder: Builder<'t, 'r>,
    /// Bytes that may still be read.
    left: usize,
    /// The last problem that was read over.
    last_mend: Option<Problem>,
}

impl Reading<'_, '_> {
    /// Reads stretch after stretch until the block ends.
    fn all(mut self) {
        let mut from = Some(self.content.start as usize);
        while let Some(start) = from {
            from = self.stretch(Span::new(start, self.content.end as usize));
        }
        self.builder.finish();
    }

    /// Reads the block from `part.start` on. Returns where to read on after an error.
    fn stretch(&mut self, part: Span) -> Option<usize> {
        loop {
            let stand_in = self.edits.apply(self.text, part);
            let run = events::run(&stand_in, self.parser);
            self.left = self.left.saturating_sub(self.cost(&run, part));
            let (mistakes, is_accepted) = self.mistakes(&run, part);
            if mistakes.is_empty() && !is_accepted {
                self.builder.add(&run.events, &stand_in, part.start as usize);
                self.second_document(&run);
                return None;
            }
            let is_mended = self.note(&mistakes);
            if (is_mended || mistakes.is_empty()) && self.left > 0 && self.has_room() {
                continue;
            }
            return self.skip(&run, &stand_in, part, &mistakes);
        }
    }

    /// What is wrong in this reading, up to and including the error that ended it. `true` when the error is none to the
    /// generator's parser and the reading is to be repeated.
    fn mistakes(&mut self, run: &Run<'_>, part: Span) -> (Vec<Diagnosis>, bool) {
        let end = part.end as usize;
        let until = run.error.as_ref().map_or(end, |error| error.at);
        let mut mistakes = vec![];
        if self.parser == YamlParser::Goccy {
            mistakes = goccy::refusals(self.text, part, &run.events, until);
            mistakes.retain(|mistake| !self.is_known(&mistake.problem));
        }
        let scene = Scene { text: self.text, parser: self.parser, part, events: &run.events, edits: &self.edits };
        match run.error.as_ref().map(|error| diagnose(&scene, error)) {
            None => mistakes.extend(scene.lone_key()),
            Some(Verdict::Mistake(mistake)) => {
                // What stands behind the true place of the error was read wrongly, such as keys in an open bracket.
                mistakes.retain(|refusal| refusal.problem.span < mistake.problem.span);
                if mistakes.iter().all(|refusal| refusal.mend.is_empty()) {
                    mistakes.push(mistake);
                }
            }
            Some(Verdict::Accepted(edits)) => {
                let changed = self.edits.add_all(edits);
                if changed && self.left > 0 {
                    return (vec![], true);
                }
                let span = Span::new(until, lines::char_end(self.text, until));
                mistakes
                    .push(Diagnosis::report(Problem::new(ProblemKind::Other, span).with_detail("this cannot be read")));
            }
        }
        // A refusal without a mend leaves the text readable: note it now, and let the reading stand.
        if run.error.is_none() && mistakes.iter().all(|mistake| mistake.mend.is_empty()) {
            self.note(&mistakes);
            mistakes.clear();
        }
        (mistakes, false)
    }

    /// Notes mistakes and what reads over them. `true` when the text has changed.
    fn note(&mut self, mistakes: &[Diagnosis]) -> bool {
        let mut changed = false;
        for Diagnosis { problem, mend } in mistakes {
            if !self.has_room() {
                break;
            }
            let is_echo = self.is_echo(problem);
            if !is_echo {
                self.builder.report(problem.clone());
            }
            let mended = !is_echo && self.edits.add_all(mend.iter().cloned());
            if mended {
                self.last_mend = Some(problem.clone());
            }
            changed |= mended;
        }
        changed
    }

    /// Whether a problem is only the echo of a slip that was read over: in the same line, or in the same entry behind a
    /// slip whose meaning was a guess.
    fn is_echo(&self, problem: &Problem) -> bool {
        let Some(mended) = &self.last_mend else { return self.is_known(problem) };
        let (first, then) = (mended.span.start as usize, problem.span.start as usize);
        let is_guess = matches!(
            mended.kind,
            ProblemKind::Tab | ProblemKind::UnclosedQuote | ProblemKind::UnclosedBracket | ProblemKind::TextAfterQuote
        );
        let same_line = lines::start(self.text, first) == lines::start(self.text, then);
        let between = Span::new(first.min(then), then.max(first));
        let same_entry = !lines::starts(self.text, between).skip(1).chain([then]).any(|start| {
            start == lines::start(self.text, start) && start > first && lines::begins_key(self.text, start)
        });
        self.is_known(problem) || same_line || (then > first && is_guess && mended.kind != problem.kind && same_entry)
    }

    fn is_known(&self, problem: &Problem) -> bool {
        self.builder.problems().iter().any(|known| known.span == problem.span && known.kind == problem.kind)
    }

    fn has_room(&self) -> bool {
        self.builder.problems().len() < MOST_PROBLEMS
    }

    /// Keeps what was read before the entry with the mistake. Returns the next key in column 0.
    fn skip(&mut self, run: &Run<'_>, stand_in: &StandIn, part: Span, mistakes: &[Diagnosis]) -> Option<usize> {
        let error = run.error.as_ref().map_or(part.end as usize, |error| error.at);
        let at = mistakes.last().map_or(error, |mistake| mistake.problem.span.start as usize);
        let line = lines::start(self.text, at).max(part.start as usize);
        let is_whole = |spans: &Spans| spans.node.end as usize <= line && (spans.node.start as usize) < line;
        let kept = run.events.iter().position(|(event, spans)| is_content(event) && !is_whole(spans));
        let kept = &run.events[..kept.unwrap_or(run.events.len())];
        self.builder.add(kept, stand_in, part.start as usize);
        self.builder.close();
        if !self.has_room() || self.left == 0 {
            return None;
        }
        let rest = Span::new(lines::next(self.text, at.max(line)).min(part.end as usize), part.end as usize);
        let next = lines::starts(self.text, rest).find(|start| lines::begins_key(self.text, *start));
        let skipped = Span::new(line, next.unwrap_or(part.end as usize));
        for start in lines::starts(self.text, skipped) {
            let comment = lines::indentation(self.text, start).end as usize;
            if self.text[comment..].starts_with('#') {
                self.builder.comment(Span::new(comment, lines::end(self.text, comment)));
            }
        }
        next
    }

    /// js-yaml, PyYAML's `load` and serde_yaml refuse a text with two documents. Hugo's parser reads the first, but wants
    /// a `---` between them, or keys.
    fn second_document(&mut self, run: &Run<'_>) {
        let Some(at) = run.second_document else { return };
        let is_accepted = match self.parser {
            YamlParser::Goccy => {
                lines::begins_key(self.text, lines::start(self.text, at)) || self.text[..at].trim_end().ends_with("---")
            }
            _ => false,
        };
        if !is_accepted {
            let span = Span::new(at, lines::char_end(self.text, at));
            self.builder
                .report(Problem::new(ProblemKind::Other, span).with_detail("a second YAML document begins here"));
        }
    }

    /// How many bytes a reading took: up to its error, but an unclosed quote is looked for to the end.
    fn cost(&self, run: &Run<'_>, part: Span) -> usize {
        match &run.error {
            Some(error) if error.kind != ErrorKind::UnclosedQuotedScalar => {
                // The edited text is copied to its end, which takes about a tenth of reading it.
                (error.at - part.start as usize) + part.len() / 10 + 1
            }
            _ => part.len() + 1,
        }
    }
}

fn is_content(event: &Event<'_>) -> bool {
    event.is_node() || matches!(event, Event::Comment(..))
}

/// Characters that YAML forbids, and those of them that the generator's parser refuses as problems. Hugo's parser and
/// the npm package take them all.
fn forbidden_characters(
    text: &str,
    content: Span,
    parser: YamlParser,
) -> impl Iterator<Item = (Option<Problem>, Edit)> + '_ {
    let refuses = !matches!(parser, YamlParser::Goccy | YamlParser::NpmYaml | YamlParser::HexoYaml);
    let start = content.start as usize;
    let forbidden = content.of(text).char_indices().filter(|(_, c)| is_forbidden(*c));
    forbidden.enumerate().map(move |(index, (at, c))| {
        let span = Span::new(start + at, start + at + c.len_utf8());
        let is_noted = refuses && index < MOST_PROBLEMS;
        (is_noted.then(|| Problem::new(ProblemKind::ControlCharacter, span)), Edit::park(text, span))
    })
}

/// A `?` with nothing behind it is text to Hugo's parser, and the mark of a key to YAML.
fn lone_question_marks(text: &str, content: Span) -> impl Iterator<Item = Edit> + '_ {
    lines::starts(text, content).filter_map(move |start| {
        let end = lines::end(text, start).min(content.end as usize);
        let before = text[start..end].trim_end().strip_suffix('?')?;
        let is_lone = before.is_empty() || before.ends_with([' ', '\t']);
        is_lone.then(|| Edit::park(text, Span::new(start + before.len(), start + before.len() + 1)))
    })
}

/// Not printable by the YAML specification. NEL (U+0085) is printable; tab and line ends are no content.
fn is_forbidden(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    is_control || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}
