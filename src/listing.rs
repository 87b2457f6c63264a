//! Floor 0: the files of a site, given and never looked for. What reads the disk hands a [`Listing`] in, so the rules
//! that ask "does this image exist" stay pure and an editor can change one entry.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::sync::OnceLock;

use foldhash::fast::RandomState;
use memchr::memrchr;
use rayon::prelude::*;

/// Reads files of one site by their path relative to its root. The only implementation that touches a disk is in
/// `disk`; tests use a map.
pub trait Files: Sync {
    /// The text of a file; `None` when it does not exist, leaves the site's root, is too large or is not UTF-8.
    fn read(&self, path: &str) -> Option<String>;

    /// The size of the image at `path`; `None` when it does not exist, or nobody can tell.
    fn image_size(&self, _path: &str) -> Option<ImageSize> {
        None
    }
}

/// The size of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageSize {
    /// Width and height in pixels, `None` for a drawing (SVG) and what is no image.
    pub pixels: Option<(u32, u32)>,
    /// The length of the file.
    pub bytes: u64,
}

impl Files for HashMap<String, String> {
    fn read(&self, path: &str) -> Option<String> {
        self.get(path).cloned()
    }
}

/// Every file that exists below a site's root, by its path relative to the root, with `/`.
#[derive(Debug, Default)]
pub struct Listing {
    /// Sorted, without duplicates.
    paths: Vec<Box<str>>,
    /// Positions in `paths` by the hash of the lower-cased path, sorted. Made on the first question, as many sites never
    /// ask. A map of the paths themselves would be another listing in memory.
    folded: OnceLock<Vec<(u64, u32)>>,
    /// Positions in `paths` by the hash of the lower-cased file name, sorted.
    names: OnceLock<Vec<(u64, u32)>>,
    /// The directories of files that are named `index.` something.
    with_index: OnceLock<HashSet<Box<str>, RandomState>>,
    /// Seeded anew by each process, so that nobody can choose names of one hash.
    hashes: RandomState,
}

impl Listing {
    /// A listing of `paths`, in any order.
    pub fn new(paths: impl IntoIterator<Item = String>) -> Self {
        let mut paths: Vec<Box<str>> = paths.into_iter().map(String::into_boxed_str).collect();
        paths.par_sort_unstable();
        paths.dedup();
        Self { paths, ..Self::default() }
    }

    /// Whether `path` is a file.
    pub fn contains(&self, path: &str) -> bool {
        self.paths.binary_search_by(|have| (**have).cmp(path)).is_ok()
    }

    /// Whether any file lies below the directory `dir` ("" is the root).
    pub fn has_dir(&self, dir: &str) -> bool {
        self.under(dir).next().is_some()
    }

