//! `values/stray-whitespace`

use serde::Deserialize;

use crate::finding::{Safety, Severity};
use crate::front_matter::{Scalar, Style, rewrite};
use crate::profile::keys::KeyKind;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::images::{ImageStatus, resolve};
use crate::site::{Page, Site, refused};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "values/stray-whitespace",
    severity: Severity::Info,
    fix: FixKind::Always,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("stray_whitespace.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StrayWhitespace {}

impl PageRule for StrayWhitespace {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        for entry in page.entries() {
            // Seldom so, and cheaper to see than what the key means.
            if entry.value.scalar().and_then(without_blanks).is_none() {
                continue;
            }
            let Some(key) = site.known_key_on(page, entry.name()) else { continue };
            let is_text = matches!(
                key.kind,
                KeyKind::Text | KeyKind::TextOnly | KeyKind::OneOf(_) | KeyKind::OneOfIgnoringCase(_)
            );
            let is_title = key.name.eq_ignore_ascii_case("title");
            let Some(scalar) = entry.value.scalar().filter(|_| (is_text || is_title) && !entry.value.is_alias()) else {
                continue;
            };
            let Some(trimmed) = without_blanks(scalar) else { continue };
            let name = entry.name();
            // Part of an address or the name of a file: with a blank it is another one.
            let is_name = ["url", "permalink", "layout", "type", "markup"]
                .iter()
                .any(|other| key.name.eq_ignore_ascii_case(other));
            let format = page.format();
            findings
                .value(entry, format!("`{name}` has blanks at its ends, inside the quotes"))
                .severity(if is_name { Severity::Warning } else { Severity::Info })
                .help(format!("write `{trimmed}` without them"))
                .fix(Safety::Safe, "remove the blanks", [rewrite::replace_text(entry.value, trimmed, format)])
                .report();
        }
        judge_images(page, site, findings);
    }
}

/// Names of pictures: Hugo makes `/a.jpg%20` of `"/a.jpg "`, which is no file.
fn judge_images(page: &Page, site: &Site, findings: &mut Findings<'_>) {
    for image in page.images.iter().filter(|image| !image.is_pattern) {
        let node = page.front_matter.tree.node(image.node);
        let Some(trimmed) = node.scalar().filter(|_| !node.is_alias()).and_then(without_blanks) else { continue };
        // What the generator refuses with a blank has a finding for that.
        let is_refused = || refused::refused(page, site).iter().any(|(entry, _)| entry.value.id() == image.node);
        if matches!(resolve(trimmed, page, site), ImageStatus::Found(_) | ImageStatus::OtherCase(_)) && !is_refused() {
            findings
                .node(node, format!("`{}` has blanks at its ends, inside the quotes", image.key_path))
                .severity(Severity::Warning)
                .help(format!("write `{trimmed}` without them: with a blank it is the name of another file"))
                .fix(Safety::Safe, "remove the blanks", page.rewrite_scalar(node, trimmed))
                .report();
        }
    }
}

/// The text of a quoted scalar of one line without the blanks at its ends, where it has some.
fn without_blanks(scalar: &Scalar) -> Option<&str> {
    if !matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted) {
        return None;
    }
    let trimmed = scalar.text.trim();
    let has_blanks = trimmed.len() < scalar.text.len() && !trimmed.is_empty() && !scalar.text.contains('\n');
    has_blanks.then_some(trimmed)
}
