//! From the text of `matterlint.yaml` to [`Settings`].

use super::reader::Reader;
use super::{ConfigProblem, Settings, document, sections};
use crate::listing::{Files, Listing};

/// What the configuration may refer to and does not know itself.
pub struct Known<'a> {
    /// The names of all rules: `dates/future-date`.
    pub rules: &'a [&'a str],
    /// The names of all generators: `hugo`.
    pub generators: &'a [&'a str],
    /// The files of the site, to propose a file of similar name.
    pub listing: &'a Listing,
    /// The files of the site, to see whether one exists that the listing leaves out (hidden folders).
    pub files: &'a dyn Files,
}

impl Known<'_> {
    /// Whether the site has a file at `path`.
    pub fn has_file(&self, path: &str) -> bool {
        self.listing.contains(path) || self.files.read(path).is_some()
    }
}

/// Keys at the top of the file.
const KEYS: &[&str] =
    &["generator", "exclude", "schemas", "taxonomies", "images", "dates", "rules", "overrides", "baseline", "fail-on"];

/// Reads the configuration file at `path` (relative to the site's root) with the text `text`. What is wrong in it is
/// left out of the settings and told in full.
pub fn read(path: &str, text: &str, known: &Known<'_>) -> (Settings, Vec<ConfigProblem>) {
    let (tree, mut problems) = document::read(path, text);
    let mut settings = Settings { file: Some(path.to_owned()), ..Settings::default() };
    let Some(root) = tree.root() else { return (settings, problems) };
    let mut reader = Reader::new(path);
    for entry in reader.map(root, "", KEYS) {
        let value = entry.value;
        match entry.name() {
            "generator" => settings.generator = reader.word(value, "generator", known.generators).map(str::to_owned),
            "exclude" => settings.exclude = reader.globs(value, "exclude").1,
            "schemas" => settings.schemas = sections::schemas(&mut reader, value, known),
            "taxonomies" => settings.vocabularies = sections::taxonomies(&mut reader, value, known),
            "images" => sections::images(&mut reader, value, &mut settings),
            "dates" => settings.date_keys = sections::dates(&mut reader, value),
            "rules" => settings.rules = sections::rules(&mut reader, value, known),
            "overrides" => settings.overrides = sections::overrides(&mut reader, value, known),
            "baseline" => settings.baseline = sections::path(&mut reader, value, "baseline"),
            _ => settings.fail_on = sections::fail_on(&mut reader, value),
        }
    }
    problems.extend(reader.into_problems());
    problems.sort_by_key(|problem| problem.span);
    (settings, problems)
}
