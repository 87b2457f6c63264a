//! Findings as the client shows them.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, PublishDiagnosticsParams, Uri,
};
use matterlint::finding::{Finding, Safety, Severity};
use matterlint::listing::Files;
use matterlint::rules;
use matterlint::text::LineIndex;
use serde_json::json;

use super::client::Question;
use super::live_site::{Buffers, LiveSite};
use super::positions::Lines;
use super::session::Session;
use super::settings::Scope;
use super::trouble::Trouble;

/// The name under which the client shows findings.
const SOURCE: &str = "matterlint";

/// Rules about what could as well be left out.
const SUPERFLUOUS: [&str; 3] = ["keys/ineffective-key", "suppressions/unused-suppression", "taxonomy/duplicate-term"];

/// Rules about what should not be used any more.
const OUT_OF_USE: [&str; 2] = ["keys/deprecated-key", "taxonomy/deprecated-term"];

/// A text of a site, with its lines.
pub struct Text<'s> {
    text: Cow<'s, str>,
    index: Cow<'s, LineIndex>,
    hides_mark: bool,
}

/// Sends what has changed to the client, or tells it to ask for it.
pub fn publish(session: &mut Session) {
    let outdated = std::mem::take(&mut session.outdated);
    let edited = std::mem::take(&mut session.edited);
    let mut has_to_ask = false;
    for path in outdated {
        // Of a site that is being read, nothing is known, not even that a file is clean; nor of a configuration that is.
        if session.site_of(&path).is_some_and(|site| site.is_expected() || site.is_rereading(&path)) {
            continue;
        }
        let diagnostics = of_file(session, &path);
        let is_news = session.revise(&path, &diagnostics);
        if session.client.can.pulls {
            // For the findings of a buffer that is edited, the client asks by itself.
            has_to_ask |= is_news && !edited.contains(&path);
            continue;
        }
        // Of a buffer, the client is told with every version, even that it is clean: it may wait for an answer.
        if is_news || edited.contains(&path) {
            let version = session.documents.at(&path).and_then(|document| document.judged);
            let Some(uri) = session.uri(&path) else { continue };
            let params = PublishDiagnosticsParams { uri, diagnostics, version };
            session.client.notify("textDocument/publishDiagnostics", params);
        }
    }
    if has_to_ask && !session.client.owes(&Question::Refresh) {
        session.client.ask("workspace/diagnostic/refresh", serde_json::Value::Null, Question::Refresh);
    }
}

/// What is to be shown of the file at `path`.
pub fn of_file(session: &Session, path: &Path) -> Vec<Diagnostic> {
    if session.settings.scope == Scope::OpenFiles && session.documents.at(path).is_none() {
        return Vec::new();
    }
    let troubles = session.sites.values().flat_map(|site| &site.troubles).filter(|trouble| trouble.path == path);
    let mut diagnostics: Vec<Diagnostic> = troubles.map(|trouble| of_trouble(trouble, session)).collect();
    let Some(site) = session.site_of(path) else { return diagnostics };
    let findings = findings(session, site, path);
    if findings.is_empty() {
        return diagnostics;
    }
    let Some(text) = text(session, site, path) else { return diagnostics };
    let lines = text.lines(session);
    diagnostics.extend(findings.into_iter().map(|finding| of_finding(finding, &lines, session, site)));
    diagnostics
}

/// The findings that are to be shown of the file at `path` in `site`.
pub fn findings<'s>(session: &Session, site: &'s LiveSite, path: &Path) -> Vec<&'s Finding> {
    let Some((opened, relative)) = site.opened.as_ref().zip(site.relative(path)) else { return Vec::new() };
    let workspace = &opened.workspace;
    let is_page = workspace.page(&relative).is_some();
    if is_page && workspace.site().settings.exclude.is_match(&relative) {
        return Vec::new();
    }
    let least = if session.settings.info { Severity::Info } else { Severity::Warning };
    workspace.shown(&relative).iter().filter(|finding| finding.severity >= least).collect()
}

