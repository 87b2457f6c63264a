//! Where what a page names is to be found.

use super::hover::term_at;
use super::standing::Standing;
use super::{Asked, Target, dotted};
use crate::listing::parent;
use crate::profile::pages::PageKind;
use crate::site::vocabulary::{Verdict, Vocabulary};
use crate::site::{Page, TermUse};
use crate::text::{KeyPath, Span, Step};

/// The places that define what stands at byte `offset` of the page: the page of a term and its entry in the vocabulary, the
/// file of an image, layout or schema, the page that an alias belongs to, translations, the list page that hands a key down.
pub fn definitions(asked: &Asked<'_>, offset: usize) -> Vec<Target> {
    if let Some(schema) = schema(asked, offset) {
        return vec![schema];
    }
    let Some(standing) = Standing::at(asked.page, offset) else { return Vec::new() };
    if standing.is_key {
        return cascading(asked, &standing.path);
    }
    if let Some(used) = term_at(asked, &standing, offset) {
        return term(asked, used);
    }
    let finders = [image, layout, allowed, alias, translation_key];
    finders.into_iter().map(|find| find(asked, &standing)).find(|found| !found.is_empty()).unwrap_or_default()
}

/// The other pages that are translations of the page.
pub fn translations(asked: &Asked<'_>) -> Vec<Target> {
    let index = asked.workspace.index();
    let Some((_, own)) = index.pages.get(&*asked.page.path) else { return Vec::new() };
    let others = index.pages.values().filter(|(page, facts)| {
        let by_key = own.translation_key.is_some() && own.translation_key == facts.translation_key;
        let by_path = own.logical_path.is_some() && own.logical_path == facts.logical_path;
        page.path != asked.page.path && own.language != facts.language && (by_key || by_path)
    });
    others.map(|(page, _)| Target::file(&page.path)).collect()
}

/// The list pages above that hand the top-level key at `path` down to the page.
pub(super) fn cascading(asked: &Asked<'_>, path: &KeyPath) -> Vec<Target> {
    let [Step::Key(name)] = &*path.0 else { return Vec::new() };
    let page = asked.page;
    if !page.cascaded.iter().any(|key| page.is_key(key, name)) {
        return Vec::new();
    }
    let is_above = |other: &&Page| {
        let folder = parent(&other.path);
        let is_list =
            matches!(other.kind, PageKind::BranchBundle | PageKind::Home | PageKind::Taxonomy | PageKind::Term);
        is_list && (folder.is_empty() || page.path.starts_with(&format!("{folder}/")))
    };
    let hands_down = |other: &Page| {
        let cascade = other.get("cascade")?.value;
        let maps = [cascade].into_iter().chain(cascade.items());
        let entries: Vec<_> = maps.flat_map(|map| map.entries()).collect();
        let below =
            entries.iter().filter(|entry| other.is_key(entry.name(), "params")).flat_map(|entry| entry.value.entries());
        let mut all = entries.iter().copied().chain(below);
        all.find(|entry| other.is_key(entry.name(), name)).map(|entry| Target::at(&other.path, entry.key.span()))
    };
    asked.workspace.pages().filter(is_above).filter_map(hands_down).collect()
}

/// The pages of a term, those in the language of the page.
pub(super) fn term_pages<'w>(asked: &Asked<'w>, used: &TermUse) -> impl Iterator<Item = &'w Page> {
    let site = asked.site();
    let logical = format!("/{}/{}", used.taxonomy, used.term).to_lowercase();
    let language = asked.page.language.clone();
    let is_own = move |page: &&Page| {
        let path = || (site.profile.logical_path)(&page.path, &site.config);
        page.kind == PageKind::Term
            && page.language == language
            && path().is_some_and(|path| path.to_lowercase() == logical)
    };
    asked.workspace.pages().filter(is_own)
}

fn term(asked: &Asked<'_>, used: &TermUse) -> Vec<Target> {
    let mut targets: Vec<Target> = term_pages(asked, used).map(|page| Target::file(&page.path)).collect();
    let vocabulary = asked.site().vocabulary_for(&asked.page.path, &used.taxonomy);
    targets.extend(vocabulary.and_then(|vocabulary| entry(asked, vocabulary, &used.text)));
    targets
}

