//! The sections of `matterlint.yaml`, one function each.

use std::collections::BTreeMap;

use super::reader::Reader;
use super::settings::{Override, RuleSetting, SchemaBinding, VocabularySource};
use super::{FailOn, Known, Level, Settings};
use crate::finding::Severity;
use crate::front_matter::{Entry, NodeRef, to_json};
use crate::listing::{file_name, normalize};
use crate::profile::DateRole;
use crate::text::{Span, nearest};

/// `schemas`: a list of files and the schema that they have to satisfy.
pub fn schemas(reader: &mut Reader<'_>, node: NodeRef<'_>, known: &Known<'_>) -> Vec<SchemaBinding> {
    let items = reader.list(node, "schemas");
    items.into_iter().filter_map(|item| schema(reader, item, known)).collect()
}

fn schema(reader: &mut Reader<'_>, node: NodeRef<'_>, known: &Known<'_>) -> Option<SchemaBinding> {
    let mut files = None;
    let mut schema = None;
    for entry in reader.map(node, "schemas", &["files", "schema"]) {
        match entry.name() {
            "files" => files = Some(reader.globs(entry.value, "files")),
            _ => schema = Some(existing_file(reader, entry.value, "schema", known)),
        }
    }
    let example = "write `- files: [\"content/posts/**\"]` and below it `  schema: schemas/post.json`";
    if node.is_map() && files.is_none() {
        reader.wrong(node.span(), "this schema does not say for which `files` it holds", example);
    }
    if node.is_map() && schema.is_none() {
        reader.wrong(node.span(), "these files have no `schema`", example);
    }
    let (patterns, files) = files?;
    Some(SchemaBinding { files, patterns, schema: schema?? })
}

/// `taxonomies`: where the terms of each taxonomy are written.
pub fn taxonomies(reader: &mut Reader<'_>, node: NodeRef<'_>, known: &Known<'_>) -> BTreeMap<String, VocabularySource> {
    let mut sources = BTreeMap::new();
    for taxonomy in reader.any_map(node, "taxonomies") {
        for entry in reader.map(taxonomy.value, taxonomy.name(), &["vocabulary"]) {
            if let Some(source) = vocabulary(reader, entry.value, known) {
                sources.insert(taxonomy.name().to_owned(), source);
            }
        }
    }
    sources
}

fn vocabulary(reader: &mut Reader<'_>, node: NodeRef<'_>, known: &Known<'_>) -> Option<VocabularySource> {
    if node.is_list() {
        let terms = reader.texts(node, "vocabulary");
        return Some(VocabularySource::Inline(terms.into_iter().map(|(term, _)| term.to_owned()).collect()));
    }
    if node.scalar().is_some_and(|scalar| &*scalar.text == "pages") {
        return Some(VocabularySource::Pages);
    }
    existing_file(reader, node, "vocabulary", known).map(VocabularySource::File)
}

/// `images`: which keys hold images, and where they may lie.
pub fn images(reader: &mut Reader<'_>, node: NodeRef<'_>, settings: &mut Settings) {
    for entry in reader.map(node, "images", &["keys", "body", "roots"]) {
        match entry.name() {
            "keys" => {
                let keys = reader.texts(entry.value, "keys");
                settings.image_keys = Some(keys.into_iter().map(|(key, _)| key.to_owned()).collect());
            }
            "roots" => {
                let roots = reader.texts(entry.value, "roots");
                let roots = roots.into_iter().filter_map(|(root, span)| inside(reader, root, span, "roots"));
                settings.image_roots = roots.collect();
            }
            _ => settings.body_images = reader.boolean(entry.value, "body").unwrap_or(settings.body_images),
        }
    }
}

/// `dates`: keys that mean a date, beside the profile's.
pub fn dates(reader: &mut Reader<'_>, node: NodeRef<'_>) -> Vec<(DateRole, Vec<String>)> {
    const ROLES: [DateRole; 4] = [DateRole::Date, DateRole::Lastmod, DateRole::Publish, DateRole::Expiry];
    let mut keys = Vec::new();
    for entry in reader.map(node, "dates", &ROLES.map(DateRole::name)) {
        let Some(role) = ROLES.into_iter().find(|role| role.name() == entry.name()) else { continue };
        let texts = reader.texts(entry.value, role.name());
        keys.push((role, texts.into_iter().map(|(key, _)| key.to_owned()).collect()));
    }
    keys
}

/// `rules`: a level for a rule or group, or a map with the rule's options.
pub fn rules(reader: &mut Reader<'_>, node: NodeRef<'_>, known: &Known<'_>) -> Vec<RuleSetting> {
    let entries = reader.any_map(node, "rules");
    entries.into_iter().filter_map(|entry| rule(reader, entry, known)).collect()
}

