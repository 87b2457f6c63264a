//! `taxonomy/malformed-term`

use std::collections::HashSet;

use serde::Deserialize;

use super::malformation::{Evidence, Malformation, diagnose, parts, stray_separator, wrapping_quote};
use super::places::quote_list;
use super::term_edits::{remove_item, rewrite, slot_of, split};
use crate::finding::{Safety, Severity};
use crate::front_matter::NodeRef;
use crate::profile::TermText;
use crate::rules::{FixKind, Group, Groups, RuleMeta, Sink, SiteRule};
use crate::site::taxonomy::KnownTerms;
use crate::site::{IndexedPage, Page, Site, TermFact, TermUse};
use crate::text::TextEdit;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "taxonomy/malformed-term",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("malformed_term.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MalformedTerm {}

impl SiteRule for MalformedTerm {
    /// Each page alone, if it has a term that may be malformed.
    fn groups(&self, (page, facts): IndexedPage<'_>, _site: &Site, groups: &mut Groups<'_>) {
        if !facts.empty_terms.is_empty() || facts.terms.iter().any(is_suspicious) {
            groups.add(&[&page.path]);
        }
    }

    /// Two terms in one text are told from one by whether both are terms of the site.
    fn reads_census(&self) -> bool {
        true
    }

    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>) {
        for indexed in group.pages {
            empty_terms(*indexed, site, sink);
            let (page, facts) = *indexed;
            let mut split_texts = HashSet::new();
            for (term, fact) in page.terms.iter().zip(&facts.terms) {
                if is_cut(page, term, site) {
                    continue;
                }
                let is_split = fact.is_whole_text && site.profile.terms.text == TermText::SplitAtBlanks;
                if is_split && page.front_matter.tree.node(term.node).scalar().is_some_and(|s| *s.text != *term.text) {
                    // One finding for the text, however many of its terms have a comma.
                    if stray_separator(&term.text).is_some() && split_texts.insert(term.node) {
                        split_text(page, term, site, sink);
                    }
                } else {
                    judge(*indexed, term, fact, &group.census.terms, site, sink);
                }
            }
        }
    }
}

/// `["a, "b"]`: the items of a list that a mistake cuts in pieces are no terms.
fn is_cut(page: &Page, term: &TermUse, site: &Site) -> bool {
    let slot = || slot_of(page, site, page.front_matter.tree.node(term.node));
    !page.front_matter.is_whole() && slot().is_some_and(|slot| page.is_guessed(slot.held.entry.value))
}

fn judge(
    (page, facts): IndexedPage<'_>,
    term: &TermUse,
    fact: &TermFact,
    terms: &KnownTerms,
    site: &Site,
    sink: &mut Sink<'_>,
) {
    let is_known = |text: &str| {
        let name = (site.profile.terms.term)(text, &site.config);
        name != fact.term && terms.has(&fact.taxonomy, facts.language.as_deref(), &name)
    };
    let unknown_text = site.profile.terms.text == TermText::Unknown;
    let evidence = Evidence {
        is_known: &is_known,
        is_whole_text: fact.is_whole_text && !unknown_text,
        holds_many: fact.taxonomy.rsplit('.').next() == Some("tags"),
        all_alike: all_alike(fact, &facts.terms),
    };
    let Some(malformation) = diagnose(&fact.text, &evidence) else { return };
    let is_lost = match &malformation {
        Malformation::EdgeBlank(text) | Malformation::Invisible(_, text) | Malformation::StraySeparator(_, text) => {
            is_known(text)
        }
        Malformation::StrayQuote(_, text) | Malformation::Quoted(_, text) => is_known(text),
        Malformation::Joined(mark, parts) => {
            *mark != ' ' && fact.is_whole_text && parts.iter().any(|part| is_known(part))
        }
        Malformation::Brackets(_) => true,
        Malformation::Hash(_) => false,
    };
    let severity = if is_lost && !unknown_text { Severity::Error } else { Severity::Warning };
    report(page, term, &malformation, is_lost, severity, site, sink);
}

/// Whether something can be wrong with a term, if other terms speak for it.
fn is_suspicious(fact: &TermFact) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || c == '-';
    let evidence =
        Evidence { is_known: &|_| true, is_whole_text: fact.is_whole_text, holds_many: true, all_alike: true };
    !fact.text.chars().all(is_plain) && diagnose(&fact.text, &evidence).is_some()
}

/// Whether all terms of the page in this taxonomy, at least two, are in quotes or have a `#` as this one has.
fn all_alike(fact: &TermFact, terms: &[TermFact]) -> bool {
    let own: Vec<&TermFact> = terms.iter().filter(|other| other.taxonomy == fact.taxonomy).collect();
    let quote = |text: &str| wrapping_quote(text).map(|(quote, _)| quote);
    let is_alike = |other: &&&TermFact| match quote(&fact.text) {
        Some(own) => quote(&other.text) == Some(own),
        None => fact.text.starts_with('#') && other.text.starts_with('#'),
    };
    own.len() > 1 && own.iter().filter(is_alike).count() == own.len()
}

