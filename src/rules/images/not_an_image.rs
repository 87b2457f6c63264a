//! `images/not-an-image`

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::images::ImageStatus;
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "images/not-an-image",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("not_an_image.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NotAnImage {}

impl PageRule for NotAnImage {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        for image in page.images.iter().filter(|image| !image.is_pattern) {
            let ImageStatus::Found(file) = &image.status else { continue };
            let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
            let Some(extension) = extension.filter(|extension| NO_IMAGES.contains(&&**extension)) else { continue };
            let node = page.front_matter.tree.node(image.node);
            let message =
                format!("`{}` names `{}`, and a .{extension} file is no image", image.key_path, page.excerpt(node));
            findings.node(node, message).help("name a picture: .jpg, .png, .webp, .avif, .gif or .svg").report();
        }
    }
}

/// Extensions that surely are no image. Videos are not among them: some themes show them in an image's place.
const NO_IMAGES: [&str; 14] =
    ["md", "markdown", "html", "htm", "txt", "pdf", "json", "yaml", "yml", "toml", "css", "js", "zip", "docx"];
