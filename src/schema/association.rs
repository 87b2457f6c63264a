//! A page that names its schema itself: by a key `$schema`, or by the comment that the YAML language server reads.

use crate::front_matter::FrontMatter;
use crate::listing::{join, normalize, parent};
use crate::text::Span;

/// The schema that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSchema {
    /// As written.
    pub text: String,
    /// Where it is written.
    pub span: Span,
    /// Paths, relative to the site's root, at which it may lie, the likelier first: below the page's folder, as editors
    /// look for it, or below the site's root. Empty for an address in the web, which is the editor's business.
    pub candidates: Vec<String>,
}

/// The schema that the page at `path` with `text` names.
pub fn named_by(path: &str, text: &str, front_matter: &FrontMatter) -> Option<NamedSchema> {
    let (named, span) = by_key(front_matter).or_else(|| by_comment(text, front_matter))?;
    let mut candidates = Vec::new();
    if !named.contains("://") {
        let below_page = normalize(&join(parent(path), &named)).filter(|_| !named.starts_with('/'));
        candidates.extend(below_page);
        candidates.extend(normalize(&named).filter(|path| !candidates.contains(path)));
    }
    Some(NamedSchema { text: named, span, candidates })
}

fn by_key(front_matter: &FrontMatter) -> Option<(String, Span)> {
    let entry = front_matter.tree.root()?.entries().rfind(|entry| entry.name() == "$schema")?;
    let scalar = entry.value.scalar().filter(|scalar| !scalar.text.is_empty())?;
    Some((scalar.text.to_string(), entry.value.span()))
}

fn by_comment(text: &str, front_matter: &FrontMatter) -> Option<(String, Span)> {
    front_matter.comments.iter().find_map(|comment| {
        let words = comment.span.of(text);
        let (_, named) = words.split_once("yaml-language-server:")?.1.split_once("$schema=")?;
        let named = named.split_whitespace().next()?;
        let offset = named.as_ptr() as usize - words.as_ptr() as usize;
        Some((named.to_owned(), comment.span.part(offset, named.len())))
    })
}
