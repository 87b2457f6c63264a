//! Floor 5: the engine. A workspace holds the pages of one site and what the rules say of them; the command line opens
//! every file once and asks once, an editor goes on changing texts and asking.

mod comparisons;
mod echoes;
mod focus;
mod read_pages;
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
use crate::site::{Head, Index, IndexedPage, Page, PageFacts, Sections, Site, Source, UsualKeys};
use comparisons::Comparisons;
pub use echoes::is_of_wrong_value;
pub use focus::Others;
use focus::{Counted, Focus};
use read_pages::ReadPages;
pub use verdict::Verdict;

/// The pages of one site, judged.
pub struct Workspace {
    site: Site,
    rules: RuleSet,
    pages: Pages,
    sections: Sections,
    baseline: Baseline,
    /// The files that are asked about, where those are not all.
    focus: Option<Focus>,
    /// What was counted of all pages, where not all are kept.
    counted: Option<Counted>,
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

/// All pages, by path. In boxes: a map has room for twice what is in it.
type Pages = BTreeMap<String, Box<Judged>>;

/// A page with what the page rules say of it.
struct Judged {
    page: Box<Page>,
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
            pages: Pages::new(),
            sections: Sections::default(),
            baseline: Baseline::default(),
            focus: None,
            counted: None,
            live: None,
        }
    }

    /// Takes in what pages were in an older revision, by path. To be called before they are judged.
    pub fn set_previous(&mut self, texts: HashMap<String, String>) {
        self.site.previous = texts;
    }

    /// Takes in those of the files `listed` by path and kind that are pages, of whose texts `source` reads as much as it is
    /// asked for, and what they name in `files`: schemas, images.
    pub fn read(
        &mut self,
        listed: &[(String, PageKind)],
        source: impl Fn(&str, &Head<'_>) -> Source + Sync,
        files: &dyn Files,
    ) {
        if self.focus.as_ref().is_some_and(|focus| focus.others == Others::Compared) {
            return self.read_compared(listed, &source, files);
        }
        let read = ReadPages::of(listed.par_iter().filter_map(|listed| self.page_of(listed, &source)));
        self.take_in(read, files);
    }

    /// The page that a file is. A text is read and looked at before the next one is read, as the bodies of all pages are
    /// much more than a report needs to know.
    fn page_of(
        &self,
        (path, kind): &(String, PageKind),
        source: &(impl Fn(&str, &Head<'_>) -> Source + Sync),
    ) -> Option<Box<Page>> {
        let is_judged = self.is_asked_about(path);
        Page::read(*kind, is_judged, &self.site, |head| source(path, head)).map(Box::new)
    }

    /// Takes in many files at once, and what they name in `files`. Those that are no pages are left out.
    pub fn load(&mut self, sources: Vec<Source>, files: &dyn Files) {
        let page = |source| Page::new(source, &self.site).map(Box::new);
        let read = ReadPages::of(sources.into_par_iter().filter_map(page));
        self.take_in(read, files);
    }

    fn take_in(&mut self, read: ReadPages, files: &dyn Files) {
        let ReadPages { pages, mut key_usage } = read;
        pages.iter().filter(|page| page.names_schema).for_each(|page| self.site.add_named_schema(page, files));
        self.pages().for_each(|page| key_usage.add(page));
        let all = self.pages().chain(pages.iter().map(|page| &**page));
        (self.sections, self.site.key_usage) = (Sections::of(all, &self.site.config), key_usage);
        self.judge_pages(pages);
        self.measure_images(files);
    }

    fn measure_images(&mut self, files: &dyn Files) {
        if self.measures_images() {
            let named: BTreeSet<&str> = self.pages().flat_map(image_files).collect();
            let sizes = named.into_par_iter().filter_map(|path| Some((path.to_owned(), files.image_size(path)?)));
            self.site.image_sizes = sizes.collect();
        }
    }

    /// Whether a rule runs that wants to know the sizes of images.
    fn measures_images(&self) -> bool {
        self.rules.rules.iter().any(|(meta, _)| meta.id == rules::images::MEASURES)
    }

    /// Takes in one file, new or changed, and what it names in `files`.
    pub fn set(&mut self, source: Source, files: &dyn Files) {
        let path = source.path.clone();
        let Some(page) = Page::new(source, &self.site) else { return self.remove(&path) };
        self.site.add_named_schema(&page, files);
        self.put(Box::new(page));
        let page = self.pages.get(&path).filter(|_| self.measures_images());
        let named: Vec<String> =
            page.into_iter().flat_map(|judged| image_files(&judged.page)).map(str::to_owned).collect();
        for image in named {
            if let Some(size) = files.image_size(&image) {
                self.site.image_sizes.insert(image, size);
            }
        }
    }

    /// Forgets a file.
    pub fn remove(&mut self, path: &str) {
        let Some(old) = self.pages.remove(path) else { return };
        let usual = self.site.key_usage.usual_keys();
        self.site.key_usage.remove(&old.page);
        if let Some(live) = &mut self.live {
            live.comparisons.replace(&self.rules, Some(&old), None, &self.site);
            live.taken_in.insert(path.to_owned());
        }
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
            self.site.previous.clone_from(&old.previous);
        }
        let mut kept = std::mem::take(&mut self.pages);
        let known = |path: &str| kept.get(path).map(|judged| judged.page.source());
        let page = |path: &&str| Page::new(known(path).unwrap_or_else(|| read(path)), &self.site).map(Box::new);
        // A buffer that was never saved is in no listing.
        let unsaved = kept.keys().map(String::as_str).filter(|path| !old.listing.contains(path));
        let unsaved = unsaved.filter(|path| !self.site.listing.contains(path));
        let listed = self.site.page_files().into_iter().map(|(path, _)| path);
        let paths: Vec<&str> = listed.chain(unsaved).collect();
        let read = ReadPages::of(paths.par_iter().filter_map(page));
        read.pages.iter().for_each(|page| drop(kept.remove(&page.path)));
        if let Some(live) = &mut self.live {
            live.taken_in.extend(kept.into_keys());
        }
        self.take_in(read, files);
    }

    /// Takes in that the file at `path`, which is no page, is another one: an image that a rule wants to know the size of.
    pub fn touch(&mut self, path: &str, files: &dyn Files) {
        let Some(size) = self.site.image_sizes.get_mut(path) else { return };
        let new = files.image_size(path);
        if new != Some(*size) {
            self.site.image_sizes.remove(path);
            self.site.image_sizes.extend(new.map(|new| (path.to_owned(), new)));
            self.compare_anew();
        }
    }

    /// Judges what was taken in since the last call; gives the files of which something else is to be shown now.
    pub fn refresh(&mut self) -> BTreeSet<String> {
        let mut live = self.live.take().unwrap_or_else(|| Live {
            comparisons: Comparisons::of(&self.rules, &self.pages, &self.site),
            files: Vec::new(),
            shown: HashMap::new(),
            taken_in: self.pages.keys().cloned().collect(),
        });
        let mut touched = live.comparisons.settle(&self.rules, &self.pages, &self.site);
        touched.append(&mut live.taken_in);
        let old_files = std::mem::replace(&mut live.files, self.file_findings());
        touched.extend(old_files.iter().chain(&live.files).map(|finding| finding.path.clone()));
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
        self.pages.get(path).map(|judged| &*judged.page)
    }

    /// The paths of all pages that are kept, sorted.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    /// Whether all pages of the site are kept.
    pub fn has_all_pages(&self) -> bool {
        self.counted.is_none()
    }

    /// How many pages the site has, whether they are kept or not.
    pub fn size(&self) -> usize {
        self.counted.as_ref().map_or(self.pages.len(), |counted| counted.pages)
    }

    /// All pages that are kept, by path.
    pub fn pages(&self) -> impl ExactSizeIterator<Item = &Page> {
        self.pages.values().map(|judged| &*judged.page)
    }

    /// Facts about all pages, to be compared.
    pub fn index(&self) -> Index<'_> {
        Index::new(self.pages.values().map(|judged| judged.indexed()))
    }

    /// Accepts what `baseline` lists, from now on.
    pub fn set_baseline(&mut self, baseline: Baseline) {
        self.baseline = baseline;
        if let Some(live) = &mut self.live {
            live.taken_in.extend(self.pages.keys().cloned());
        }
    }

    /// Takes in a page in place of the one at its path.
    fn put(&mut self, page: Box<Page>) {
        let path = page.path.clone();
        let usual = self.site.key_usage.usual_keys();
        let old = self.pages.remove(&path);
        if let Some(old) = &old {
            self.site.key_usage.remove(&old.page);
        }
        self.site.key_usage.add(&page);
        let is_list_page = is_list_page(&page) || old.as_ref().is_some_and(|old| is_list_page(&old.page));
        let judged = Box::new(self.judge(page));
        // What rules that compare pages see of this one is the same, place by place.
        let is_same = old.as_ref().is_some_and(|old| judged.page.differs_in_body_only(&old.page));
        if let Some(live) = &mut self.live {
            if !is_same {
                live.comparisons.replace(&self.rules, old.as_deref(), Some(&judged), &self.site);
            }
            live.taken_in.insert(path.clone());
        }
        self.pages.insert(path, judged);
        if self.is_unsettled(&usual, is_list_page) {
            self.judge_anew();
        }
    }

    /// Whether all pages are to be judged anew: keys are usual that were not, or a list page says something else of the
    /// pages below it.
    fn is_unsettled(&mut self, usual: &UsualKeys, is_list_page: bool) -> bool {
        let sections = is_list_page
            .then(|| Sections::of(self.pages(), &self.site.config))
            .filter(|sections| *sections != self.sections);
        let is_unsettled = sections.is_some() || self.site.key_usage.usual_keys() != *usual;
        if let Some(sections) = sections {
            self.sections = sections;
        }
        is_unsettled
    }

    fn judge_anew(&mut self) {
        let pages: Vec<Box<Page>> = std::mem::take(&mut self.pages).into_values().map(|judged| judged.page).collect();
        self.judge_pages(pages);
    }

    #[expect(clippy::vec_box, reason = "each time that all pages are moved, their memory is needed twice")]
    fn judge_pages(&mut self, pages: Vec<Box<Page>>) {
        let judge = |page: Box<Page>| (page.path.clone(), Box::new(self.judge(page)));
        let judged: Vec<(String, Box<Judged>)> = pages.into_par_iter().map(judge).collect();
        // To make a map of all pages at once is faster than to put them in one by one.
        match self.pages.is_empty() {
            true => self.pages = judged.into_iter().collect(),
            false => self.pages.extend(judged),
        }
        self.compare_anew();
    }

    fn compare_anew(&mut self) {
        if let Some(live) = &mut self.live {
            live.comparisons = Comparisons::of(&self.rules, &self.pages, &self.site);
            live.taken_in.extend(self.pages.keys().cloned());
        }
    }

    /// What other pages may have to know of `page`.
    fn facts_of(&self, page: &mut Page) -> PageFacts {
        page.set_address(&self.site, &self.sections);
        // Images that may lie in a theme that is not there are counted for the whole site.
        if self.is_asked_about(&page.path) || self.site.config.has_unseen_theme() {
            page.look_up_images(&self.site);
        }
        PageFacts::of(page, &self.site, &self.sections)
    }

    fn judge(&self, mut page: Box<Page>) -> Judged {
        let facts = self.facts_of(&mut page);
        self.judge_with(page, facts)
    }

    /// Judges `page`, whose facts are known.
    fn judge_with(&self, mut page: Box<Page>, facts: PageFacts) -> Judged {
        let mut findings = Vec::new();
        if !self.is_asked_about(&page.path) {
            return Judged { page, facts, findings, suppressions: Vec::new() };
        }
        for (meta, rule) in &self.rules.rules {
            if let Rule::Page(rule) = rule {
                let mut sink = Sink::new(meta, self.site.profile, &mut findings);
                rule.check(&page, &self.site, &mut sink.page(&page));
            }
        }
        page.set_judged();
        let suppressions = suppressions::of(&page);
        Judged { page, facts, findings, suppressions }
    }
}

/// The files that the images of `page` are.
fn image_files(page: &Page) -> impl Iterator<Item = &str> {
    page.images.iter().filter_map(|image| image.status.file())
}

/// Whether other pages may depend on what `page` says.
fn is_list_page(page: &Page) -> bool {
    is_list(page.kind) || page.names_section_title
}

/// Whether pages of this kind list others, and hand something down to them.
fn is_list(kind: PageKind) -> bool {
    matches!(kind, PageKind::BranchBundle | PageKind::Taxonomy | PageKind::Term | PageKind::Home)
}
