//! `--format markdown`: the counts and a table, for the summary of a CI job or a comment on a review.

use std::io;

use super::human::Look;
use super::summary::{counted, summary};
use super::{Report, Reported, visible};
use crate::finding::Severity;
use crate::rules;

/// Most rows. A summary on GitHub may have one mebibyte, and nobody reads a longer table.
const MOST_ROWS: usize = 200;

/// Writes the findings that are at least as bad as `least`.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, least: Severity, out: &mut dyn io::Write) -> io::Result<()> {
    let shown: Vec<&Reported<'_>> = report.at_least(least).collect();
    let counts = summary(report, least, None, &Look::default());
    let mut counts = counts.lines();
    writeln!(out, "### matterlint: {}", counts.next().unwrap_or_default())?;
    counts.try_for_each(|note| writeln!(out, "\n{note}"))?;
    if shown.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| severity | place | what is wrong | rule |\n| --- | --- | --- | --- |")?;
    shown.iter().take(MOST_ROWS).try_for_each(|reported| writeln!(out, "{}", row(reported)))?;
    if let more @ 1.. = shown.len().saturating_sub(MOST_ROWS) {
        writeln!(out, "\nand {} more", counted(more, "finding", "findings"))?;
    }
    Ok(())
}

fn row(reported: &Reported<'_>) -> String {
    let (finding, at) = (&reported.finding, reported.start);
    let place = format!("{}:{}:{}", visible(&reported.path), at.line, at.column);
    let rule = match rules::find(finding.rule) {
        Some(entry) => format!("[{}]({})", finding.rule, entry.meta.url()),
        None => finding.rule.to_owned(),
    };
    let (severity, message) = (finding.severity.name(), escaped(&reported.message_with_help()));
    format!("| {severity} | {} | {message} | {rule} |", escaped(&place))
}

/// Text with no meaning to Markdown and HTML. The quoting backticks of a message go with the rest: a value that holds
/// one would end its quotation early.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // `@` would notify whoever has that name, `#` and `:` make links to issues and pictures of faces.
            '@' => out.push_str("&#64;"),
            c if c.is_ascii_punctuation() && !matches!(c, '/' | '.' | ',' | '-' | ';') => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_from_pages_is_no_markup() {
        assert_eq!(escaped("`a|b` <i> [c](d) @ines"), "\\`a\\|b\\` &lt;i&gt; \\[c\\]\\(d\\) &#64;ines");
    }
}
