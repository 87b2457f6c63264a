//! Floor 6: the only place in the library that touches the disk. Nothing outside a site's root is read: links are not
//! followed on the walk, and a named path is resolved before it is opened.

mod reading;
mod walk;

use std::fs::{self, File};
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::listing::{Files, ImageSize, Listing, file_name};
use crate::site::{Head, ReadFault, Source};

/// Longest file that is read, in bytes. Longer ones are reported, not read: the largest page of the corpus has 600 kB.
pub const LONGEST_FILE: u64 = 32 << 20;

/// What the name of a temporary file has between the name of the page and the number of the process. No generator takes
/// such a name for a page: it begins with a dot and ends in no extension that is one.
const TEMPORARY: &str = ".matterlint-";

/// Why a file is not written.
const CHANGED: &str = "the file changed while it was checked; nothing was written";

/// The files below one site's root.
#[derive(Clone, Debug)]
pub struct SiteFolder {
    root: PathBuf,
}

impl SiteFolder {
    /// The site at `root`.
    ///
    /// # Errors
    /// When the folder does not exist or cannot be entered.
    pub fn open(root: &Path) -> std::io::Result<Self> {
        Ok(Self { root: root.canonicalize()? })
    }

    /// The folder, absolute and without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every file below the root, down to `depth` folders (`None`: all).
    pub fn listing(&self, depth: Option<usize>) -> Listing {
        self.listing_within(depth, |_| true)
    }

    /// The same of the folders (by their path relative to the root) that `enters` lets through.
    pub fn listing_within(&self, depth: Option<usize>, enters: impl Fn(&str) -> bool) -> Listing {
        let is_file = |link: &Path| self.resolve(link).is_some_and(|path| path.is_file());
        Listing::new(walk::files(&self.root, depth, enters, is_file))
    }

    /// Reads `paths` (relative to the root), in parallel, in their order.
    pub fn sources(&self, paths: &[String]) -> Vec<Source> {
        paths.par_iter().map(|path| self.source(path)).collect()
    }

    /// Reads the file at `path`, relative to the root.
    pub fn source(&self, path: &str) -> Source {
        self.bytes(path).map_or_else(|fault| unread(path, fault), |bytes| source_of(path, bytes))
    }

    /// Reads the page at `path`, relative to the root, as far as `head` asks for it.
    pub fn page_source(&self, path: &str, head: &Head<'_>) -> Source {
        let opened = self.open_page(path);
        let read = opened.and_then(|(file, length)| reading::page(file, length, path, head).map_err(refused));
        read.unwrap_or_else(|fault| unread(path, fault))
    }

    /// The whole texts of the file at `path` that begin with `before` and `after`: a page knows no more than the beginning
    /// of its text.
    ///
    /// # Errors
    /// When the file does not begin with `before` any more.
    pub fn whole_texts(&self, path: &str, before: &str, after: &str) -> std::io::Result<(String, String)> {
        let source = self.source(path);
        if let Some(ReadFault::Unreadable(reason)) = source.fault {
            return Err(std::io::Error::other(reason));
        }
        let rest = source.text.strip_prefix(before).filter(|_| source.fault.is_none());
        let rest = rest.ok_or_else(|| std::io::Error::other(CHANGED))?;
        let after = [after, rest].concat();
        Ok((source.text, after))
    }

    /// Writes `after` to the file at `path`, if its text still is `before`: to a temporary file beside it, which then
    /// takes its name, with the old permissions. No reader ever sees half a file.
    ///
    /// # Errors
    /// When the file changed since it was read, leaves the site, or cannot be written.
    pub fn rewrite(&self, path: &str, before: &str, after: &str) -> std::io::Result<()> {
        let refuse = |reason: &str| Err(std::io::Error::other(reason.to_owned()));
        let Some(full) = self.resolve(&self.root.join(path)) else { return refuse("a link that leaves the site") };
        if fs::read(&full)? != before.as_bytes() {
            return refuse(CHANGED);
        }
        let permissions = fs::metadata(&full)?.permissions();
        let name = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = full.with_file_name(format!(".{name}{TEMPORARY}{}", std::process::id()));
        let made = fs::File::options().write(true).create_new(true).open(&beside);
        let mut file = made.map_err(|error| {
            std::io::Error::new(error.kind(), format!("no new file can be made in its folder: {error}"))
        })?;
        let written = file.write_all(after.as_bytes()).and_then(|()| fs::set_permissions(&beside, permissions));
        written.and_then(|()| fs::rename(&beside, &full)).inspect_err(|_| {
            // The rename did not happen, so the temporary file is all there is to clean up.
            let _ = fs::remove_file(&beside);
        })
    }

