//! `images/missing-body-image`

use serde::Deserialize;

use super::nearby::{Nearest, is_folder, nearest};
use crate::finding::{Safety, Severity};
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::images::{BodyImage, ImageStatus, body_images, is_file, resolve};
use crate::site::{Page, Site};
use crate::text::TextEdit;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "images/missing-body-image",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: false,
    since: "0.1.0",
    options: &[],
    doc: include_str!("missing_body_image.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MissingBodyImage {}

impl PageRule for MissingBodyImage {
    fn reads_body(&self) -> bool {
        true
    }

    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for image in body_images(page, site) {
            let is_missing = resolve(&image.value, page, site) == ImageStatus::Missing;
            // Many a theme takes the address for the path of a file, as an editor does.
            if is_missing && !is_file(&image.value, page, site) {
                report(&image, page, site, findings);
            }
        }
    }
}

fn report(image: &BodyImage, page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let BodyImage { span, value } = image;
    if is_folder(value, site) {
        findings
            .span(*span, format!("the text names the folder `{value}` as an image, and no file in it"))
            .help("add the name of the image behind the folder")
            .report();
        return;
    }
    let draft = findings.span(*span, format!("the text shows the image `{value}`, and there is no such file"));
    match nearest(value, page, site) {
        Some(Nearest::InPlace(name)) => {
            // With a blank or a bracket, the name would want more than to be written there.
            let is_plain = !name.contains([' ', '(', ')', '"', '\'', '<', '>']);
            let edit = (is_plain && span.of(&page.text) == value).then(|| TextEdit::replace(*span, &*name));
            draft
                .help(format!("did you mean `{name}`? it lies in the same folder"))
                .fix(Safety::Unsafe, format!("name `{name}`"), edit)
                .report();
        }
        Some(Nearest::Elsewhere(path)) => {
            draft.help(format!("a file of that name lies at `{path}`; move it or name it there")).report();
        }
        None => draft.help("add the file, or correct or remove the image").report(),
    }
}
