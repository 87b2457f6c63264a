//! What a schema says of a place before anything stands there: its keys, types and values, for whoever is typing.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::LazyLock;

use regex::RegexBuilder;
use serde_json::Value;

use super::compile::Documents;
use super::references::{below_id, percent_decoded};
use super::{Schema, embedded};
use crate::listing::{join, normalize, parent};
use crate::profile::{self, Profile};
use crate::text::{KeyPath, Step};

/// Largest pattern of keys that is looked into, compiled, in bytes. What an editor may propose is no reason to wait.
const LARGEST_PATTERN: usize = 1 << 18;

/// Most parts of a schema that are looked at for one place. References may lead in circles, and alternatives multiply.
const MOST_PARTS: usize = 500;

/// The schemas that come with the program, by generator.
static EMBEDDED: LazyLock<HashMap<&str, Documents>> = LazyLock::new(|| {
    let read = |profile: &&'static Profile| {
        let value = serde_json::from_str(embedded(profile.id)?).ok()?;
        Some((profile.id, Documents::of(HashMap::from([(String::new(), value)]))))
    };
    profile::ALL.iter().filter_map(read).collect()
});

/// A schema, to be asked about places.
pub struct Outline {
    documents: Documents,
    path: String,
    /// Whether the generator ignores the letter case of keys.
    ignore_case: bool,
}

/// What a schema says of one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Described {
    /// What may stand there, in the words of JSON Schema: `string`, `array`.
    pub types: Vec<String>,
    /// Its title.
    pub title: Option<String>,
    /// What it is for; Markdown.
    pub description: Option<String>,
    /// The values that may stand there, where they are listed.
    pub values: Vec<Value>,
    /// Values that are given as examples, and the default.
    pub examples: Vec<Value>,
    /// Whether it should not be used any more.
    pub is_deprecated: bool,
}

/// A key that a schema knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// The key.
    pub name: String,
    /// Whether it has to be there.
    pub is_required: bool,
}

/// A part of a schema that applies to a place.
#[derive(Clone, Copy)]
struct Part<'a> {
    document: &'a str,
    schema: &'a Value,
    /// Whether it applies whatever stands there, not as one of several alternatives.
    is_certain: bool,
}

impl Schema {
    /// The schema, to be asked about places.
    pub fn outline(&self, ignore_case: bool) -> Outline {
        Outline { documents: self.documents.clone(), path: self.path.clone(), ignore_case }
    }
}

impl Outline {
    /// What comes with the program about the keys of a generator; `None` where that is nothing.
    pub fn embedded(generator: &str, ignore_case: bool) -> Option<Self> {
        let documents = EMBEDDED.get(generator)?.clone();
        Some(Self { documents, path: String::new(), ignore_case })
    }

    /// What is said of the value at `path`; `None` where nothing is.
    pub fn describe(&self, path: &KeyPath) -> Option<Described> {
        let parts = self.parts_at(path);
        (!parts.is_empty()).then(|| described(&parts))
    }

    /// The keys that are known in the map at `path`, in the order of the schema, those that have to be there first.
    pub fn properties(&self, path: &KeyPath) -> Vec<Property> {
        let parts = self.parts_at(path);
        let mut properties: Vec<Property> = Vec::new();
        for part in &parts {
            let names = part.schema.get("properties").and_then(Value::as_object).into_iter().flat_map(|map| map.keys());
            for name in names {
                if properties.iter().any(|known| known.name == *name) {
                    continue;
                }
                properties.push(Property { name: name.clone(), is_required: is_required(&parts, name) });
            }
        }
        properties.sort_by_key(|property| !property.is_required);
        properties
    }

