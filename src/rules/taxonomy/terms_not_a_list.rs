//! `taxonomy/terms-not-a-list`

use serde::Deserialize;

use super::malformation::parts;
use super::places::quote_list;
use crate::finding::{Safety, Severity};
use crate::front_matter::rewrite::list_example;
use crate::front_matter::{NodeRef, Style};
use crate::profile::{Consequence, TermText, Terms};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site, TermEntry};
use crate::text::{Span, TextEdit};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "taxonomy/terms-not-a-list",
    severity: Severity::Error,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("terms_not_a_list.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TermsNotAList {}

impl PageRule for TermsNotAList {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for held in site.term_entries(page).filter(|held| !page.is_guessed(held.entry.value)) {
            let value = held.entry.value;
            let text = || Terms::text_of(value).filter(|text| !text.is_empty());
            if value.is_map() {
                map(&held, page, site, findings);
            } else if held.text == TermText::Refused
                && let Some(text) = text()
            {
                refused(&held, &text, page, site, findings);
            } else if let Some((index, item)) = value.items().enumerate().find(|(_, item)| is_lost(*item, &held, site))
            {
                nested(&held, index, item, page, site, findings);
            }
        }
    }
}

/// Whether an item is a map, or a list where the generator does not take lists apart.
fn is_lost(item: NodeRef<'_>, held: &TermEntry<'_>, site: &Site) -> bool {
    let said = site.profile.terms.nested_in(held.taxonomy);
    let is_lost_map = item.is_map() && said != Some(Consequence::Harmless);
    is_lost_map || (item.is_list() && said.and_then(effect).is_some())
}

fn example(name: &str, page: &Page) -> String {
    format!("write a list: `{}`", page.line(name, list_example(page.format())))
}

fn map(held: &TermEntry<'_>, page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let (name, generator) = (held.entry.name(), site.profile.name);
    let Some(effect) = effect(site.profile.terms.wrong_type) else { return };
    let message = format!("`{name}` is a map of keys and values: {generator} {effect}");
    findings.value(held.entry, message).help(example(name, page)).report();
}

fn refused(held: &TermEntry<'_>, text: &str, page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let (name, generator) = (held.entry.name(), site.profile.name);
    let Some(effect) = effect(site.profile.terms.wrong_type) else { return };
    let value = held.entry.value;
    let written = value.span().of(&page.text);
    let is_line = !written.contains('\n') && !value.is_alias();
    let is_plain = value.scalar().is_some_and(|scalar| scalar.style == Style::Plain);
    // In brackets, a comma parts the terms as the writer thought it would anyway; between quotes it does not.
    let list = if is_plain || !text.contains(',') { format!("[{written}]") } else { quote_list(&parts(text)) };
    let message = format!("`{name}` is a text, where a list is needed: {generator} {effect}");
    // `tags: a]`: half of a list, of which nobody knows the other half.
    if is_plain && written.contains(['[', ']', '{', '}', '"', '#']) {
        findings.value(held.entry, message).help(example(name, page)).report();
        return;
    }
    findings
        .value(held.entry, message)
        .help(format!("write `{}`", page.line(name, &list)))
        .fix(Safety::Safe, "make it a list", is_line.then(|| TextEdit::replace(value.span(), list)))
        .report();
}

/// One finding for the whole list, at its first item that is none.
fn nested(
    held: &TermEntry<'_>,
    index: usize,
    item: NodeRef<'_>,
    page: &Page,
    site: &Site,
    findings: &mut Findings<'_>,
) {
    let (name, generator) = (held.entry.name(), site.profile.name);
    let consequence = site.profile.terms.nested_in(held.taxonomy).and_then(effect);
    let what = if item.is_map() { "a map of keys and values" } else { "a list inside the list" };
    let position = index + 1;
    match consequence {
        Some(effect) => {
            let message = format!("item {position} of `{name}` is {what}: {generator} {effect}");
            let draft = findings.node(item, message);
            let Repair { help, safety, title, edits } = repair(held, item, page);
            draft.help(help).fix(safety, title, edits).report();
        }
        None if item.is_map() => {
            let message = format!("item {position} of `{name}` is {what}, where a term is expected");
            let Repair { help, safety, title, edits } = repair(held, item, page);
            findings.node(item, message).help(help).severity(Severity::Warning).fix(safety, title, edits).report();
        }
        None => {}
    }
}

fn effect(consequence: Consequence) -> Option<&'static str> {
    match consequence {
        Consequence::Fails(effect) | Consequence::Loses(effect) => Some(effect),
        Consequence::Harmless => None,
    }
}

/// What to do about an item that is no term.
struct Repair {
    help: String,
    safety: Safety,
    title: &'static str,
    edits: Vec<TextEdit>,
}

fn repair(held: &TermEntry<'_>, item: NodeRef<'_>, page: &Page) -> Repair {
    let name = held.entry.name();
    let span = item.span();
    let written = span.of(&page.text);
    if item.is_list() {
        let is_flow = held.entry.value.span().of(&page.text).starts_with('[');
        return Repair {
            help: if is_flow {
                format!("write all terms of `{name}` in one pair of brackets")
            } else {
                format!("write one dash before each term of `{name}`, all in one column")
            },
            safety: Safety::Unsafe,
            title: "take the terms out of the inner lists",
            edits: flattened(held.entry.value, page),
        };
    }
    // `- Vue: basics` without quotes. A map with `name:` was meant as one.
    let is_meant = item.entries().any(|entry| matches!(entry.name(), "name" | "title" | "label" | "id" | "slug"));
    if is_meant || written.contains(['\n', '"', '\\', '{']) || item.is_alias() {
        let help = "write a term in place of the map".to_owned();
        return Repair { help, safety: Safety::Unsafe, title: "", edits: Vec::new() };
    }
    let quoted = format!("\"{written}\"");
    Repair {
        help: format!("put the term in quotes: `{quoted}`"),
        safety: Safety::Safe,
        title: "put the term in quotes",
        edits: vec![TextEdit::replace(span, quoted)],
    }
}

/// Takes away the second dash of `- - a`, or the brackets of `["a"]`, where each inner list holds one term.
fn flattened(list: NodeRef<'_>, page: &Page) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    for item in list.items().filter(|item| item.scalar().is_none()) {
        let inner: Vec<NodeRef<'_>> = item.items().collect();
        let [only] = inner[..] else { return Vec::new() };
        // What an alias stands for lies elsewhere.
        if only.scalar().is_none() || only.is_alias() || item.is_alias() {
            return Vec::new();
        }
        let (outer, inner) = (item.span(), only.span());
        let before = Span::new(outer.start as usize, inner.start as usize);
        let behind = Span::new(inner.end as usize, outer.end as usize);
        match (before.of(&page.text).trim(), behind.of(&page.text).trim()) {
            ("-", _) => edits.push(TextEdit::delete(before)),
            ("[", "]") => edits.extend([before, behind].map(TextEdit::delete)),
            _ => return Vec::new(),
        }
    }
    edits
}
