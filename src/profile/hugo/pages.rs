//! Which files are pages, and where they are published.

use crate::listing::Listing;
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::{PageAddress, PageKind};

/// The kind of page that the file at `path` is.
pub fn kind(path: &str, _config: &GeneratorConfig, _listing: &Listing) -> Option<PageKind> {
    path.ends_with(".md").then_some(PageKind::Single)
}

/// The URL of a page.
pub fn url(_page: &PageAddress<'_>, _config: &GeneratorConfig) -> Option<String> {
    None
}
