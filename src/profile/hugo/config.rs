//! Reads `hugo.toml` and its kin.

use crate::listing::{Files, Listing};
use crate::profile::generator_config::GeneratorConfig;

/// Whether a folder is a Hugo site.
pub fn detect(listing: &Listing, _files: &dyn Files) -> Option<String> {
    ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"]
        .into_iter()
        .find(|name| listing.contains(name))
        .map(str::to_owned)
}

/// Reads the configuration.
pub fn read(_listing: &Listing, _files: &dyn Files) -> GeneratorConfig {
    GeneratorConfig::default()
}
