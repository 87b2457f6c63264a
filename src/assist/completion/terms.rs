//! Terms of a taxonomy: those that the vocabulary allows, and those that pages use.

use std::collections::HashSet;

use super::code::Writing;
use super::{Item, ItemKind, pages};
use crate::assist::place::ValuePlace;
use crate::assist::{Asked, code, dotted};
use crate::profile::TermText;
use crate::site::readable_url;
use crate::site::taxonomy::Place;
use crate::text::{Span, Step};

/// A term that may be proposed.
#[derive(Default)]
struct Candidate {
    text: String,
    pages: usize,
    url: Option<String>,
    about: Vec<String>,
    is_deprecated: bool,
}

/// The terms of `taxonomy` that may be typed at `place`, with the cursor at `offset`.
pub fn items(asked: &Asked<'_>, place: &ValuePlace, taxonomy: &str, offset: usize) -> Vec<Item> {
    let present = present(asked, place, taxonomy, offset);
    let mut candidates = candidates(asked, taxonomy);
    candidates.retain(|candidate| !present.contains(&candidate.text));
    let is_item = matches!(place.path.0.last(), Some(Step::Index(_)));
    let separators = separators(asked, place, taxonomy).filter(|_| !is_item);
    let is_one_text = is_item || is_singular(asked, place);
    let writing = Writing::new(asked, place).in_list(!is_one_text);
    let item = |candidate: Candidate| {
        let item = match separators {
            Some(separators) => {
                let word = word_at(&asked.page.text, place.span, offset, separators);
                writing.word(&candidate.text, word, separators, ItemKind::Term)?
            }
            None => writing.text(&candidate.text, ItemKind::Term),
        };
        let mut about = candidate.about;
        about.extend(candidate.url.map(|url| code(&readable_url(&url))));
        let detail = (candidate.pages > 0).then(|| pages(candidate.pages));
        let mut item = item.detail(detail).documentation(about);
        item.is_deprecated = candidate.is_deprecated;
        Some(item)
    };
    candidates.into_iter().filter_map(item).collect()
}

/// The terms, the most used first, those that should not be used any more last.
fn candidates(asked: &Asked<'_>, taxonomy: &str) -> Vec<Candidate> {
    let (site, page) = (asked.site(), asked.page);
    let index = asked.workspace.index();
    let taxonomies = index.taxonomies(site);
    let language = index.pages.get(&*page.path).and_then(|(_, facts)| facts.language.as_deref());
    let used = taxonomies.get(taxonomy, language);
    let vocabulary = site.vocabulary_for(&page.path, taxonomy);
    let mut candidates: Vec<Candidate> = Vec::new();
    for term in used.into_iter().flat_map(|terms| &terms.terms) {
        let by_others = |place: &Place<'_>| place.indexed.0.path != page.path;
        let spelling = term.spellings.iter().find(|spelling| spelling.places.iter().any(by_others));
        let others: HashSet<&str> = term.places().filter(by_others).map(|place| &*place.indexed.0.path).collect();
        let Some(spelling) = spelling else { continue };
        if vocabulary.is_some_and(|vocabulary| !vocabulary.allows(&spelling.text)) {
            continue;
        }
        candidates.push(Candidate {
            text: spelling.text.clone(),
            pages: others.len(),
            url: term.url.clone(),
            ..Candidate::default()
        });
    }
    for term in vocabulary.into_iter().flat_map(|vocabulary| &vocabulary.terms) {
        if !candidates.iter().any(|known| known.text == term.name) {
            let url = (site.profile.terms.url)(taxonomy, &term.name, &site.config);
            candidates.push(Candidate { text: term.name.clone(), url, ..Candidate::default() });
        }
        let Some(known) = candidates.iter_mut().find(|known| known.text == term.name) else { continue };
        known.about.extend(term.description.clone());
        if let Some(why) = &term.deprecated {
            known.is_deprecated = true;
            known.about.extend((!why.is_empty()).then(|| why.clone()));
            known.about.extend(term.replaced_by.as_ref().map(|new| format!("use {} instead", code(new))));
        }
        if !term.aliases.is_empty() {
            known.about.push(format!("also {}", term.aliases.join(", ")));
        }
    }
    candidates.sort_by(|a, b| (a.is_deprecated, b.pages, &a.text).cmp(&(b.is_deprecated, a.pages, &b.text)));
    candidates
}

/// The terms of the taxonomy that the page has already, without the one under the cursor.
fn present(asked: &Asked<'_>, place: &ValuePlace, taxonomy: &str, offset: usize) -> Vec<String> {
    let touches = |span: Span| span.start as usize <= offset && offset <= span.end as usize;
    let is_other = |span: Span| !touches(span) && (place.span.is_empty() || span != place.span);
    let own = asked.page.terms.iter().filter(|used| used.taxonomy == taxonomy);
    own.filter(|used| is_other(used.span)).map(|used| used.text.clone()).collect()
}

/// What separates the terms of one text, where a text in place of a list holds several.
fn separators(asked: &Asked<'_>, place: &ValuePlace, taxonomy: &str) -> Option<&'static [char]> {
    let name = dotted(&place.path);
    let mut entries = asked.site().term_entries(asked.page);
    let held = entries.find(|held| held.taxonomy == taxonomy && held.entry.name() == name);
    let text = if is_singular(asked, place) { TermText::OneTerm } else { asked.site().profile.terms.text };
    match held.map_or(text, |held| held.text) {
        TermText::SplitAtBlanks => Some(&[' ', '\t']),
        TermText::SplitAtCommas => Some(&[',']),
        TermText::OneTerm | TermText::Refused | TermText::Unknown => None,
    }
}

/// Whether the place is that of a key in the singular, whose text is one term.
fn is_singular(asked: &Asked<'_>, place: &ValuePlace) -> bool {
    let site = asked.site();
    let name = dotted(&place.path);
    site.profile.terms.singular.iter().any(|singular| site.is_same_key(singular.key, &name))
}

/// The word of the text in `span` that the cursor is in.
fn word_at(text: &str, span: Span, offset: usize, separators: &[char]) -> Span {
    let written = span.of(text);
    let quotes = usize::from(written.starts_with(['"', '\'']));
    let closed = usize::from(quotes == 1 && written.len() > 1 && written.ends_with(['"', '\'']));
    let (start, end) = (span.start as usize + quotes, span.end as usize - closed);
    let offset = offset.clamp(start, end.max(start));
    let from = text[start..offset].rfind(separators).map_or(start, |at| start + at + 1);
    let to = text[offset..end.max(offset)].find(separators).map_or(end.max(offset), |at| offset + at);
    let blank = text[from..to].len() - text[from..to].trim_start().len();
    Span::new((from + blank).min(offset), to)
}
