//! The content types that the editor extension Front Matter (for VS Code, 10.x) keeps in `frontmatter.json`: what the
//! site's authors have already written down about their pages, as JSON Schemas.
//!
//! The extension shows a form and never refuses a page, so what it says is read generously: a key without a value, which
//! it writes itself for every field that was left empty, is fine unless the field is required; unknown keys are fine.

use globset::GlobSet;
use serde_json::{Map, Value, json};

use super::globs;
use crate::listing::{Files, Listing};

/// The extension's configuration at a site's root.
pub const FILE: &str = "frontmatter.json";

/// The folder over which the configuration may be spread, one file for each content type or page folder.
const SPLIT: &str = ".frontmatter/config";

/// The content type of pages for which nothing else is said.
const DEFAULT: &str = "default";

/// The content types of a site.
#[derive(Debug, Default)]
pub struct ContentTypes {
    /// All of them. Of two with one name the later one counts, as a file of its own overrides `frontmatter.json`.
    pub types: Vec<ContentType>,
    folders: Vec<PageFolder>,
}

/// Where the extension keeps the terms of taxonomies, since version 8; `frontmatter.json` had them before.
const TERMS: &str = ".frontmatter/database/taxonomyDb.json";

/// The terms of the taxonomy `key` in the file at `path` with `text`; `None` where it is none of the extension's files.
/// There are none where the file has no list of that name.
///
/// They are offered to writers, who may write others, so they make a vocabulary only where the site asks for it.
pub fn terms(path: &str, text: &str, key: &str) -> Option<Vec<String>> {
    if path != TERMS && path != FILE {
        return None;
    }
    let root = parse(text).unwrap_or_default();
    let find = |name: &str| {
        let at =
            if path == FILE { root.get(format!("frontMatter.taxonomy.{name}")) } else { root["taxonomy"].get(name) };
        at.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    };
    let own = find("customTaxonomy").iter().filter(|taxonomy| text_of(taxonomy, "id") == Some(key));
    let own = own.filter_map(|taxonomy| taxonomy.get("options")?.as_array()).flatten();
    Some(find(key).iter().chain(own).filter_map(|term| term.as_str().map(str::to_owned)).collect())
}

/// One content type.
#[derive(Debug)]
pub struct ContentType {
    /// By what pages and page folders name it.
    pub name: String,
    /// The file in which it stands, relative to the site's root.
    pub file: String,
    /// What its pages have to satisfy.
    pub schema: Value,
}

/// A folder in which the extension looks for pages.
#[derive(Debug)]
struct PageFolder {
    path: String,
    files: GlobSet,
    excluded: GlobSet,
    types: Vec<String>,
}

impl ContentTypes {
    /// Reads the content types of a site; none where it has no `frontmatter.json`. A file that cannot be read says
    /// nothing: its editor complains about it.
    pub fn load(listing: &Listing, files: &dyn Files) -> Self {
        let Some(main) = files.read(FILE).and_then(|text| parse(&text)) else { return Self::default() };
        let setting = |name: &str| main.get(format!("frontMatter.{name}"));
        // A draft is a word of a list where the site says so, and a switch elsewhere.
        let draft_is_word = setting("content.draftField").is_some_and(|field| field["type"] == "choice");
        // The generator need not read dates in a format of the site's own, which the extension writes as told.
        let own_dates = setting("taxonomy.dateFormat").and_then(Value::as_str).is_some_and(|format| !format.is_empty());
        let reading = Reading { draft_is_word, own_dates };
        let mut found = Self::default();
        found.add_types(FILE, setting("taxonomy.contentTypes"), &reading);
        found.add_folders(setting("content.pageFolders"));
        for path in listing.under(SPLIT).filter(|path| path.ends_with(".json")) {
            let below = path[SPLIT.len()..].to_lowercase();
            let is_type = below.starts_with("/taxonomy/contenttypes/");
            if !is_type && !below.starts_with("/content/pagefolders/") {
                continue;
            }
            let read = files.read(path).and_then(|text| parse(&text));
            if is_type {
                found.add_types(path, read.as_ref(), &reading);
            } else {
                found.add_folders(read.as_ref());
            }
        }
        found
    }

