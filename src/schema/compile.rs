//! From documents to a validator.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;
use jsonschema::{Draft, PatternOptions, Retrieve, Uri, ValidationError};
use serde_json::Value;

use super::cost::{self, Cost};
use super::instance::Values;
use super::lint;
use super::references::{below_id, id_of, percent_decoded};
use super::store::{DateCheck, Document, Schema};
use crate::config::ConfigProblem;
use crate::front_matter::NodeRef;
use crate::listing::{join, normalize, parent};
use crate::text::Span;

/// The addresses under which the files of a site are known to the validator.
const SITE: &str = "site:///";

/// How often a regular expression may step back before it is given up. `^(a+)+$` on forty letters needs billions.
const MOST_BACKTRACKING: usize = 100_000;

/// The files of one schema by address.
#[derive(Clone)]
pub(super) struct Documents {
    by_path: Arc<HashMap<String, Value>>,
    /// The `$id` of each file that has one, with the file's path.
    ids: Arc<Vec<(String, String)>>,
}

/// Compiles the schema whose file is the first of `documents`.
pub(super) fn compile(
    path: &str,
    mut documents: Vec<Document>,
    is_date: &DateCheck,
) -> Result<Schema, Box<ConfigProblem>> {
    let draft = draft_of(&documents[0].value);
    let tree = std::mem::take(&mut documents[0].tree);
    documents.iter_mut().for_each(|document| encode_references(&mut document.value));
    let ids = documents.iter().filter_map(|document| Some((id_of(&document.value)?.to_owned(), document.path.clone())));
    let ids = Arc::new(ids.collect());
    let mut names = HashSet::default();
    documents.iter().for_each(|document| collect_names(&document.value, &mut names));
    let by_path = documents.into_iter().map(|document| (document.path, document.value)).collect();
    let documents = Documents { by_path: Arc::new(by_path), ids };
    let cost = cost::of(path, &documents);
    if cost == Cost::Unbearable {
        let message = "this schema is too much work: its parts refer to each other in too many ways";
        let problem = ConfigProblem::new(path, tree.root().map_or(Span::at(0), NodeRef::span), message);
        return Err(Box::new(problem.with_help("write what several parts have in common once, and refer to it once")));
    }
    let options = jsonschema::options_for::<Values>()
        .with_draft(draft)
        .with_base_uri(address(path))
        .with_retriever(documents.clone())
        .with_pattern_options(PatternOptions::fancy_regex().backtrack_limit(MOST_BACKTRACKING))
        .should_validate_formats(true)
        .with_format("date", date_check(is_date))
        .with_format("date-time", date_check(is_date));
    let built = options.build(&documents.by_path[path]).map_err(|error| Box::new(lint::problem(path, &tree, &error)));
    let folded = names.iter().map(|name| (name.to_lowercase(), name.clone())).collect();
    let depends_on_page = cost == Cost::OfThePage;
    Ok(Schema { path: path.to_owned(), validator: built?, documents, depends_on_page, names, folded })
}

/// The standard wants RFC 3339 and would refuse what the generator takes: `2024-01-02 10:00`, `+0100`.
fn date_check(is_date: &DateCheck) -> impl Fn(&str) -> bool + Send + Sync + 'static {
    let is_date = is_date.clone();
    move |text| is_date(text)
}

/// What the schema of schemas has against `schema`.
pub(super) fn meta_errors(schema: &Value, draft: u8) -> Vec<ValidationError<'static>> {
    let validator = match draft {
        4 => jsonschema::draft4::meta::validator(),
        6 => jsonschema::draft6::meta::validator(),
        7 => jsonschema::draft7::meta::validator(),
        19 => jsonschema::draft201909::meta::validator(),
        _ => jsonschema::draft202012::meta::validator(),
    };
    validator.iter_errors(schema).map(ValidationError::to_owned).collect()
}

fn draft_of(schema: &Value) -> Draft {
    let named = schema.get("$schema").and_then(Value::as_str).unwrap_or_default();
    match super::keywords::DRAFTS.iter().find(|(_, name, _)| named.contains(name)) {
        Some((4, ..)) => Draft::Draft4,
        Some((6, ..)) => Draft::Draft6,
        Some((7, ..)) => Draft::Draft7,
        Some((19, ..)) => Draft::Draft201909,
        _ => Draft::Draft202012,
    }
}

/// The address of the file at `path`.
fn address(path: &str) -> String {
    format!("{SITE}{}", encoded(path, b"-._~/"))
}

