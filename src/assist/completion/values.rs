//! Values that may stand under a key.

use std::collections::HashSet;

use serde_json::Value;

use super::code::Writing;
use super::{Item, ItemKind, dates, images, pages, terms};
use crate::assist::knowledge::Knowledge;
use crate::assist::place::ValuePlace;
use crate::assist::{Asked, code, dotted, usage};
use crate::front_matter::Format;
use crate::profile::Refused;
use crate::profile::keys::KeyKind;
use crate::schema::Described;

/// From how many pages on a value is proposed for another page.
const ESTABLISHED: usize = 2;

/// The longest value of other pages that is worth a proposal, in bytes.
const LONGEST: usize = 100;

/// Keys whose value names one page, so that no other page wants it.
const UNIQUE: [&str; 9] =
    ["title", "linkTitle", "slug", "url", "permalink", "aliases", "redirect_from", "id", "translationKey"];

/// The values that may be typed at `place`, with the cursor at `offset`.
pub fn items(asked: &Asked<'_>, place: &ValuePlace, offset: usize) -> Vec<Item> {
    let known = asked.knowledge(&place.path);
    if let Some(taxonomy) = &known.taxonomy {
        return terms::items(asked, place, taxonomy, offset);
    }
    let mut items = allowed(asked, place);
    items.extend(choices(asked, place, &known));
    items.extend(layouts(asked, place));
    if images::is_image(asked, place, &known) {
        items.extend(images::items(asked, place));
    }
    if dates::is_date(asked, place) {
        items.extend(dates::items(asked, place));
    } else if items.is_empty() {
        items.extend(used(asked, place, &known));
    }
    items
}

/// The values that the site writes down as a vocabulary, or the generator does: authors.
fn allowed(asked: &Asked<'_>, place: &ValuePlace) -> Vec<Item> {
    let name = dotted(&place.path);
    let Some(vocabulary) = asked.site().vocabulary_for(&asked.page.path, &name) else { return Vec::new() };
    let kind = if name.starts_with("author") { ItemKind::Author } else { ItemKind::Choice };
    let used = usage::texts(asked, &place.path);
    let writing = Writing::new(asked, place);
    let item = |term: &crate::site::vocabulary::VocabularyTerm| {
        let count = used.iter().find(|used| used.text == term.name).map(|used| pages(used.pages));
        let mut item = writing.text(&term.name, kind).detail(count);
        item.is_deprecated = term.deprecated.is_some();
        item.documentation(term.description.clone().into_iter().collect())
    };
    vocabulary.terms.iter().map(item).collect()
}

/// Values that schemas and the generator list.
fn choices(asked: &Asked<'_>, place: &ValuePlace, known: &Knowledge) -> Vec<Item> {
    let mut values: Vec<(Value, ItemKind)> = Vec::new();
    let mut seen: HashSet<Value> = HashSet::new();
    let mut add = |value: Value, kind: ItemKind| {
        if seen.insert(value.clone()) {
            values.push((value, kind));
        }
    };
    let own = known.schemas.iter().map(|(_, said)| said);
    // What the site's own schema says, it says in place of the generator's.
    let generator = known.generator.as_ref().filter(|_| known.schemas.is_empty());
    let says_boolean = |kind: KeyKind| {
        use KeyKind::{Boolean, BooleanOnly, BooleanOrMap, BooleanOrOneOf};
        matches!(kind, Boolean | BooleanOnly | BooleanOrMap | BooleanOrOneOf(_))
    };
    if known.key.is_some_and(|key| says_boolean(key.kind)) {
        add(true.into(), ItemKind::Constant);
        add(false.into(), ItemKind::Constant);
    }
    for text in known.key.and_then(|key| key.kind.values()).into_iter().flatten() {
        add((*text).into(), ItemKind::Choice);
    }
    for text in output_formats(asked, place) {
        add(text.into(), ItemKind::Choice);
    }
    let is_type = |said: &Described, wanted: &str| said.types.iter().any(|name| name == wanted);
    for said in own.clone().chain(generator) {
        for value in &said.values {
            add(value.clone(), if value.is_string() { ItemKind::Choice } else { ItemKind::Constant });
        }
        // Where a generator takes a text, it takes `true` as that text.
        if is_type(said, "boolean") && !is_type(said, "string") {
            add(true.into(), ItemKind::Constant);
            add(false.into(), ItemKind::Constant);
        }
    }
    for value in own.flat_map(|said| &said.examples).filter(|value| !value.is_null()) {
        add(value.clone(), ItemKind::Choice);
    }
    let writing = Writing::new(asked, place);
    let format = asked.page.format();
    values.into_iter().filter_map(|(value, kind)| choice(&writing, format, &value, kind)).collect()
}

fn choice(writing: &Writing<'_>, format: Format, value: &Value, kind: ItemKind) -> Option<Item> {
    match value {
        Value::String(text) => Some(writing.text(text, kind)),
        // TOML has no nothing, and braces of JSON are no table.
        Value::Null | Value::Object(_) if format == Format::Toml => None,
        other => {
            let code = other.to_string();
            Some(writing.code(&code, &code, kind))
        }
    }
}

/// The names of output formats, where the generator refuses all others.
fn output_formats(asked: &Asked<'_>, place: &ValuePlace) -> Vec<String> {
    let site = asked.site();
    let name = dotted(&place.path);
    let wants_output = site.profile.refused.iter().any(|refused| {
        refused.shape == Refused::UnknownOutput && refused.keys.iter().any(|key| site.is_same_key(key, &name))
    });
    site.config.output_formats.clone().filter(|_| wants_output).unwrap_or_default()
}

fn layouts(asked: &Asked<'_>, place: &ValuePlace) -> Vec<Item> {
    let site = asked.site();
    let layouts = &site.profile.layouts;
    let name = dotted(&place.path);
    if !layouts.keys.iter().any(|key| site.is_same_key(key, &name)) {
        return Vec::new();
    }
    let writing = Writing::new(asked, place);
    let used = usage::texts(asked, &place.path);
    let item = |(name, file): (String, String)| {
        let count = used.iter().find(|used| used.text == name).map(|used| pages(used.pages));
        let mut item = writing.text(&name, ItemKind::Layout).detail(count).documentation(vec![code(&file)]);
        item.file = Some(file);
        item
    };
    layouts.all(&site.listing, &site.config).into_iter().map(item).collect()
}

/// Values that other pages have.
fn used(asked: &Asked<'_>, place: &ValuePlace, known: &Knowledge) -> Vec<Item> {
    let name = dotted(&place.path);
    let is_unique = UNIQUE.iter().any(|unique| asked.site().is_same_key(unique, &name));
    let is_boolean = known.key.is_some_and(|key| key.kind == KeyKind::Boolean);
    if is_unique || is_boolean {
        return Vec::new();
    }
    let writing = Writing::new(asked, place);
    let kind = if name.starts_with("author") { ItemKind::Author } else { ItemKind::Text };
    let fits = |used: &usage::UsedValue| {
        let text = &used.text;
        used.pages >= ESTABLISHED && !text.trim().is_empty() && text.len() <= LONGEST && !text.contains(['\n', '\r'])
    };
    let used = usage::texts(asked, &place.path).into_iter().filter(fits);
    let item = |used: usage::UsedValue| {
        let count = Some(pages(used.pages));
        // A number stays a number: `weight: 10`.
        match used.code {
            true => writing.code(&used.text, &used.text, kind).detail(count),
            false => writing.text(&used.text, kind).detail(count),
        }
    };
    used.map(item).collect()
}
