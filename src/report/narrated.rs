//! A finding in plain sentences, for a screen reader or a terminal that cannot draw: nothing is told by position, colour
//! or line-drawing characters.

use std::fmt::{self, Write};

use super::Reported;
use super::visible::visible;
use crate::finding::Safety;

/// Longest quotation, in characters.
const LONGEST_QUOTE: usize = 200;

/// Appends one finding.
pub(super) fn finding(reported: &Reported<'_>, out: &mut String) -> fmt::Result {
    let finding = &reported.finding;
    let (severity, message) = (finding.severity.name(), visible(&finding.message));
    writeln!(out, "{severity}: {message}, rule {}", finding.rule)?;
    let (path, at) = (visible(&reported.path), reported.start);
    writeln!(out, "in file {path}, line {}, column {}", at.line, at.column)?;
    let line = reported.lines.span(at.line - 1, reported.text).of(reported.text).trim_start_matches('\u{feff}');
    writeln!(out, "the line reads: {}", quote(line))?;
    let span = finding.span.of(reported.text);
    if !span.is_empty() && span != line {
        writeln!(out, "meant is: {}", quote(span))?;
    }
    for (related, place) in finding.related.iter().zip(&reported.related) {
        let (path, at) = (visible(&place.path), place.start);
        let message = visible(&related.message);
        writeln!(out, "see also file {path}, line {}, column {}: {message}", at.line, at.column)?;
    }
    if let Some(help) = &finding.help {
        writeln!(out, "help: {}", visible(help))?;
    }
    if let Some(fix) = &finding.fix {
        let flag = if fix.safety == Safety::Safe { "--fix" } else { "--unsafe-fixes" };
        writeln!(out, "fix: {}, with {flag}", visible(&fix.title))?;
    }
    Ok(())
}

fn quote(text: &str) -> String {
    let end = text.char_indices().nth(LONGEST_QUOTE).map_or(text.len(), |(i, _)| i);
    visible(&text[..end]).into_owned()
}
