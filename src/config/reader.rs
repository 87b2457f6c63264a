//! Takes values out of the tree of a configuration-like file, and notes everything that is not what it should be.

use super::{ConfigProblem, globs};
use crate::front_matter::{Entry, Kind, NodeRef, Style};
use crate::text::{Span, nearest};
use globset::GlobSet;

/// Collects the problems of one file.
pub struct Reader<'a> {
    path: &'a str,
    problems: Vec<ConfigProblem>,
}

impl<'a> Reader<'a> {
    /// A reader for the file at `path`.
    pub fn new(path: &'a str) -> Self {
        Self { path, problems: Vec::new() }
    }

    /// Everything that was noted, in the order of the text.
    pub fn into_problems(mut self) -> Vec<ConfigProblem> {
        self.problems.sort_by_key(|problem| problem.span);
        self.problems
    }

    /// Notes a problem.
    pub fn wrong(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(ConfigProblem::new(self.path, span, message).with_help(help));
    }

    /// The entries of the map `node`, which is called `what`, as far as they are among `keys`.
    pub fn map<'t>(&mut self, node: NodeRef<'t>, what: &str, keys: &[&str]) -> Vec<Entry<'t>> {
        let entries = self.any_map(node, what);
        let (known, unknown): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| keys.contains(&entry.name()));
        for entry in unknown {
            let inside = if what.is_empty() { String::new() } else { format!(" in `{what}`") };
            let help = match nearest(entry.name(), keys.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the keys here are {}", list_of(keys)),
            };
            self.wrong(entry.key.span(), format!("unknown key `{}`{inside}", entry.name()), help);
        }
        known
    }

    /// The entries of the map `node`, whatever their keys, without those that have no value.
    pub fn any_map<'t>(&mut self, node: NodeRef<'t>, what: &str) -> Vec<Entry<'t>> {
        if !node.is_map() {
            self.not_a(node, &subject(what), "a map of keys and values");
        }
        node.entries().filter(|entry| !entry.value.is_absent()).collect()
    }

    /// The items of the list `node`.
    pub fn list<'t>(&mut self, node: NodeRef<'t>, what: &str) -> Vec<NodeRef<'t>> {
        if !node.is_list() {
            self.not_a(node, &subject(what), "a list");
        }
        node.items().collect()
    }

    /// The text of `node`, the value of the key `what`.
    pub fn text<'t>(&mut self, node: NodeRef<'t>, what: &str) -> Option<&'t str> {
        self.text_of(node, &subject(what))
    }

    /// The text of `node`, which messages call `subject`.
    pub fn text_of<'t>(&mut self, node: NodeRef<'t>, subject: &str) -> Option<&'t str> {
        let text = node.scalar().filter(|scalar| !is_null(scalar.style, &scalar.text)).map(|scalar| &*scalar.text);
        if text.is_none() {
            self.not_a(node, subject, "a text");
        }
        text
    }

    /// The texts of a list, or the one text in its place.
    pub fn texts<'t>(&mut self, node: NodeRef<'t>, what: &str) -> Vec<(&'t str, Span)> {
        if node.is_list() {
            let items: Vec<_> = node.items().collect();
            return items.into_iter().filter_map(|item| Some((self.text(item, what)?, item.span()))).collect();
        }
        if node.scalar().is_none() {
            self.not_a(node, &subject(what), "a list of texts");
            return Vec::new();
        }
        self.text(node, what).map(|text| (text, node.span())).into_iter().collect()
    }

    /// The boolean `node`.
    pub fn boolean(&mut self, node: NodeRef<'_>, what: &str) -> Option<bool> {
        match node.scalar().filter(|scalar| scalar.style == Style::Plain).map(|scalar| &*scalar.text) {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => {
                self.not_a(node, &subject(what), "`true` or `false`");
                None
            }
        }
    }

    /// One of `words`.
    pub fn word<'w>(&mut self, node: NodeRef<'_>, what: &str, words: &[&'w str]) -> Option<&'w str> {
        let text = self.text(node, what)?;
        let found = words.iter().find(|word| **word == text).copied();
        if found.is_none() {
            let near = nearest(text, words.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let help = near.unwrap_or_else(|| format!("write one of {}", list_of(words)));
            self.wrong(node.span(), format!("`{what}` cannot be `{text}`"), help);
        }
        found
    }

    /// The patterns in `node`, and the set that they make.
    pub fn globs(&mut self, node: NodeRef<'_>, what: &str) -> (Vec<String>, GlobSet) {
        let texts = self.texts(node, what);
        let (set, wrong) = globs::set(texts.iter().map(|(text, _)| *text));
        for (i, reason) in wrong {
            let (text, span) = texts[i];
            let help = "patterns look like `content/posts/**`, `content/**/*.md`, `content/{a,b}/*.md`";
            self.wrong(span, format!("`{text}` is no pattern of files: {reason}"), help);
        }
        (texts.into_iter().map(|(text, _)| text.to_owned()).collect(), set)
    }

    /// Notes that `subject` is not what it must be.
    pub fn not_a(&mut self, node: NodeRef<'_>, subject: &str, wanted: &str) {
        if matches!(node.kind(), Kind::Alias(None)) {
            // `exclude: [*.md]`: that there is no such anchor has already been told.
            return;
        }
        let message = format!("{subject} must be {wanted}, but is {}", describe(node));
        self.problems.push(ConfigProblem::new(self.path, node.span(), message));
    }
}

fn subject(key: &str) -> String {
    if key.is_empty() { "the file".to_owned() } else { format!("`{key}`") }
}

/// Words in backticks, for "one of".
pub fn list_of<W: AsRef<str>>(words: &[W]) -> String {
    words.iter().map(|word| format!("`{}`", word.as_ref())).collect::<Vec<_>>().join(", ")
}

fn is_null(style: Style, text: &str) -> bool {
    matches!(style, Style::Absent | Style::Null) || (style == Style::Plain && matches!(text, "~" | "null"))
}

fn describe(node: NodeRef<'_>) -> String {
    match node.scalar() {
        Some(scalar) if is_null(scalar.style, &scalar.text) => "empty".to_owned(),
        Some(scalar) => format!("`{}`", scalar.text),
        None if node.is_map() => "a map".to_owned(),
        None if node.is_list() => "a list".to_owned(),
        None => "unreadable".to_owned(),
    }
}
