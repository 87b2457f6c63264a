//! The resolved configuration: what holds for the site and for one page.

use std::collections::BTreeMap;

use globset::GlobSet;

use crate::finding::Severity;
use crate::profile::DateRole;
use crate::text::Span;

/// What the user asked for. The default is a site without `matterlint.yaml`.
#[derive(Debug, Default)]
pub struct Settings {
    /// The file that was read, relative to the site's root.
    pub file: Option<String>,
    /// The generator, where detection should not decide.
    pub generator: Option<String>,
    /// Files that are not reported on, even when they are named on the command line.
    pub exclude: GlobSet,
    /// Which pages have to satisfy which JSON Schema.
    pub schemas: Vec<SchemaBinding>,
    /// Vocabularies by taxonomy key.
    pub vocabularies: BTreeMap<String, VocabularySource>,
    /// Keys that hold images, as patterns of key paths, instead of the profile's and theme's.
    pub image_keys: Option<Vec<String>>,
    /// Folders in which images are looked for beside the generator's, relative to the site's root.
    pub image_roots: Vec<String>,
    /// Whether images in the text of a page are checked, which a rule of its own does.
    pub body_images: bool,
    /// Keys that mean a date, beside the profile's.
    pub date_keys: Vec<(DateRole, Vec<String>)>,
    /// What is said of rules, in the order of the file; `group` alone stands for all its rules.
    pub rules: Vec<RuleSetting>,
    /// What holds for some files only; later ones win.
    pub overrides: Vec<Override>,
    /// The file of accepted findings, relative to the site's root.
    pub baseline: Option<String>,
    /// From which severity on findings make the run fail, where the command line says nothing.
    pub fail_on: Option<FailOn>,
}

/// From which severity on findings make the run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Errors and warnings.
    Warning,
    /// Nothing.
    Never,
}

/// Pages that have to satisfy a schema.
#[derive(Debug)]
pub struct SchemaBinding {
    /// Which pages.
    pub files: GlobSet,
    /// The patterns of `files` as written.
    pub patterns: Vec<String>,
    /// Path of the schema, relative to the site's root.
    pub schema: String,
}

/// Where the terms that may be used are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VocabularySource {
    /// In the configuration itself.
    Inline(Vec<String>),
    /// In a file, relative to the site's root.
    File(String),
    /// The term pages of the site are the vocabulary.
    Pages,
}

/// What the configuration says of one rule.
#[derive(Debug)]
pub struct RuleSetting {
    /// The rule, or a group.
    pub rule: String,
    /// How bad its findings are.
    pub level: Option<Level>,
    /// Its options.
    pub options: Option<serde_yaml::Value>,
    /// Where its value stands in the configuration file: a wrong option is reported there.
    pub span: Span,
}

/// What holds for some files only.
#[derive(Debug)]
pub struct Override {
    /// Which files.
    pub files: GlobSet,
    /// What holds for them.
    pub rules: Vec<(String, Level)>,
}

/// How bad the findings of a rule are, or whether it runs at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs, and all its findings have this severity.
    On(Severity),
}

/// Whether `name` means `rule`: it is its whole name, or that of its group.
pub fn names_rule(name: &str, rule: &str) -> bool {
    name == rule || rule.split_once('/').is_some_and(|(group, _)| group == name)
}

impl Settings {
    /// The level of `rule` for the file at `path`, `None` where nothing is said: a finding then has the severity that
    /// the rule and the profile give it.
    pub fn level(&self, rule: &str, path: &str) -> Option<Level> {
        let names = |name: &str| names_rule(name, rule);
        let by_override = self.overrides.iter().rev().filter(|o| o.files.is_match(path));
        let mut by_override = by_override.flat_map(|o| o.rules.iter().rev());
        if let Some((_, level)) = by_override.find(|(name, _)| names(name)) {
            return Some(*level);
        }
        let said = |exact: bool| {
            let fits = move |s: &&RuleSetting| if exact { s.rule == rule } else { names(&s.rule) };
            self.rules.iter().rev().filter(fits).find_map(|s| s.level)
        };
        said(true).or_else(|| said(false))
    }

    /// Whether a rule that is off by itself is asked for, for all files or some.
    pub fn turns_on(&self, rule: &str) -> bool {
        if self.body_images && rule == "images/missing-body-image" {
            return true;
        }
        let on = |name: &str, level: Option<Level>| name == rule && level != Some(Level::Off);
        let for_some = self.overrides.iter().flat_map(|o| &o.rules);
        self.rules.iter().any(|s| on(&s.rule, s.level))
            || for_some.into_iter().any(|(name, level)| on(name, Some(*level)))
    }

    /// The options of `rule`.
    pub fn options(&self, rule: &str) -> Option<serde_yaml::Value> {
        self.rules.iter().rev().find(|s| s.rule == rule).and_then(|s| s.options.clone())
    }
}
