//! `images/image-case-mismatch`

use serde::Deserialize;

use crate::finding::{Safety, Severity};
use crate::listing::file_name;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::images::ImageStatus;
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "images/image-case-mismatch",
    severity: Severity::Error,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("image_case_mismatch.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImageCaseMismatch {}

impl PageRule for ImageCaseMismatch {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        for image in page.images.iter().filter(|image| !image.is_pattern) {
            let ImageStatus::OtherCase(file) = &image.status else { continue };
            let node = page.front_matter.tree.node(image.node);
            let (key, value) = (&image.key_path, page.excerpt(node));
            let draft = findings.node(node, format!("`{key}` names `{value}`, but the file is spelt `{file}`"));
            match respelt(&image.value, file) {
                Some(right) => draft
                    .help(format!("write `{right}`: most web servers tell upper and lower case apart"))
                    .fix(Safety::Safe, format!("write `{right}`"), page.rewrite_scalar(node, &right))
                    .report(),
                None => draft.help(format!("spell it as in `{}`", file_name(file))).report(),
            }
        }
    }
}

/// The value with the letter case of the file, where the one is the end of the other.
fn respelt(value: &str, file: &str) -> Option<String> {
    let path = value.trim_start_matches("./").trim_start_matches('/');
    let start = file.len().checked_sub(path.len())?;
    let end = file.get(start..)?;
    let is_same = end.to_lowercase() == path.to_lowercase();
    is_same.then(|| format!("{}{end}", &value[..value.len() - path.len()]))
}