    /// Whether the map at `path` may have no other keys than those that are known.
    pub fn is_closed(&self, path: &KeyPath) -> bool {
        let closes = |part: &Part<'_>| {
            let says_no = |word: &str| part.schema.get(word) == Some(&Value::Bool(false));
            part.is_certain && (says_no("additionalProperties") || says_no("unevaluatedProperties"))
        };
        self.parts_at(path).iter().any(closes)
    }

    fn parts_at(&self, path: &KeyPath) -> Vec<Part<'_>> {
        let Some(root) = self.documents.document(&self.path) else { return Vec::new() };
        let mut parts = self.expanded(vec![Part { document: &self.path, schema: root, is_certain: true }]);
        for step in &path.0 {
            parts = self.expanded(self.step(&parts, step));
        }
        parts
    }

    /// The parts, with all that they refer to or combine.
    fn expanded<'a>(&'a self, parts: Vec<Part<'a>>) -> Vec<Part<'a>> {
        let mut found: Vec<Part<'a>> = Vec::new();
        let mut queue: Vec<Part<'a>> = parts.into_iter().rev().collect();
        while let Some(part) = queue.pop() {
            let is_known = found.iter().any(|known| std::ptr::eq(known.schema, part.schema));
            if is_known || found.len() >= MOST_PARTS {
                continue;
            }
            found.push(part);
            queue.extend(self.combined(part).into_iter().rev());
        }
        found
    }

    fn combined<'a>(&'a self, part: Part<'a>) -> Vec<Part<'a>> {
        let mut combined = Vec::new();
        if let Some(reference) = part.schema.get("$ref").and_then(Value::as_str) {
            let target = self.referred(part.document, reference);
            combined.extend(target.map(|target| Part { is_certain: part.is_certain, ..target }));
        }
        for (word, is_certain) in [("allOf", true), ("anyOf", false), ("oneOf", false)] {
            let branches = part.schema.get(word).and_then(Value::as_array).into_iter().flatten();
            let is_certain = is_certain && part.is_certain;
            combined.extend(branches.map(|schema| Part { schema, is_certain, ..part }));
        }
        let conditional = ["then", "else"].into_iter().filter_map(|word| part.schema.get(word));
        combined.extend(conditional.map(|schema| Part { schema, is_certain: false, ..part }));
        combined
    }

    fn step<'a>(&'a self, parts: &[Part<'a>], step: &Step) -> Vec<Part<'a>> {
        let below = |part: &Part<'a>| -> Vec<Part<'a>> {
            let schemas = match step {
                Step::Key(name) => self.of_key(part.schema, name),
                Step::Index(index) => of_item(part.schema, *index).into_iter().collect(),
            };
            schemas.into_iter().map(|schema| Part { schema, ..*part }).collect()
        };
        let mut found: Vec<Part<'a>> = parts.iter().flat_map(below).collect();
        // Where only one alternative has such a place, whoever is there has chosen it.
        if let [only] = &mut *found {
            only.is_certain = true;
        }
        found
    }

    fn of_key<'a>(&self, schema: &'a Value, name: &str) -> Vec<&'a Value> {
        let maps = |word: &str| schema.get(word).and_then(Value::as_object).into_iter().flatten();
        let exact = schema.get("properties").and_then(|properties| properties.get(name));
        let ignoring_case = || maps("properties").find(|(key, _)| is_same_letters(key, name)).map(|(_, schema)| schema);
        let named = exact.or_else(|| self.ignore_case.then(ignoring_case).flatten());
        let regex = |pattern: &str| RegexBuilder::new(pattern).size_limit(LARGEST_PATTERN).build();
        let fits = |pattern: &str| regex(pattern).is_ok_and(|pattern| pattern.is_match(name));
        let fitting = maps("patternProperties").filter(|(pattern, _)| fits(pattern)).map(|(_, schema)| schema);
        let mut found: Vec<&Value> = named.into_iter().chain(fitting).collect();
        if found.is_empty() {
            found.extend(schema.get("additionalProperties").filter(|schema| schema.is_object()));
        }
        found
    }

    /// The part that `reference`, in the file `document`, leads to.
    fn referred<'a>(&'a self, document: &'a str, reference: &str) -> Option<Part<'a>> {
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let path = if file.is_empty() { document.to_owned() } else { self.file(document, &percent_decoded(file))? };
        let (document, root) = self.documents.entry(&path)?;
        let schema = root.pointer(&percent_decoded(pointer))?;
        Some(Part { document, schema, is_certain: true })
    }

    fn file(&self, document: &str, file: &str) -> Option<String> {
        let id = self.documents.document(document).and_then(|root| root.get("$id")).and_then(Value::as_str);
        let by_id = id.and_then(|id| below_id(document, &percent_decoded(id), file));
        by_id.or_else(|| normalize(&join(parent(document), file)))
    }
}

fn is_same_letters(a: &str, b: &str) -> bool {
    a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}

fn of_item(schema: &Value, index: usize) -> Option<&Value> {
    let listed = |word: &str| schema.get(word).and_then(Value::as_array);
    let first = listed("prefixItems").or_else(|| listed("items"));
    if let Some(own) = first.and_then(|schemas| schemas.get(index)) {
        return Some(own);
    }
    let rest = schema.get("items").filter(|items| items.is_object()).or_else(|| schema.get("additionalItems"));
    rest.filter(|schema| schema.is_object())
}

