//! A mistake in a file of the user that is no page.

use crate::text::Span;

/// A mistake in the configuration, a vocabulary or a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// Path of the file, relative to the site's root.
    pub path: String,
    /// The exact place in that file.
    pub span: Span,
    /// What is wrong: lower case, no full stop, names the key and the value.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
}

impl ConfigProblem {
    /// A problem without help.
    pub fn new(path: &str, span: Span, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), span, message: message.into(), help: None }
    }

    /// The same with what to type.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
