//! What the server knows: the client, its buffers, its folders and the sites in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use lsp_server::Request;
use lsp_types::{Diagnostic, MessageType, Uri};
use matterlint::open::{ConfigFile, Options};
use matterlint::site_root::SiteRoot;
use serde_json::{Value, json};

use super::client::{Client, Question};
use super::documents::Documents;
use super::live_site::{self, Change, LiveSite};
use super::load::{Loaded, Unsaved};
use super::roots::{self, Folder, Found};
use super::settings::{Run, Settings};
use super::transport::Event;
use super::{uri, watch};

/// How long to wait for the settings of a client that can be asked for them.
const LONGEST_SILENCE: Duration = Duration::from_secs(5);

/// What the server knows between two messages.
pub struct Session {
    /// The client.
    pub client: Client,
    /// What the client sets.
    pub settings: Settings,
    /// Whether the client's settings are known, so that sites can be read.
    pub is_set: bool,
    /// What the client sent with its first message: its settings, where it knows none later.
    pub initial: Value,
    /// Whether the client takes requests already.
    pub is_initialized: bool,
    /// The buffers.
    pub documents: Documents,
    /// The folders that the client has open.
    pub folders: Vec<Folder>,
    /// The sites, by the paths of their roots.
    pub sites: BTreeMap<PathBuf, LiveSite>,
    /// Requests that can be answered when more is known.
    pub parked: Vec<Parked>,
    /// Buffers with changes that are not judged yet.
    pub unjudged: BTreeSet<PathBuf>,
    /// Buffers with changes that are judged and not shown yet.
    pub edited: BTreeSet<PathBuf>,
    /// The files of which something else is to be shown.
    pub outdated: BTreeSet<PathBuf>,
    /// The files that have something to show, with a hash of it.
    pub shown: BTreeMap<PathBuf, u64>,
    /// The roots of the sites of whose files the client tells on their own.
    pub watched: BTreeSet<PathBuf>,
    /// How often something else was to be shown of some file.
    pub news: u64,
    revisions: HashMap<PathBuf, u64>,
    /// When the conversation began.
    began: Instant,
    /// The sites that are read for the first time, by root.
    progress: BTreeMap<PathBuf, Progress>,
    last_progress: u64,
    /// What the command line says of sites.
    defaults: Options,
    /// Whether the command line says which day is today.
    has_fixed_day: bool,
    /// Where results of other threads come from.
    events: Sender<Event>,
    /// The roots of the sites around files, by their folders.
    around: HashMap<PathBuf, SiteRoot>,
}

/// What the client shows while a site is read.
struct Progress {
    token: String,
    is_shown: bool,
}

/// A request that waits.
pub struct Parked {
    /// The request.
    pub request: Request,
    /// What [`Session::news`] was, if it waits for news.
    pub since: Option<u64>,
}

impl Session {
    /// A session with `client` in which no folder is open.
    pub fn new(client: Client, defaults: Options, has_fixed_day: bool, events: Sender<Event>) -> Self {
        Self {
            client,
            settings: Settings::default(),
            is_set: false,
            initial: Value::Null,
            is_initialized: false,
            began: Instant::now(),
            documents: Documents::default(),
            folders: Vec::new(),
            sites: BTreeMap::new(),
            parked: Vec::new(),
            unjudged: BTreeSet::new(),
            edited: BTreeSet::new(),
            outdated: BTreeSet::new(),
            shown: BTreeMap::new(),
            watched: BTreeSet::new(),
            news: 0,
            revisions: HashMap::new(),
            progress: BTreeMap::new(),
            last_progress: 0,
            defaults,
            has_fixed_day,
            events,
            around: HashMap::new(),
        }
    }

