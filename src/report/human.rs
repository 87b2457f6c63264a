//! `--format full`: what was found, for people, with the lines that are meant. miette draws the lines; the heading and
//! what follows the lines are ours, so that a finding takes no line more than it needs.

use std::collections::HashSet;
use std::fmt::{self, Write};
use std::{io, ptr};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents};
use miette::{SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles};
use owo_colors::Style;

use super::excerpt::{Excerpt, Mark, excerpt};
use super::visible::visible;
use super::{Report, Reported, narrated, repeated};
use crate::finding::{Safety, Severity};
use crate::rules;

/// What the reader's terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns to fill.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// Whether it is a terminal that reads, and acts on what it reads; else it is a file or a program.
    pub terminal: bool,
    /// Whether line-drawing characters can be shown.
    pub unicode: bool,
    /// Whether the terminal understands links (OSC 8).
    pub links: bool,
    /// Plain sentences instead of drawings, for a screen reader or a terminal that cannot draw.
    pub narrated: bool,
}

/// A page without a terminal: 100 columns, drawn, without colour.
impl Default for Look {
    fn default() -> Self {
        Self { width: 100, color: false, terminal: false, unicode: true, links: false, narrated: false }
    }
}

/// Writes the findings of `report` that are at least as bad as `least`, each followed by an empty line. Of many that say
/// the same, most are only named, at the end.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, least: Severity, look: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = String::new();
    let shown = || report.findings.iter().filter(|reported| reported.finding.severity >= least);
    let kinds = repeated::kinds(shown());
    let others: HashSet<*const Reported<'_>> =
        kinds.iter().flat_map(repeated::Kind::others).map(|reported| ptr::from_ref(*reported)).collect();
    for reported in shown().filter(|reported| !others.contains(&ptr::from_ref(*reported))) {
        text.clear();
        finding(reported, look, &mut text).map_err(io::Error::other)?;
        text.push('\n');
        out.write_all(text.as_bytes())?;
    }
    text.clear();
    kinds.iter().try_for_each(|kind| kind.write_others(look, &mut text)).map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

/// Appends one finding.
///
/// # Errors
/// None that a `String` gives.
pub fn finding(reported: &Reported<'_>, look: &Look, out: &mut String) -> fmt::Result {
    if look.narrated {
        return narrated::finding(reported, out);
    }
    let excerpt = excerpt(reported, look.width, if look.unicode { "…" } else { "..." });
    let gutter = excerpt.last_line().to_string().len() + 2;
    heading(reported, look, out)?;
    drawing(&View { reported, excerpt: &excerpt, look }, look, out)?;
    let corner = look.paint(if look.unicode { "╰─" } else { "`-" }, Style::new().dimmed());
    let mut end = format!("{}{corner} ", " ".repeat(gutter));
    let mut has_notes = false;
    for (name, note) in notes(reported, &excerpt) {
        let name = look.paint(&format!("{name} "), Style::new().cyan());
        fill(&note, &format!("{end}{name}"), &" ".repeat(gutter + 3), look.width, out)?;
        end = " ".repeat(gutter + 3);
        has_notes = true;
    }
    if has_notes { Ok(()) } else { writeln!(out, "{}", end.trim_end()) }
}

impl Look {
    /// `text` in `style`, where colours are wanted.
    pub fn paint(&self, text: &str, style: Style) -> String {
        if self.color { style.style(text).to_string() } else { text.to_owned() }
    }

    /// `text` as a link to `url`, where the terminal understands links.
    pub fn link(&self, text: &str, url: Option<&str>) -> String {
        match url {
            Some(url) if self.links => format!("\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"),
            _ => text.to_owned(),
        }
    }

    /// The style of a severity.
    pub fn severity(severity: Severity) -> Style {
        match severity {
            Severity::Error => Style::new().red().bold(),
            Severity::Warning => Style::new().yellow().bold(),
            Severity::Info => Style::new().cyan().bold(),
        }
    }

    fn characters(&self) -> ThemeCharacters {
        if !self.unicode {
            return ThemeCharacters::ascii();
        }
        // Heavier than the frame, so that the place itself is what the eye meets first.
        ThemeCharacters { underline: '━', underbar: '┯', ..ThemeCharacters::unicode() }
    }
}

/// `error[dates/lastmod-before-date]: message`, wrapped.
fn heading(reported: &Reported<'_>, look: &Look, out: &mut String) -> fmt::Result {
    let finding = &reported.finding;
    let style = Look::severity(finding.severity);
    let bold = |text: &str| look.paint(text, Style::new().bold());
    let name = finding.severity.name();
    let plain = format!("{name}[{}]: {}", finding.rule, visible(&finding.message));
    let lines = textwrap::wrap(&plain, wrapping(look.width).subsequent_indent("  "));
    let prefix = name.len() + finding.rule.len() + 3;
    for (i, line) in lines.iter().enumerate() {
        // The name of a rule has no blank, so it is on the first line, unless the terminal is narrower than that.
        match line.get(prefix..).filter(|_| i == 0) {
            Some(rest) => {
                let url = rules::find(finding.rule).map(|entry| entry.meta.url());
                let rule = look.link(&look.paint(finding.rule, style), url.as_deref());
                let (open, close) = (look.paint(&format!("{name}["), style), look.paint("]", style));
                writeln!(out, "{open}{rule}{close}{}{}", bold(":"), bold(rest))?;
            }
            None => writeln!(out, "{}", bold(line))?,
        }
    }
    Ok(())
}