fn report(
    page: &Page,
    term: &TermUse,
    malformation: &Malformation,
    is_lost: bool,
    severity: Severity,
    site: &Site,
    sink: &mut Sink<'_>,
) {
    let (text, key, generator) = (&term.text, &term.taxonomy, site.profile.name);
    let node = page.front_matter.tree.node(term.node);
    let several = |what: &str, parts: &[String]| {
        (format!("`{text}` in `{key}` {what}: {generator} makes one term of it"), quote_list(parts))
    };
    let (message, help, text_meant) = match malformation {
        Malformation::EdgeBlank(bare) => {
            let end = if text.starts_with(char::is_whitespace) { "begins" } else { "ends" };
            (
                format!("`\"{text}\"` in `{key}` {end} with a blank, which makes it another term than `{bare}`"),
                None,
                bare,
            )
        }
        Malformation::Invisible(name, bare) => {
            (format!("`{text}` in `{key}` holds {name}, which nobody sees and which makes it another term"), None, bare)
        }
        Malformation::StraySeparator(mark, bare) => {
            (format!("`{text}` in `{key}` has a stray `{mark}`, which is part of the term"), None, bare)
        }
        Malformation::StrayQuote(quote, bare) => {
            (format!("`{text}` in `{key}` has a stray `{quote}`, which is part of the term"), None, bare)
        }
        Malformation::Quoted(_, bare) => {
            (format!("the quotes of `{text}` in `{key}` are part of the term"), None, bare)
        }
        Malformation::Hash(bare) => (format!("the `#` of `{text}` in `{key}` is part of the term"), None, bare),
        Malformation::Joined(' ', parts) => {
            let (message, list) = several("holds several terms of this site", parts);
            (message, Some(list), text)
        }
        Malformation::Joined(mark, parts) => {
            let (message, list) = several(&format!("looks like several terms with `{mark}` between them"), parts);
            (message, Some(list), text)
        }
        Malformation::Brackets(parts) => {
            let (message, list) = several("is a list in quotes", parts);
            (message, Some(list), text)
        }
    };
    let draft = sink.part(page, node, term.span, message).severity(severity);
    match malformation {
        Malformation::Joined(_, parts) | Malformation::Brackets(parts) => draft
            .help(format!("if several are meant, write them as items of a list: {}", help.unwrap_or_default()))
            .fix(Safety::Unsafe, "write several terms", split_edit(page, node, parts, site))
            .report(),
        Malformation::EdgeBlank(_) | Malformation::Invisible(..) => draft
            .help(format!("write `{text_meant}`"))
            .fix(Safety::Safe, format!("write `{text_meant}`"), rewrite(page, node, term.span, text_meant))
            .report(),
        _ => {
            let safety = if is_lost { Safety::Safe } else { Safety::Unsafe };
            let edit = rewrite(page, node, term.span, text_meant);
            draft.help(format!("write `{text_meant}`")).fix(safety, format!("write `{text_meant}`"), edit).report();
        }
    }
}

fn split_edit(page: &Page, node: NodeRef<'_>, terms: &[String], site: &Site) -> Option<TextEdit> {
    let mut different: Vec<&str> = Vec::new();
    for term in terms {
        if !different.contains(&&**term) {
            different.push(term);
        }
    }
    split(page, &slot_of(page, site, node)?, &different)
}

/// `tags: a, b` where the generator splits at blanks: the commas stick to the terms.
fn split_text(page: &Page, term: &TermUse, site: &Site, sink: &mut Sink<'_>) {
    let (key, generator) = (&term.taxonomy, site.profile.name);
    let node = page.front_matter.tree.node(term.node);
    let text = page.excerpt(node);
    let mark = stray_separator(&term.text).unwrap_or(',');
    let meant = parts(node.scalar().map_or("", |scalar| &scalar.text));
    let message = format!(
        "`{key}` `{text}` is split at blanks, and `{mark}` is part of the term `{}`: {generator} knows no commas here",
        term.text
    );
    sink.part(page, node, term.span, message)
        .severity(Severity::Error)
        .help(format!("write a list: {}", quote_list(&meant)))
        .fix(Safety::Unsafe, "write a list", split_edit(page, node, &meant, site))
        .report();
}

/// One finding for each list.
fn empty_terms((page, facts): IndexedPage<'_>, site: &Site, sink: &mut Sink<'_>) {
    let mut rest = &facts.empty_terms[..];
    while let Some((path, _)) = rest.split_first() {
        let list = path.0.split_last().map(|(_, list)| list);
        let count = rest.iter().take_while(|other| other.0.split_last().map(|(_, list)| list) == list).count();
        let (own, others) = rest.split_at(count);
        rest = others;
        let items: Vec<NodeRef<'_>> = own.iter().filter_map(|path| page.front_matter.tree.find(path)).collect();
        let Some(item) = items.first() else { continue };
        let Some(slot) = slot_of(page, site, *item) else { continue };
        let list = slot.held.entry.value;
        // A list of nothing but empty texts comes from a template for new pages.
        let is_left_over = list.items().len() == count;
        let severity = if is_left_over { Severity::Info } else { Severity::Warning };
        let message = match count {
            1 => format!("`{path}` is a term without text"),
            2 => format!("`{path}` and another item of this list are terms without text"),
            _ => format!("`{path}` and {} more items of this list are terms without text", count - 1),
        };
        let edits = slot.index.filter(|_| !is_left_over).and_then(|index| remove_item(page, list, index));
        sink.part(page, *item, item.span(), message)
            .severity(severity)
            .help("write the term, or remove the item")
            .fix(Safety::Safe, "remove the empty item", edits)
            .report();
    }
}
