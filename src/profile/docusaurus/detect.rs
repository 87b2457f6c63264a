//! Tells a Docusaurus site by its files.

use crate::listing::{Files, Listing};

/// The configuration, with the extensions that Docusaurus 3 tries, in its order.
pub const CONFIG_FILES: &[&str] = &[
    "docusaurus.config.ts",
    "docusaurus.config.mts",
    "docusaurus.config.cts",
    "docusaurus.config.js",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
];

/// Whether a folder is a Docusaurus site, and by which file.
pub fn detect(listing: &Listing, _files: &dyn Files) -> Option<String> {
    CONFIG_FILES.iter().find(|name| listing.contains(name)).map(|name| (*name).to_owned())
}
