//! What a rule writes into. The sink knows the rule and its severity, so a rule cannot mislabel itself.

use super::RuleMeta;
use crate::finding::{FileEdit, Finding, Fix, Related, Safety, Severity};
use crate::front_matter::{Entry, NodeRef};
use crate::profile::Profile;
use crate::site::Page;
use crate::text::{KeyPath, Span, TextEdit};

/// Most findings of one rule on one page. More tell nobody anything new, and each costs a search for its key path.
const MOST_ON_A_PAGE: usize = 100;

/// Collects the findings of one rule.
pub struct Sink<'a> {
    meta: &'static RuleMeta,
    profile: &'a Profile,
    out: &'a mut Vec<Finding>,
}

impl<'a> Sink<'a> {
    /// A sink for the rule `meta` on a site of `profile`, which writes to `out`.
    pub fn new(meta: &'static RuleMeta, profile: &'a Profile, out: &'a mut Vec<Finding>) -> Self {
        Self { meta, profile, out }
    }

    /// Findings on `page`.
    pub fn page<'s>(&'s mut self, page: &'s Page) -> Findings<'s> {
        let first = self.out.len();
        Findings { page, meta: self.meta, profile: self.profile, first, out: self.out }
    }

    /// Something is wrong with a part of a node of `page`: for rules that pick the page, too.
    pub fn part<'s>(
        &'s mut self,
        page: &'s Page,
        node: NodeRef<'_>,
        span: Span,
        message: impl Into<String>,
    ) -> Draft<'s> {
        self.page(page).into_draft(span, page.path_of(node), message)
    }

    /// Something is wrong with `page` at its key `key`, or with its block where it has no such key.
    pub fn key_or_block<'s>(
        &'s mut self,
        page: &'s Page,
        key: Option<&KeyPath>,
        message: impl Into<String>,
    ) -> Draft<'s> {
        let node = key.and_then(|key| Some((page.front_matter.tree.find(key)?, key)));
        let open = page.front_matter.block.map_or(Span::at(0), |block| block.open);
        let (span, path) = node.map_or((open, None), |(node, key)| (node.span(), Some(key.clone())));
        self.page(page).into_draft(span, path, message)
    }
}

impl Sink<'_> {
    /// Something is wrong in a file that is no page.
    pub fn other_file(&mut self, path: &str, span: Span, message: impl Into<String>, help: Option<String>) {
        self.out.push(Finding {
            rule: self.meta.id,
            severity: self.meta.severity_for(self.profile),
            path: path.to_owned(),
            span,
            key_path: None,
            message: message.into(),
            help,
            related: Vec::new(),
            fix: None,
        });
    }
}

/// Collects the findings of one rule on one page.
pub struct Findings<'a> {
    page: &'a Page,
    meta: &'static RuleMeta,
    profile: &'a Profile,
    /// How many findings `out` held before this rule came to this page.
    first: usize,
    out: &'a mut Vec<Finding>,
}

impl<'a> Findings<'a> {
    /// Something is wrong with a value (for an absent one: with its key).
    pub fn value(&mut self, entry: Entry<'_>, message: impl Into<String>) -> Draft<'_> {
        if entry.value.is_absent() { self.key(entry, message) } else { self.node(entry.value, message) }
    }

    /// Something is wrong with a key.
    pub fn key(&mut self, entry: Entry<'_>, message: impl Into<String>) -> Draft<'_> {
        let path = self.path_of(entry.value);
        self.draft(entry.key.span(), path, message)
    }

    /// Something is wrong with a value or a list item.
    pub fn node(&mut self, node: NodeRef<'_>, message: impl Into<String>) -> Draft<'_> {
        let path = self.path_of(node);
        self.draft(node.span(), path, message)
    }

    /// Something is wrong with a part of a node.
    pub fn part(&mut self, node: NodeRef<'_>, span: Span, message: impl Into<String>) -> Draft<'_> {
        let path = self.path_of(node);
        self.draft(span, path, message)
    }

    /// Something is wrong at a place that is no value.
    pub fn span(&mut self, span: Span, message: impl Into<String>) -> Draft<'_> {
        self.draft(span, None, message)
    }

    /// Something is missing from the block: points at its opening delimiter.
    pub fn block(&mut self, message: impl Into<String>) -> Draft<'_> {
        let open = self.page.front_matter.block.map_or(Span::at(0), |block| block.open);
        self.draft(open, None, message)
    }

    /// The page that is judged.
    pub fn page(&self) -> &Page {
        self.page
    }

    fn is_full(&self) -> bool {
        self.out.len() >= self.first + MOST_ON_A_PAGE
    }

    /// The key path of a node, as long as findings are taken: each is a search through the block.
    fn path_of(&self, node: NodeRef<'_>) -> Option<KeyPath> {
        if self.is_full() { None } else { self.page.path_of(node) }
    }

    fn draft(&mut self, span: Span, key_path: Option<KeyPath>, message: impl Into<String>) -> Draft<'_> {
        let Self { page, meta, profile, first, ref mut out } = *self;
        Findings { page, meta, profile, first, out }.into_draft(span, key_path, message)
    }

    fn into_draft(self, span: Span, key_path: Option<KeyPath>, message: impl Into<String>) -> Draft<'a> {
        let finding = Finding {
            rule: self.meta.id,
            severity: self.meta.severity_for(self.profile),
            path: self.page.path.clone(),
            span,
            key_path,
            message: message.into(),
            help: None,
            related: Vec::new(),
            fix: None,
        };
        Draft { page: self.page, finding, is_taken: !self.is_full(), out: self.out }
    }
}

/// A finding that is being written. Nothing is reported before [`Draft::report`].
#[must_use = "a draft is only a finding once it is reported"]
pub struct Draft<'a> {
    page: &'a Page,
    finding: Finding,
    is_taken: bool,
    out: &'a mut Vec<Finding>,
}

impl Draft<'_> {
    /// Says what to type.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.finding.help = Some(help.into());
        self
    }

    /// Judges this case otherwise than the rule's default.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    /// Adds a second place on the same page.
    pub fn related(self, span: Span, message: impl Into<String>) -> Self {
        let path = self.page.path.clone();
        self.related_at(path, span, message)
    }

    /// Adds a second place in another file.
    pub fn related_at(mut self, path: impl Into<String>, span: Span, message: impl Into<String>) -> Self {
        self.finding.related.push(Related { path: path.into(), span, message: message.into() });
        self
    }

    /// Adds a fix that edits this page. Without an edit there is none: not every text can stand in every kind of quotes.
    pub fn fix(mut self, safety: Safety, title: impl Into<String>, edits: impl IntoIterator<Item = TextEdit>) -> Self {
        let path = &self.page.path;
        let edits: Vec<FileEdit> = edits.into_iter().map(|edit| FileEdit { path: path.clone(), edit }).collect();
        if !edits.is_empty() {
            self.finding.fix = Some(Fix { safety, title: title.into(), edits });
        }
        self
    }

    /// Done: the finding is reported, unless the page has too many of this rule already.
    pub fn report(self) {
        if self.is_taken {
            self.out.push(self.finding);
        }
    }
}
