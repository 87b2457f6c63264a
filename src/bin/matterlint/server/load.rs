//! Reads a whole site, on a thread of its own.

use std::collections::{BTreeSet, HashMap};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use matterlint::baseline::BaselineError;
use matterlint::disk::{LONGEST_FILE, SiteFolder};
use matterlint::listing::{Files, ImageSize};
use matterlint::open::{self, OpenError, Opened, Options};
use matterlint::profile::pages::PageKind;
use matterlint::site::{Head, ReadFault, Source};
use matterlint::site_root::SiteRoot;

use super::transport::Event;

/// How much stack the thread has: as much as the main thread of the command line.
const STACK: usize = 8 << 20;

/// The texts of open buffers, by path relative to a site's root.
pub type Unsaved = HashMap<String, Arc<str>>;

/// What is to be read.
pub struct Order {
    /// The root of the site.
    pub root: SiteRoot,
    /// What decides how it is opened.
    pub options: Options,
    /// What stands in for files on the disk.
    pub unsaved: Unsaved,
    /// Which order of this site it is.
    pub number: u64,
}

/// What became of an order.
pub struct Loaded {
    /// The root of the site.
    pub root: PathBuf,
    /// Which order of this site it was.
    pub number: u64,
    /// The site; `None` if reading it failed in a way that is a fault of this program.
    pub outcome: Option<Result<Ready, OpenError>>,
}

/// A site whose pages are judged.
pub struct Ready {
    /// The site.
    pub opened: Opened,
    /// Why its file of accepted findings could not be read.
    pub baseline_error: Option<BaselineError>,
    /// The files that have findings.
    pub found: BTreeSet<String>,
}

/// The files of a site as the editor sees them.
pub struct Overlay<'f> {
    /// Those on the disk.
    pub folder: &'f SiteFolder,
    /// Those that are open.
    pub unsaved: &'f Unsaved,
}

impl Files for Overlay<'_> {
    fn read(&self, path: &str) -> Option<String> {
        let open = matterlint::listing::normalize(path).and_then(|path| self.unsaved.get(&path));
        open.map_or_else(|| self.folder.read(path), |text| Some(text.to_string()))
    }

    fn image_size(&self, path: &str) -> Option<ImageSize> {
        self.folder.image_size(path)
    }
}

/// Carries out `order` and tells the main loop.
pub fn start(order: Order, events: Sender<Event>) {
    let work = move || {
        let (root, number) = (order.root.folder.clone(), order.number);
        let outcome = panic::catch_unwind(AssertUnwindSafe(|| load(&order))).ok();
        // The main loop may have ended meanwhile.
        let _ = events.send(Event::Loaded(Box::new(Loaded { root, number, outcome })));
    };
    if let Err(error) = thread::Builder::new().stack_size(STACK).spawn(work) {
        eprintln!("matterlint: no thread can be started: {error}");
    }
}

/// The text of a buffer as a file of the site.
pub fn source(path: &str, text: &str) -> Source {
    let is_too_large = text.len() as u64 > LONGEST_FILE;
    Source {
        path: path.to_owned(),
        text: if is_too_large { String::new() } else { text.to_owned() },
        fault: is_too_large.then_some(ReadFault::TooLarge),
    }
}

fn load(order: &Order) -> Result<Ready, OpenError> {
    let root = &order.root.folder;
    let folder = SiteFolder::open(root).map_err(|reason| OpenError::Folder { path: root.clone(), reason })?;
    let listing = folder.listing(if order.root.is_marked { None } else { Some(1) });
    let files = Overlay { folder: &folder, unsaved: &order.unsaved };
    let mut opened = open::open_with(folder.clone(), listing, &files, &order.options)?;
    let read = |path: &str, head: &Head<'_>| {
        order.unsaved.get(path).map_or_else(|| folder.page_source(path, head), |text| source(path, text))
    };
    let site = opened.workspace.site();
    let unsaved = order.unsaved.keys().filter(|path| !site.listing.contains(path));
    let unsaved = unsaved.filter_map(|path| Some((path.clone(), site.page_kind(path)?)));
    let pages: Vec<(String, PageKind)> = opened.pages().into_iter().chain(unsaved).collect();
    opened.workspace.read(&pages, read, &files);
    let baseline_error = match opened.baseline() {
        Ok(baseline) => {
            opened.workspace.set_baseline(baseline.unwrap_or_default());
            None
        }
        Err(error) => Some(error),
    };
    // What is found at first takes longer than what changes later.
    let found = opened.workspace.refresh();
    Ok(Ready { opened, baseline_error, found })
}
