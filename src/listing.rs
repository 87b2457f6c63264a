//! Floor 0: the files of a site, given and never looked for. What reads the disk hands a [`Listing`] in, so the rules
//! that ask "does this image exist" stay pure and an editor can change one entry.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

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
    /// Positions in `paths` by lower-cased path. Made on the first question, as many sites never ask.
    folded: OnceLock<HashMap<String, Vec<u32>>>,
    /// Positions in `paths` by lower-cased file name.
    names: OnceLock<HashMap<String, Vec<u32>>>,
    /// The directories of files that are named `index.` something.
    with_index: OnceLock<HashSet<Box<str>>>,
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
    pub fn ignoring_case<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let folded = self.folded.get_or_init(|| self.positions_by(|path| path.to_lowercase()));
        self.at(folded, &path.to_lowercase())
    }

    /// The files anywhere whose name (the last part of the path) equals `name` when letter case is ignored.
    pub fn named<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let names = self.names.get_or_init(|| self.positions_by(|path| file_name(path).to_lowercase()));
        self.at(names, &name.to_lowercase())
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

    fn positions_by(&self, key: impl Fn(&str) -> String) -> HashMap<String, Vec<u32>> {
        let mut map: HashMap<String, Vec<u32>> = HashMap::with_capacity(self.paths.len());
        for (i, path) in (0..).zip(&self.paths) {
            map.entry(key(path)).or_default().push(i);
        }
        map
    }

    fn at<'a>(&'a self, map: &'a HashMap<String, Vec<u32>>, key: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        map.get(key).into_iter().flatten().map(|i| &*self.paths[*i as usize])
    }
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The directory of a path, "" for the root.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(dir, _)| dir)
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
