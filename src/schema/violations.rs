//! Judges one front matter by one schema.

use std::collections::BTreeMap;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::branches::{self, Leaf};
use super::cost;
use super::place::{self, locate};
use super::store::Schema;
use super::words::{self, Words};
use crate::front_matter::{NodeRef, Unfolded, UnfoldedMap, unfold};
use crate::listing::lower_cased;
use crate::text::{KeyPath, Step, nearest};

/// One thing that a schema has against a front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What it is about.
    pub path: KeyPath,
    /// Which part of that to point at.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
    /// The top-level key that is missing, if that is what is wrong: a page may have it from elsewhere.
    pub missing: Option<String>,
}

/// Which part of what a key path names is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The key.
    Key,
    /// The value.
    Value,
}

/// How to judge.
#[derive(Clone, Copy, Debug)]
pub struct Judging {
    /// Whether the whole block was read, so that what is absent is absent.
    pub whole: bool,
    /// Whether keys at the top may be called missing: list pages have other needs than the posts around them.
    pub top_keys: bool,
    /// Whether the generator ignores the letter case of keys.
    pub ignore_case: bool,
}

impl Schema {
    /// What the schema has against the front matter `root` (`None` for an empty one), in no particular order. Nothing where
    /// to find out is more work than any real page makes.
    pub fn judge(&self, root: Option<NodeRef<'_>>, judging: Judging) -> Vec<Violation> {
        let instance = self.instance(root, judging.ignore_case);
        if self.depends_on_page && !cost::is_bearable(&self.path, &self.documents, &instance.to_json()) {
            return Vec::new();
        }
        if self.validator.is_valid(&instance) {
            return Vec::new();
        }
        let errors: Vec<ValidationError<'static>> =
            self.validator.iter_errors(&instance).map(ValidationError::to_owned).collect();
        let mut leaves = Vec::new();
        for error in errors.iter().filter(|error| judging.whole || !branches::is_about_absence(error)) {
            branches::leaves(error, &mut leaves);
        }
        let mut report = Report { schema: self, instance: &instance.to_json(), root, judging, found: Vec::new() };
        report.keys(&leaves);
        leaves.iter().for_each(|leaf| report.leaf(leaf));
        report.found
    }

    /// The front matter as the schema sees it: keys in the schema's own spelling where the generator ignores letter
    /// case, and without the `$schema` that named it.
    fn instance<'t>(&'t self, root: Option<NodeRef<'t>>, ignore_case: bool) -> Unfolded<'t> {
        let spelling = |name: &'t str| {
            if !ignore_case || self.names.contains(name) {
                return name;
            }
            self.folded.get(&*lower_cased(name)).map_or(name, String::as_str)
        };
        let mut instance = root.map_or(Unfolded::Null, |root| unfold(root, &spelling));
        if let Unfolded::Map(map) = &mut instance {
            map.remove("$schema");
        }
        if matches!(instance, Unfolded::Null) { Unfolded::Map(UnfoldedMap::default()) } else { instance }
    }
}

struct Report<'a> {
    schema: &'a Schema,
    instance: &'a Value,
    root: Option<NodeRef<'a>>,
    judging: Judging,
    found: Vec<Violation>,
}