    /// Takes in the client's settings.
    pub fn set(&mut self, (settings, wrong): (Settings, Vec<String>)) {
        for message in wrong {
            self.client.show(MessageType::WARNING, &format!("matterlint: {message}"));
        }
        if self.is_set && settings == self.settings {
            return;
        }
        self.settings = settings;
        self.is_set = true;
        self.outdated.extend(self.shown.keys().cloned());
        self.sites.values_mut().for_each(LiveSite::reopen);
    }

    /// Takes in a folder that the client opens.
    pub fn open_folder(&mut self, path: &Path) {
        if self.folders.iter().all(|folder| folder.named != path) {
            self.folders.push(Folder::open(path, &self.events));
        }
    }

    /// Forgets a folder that the client closes.
    pub fn close_folder(&mut self, path: &Path) {
        self.folders.retain(|folder| folder.named != path);
        self.drop_unneeded_sites();
    }

    /// Takes in which sites a folder has.
    pub fn adopt_roots(&mut self, found: Found) {
        let own = self.folders.iter_mut().filter(|folder| folder.real == found.folder);
        let is_open = own.map(|folder| folder.adopt(&found.roots, &self.events)).count() > 0;
        if !is_open {
            return;
        }
        found.roots.into_iter().for_each(|root| self.add_site(root));
        let buffers: Vec<PathBuf> = self.documents.paths().cloned().collect();
        buffers.iter().for_each(|path| self.enter(path));
        self.drop_unneeded_sites();
    }

    /// The site that the file at `path` belongs to: of those around it, the innermost.
    pub fn site_of(&self, path: &Path) -> Option<&LiveSite> {
        path.ancestors().find_map(|folder| self.sites.get(folder)).filter(|site| site.relative(path).is_some())
    }

    /// The site of the file at `path`, for changes.
    pub fn site_of_mut(&mut self, path: &Path) -> Option<&mut LiveSite> {
        let root = self.site_of(path)?.root.folder.clone();
        self.sites.get_mut(&root)
    }

    /// Sees to it that the site of the buffer at `path` is read.
    pub fn enter(&mut self, path: &Path) {
        let folder = path.parent().unwrap_or(path);
        if !self.around.contains_key(folder) {
            self.around.insert(folder.to_owned(), roots::around(path));
        }
        let root = self.around[folder].clone();
        self.add_site(root);
    }

    /// Notes that something happened to the file at `path`, in all sites that have it.
    pub fn note(&mut self, path: &Path, change: Change) {
        if change != Change::Text && live_site::is_data(path) {
            // A file that marks a site may have come or gone.
            self.around.clear();
            let events = &self.events;
            let holding = self.folders.iter_mut().filter(|folder| path.starts_with(&folder.real));
            holding.for_each(|folder| folder.search(events));
        }
        let configuration = self.settings.config.as_ref();
        for site in self.sites.values_mut() {
            if configuration.is_some_and(|configuration| site.root.folder.join(configuration) == path) {
                site.reopen();
            }
            if let Some(relative) = site.relative(path) {
                site.note(&relative, change);
            }
        }
    }

    /// Forgets the sites that neither a folder nor a buffer needs.
    pub fn drop_unneeded_sites(&mut self) {
        let of_folders = self.folders.iter().filter_map(|folder| folder.roots.as_ref()).flatten();
        let of_buffers = self.documents.paths().filter_map(|path| Some(&self.site_of(path)?.root.folder));
        let needed: BTreeSet<PathBuf> = of_folders.chain(of_buffers).cloned().collect();
        let all: BTreeSet<PathBuf> = self.sites.keys().cloned().collect();
        for root in all.difference(&needed) {
            self.sites.remove(root);
            self.outdated.extend(self.shown.keys().filter(|path| path.starts_with(root)).cloned());
            watch::stop(self, root);
        }
    }

    /// When something is to be done without being asked.
    pub fn due(&self) -> Option<Instant> {
        if !self.is_set {
            return Some(self.began + LONGEST_SILENCE);
        }
        self.sites.values().filter_map(LiveSite::due).min()
    }

