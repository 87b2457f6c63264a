//! What can be done about findings: their fixes, all safe ones at once, a comment that suppresses one, a term for the
//! vocabulary.

mod fixes;
mod ignoring;
mod vocabulary;

use std::path::Path;

use lsp_types::{CodeAction, CodeActionKind, CodeActionParams, Uri};
use matterlint::finding::Finding;
use serde_json::json;

use super::diagnostics;
use super::dispatch::Outcome;
use super::live_site::LiveSite;
use super::session::Session;

/// The kind of the action that applies all safe fixes.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.matterlint");

/// A finding that something can be done about.
pub struct Subject<'s> {
    /// The session.
    pub session: &'s Session,
    /// The site of the finding.
    pub site: &'s LiveSite,
    /// The finding.
    pub finding: &'s Finding,
}

/// `textDocument/codeAction`: what can be done about the findings in a range.
pub fn list(session: &mut Session, params: CodeActionParams) -> Outcome {
    let CodeActionParams { text_document, range, context, .. } = params;
    let only = context.only.as_deref();
    let wants = |kind: &CodeActionKind| only.is_none_or(|only| only.iter().any(|asked| includes(asked, kind)));
    let document = session.documents.get(&text_document.uri);
    let Some(path) = document.and_then(|document| document.path.clone()) else { return none() };
    if session.unjudged.contains(&path) {
        // With `run: onSave`, findings are about an older text; only who asks for repairs alone wants it judged now.
        if wants(&CodeActionKind::QUICKFIX) {
            return none();
        }
        session.take_edits();
        session.judge();
    }
    let mut actions = Vec::new();
    if wants(&CodeActionKind::QUICKFIX)
        && let Some(site) = session.site_of(&path)
        && let Some(text) = diagnostics::text(session, site, &path)
    {
        let asked = text.lines(session).span(range);
        let touches = |finding: &&&Finding| finding.span.start <= asked.end && asked.start <= finding.span.end;
        let findings = diagnostics::findings(session, site, &path);
        let subjects = findings.iter().filter(touches).map(|finding| Subject { session, site, finding });
        actions.extend(subjects.flat_map(|subject| about(&subject, &path)));
    }
    if wants(&FIX_ALL) {
        actions.extend(fix_all(session, &path, text_document.uri, only.is_some()));
    }
    Outcome::answer(actions)
}

/// `codeAction/resolve`: the edit of an action that was listed without it.
pub fn resolve(session: &mut Session, mut action: CodeAction) -> Outcome {
    let uri = action.data.as_ref().and_then(|data| serde_json::from_value::<Uri>(data["uri"].clone()).ok());
    let document = uri.and_then(|uri| session.documents.get(&uri));
    if let Some(path) = document.and_then(|document| document.path.clone()) {
        session.take_edits();
        session.judge();
        action.edit = fixes::all(session, &path);
    }
    Outcome::answer(action)
}

/// Whether a client that asks for actions of the kind `asked` wants those of `kind`: `source` means `source.fixAll`, too.
fn includes(asked: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(asked.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || asked.as_str().is_empty())
}

/// What can be done about one finding in the file at `path`.
fn about(subject: &Subject<'_>, path: &Path) -> Vec<CodeAction> {
    let Subject { session, site, finding } = subject;
    let Some(text) = diagnostics::text(session, site, path) else { return Vec::new() };
    let diagnostic = diagnostics::of_finding(finding, &text.lines(session), session, site);
    let about = |action: CodeAction| CodeAction {
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic.clone()]),
        ..action
    };
    let fix = fixes::of(subject);
    let own = fix.into_iter().chain(vocabulary::of(subject)).chain(ignoring::of(subject));
    own.map(about).collect()
}

fn fix_all(session: &mut Session, path: &Path, uri: Uri, is_asked_for: bool) -> Option<CodeAction> {
    if !fixes::has_safe(session, path) {
        return None;
    }
    let action = CodeAction {
        title: "fix all safe problems in this file".to_owned(),
        kind: Some(FIX_ALL),
        data: Some(json!({"uri": uri})),
        ..CodeAction::default()
    };
    // To know the edit, the site is judged several times over: not for every move of the cursor.
    if session.client.can.resolves_edits && !is_asked_for {
        return Some(action);
    }
    let edit = fixes::all(session, path)?;
    Some(CodeAction { edit: Some(edit), data: None, ..action })
}

fn none() -> Outcome {
    Outcome::answer(Vec::<CodeAction>::new())
}

#[cfg(test)]
mod tests {
    use super::{FIX_ALL, includes};

    #[test]
    fn a_kind_includes_those_below_it() {
        for (asked, is_included) in
            [("", true), ("source", true), ("source.fixAll", true), ("source.fix", false), ("quickfix", false)]
        {
            assert_eq!(includes(&asked.to_owned().into(), &FIX_ALL), is_included, "{asked}");
        }
    }
}
