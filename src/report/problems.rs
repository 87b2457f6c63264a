//! Mistakes in the configuration, shown like findings.

use std::collections::HashMap;
use std::hash::BuildHasher;

use super::{Report, Reported};
use crate::config::ConfigProblem;
use crate::finding::{Finding, Severity};
use crate::text::LineIndex;

/// The report of `problems`, whose files are in `texts` by path.
pub fn report<'t, S: BuildHasher>(
    problems: &[ConfigProblem],
    texts: &'t HashMap<String, (String, LineIndex), S>,
) -> Report<'t> {
    let findings = problems.iter().filter_map(|problem| {
        let (text, lines) = texts.get(&problem.path)?;
        let finding = Finding {
            rule: "configuration",
            severity: Severity::Error,
            path: problem.path.clone(),
            span: problem.span,
            key_path: None,
            message: problem.message.clone(),
            help: problem.help.clone(),
            related: Vec::new(),
            fix: None,
        };
        let at = |offset: u32| lines.position(offset as usize, text);
        let (start, end) = (at(problem.span.start), at(problem.span.end));
        Some(Reported {
            path: problem.path.clone(),
            start,
            end,
            text,
            lines,
            related: Vec::new(),
            edited: Vec::new(),
            finding,
        })
    });
    Report { findings: findings.collect(), ..Report::default() }
}
