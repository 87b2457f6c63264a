//! What is known of a key: by the generator, the site's schemas and its configuration.

use super::{Asked, code, dotted};
use crate::profile::keys::{Key, KeyKind};
use crate::schema::{Described, Outline, Schema};
use crate::text::{KeyPath, Step};

/// The schemas that say something of a page.
pub struct Sources {
    /// Those of the site, with the path of each.
    pub schemas: Vec<(String, Outline)>,
    /// That of the generator's own keys, which comes with the program.
    pub generator: Option<Outline>,
}

/// What is known of the key at a path.
pub struct Knowledge {
    /// The generator's or a theme's own key.
    pub key: Option<&'static Key>,
    /// What the site's schemas say, with the path of each.
    pub schemas: Vec<(String, Described)>,
    /// What the schema of the generator says, which comes with the program.
    pub generator: Option<Described>,
    /// The taxonomy whose terms it holds.
    pub taxonomy: Option<String>,
    /// Why it should not be used: it is of an earlier version, or does nothing here.
    pub warning: Option<String>,
}

impl<'w> Asked<'w> {
    /// What is known of the key at `path`.
    pub(super) fn knowledge(&self, path: &KeyPath) -> Knowledge {
        self.knowledge_from(&self.sources(), path)
    }

    /// The same from sources that were asked for once.
    pub(super) fn knowledge_from(&self, sources: &Sources, path: &KeyPath) -> Knowledge {
        let (site, name) = (self.site(), dotted(path));
        let says = |(schema, outline): &(String, Outline)| Some((schema.clone(), outline.describe(path)?));
        let own = sources.generator.as_ref().and_then(|outline| outline.describe(path));
        let counts = site.counts_on(self.page, &name);
        Knowledge {
            key: site.known_key_on(self.page, &name),
            schemas: sources.schemas.iter().filter_map(says).collect(),
            generator: own.filter(|_| counts),
            taxonomy: self.taxonomy_of(path),
            warning: self.warning_about(&name),
        }
    }

    /// The schemas that say something of the page.
    pub(super) fn sources(&self) -> Sources {
        let profile = self.site().profile;
        let schemas = self.site().schemas_of(self.page).into_iter();
        let outline = |schema: &Schema| (schema.path.clone(), schema.outline(profile.keys_ignore_case));
        Sources {
            schemas: schemas.map(|bound| outline(bound.schema)).collect(),
            generator: Outline::embedded(profile.id, profile.keys_ignore_case),
        }
    }

    /// The key of the taxonomy whose terms stand at `path`, or as items of it.
    pub(super) fn taxonomy_of(&self, path: &KeyPath) -> Option<String> {
        let (site, name) = (self.site(), dotted(path));
        let terms = &site.profile.terms;
        let is_elsewhere = !terms.only_on.is_empty() && !terms.only_on.contains(&self.page.kind);
        // Only the items of a list, or of lists in it, are terms: not what lies in a map below.
        let is_below_list =
            path.0.iter().skip_while(|step| matches!(step, Step::Key(_))).any(|step| matches!(step, Step::Key(_)));
        if is_elsewhere || is_below_list {
            return None;
        }
        let mut taxonomies = site.config.taxonomies.iter().map(|taxonomy| &taxonomy.key);
        let own = taxonomies.find(|key| site.is_same_key(key, &name)).cloned();
        let singular = || terms.singular.iter().find(|singular| site.is_same_key(singular.key, &name));
        own.or_else(|| singular().map(|singular| singular.taxonomy.to_owned()))
            .filter(|_| site.counts_on(self.page, &name))
    }

    fn warning_about(&self, name: &str) -> Option<String> {
        let site = self.site();
        let profile = site.profile;
        let deprecated = profile.deprecated.iter().find(|key| site.is_same_key(&key.path.replace(".*", ""), name));
        let holds = |on: &[crate::profile::pages::PageKind]| on.is_empty() || on.contains(&self.page.kind);
        let ineffective = || profile.ineffective.iter().find(|key| site.is_same_key(key.key, name) && holds(key.on));
        deprecated.map(|key| key.why.to_owned()).or_else(|| ineffective().map(|key| key.why.to_owned()))
    }
}

impl Knowledge {
    /// Whether it should not be used any more.
    pub fn is_deprecated(&self) -> bool {
        let is_removed = self.key.is_some_and(|key| key.kind == KeyKind::Removed);
        is_removed || self.warning.is_some() || self.schemas.iter().any(|(_, described)| described.is_deprecated)
    }

    /// What kind of value belongs there, in words.
    pub fn kind(&self) -> Option<String> {
        let kind = self.key.map(|key| key.kind).filter(|kind| *kind != KeyKind::Any);
        let by_schema = self.schemas.iter().map(|(_, said)| said).find_map(types);
        by_schema
            .or_else(|| kind.map(|kind| kind.describe().to_owned()))
            .or_else(|| self.generator.as_ref().and_then(types))
    }

    /// What the key is for, as Markdown, one paragraph for each who says something.
    pub fn about(&self, generator: &str) -> Vec<String> {
        let mut paragraphs = Vec::new();
        for (_, said) in &self.schemas {
            paragraphs.extend(said.description.clone().or_else(|| said.title.clone()));
        }
        let generator_says = self.key.map(|key| key.about.to_owned());
        let about = generator_says.or_else(|| self.generator.as_ref().and_then(|said| said.description.clone()));
        paragraphs.extend(about.map(|about| format!("{generator}: {about}")));
        let values = self.schemas.iter().map(|(_, said)| &said.values).find(|values| !values.is_empty());
        let values: Vec<String> = match (values, self.key.and_then(|key| key.kind.values())) {
            (Some(values), _) => values.iter().map(shown).collect(),
            (None, Some(values)) => values.iter().map(|value| format!("`{value}`")).collect(),
            (None, None) => Vec::new(),
        };
        if !values.is_empty() {
            paragraphs.push(format!("one of {}", values.join(", ")));
        }
        paragraphs.extend(self.warning.clone());
        paragraphs
    }
}

/// The types of a schema in words.
fn types(described: &Described) -> Option<String> {
    let word = |name: &String| {
        Some(match name.as_str() {
            "string" => "a text",
            "boolean" => "`true` or `false`",
            "integer" => "a whole number",
            "number" => "a number",
            "array" => "a list",
            "object" => "a map of keys and values",
            _ => return None,
        })
    };
    // Schemas of generators list all that is taken for a text: `title: 2024`.
    let is_text = described.types.iter().any(|name| name == "string");
    let is_read_as_text = |name: &&String| is_text && matches!(name.as_str(), "integer" | "number" | "boolean");
    let words = described.types.iter().filter(|name| !is_read_as_text(name)).filter_map(word);
    let words: Vec<&str> = words.collect();
    (!words.is_empty()).then(|| words.join(" or "))
}

/// A value of a schema as code.
fn shown(value: &serde_json::Value) -> String {
    match value.as_str() {
        Some(text) => code(text),
        None => code(&value.to_string()),
    }
}
