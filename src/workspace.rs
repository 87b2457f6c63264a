//! Floor 5: the engine. A workspace holds the pages of one site and what the rules say of them; the command line opens
//! every file once and asks once, an editor goes on changing texts and asking.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::baseline::Baseline;
use crate::config::Level;
use crate::finding::{Finding, Severity};
use crate::listing::{Files, Listing};
use crate::rules::suppressions::{self, Suppression};
use crate::rules::{self, Rule, RuleMeta, RuleSet, Sink};
use crate::site::images::ImageStatus;
use crate::site::{Index, Page, PageFacts, Sections, Site, Source};
use crate::suppress::Comments;

/// The pages of one site, judged.
pub struct Workspace {
    site: Site,
    rules: RuleSet,
    pages: BTreeMap<String, Judged>,
    sections: Sections,
    baseline: Baseline,
    /// What was to be shown when [`Workspace::refresh`] was last asked, by file.
    shown: BTreeMap<String, Vec<Finding>>,
}

/// A page with what the page rules say of it.
struct Judged {
    page: Page,
    facts: PageFacts,
    findings: Vec<Finding>,
    suppressions: Vec<Suppression>,
}

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
    /// A workspace without pages.
    pub fn new(site: Site, rules: RuleSet) -> Self {
        Self {
            site,
            rules,
            pages: BTreeMap::new(),
            sections: Sections::default(),
            baseline: Baseline::default(),
            shown: BTreeMap::new(),
        }
    }

    /// Takes in the schemas that the files of `sources` name themselves. To be called before they are judged.
    pub fn add_named_schemas(&mut self, sources: &[Source], files: &dyn Files) {
        self.site.add_named_schemas(sources, files);
    }

    /// Takes in what pages were in an older revision, by path. To be called before they are judged.
    pub fn set_previous(&mut self, texts: HashMap<String, String>) {
        self.site.previous = texts;
    }

    /// Takes in many files at once. Those that are no pages are left out.
    pub fn load(&mut self, sources: Vec<Source>) {
        let pages: Vec<Page> = sources.into_par_iter().filter_map(|source| Page::new(source, &self.site)).collect();
        self.sections = Sections::of(self.pages().chain(&pages));
        let judged: Vec<Judged> = pages.into_par_iter().map(|page| self.judge(page)).collect();
        self.pages.extend(judged.into_iter().map(|judged| (judged.page.path.clone(), judged)));
    }

    /// Takes in the sizes of the images that pages name, if a rule asks for them.
    pub fn measure_images(&mut self, files: &dyn Files) {
        if self.rules.rules.iter().all(|(meta, _)| meta.id != rules::images::MEASURES) {
            return;
        }
        let pages: Vec<&Page> = self.pages().collect();
        let named = |page: &&Page| {
            let statuses = page.images.iter().map(|image| image.status.clone());
            statuses.filter_map(ImageStatus::into_file).collect::<Vec<_>>()
        };
        let named: BTreeSet<String> = pages.par_iter().flat_map_iter(named).collect();
        let sizes = named.into_par_iter().filter_map(|path| files.image_size(&path).map(|size| (path, size)));
        self.site.image_sizes = sizes.collect();
    }

    /// Takes in one file, new or changed.
    pub fn set(&mut self, source: Source) {
        let path = source.path.clone();
        match Page::new(source, &self.site) {
            Some(page) => self.pages.insert(path, self.judge(page)),
            None => self.pages.remove(&path),
        };
        self.refresh_sections();
    }

    /// Forgets a file.
    pub fn remove(&mut self, path: &str) {
        self.pages.remove(path);
        self.refresh_sections();
    }

    /// Takes in which files exist now. Pages among them are taken in by [`Workspace::set`].
    pub fn set_listing(&mut self, listing: Listing) {
        self.site.listing = listing;
        let pages = std::mem::take(&mut self.pages).into_values().map(|judged| judged.page.into_source());
        self.load(pages.collect());
    }

    /// Judges what was taken in since the last call; gives the files of which something else is to be shown now.
    pub fn refresh(&mut self) -> BTreeSet<String> {
        let mut shown: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        for finding in self.report() {
            shown.entry(finding.path.clone()).or_default().push(finding);
        }
        let paths: BTreeSet<String> = shown.keys().chain(self.shown.keys()).cloned().collect();
        let old = std::mem::replace(&mut self.shown, shown);
        paths.into_iter().filter(|path| old.get(path) != self.shown.get(path)).collect()
    }

    /// What is to be shown of the file at `path`, as of the last [`Workspace::refresh`].
    pub fn shown(&self, path: &str) -> &[Finding] {
        self.shown.get(path).map_or(&[], Vec::as_slice)
    }

    /// The site that is judged.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The rules that run, each with the severity that its findings have unless a part of the site says otherwise.
    pub fn rules(&self) -> impl Iterator<Item = (&'static RuleMeta, Severity)> {
        let settings = &self.site.settings;
        self.rules.rules.iter().filter_map(|(meta, _)| match settings.level(meta.id, "") {
            Some(Level::On(severity)) => Some((*meta, severity)),
            Some(Level::Off) if !settings.turns_on(meta.id) => None,
            _ => Some((*meta, meta.severity_for(self.site.profile))),
        })
    }

    /// The page at `path`.
    pub fn page(&self, path: &str) -> Option<&Page> {
        self.pages.get(path).map(|judged| &judged.page)
    }

    /// All pages, by path.
    pub fn pages(&self) -> impl ExactSizeIterator<Item = &Page> {
        self.pages.values().map(|judged| &judged.page)
    }

    /// Facts about all pages, to be compared.
    pub fn index(&self) -> Index<'_> {
        Index::new(self.pages.values().map(|judged| (&judged.page, &judged.facts)))
    }

    /// What is to be shown of what the rules say.
    pub fn report(&self) -> Vec<Finding> {
        self.verdict().findings
    }

    /// Accepts what `baseline` lists, from now on.
    pub fn set_baseline(&mut self, baseline: Baseline) {
        self.baseline = baseline;
    }

    /// A baseline that accepts everything that is found now. What `old` says of rules that do not run is kept.
    pub fn new_baseline(&self, old: &Baseline) -> Baseline {
        let findings = self.verdict_without_baseline().findings;
        Baseline::of(&findings, |path| self.text(path)).or(old.only(|rule| !self.is_judged(rule)))
    }

    /// Everything the rules say, with the severities of the configuration, by path, place and rule.
    pub fn verdict(&self) -> Verdict {
        let Verdict { findings, suppressed, .. } = self.verdict_without_baseline();
        if self.baseline.is_empty() {
            return Verdict { findings, suppressed, ..Verdict::default() };
        }
        let (baselined, findings, unmatched) = self.baseline.accept(findings, |path| self.text(path));
        let stale = unmatched.only(|rule| self.is_judged(rule)).len();
        Verdict { findings, suppressed, baselined, stale }
    }

    fn verdict_without_baseline(&self) -> Verdict {
        let mut findings: Vec<Finding> =
            self.pages.values().flat_map(|judged| judged.findings.iter().cloned()).collect();
        findings.extend(self.site_findings());
        self.set_levels(&mut findings);
        let mut comments = Comments::new(self.pages.values().map(|judged| (&judged.page, &*judged.suppressions)));
        findings.iter().for_each(|finding| comments.note(finding));
        findings.extend(self.suppression_findings(&comments));
        findings.sort_by(|a, b| (&a.path, a.span, a.rule).cmp(&(&b.path, b.span, b.rule)));
        let (suppressed, findings) =
            without_echoes(findings).into_iter().partition(|finding| comments.suppress(finding));
        Verdict { findings, suppressed, ..Verdict::default() }
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
            for (page, weighed) in comments.weighed(is_judged) {
                let mut sink = Sink::new(meta, self.site.profile, &mut findings);
                rule.check(page, &weighed, &mut sink.page(page));
            }
        }
        self.set_levels(&mut findings);
        findings
    }

    fn site_findings(&self) -> Vec<Finding> {
        let index = self.index();
        let site_rules: Vec<(&'static RuleMeta, &Rule)> =
            self.rules.rules.iter().map(|(meta, rule)| (*meta, rule)).collect();
        site_rules
            .into_par_iter()
            .flat_map_iter(|(meta, rule)| {
                let mut out = Vec::new();
                if let Rule::Site(rule) = rule {
                    rule.check(&index, &self.site, &mut Sink::new(meta, self.site.profile, &mut out));
                }
                out
            })
            .collect()
    }

    /// A list page may change the addresses of all pages below it.
    fn refresh_sections(&mut self) {
        let sections = Sections::of(self.pages());
        if sections == self.sections {
            return;
        }
        self.sections = sections;
        let pages: Vec<Page> = std::mem::take(&mut self.pages).into_values().map(|judged| judged.page).collect();
        let judged: Vec<Judged> = pages.into_par_iter().map(|page| self.judge(page)).collect();
        self.pages = judged.into_iter().map(|judged| (judged.page.path.clone(), judged)).collect();
    }

    fn judge(&self, mut page: Page) -> Judged {
        page.set_address(&self.site, &self.sections);
        let mut findings = Vec::new();
        for (meta, rule) in &self.rules.rules {
            if let Rule::Page(rule) = rule {
                let mut sink = Sink::new(meta, self.site.profile, &mut findings);
                rule.check(&page, &self.site, &mut sink.page(&page));
            }
        }
        let facts = PageFacts::of(&page, &self.site, &self.sections);
        let suppressions = suppressions::of(&page);
        Judged { page, facts, findings, suppressions }
    }
}

/// Pairs of rules that may see one cause at one place: what the second would say, the first says better.
const ECHOES: [(&str, &str); 2] =
    [("schema/schema-violation", "keys/misspelt-key"), ("schema/schema-violation", "keys/unknown-key")];

/// `findings`, sorted by path and place, without those that another rule says better.
fn without_echoes(findings: Vec<Finding>) -> Vec<Finding> {
    let is_echo = |finding: &Finding| {
        let louder = ECHOES.iter().filter(|(_, echo)| *echo == finding.rule).map(|(rule, _)| *rule);
        let here = |other: &Finding| (&other.path, other.span) == (&finding.path, finding.span);
        let start = findings.partition_point(|other| (&other.path, other.span) < (&finding.path, finding.span));
        let same_place = findings[start..].iter().take_while(|other| here(other));
        let rules: Vec<&str> = same_place.map(|other| other.rule).collect();
        louder.into_iter().any(|rule| rules.contains(&rule))
    };
    let echoes: Vec<bool> = findings.iter().map(is_echo).collect();
    let mut echoes = echoes.into_iter();
    findings.into_iter().filter(|_| echoes.next() != Some(true)).collect()
}
