//! The folders that the client has open, and the sites in them.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;

use matterlint::site_root::{self, SiteRoot};

use super::transport::Event;
use crate::sites::resolved;

/// A folder that the client has open.
#[derive(Debug)]
pub struct Folder {
    /// Its path as the client calls it.
    pub named: PathBuf,
    /// The same without links.
    pub real: PathBuf,
    /// The roots of its sites, `None` before they are known.
    pub roots: Option<Vec<PathBuf>>,
    /// Whether they are being looked for, and whether that has to be done once more.
    search: Search,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Search {
    Over,
    UnderWay,
    Again,
}

/// The sites of a folder were looked for.
pub struct Found {
    /// The folder, without links.
    pub folder: PathBuf,
    /// The sites that a mark tells of.
    pub roots: Vec<SiteRoot>,
}

impl Folder {
    /// The folder at `path`, whose sites are being looked for from now on.
    pub fn open(path: &Path, events: &Sender<Event>) -> Self {
        let real = resolved(path).unwrap_or_else(|_| path.to_owned());
        let mut folder = Self { named: path.to_owned(), real, roots: None, search: Search::Over };
        folder.search(events);
        folder
    }

    /// Looks for the sites of the folder, if that is not being done. What is found comes as an event.
    pub fn search(&mut self, events: &Sender<Event>) {
        if self.search != Search::Over {
            self.search = Search::Again;
            return;
        }
        self.search = Search::UnderWay;
        let (folder, events) = (self.real.clone(), events.clone());
        // A folder of projects has a hundred thousand files to look through.
        thread::spawn(move || {
            let mut roots = if folder.is_dir() { site_root::roots(&folder) } else { Vec::new() };
            // A folder without any mark is no site until one of its files is opened.
            roots.retain(|root| root.is_marked);
            // The main loop may have ended meanwhile.
            let _ = events.send(Event::Found(Found { folder, roots }));
        });
    }

    /// Takes in the roots that were found, and looks again if something has changed meanwhile.
    pub fn adopt(&mut self, roots: &[SiteRoot], events: &Sender<Event>) {
        self.roots = Some(roots.iter().map(|root| root.folder.clone()).collect());
        let is_outdated = self.search == Search::Again;
        self.search = Search::Over;
        if is_outdated {
            self.search(events);
        }
    }

    /// Whether its sites are as its files are now, as far as they were told of.
    pub fn is_settled(&self) -> bool {
        self.search == Search::Over
    }

    /// `path`, which has no links, as the client calls it, if it lies in this folder.
    pub fn as_named(&self, path: &Path) -> Option<PathBuf> {
        path.strip_prefix(&self.real).ok().map(|below| self.named.join(below))
    }
}

/// The root of the site that the file at `path` lies in, or would lie in if it existed.
pub fn around(path: &Path) -> SiteRoot {
    let existing = path.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or(path);
    let is_around = |root: &SiteRoot| root.is_marked && path.starts_with(&root.folder);
    // Around a file, sites are looked for upwards only; no file has this name.
    let root = site_root::roots(&existing.join("\0")).into_iter().find(is_around);
    root.unwrap_or_else(|| SiteRoot { folder: existing.to_owned(), is_marked: false })
}
