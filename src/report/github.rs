//! `--format github`: workflow commands, which GitHub Actions turns into annotations beside the lines of a pull request.
//! Actions shows the first ten errors, warnings and notices of a step each; the log has them all.

use std::io;

use super::{Report, Reported, visible};
use crate::finding::Severity;

/// Writes the findings that are at least as bad as `least`, one a line.
///
/// # Errors
/// What the writer says.
pub fn write(report: &Report<'_>, least: Severity, out: &mut dyn io::Write) -> io::Result<()> {
    report.at_least(least).try_for_each(|reported| writeln!(out, "{}", line(reported)))
}

fn line(reported: &Reported<'_>) -> String {
    let (start, end) = (reported.start, reported.end);
    let kind = match reported.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    // The runner drops the columns of a place on several lines and says so in the log.
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column),
        false => String::new(),
    };
    // The log is read in terminals, too.
    let (file, title) = (property(&visible(&reported.path)), property(reported.finding.rule));
    let message = data(&reported.message_and_help());
    format!("::{kind} file={file},line={}{columns},endLine={},title={title}::{message}", start.line, end.line)
}

/// A message may hold everything but a line end, and the percent sign that would stand for one.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_would_end_a_command_is_encoded() {
        assert_eq!(data("100% of\r\na: b, c"), "100%25 of%0D%0Aa: b, c");
        assert_eq!(property("a,b:c%d\n"), "a%2Cb%3Ac%25d%0A");
    }
}
