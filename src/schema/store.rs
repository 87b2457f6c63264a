//! The schemas of a site: read once, compiled once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;
use jsonschema::Validator;
use serde_json::Value;

use super::compile::{self, Documents};
use super::instance::Values;
use super::lint;
use super::references::{self, Reference};
use crate::config::{ConfigProblem, Settings, document};
use crate::front_matter::Tree;
use crate::listing::Files;
use crate::text::{Span, check_depth};

/// Most files that one schema may be spread over.
const MOST_FILES: usize = 200;

/// Says which texts are a date to the site's generator.
pub type DateCheck = Arc<dyn Fn(&str) -> bool + Send + Sync>;

/// The schemas of a site.
pub struct SchemaStore {
    is_date: DateCheck,
    schemas: BTreeMap<String, Option<Schema>>,
    problems: Vec<ConfigProblem>,
    /// Files whose mistakes have been told.
    told: BTreeSet<String>,
}

/// A schema that pages can be judged by.
pub struct Schema {
    /// Path of its file, relative to the site's root.
    pub path: String,
    pub(super) validator: Validator<Values>,
    pub(super) documents: Documents,
    /// Whether the work that it makes has to be counted with each page.
    pub(super) depends_on_page: bool,
    /// Every key that some part of it knows.
    pub(super) names: HashSet<String, RandomState>,
    /// The same by their lower-case spelling.
    pub(super) folded: HashMap<String, String, RandomState>,
}

/// One file of a schema.
pub(super) struct Document {
    pub(super) path: String,
    pub(super) value: Value,
    pub(super) tree: Tree,
    /// Whether a syntax mistake or a mistake in a keyword was found.
    broken: bool,
}

impl SchemaStore {
    /// A store without schemas. `is_date` says which texts are a date to the site's generator: they satisfy the formats
    /// `date` and `date-time`.
    pub fn new(is_date: DateCheck) -> Self {
        Self { is_date, schemas: BTreeMap::new(), problems: Vec::new(), told: BTreeSet::new() }
    }

    /// The schemas that `settings` names.
    pub fn load(settings: &Settings, files: &dyn Files, is_date: DateCheck) -> Self {
        let mut store = Self::new(is_date);
        for binding in &settings.schemas {
            store.add(&binding.schema, files);
        }
        store
    }

    /// Takes in the schema at `path`, if it is not there yet. Pages may name schemas that the configuration does not.
    pub fn add(&mut self, path: &str, files: &dyn Files) {
        if self.schemas.contains_key(path) {
            return;
        }
        let schema = self.read(path, files);
        self.schemas.insert(path.to_owned(), schema);
    }

    /// Takes in the schema `value`, which was made of the file at `file` and is known as `title`.
    pub fn add_made(&mut self, title: &str, file: &str, value: Value) {
        self.told.insert(file.to_owned());
        let document = Document { path: title.to_owned(), value, tree: Tree::default(), broken: false };
        // What cannot be compiled is no mistake of the user.
        let schema = compile::compile(title, vec![document], &self.is_date).ok();
        self.schemas.insert(title.to_owned(), schema);
    }

    /// The schema at `path`; `None` when it was never added, does not exist or has a mistake.
    pub fn get(&self, path: &str) -> Option<&Schema> {
        self.schemas.get(path)?.as_ref()
    }

    /// Whether the schema at `path` was taken in, whatever became of it.
    pub fn knows(&self, path: &str) -> bool {
        self.schemas.contains_key(path)
    }

    /// Whether the file at `path` is one of the schemas, or part of one.
    pub fn consists_of(&self, path: &str) -> bool {
        self.told.contains(path)
    }

    /// Every mistake in the files of the schemas.
    pub fn problems(&self) -> &[ConfigProblem] {
        &self.problems
    }

    fn read(&mut self, path: &str, files: &dyn Files) -> Option<Schema> {
        let mut documents: Vec<Document> = Vec::new();
        let mut problems = Vec::new();
        let mut queue = vec![path.to_owned()];
        while let Some(next) = queue.pop() {
            if documents.len() >= MOST_FILES || documents.iter().any(|document| document.path == next) {
                continue;
            }
            let Some(text) = files.read(&next) else { continue };
            let (document, found) = read_document(next, &text);
            problems.extend(found);
            for reference in references::of(&document) {
                match reference {
                    Reference::File(target) => queue.push(target),
                    Reference::Wrong(problem) => problems.push(problem),
                }
            }
            documents.push(document);
        }
        for document in &documents {
            references::check_targets(document, &documents, files, &mut problems);
        }
        let is_broken = !problems.is_empty() || documents.iter().any(|document| document.broken);
        let fresh = problems.into_iter().filter(|problem| !self.told.contains(&problem.path));
        self.problems.extend(fresh.collect::<Vec<_>>());
        self.told.extend(documents.iter().map(|document| document.path.clone()));
        if is_broken || documents.first().is_none_or(|document| document.path != path) {
            return None;
        }
        match compile::compile(path, documents, &self.is_date) {
            Ok(schema) => Some(schema),
            Err(problem) => {
                self.problems.push(*problem);
                None
            }
        }
    }
}

/// Reads one file, with what is wrong in it.
fn read_document(path: String, text: &str) -> (Document, Vec<ConfigProblem>) {
    let (tree, mut problems) = document::read(&path, text);
    let is_json = path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("json"));
    let read: Result<Value, String> = if is_json {
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())
    } else {
        check_depth(text).and_then(|()| serde_yaml::from_str(text).map_err(|error| error.to_string()))
    };
    let value = match read {
        Ok(value) => value,
        Err(reason) => {
            if problems.is_empty() {
                problems.push(ConfigProblem::new(&path, Span::at(0), format!("the schema cannot be read: {reason}")));
            }
            return (Document { path, value: Value::Null, tree, broken: true }, problems);
        }
    };
    if problems.is_empty() {
        problems = lint::lint(&path, &value, &tree);
    }
    let broken = !problems.is_empty();
    (Document { path, value, tree, broken }, problems)
}