/// References are addresses to the validator, in which ideographs and blanks are percent-encoded; writers name the file
/// as it is: `$ref: 作者.json`.
fn encode_references(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            for (key, inner) in map {
                match inner {
                    Value::String(text) if matches!(key.as_str(), "$ref" | "$id" | "$dynamicRef") => {
                        *text = encoded(text, b"-._~:/?#[]@!$&'()*+,;=%");
                    }
                    inner => encode_references(inner),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(encode_references),
        _ => {}
    }
}

/// `text` with every byte percent-encoded but ASCII letters, digits and those of `plain`.
fn encoded(text: &str, plain: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            encoded.push(byte as char);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn collect_names(schema: &Value, names: &mut HashSet<String, RandomState>) {
    match schema {
        Value::Object(map) => {
            for (key, inner) in map {
                if let ("properties", Value::Object(properties)) = (key.as_str(), inner) {
                    names.extend(properties.keys().cloned());
                }
                collect_names(inner, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_names(item, names)),
        _ => {}
    }
}

/// Finds the parts that have the anchor `fragment`, or an `$id` that ends like `file`.
fn collect_named<'v>(value: &'v Value, file: &str, fragment: &str, found: &mut impl FnMut(&'v Value)) {
    match value {
        Value::Object(map) => {
            let text = |key: &str| map.get(key).and_then(Value::as_str);
            let is_anchor = ["$anchor", "$dynamicAnchor"].iter().any(|key| text(key) == Some(fragment));
            let last = |address: &str| address.rsplit('/').next().map(percent_decoded);
            let is_file = !file.is_empty() && text("$id").is_some_and(|id| last(id) == last(file));
            if (is_anchor && !fragment.is_empty()) || is_file {
                found(value);
            }
            map.values().for_each(|inner| collect_named(inner, file, fragment, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_named(item, file, fragment, found)),
        _ => {}
    }
}

impl Documents {
    /// Documents by path that do not refer to each other by address.
    pub(super) fn of(by_path: HashMap<String, Value>) -> Self {
        Self { by_path: Arc::new(by_path), ids: Arc::default() }
    }

    /// The document at `path`.
    pub(super) fn document(&self, path: &str) -> Option<&Value> {
        self.by_path.get(path)
    }

    /// All documents, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = &Value> {
        self.by_path.values()
    }

    /// The document at `path`, with its path.
    pub(super) fn entry(&self, path: &str) -> Option<(&str, &Value)> {
        self.by_path.get_key_value(path).map(|(path, value)| (&**path, value))
    }

    /// The part of a schema that stands at `location`, an address with a pointer behind `#`.
    pub(super) fn part(&self, location: &str) -> Option<&Value> {
        let (address, pointer) = location.split_once('#')?;
        let document = self.by_path.get(&self.path(address)?)?;
        document.pointer(&percent_decoded(pointer))
    }

    /// The part that a `$ref` in a file of this schema leads to, where it stays in that file.
    pub(super) fn referred<'a>(&'a self, location: &str, reference: &str) -> Option<&'a Value> {
        let (address, _) = location.split_once('#')?;
        self.part(&format!("{address}{}", reference.starts_with('#').then_some(reference)?))
    }

    /// The schema that a `$ref` in the file at `path` leads to, with the file it stands in. A name (`#author`, an inner
    /// `$id`) may stand for more than one.
    pub(super) fn targets(&self, path: &str, reference: &str) -> Vec<(&str, &Value)> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let fragment = percent_decoded(fragment);
        let file = percent_decoded(file);
        let below = || normalize(&join(parent(path), &file));
        let own = || file.is_empty().then(|| path.to_owned());
        let found =
            own().or_else(|| self.path(&file)).or_else(below).and_then(|path| self.by_path.get_key_value(&path));
        if let Some((path, document)) = found
            && (fragment.is_empty() || fragment.starts_with('/'))
        {
            return document.pointer(&fragment).map(|part| (&**path, part)).into_iter().collect();
        }
        let mut named = Vec::new();
        for (path, document) in self.by_path.iter() {
            collect_named(document, &file, &fragment, &mut |part| named.push((&**path, part)));
        }
        named
    }

    fn path(&self, address: &str) -> Option<String> {
        if let Some(path) = address.strip_prefix(SITE) {
            return Some(percent_decoded(path));
        }
        self.ids.iter().find_map(|(id, path)| {
            below_id(path, &percent_decoded(id), &percent_decoded(address))
                .filter(|path| self.by_path.contains_key(path))
        })
    }
}

impl Retrieve for Documents {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let found = self.path(uri.as_str()).and_then(|path| self.by_path.get(&path));
        found.cloned().ok_or_else(|| format!("`{uri}` is not in the site, and nothing is fetched").into())
    }
}
