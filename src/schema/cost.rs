//! How much work a schema makes. `d0: {allOf: [d1, d1]}`, `d1: {allOf: [d2, d2]}` and so on asks for a thousand million
//! looks at one value after thirty lines, and a schema that refers to itself twice does so with every level of a page. Such a
//! schema may come with a pull request, so that it is counted before anything is judged by it.

use std::collections::HashMap;
use std::ptr;
use std::rc::Rc;

use foldhash::fast::RandomState;
use serde_json::{Map, Value};

use super::compile::Documents;

/// Most looks at one value, and at what is deepest below it, that a schema may ask for. The largest real ones (those for
/// GitHub's workflows, for package.json) ask for some thousands.
const MOST_LOOKS: u64 = 1_000_000;

/// What a schema asks for that is never counted again with a page.
const FEW_LOOKS: u64 = 10_000;

/// Deepest nesting of a page that is thought of; more is not read.
const DEEPEST_PAGE: usize = 100;

/// Longest way through keywords and references that is followed, each step of it on the stack.
const LONGEST_WAY: usize = 250;

/// Most references of all files together: what they lead to is looked up at each.
const MOST_REFERENCES: usize = 4_000;

/// Keywords whose schemas look at the same value.
const IN_PLACE: [&str; 8] = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$ref"];

/// Keywords whose references look at the same value, too.
const MOVING_REFERENCES: [&str; 2] = ["$dynamicRef", "$recursiveRef"];

/// How costly a schema is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cost {
    /// Whatever the page.
    Low,
    /// It depends on the page: see [`is_bearable`].
    OfThePage,
    /// Even for a page with nothing in it.
    Unbearable,
}

/// How costly the schema at `path` is.
pub(super) fn of(path: &str, documents: &Documents) -> Cost {
    let Some((path, root)) = documents.entry(path) else { return Cost::Low };
    let mut counting = Counting::new(documents);
    if documents.all().map(references).sum::<usize>() > MOST_REFERENCES {
        return Cost::Unbearable;
    }
    if counting.looks_at_depth(path, root, 0, 0) > MOST_LOOKS {
        return Cost::Unbearable;
    }
    let few = (1..=DEEPEST_PAGE).all(|depth| counting.looks_at_depth(path, root, depth, 0) <= FEW_LOOKS);
    if few { Cost::Low } else { Cost::OfThePage }
}

/// Whether a page with these values can be judged by the schema at `path`.
pub(super) fn is_bearable(path: &str, documents: &Documents, instance: &Value) -> bool {
    let Some((path, root)) = documents.entry(path) else { return true };
    Counting::new(documents).looks_at(path, root, instance, 0) <= MOST_LOOKS
}

fn references(schema: &Value) -> usize {
    match schema {
        Value::Object(map) => usize::from(map.contains_key("$ref")) + map.values().map(references).sum::<usize>(),
        Value::Array(items) => items.iter().map(references).sum(),
        _ => 0,
    }
}

/// A schema or a value, known by its place in memory, which does not change while we count.
type Id = *const Value;

struct Counting<'d> {
    documents: &'d Documents,
    parts: HashMap<Id, Rc<Parts<'d>>, RandomState>,
    by_depth: HashMap<(Id, usize), u64, RandomState>,
    by_value: HashMap<(Id, Id), u64, RandomState>,
}

/// The schemas in a schema.
struct Parts<'d> {
    /// Those that look at the same value, each with the file it stands in.
    in_place: Vec<(&'d str, &'d Value)>,
    /// Those of which one applies to a value below.
    alternatives: Vec<&'d Value>,
    /// Those that may apply to a value below besides others.
    besides: Vec<&'d Value>,
}

impl Parts<'_> {
    fn is_empty(&self) -> bool {
        self.in_place.is_empty() && self.alternatives.is_empty() && self.besides.is_empty()
    }
}

impl<'d> Counting<'d> {
    fn new(documents: &'d Documents) -> Self {
        Self { documents, parts: HashMap::default(), by_depth: HashMap::default(), by_value: HashMap::default() }
    }

