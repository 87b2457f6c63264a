//! What keeps the files of a site from being read as they are: mistakes in its configuration, its vocabularies, its file
//! of accepted findings.

use std::path::{Path, PathBuf};

use matterlint::baseline::BaselineError;
use matterlint::config::ConfigProblem;
use matterlint::listing::Files;
use matterlint::open::{Opened, OtherTexts};
use matterlint::text::{LineIndex, Span};

/// A mistake, with the text that it was found in.
pub struct Trouble {
    /// The file, absolute.
    pub path: PathBuf,
    /// The place in it.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
    /// The text of the file.
    pub text: String,
    /// Its lines.
    pub lines: LineIndex,
}

/// Mistakes in the configuration of the site at `root`. A configuration from elsewhere has an absolute path.
pub fn of_configuration(problems: Vec<ConfigProblem>, texts: &OtherTexts, root: &Path) -> Vec<Trouble> {
    let trouble = |problem: ConfigProblem| {
        let known = texts.get(&problem.path).cloned();
        let (text, lines) = known.unwrap_or_else(|| (String::new(), LineIndex::new("")));
        let span = within(problem.span, &text);
        let ConfigProblem { path, message, help, .. } = problem;
        Trouble { path: root.join(path), span, message, help, text, lines }
    };
    problems.into_iter().map(trouble).collect()
}

/// A span of a rule's options is that of a file that may have been given in another way.
fn within(span: Span, text: &str) -> Span {
    let is_within = text.get(span.range()).is_some();
    if is_within { span } else { Span::default() }
}

/// A mistake in the file of accepted findings.
pub fn of_baseline(error: &BaselineError, opened: &Opened) -> Trouble {
    let text = opened.folder.read(&error.path).unwrap_or_default();
    let lines = LineIndex::new(&text);
    let line = error.line.saturating_sub(1).min(lines.len() - 1);
    Trouble {
        path: opened.folder.root().join(&error.path),
        span: lines.span(line, &text),
        message: error.reason.to_owned(),
        help: Some("`matterlint --write-baseline` writes the file anew".to_owned()),
        text,
        lines,
    }
}
