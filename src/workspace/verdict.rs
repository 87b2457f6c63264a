//! From what rules say to what is shown: severities of the configuration, comments that suppress, the baseline.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::echoes::without_echoes;
use super::{Judged, Workspace, comparisons};
use crate::baseline::Baseline;
use crate::config::Level;
use crate::finding::Finding;
use crate::rules::{Rule, Sink};
use crate::site::Page;
use crate::suppress::Comments;

/// What the rules say, by path, place and rule, and what becomes of it.
#[derive(Debug, Default)]
pub struct Verdict {
    /// What is to be shown.
    pub findings: Vec<Finding>,
    /// What a comment suppresses.
    pub suppressed: Vec<Finding>,
    /// What the baseline accepts.
    pub baselined: Vec<Finding>,
    /// How many findings the baseline accepts that are no longer there.
    pub stale: usize,
}

impl Workspace {
    /// What is to be shown of what the rules say.
    pub fn report(&self) -> Vec<Finding> {
        self.verdict().findings
    }

    /// What is to be shown of what the page rules say of the page at `path`. Nothing of its comments: one may suppress
    /// what only a comparison with other pages finds.
    pub fn page_findings(&self, path: &str) -> Vec<Finding> {
        let is_of_comments = |finding: &Finding| {
            self.rules.rules.iter().any(|(meta, rule)| meta.id == finding.rule && matches!(rule, Rule::Suppression(_)))
        };
        let mut findings = self.shown_of(path, Vec::new());
        findings.retain(|finding| !is_of_comments(finding));
        findings
    }

    /// A baseline that accepts everything that is found now. What `old` says of rules that do not run is kept.
    pub fn new_baseline(&self, old: &Baseline) -> Baseline {
        let (findings, _) = self.all_files();
        Baseline::of(&findings, |path| self.text(path)).or(old.only(|rule| !self.is_judged(rule)))
    }

    /// Everything the rules say, with the severities of the configuration, by path, place and rule.
    pub fn verdict(&self) -> Verdict {
        let (findings, suppressed) = self.all_files();
        if self.baseline.is_empty() {
            return Verdict { findings, suppressed, ..Verdict::default() };
        }
        let (baselined, findings, unmatched) = self.baseline.accept(findings, |path| self.text(path));
        let stale = unmatched.only(|rule| self.is_judged(rule)).within(|path| self.is_asked_about(path)).len();
        Verdict { findings, suppressed, baselined, stale }
    }

    /// What is to be shown of the file at `path`, of which the rules that do not look at one page alone say `others`.
    pub(super) fn shown_of(&self, path: &str, others: Vec<Finding>) -> Vec<Finding> {
        let (findings, _) = self.file(path, others);
        if self.baseline.is_empty() || findings.is_empty() {
            return findings;
        }
        self.baseline.about(path).accept(findings, |path| self.text(path)).1
    }

    /// What the rules about files that are no pages say.
    pub(super) fn file_findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (meta, rule) in &self.rules.rules {
            if let Rule::Files(rule) = rule {
                rule.check(&self.site, &mut Sink::new(meta, self.site.profile, &mut findings));
            }
        }
        findings
    }

    /// What the rules that compare pages say.
    fn compared(&self) -> Vec<Finding> {
        let counted = self.counted.as_ref();
        comparisons::judge_all(&self.rules, &self.pages, counted, &self.site, &|path| self.is_asked_about(path))
    }

    /// What is found in all files, and what comments suppress of it.
    fn all_files(&self) -> (Vec<Finding>, Vec<Finding>) {
        let mut others: HashMap<String, Vec<Finding>> = HashMap::new();
        for finding in self.compared().into_iter().chain(self.file_findings()) {
            others.entry(finding.path.clone()).or_default().push(finding);
        }
        let is_spoken_of = |judged: &Judged| !judged.findings.is_empty() || !judged.suppressions.is_empty();
        let pages = self.pages.iter().filter(|(_, judged)| is_spoken_of(judged)).map(|(path, _)| path.clone());
        let paths: BTreeSet<String> = pages.chain(others.keys().cloned()).collect();
        let files: Vec<(String, Vec<Finding>)> = paths
            .into_iter()
            .map(|path| others.remove(&path).map_or((path.clone(), Vec::new()), |others| (path, others)))
            .collect();
        let judged: Vec<_> = files.into_par_iter().map(|(path, others)| self.file(&path, others)).collect();
        let (mut findings, mut suppressed) = (Vec::new(), Vec::new());
        for (shown, hidden) in judged {
            findings.extend(shown);
            suppressed.extend(hidden);
        }
        (findings, suppressed)
    }

    /// What is found in the file at `path` (the page rules' findings, and `others`), and what its comments suppress of it.
    fn file(&self, path: &str, others: Vec<Finding>) -> (Vec<Finding>, Vec<Finding>) {
        let judged = self.pages.get(path);
        let mut findings = others;
        findings.extend(judged.into_iter().flat_map(|judged| judged.findings.iter().cloned()));
        self.set_levels(&mut findings);
        let mut comments = judged.map(|judged| Comments::new(&judged.page, &judged.suppressions));
        if let Some(comments) = comments.as_mut().filter(|comments| !comments.is_empty()) {
            findings.iter().for_each(|finding| comments.note(finding));
            findings.extend(self.suppression_findings(comments));
        }
        // Groups lie in hash maps, so what one rule says of one place in several groups has no order of its own.
        findings.sort_by(|a, b| (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message)));
        let is_suppressed = |finding: &Finding| comments.as_ref().is_some_and(|comments| comments.suppress(finding));
        let (suppressed, shown) = without_echoes(findings).into_iter().partition(is_suppressed);
        (shown, suppressed)
    }

    /// Whether the findings of `rule` are all there are, or it does not exist any more.
    fn is_judged(&self, rule: &str) -> bool {
        self.rules.is_conclusive(rule) || crate::rules::find(rule).is_none()
    }

    /// The text of the page at `path`, empty for files that are no pages.
    fn text(&self, path: &str) -> &str {
        self.page(path).map_or("", |page| &page.text)
    }

    /// Gives findings the severities of the configuration, and drops those of rules that are off.
    fn set_levels(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| match self.site.settings.level(finding.rule, &finding.path) {
            Some(Level::Off) => false,
            Some(Level::On(severity)) => {
                finding.severity = severity;
                true
            }
            None => true,
        });
    }

    /// What is wrong with the comments that suppress findings.
    fn suppression_findings(&self, comments: &Comments<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (meta, rule) in &self.rules.rules {
            let Rule::Suppression(rule) = rule else { continue };
            let is_judged = |name: &str, page: &Page| {
                let is_off = self.site.settings.level(name, &page.path) == Some(Level::Off);
                name.split('/').next() != Some(meta.group()) && !is_off && self.rules.is_conclusive(name)
            };
            for weighed in comments.weighed(is_judged) {
                let mut sink = Sink::new(meta, self.site.profile, &mut findings);
                rule.check(comments.page(), &weighed, &mut sink.page(comments.page()));
            }
        }
        self.set_levels(&mut findings);
        findings
    }
}
