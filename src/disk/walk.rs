//! The files below a folder.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::listing::join;

/// Folders that never hold content and may hold a million files.
const SKIPPED: [&str; 4] = [".git", "node_modules", ".hg", ".svn"];

/// What lies in one folder, by paths relative to the root.
#[derive(Default)]
struct Folder {
    files: Vec<String>,
    folders: Vec<String>,
}

/// Every file below `root`, by its path relative to it, down to `depth` folders (`None`: all), of which those are entered
/// that `enters` says. No link is followed; `is_file` says of one whether a file stands behind it. A folder that cannot be
/// read is empty, and what has no name in UTF-8 is left out.
pub fn files(
    root: &Path,
    depth: Option<usize>,
    enters: impl Fn(&str) -> bool,
    is_file: impl Fn(&Path) -> bool + Sync,
) -> Vec<String> {
    let mut files = Vec::new();
    let mut level = vec![String::new()];
    // Level by level, so that no stack is as deep as a tree of folders may be.
    for _ in 0..depth.unwrap_or(usize::MAX) {
        if level.is_empty() {
            break;
        }
        let folders: Vec<Folder> = level.par_iter().map(|path| folder(root, path, &is_file)).collect();
        level.clear();
        for folder in folders {
            files.extend(folder.files);
            level.extend(folder.folders.into_iter().filter(|folder| enters(folder)));
        }
    }
    files
}

/// What lies in the folder at `path`, relative to `root`.
fn folder(root: &Path, path: &str, is_file: &impl Fn(&Path) -> bool) -> Folder {
    let mut folder = Folder::default();
    let Ok(entries) = fs::read_dir(root.join(path)) else { return folder };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            if !SKIPPED.contains(&name) {
                folder.folders.push(join(path, name));
            }
        } else if kind.is_file() || (kind.is_symlink() && is_file(&entry.path())) {
            folder.files.push(join(path, name));
        }
    }
    folder
}
