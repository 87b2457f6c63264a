//! `images/missing-image`

use serde::Deserialize;

use super::nearby::{Nearest, is_folder, nearest};
use crate::finding::{Safety, Severity};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::images::ImageStatus;
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "images/missing-image",
    severity: Severity::Error,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("missing_image.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MissingImage {}

impl PageRule for MissingImage {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for image in page.images.iter().filter(|image| !image.is_pattern) {
            if image.status != ImageStatus::Missing {
                continue;
            }
            let node = page.front_matter.tree.node(image.node);
            let (key, value) = (&image.key_path, page.excerpt(node));
            if is_folder(&image.value, site) {
                findings
                    .node(node, format!("`{key}` names the folder `{value}`, and no file in it"))
                    .help("add the name of the image behind the folder")
                    .report();
                continue;
            }
            let draft = findings.node(node, format!("`{key}` names `{value}`, and there is no such file"));
            match nearest(&image.value, page, site) {
                Some(Nearest::InPlace(name)) => draft
                    .help(format!("did you mean `{name}`? it lies in the same folder"))
                    .fix(Safety::Unsafe, format!("name `{name}`"), page.rewrite_scalar(node, &name))
                    .report(),
                Some(Nearest::Elsewhere(path)) => {
                    draft.help(format!("a file of that name lies at `{path}`; move it or name it there")).report();
                }
                None => draft.help(format!("add the file, or correct or remove `{key}`")).report(),
            }
        }
    }
}
