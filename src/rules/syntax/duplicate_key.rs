//! `syntax/duplicate-key`

use std::collections::HashMap;

use serde::Deserialize;

use crate::finding::{Safety, Severity};
use crate::front_matter::{Entry, Format, NodeRef, Problem, ProblemKind, Style, rewrite};
use crate::rules::{Draft, Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};
use crate::text::{Span, TextEdit};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "syntax/duplicate-key",
    severity: Severity::Error,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("duplicate_key.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DuplicateKey {}

impl PageRule for DuplicateKey {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let Some(block) = page.front_matter.block else { return };
        let refuses = match block.format {
            Format::Toml => true,
            Format::Json => false,
            _ => site.profile.dialect.yaml.refuses_duplicate_keys(),
        };
        for problem in page.front_matter.problems.iter().filter(|problem| problem.kind == ProblemKind::DuplicateKey) {
            let name = problem.span.of(&page.text).trim_matches(['"', '\'']);
            let mut draft = findings.span(problem.span, message(name, true, page, problem.related, site));
            if let Some(first) = problem.related {
                draft = draft.related(first, "the first one is here");
            }
            match repetition(problem, page).and_then(|again| rewrite::remove_lines(&page.text, again)) {
                Some(edit) => removes(draft, name, edit).report(),
                None => draft.help(format!("keep one `{name}` and remove the other")).report(),
            }
        }
        if block.format != Format::Toml {
            in_tree(page, site, refuses, findings);
        }
    }
}

/// The second of two equal entries in TOML, of which the tree has the first only.
fn repetition(problem: &Problem, page: &Page) -> Option<Span> {
    let mut open: Vec<NodeRef<'_>> = page.front_matter.tree.root().into_iter().collect();
    let first = loop {
        let node = open.pop()?;
        let found = node.entries().find(|entry| Some(entry.key.span()) == problem.related);
        if let Some(entry) = found {
            break entry.span().of(&page.text);
        }
        open.extend(node.entries().map(|entry| entry.value).chain(node.items()));
    };
    let start = problem.span.start as usize;
    let is_same = !first.contains('\n') && page.text[start..].starts_with(first);
    is_same.then(|| Span::new(start, start + first.len()))
}

/// The draft with the fix for two that say the same.
fn removes<'d>(draft: Draft<'d>, name: &str, edit: TextEdit) -> Draft<'d> {
    draft.help(format!("both have the same value: remove one `{name}`")).fix(
        Safety::Safe,
        format!("remove the second `{name}`"),
        [edit],
    )
}

fn in_tree(page: &Page, site: &Site, refuses: bool, findings: &mut Findings<'_>) {
    for map in page.front_matter.maps_with_twins() {
        let mut seen: HashMap<&str, Entry<'_>> = HashMap::new();
        for entry in map.entries() {
            // Merge keys may stand more than once in most parsers, and a list as a key has no name.
            if entry.name().is_empty() || is_merge_key(entry) {
                continue;
            }
            if let Some(first) = seen.get(entry.name()) {
                report(*first, entry, page, site, refuses, findings);
            } else {
                seen.insert(entry.name(), entry);
            }
        }
    }
}

fn report(first: Entry<'_>, again: Entry<'_>, page: &Page, site: &Site, refuses: bool, findings: &mut Findings<'_>) {
    let name = again.name();
    let message = message(name, refuses, page, Some(first.key.span()), site);
    let is_same = first.value.span().of(&page.text) == again.value.span().of(&page.text);
    let mut draft = findings.key(again, message).related(first.key.span(), "the first one is here");
    if !refuses {
        draft = draft.severity(Severity::Warning);
    }
    let remove = if page.format() == Format::Json { rewrite::remove_member } else { rewrite::remove_entry };
    match remove(&page.text, again).filter(|_| is_same && !first.value.is_absent()) {
        Some(edit) => removes(draft, name, edit).report(),
        None => draft.help(format!("keep one `{name}` and remove the other")).report(),
    }
}

fn message(name: &str, refuses: bool, page: &Page, first: Option<Span>, site: &Site) -> String {
    let line =
        first.map(|first| format!(" in line {}", page.lines().line(first.start as usize) + 1)).unwrap_or_default();
    let generator = site.profile.name;
    if !site.profile.is_known() {
        format!("the key `{name}` already stands{line}: some generators refuse that, others take only this one")
    } else if refuses {
        format!("the key `{name}` already stands{line}, and {generator} refuses a key that stands twice")
    } else {
        format!("the key `{name}` already stands{line}; {generator} takes this one, and the first is lost")
    }
}

fn is_merge_key(entry: Entry<'_>) -> bool {
    entry.key.scalar().is_some_and(|key| key.style == Style::Plain && &*key.text == "<<")
}