    /// The schemas in `schema`, gathered once: it is looked at for each of a hundred depths.
    fn parts(&mut self, path: &'d str, schema: &'d Value, map: &'d Map<String, Value>) -> Rc<Parts<'d>> {
        let id = ptr::from_ref(schema);
        if let Some(known) = self.parts.get(&id) {
            return Rc::clone(known);
        }
        let parts = Rc::new(Parts {
            in_place: self.in_place(path, map),
            alternatives: alternatives(map).collect(),
            besides: besides(map).collect(),
        });
        self.parts.insert(id, Rc::clone(&parts));
        parts
    }

    /// How many looks `schema`, of the file at `path`, asks for at a value and one that is `depth` levels below it, if all
    /// its parts apply.
    fn looks_at_depth(&mut self, path: &'d str, schema: &'d Value, depth: usize, way: usize) -> u64 {
        let Some(map) = schema.as_object() else { return 1 };
        let parts = self.parts(path, schema, map);
        if parts.is_empty() {
            return 1;
        }
        let id = (ptr::from_ref(schema), depth);
        if let Some(known) = self.by_depth.get(&id) {
            return *known;
        }
        if way > LONGEST_WAY {
            return u64::MAX;
        }
        // Where it leads back to the same value the validator stops.
        self.by_depth.insert(id, 0);
        let mut looks: u64 = 1;
        for (path, inner) in &parts.in_place {
            looks = looks.saturating_add(self.looks_at_depth(path, inner, depth, way + 1));
        }
        if depth > 0 {
            // A value below has one key, or one place in a list; patterns apply besides.
            let mut largest = 0;
            for inner in &parts.alternatives {
                largest = largest.max(self.looks_at_depth(path, inner, depth - 1, way + 1));
            }
            looks = looks.saturating_add(largest);
            for inner in &parts.besides {
                looks = looks.saturating_add(self.looks_at_depth(path, inner, depth - 1, way + 1));
            }
        }
        self.by_depth.insert(id, looks);
        looks
    }

    /// How many looks `schema` asks for at `value` and all below it.
    fn looks_at(&mut self, path: &'d str, schema: &'d Value, value: &Value, way: usize) -> u64 {
        let Some(map) = schema.as_object() else { return 1 };
        let id = (ptr::from_ref(schema), ptr::from_ref(value));
        if let Some(known) = self.by_value.get(&id) {
            return *known;
        }
        // The pairs are as many as there are small looks.
        if way > LONGEST_WAY || self.by_value.len() as u64 > MOST_LOOKS {
            return u64::MAX;
        }
        self.by_value.insert(id, 0);
        let mut looks: u64 = 1;
        for (path, inner) in self.in_place(path, map) {
            looks = looks.saturating_add(self.looks_at(path, inner, value, way + 1));
        }
        let items = value.as_array().into_iter().flatten().map(|item| (None, item));
        let entries = value.as_object().into_iter().flatten().map(|(key, value)| (Some(key), value));
        for (key, below) in items.chain(entries) {
            let named = |key: &String| map.get("properties").and_then(|properties| properties.get(key));
            match key {
                Some(key) => {
                    if let Some(inner) = named(key) {
                        looks = looks.saturating_add(self.looks_at(path, inner, below, way + 1));
                    }
                }
                None => {
                    for inner in alternatives(map).filter(|inner| !is_property(map, inner)) {
                        looks = looks.saturating_add(self.looks_at(path, inner, below, way + 1));
                    }
                }
            }
            for inner in besides(map) {
                looks = looks.saturating_add(self.looks_at(path, inner, below, way + 1));
            }
            if looks > MOST_LOOKS {
                break;
            }
        }
        self.by_value.insert(id, looks);
        looks
    }

    /// The schemas that look at the same value as `schema`, each with the file it stands in.
    fn in_place(&self, path: &'d str, schema: &'d Map<String, Value>) -> Vec<(&'d str, &'d Value)> {
        let mut found = Vec::new();
        for keyword in IN_PLACE.iter().chain(&MOVING_REFERENCES) {
            match schema.get(*keyword) {
                Some(Value::String(reference)) => found.extend(self.documents.targets(path, reference)),
                Some(Value::Array(schemas)) => found.extend(schemas.iter().map(|inner| (path, inner))),
                Some(inner @ Value::Object(_)) => found.push((path, inner)),
                _ => {}
            }
        }
        for keyword in ["dependentSchemas", "dependencies"] {
            found.extend(values(schema, keyword).map(|inner| (path, inner)));
        }
        found
    }
}

/// The schemas of `schema` of which one applies to a value below.
fn alternatives(schema: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    let lists = ["prefixItems", "items"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array());
    let items = schema.get("items").filter(|items| items.is_object());
    values(schema, "properties").chain(lists.flatten()).chain(items)
}

fn is_property(schema: &Map<String, Value>, inner: &Value) -> bool {
    values(schema, "properties").any(|property| ptr::eq(property, inner))
}

/// The schemas of `schema` that may apply to a value below besides others.
fn besides(schema: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    const ONE: [&str; 6] = [
        "additionalProperties",
        "additionalItems",
        "contains",
        "unevaluatedItems",
        "unevaluatedProperties",
        "propertyNames",
    ];
    values(schema, "patternProperties").chain(ONE.into_iter().filter_map(|keyword| schema.get(keyword)))
}

fn values<'s>(schema: &'s Map<String, Value>, keyword: &str) -> impl Iterator<Item = &'s Value> + use<'s> {
    schema.get(keyword).and_then(Value::as_object).into_iter().flat_map(Map::values)
}