    /// Removes the temporary files of runs that were killed while they wrote, as far as `listing` has them. A file that
    /// a living run has just made has its final name long before a site that was listed after it is judged.
    pub fn remove_leftovers(&self, listing: &Listing) {
        for path in listing.iter().filter(|path| is_temporary(path)) {
            let path = self.root.join(path);
            if path.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
                // One that stays does no harm: it is no page.
                let _ = fs::remove_file(path);
            }
        }
    }

    /// Gives the folder `from` the name `to`, both relative to the root.
    ///
    /// # Errors
    /// When one of them leaves the site, something lies at `to` already, or the system refuses.
    pub fn move_folder(&self, from: &str, to: &str) -> std::io::Result<()> {
        let refuse = |reason: &str| Err(std::io::Error::other(reason.to_owned()));
        let Some(old) = self.resolve(&self.root.join(from)) else { return refuse("it lies outside the site") };
        let new = self.root.join(to);
        let parent = new.parent().and_then(|parent| self.resolve(parent));
        let Some(new) = parent.zip(new.file_name()).map(|(parent, name)| parent.join(name)) else {
            return refuse("the new place lies outside the site");
        };
        if new.symlink_metadata().is_ok() {
            return refuse("something lies at the new place already");
        }
        fs::rename(old, new)
    }

    /// The path relative to the root, with `/`, of a path below it.
    pub fn relative(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, ReadFault> {
        let (file, length) = self.open_page(path)?;
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
        // A file may grow while it is read.
        file.take(LONGEST_FILE).read_to_end(&mut bytes).map_err(refused)?;
        Ok(bytes)
    }

    /// Opens the file at `path`, relative to the root; with its length.
    fn open_page(&self, path: &str) -> Result<(File, u64), ReadFault> {
        let full = self.root.join(path);
        let file = open_unless_link(&full).or_else(|_| self.open_slowly(&full))?;
        let metadata = file.metadata().map_err(refused)?;
        if !metadata.is_file() {
            return Err(refused(no_file()));
        }
        if metadata.len() > LONGEST_FILE { Err(ReadFault::TooLarge) } else { Ok((file, metadata.len())) }
    }

    /// Opens what may be a link, to a file inside of the site.
    fn open_slowly(&self, full: &Path) -> Result<File, ReadFault> {
        if !full.symlink_metadata().map_err(refused)?.is_symlink() {
            return open_file(full).map_err(refused);
        }
        let target =
            self.resolve(full).ok_or_else(|| ReadFault::Unreadable("a link that leaves the site".to_owned()))?;
        open_file(&target).map_err(refused)
    }

    /// Where `path` really lies, if that is below the root.
    fn resolve(&self, path: &Path) -> Option<PathBuf> {
        let real = path.canonicalize().ok()?;
        real.starts_with(&self.root).then_some(real)
    }
}

impl Files for SiteFolder {
    fn read(&self, path: &str) -> Option<String> {
        let path = crate::listing::normalize(path)?;
        self.resolve(&self.root.join(&path)).filter(|file| file.is_file())?;
        let source = self.source(&path);
        source.fault.is_none().then_some(source.text)
    }

    /// Only the head of the file is read.
    fn image_size(&self, path: &str) -> Option<ImageSize> {
        let file = open_file(&self.resolve(&self.root.join(path))?).ok()?;
        let bytes = file.metadata().ok()?.len();
        let size = imagesize::reader_size(BufReader::new(file)).ok();
        let side = |side: usize| u32::try_from(side).ok();
        Some(ImageSize { pixels: size.and_then(|size| Some((side(size.width)?, side(size.height)?))), bytes })
    }
}

/// Opens what is listed as a file, in one call. What has become a link since is refused, and a pipe opens at once.
#[cfg(unix)]
fn open_unless_link(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    File::options().read(true).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK).open(path)
}

/// Elsewhere no call opens a file only if it is no link.
#[cfg(not(unix))]
fn open_unless_link(_path: &Path) -> std::io::Result<File> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Opens a file that is one. To open a pipe would wait for somebody at its other end, and a device may have no end.
fn open_file(path: &Path) -> std::io::Result<File> {
    if !path.metadata()?.is_file() {
        return Err(no_file());
    }
    File::open(path)
}

fn no_file() -> std::io::Error {
    std::io::Error::other("it is no file")
}

fn refused(error: std::io::Error) -> ReadFault {
    ReadFault::Unreadable(error.to_string())
}

fn unread(path: &str, fault: ReadFault) -> Source {
    Source { path: path.to_owned(), text: String::new(), fault: Some(fault) }
}

/// Whether the file at `path` has the name of a temporary file of ours.
fn is_temporary(path: &str) -> bool {
    let parts = file_name(path).strip_prefix('.').and_then(|name| name.rsplit_once(TEMPORARY));
    parts.is_some_and(|(page, process)| {
        !page.is_empty() && !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The file at `path` (relative to the root), given its bytes.
pub fn source_of(path: &str, bytes: Vec<u8>) -> Source {
    let path = path.to_owned();
    match String::from_utf8(bytes) {
        Ok(text) => Source { path, text, fault: None },
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            Source { path, text, fault: Some(ReadFault::NotUtf8(valid)) }
        }
    }
}