/// The entry of a vocabulary for a spelling.
fn entry(asked: &Asked<'_>, vocabulary: &Vocabulary, text: &str) -> Option<Target> {
    let term = match vocabulary.judge(text) {
        Verdict::Known(term) | Verdict::AliasOf(term) | Verdict::CaseOf(term) | Verdict::Deprecated(term) => term,
        Verdict::Unknown(_) => return None,
    };
    let is_file = asked.site().listing.contains(&vocabulary.source);
    let span = Some(term.span).filter(|span| !span.is_empty());
    is_file.then(|| Target { path: vocabulary.source.clone(), span })
}

fn image(asked: &Asked<'_>, standing: &Standing<'_>) -> Vec<Target> {
    let image = asked.page.images.iter().find(|image| image.node == standing.node.id());
    image.and_then(|image| image.status.file()).map(Target::file).into_iter().collect()
}

fn layout(asked: &Asked<'_>, standing: &Standing<'_>) -> Vec<Target> {
    let (site, name) = (asked.site(), dotted(&standing.path));
    let layouts = &site.profile.layouts;
    let Some(text) = standing.node.scalar().map(|scalar| &*scalar.text) else { return Vec::new() };
    if !layouts.keys.iter().any(|key| site.is_same_key(key, &name)) {
        return Vec::new();
    }
    let all = layouts.all(&site.listing, &site.config);
    all.into_iter().filter(|(name, _)| name == text).map(|(_, file)| Target::file(file)).collect()
}

fn allowed(asked: &Asked<'_>, standing: &Standing<'_>) -> Vec<Target> {
    let vocabulary = asked.site().vocabulary_for(&asked.page.path, &dotted(&standing.path));
    let text = standing.node.scalar().map(|scalar| &*scalar.text);
    let found = vocabulary.zip(text).and_then(|(vocabulary, text)| entry(asked, vocabulary, text));
    found.into_iter().collect()
}

/// The other pages at the address of an alias: a page of its own, or others with the same alias.
fn alias(asked: &Asked<'_>, standing: &Standing<'_>) -> Vec<Target> {
    let index = asked.workspace.index();
    let Some((_, own)) = index.pages.get(&*asked.page.path) else { return Vec::new() };
    let Some(alias) = own.aliases.iter().find(|alias| alias.key_path == standing.path) else { return Vec::new() };
    let mut targets = Vec::new();
    for (page, facts) in index.pages.values().filter(|(page, _)| page.path != asked.page.path) {
        if facts.url.as_ref() == Some(&alias.url) {
            targets.push(Target::file(&page.path));
        }
        let same = facts.aliases.iter().filter(|other| other.url == alias.url);
        targets.extend(same.filter_map(|other| Some(Target::at(&page.path, span_at(page, &other.key_path)?))));
    }
    targets
}

/// The pages with the same key of translations.
fn translation_key(asked: &Asked<'_>, standing: &Standing<'_>) -> Vec<Target> {
    if !asked.page.is_key(&dotted(&standing.path), "translationKey") {
        return Vec::new();
    }
    let Some(key) = asked.page.text_of("translationKey") else { return Vec::new() };
    let others = asked.workspace.pages().filter(|page| page.path != asked.page.path);
    let same = others.filter(|page| page.text_of("translationKey").as_ref() == Some(&key));
    same.filter_map(|page| Some(Target::at(&page.path, page.get("translationKey")?.value.span()))).collect()
}

/// The schema that the page names at `offset`.
fn schema(asked: &Asked<'_>, offset: usize) -> Option<Target> {
    let site = asked.site();
    let named = site.schema_named_by(asked.page)?;
    let touches = named.span.start as usize <= offset && offset <= named.span.end as usize;
    let mut candidates = named.candidates.into_iter().filter(|_| touches);
    candidates.find(|path| site.listing.contains(path)).map(Target::file)
}

pub(super) fn span_at(page: &Page, path: &KeyPath) -> Option<Span> {
    page.front_matter.tree.find(path).map(|node| node.span())
}