/// The lines with their marks, as miette draws them.
fn drawing(view: &View<'_>, look: &Look, out: &mut String) -> fmt::Result {
    let theme = GraphicalTheme { characters: look.characters(), styles: view.styles() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_urls(false)
        .with_wrap_lines(false)
        .without_cause_chain()
        .without_syntax_highlighting()
        .with_width(look.width);
    let mut drawn = String::new();
    handler.render_report(&mut drawn, view)?;
    // miette's first line repeats the message and its last closes the frame: the heading and the notes do both.
    let lines: Vec<&str> = drawn.lines().collect();
    let inner = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().try_for_each(|line| writeln!(out, "{}", dim_frame(line.trim_end(), look)))
}

/// miette colours everything but its frame, which then outshines the text. The first frame character of a line is the
/// frame's: before it stands a line number.
fn dim_frame(line: &str, look: &Look) -> String {
    let characters = look.characters();
    let frame = [characters.vbar, characters.vbar_break, characters.ltop];
    match line.find(frame).filter(|_| look.color) {
        Some(at) => {
            let end = at + line[at..].find(|c| !frame.contains(&c) && c != characters.hbar).unwrap_or(line.len() - at);
            format!("{}{}{}", &line[..at], look.paint(&line[at..end], Style::new().dimmed()), &line[end..])
        }
        None => line.to_owned(),
    }
}

/// What is said below the lines.
fn notes<'a>(reported: &'a Reported<'_>, excerpt: &'a Excerpt) -> impl Iterator<Item = (&'static str, String)> + 'a {
    let finding = &reported.finding;
    let unseen = finding.related.iter().zip(&reported.related).enumerate();
    let unseen = unseen.filter(|(i, _)| !excerpt.related.contains(i)).map(|(_, (related, place))| {
        let at = format!("{}:{}:{}", visible(&place.path), place.start.line, place.start.column);
        ("also in", format!("{at}: {}", visible(&related.message)))
    });
    let help = finding.help.iter().map(|help| ("help:", visible(help).into_owned()));
    let fix = finding.fix.iter().map(|fix| {
        let flag = if fix.safety == Safety::Safe { "--fix" } else { "--unsafe-fixes" };
        ("fix:", format!("{} ({flag})", visible(&fix.title)))
    });
    unseen.chain(help).chain(fix)
}

/// Appends `text`, wrapped.
pub(super) fn fill(text: &str, first: &str, others: &str, width: usize, out: &mut String) -> fmt::Result {
    let options = wrapping(width).initial_indent(first).subsequent_indent(others);
    textwrap::wrap(text, options).iter().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// Lines break at blanks only: a date, a path or the name of a rule is copied more often than read.
pub fn wrapping<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width.max(20))
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
}

/// A finding as miette sees it.
#[derive(Clone, Copy)]
struct View<'a> {
    reported: &'a Reported<'a>,
    excerpt: &'a Excerpt,
    look: &'a Look,
}

impl View<'_> {
    fn styles(&self) -> ThemeStyles {
        if !self.look.color {
            return ThemeStyles::none();
        }
        let own = Look::severity(self.reported.finding.severity);
        let style = |mark: &Mark| if mark.related.is_some() { Style::new().cyan() } else { own };
        ThemeStyles {
            link: Style::new().cyan(),
            linum: Style::new().dimmed(),
            highlights: self.excerpt.marks.iter().map(style).collect(),
            ..ThemeStyles::ansi()
        }
    }

    fn label(&self, mark: &Mark) -> LabeledSpan {
        let place = (mark.range.start, mark.range.len());
        let Some(related) = mark.related else { return LabeledSpan::new_primary_with_span(None, place) };
        let message = visible(&self.reported.finding.related[related].message);
        let free = self.look.width.saturating_sub(mark.column + 12).max(24);
        LabeledSpan::new_with_span(Some(textwrap::wrap(&message, wrapping(free)).join("\n")), place)
    }
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.reported.finding, f)
    }
}

impl fmt::Display for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.reported.finding.message))
    }
}

impl std::error::Error for View<'_> {}

impl Diagnostic for View<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.reported.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.marks.iter().map(|mark| self.label(mark))))
    }
}

/// Whatever place is asked for, the answer is the whole excerpt: it is what is to be shown. Asked without lines around
/// (for the frame's heading), it begins where the finding does.
impl SourceCode for View<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let Excerpt { text, first_line, start, .. } = self.excerpt;
        let name = visible(&self.reported.path).into_owned();
        let (span, line, column) = if lines_before == 0 {
            (*span, start.line - 1, start.column - 1)
        } else {
            (SourceSpan::from((0, text.len())), *first_line, 0)
        };
        let count = text.lines().count();
        Ok(Box::new(MietteSpanContents::new_named(name, text.as_bytes(), span, line, column, count)))
    }
}

impl Excerpt {
    /// The number of the last line, from 1, as miette counts it.
    fn last_line(&self) -> usize {
        self.first_line + self.text.split('\n').count()
    }
}
