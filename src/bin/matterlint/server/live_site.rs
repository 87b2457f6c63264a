//! A site that goes on changing: buffers are edited, files come and go, its configuration is written.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use matterlint::config::front_matter_extension;
use matterlint::disk::SiteFolder;
use matterlint::git;
use matterlint::listing::{Files, ImageSize, Listing};
use matterlint::open::{self, CONFIG_FILE, OpenError, Opened, Options};
use matterlint::site::{Page, Source};
use matterlint::site_root::SiteRoot;

use super::documents::Documents;
use super::load::{self, Loaded, Order, Ready, Unsaved, source};
use super::transport::Event;
use super::trouble::{self, Trouble};

/// How long to wait for more changes before a site is read again: who types in a configuration goes on typing.
const PATIENCE: Duration = Duration::from_millis(200);

/// Most files that are looked at one by one; the site is read again when more have changed, as after a checkout.
const MOST_EVENTS: usize = 500;

/// How often reading a site may fail by a fault of ours before it is given up.
const MOST_FAULTS: u32 = 3;

/// Kinds of files by which pages may be judged, and which a generator may begin to read when they appear.
const DATA: [&str; 9] = ["toml", "yaml", "yml", "json", "js", "mjs", "cjs", "ts", "rb"];

/// Folders that the site's listing leaves out.
const SKIPPED: [&str; 4] = [".git", "node_modules", ".hg", ".svn"];

/// A site.
pub struct LiveSite {
    /// Where it is.
    pub root: SiteRoot,
    /// Its pages, as they were read and edited; the last state with a right configuration. `None` before the first.
    pub opened: Option<Opened>,
    /// What keeps its files from being read as they are now.
    pub troubles: Vec<Trouble>,
    /// The order under way, and what has changed since it was given.
    under_way: Option<Changes>,
    /// How the site was opened last.
    options: Option<Options>,
    /// The number of the last order.
    number: u64,
    /// When the site is to be read again.
    due: Option<Instant>,
    changes: Changes,
    faults: u32,
}

/// What has happened to files, by their paths relative to the site's root.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Their texts are others, in a buffer or on the disk.
    texts: BTreeSet<String>,
    created: BTreeSet<String>,
    deleted: BTreeSet<String>,
    /// Whether what git knows may be something else.
    git: bool,
}

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Its text is another one.
    Text,
    /// It was not there.
    Created,
    /// It is gone.
    Deleted,
}

/// What became of the files of a site.
#[derive(Debug, Default)]
pub struct Adopted {
    /// The files that have findings.
    pub found: BTreeSet<String>,
    /// What the user has to be told, as it has no place in a file.
    pub message: Option<String>,
    /// What the log has to be told.
    pub notes: Vec<String>,
}

impl LiveSite {
    /// A site that is to be read.
    pub fn new(root: SiteRoot) -> Self {
        Self {
            root,
            opened: None,
            troubles: Vec::new(),
            under_way: None,
            options: None,
            number: 0,
            due: Some(Instant::now()),
            changes: Changes::default(),
            faults: 0,
        }
    }

