//! Keys that may stand in a map.

use super::{Item, code, pages};
use crate::assist::knowledge::Sources;
use crate::assist::place::{KeyForm, KeyPlace, ValuePlace};
use crate::assist::{Asked, dotted, usage};
use crate::front_matter::Format;
use crate::profile::keys::KeyKind;
use crate::schema::locate;
use crate::text::KeyPath;

/// From how many pages on a key that nobody else knows is proposed: what stands on one page may be a slip.
const ESTABLISHED: usize = 2;

/// A key that may be proposed.
struct Candidate {
    name: String,
    /// Keys that have to be there come first, then those of schemas, the generator's, and what pages use.
    rank: usize,
    pages: usize,
}

/// The keys that may be typed at `place`.
pub fn items(asked: &Asked<'_>, place: &KeyPlace) -> Vec<Item> {
    let sources = asked.sources();
    let candidates = candidates(asked, &sources, &place.map, place);
    candidates.into_iter().filter_map(|candidate| item(asked, &sources, place, &candidate)).collect()
}

/// The keys with which the item of a list can begin that is typed at `place`, where it may become a map.
pub fn items_for_item(asked: &Asked<'_>, place: &ValuePlace) -> Vec<Item> {
    if !place.may_be_key || asked.page.format() != Format::Yaml || asked.taxonomy_of(&place.path).is_some() {
        return Vec::new();
    }
    let map = place.path.clone();
    let key = KeyPlace { map, span: place.span, has_mark: false, form: KeyForm::Line };
    let mut items = items(asked, &key);
    if place.needs_blank {
        items.iter_mut().for_each(|item| item.edit.insert.insert(0, ' '));
    }
    items
}

fn candidates(asked: &Asked<'_>, sources: &Sources, map: &KeyPath, place: &KeyPlace) -> Vec<Candidate> {
    let site = asked.site();
    let present = present(asked, map, place);
    let used = usage::keys(asked, map);
    let count = |name: &str| used.iter().find(|key| site.is_same_key(&key.name, name)).map_or(0, |key| key.pages);
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |name: &str, rank: usize| {
        let is_known = found.iter().any(|known| site.is_same_key(&known.name, name));
        let is_present = present.iter().any(|present| site.is_same_key(present, name));
        if !name.is_empty() && !is_known && !is_present {
            found.push(Candidate { name: name.to_owned(), rank, pages: count(name) });
        }
    };
    let mut is_closed = false;
    for (_, outline) in &sources.schemas {
        let properties = outline.properties(map);
        properties.iter().for_each(|property| add(&property.name, usize::from(!property.is_required)));
        is_closed |= outline.is_closed(map);
    }
    if !is_closed {
        for name in generator_keys(asked, sources, map) {
            add(&name, 2);
        }
        // A key of list pages is no key of posts, however many list pages have it.
        let counts = |name: &str| !map.0.is_empty() || site.counts_on(asked.page, name);
        for key in used.iter().filter(|key| key.pages >= ESTABLISHED && counts(&key.name)) {
            add(&key.name, 3);
        }
    }
    // Within the generator's keys, those that this site uses come first.
    found.sort_by_key(|candidate| (candidate.rank, usize::MAX - candidate.pages));
    found
}

/// The keys that the generator, its themes and the configuration know in the map at `map`.
fn generator_keys(asked: &Asked<'_>, sources: &Sources, map: &KeyPath) -> Vec<String> {
    let site = asked.site();
    let around = dotted(map);
    let mut names: Vec<String> = Vec::new();
    for key in site.known_keys().filter(|key| key.kind != KeyKind::Removed) {
        let own = match key.name.rsplit_once('.') {
            Some((before, name)) => site.is_same_key(before, &around).then_some(name),
            None => around.is_empty().then_some(key.name),
        };
        names.extend(own.filter(|_| site.counts_on(asked.page, key.name)).map(str::to_owned));
    }
    for taxonomy in &site.config.taxonomies {
        let (before, name) = taxonomy.key.rsplit_once('.').unwrap_or(("", &taxonomy.key));
        let counts = site.counts_on(asked.page, &taxonomy.key);
        names.extend((counts && site.is_same_key(before, &around)).then(|| name.to_owned()));
    }
    let properties = sources.generator.as_ref().map(|outline| outline.properties(map)).unwrap_or_default();
    let counts = |name: &str| map.0.is_empty() && !site.counts_on(asked.page, name);
    names.extend(properties.into_iter().map(|property| property.name).filter(|name| !counts(name)));
    names
}

/// The keys that the map has already, without the one under the cursor.
fn present(asked: &Asked<'_>, map: &KeyPath, place: &KeyPlace) -> Vec<String> {
    let page = asked.page;
    let Some(root) = page.front_matter.tree.root() else { return Vec::new() };
    let Some(node) = locate(root, map, asked.site().profile.keys_ignore_case).node else { return Vec::new() };
    let is_other = |start: u32| !(place.span.start <= start && start <= place.span.end);
    let others = node.fields().filter(|entry| is_other(entry.key.span().start));
    others.map(|entry| entry.name().to_owned()).collect()
}

fn item(asked: &Asked<'_>, sources: &Sources, place: &KeyPlace, candidate: &Candidate) -> Option<Item> {
    let path = place.map.child(&candidate.name);
    let known = asked.knowledge_from(sources, &path);
    let is_table = || {
        known.key.is_none_or(|key| {
            matches!(key.kind, KeyKind::Map | KeyKind::MapOrMapList | KeyKind::MapList | KeyKind::Any)
        })
    };
    if (place.form == KeyForm::Header && !is_table()) || (known.is_deprecated() && candidate.rank > 1) {
        return None;
    }
    let kind = known.kind();
    let detail = match (candidate.rank, candidate.pages) {
        (0, _) => Some(kind.map_or_else(|| "required".to_owned(), |kind| format!("required: {kind}"))),
        (3, count) => Some(format!("on {}", pages(count))),
        _ => kind,
    };
    let mut item = code::key(asked, place, &candidate.name).detail(detail);
    let mut about = known.about(asked.site().profile.name);
    if candidate.pages > 0 && candidate.rank < 3 {
        about.push(format!("used on {}", pages(candidate.pages)));
    }
    item.is_deprecated = known.is_deprecated();
    Some(item.documentation(about))
}