    /// Has those sites read for which the time has come.
    pub fn read_due_sites(&mut self) {
        let now = Instant::now();
        if !self.is_set && now >= self.began + LONGEST_SILENCE {
            self.set(Settings::read(&self.initial));
        }
        if !self.is_set {
            return;
        }
        let is_due = |site: &&LiveSite| site.due().is_some_and(|due| due <= now);
        let due: Vec<PathBuf> = self.sites.values().filter(is_due).map(|site| site.root.folder.clone()).collect();
        for root in due {
            let options = self.options(&root);
            let unsaved = self.unsaved(&root);
            let Some(site) = self.sites.get_mut(&root) else { continue };
            let is_first = site.opened.is_none();
            site.order(options, unsaved, &self.events);
            if is_first && self.client.can.progress {
                self.last_progress += 1;
                let token = format!("matterlint {}", self.last_progress);
                let question = Question::Progress(token.clone());
                self.client.ask("window/workDoneProgress/create", json!({"token": token}), question);
                self.progress.insert(root, Progress { token, is_shown: false });
            }
        }
    }

    /// The client can show progress by `token`: it is told what there is to wait for, unless that is over already.
    pub fn show_progress(&mut self, token: &str) {
        let waiting = self.progress.iter_mut().find(|(_, progress)| progress.token == token);
        let Some((root, progress)) = waiting else { return };
        progress.is_shown = true;
        let name = root.file_name().unwrap_or_default().to_string_lossy();
        let begin = json!({"kind": "begin", "title": "matterlint", "message": format!("reading {name}")});
        self.client.notify("$/progress", json!({"token": token, "value": begin}));
    }

    /// Takes in a site that was read.
    pub fn adopt(&mut self, loaded: Loaded) {
        let root = loaded.root.clone();
        let Some(site) = self.sites.get_mut(&root) else { return };
        let was_expected = site.opened.is_none();
        let Some(adopted) = site.adopt(loaded) else { return };
        for note in &adopted.notes {
            self.client.log(MessageType::INFO, note);
        }
        if let Some(message) = adopted.message {
            self.client.show(MessageType::ERROR, &message);
        }
        let troubled = self.sites.get(&root).into_iter().flat_map(|site| &site.troubles);
        self.outdated.extend(troubled.map(|trouble| trouble.path.clone()));
        self.outdated.extend(adopted.found.iter().map(|path| root.join(path)));
        // Of what was shown, some is over, and some is about files that belong to an inner site from now on.
        self.outdated.extend(self.shown.keys().cloned());
        self.take_edits();
        let buffers: Vec<PathBuf> = self.documents.paths().filter(|path| path.starts_with(&root)).cloned().collect();
        for path in buffers {
            self.documents.note_judged(&path);
            if was_expected || self.is_read_anew(&path) {
                self.edited.insert(path.clone());
            }
            self.outdated.insert(path);
        }
        if let Some(progress) = self.progress.remove(&root).filter(|progress| progress.is_shown) {
            let end = json!({"kind": "end"});
            self.client.notify("$/progress", json!({"token": progress.token, "value": end}));
        }
    }

    /// Judges what has changed: of buffers, only with `run: onType`. A site on which that fails is read again.
    pub fn judge(&mut self) {
        if self.settings.run == Run::OnType {
            self.take_edits();
        }
        let has_clock = !self.has_fixed_day;
        for (root, site) in &mut self.sites {
            let documents = &self.documents;
            let took_in = panic::catch_unwind(AssertUnwindSafe(|| site.take_in(documents, has_clock)));
            match took_in {
                Ok(changed) => self.outdated.extend(changed.iter().map(|path| root.join(path))),
                Err(_) => {
                    if let Some(message) = site.fail() {
                        self.client.show(MessageType::ERROR, &message);
                    }
                }
            }
        }
    }

