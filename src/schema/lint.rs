//! Mistakes that a validator passes over in silence: a misspelt keyword, a type that does not exist, a keyword that the
//! schema's draft does not know.

use jsonschema::ValidationError;
use serde_json::Value;

use super::keywords::{self, DRAFTS, Holds};
use super::{compile, place, words};
use crate::config::ConfigProblem;
use crate::front_matter::{Entry, NodeRef, Tree, to_json};
use crate::text::{KeyPath, Span, Step, nearest};

const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

/// Everything that is wrong in the schema file at `path`, apart from its references.
pub fn lint(path: &str, value: &Value, tree: &Tree) -> Vec<ConfigProblem> {
    let Some(root) = tree.root().filter(|root| !root.is_absent()) else {
        let problem = ConfigProblem::new(path, Span::at(0), "the schema is empty");
        return vec![problem.with_help("write {} for a schema that allows everything")];
    };
    if !root.is_map() {
        let message = "a schema must be a map of keywords";
        return vec![ConfigProblem::new(path, root.span(), message).with_help("begin with `{ \"type\": \"object\" }`")];
    }
    let mut lint = Lint { path, draft: 20, problems: Vec::new() };
    if !lint.read_draft(root) {
        return lint.problems;
    }
    lint.schema(root);
    if lint.problems.is_empty() {
        lint.against_draft(root, value);
    }
    lint.problems.sort_by_key(|problem| problem.span);
    lint.problems
}

/// What a validator has against the schema file at `path` with the values `tree`, as a problem.
pub fn problem(path: &str, tree: &Tree, error: &ValidationError<'_>) -> ConfigProblem {
    let subject = place::path(error.instance_path());
    let node = tree.root().and_then(|root| place::locate(root, &subject, false).node.or(Some(root)));
    let span = node.map_or(Span::at(0), NodeRef::span);
    ConfigProblem::new(path, span, words::of_schema(error, &subject)).with_help(help_for(&subject, node))
}

struct Lint<'a> {
    path: &'a str,
    draft: u8,
    problems: Vec<ConfigProblem>,
}

impl Lint<'_> {
    /// Reads `$schema`; false when no draft of that name exists.
    fn read_draft(&mut self, root: NodeRef<'_>) -> bool {
        let Some(entry) = root.entries().rfind(|entry| entry.name() == "$schema") else { return true };
        let text = entry.value.scalar().map_or("", |scalar| &scalar.text);
        let found = DRAFTS.iter().find(|(_, name, _)| text.contains(name));
        if let Some((draft, ..)) = found {
            self.draft = *draft;
            return true;
        }
        let help = "write \"https://json-schema.org/draft/2020-12/schema\", or leave it out";
        self.wrong(entry.value, format!("`$schema` names no draft that is known: `{text}`"), help);
        false
    }

    fn schema(&mut self, node: NodeRef<'_>) {
        if node.is_alias() || !node.is_map() {
            return;
        }
        for entry in node.entries() {
            match keywords::find(entry.name()) {
                Some((holds, since)) => {
                    self.too_new(entry, since);
                    self.inside(entry, holds);
                }
                None => self.unknown(entry),
            }
        }
    }

    fn inside(&mut self, entry: Entry<'_>, holds: Holds) {
        let value = entry.value;
        match holds {
            Holds::Data if entry.name() == "type" => self.type_names(value),
            Holds::Data => {}
            Holds::Schema => self.schema(value),
            Holds::Schemas => value.items().for_each(|item| self.schema(item)),
            Holds::SchemaOrSchemas => {
                self.schema(value);
                value.items().for_each(|item| self.schema(item));
            }
            Holds::Named => value.entries().for_each(|named| self.schema(named.value)),
        }
    }

    fn type_names(&mut self, node: NodeRef<'_>) {
        let names: Vec<NodeRef<'_>> = if node.is_list() { node.items().collect() } else { vec![node] };
        for name in names {
            let Some(text) = name.scalar().map(|scalar| &*scalar.text).filter(|text| !TYPES.contains(text)) else {
                continue;
            };
            let common = match text {
                "text" | "str" => Some("string"),
                "int" => Some("integer"),
                "bool" => Some("boolean"),
                "list" => Some("array"),
                "map" | "dict" => Some("object"),
                "float" => Some("number"),
                "date" | "datetime" => Some("string` with `format: date"),
                _ => nearest(text, TYPES),
            };
            let help = common.map_or_else(
                || format!("the types are {}", TYPES.map(|name| format!("`{name}`")).join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            self.wrong(name, format!("there is no type `{text}`"), help);
        }
    }

    fn too_new(&mut self, entry: Entry<'_>, since: u8) {
        let name_of = |number: u8| DRAFTS.iter().find(|(own, ..)| *own == number).map_or("", |(_, _, name)| name);
        if since > self.draft {
            let (own, needed) = (name_of(self.draft), name_of(since));
            let message = format!("`{}` does nothing in {own}", entry.name());
            self.wrong(
                entry.key,
                message,
                format!("it exists since {needed}: change `$schema`, or write it another way"),
            );
        }
    }

    fn unknown(&mut self, entry: Entry<'_>) {
        let name = entry.name();
        if name.is_empty() || name.starts_with("x-") || name.starts_with('_') || keywords::FOREIGN.contains(&name) {
            return;
        }
        if let Some(near) = nearest(name, keywords::names()) {
            let message = format!("unknown keyword `{name}`, which checks nothing");
            self.wrong(entry.key, message, format!("did you mean `{near}`?"));
        }
    }

    /// Judges the schema by the schema of schemas.
    fn against_draft(&mut self, root: NodeRef<'_>, value: &Value) {
        for error in compile::meta_errors(value, self.draft) {
            self.problems.push(problem(self.path, root.tree(), &error));
        }
    }

    fn wrong(&mut self, node: NodeRef<'_>, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(ConfigProblem::new(self.path, node.span(), message).with_help(help));
    }
}

fn help_for(subject: &KeyPath, node: Option<NodeRef<'_>>) -> &'static str {
    let keyword = match subject.0.last() {
        Some(Step::Key(name)) => &**name,
        _ => "",
    };
    match keyword {
        "required" if node.is_some_and(|node| matches!(to_json(node), Value::Bool(_))) => {
            "`required` is a list of keys beside `properties`: \"required\": [\"title\"]"
        }
        "required" => "write a list of keys: \"required\": [\"title\", \"date\"]",
        "pattern" => "write a regular expression; a backslash is written twice in JSON",
        "items" => "one schema for all items; a list of schemas is called `prefixItems` since draft 2020-12",
        _ => "see the description of this keyword at https://json-schema.org",
    }
}
