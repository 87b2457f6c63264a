//! Files that may be meant where a page names one that is not there.

use crate::listing::{file_name, join, parent};
use crate::site::images::bundle;
use crate::site::{Page, Site};

/// Whether `value` names a folder.
pub(super) fn is_folder(value: &str, site: &Site) -> bool {
    let path = value.trim_matches('/');
    let is_dir = |root: &String| site.listing.has_dir(&join(root, path));
    value.ends_with('/') || (!path.is_empty() && value.starts_with('/') && site.config.static_dirs.iter().any(is_dir))
}

/// A file that may be meant.
pub(super) enum Nearest {
    /// Under another name in the folder that the value points into; the value that names it.
    InPlace(String),
    /// Under the same name in another folder, and in no third: of twenty bundles with a `cover.png` none is meant.
    Elsewhere(String),
}

/// The file that may be meant where `value` on `page` leads to none.
pub(super) fn nearest(value: &str, page: &Page, site: &Site) -> Option<Nearest> {
    let wanted = file_name(value);
    let folder = match parent(value.trim_start_matches('/')) {
        "" => bundle(page).to_owned(),
        inner => crate::listing::normalize(&join(bundle(page), inner))?,
    };
    let beside = site.listing.under(&folder).filter(|path| parent(path) == folder);
    let near = beside.map(file_name).filter(|name| is_near(name, wanted)).min_by_key(|name| distance(name, wanted));
    if let Some(name) = near {
        let end = value.len() - wanted.len();
        return Some(Nearest::InPlace(format!("{}{name}", &value[..end])));
    }
    let mut named = site.listing.named(wanted);
    let only = named.next().filter(|_| named.next().is_none());
    only.map(|path| Nearest::Elsewhere(path.to_owned()))
}

/// Whether two file names differ in a way that people mistype: the extension, or two letters of a longer name.
fn is_near(name: &str, wanted: &str) -> bool {
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let is_image = |name: &str| {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
        extension.is_some_and(|extension| IMAGE_EXTENSIONS.contains(&&*extension))
    };
    let length = wanted.chars().count();
    is_image(name) && (stem(name) == stem(wanted) || (length >= 8 && distance(name, wanted) <= 2))
}

fn distance(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase())
}

const IMAGE_EXTENSIONS: [&str; 11] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "tiff", "ico", "jfif"];