    /// Has the changes of buffers judged with the next judgement.
    pub fn take_edits(&mut self) {
        for path in std::mem::take(&mut self.unjudged) {
            self.note(&path, Change::Text);
            self.documents.note_judged(&path);
            self.edited.insert(path.clone());
            self.outdated.insert(path);
        }
    }

    /// Notes what is shown of the file at `path` from now on; gives whether it is something else than before.
    pub fn revise(&mut self, path: &Path, diagnostics: &[Diagnostic]) -> bool {
        let hash = (!diagnostics.is_empty()).then(|| hash(diagnostics));
        let before = match hash {
            Some(hash) => self.shown.insert(path.to_owned(), hash),
            None => self.shown.remove(path),
        };
        if before == hash {
            return false;
        }
        *self.revisions.entry(path.to_owned()).or_default() += 1;
        self.news += 1;
        true
    }

    /// Names what is shown of the file at `path` now.
    pub fn result_id(&self, path: &Path) -> String {
        self.revisions.get(path).copied().unwrap_or_default().to_string()
    }

    /// The URI of the file at `path`: the client's own if it is open, or lies in one of its folders.
    pub fn uri(&self, path: &Path) -> Option<Uri> {
        if let Some(uri) = self.documents.uri(path) {
            return Some(uri.clone());
        }
        let named = self.folders.iter().find_map(|folder| folder.as_named(path));
        uri::of(named.as_deref().unwrap_or(path))
    }

    /// The present, or what the command line says it is.
    pub fn now(&self) -> DateTime<Utc> {
        if self.has_fixed_day { self.defaults.today } else { Utc::now() }
    }

    /// Whether the buffer at `path` is one by which pages are judged, which is why its site was read again.
    fn is_read_anew(&self, path: &Path) -> bool {
        let Some(site) = self.site_of(path) else { return false };
        let governs = |path: String| site.opened.as_ref().is_some_and(|opened| opened.governs_pages(&path));
        site.relative(path).is_some_and(governs)
    }

    fn add_site(&mut self, root: SiteRoot) {
        let folder = root.folder.clone();
        if self.sites.contains_key(&folder) {
            return;
        }
        self.sites.insert(folder.clone(), LiveSite::new(root));
        if self.is_initialized {
            watch::start(self, &folder);
        }
    }

    /// How the site at `root` is opened.
    fn options(&self, root: &Path) -> Options {
        let Settings { generator, config, select, ignore, .. } = &self.settings;
        let chosen = |own: &Vec<String>, default: &Vec<String>| if own.is_empty() { default } else { own }.clone();
        Options {
            generator: generator.clone().or_else(|| self.defaults.generator.clone()),
            config: config.as_ref().map_or_else(|| self.defaults.config.clone(), |path| self.config_file(root, path)),
            whole_folders: false,
            today: self.now(),
            select: chosen(select, &self.defaults.select),
            ignore: chosen(ignore, &self.defaults.ignore),
        }
    }

    fn config_file(&self, root: &Path, name: &str) -> ConfigFile {
        let path = root.join(name);
        let open = self.documents.at(&path).map(|document| document.text.clone());
        match open.map_or_else(|| std::fs::read_to_string(&path), Ok) {
            Ok(text) => ConfigFile::Given { name: name.to_owned(), text },
            Err(error) => {
                let message = format!("matterlint: cannot read {}: {error}", path.display());
                self.client.show(MessageType::WARNING, &message);
                ConfigFile::AtRoot
            }
        }
    }

    fn unsaved(&self, root: &Path) -> Unsaved {
        let site = self.sites.get(root);
        let open = |path: &PathBuf| {
            let relative = site?.relative(path)?;
            Some((relative, self.documents.at(path)?.text.as_str().into()))
        };
        self.documents.paths().filter_map(open).collect()
    }
}

fn hash(diagnostics: &[Diagnostic]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for diagnostic in diagnostics {
        // All types of the protocol can be written.
        serde_json::to_string(diagnostic).unwrap_or_default().hash(&mut hasher);
    }
    hasher.finish()
}
