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
    /// The roots of its sites, `None` while they are looked for.
    pub roots: Option<Vec<PathBuf>>,
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
        let (folder, events) = (real.clone(), events.clone());
        // A folder of projects has a hundred thousand files to look through.
        thread::spawn(move || {
            let mut roots = if folder.is_dir() { site_root::roots(&folder) } else { Vec::new() };
            // A folder without any mark is no site until one of its files is opened.
            roots.retain(|root| root.is_marked);
            // The main loop may have ended meanwhile.
            let _ = events.send(Event::Found(Found { folder, roots }));
        });
        Self { named: path.to_owned(), real, roots: None }
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