    /// The content type of the page at `path`. `named` is what the page's keys `fmContentType` and `type` hold: the
    /// latter means something else to Hugo, so that a name without a content type says nothing.
    ///
    /// A page that names none has the one type of the innermost page folder, or `default` where the folder names none.
    /// Of several, nobody knows which one was meant.
    pub fn of(&self, path: &str, named: &[&str]) -> Option<&ContentType> {
        if let Some(own) = named.iter().find_map(|name| self.get(name)) {
            return Some(own);
        }
        let around = self.folders.iter().filter(|folder| folder.files.is_match(path));
        let innermost = around.max_by_key(|folder| folder.path.len())?;
        if innermost.excluded.is_match(path) {
            return None;
        }
        match innermost.types.as_slice() {
            [] => self.get(DEFAULT),
            [only] => self.get(only),
            _ => None,
        }
    }

    fn get(&self, name: &str) -> Option<&ContentType> {
        self.types.iter().rfind(|known| known.name == name)
    }

    fn add_types(&mut self, file: &str, types: Option<&Value>, reading: &Reading) {
        for written in types.into_iter().flat_map(one_or_many) {
            let Some(name) = text_of(written, "name") else { continue };
            let schema = reading.fields(written);
            self.types.push(ContentType { name: name.to_owned(), file: file.to_owned(), schema });
        }
    }

    fn add_folders(&mut self, folders: Option<&Value>) {
        self.folders.extend(folders.into_iter().flat_map(one_or_many).filter_map(page_folder));
    }
}

impl ContentType {
    /// What it is called in messages, and in the store of schemas.
    pub fn title(&self) -> String {
        format!("the content type `{}` of {}", self.name, self.file)
    }
}

/// The extension's files may have comments and commas at the end.
fn parse(text: &str) -> Option<Value> {
    jsonc_parser::parse_to_serde_value(text.trim_start_matches('\u{feff}'), &Default::default()).ok()
}

fn one_or_many(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

fn text_of<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str().filter(|text| !text.is_empty())
}