impl Report<'_> {
    /// Keys that are missing and keys that should not be there, map by map: a misspelt key is both.
    fn keys(&mut self, leaves: &[Leaf<'_>]) {
        let mut maps: BTreeMap<KeyPath, Keys<'_>> = BTreeMap::new();
        for leaf in leaves {
            let Leaf::Error(error) = leaf else { continue };
            let keys = maps.entry(place::path(error.instance_path())).or_default();
            match error.kind() {
                Kind::Required { property } if self.dependent_on(error).is_none() => {
                    keys.missing.extend(property.as_str());
                }
                Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
                    keys.unexpected.extend(unexpected.iter().map(|name| (name.as_str(), *error)));
                }
                _ => {}
            }
        }
        for (path, keys) in maps {
            self.keys_of(&path, keys);
        }
    }

    fn keys_of(&mut self, path: &KeyPath, mut keys: Keys<'_>) {
        keys.missing.dedup();
        keys.unexpected.dedup_by_key(|(name, _)| *name);
        let present = self.present(path);
        let strangers = || present.iter().copied().filter(|name| !self.schema.names.contains(*name));
        let mut taken: Vec<&str> = Vec::new();
        let mut found = Vec::new();
        for name in &keys.missing {
            match nearest(name, strangers().filter(|stranger| !taken.contains(stranger))) {
                Some(stranger) => {
                    taken.push(stranger);
                    let is_unknown = keys.unexpected.iter().any(|(unexpected, _)| *unexpected == stranger);
                    let message = if is_unknown {
                        format!("unknown key `{stranger}`")
                    } else {
                        format!("`{name}` is missing, and `{stranger}` looks like it")
                    };
                    let help = format!("did you mean `{name}`?");
                    found.push(violation(path.child(stranger), Place::Key, message, Some(help)));
                    // A script that counts missing keys finds each of them at the block, misspelt or not.
                    if is_unknown && (!path.0.is_empty() || self.judging.top_keys) {
                        let help = format!("`{stranger}` looks like it: rename that key to `{name}`");
                        let absent = violation(path.clone(), Place::Key, words::missing(name, path), Some(help));
                        found.push(absent.of_missing(name));
                    }
                }
                None if path.0.is_empty() && !self.judging.top_keys => {}
                None => {
                    let message = words::missing(name, path);
                    let help = format!("add `{name}`, which {} asks for", self.schema.path);
                    found.push(violation(path.clone(), Place::Key, message, Some(help)).of_missing(name));
                }
            }
        }
        for (name, error) in keys.unexpected.iter().filter(|(name, _)| !taken.contains(name)) {
            let known = self.known_keys(error);
            let near = nearest(name, known.iter().copied().filter(|known| !present.contains(known)));
            let file = &self.schema.path;
            let inside = if path.0.is_empty() { String::new() } else { format!(" in `{path}`") };
            let help = match near {
                Some(near) => format!("did you mean `{near}`? if not, add `{name}` to {file}"),
                None => format!("remove it, or add it to {file}"),
            };
            found.push(violation(path.child(name), Place::Key, format!("unknown key `{name}`{inside}"), Some(help)));
        }
        self.found.extend(found);
    }

    fn leaf(&mut self, leaf: &Leaf<'_>) {
        match leaf {
            Leaf::Error(error) => self.error(error),
            Leaf::Types(error, kinds) => {
                let mut wanted: Vec<&str> = kinds.iter().flat_map(|kind| words::types(kind)).collect();
                wanted.dedup();
                self.value(error, |subject, value, is| words::wrong_type(&wanted, subject, value, is));
            }
            Leaf::Values(error, options) => {
                self.value(error, |subject, value, is| words::wrong_choice(options, subject, value, is));
            }
            Leaf::OneMissing(error, names) => {
                let path = place::path(error.instance_path());
                if path.0.is_empty() && !self.judging.top_keys {
                    return;
                }
                let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                let names = words::either(&names.iter().map(String::as_str).collect::<Vec<_>>());
                let inside = if path.0.is_empty() { String::new() } else { format!(" in `{path}`") };
                let help = format!("add one of them: {} asks for it", self.schema.path);
                self.push(violation(path, Place::Key, format!("{names} is missing{inside}"), Some(help)));
            }
        }
    }

    fn error(&mut self, error: &ValidationError<'static>) {
        let path = place::path(error.instance_path());
        match error.kind() {
            Kind::AdditionalProperties { .. } | Kind::UnevaluatedProperties { .. } => {}
            // A pattern that takes too long proves nothing.
            Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {}
            Kind::Required { property } => {
                if let (Some(needs), Some(name)) = (self.dependent_on(error), property.as_str()) {
                    let message = format!("{}: `{needs}` needs it", words::missing(name, &path));
                    let help = format!("add `{name}`, or remove `{needs}`");
                    self.push(violation(path.child(&needs), Place::Key, message, Some(help)));
                }
            }
            Kind::MinProperties { .. } if path.0.is_empty() && !self.judging.top_keys => {}
            Kind::FalseSchema => self.told(error, path, Place::Key),
            Kind::PropertyNames { error: inner } => {
                let name = inner.instance().as_str().unwrap_or_default().to_owned();
                self.told(error, path.child(&name), Place::Key);
            }
            Kind::Not { schema } if schema.get("required").is_some() => {
                let names = schema["required"].as_array().and_then(|names| names.last()?.as_str());
                let path = names.map_or_else(|| path.clone(), |name| path.child(name));
                self.told(error, path, Place::Key);
            }
            Kind::UniqueItems => {
                let path = repeated(error.instance()).map_or_else(|| path.clone(), |index| path.item(index));
                let subject = words::subject(&place::path(error.instance_path()));
                let Words { message, help } = words::of(error, &subject, None);
                self.push(violation(path, Place::Value, message, help));
            }
            _ => {
                let written = self.written(&path).map(str::to_owned);
                self.value(error, |subject, _, _| words::of(error, subject, written.as_deref()));
            }
        }
    }

    /// Reports `error` in its own words at the key or value `path`.
    fn told(&mut self, error: &ValidationError<'static>, path: KeyPath, place: Place) {
        let Words { message, help } = words::of(error, &words::subject(&path), None);
        let help = self.said_by_schema(error).or(help);
        self.push(violation(path, place, message, help));
    }

    /// Reports `error` at the value that it is about.
    fn value(&mut self, error: &ValidationError<'static>, words: impl Fn(&str, &Value, &str) -> Words) {
        let path = place::path(error.instance_path());
        let value = error.instance().as_ref();
        let is = words::describe(value, self.written(&path));
        let Words { message, help } = words(&words::subject(&path), value, &is);
        let (own, described) = (self.said_by_schema(error), self.description(error));
        self.push(violation(
            path,
            Place::Value,
            message,
            own.or(help).or(described).or_else(|| words::limit_help(error)),
        ));
    }

    fn push(&mut self, violation: Violation) {
        if !self.found.contains(&violation) {
            self.found.push(violation);
        }
    }

    /// The text of a scalar as written.
    fn written(&self, path: &KeyPath) -> Option<&str> {
        let node = locate(self.root?, path, self.judging.ignore_case).node?;
        node.scalar().map(|scalar| &*scalar.text)
    }

    fn present(&self, path: &KeyPath) -> Vec<&str> {
        let at = path.0.iter().try_fold(self.instance, |at, step| match step {
            Step::Key(name) => at.get(&**name),
            Step::Index(index) => at.get(index),
        });
        at.and_then(Value::as_object).into_iter().flat_map(|map| map.keys().map(String::as_str)).collect()
    }

    /// The part of the schema that holds the keyword which failed.
    fn part(&self, error: &ValidationError<'static>) -> Option<(&Value, String)> {
        let location = error.absolute_keyword_location()?.as_str().to_owned();
        let own = if matches!(error.kind(), Kind::FalseSchema) { &*location } else { location.rsplit_once('/')?.0 };
        Some((self.schema.documents.part(own)?, own.to_owned()))
    }

    /// What the schema's author says to those who make this mistake.
    fn said_by_schema(&self, error: &ValidationError<'static>) -> Option<String> {
        let (part, _) = self.part(error)?;
        let said = part.get("errorMessage").or_else(|| part.get("x-message"))?;
        let said = said.as_str().or_else(|| said.get(error.kind().keyword())?.as_str());
        said.map(str::to_owned)
    }

    fn description(&self, error: &ValidationError<'static>) -> Option<String> {
        let (part, _) = self.part(error)?;
        part.get("description").and_then(Value::as_str).map(str::to_owned)
    }

    /// The keys that the part of the schema knows which refused one.
    fn known_keys(&self, error: &ValidationError<'static>) -> Vec<&str> {
        let mut keys = Vec::new();
        if let Some((part, location)) = self.part(error) {
            collect_keys(part, &location, &self.schema.documents, 0, &mut keys);
        }
        keys
    }

    /// The key whose presence makes another one necessary, for an error of `dependentRequired`.
    fn dependent_on(&self, error: &ValidationError<'static>) -> Option<String> {
        let keyword = error.schema_path().as_str().rsplit('/').next()?;
        if keyword != "dependentRequired" && keyword != "dependencies" {
            return None;
        }
        let location = error.absolute_keyword_location()?.as_str();
        let map_at = &location[..location.rfind(keyword)? + keyword.len()];
        let name = match error.kind() {
            Kind::Required { property } => property,
            _ => return None,
        };
        let present = self.present(&place::path(error.instance_path()));
        let needs = self.schema.documents.part(map_at)?.as_object()?.iter().find(|(key, needed)| {
            present.contains(&key.as_str()) && needed.as_array().is_some_and(|needed| needed.contains(name))
        });
        needs.map(|(key, _)| key.clone())
    }
}

