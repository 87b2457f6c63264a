//! Floor 5: the engine. A workspace holds the pages of one site and what the rules say of them; the command line opens
//! every file once and asks once, an editor goes on changing texts and asking.

mod comparisons;
mod verdict;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::baseline::Baseline;
use crate::config::Level;
use crate::finding::{Finding, Severity};
use crate::listing::Files;
use crate::profile::pages::PageKind;
use crate::rules::suppressions::{self, Suppression};
use crate::rules::{self, Rule, RuleMeta, RuleSet, Sink};
use crate::site::images::ImageStatus;
use crate::site::{Index, IndexedPage, KeyUsage, Page, PageFacts, Sections, Site, Source, UsualKeys};
use comparisons::Comparisons;
pub use verdict::Verdict;

/// The pages of one site, judged.
pub struct Workspace {
    site: Site,
    rules: RuleSet,
    pages: BTreeMap<String, Judged>,
    sections: Sections,
    baseline: Baseline,
    /// For editors, once [`Workspace::refresh`] was asked.
    live: Option<Live>,
}

/// What is kept between two questions.
struct Live {
    comparisons: Comparisons,
    /// What the rules about files that are no pages say.
    files: Vec<Finding>,
    /// What is to be shown, by file.
    shown: HashMap<String, Vec<Finding>>,
    /// The files that were taken in since.
    taken_in: BTreeSet<String>,
}

/// A page with what the page rules say of it.
struct Judged {
    page: Page,
    facts: PageFacts,
    findings: Vec<Finding>,
    suppressions: Vec<Suppression>,
}

