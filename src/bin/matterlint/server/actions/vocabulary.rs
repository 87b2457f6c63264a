//! Terms for the vocabulary.

use lsp_types::CodeAction;
use matterlint::refactoring;
use matterlint::site::{Page, Site, vocabulary};

use super::Subject;
use crate::server::edits::workspace_edit;
use crate::server::live_site::Buffers;

/// The action that adds the term which a finding is about to the vocabulary that does not have it.
pub fn of(subject: &Subject<'_>) -> Option<CodeAction> {
    let Subject { session, site, finding } = subject;
    let opened = site.opened.as_ref()?;
    let page = opened.workspace.page(&finding.path).filter(|_| finding.rule == "taxonomy/unknown-term")?;
    let files = Buffers { folder: opened.folder.clone(), documents: &session.documents };
    let known = opened.workspace.site();
    let (taxonomy, term) = term_at(finding.span, page, known)?;
    let edit = refactoring::add_term(known, &files, &page.path, &taxonomy, &term)?;
    let title = format!("add `{term}` to {}", edit.path);
    Some(CodeAction { title, edit: Some(workspace_edit(session, site, &[edit])?), ..CodeAction::default() })
}

/// The term at `span` of `page` that no vocabulary knows, after the key of its taxonomy.
fn term_at(span: matterlint::text::Span, page: &Page, site: &Site) -> Option<(String, String)> {
    let is_unknown = |key: &str, text: &str| {
        let vocabulary = site.vocabulary_for(&page.path, key);
        vocabulary.is_some_and(|all| matches!(all.judge(text), vocabulary::Verdict::Unknown(_)))
    };
    let at_place = page.terms.iter().find(|term| term.span == span && is_unknown(&term.taxonomy, &term.text));
    if let Some(term) = at_place {
        return Some((term.taxonomy.clone(), term.text.clone()));
    }
    // A key that is no taxonomy to the generator can have a vocabulary, too.
    site.vocabularies_for(&page.path).find_map(|(key, _)| {
        let value = page.get(key)?.value;
        let node = value.items().chain([value]).find(|node| node.span() == span)?;
        let text = node.scalar()?.text.to_string();
        is_unknown(key, &text).then(|| (key.to_owned(), text))
    })
}