#[derive(Default)]
struct Keys<'e> {
    missing: Vec<&'e str>,
    unexpected: Vec<(&'e str, &'e ValidationError<'static>)>,
}

impl Violation {
    /// The same, about the absence of `name`.
    fn of_missing(self, name: &str) -> Self {
        let is_top = self.path.0.is_empty();
        Self { missing: is_top.then(|| name.to_owned()), ..self }
    }
}

fn violation(path: KeyPath, place: Place, message: String, help: Option<String>) -> Violation {
    Violation { path, place, message, help, missing: None }
}

/// The first item that stands in the list before.
fn repeated(list: &Value) -> Option<usize> {
    let items = list.as_array()?;
    (1..items.len()).find(|index| items[..*index].contains(&items[*index]))
}

fn collect_keys<'s>(
    part: &'s Value,
    location: &str,
    documents: &'s super::compile::Documents,
    depth: usize,
    keys: &mut Vec<&'s str>,
) {
    if depth > 8 {
        return;
    }
    keys.extend(
        part.get("properties").and_then(Value::as_object).into_iter().flat_map(|map| map.keys()).map(String::as_str),
    );
    let reference = part.get("$ref").and_then(Value::as_str);
    let referred = reference.and_then(|reference| documents.referred(location, reference));
    let lists = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|name| part.get(name)?.as_array()).flatten();
    let single = ["if", "then", "else"].into_iter().filter_map(|name| part.get(name));
    for inner in referred.into_iter().chain(lists).chain(single) {
        collect_keys(inner, location, documents, depth + 1, keys);
    }
}