fn is_required(parts: &[Part<'_>], name: &str) -> bool {
    let requires = |part: &Part<'_>| {
        let required = part.schema.get("required").and_then(Value::as_array).into_iter().flatten();
        part.is_certain && required.into_iter().any(|required| required.as_str() == Some(name))
    };
    parts.iter().any(requires)
}

fn described(parts: &[Part<'_>]) -> Described {
    let mut described = Described::default();
    for Part { schema, .. } in parts {
        let text = |word: &str| schema.get(word).and_then(Value::as_str).map(str::to_owned);
        described.title = described.title.or_else(|| text("title"));
        let description = || text("markdownDescription").or_else(|| text("description"));
        described.description = described.description.or_else(description);
        described.is_deprecated |= schema.get("deprecated") == Some(&Value::Bool(true));
        let types = match schema.get("type") {
            Some(Value::String(name)) => vec![name.clone()],
            Some(Value::Array(names)) => names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect(),
            _ => Vec::new(),
        };
        add_new(&mut described.types, types);
        let listed = |word: &str| schema.get(word).and_then(Value::as_array).cloned().unwrap_or_default();
        add_new(&mut described.values, listed("enum"));
        add_new(&mut described.values, schema.get("const").cloned().into_iter().collect());
        add_new(&mut described.examples, schema.get("default").cloned().into_iter().collect());
        add_new(&mut described.examples, listed("examples"));
    }
    described
}

/// An `enum` may have fifty thousand values: the codes of all postal districts.
fn add_new<T: Clone + Eq + Hash>(known: &mut Vec<T>, more: Vec<T>) {
    let mut seen: HashSet<T> = known.iter().cloned().collect();
    known.extend(more.into_iter().filter(|value| seen.insert(value.clone())));
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use super::Outline;
    use crate::schema::SchemaStore;
    use crate::text::KeyPath;

    fn outline(files: &[(&str, &str)]) -> Outline {
        let files: HashMap<String, String> =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let mut store = SchemaStore::new(Arc::new(|_| true));
        store.add("s/a.json", &files);
        assert_eq!(store.problems(), []);
        store.get("s/a.json").expect("it is fine").outline(true)
    }

    fn names(outline: &Outline, path: &KeyPath) -> Vec<String> {
        let mark = |required: bool| if required { "!" } else { "" };
        outline.properties(path).into_iter().map(|p| format!("{}{}", p.name, mark(p.is_required))).collect()
    }

    #[test]
    fn keys_are_found_through_references_and_alternatives() {
        let author = r##"{"$defs": {"who": {"type": "object", "required": ["name"], "properties": {"mail": {}, "name": {"description": "the name"}}}}}"##;
        let page = r##"{
            "allOf": [{"required": ["title"]}, {"properties": {"kind": {"enum": ["a", "b"]}}}],
            "properties": {
                "draft": {"type": "boolean", "deprecated": true},
                "title": {"type": ["string", "null"], "default": "x"},
                "authors": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "b.json#/$defs/who"}}]},
                "tree": {"$ref": "#"}
            },
            "additionalProperties": false
        }"##;
        let outline = outline(&[("s/a.json", page), ("s/b.json", author)]);
        assert_eq!(names(&outline, &KeyPath::root()), ["title!", "draft", "authors", "tree", "kind"]);
        assert_eq!(names(&outline, &KeyPath::key("tree").child("tree")), names(&outline, &KeyPath::root()));
        let item = KeyPath::key("Authors").item(3);
        assert_eq!(names(&outline, &item), ["name!", "mail"]);
        let name = outline.describe(&item.child("name")).and_then(|name| name.description);
        assert_eq!(name.as_deref(), Some("the name"));
        assert_eq!(outline.describe(&KeyPath::key("kind")).expect("it is there").values, ["a", "b"]);
        assert_eq!(outline.describe(&KeyPath::key("authors")).expect("it is there").types, ["string", "array"]);
        assert_eq!(outline.describe(&KeyPath::key("nothing")), None);
        assert!(outline.is_closed(&KeyPath::root()) && !outline.is_closed(&item));
    }

    #[test]
    fn every_generator_has_an_outline() {
        for profile in crate::profile::ALL.iter().filter(|profile| profile.is_known()) {
            let outline = Outline::embedded(profile.id, profile.keys_ignore_case).expect("there is a schema");
            assert!(names(&outline, &KeyPath::root()).len() > 3, "{}", profile.id);
        }
    }
}