fn texts(value: &Value, name: &str) -> Vec<String> {
    let items = value.get(name).and_then(Value::as_array).into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// `[[workspace]]/content/posts/`, which may have a `*`. A folder elsewhere, or with a placeholder such as `{{locale}}`,
/// holds no page that is known.
fn page_folder(written: &Value) -> Option<PageFolder> {
    let below = text_of(written, "path")?.replace('\\', "/");
    let path = below.strip_prefix("[[workspace]]")?.trim_matches('/').to_owned();
    if path.contains(['{', '[']) {
        return None;
    }
    let below = |inner: &str| if path.is_empty() { inner.to_owned() } else { format!("{path}/{inner}") };
    let is_flat = written.get("excludeSubdir").and_then(Value::as_bool).unwrap_or_default();
    let (files, wrong) = globs::set([&*below(if is_flat { "*" } else { "**" })]);
    let excluded: Vec<String> = texts(written, "excludePaths").iter().map(|inner| below(inner)).collect();
    let (excluded, not_understood) = globs::set(excluded.iter().map(String::as_str));
    let is_clear = wrong.is_empty() && not_understood.is_empty();
    is_clear.then(|| PageFolder { path, files, excluded, types: texts(written, "contentTypes") })
}

/// How the fields of a site are to be understood.
struct Reading {
    draft_is_word: bool,
    own_dates: bool,
}

impl Reading {
    /// The schema of the fields of `written`, a content type or a field of the type `fields`.
    fn fields(&self, written: &Value) -> Value {
        let mut properties = Map::new();
        let mut required: Vec<&str> = Vec::new();
        for field in written.get("fields").and_then(Value::as_array).into_iter().flatten() {
            let Some(name) = text_of(field, "name") else { continue };
            let Some(mut schema) = self.field(field) else { continue };
            // A field with a condition is only asked for in the form when the condition holds.
            let is_required = field.get("required") == Some(&Value::Bool(true)) && field.get("when").is_none();
            if is_required {
                required.push(name);
                schema.insert("minLength".to_owned(), json!(1));
                schema.insert("minItems".to_owned(), json!(1));
                let ask = "write a value: the field is required";
                schema.insert("errorMessage".to_owned(), json!({ "minLength": ask, "minItems": ask }));
            } else {
                schema = left_empty_or(schema);
            }
            if let Some(description) = text_of(field, "description") {
                schema.insert("description".to_owned(), json!(description));
            }
            properties.insert(name.to_owned(), Value::Object(schema));
        }
        json!({ "properties": properties, "required": required })
    }

    /// The schema of one field that is not empty; `None` for what is no key of the page.
    fn field(&self, field: &Value) -> Option<Map<String, Value>> {
        let schema = match text_of(field, "type")? {
            "string" | "slug" => json!({ "type": ["string", "number", "boolean"] }),
            "number" => number(field),
            "boolean" => switch(),
            "draft" if !self.draft_is_word => json!({ "type": "boolean" }),
            "datetime" if self.own_dates || text_of(field, "dateFormat").is_some() => {
                json!({ "type": ["string", "number"] })
            }
            "datetime" => json!({ "type": ["string", "number"], "format": "date-time" }),
            "choice" => choice(field),
            // `image: false` and maps with a text for the image are what themes ask for.
            "image" | "file" => json!({ "type": ["string", "array", "object", "boolean"] }),
            "tags" | "categories" | "taxonomy" | "list" => json!({ "type": ["string", "number", "boolean", "array"] }),
            "fields" => {
                let mut inner = self.fields(field);
                inner["type"] = json!(["object", "array"]);
                inner
            }
            "block" => json!({ "type": ["array", "object"] }),
            "draft" | "json" | "dataFile" | "contentRelationship" | "customField" => json!({}),
            // A heading, a divider, a group whose fields stand in its place.
            _ => return None,
        };
        schema.as_object().cloned()
    }
}

/// `schema` for values that are not empty: nobody has filled them in yet.
fn left_empty_or(schema: Map<String, Value>) -> Map<String, Value> {
    let empty = json!({ "enum": [null, "", [], {}] });
    Map::from_iter([("if".to_owned(), empty), ("else".to_owned(), Value::Object(schema))])
}

/// `true` or `false`, and whatever else a theme makes of the key: FixIt (Hugo) takes `lightgallery: force` and a map for
/// `comment`. Only a text that was meant as one of the two is refused: to a template, `"no"` is yes.
fn switch() -> Value {
    let meant = json!({ "type": "string", "pattern": "^(?i:true|false|yes|no|on|off)$" });
    json!({ "if": meant, "then": { "type": "boolean" } })
}

fn number(field: &Value) -> Value {
    let mut schema = json!({ "type": "number" });
    for (limit, keyword) in [("min", "minimum"), ("max", "maximum")] {
        if let Some(number) = field.pointer(&format!("/numberOptions/{limit}")).filter(|number| number.is_number()) {
            schema[keyword] = number.clone();
        }
    }
    schema
}

/// A choice is written by its `id`, or by its title where it has none. Only texts are compared: YAML may have made a
/// number of the choice `2024`.
///
/// The extension makes a choice of any list that it finds when it describes an existing page, with that page's items:
/// lists are only judged where the field says that several may be chosen.
fn choice(field: &Value) -> Value {
    let mut options: Vec<Value> = Vec::new();
    for choice in field.get("choices").and_then(Value::as_array).into_iter().flatten() {
        let written = if choice.is_object() { [choice.get("id"), choice.get("title")] } else { [Some(choice), None] };
        for option in written.into_iter().flatten().filter(|option| option.is_string() && *option != "") {
            if !options.contains(option) {
                options.push(option.clone());
            }
        }
    }
    if options.is_empty() {
        return json!({});
    }
    let is_chosen = json!({ "if": { "type": "string", "minLength": 1 }, "then": { "enum": options } });
    let mut schema = is_chosen.clone();
    if field.get("multiple") == Some(&Value::Bool(true)) {
        schema["items"] = is_chosen;
    }
    schema
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use serde_json::json;

    use super::{ContentTypes, FILE, TERMS, terms};
    use crate::listing::Listing;

    fn load(files: &[(&str, &str)]) -> ContentTypes {
        let files: HashMap<String, String> = files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        ContentTypes::load(&Listing::new(files.keys().cloned()), &files)
    }

    #[test]
    fn pages_find_their_type() {
        let types = load(&[
            (
                FILE,
                r#"{ // comments and commas at the end are fine here
                "frontMatter.taxonomy.contentTypes": [{"name": "default", "fields": []}, {"name": "note"}, {"name": "x"},],
                "frontMatter.content.pageFolders": [
                    {"path": "[[workspace]]/content/"},
                    {"path": "[[workspace]]/content/notes", "contentTypes": ["note"], "excludePaths": ["old"]},
                    {"path": "[[workspace]]/content/flat", "contentTypes": ["note"], "excludeSubdir": true},
                    {"path": "[[workspace]]/content/both", "contentTypes": ["note", "x"]}, {"path": "/elsewhere"}
                ],}"#,
            ),
            (".frontmatter/config/taxonomy/contentTypes/talk.json", r#"{"name": "talk", "fields": []}"#),
            (
                ".frontmatter/config/content/pagefolders/t.json",
                r#"{"path": "[[workspace]]/t", "contentTypes": ["talk"]}"#,
            ),
        ]);
        let of = |path: &str, named: &[&str]| types.of(path, named).map(|own| own.name.clone());
        let cases = [
            ("content/a.md", &[][..], Some("default")),
            ("content/a.md", &["post"], Some("default")),
            ("content/a.md", &["x"], Some("x")),
            ("content/notes/deep/a.md", &[], Some("note")),
            ("content/notes/old/a.md", &[], None),
            ("content/flat/a.md", &[], Some("note")),
            ("content/flat/deep/a.md", &[], Some("default")),
            ("content/both/a.md", &[], None),
            ("t/a.md", &[], Some("talk")),
            ("other/a.md", &[], None),
        ];
        for (path, named, expected) in cases {
            assert_eq!(of(path, named).as_deref(), expected, "{path} {named:?}");
        }
    }

    #[test]
    fn only_fields_that_are_keys_are_asked_for() {
        let types = load(&[(
            FILE,
            r#"{"frontMatter.taxonomy.contentTypes": [{"name": "a", "fields": [
                {"name": "h", "type": "heading", "required": true}, {"name": "t", "type": "string", "required": true},
                {"name": "w", "type": "string", "required": true, "when": {"fieldRef": "t"}}, 5, {"type": "string"}
            ]}, {"fields": []}, 5]}"#,
        )]);
        assert_eq!(types.types.len(), 1);
        assert_eq!(types.types[0].schema["required"], json!(["t"]));
    }

    #[test]
    fn terms_are_found_by_taxonomy() {
        let main = r#"{"frontMatter.taxonomy.tags": ["a"], "frontMatter.taxonomy.customTaxonomy": [
            {"id": "series", "options": ["b", "c"]}]}"#;
        assert_eq!(terms(FILE, main, "tags").unwrap(), ["a"]);
        assert_eq!(terms(FILE, main, "series").unwrap(), ["b", "c"]);
        assert_eq!(terms(FILE, main, "categories").unwrap(), [""; 0]);
        assert_eq!(terms(TERMS, r#"{"taxonomy": {"tags": ["a", "b"]}}"#, "tags").unwrap(), ["a", "b"]);
        assert_eq!(terms("data/tags.json", "[]", "tags"), None);
    }

    #[test]
    fn without_the_file_nothing_is_read() {
        let types = load(&[(".frontmatter/config/taxonomy/contenttypes/a.json", r#"{"name": "a"}"#)]);
        assert!(types.types.is_empty());
        assert!(load(&[(FILE, "[")]).types.is_empty() && load(&[(FILE, "5")]).types.is_empty());
    }
}