    /// The files below the directory `dir` at any depth ("" is the root), sorted.
    pub fn under<'a>(&'a self, dir: &str) -> impl Iterator<Item = &'a str> {
        let prefix = if dir.is_empty() { String::new() } else { format!("{}/", dir.trim_end_matches('/')) };
        let from = self.paths.partition_point(|path| **path < *prefix);
        self.paths[from..].iter().take_while(move |path| path.starts_with(&prefix)).map(|path| &**path)
    }

    /// The files whose path begins with `prefix`, sorted: `posts/a/index.` finds `posts/a/index.en.md`.
    pub fn beginning_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.paths.partition_point(|path| **path < *prefix);
        self.paths[from..].iter().take_while(move |path| path.starts_with(prefix)).map(|path| &**path)
    }

    /// The files whose path equals `path` when letter case is ignored, sorted.
    pub fn ignoring_case<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a str> {
        self.at(self.folded.get_or_init(|| self.positions_by(|path| path)), lower_cased(path), |path| path)
    }

    /// The files anywhere whose name (the last part of the path) equals `name` when letter case is ignored.
    pub fn named<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.at(self.names.get_or_init(|| self.positions_by(file_name)), lower_cased(name), file_name)
    }

    /// All files, to be looked at in parallel.
    pub fn par_iter(&self) -> impl ParallelIterator<Item = &str> {
        self.paths.par_iter().map(|path| &**path)
    }

    /// Whether a file lies in `dir` whose name, letter case ignored, begins with `index.`.
    pub fn has_index(&self, dir: &str) -> bool {
        let with_index = self.with_index.get_or_init(|| {
            let is_index = |path: &&str| {
                let start = file_name(path).as_bytes().get(.."index.".len());
                start.is_some_and(|start| start.eq_ignore_ascii_case(b"index."))
            };
            self.iter().filter(is_index).map(|path| parent(path).into()).collect()
        });
        with_index.contains(dir)
    }

    /// All files, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(|path| &**path)
    }

    /// All positions by the hash of what `part` takes of a path.
    fn positions_by(&self, part: fn(&str) -> &str) -> Vec<(u64, u32)> {
        let hashes = self.paths.iter().map(|path| self.hashes.hash_one(&*lower_cased(part(path))));
        let mut positions: Vec<(u64, u32)> = hashes.zip(0..).collect();
        positions.sort_unstable();
        positions
    }

    /// The paths of which `part` takes `wanted`, letter case ignored.
    fn at<'a, 'w>(
        &'a self,
        positions: &'a [(u64, u32)],
        wanted: Cow<'w, str>,
        part: fn(&str) -> &str,
    ) -> impl Iterator<Item = &'a str> + use<'a, 'w> {
        let wanted_hash = self.hashes.hash_one(&*wanted);
        let from = positions.partition_point(|(hash, _)| *hash < wanted_hash);
        let same = positions[from..].iter().take_while(move |(hash, _)| *hash == wanted_hash);
        let paths = same.map(|(_, position)| &*self.paths[*position as usize]);
        paths.filter(move |path| lower_cased(part(path)) == wanted)
    }
}

/// `text` in small letters, without a copy of what is ASCII and has no capitals.
pub fn lower_cased(text: &str) -> Cow<'_, str> {
    // To look at all bytes is faster than to stop at the first: it is done for many at once.
    let has_capitals = || text.bytes().fold(false, |any, byte| any | byte.is_ascii_uppercase());
    if text.is_ascii() && !has_capitals() { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    &path[last_slash(path).map_or(0, |slash| slash + 1)..]
}

/// The directory of a path, "" for the root.
pub fn parent(path: &str) -> &str {
    last_slash(path).map_or("", |slash| &path[..slash])
}

fn last_slash(path: &str) -> Option<usize> {
    memrchr(b'/', path.as_bytes())
}

/// `dir` and `name` joined; "" is the root.
pub fn join(dir: &str, name: &str) -> String {
    if dir.is_empty() { name.to_owned() } else { [dir, "/", name].concat() }
}

/// Resolves `.` and `..` in a path relative to the site's root. `None` when it climbs out of the root.
pub fn normalize(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Listing, normalize};

    fn listing() -> Listing {
        Listing::new(["a/Img.PNG", "a/b/c.md", "ab/x.md", "z.md"].map(str::to_owned))
    }

    #[test]
    fn directories_do_not_swallow_their_neighbours() {
        assert_eq!(listing().under("a").collect::<Vec<_>>(), ["a/Img.PNG", "a/b/c.md"]);
        assert_eq!(listing().under("").count(), 4);
        assert!(listing().has_dir("a/b") && !listing().has_dir("b"));
    }

    #[test]
    fn case_and_names_are_found() {
        assert_eq!(listing().ignoring_case("a/img.png").collect::<Vec<_>>(), ["a/Img.PNG"]);
        assert_eq!(listing().named("X.md").collect::<Vec<_>>(), ["ab/x.md"]);
        assert!(!listing().contains("a/img.png"));
    }

    #[test]
    fn paths_never_leave_the_root() {
        assert_eq!(normalize("a/./b/../c").as_deref(), Some("a/c"));
        assert_eq!(normalize("a/../../etc"), None);
    }
}
