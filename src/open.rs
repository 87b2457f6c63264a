//! Floor 6: opens a site: finds its root, recognises its generator, reads both configurations.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::baseline::{Baseline, BaselineError};
use crate::config::front_matter_extension::ContentTypes;
use crate::config::{self, ConfigProblem, Known, Settings, names_rule};
use crate::disk::SiteFolder;
use crate::finding::Finding;
use crate::git;
use crate::listing::{Files, Listing};
use crate::profile::pages::PageKind;
use crate::profile::{self, Profile};
use crate::rules::{self, RuleSet};
use crate::schema::SchemaStore;
use crate::site::{self, Head, KeyUsage, KnownKeys, SharedTerms, Site, Source, vocabulary};
use crate::site_root::SiteRoot;
use crate::text::LineIndex;
use crate::workspace::Workspace;

/// The name of the configuration file at a site's root.
pub const CONFIG_FILE: &str = "matterlint.yaml";

/// The name of the file of accepted findings at a site's root, where the configuration names no other.
pub const BASELINE_FILE: &str = ".matterlint-baseline";

/// What the caller decides beside the files.
#[derive(Clone, Debug)]
pub struct Options {
    /// The generator, instead of detection and configuration.
    pub generator: Option<String>,
    /// The configuration file.
    pub config: ConfigFile,
    /// Whether a folder that no generator marks is read to its depths; else only its own files are.
    pub whole_folders: bool,
    /// The present.
    pub today: DateTime<Utc>,
    /// Only these rules or groups; empty means those that are on.
    pub select: Vec<String>,
    /// Not these rules or groups.
    pub ignore: Vec<String>,
}

/// Which configuration file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigFile {
    /// The `matterlint.yaml` at the site's root, if it is there.
    AtRoot,
    /// This text, which the caller has read; paths in it are relative to the site's root all the same.
    Given {
        /// Its name, for messages.
        name: String,
        /// The text.
        text: String,
    },
    /// None.
    Nowhere,
}

/// A site that is ready to take in pages.
pub struct Opened {
    /// Its folder.
    pub folder: SiteFolder,
    /// The engine, without pages.
    pub workspace: Workspace,
    /// By what the generator was recognised: a file, or the user's word.
    pub recognised_by: String,
    /// What could not be known, for people: each names the rule that is silent for it.
    pub notes: Vec<String>,
    /// The git revision that a rule compares pages with.
    pub revision: Option<String>,
}

impl Opened {
    /// The paths of the site's pages, relative to its root, and the kind of each.
    pub fn pages(&self) -> Vec<(String, PageKind)> {
        self.workspace.site().page_files().into_par_iter().map(|(path, kind)| (path.to_owned(), kind)).collect()
    }

    /// Reads the site's pages.
    pub fn load(&mut self) {
        self.load_telling(&self.pages(), || ());
    }

    /// Reads the site's pages, one of which has the text of `source` instead of what is on the disk, if anything is.
    pub fn load_with(&mut self, source: &Source) {
        let mut pages = self.pages();
        let site = self.workspace.site();
        if let Some(kind) = site.page_kind(&source.path).filter(|_| !pages.iter().any(|(path, _)| *path == source.path))
        {
            pages.push((source.path.clone(), kind));
        }
        let folder = &self.folder;
        let read = |path: &str, head: &Head<'_>| {
            if path == source.path { source.clone() } else { folder.page_source(path, head) }
        };
        self.workspace.read(&pages, read, folder);
    }

    /// Reads `pages`, which are the site's, telling when each is read.
    pub fn load_telling(&mut self, pages: &[(String, PageKind)], step: impl Fn() + Sync) {
        let folder = &self.folder;
        let source = |path: &str, head: &Head<'_>| {
            step();
            folder.page_source(path, head)
        };
        self.workspace.read(pages, source, folder);
    }

    /// Whether all pages are judged by the file at `path`: a configuration, a vocabulary, a schema.
    pub fn governs_pages(&self, path: &str) -> bool {
        let site = self.workspace.site();
        let config = site.settings.file.iter().chain(&site.config.files);
        let own = site.own_vocabularies.iter().map(|own| &own.vocabulary.source);
        let vocabularies = site.vocabularies.values().map(|vocabulary| &vocabulary.source).chain(own);
        config.chain(vocabularies).any(|file| file == path)
            || path == self.baseline_path()
            || site.schemas.consists_of(path)
    }

    /// The path of the site's file of accepted findings, relative to its root.
    pub fn baseline_path(&self) -> &str {
        self.workspace.site().settings.baseline.as_deref().unwrap_or(BASELINE_FILE)
    }

    /// What the site's own file of accepted findings says, `None` where there is no such file.
    ///
    /// # Errors
    /// When a line of it cannot be read.
    pub fn baseline(&self) -> Result<Option<Baseline>, BaselineError> {
        let path = self.baseline_path();
        self.folder.read(path).map(|text| Baseline::read(path, &text)).transpose()
    }

    /// The texts of the files that `findings` point into and that are no pages, or more than that: schemas, vocabularies.
    pub fn other_texts(&self, findings: &[Finding]) -> OtherTexts {
        let paths = findings.iter().flat_map(|finding| {
            let related = finding.related.iter().map(|related| &*related.path);
            related.chain([&*finding.path])
        });
        let is_other = |path: &&str| self.workspace.page(path).is_none() || self.governs_pages(path);
        texts_of(paths.filter(is_other), &self.folder)
    }
}

