//! The JSON Schema of a section, as YAML, because every line of it has its reason beside it.

use super::evidence::{self, Evidence};
use super::sections::Section;
use super::types::{date_layout, is_date, item_type, types, value_set};
use super::{ProposedFile, share, yaml_text};
use crate::profile::keys::KeyKind;
use crate::report::summary::counted;
use crate::site::Site;

/// The share of pages that must have a key for it to be required, in percent.
const REQUIRED: usize = 95;
/// A key on fewer pages than one in this many is only mentioned.
const RARE_SHARE: usize = 20;
/// Unless it stands on this many.
const OFTEN: usize = 20;
/// Most rare keys that are mentioned.
const MENTIONED: usize = 40;

/// A schema that is proposed.
pub struct ProposedSchema {
    /// Its file.
    pub file: ProposedFile,
    /// The files that it is for.
    pub patterns: Vec<String>,
    /// How many content pages these are.
    pub pages: usize,
}

/// The schema of `section`, `None` where its pages have nothing in common.
pub fn propose(section: &Section<'_>, site: &Site) -> Option<ProposedSchema> {
    let pages = section.pages.len();
    let keys = evidence::of(section, site);
    let is_usual = |key: &&Evidence| key.pages * RARE_SHARE >= pages || key.pages >= OFTEN;
    let (usual, rare): (Vec<&Evidence>, Vec<&Evidence>) = keys.iter().partition(is_usual);
    let required: Vec<&Evidence> = usual.iter().copied().filter(|key| key.pages * 100 >= pages * REQUIRED).collect();
    let properties: String = usual.iter().map(|key| property(key, pages, site)).collect();
    if properties.is_empty() {
        return None;
    }
    let what = section.patterns.join(", ");
    let mut text = format!(
        "# The front matter of {what}, as {} have it.\n\
         # Proposed by `matterlint init`. A key is required where {REQUIRED} % of the pages have it; other keys are allowed.\n\
         $schema: https://json-schema.org/draft/2020-12/schema\ntype: object\n",
        counted(pages, "page", "pages")
    );
    if !required.is_empty() {
        text.push_str("required:\n");
    }
    for key in required {
        text.push_str(&format!("  - {}  # {}\n", yaml_text::scalar(&key.name), share(key.pages, pages)));
    }
    text.push_str("properties:\n");
    text.push_str(&properties);
    if !rare.is_empty() {
        let mut names: Vec<String> = rare.iter().take(MENTIONED).map(|key| key.name.clone()).collect();
        names.extend((rare.len() > MENTIONED).then(|| format!("and {} more", rare.len() - MENTIONED)));
        text.push_str(&format!(
            "# On fewer than one page in {RARE_SHARE}:\n{}",
            yaml_text::comment_list(&names, "#   ")
        ));
    }
    let file = ProposedFile { path: format!("schemas/{}.yaml", section.name), text };
    Some(ProposedSchema { file, patterns: section.patterns.clone(), pages })
}

/// One key with what its values have in common, each line with its reason.
fn property(key: &Evidence, pages: usize, site: &Site) -> String {
    let name = yaml_text::scalar(&key.name);
    let kind = site.known_key(&key.name).map(|key| key.kind);
    let is_date_key = site.is_date_key(&key.name) || kind == Some(KeyKind::Date);
    let on = format!("on {}", share(key.pages, pages));
    let mut lines = Vec::new();
    let types = types(&key.values, kind);
    if let Some(types) = &types {
        lines.push(format!("type: {}{}", type_code(types), type_reason(types, &key.values)));
    }
    let has = |name: &str| types.as_ref().is_some_and(|types| types.contains(&name));
    if has("array")
        && let Some(item) = item_type(&key.values)
    {
        lines.push(format!("items: {{ type: {item} }}  # so are all items of all lists"));
    }
    if let Some((example, count)) = date_layout(&key.values).filter(|_| has("string")) {
        let texts = key.values.iter().filter_map(serde_json::Value::as_str);
        if !is_date_key && texts.clone().all(is_date) {
            lines.push(format!(
                "format: date  # so are all of them; {}",
                written_like(&example, count, key.values.len())
            ));
        } else if is_date_key {
            lines.push(format!("# {}", written_like(&example, count, key.values.len())));
        }
    }
    let is_free =
        is_date_key || site.is_taxonomy_key(&key.name) || matches!(key.name.as_str(), "title" | "description");
    let is_text = types.as_deref() == Some(&["string"]);
    if let Some(set) = value_set(&key.values).filter(|_| !is_free && is_text && !key.values.iter().all(is_date_value)) {
        lines.push(format!("enum:  # {} texts on {}", set.len(), counted(key.values.len(), "page", "pages")));
        let value = |(text, count): &(String, usize)| {
            format!("  - {}  # {}", yaml_text::scalar(text), counted(*count, "page", "pages"))
        };
        lines.extend(set.iter().map(value));
    }
    if lines.iter().all(|line| line.starts_with('#')) {
        return format!("  {name}: {{}}  # {on}; values of several kinds\n");
    }
    let lines: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    format!("  {name}:  # {on}\n{lines}")
}

fn is_date_value(value: &serde_json::Value) -> bool {
    value.as_str().is_some_and(is_date)
}

fn written_like(example: &str, count: usize, of: usize) -> String {
    format!("written like {} on {}", yaml_text::in_comment(example), share(count, of))
}

fn type_code(types: &[&str]) -> String {
    let quoted = |name: &&str| if *name == "null" { "\"null\"".to_owned() } else { (*name).to_owned() };
    match types {
        [only] => quoted(only),
        several => format!("[{}]", several.iter().map(quoted).collect::<Vec<_>>().join(", ")),
    }
}

/// How many values have the types, where not all do.
fn type_reason(types: &[&str], values: &[serde_json::Value]) -> String {
    let fits = |value: &&serde_json::Value| super::types::is_of(value, types);
    let agreeing = values.iter().filter(fits).count();
    if agreeing == values.len() { String::new() } else { format!("  # {}", share(agreeing, values.len())) }
}
