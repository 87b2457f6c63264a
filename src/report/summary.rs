//! The lines above and below the findings, and how numbers are written.

use std::time::Duration;

use owo_colors::Style;

use super::Report;
use super::human::Look;
use crate::finding::Severity;

/// The last lines: what was found, and what to do next.
///
/// `2 errors, 1 warning in 1,234 pages (12 ms)`, then `1 can be fixed with --fix`.
pub fn summary(report: &Report<'_>, least: Severity, took: Option<Duration>, look: &Look) -> String {
    let counts = &report.summary;
    let pages = counted(counts.files, "page", "pages");
    let infos = if least == Severity::Info { counts.infos } else { 0 };
    let found = [
        (counts.errors, "error", "errors", Severity::Error),
        (counts.warnings, "warning", "warnings", Severity::Warning),
        (infos, "info", "infos", Severity::Info),
    ];
    let paint = |(number, one, many, severity): &(usize, &str, &str, Severity)| {
        look.paint(&counted(*number, one, many), Look::severity(*severity))
    };
    let found: Vec<String> = found.iter().filter(|(number, ..)| *number > 0).map(paint).collect();
    let found =
        if found.is_empty() { look.paint("no problems", Style::new().green().bold()) } else { found.join(", ") };
    let took = took.map(|took| format!(" ({})", duration(took))).unwrap_or_default();
    let mut out = format!("{found} in {pages}{}\n", look.paint(&took, Style::new().dimmed()));
    let hidden = if least == Severity::Info { 0 } else { counts.infos };
    let notes: Vec<String> = [
        (counts.fixable, "can be fixed with --fix"),
        (hidden, "more with --info"),
        (counts.suppressed, "suppressed by comments"),
        (counts.baselined, "accepted by the baseline"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, what)| format!("{} {what}", grouped(number)))
    .collect();
    if !notes.is_empty() {
        out.push_str(&notes.join(", "));
        out.push('\n');
    }
    if report.stale > 0 {
        let entries = counted(report.stale, "entry of the baseline is", "entries of the baseline are");
        let them = if report.stale == 1 { "it" } else { "them" };
        out.push_str(&format!("{entries} no longer needed; --write-baseline removes {them}\n"));
    }
    out
}

/// A number with its noun: `1 page`, `1,234 pages`.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with its thousands apart: `1,234`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn duration(took: Duration) -> String {
    match took.as_millis() {
        0 => "under 1 ms".to_owned(),
        ms @ 1..1000 => format!("{ms} ms"),
        _ => format!("{:.1} s", took.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, summary};
    use crate::finding::Severity;
    use crate::report::human::Look;
    use crate::report::{Report, Summary};

    fn lines(counts: Summary, least: Severity) -> String {
        summary(&Report { summary: counts, ..Report::default() }, least, None, &Look::default())
    }

    #[test]
    fn numbers_are_read_at_a_glance() {
        assert_eq!(counted(1, "page", "pages"), "1 page");
        assert_eq!(counted(0, "page", "pages"), "0 pages");
        assert_eq!(counted(1_234_567, "page", "pages"), "1,234,567 pages");
    }

    #[test]
    fn the_summary_says_what_was_found_and_what_to_do() {
        let counts = Summary { files: 1234, errors: 2, warnings: 1, infos: 3, fixable: 1, ..Summary::default() };
        assert_eq!(
            lines(counts, Severity::Warning),
            "2 errors, 1 warning in 1,234 pages\n1 can be fixed with --fix, 3 more with --info\n"
        );
        assert_eq!(
            lines(counts, Severity::Info),
            "2 errors, 1 warning, 3 infos in 1,234 pages\n1 can be fixed with --fix\n"
        );
        assert_eq!(lines(Summary { files: 7, ..Summary::default() }, Severity::Warning), "no problems in 7 pages\n");
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let summary = Summary { files: 7, suppressed: 1, baselined: 1200, ..Summary::default() };
        let report = Report { summary, stale: 3, ..Report::default() };
        assert_eq!(
            super::summary(&report, Severity::Warning, None, &Look::default()),
            "no problems in 7 pages\n1 suppressed by comments, 1,200 accepted by the baseline\n\
             3 entries of the baseline are no longer needed; --write-baseline removes them\n"
        );
    }
}
