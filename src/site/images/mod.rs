//! The images that a page names, and where each is found.

mod body;
mod resolve;
mod url_path;

pub use body::{BodyImage, body_images, is_file};
pub use resolve::{ImageStatus, Unverified, bundle, resolve};
pub(super) use url_path::decoded;

use super::{Page, Site};
use crate::front_matter::{NodeId, NodeRef};
use crate::profile::Theme;
use crate::text::KeyPath;

/// An image as a page names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageUse {
    /// Where it is named.
    pub key_path: KeyPath,
    /// The node that names it.
    pub node: NodeId,
    /// The name as written, without quotes.
    pub value: String,
    /// Whether it is a pattern of file names (`resources[].src`), which may match nothing.
    pub is_pattern: bool,
    /// What became of it. Known once they were looked up: see [`Page::look_up_images`].
    pub status: ImageStatus,
}

/// The images that `page` names, in the order of the keys that may name one and then of the text.
pub fn read(page: &Page, site: &Site) -> Vec<ImageUse> {
    let mut uses: Vec<ImageUse> = Vec::new();
    let Some(root) = page.front_matter.tree.root() else { return uses };
    for pattern in site.image_keys() {
        let is_pattern = site.profile.images.patterns.contains(&pattern);
        let mut found = Vec::new();
        follow(page, root, KeyPath::root(), pattern, &mut found);
        for (key_path, node) in found {
            let known = uses.iter().any(|image| image.node == node.id());
            if let Some(scalar) = node.scalar().filter(|_| !known && !page.is_guessed(node)) {
                let status = ImageStatus::Unverified(Unverified::AddressUnknown);
                uses.push(ImageUse { key_path, node: node.id(), value: scalar.text.to_string(), is_pattern, status });
            }
        }
    }
    uses
}

impl Site {
    /// The patterns of key paths that hold images: the user's, or those of the profile and of the themes in use.
    pub fn image_keys(&self) -> Vec<&str> {
        if let Some(asked) = &self.settings.image_keys {
            return asked.iter().map(String::as_str).collect();
        }
        let of_themes = self.themes().flat_map(|theme| theme.image_keys);
        self.profile.images.keys.iter().chain(of_themes).copied().collect()
    }

    /// The themes in use whose keys we know.
    pub fn themes(&self) -> impl Iterator<Item = &'static Theme> {
        let used: Vec<String> = self.config.themes.iter().map(|(name, _)| name.to_lowercase()).collect();
        let is_used = move |theme: &&Theme| {
            used.iter()
                .any(|name| theme.names.contains(&&**name) || theme.names.contains(&crate::listing::file_name(name)))
        };
        self.profile.themes.iter().filter(is_used)
    }
}

/// Collects the values that `pattern` names below `node`: `a.b` steps into maps, `[]` into each item of a list, or
/// stands for a single text in place of a list.
fn follow<'p>(
    page: &'p Page,
    node: NodeRef<'p>,
    path: KeyPath,
    pattern: &str,
    found: &mut Vec<(KeyPath, NodeRef<'p>)>,
) {
    if pattern.is_empty() {
        return found.push((path, node));
    }
    if let Some(rest) = pattern.strip_prefix("[]") {
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        if node.scalar().is_some() && rest.is_empty() {
            return found.push((path, node));
        }
        for (i, item) in node.items().enumerate() {
            follow(page, item, path.item(i), rest, found);
        }
        return;
    }
    let end = pattern.find(['.', '[']).unwrap_or(pattern.len());
    let (key, rest) = pattern.split_at(end);
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    if let Some(entry) = node.entries().rfind(|entry| page.is_key(entry.name(), key)) {
        follow(page, entry.value, path.child(entry.name()), rest, found);
    }
}
