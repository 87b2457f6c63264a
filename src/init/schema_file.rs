//! The JSON Schema of a section, as YAML, because every line of it has its reason beside it.

use super::evidence::{self, Evidence, Mistakes};
use super::sections::Section;
use super::types::{agrees, date_layout, interchangeable, is_date, item_type, types, value_set};
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

/// Keys whose texts are nobody's choice from a list, however few there are so far.
const FREE: [&str; 6] = ["title", "description", "summary", "author", "authors", "slug"];

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
pub fn propose(section: &Section<'_>, mistakes: &Mistakes<'_>, site: &Site) -> Option<ProposedSchema> {
    let pages = section.pages.len();
    let keys = evidence::of(section, mistakes, site);
    let is_usual = |key: &&Evidence| key.pages * RARE_SHARE >= pages || key.pages >= OFTEN;
    let (usual, rare): (Vec<&Evidence>, Vec<&Evidence>) = keys.iter().partition(is_usual);
    let is_required = |key: &Evidence| key.pages * 100 >= pages * REQUIRED && !has_stand_in(key, section, site);
    let required: Vec<&Evidence> = usual.iter().copied().filter(|key| is_required(key)).collect();
    let properties: String = usual.iter().map(|key| property(key, pages, is_required(key), site)).collect();
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

/// Whether a page that does not write the key has it all the same: a date in its name, a value from its folder.
fn has_stand_in(key: &Evidence, section: &Section<'_>, site: &Site) -> bool {
    let lacking = section.pages.iter().filter(|page| page.get(&key.name).is_none());
    let is_date_key = site.is_date_key(&key.name);
    // Hugo's `:filename` and `:git`.
    let handlers = || site.config.date_keys.iter().flat_map(|(_, keys)| keys).any(|key| key.starts_with(':'));
    if is_date_key && handlers() {
        return true;
    }
    let mut stand_ins = lacking.map(|page| {
        let in_name =
            site.profile.dates.in_name.as_ref().and_then(|name| (name.read)(&page.path, &site.config)).is_some();
        let inherited = site.profile.inherited.map(|inherited| inherited(&page.path, page.kind, &site.config));
        (is_date_key && in_name) || inherited.is_some_and(|keys| keys.contains_key(&key.name))
    });
    stand_ins.any(|has| has)
}

/// One key with what its values have in common, each line with its reason.
fn property(key: &Evidence, pages: usize, is_required: bool, site: &Site) -> String {
    let name = yaml_text::scalar(&key.name);
    let kind = site.known_key(&key.name).map(|key| key.kind);
    let is_date_key = site.is_date_key(&key.name) || kind == Some(KeyKind::Date);
    let on = format!("on {}", share(key.pages, pages));
    let mut lines = Vec::new();
    let types = types_of(key, kind, is_required, site);
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
    let is_free = is_date_key || site.is_taxonomy_key(&key.name) || FREE.contains(&&*key.name.to_lowercase());
    let is_text = types.as_deref() == Some(&["string"]);
    if let Some(set) = value_set(&key.values).filter(|_| !is_free && is_text && !key.values.iter().all(is_date_value)) {
        lines.push(format!("enum:  # {} texts on {}", set.len(), counted(key.values.len(), "page", "pages")));
        let value = |(text, count): &(String, usize)| {
            format!("  - {}  # {}", yaml_text::scalar(text), counted(*count, "page", "pages"))
        };
        lines.extend(set.iter().map(value));
    }
    if key.values.is_empty() {
        return format!("  {name}: {{}}  # {on}; no value that {} can use\n", site.profile.name);
    }
    if lines.iter().all(|line| line.starts_with('#')) {
        return format!("  {name}: {{}}  # {on}; values of several kinds\n");
    }
    let lines: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    format!("  {name}:  # {on}\n{lines}")
}

/// The types of a key. Nothing at all is as good as no key, unless the key is required and nearly always says something.
fn types_of(key: &Evidence, kind: Option<KeyKind>, is_required: bool, site: &Site) -> Option<Vec<&'static str>> {
    let kind = if site.is_taxonomy_key(&key.name) { Some(KeyKind::Terms) } else { kind };
    let values: Vec<&serde_json::Value> = key.values.iter().filter(|value| !value.is_null()).collect();
    let nothing = key.values.len() - values.len();
    let mut types = types(&values, interchangeable(kind))?;
    if nothing > 0 && (!is_required || !agrees(values.len(), key.values.len())) {
        types.push("null");
    }
    (!values.is_empty()).then_some(types)
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