/// The text of the file at `path` that the findings of `site` are about.
pub fn text<'s>(session: &Session, site: &'s LiveSite, path: &Path) -> Option<Text<'s>> {
    let (opened, relative) = site.opened.as_ref().zip(site.relative(path))?;
    let hides_mark = session.documents.at(path).is_none();
    if let Some(page) = opened.workspace.page(&relative) {
        let (text, index) = (Cow::Borrowed(&*page.text), Cow::Borrowed(page.lines()));
        return Some(Text { text, index, hides_mark });
    }
    let text = Buffers { folder: opened.folder.clone(), documents: &session.documents }.read(&relative)?;
    Some(Text { index: Cow::Owned(LineIndex::new(&text)), text: Cow::Owned(text), hides_mark })
}

/// A finding, whose file has `lines`.
pub fn of_finding(finding: &Finding, lines: &Lines<'_>, session: &Session, site: &LiveSite) -> Diagnostic {
    let can = &session.client.can;
    let link = || Uri::from_str(&rules::find(finding.rule)?.meta.url()).ok();
    Diagnostic {
        range: lines.range(finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: link().filter(|_| can.code_description).map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: message(&finding.message, finding.help.as_deref()),
        related_information: (can.related && !finding.related.is_empty()).then(|| related(finding, session, site)),
        tags: tag(finding.rule).filter(|_| can.tags).map(|tag| vec![tag]),
        data: can.data.then(|| data(finding)),
    }
}

impl Text<'_> {
    /// Its lines, as the client counts.
    pub fn lines(&self, session: &Session) -> Lines<'_> {
        Lines {
            text: &self.text,
            index: &self.index,
            encoding: session.client.can.encoding,
            hides_mark: self.hides_mark,
        }
    }
}

fn of_trouble(trouble: &Trouble, session: &Session) -> Diagnostic {
    let Trouble { text, lines: index, .. } = trouble;
    let lines = Lines { text, index, encoding: session.client.can.encoding, hides_mark: false };
    Diagnostic {
        range: lines.range(trouble.span),
        severity: Some(DiagnosticSeverity::ERROR),
        code: Some(NumberOrString::String("configuration".to_owned())),
        source: Some(SOURCE.to_owned()),
        message: message(&trouble.message, trouble.help.as_deref()),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

fn message(message: &str, help: Option<&str>) -> String {
    help.map_or_else(|| message.to_owned(), |help| format!("{message}\n{help}"))
}

fn related(finding: &Finding, session: &Session, site: &LiveSite) -> Vec<DiagnosticRelatedInformation> {
    let place = |related: &matterlint::finding::Related| {
        let path: PathBuf = site.root.folder.join(&related.path);
        let text = text(session, site, &path)?;
        let location = Location { uri: session.uri(&path)?, range: text.lines(session).range(related.span) };
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    };
    finding.related.iter().filter_map(place).collect()
}

fn tag(rule: &str) -> Option<DiagnosticTag> {
    if OUT_OF_USE.contains(&rule) {
        return Some(DiagnosticTag::DEPRECATED);
    }
    SUPERFLUOUS.contains(&rule).then_some(DiagnosticTag::UNNECESSARY)
}

/// What clients may want to know beside what they show.
fn data(finding: &Finding) -> serde_json::Value {
    let fix = finding.fix.as_ref().map(|fix| json!({"title": fix.title, "isSafe": fix.safety == Safety::Safe}));
    json!({"fix": fix})
}

#[cfg(test)]
mod tests {
    use matterlint::rules;

    use super::{OUT_OF_USE, SUPERFLUOUS};

    #[test]
    fn tags_are_for_rules_that_exist() {
        for rule in SUPERFLUOUS.iter().chain(&OUT_OF_USE) {
            assert!(rules::find(rule).is_some(), "{rule}");
        }
    }
}