impl Judged {
    fn indexed(&self) -> IndexedPage<'_> {
        (&self.page, &self.facts)
    }
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
            live: None,
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
        let mut usage = KeyUsage::default();
        self.pages().chain(&pages).for_each(|page| usage.add(page));
        self.site.key_usage = usage;
        self.judge_pages(pages);
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
        let sizes: HashMap<_, _> = sizes.collect();
        if sizes == self.site.image_sizes {
            return;
        }
        self.site.image_sizes = sizes;
        if let Some(live) = &mut self.live {
            live.comparisons = Comparisons::of(&self.rules, &self.pages, &self.site);
            live.taken_in.extend(self.pages.keys().cloned());
        }
    }

    /// Takes in one file, new or changed.
    pub fn set(&mut self, source: Source) {
        let path = source.path.clone();
        match Page::new(source, &self.site) {
            Some(page) => self.put(page),
            None => self.remove(&path),
        }
    }

    /// Forgets a file.
    pub fn remove(&mut self, path: &str) {
        let Some(old) = self.pages.remove(path) else { return };
        let usual = self.site.key_usage.usual_keys();
        self.site.key_usage.remove(&old.page);
        self.forget(&old);
        if self.is_unsettled(&usual, is_list_page(&old.page)) {
            self.judge_anew();
        }
    }

    /// Goes on with another `site`, as files came or went or its configuration changed. Texts of pages are kept as they
    /// are; those of files that have become pages are read by `read`.
    pub fn reopen(&mut self, site: Site, rules: RuleSet, files: &dyn Files, read: impl Fn(&str) -> Source + Sync) {
        let old = std::mem::replace(&mut self.site, site);
        self.rules = rules;
        if self.site.previous.is_empty() {
            self.site.previous = old.previous;
        }
        let mut kept = std::mem::take(&mut self.pages);
        let mut sources = Vec::new();
        let mut missing = Vec::new();
        for path in self.site.page_paths() {
            match kept.remove(path) {
                Some(judged) => sources.push(judged.page.into_source()),
                None => missing.push(path),
            }
        }
        sources.extend(missing.into_par_iter().map(&read).collect::<Vec<_>>());
        self.add_named_schemas(&sources, files);
        if let Some(live) = &mut self.live {
            live.taken_in.extend(kept.into_keys());
            live.taken_in.extend(live.files.drain(..).map(|finding| finding.path));
        }
        let of_files = self.file_findings();
        if let Some(live) = &mut self.live {
            live.files = of_files;
        }
        self.load(sources);
        self.measure_images(files);
    }

    /// Judges what was taken in since the last call; gives the files of which something else is to be shown now.
    pub fn refresh(&mut self) -> BTreeSet<String> {
        let mut live = self.live.take().unwrap_or_else(|| Live {
            comparisons: Comparisons::of(&self.rules, &self.pages, &self.site),
            files: self.file_findings(),
            shown: HashMap::new(),
            taken_in: self.pages.keys().cloned().collect(),
        });
        let mut touched = live.comparisons.settle(&self.rules, &self.pages, &self.site);
        touched.append(&mut live.taken_in);
        touched.extend(live.files.iter().map(|finding| finding.path.clone()));
        touched.extend(live.shown.keys().filter(|path| !self.pages.contains_key(*path)).cloned());
        touched.retain(|path| {
            let of_file = live.files.iter().filter(|finding| finding.path == *path);
            let others = of_file.chain(live.comparisons.findings(path)).cloned().collect();
            let new = self.shown_of(path, others);
            let old = if new.is_empty() { live.shown.remove(path) } else { live.shown.insert(path.clone(), new) };
            old.as_deref().unwrap_or_default() != live.shown.get(path).map_or(&[][..], Vec::as_slice)
        });
        self.live = Some(live);
        touched
    }

    /// What is to be shown of the file at `path`, as of the last [`Workspace::refresh`].
    pub fn shown(&self, path: &str) -> &[Finding] {
        self.live.as_ref().and_then(|live| live.shown.get(path)).map_or(&[], Vec::as_slice)
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

    /// Accepts what `baseline` lists, from now on.
    pub fn set_baseline(&mut self, baseline: Baseline) {
        self.baseline = baseline;
        if let Some(live) = &mut self.live {
            live.taken_in.extend(self.pages.keys().cloned());
        }
    }

    /// Takes in a page in place of the one at its path.
    fn put(&mut self, page: Page) {
        let path = page.path.clone();
        let usual = self.site.key_usage.usual_keys();
        let old = self.pages.remove(&path);
        if let Some(old) = &old {
            self.site.key_usage.remove(&old.page);
        }
        self.site.key_usage.add(&page);
        let is_list_page = is_list_page(&page) || old.as_ref().is_some_and(|old| is_list_page(&old.page));
        let judged = self.judge(page);
        // What rules that compare pages see of this one is the same, place by place.
        let is_same = old.as_ref().is_some_and(|old| judged.page.differs_in_body_only(&old.page));
        if !is_same && let Some(old) = &old {
            self.forget(old);
        }
        if let Some(live) = &mut self.live {
            if !is_same {
                live.comparisons.add(&self.rules, &judged, &self.site);
            }
            live.taken_in.insert(path.clone());
        }
        self.pages.insert(path, judged);
        if self.is_unsettled(&usual, is_list_page) {
            self.judge_anew();
        }
    }

    fn forget(&mut self, old: &Judged) {
        if let Some(live) = &mut self.live {
            live.comparisons.remove(&self.rules, old);
            live.taken_in.insert(old.page.path.clone());
        }
    }

    /// Whether all pages are to be judged anew: keys are usual that were not, or a list page says something else of the
    /// pages below it.
    fn is_unsettled(&mut self, usual: &UsualKeys, is_list_page: bool) -> bool {
        let sections = is_list_page.then(|| Sections::of(self.pages())).filter(|sections| *sections != self.sections);
        let is_unsettled = sections.is_some() || self.site.key_usage.usual_keys() != *usual;
        if let Some(sections) = sections {
            self.sections = sections;
        }
        is_unsettled
    }

    fn judge_anew(&mut self) {
        let pages: Vec<Page> = std::mem::take(&mut self.pages).into_values().map(|judged| judged.page).collect();
        self.judge_pages(pages);
    }

    fn judge_pages(&mut self, pages: Vec<Page>) {
        let judged: Vec<Judged> = pages.into_par_iter().map(|page| self.judge(page)).collect();
        self.pages.extend(judged.into_iter().map(|judged| (judged.page.path.clone(), judged)));
        if let Some(live) = &mut self.live {
            live.comparisons = Comparisons::of(&self.rules, &self.pages, &self.site);
            live.taken_in.extend(self.pages.keys().cloned());
        }
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

/// Whether other pages may depend on what `page` says.
fn is_list_page(page: &Page) -> bool {
    matches!(page.kind, PageKind::BranchBundle | PageKind::Taxonomy | PageKind::Term | PageKind::Home)
}