    /// The path of a file relative to the site's root, if it belongs to the site.
    pub fn relative(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.root.folder).ok()?;
        let parts: Vec<&str> = below.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
        let (_, folders) = parts.split_last()?;
        let is_reached = self.root.is_marked || folders.is_empty();
        (is_reached && !folders.iter().any(|folder| SKIPPED.contains(folder))).then(|| parts.join("/"))
    }

    /// Notes that something happened to the file at `path`.
    pub fn note(&mut self, path: &str, change: Change) {
        for changes in [Some(&mut self.changes), self.under_way.as_mut()].into_iter().flatten() {
            changes.note(path, change);
        }
    }

    /// Notes that what git knows may be something else.
    pub fn note_git(&mut self) {
        self.changes.git = true;
        if let Some(changes) = &mut self.under_way {
            changes.git = true;
        }
    }

    /// When the site is to be read again; not before an order under way is carried out.
    pub fn due(&self) -> Option<Instant> {
        self.due.filter(|_| self.under_way.is_none())
    }

    /// Has the site read again, soon.
    pub fn reopen(&mut self) {
        self.faults = 0;
        self.due = Some(Instant::now() + PATIENCE);
    }

    /// Has the site read at once.
    pub fn order(&mut self, options: Options, unsaved: Unsaved, events: &Sender<Event>) {
        self.due = None;
        self.number += 1;
        self.under_way = Some(Changes::default());
        self.options = Some(options.clone());
        let order = Order { root: self.root.clone(), options, unsaved, number: self.number };
        load::start(order, events.clone());
    }

    /// Whether nothing is known of the site yet, but soon will be.
    pub fn is_expected(&self) -> bool {
        self.opened.is_none() && self.troubles.is_empty() && (self.under_way.is_some() || self.due.is_some())
    }

    /// Whether the site is as its files are now, as far as they were told of.
    pub fn is_settled(&self) -> bool {
        self.under_way.is_none() && self.due.is_none()
    }

    /// Whether the file at `path`, by which pages are judged, is not read yet as it is now.
    pub fn is_rereading(&self, path: &Path) -> bool {
        let governs = |path: &str| self.opened.as_ref().is_some_and(|opened| opened.governs_pages(path));
        let is_troubled = self.troubles.iter().any(|trouble| trouble.path == path);
        !self.is_settled() && (is_troubled || self.relative(path).is_some_and(|path| governs(&path)))
    }

    /// Takes in what was read; `None` if it is not what was ordered last.
    pub fn adopt(&mut self, loaded: Loaded) -> Option<Adopted> {
        if loaded.number != self.number {
            return None;
        }
        // Those that came after the order are to be taken in once more.
        self.changes.add(self.under_way.take().unwrap_or_default());
        let mut adopted = Adopted::default();
        match loaded.outcome {
            Some(Ok(Ready { opened, baseline_error, found })) => {
                self.troubles = baseline_error.map(|error| trouble::of_baseline(&error, &opened)).into_iter().collect();
                adopted.notes.clone_from(&opened.notes);
                adopted.found = found;
                self.opened = Some(opened);
                self.faults = 0;
            }
            Some(Err(OpenError::Configuration { problems, texts })) => {
                self.troubles = trouble::of_configuration(problems, &texts, &self.root.folder);
            }
            Some(Err(error)) => adopted.message = Some(error.to_string()),
            None => adopted.message = self.fail(),
        }
        Some(adopted)
    }

    /// Gives up what is known of the site after a fault of ours; it is read again, but not for ever.
    pub fn fail(&mut self) -> Option<String> {
        self.opened = None;
        self.faults += 1;
        let is_over = self.faults >= MOST_FAULTS;
        self.due = (!is_over).then(|| Instant::now() + PATIENCE);
        is_over.then(|| {
            let root = self.root.folder.display();
            format!("matterlint failed on {root} and does not check it any more; its log says more")
        })
    }

    /// Takes in all changes; gives the files of which something else is to be shown now.
    pub fn take_in(&mut self, documents: &Documents, options_today: bool) -> BTreeSet<String> {
        let changes = std::mem::take(&mut self.changes);
        if changes.is_empty() {
            return BTreeSet::new();
        }
        if changes.len() > MOST_EVENTS || self.is_governed_by(&changes) || self.is_of_yesterday(options_today) {
            self.due = Some(Instant::now() + PATIENCE);
        }
        let Some(opened) = &mut self.opened else { return BTreeSet::new() };
        if changes.len() > MOST_EVENTS {
            return BTreeSet::new();
        }
        let files = Buffers { folder: opened.folder.clone(), documents };
        let is_listed = self.options.as_ref().is_none_or(|options| list(opened, &changes, options, &files));
        if !is_listed {
            self.due = Some(Instant::now() + PATIENCE);
        }
        for path in changes.paths() {
            take_in_text(opened, path, &files);
        }
        if changes.git {
            compare_again(opened, &files);
        }
        opened.workspace.refresh()
    }

    /// Whether all pages have to be judged again after `changes`.
    fn is_governed_by(&self, changes: &Changes) -> bool {
        let is_troubled = |path: &str| self.troubles.iter().any(|trouble| trouble.path == self.root.folder.join(path));
        let governs = |path: &str| match &self.opened {
            Some(opened) => opened.governs_pages(path) || [CONFIG_FILE, front_matter_extension::FILE].contains(&path),
            None => is_data(Path::new(path)),
        };
        let is_page = |path: &str| self.opened.as_ref().is_some_and(|opened| opened.workspace.page(path).is_some());
        // Of a folder that comes or goes, some editors tell, and of the files in it they do not.
        let is_folder = |path: &str| {
            let listing = self.opened.as_ref().map(|opened| &opened.workspace.site().listing);
            self.root.folder.join(path).is_dir() || listing.is_some_and(|listing| listing.has_dir(path))
        };
        changes.paths().any(|path| governs(path) || is_troubled(path))
            || changes.come_and_gone().any(|path| is_data(Path::new(path)) && !is_page(path) || is_folder(path))
    }

    /// Whether the present that pages are judged by is long past.
    fn is_of_yesterday(&self, has_clock: bool) -> bool {
        let today = self.opened.as_ref().map(|opened| opened.workspace.site().today);
        has_clock && today.is_some_and(|today| Utc::now() - today > TimeDelta::hours(1))
    }
}

