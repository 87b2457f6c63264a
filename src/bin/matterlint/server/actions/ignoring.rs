//! Comments that suppress a finding.

use lsp_types::CodeAction;
use matterlint::finding::FileEdit;
use matterlint::rules::suppressions;
use matterlint::text::TextEdit;

use super::Subject;
use crate::server::edits::workspace_edit;

/// The actions that suppress a finding: in its line, and in its file.
pub fn of(subject: &Subject<'_>) -> Vec<CodeAction> {
    let Subject { session, site, finding } = subject;
    let Some(workspace) = site.opened.as_ref().map(|opened| &opened.workspace) else { return Vec::new() };
    let Some(page) = workspace.page(&finding.path) else { return Vec::new() };
    // A comment about a comment helps nobody.
    if finding.rule.starts_with("suppressions/") {
        return Vec::new();
    }
    let action = |title: String, edit: Option<TextEdit>| {
        let edit = workspace_edit(session, site, &[FileEdit { path: finding.path.clone(), edit: edit? }])?;
        Some(CodeAction { title, edit: Some(edit), ..CodeAction::default() })
    };
    let rule = finding.rule;
    let here = action(format!("ignore {rule} here"), suppressions::in_line(finding, page, workspace.site()));
    let in_file = action(format!("ignore {rule} in this file"), suppressions::in_file(finding, page, workspace.site()));
    here.into_iter().chain(in_file).collect()
}