/// A site that cannot be checked.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder is not there or cannot be entered.
    #[error("cannot open {path}: {reason}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// No profile has this name.
    #[error("unknown generator `{name}`; known are {known}")]
    UnknownGenerator {
        /// The name that was given.
        name: String,
        /// The names that exist.
        known: String,
    },
    /// Mistakes in the configuration or in a vocabulary; at least one.
    #[error("{} has {}", .problems[0].path, if .problems.len() == 1 { "a mistake" } else { "mistakes" })]
    Configuration {
        /// The mistakes.
        problems: Vec<ConfigProblem>,
        /// The texts of the files in which they are.
        texts: OtherTexts,
    },
}

/// The texts of files that are no pages, with their lines, by path relative to the site's root.
pub type OtherTexts = HashMap<String, (String, LineIndex)>;

/// Opens the site whose root is `root`.
///
/// # Errors
/// When the folder cannot be read, or the configuration is wrong.
pub fn open(root: &SiteRoot, options: &Options) -> Result<Opened, OpenError> {
    let failed = |reason| OpenError::Folder { path: root.folder.clone(), reason };
    let folder = SiteFolder::open(&root.folder).map_err(failed)?;
    let listing = folder.listing(if root.is_marked || options.whole_folders { None } else { Some(1) });
    let files = folder.clone();
    open_with(folder, listing, &files, options)
}

/// Opens the site in `folder`, whose files are those of `listing`. `files` gives their texts, which in an editor may be
/// newer than those on the disk.
///
/// # Errors
/// When the configuration is wrong.
pub fn open_with(
    folder: SiteFolder,
    listing: Listing,
    files: &dyn Files,
    options: &Options,
) -> Result<Opened, OpenError> {
    let (mut site, rules, recognised_by) = assemble(listing, files, options)?;
    let mut notes = Vec::new();
    let compared = rules.compared_with();
    if let Some((rule, revision)) = compared {
        match git::previous_texts(folder.root(), revision) {
            Ok(texts) => site.previous = texts,
            Err(reason) => notes.push(format!("{rule} says nothing: {reason}")),
        }
    }
    let revision = compared.map(|(_, revision)| revision.to_owned());
    Ok(Opened { folder, workspace: Workspace::new(site, rules), recognised_by, notes, revision })
}

/// The same for a site whose files are given: the site, the rules that run, and by what the generator was recognised.
///
/// # Errors
/// When the configuration is wrong.
pub fn assemble(listing: Listing, files: &dyn Files, options: &Options) -> Result<(Site, RuleSet, String), OpenError> {
    let (settings, mut problems) = read_settings(&listing, files, options);
    let (vocabularies, wrong) = vocabulary::load(&settings, &listing, files);
    problems.extend(wrong);
    let rules = rule_set(&settings, options, &mut problems);
    if !problems.is_empty() {
        let mut texts = texts_of(problems.iter().map(|problem| &*problem.path), files);
        if let ConfigFile::Given { name, text } = &options.config {
            texts.insert(name.clone(), with_lines(text.clone()));
        }
        return Err(OpenError::Configuration { problems, texts });
    }
    let (profile, recognised_by) = match (&options.generator, &settings.generator) {
        (Some(name), _) => (by_name(name)?, "--generator".to_owned()),
        (None, Some(name)) => (by_name(name)?, settings.file.clone().unwrap_or_else(|| CONFIG_FILE.to_owned())),
        (None, None) => recognise(&listing, files),
    };
    let config = (profile.read_config)(&listing, files);
    let mut schemas = SchemaStore::load(&settings, files, site::date_check(profile, &config));
    let content_types = ContentTypes::load(&listing, files);
    for content_type in &content_types.types {
        schemas.add_made(&content_type.title(), &content_type.file, content_type.schema.clone());
    }
    let own_vocabularies = vocabulary::load_own(&config, files);
    let today = options.today;
    let site = Site {
        profile,
        config,
        settings,
        vocabularies,
        own_vocabularies,
        schemas,
        content_types,
        listing,
        image_sizes: HashMap::new(),
        keys: KnownKeys::default(),
        key_usage: KeyUsage::default(),
        terms: SharedTerms::default(),
        previous: HashMap::new(),
        today,
        keeps_bodies: rules.reads_bodies(),
    };
    Ok((site, rules, recognised_by))
}

