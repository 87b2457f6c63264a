//! Floor 1: what a rule reports, as plain data. Rendering is the business of `report`.

mod fingerprint;

pub use fingerprint::{fingerprint, keys};

use crate::text::{KeyPath, Span};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice; hidden unless asked for.
    Info,
    /// Probably a mistake.
    Warning,
    /// The generator fails, or silently loses or publishes something.
    Error,
}

impl Severity {
    /// The name in reports and in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing to tell the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `group/bad-thing`.
    pub rule: &'static str,
    /// How bad it is here.
    pub severity: Severity,
    /// Path of the file, relative to the site's root, with `/`.
    pub path: String,
    /// The exact place in that file, in bytes.
    pub span: Span,
    /// The key path of the place, where it is one.
    pub key_path: Option<KeyPath>,
    /// What is wrong: lower case, no full stop, names the key and the values.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// How to repair it.
    pub fix: Option<Fix>,
}

/// A second place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Path of the file, relative to the site's root.
    pub path: String,
    /// The place in that file.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// A repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied without looking.
    pub safety: Safety,
    /// What it does: `quote the value`.
    pub title: String,
    /// The edits, each in the file it names.
    pub edits: Vec<FileEdit>,
}

/// Whether a fix may be applied without looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// What the writer meant is certain: applied by `--fix`.
    Safe,
    /// A guess: applied by `--unsafe-fixes` only.
    Unsafe,
}

/// One edit in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// Path of the file, relative to the site's root.
    pub path: String,
    /// What is replaced, and by what.
    pub edit: crate::text::TextEdit,
}
