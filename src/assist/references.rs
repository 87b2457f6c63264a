//! Which pages name the same thing.

use super::definition::span_at;
use super::hover::term_at;
use super::standing::Standing;
use super::{Asked, Target, dotted};
use crate::site::TermUse;
use crate::workspace::Workspace;

/// The places on all pages that name what stands at byte `offset` of the page, itself included: a term, an image, a key of
/// translations. By path and place.
pub fn references(asked: &Asked<'_>, offset: usize) -> Vec<Target> {
    let Some(standing) = Standing::at(asked.page, offset) else { return Vec::new() };
    if let Some(used) = term_at(asked, &standing, offset) {
        return term(asked.workspace, used);
    }
    let image = asked.page.images.iter().find(|image| image.node == standing.node.id() && !standing.is_key);
    if let Some(file) = image.and_then(|image| image.status.file()) {
        return to_image(asked.workspace, file);
    }
    if asked.page.is_key(&dotted(&standing.path), "translationKey") {
        return translation_keys(asked);
    }
    Vec::new()
}

/// The places at which pages name the image in `file`, a path relative to the site's root, in their front matter.
pub fn to_image(workspace: &Workspace, file: &str) -> Vec<Target> {
    let mut targets = Vec::new();
    for page in workspace.pages() {
        let same = page.images.iter().filter(|image| image.status.file() == Some(file));
        targets.extend(same.filter_map(|image| Some(Target::at(&page.path, span_at(page, &image.key_path)?))));
    }
    targets
}

/// The places at which pages use a term, in any spelling that the generator takes for it.
fn term(workspace: &Workspace, wanted: &TermUse) -> Vec<Target> {
    let is_same = |used: &&TermUse| used.taxonomy == wanted.taxonomy && used.term == wanted.term;
    let pages = workspace.pages();
    pages.flat_map(|page| page.terms.iter().filter(is_same).map(|used| Target::at(&page.path, used.span))).collect()
}

fn translation_keys(asked: &Asked<'_>) -> Vec<Target> {
    let Some(key) = asked.page.text_of("translationKey") else { return Vec::new() };
    let same = asked.workspace.pages().filter(|page| page.text_of("translationKey").as_ref() == Some(&key));
    same.filter_map(|page| Some(Target::at(&page.path, page.get("translationKey")?.value.span()))).collect()
}