/// What `matterlint.yaml` says, and the mistakes in it.
fn read_settings(listing: &Listing, files: &dyn Files, options: &Options) -> (Settings, Vec<ConfigProblem>) {
    let (name, text) = match &options.config {
        ConfigFile::AtRoot => (CONFIG_FILE, files.read(CONFIG_FILE)),
        ConfigFile::Given { name, text } => (&**name, Some(text.clone())),
        ConfigFile::Nowhere => return Default::default(),
    };
    let Some(text) = text else { return Default::default() };
    let rules: Vec<&str> = rules::all().map(|entry| entry.meta.id).collect();
    let generators: Vec<&str> = profile::ALL.iter().map(|profile| profile.id).collect();
    config::read(name, &text, &Known { rules: &rules, generators: &generators, listing, files })
}

fn with_lines(text: String) -> (String, LineIndex) {
    let lines = LineIndex::new(&text);
    (text, lines)
}

fn texts_of<'p>(paths: impl IntoIterator<Item = &'p str>, files: &dyn Files) -> OtherTexts {
    // A configuration may have thousands of mistakes, and is read once.
    let paths: HashSet<&str> = paths.into_iter().collect();
    paths.into_iter().filter_map(|path| Some((path.to_owned(), with_lines(files.read(path)?)))).collect()
}

fn recognise(listing: &Listing, files: &dyn Files) -> (&'static Profile, String) {
    recognise_marked(listing, files).unwrap_or((profile::ALL[profile::ALL.len() - 1], "no known generator".to_owned()))
}

/// The profile whose marks the files bear. The neutral profile, the last of the list, has none.
pub(crate) fn recognise_marked(listing: &Listing, files: &dyn Files) -> Option<(&'static Profile, String)> {
    let (_, marked) = profile::ALL.split_last()?;
    marked.iter().find_map(|profile| (profile.detect)(listing, files).map(|by| (*profile, by)))
}

fn by_name(name: &str) -> Result<&'static Profile, OpenError> {
    profile::ALL.iter().find(|profile| profile.id == name).copied().ok_or_else(|| OpenError::UnknownGenerator {
        name: name.to_owned(),
        known: profile::ALL.iter().map(|profile| profile.id).collect::<Vec<_>>().join(", "),
    })
}

/// The rules that run: those that are on, that the configuration turns on, or that were selected.
fn rule_set(settings: &Settings, options: &Options, problems: &mut Vec<ConfigProblem>) -> RuleSet {
    let named = |names: &[String], rule: &str| names.iter().any(|name| names_rule(name, rule));
    let runs = |entry: &&rules::RuleEntry| {
        let id = entry.meta.id;
        let asked =
            if options.select.is_empty() { entry.meta.on || settings.turns_on(id) } else { named(&options.select, id) };
        asked && !named(&options.ignore, id)
    };
    let (rules, wrong) = RuleSet::build(rules::all().filter(runs), |rule| settings.options(rule));
    for (rule, reason) in wrong {
        let span = settings.rules.iter().rev().find(|setting| setting.rule == rule).map(|setting| setting.span);
        let path = settings.file.as_deref().unwrap_or(CONFIG_FILE);
        let help = format!("`matterlint explain {rule}` lists the options");
        problems.push(ConfigProblem::new(path, span.unwrap_or_default(), format!("{rule}: {reason}")).with_help(help));
    }
    rules
}