impl Changes {
    fn note(&mut self, path: &str, change: Change) {
        let path = path.to_owned();
        match change {
            Change::Text => drop(self.texts.insert(path)),
            Change::Created => {
                self.deleted.remove(&path);
                self.created.insert(path);
            }
            Change::Deleted => {
                self.created.remove(&path);
                self.deleted.insert(path);
            }
        }
    }

    fn add(&mut self, later: Self) {
        self.texts.extend(later.texts);
        later.created.iter().for_each(|path| self.note(path, Change::Created));
        later.deleted.iter().for_each(|path| self.note(path, Change::Deleted));
        self.git |= later.git;
    }

    fn is_empty(&self) -> bool {
        self.len() == 0 && !self.git
    }

    fn len(&self) -> usize {
        self.texts.len() + self.created.len() + self.deleted.len()
    }

    fn paths(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().chain(&self.created).chain(&self.deleted).map(String::as_str)
    }

    fn come_and_gone(&self) -> impl Iterator<Item = &str> {
        self.created.iter().chain(&self.deleted).map(String::as_str)
    }
}

/// The files of a site as the editor sees them.
pub struct Buffers<'d> {
    /// Those on the disk.
    pub folder: SiteFolder,
    /// Those that are open.
    pub documents: &'d Documents,
}

impl Buffers<'_> {
    fn open(&self, path: &str) -> Option<&str> {
        self.documents.at(&self.folder.root().join(path)).map(|document| document.text.as_str())
    }

    fn source(&self, path: &str) -> Option<Source> {
        if let Some(text) = self.open(path) {
            return Some(source(path, text));
        }
        self.folder.root().join(path).is_file().then(|| self.folder.source(path))
    }
}

impl Files for Buffers<'_> {
    fn read(&self, path: &str) -> Option<String> {
        let open = matterlint::listing::normalize(path).and_then(|path| self.open(&path));
        open.map_or_else(|| self.folder.read(path), |text| Some(text.to_owned()))
    }

    fn image_size(&self, path: &str) -> Option<ImageSize> {
        self.folder.image_size(path)
    }
}

/// Whether the file at `path` may be one by which pages are judged, or that marks a site.
pub fn is_data(path: &Path) -> bool {
    path.extension().and_then(|end| end.to_str()).is_some_and(|end| DATA.contains(&end))
}

/// Takes in which files have come and gone. Gives back whether that went well: what the configuration says may depend on
/// them, and then be wrong.
fn list(opened: &mut Opened, changes: &Changes, options: &Options, files: &Buffers<'_>) -> bool {
    let listing = &opened.workspace.site().listing;
    let is_there = |path: &&String| opened.folder.root().join(path).is_file();
    let created: Vec<&String> =
        changes.created.iter().filter(|path| !listing.contains(path)).filter(is_there).collect();
    let is_gone = |path: &str| changes.deleted.contains(path);
    if created.is_empty() && !changes.deleted.iter().any(|path| listing.contains(path)) {
        return true;
    }
    let kept = listing.iter().filter(|path| !is_gone(path)).map(str::to_owned);
    let listing = Listing::new(kept.chain(created.into_iter().cloned()));
    let Ok((site, rules, _)) = open::assemble(listing, files, options) else { return false };
    let gone = |path: &str| Source { path: path.to_owned(), text: String::new(), fault: None };
    opened.workspace.reopen(site, rules, files, |path| files.source(path).unwrap_or_else(|| gone(path)));
    true
}

/// Takes in the text that the file at `path` has now.
fn take_in_text(opened: &mut Opened, path: &str, files: &Buffers<'_>) {
    let workspace = &mut opened.workspace;
    let Some(source) = files.source(path) else { return workspace.remove(path) };
    let site = workspace.site();
    let is_page = site.is_page(path);
    match workspace.page(path) {
        None if !is_page => workspace.touch(path, files),
        // After it was saved, the client tells of a change on the disk, too.
        Some(page) if page.text == source.text && page.fault == source.fault => {}
        _ => workspace.set(source, files),
    }
}

/// Asks git again for older texts of the pages, and judges those anew that had others.
fn compare_again(opened: &mut Opened, files: &Buffers<'_>) {
    let Some(revision) = &opened.revision else { return };
    let Ok(texts) = git::previous_texts(opened.folder.root(), revision) else { return };
    let old = &opened.workspace.site().previous;
    let paths = old.keys().chain(texts.keys());
    let changed: BTreeSet<String> = paths.filter(|path| old.get(*path) != texts.get(*path)).cloned().collect();
    opened.workspace.set_previous(texts);
    for path in changed {
        let Some(source) = opened.workspace.page(&path).map(Page::source) else { continue };
        opened.workspace.set(source, files);
    }
}