fn rule(reader: &mut Reader<'_>, entry: Entry<'_>, known: &Known<'_>) -> Option<RuleSetting> {
    let name = known_rule(reader, entry, known)?;
    let value = entry.value;
    let setting = RuleSetting { rule: name.to_owned(), level: None, options: None, span: value.span() };
    if !value.is_map() {
        return Some(RuleSetting { level: Some(level(reader, value, name)?), ..setting });
    }
    let severity = value.entries().rfind(|option| option.name() == "severity");
    let level = severity.and_then(|entry| level(reader, entry.value, "severity"));
    let mut options = to_json(value);
    if let Some(map) = options.as_object_mut() {
        map.shift_remove("severity");
    }
    let has_options = options.as_object().is_some_and(|map| !map.is_empty());
    if has_options && !name.contains('/') {
        let help = format!("write the options below a rule, such as `{name}/…`");
        reader.wrong(value.span(), format!("`{name}` is a group of rules, and a group has no options"), help);
        return Some(RuleSetting { level, ..setting });
    }
    let options = has_options.then(|| serde_yaml::to_value(options).ok()).flatten();
    Some(RuleSetting { level, options, ..setting })
}

fn known_rule<'t>(reader: &mut Reader<'_>, entry: Entry<'t>, known: &Known<'_>) -> Option<&'t str> {
    let name = entry.name();
    let is_group = || known.rules.iter().any(|id| id.split_once('/').is_some_and(|(group, _)| group == name));
    if known.rules.contains(&name) || is_group() {
        return Some(name);
    }
    let bare = known.rules.iter().find(|id| id.split_once('/').is_some_and(|(_, rule)| rule == name));
    let groups = known.rules.iter().filter_map(|id| id.split_once('/')).map(|(group, _)| group);
    let near = bare.copied().or_else(|| nearest(name, known.rules.iter().copied().chain(groups)));
    let help = near
        .map_or_else(|| "`matterlint rules` lists all of them".to_owned(), |near| format!("did you mean `{near}`?"));
    reader.wrong(entry.key.span(), format!("there is no rule `{name}`"), help);
    None
}

fn level(reader: &mut Reader<'_>, node: NodeRef<'_>, what: &str) -> Option<Level> {
    match reader.word(node, what, &["off", "info", "warning", "error"])? {
        "off" => Some(Level::Off),
        "info" => Some(Level::On(Severity::Info)),
        "warning" => Some(Level::On(Severity::Warning)),
        _ => Some(Level::On(Severity::Error)),
    }
}

/// `overrides`: what holds for some files only.
pub fn overrides(reader: &mut Reader<'_>, node: NodeRef<'_>, known: &Known<'_>) -> Vec<Override> {
    let mut overrides = Vec::new();
    for item in reader.list(node, "overrides") {
        let mut files = None;
        let mut rules = Vec::new();
        for entry in reader.map(item, "overrides", &["files", "rules"]) {
            match entry.name() {
                "files" => files = Some(reader.globs(entry.value, "files").1),
                _ => rules = override_levels(reader, entry.value, known),
            }
        }
        match files {
            Some(files) => overrides.push(Override { files, rules }),
            None if item.is_map() => {
                let help = "add `files: [\"content/archive/**\"]`";
                reader.wrong(item.span(), "this override does not say for which `files` it holds", help);
            }
            None => {}
        }
    }
    overrides
}

fn override_levels(reader: &mut Reader<'_>, node: NodeRef<'_>, known: &Known<'_>) -> Vec<(String, Level)> {
    let mut levels = Vec::new();
    for entry in reader.any_map(node, "rules") {
        let Some(name) = known_rule(reader, entry, known) else { continue };
        if entry.value.is_map() {
            let help =
                format!("write the options under the `rules` of the whole site, and here `{name}: off` or a level");
            reader.wrong(entry.value.span(), format!("`{name}` cannot have options for some files only"), help);
        } else if let Some(level) = level(reader, entry.value, name) {
            levels.push((name.to_owned(), level));
        }
    }
    levels
}

/// `fail-on`.
pub fn fail_on(reader: &mut Reader<'_>, node: NodeRef<'_>) -> Option<FailOn> {
    match reader.word(node, "fail-on", &["error", "warning", "never"])? {
        "error" => Some(FailOn::Error),
        "warning" => Some(FailOn::Warning),
        _ => Some(FailOn::Never),
    }
}

/// A path inside the site, relative to its root, whether or not a file is there.
pub fn path(reader: &mut Reader<'_>, node: NodeRef<'_>, what: &str) -> Option<String> {
    let text = reader.text(node, what)?;
    inside(reader, text, node.span(), what)
}

fn existing_file(reader: &mut Reader<'_>, node: NodeRef<'_>, what: &str, known: &Known<'_>) -> Option<String> {
    let path = path(reader, node, what)?;
    if known.has_file(&path) {
        return Some(path);
    }
    let same_name = known.listing.named(file_name(&path)).next();
    let near = same_name.or_else(|| nearest(&path, known.listing.iter()));
    let help = near.map_or_else(
        || "paths are relative to the folder of this configuration file".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    reader.wrong(node.span(), format!("there is no file `{path}` for `{what}`"), help);
    None
}

fn inside(reader: &mut Reader<'_>, text: &str, span: Span, what: &str) -> Option<String> {
    let problem = if text.contains("://") {
        "is an address in the web, and nothing is fetched"
    } else if text.starts_with('/') || text.as_bytes().get(1) == Some(&b':') {
        "is absolute"
    } else if text.contains('\\') {
        "has a backslash; folders are separated by `/`"
    } else {
        match normalize(text) {
            Some(path) => return Some(path),
            None => "leaves the site's folder",
        }
    };
    let help = "write a path relative to the folder of this configuration file";
    reader.wrong(span, format!("`{what}`: `{text}` {problem}"), help);
    None
}
