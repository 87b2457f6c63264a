//! The fixes of findings.

use std::collections::HashMap;
use std::path::Path;

use lsp_types::{CodeAction, WorkspaceEdit};
use matterlint::finding::{FileEdit, Finding, Safety};
use matterlint::fix;
use matterlint::site::Source;

use super::Subject;
use crate::server::diagnostics;
use crate::server::edits::{difference, workspace_edit};
use crate::server::session::Session;

/// The fix of a finding.
pub fn of(subject: &Subject<'_>) -> Option<CodeAction> {
    let Subject { session, site, finding } = subject;
    let fix = finding.fix.as_ref()?;
    let workspace = &site.opened.as_ref()?.workspace;
    if !fix::is_made(finding, workspace) {
        return None;
    }
    let is_safe = fix.safety == Safety::Safe;
    Some(CodeAction {
        title: if is_safe { fix.title.clone() } else { format!("{} (a guess)", fix.title) },
        edit: Some(workspace_edit(session, site, &fix.edits)?),
        is_preferred: Some(is_safe),
        ..CodeAction::default()
    })
}

/// Whether a finding in the file at `path` can be repaired without a doubt.
pub fn has_safe(session: &Session, path: &Path) -> bool {
    let findings = session.site_of(path).map(|site| diagnostics::findings(session, site, path));
    findings.is_some_and(|findings| findings.into_iter().any(is_safe))
}

/// The edit that applies all safe fixes of the findings in the file at `path`, again and again until there are no more,
/// as `--fix` does.
pub fn all(session: &mut Session, path: &Path) -> Option<WorkspaceEdit> {
    let site = session.site_of(path)?;
    let shown: Vec<Finding> = diagnostics::findings(session, site, path).into_iter().cloned().collect();
    let least = if session.settings.info {
        matterlint::finding::Severity::Info
    } else {
        matterlint::finding::Severity::Warning
    };
    if !shown.iter().any(is_safe) {
        return None;
    }
    let site = session.site_of_mut(path)?;
    let relative = site.relative(path)?;
    let workspace = &mut site.opened.as_mut()?.workspace;
    let wanted = |finding: &Finding| finding.path == relative && finding.severity >= least;
    let fixed = fix::fix_all(workspace, Safety::Safe, wanted);
    // The client may not apply what it asks for: the site stays as it is until the client says that a text has changed.
    let no_files: HashMap<String, String> = HashMap::new();
    for file in &fixed {
        workspace.set(Source { path: file.path.clone(), text: file.before.clone(), fault: None }, &no_files);
    }
    let edits: Vec<FileEdit> = fixed
        .iter()
        .flat_map(|file| difference(&file.before, &file.after).into_iter().map(|edit| (file.path.clone(), edit)))
        .map(|(path, edit)| FileEdit { path, edit })
        .collect();
    let site = session.site_of(path)?;
    workspace_edit(session, site, &edits).filter(|_| !edits.is_empty())
}

fn is_safe(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)
}
