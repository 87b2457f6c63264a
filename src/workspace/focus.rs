//! A site judged for the sake of a few of its pages, as a hook does. The other thousands have a say in two ways: they are
//! counted, and some are compared with a page that is asked about. Of those that are not, nothing is kept: to keep the
//! trees of all, and to look through their terms again, was a third of the time of a hook.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::{Judged, Workspace, is_list};
use crate::listing::Files;
use crate::profile::pages::PageKind;
use crate::rules::AskedGroups;
use crate::site::taxonomy::UsedTerms;
use crate::site::{Census, Head, IndexedPage, KeyUsage, Page, PageFacts, Sections, Source};

/// The files that are asked about.
pub(super) struct Focus {
    files: HashSet<String, RandomState>,
    pub(super) others: Others,
}

/// What is kept of the pages that nobody asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// All of them: what is asked about may change, and then have to do with any of them.
    All,
    /// Those that are compared with a page that is asked about; the others are counted.
    Compared,
}

/// What is known of all pages, where not all were kept.
pub(super) struct Counted {
    pub(super) pages: usize,
    pub(super) census: Census,
    pub(super) used_terms: UsedTerms,
}

/// A file with its number.
type Numbered<'l> = (u32, &'l (String, PageKind));

/// A page that is asked about, before it is judged.
struct Asked {
    number: u32,
    page: Box<Page>,
    facts: PageFacts,
}

impl Workspace {
    /// From now on only `files` are asked about: the `others` are knowledge, and what is wrong with them is not looked
    /// for. To be called before files are taken in.
    pub fn focus_on(&mut self, files: HashSet<String>, others: Others) {
        self.focus = Some(Focus { files: files.into_iter().collect(), others });
    }

    pub(super) fn is_asked_about(&self, path: &str) -> bool {
        self.focus.as_ref().is_none_or(|focus| focus.files.contains(path))
    }

    /// [`Workspace::read`], keeping the pages that are asked about and those that they are compared with.
    pub(super) fn read_compared(
        &mut self,
        listed: &[(String, PageKind)],
        source: &(impl Fn(&str, &Head<'_>) -> Source + Sync),
        files: &dyn Files,
    ) {
        let (asked, others): (Vec<Numbered<'_>>, Vec<Numbered<'_>>) =
            (0..).zip(listed).partition(|(_, (path, _))| self.is_asked_about(path));
        // What list pages say has a say in the addresses of all others.
        let (lists, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|(_, (_, kind))| is_list(*kind));
        let (asked, lists) = (self.numbered_pages(asked, source), self.numbered_pages(lists, source));
        self.sections = Sections::with_titles(asked.iter().chain(&lists).map(|(_, page)| &**page));
        for (_, page) in asked.iter().filter(|(_, page)| page.names_schema) {
            self.site.add_named_schema(page, files);
        }

        let asked: Vec<Asked> = asked.into_par_iter().map(|(number, page)| self.asked(number, page)).collect();
        let indexed: Vec<IndexedPage<'_>> = asked.iter().map(|asked| (&*asked.page, &asked.facts)).collect();
        let groups = AskedGroups::of(&self.rules, &indexed, &self.site);
        let read = |(number, file): Numbered<'_>| Some((number, self.page_of(file, source)?));
        let others = lists.into_par_iter().chain(others.into_par_iter().filter_map(read));
        let count = |tally: Tally, (number, page)| tally.with(number, page, self, &groups);
        let mut tally = others.fold(Tally::default, count).reduce(Tally::default, Tally::and);
        for asked in &asked {
            tally.count(asked.number, (&asked.page, &asked.facts), true, &groups);
        }
        // Hardly ever any: they are read a second time.
        let suspects = groups.suspects(&tally.used_terms, &self.site).into_iter();
        let suspects = suspects.map(|number| (number, &listed[number as usize]));
        let suspects =
            self.numbered_pages(suspects.filter(|(_, (path, _))| !self.is_asked_about(path)).collect(), source);

        self.site.key_usage = tally.key_usage;
        let asked = asked.into_par_iter().map(|asked| self.judge_with(asked.page, asked.facts));
        let suspects = suspects.into_par_iter().map(|(_, page)| self.judge(page));
        let judged: Vec<Judged> = asked.chain(suspects).collect();
        let judged = judged.into_iter().chain(tally.compared).map(Box::new);
        self.pages.extend(judged.map(|judged| (judged.page.path.clone(), judged)));
        self.counted = Some(Counted { pages: tally.pages, census: tally.census, used_terms: tally.used_terms });
        self.measure_images(files);
    }

    fn numbered_pages(
        &self,
        files: Vec<Numbered<'_>>,
        source: &(impl Fn(&str, &Head<'_>) -> Source + Sync),
    ) -> Vec<(u32, Box<Page>)> {
        files.into_par_iter().filter_map(|(number, file)| Some((number, self.page_of(file, source)?))).collect()
    }

    fn asked(&self, number: u32, mut page: Box<Page>) -> Asked {
        let facts = self.facts_of(&mut page);
        Asked { number, page, facts }
    }
}

/// What pages say, taken together.
#[derive(Default)]
struct Tally {
    pages: usize,
    key_usage: KeyUsage,
    census: Census,
    used_terms: UsedTerms,
    /// Those that nobody asks about, and that are compared with one that is asked about.
    compared: Vec<Judged>,
}

impl Tally {
    /// Takes in a page that nobody asks about.
    fn with(mut self, number: u32, mut page: Box<Page>, workspace: &Workspace, groups: &AskedGroups<'_>) -> Self {
        let facts = workspace.facts_of(&mut page);
        self.count(number, (&page, &facts), false, groups);
        if groups.have((&page, &facts), &workspace.site) {
            self.compared.push(workspace.judge_with(page, facts));
        }
        self
    }

    fn count(&mut self, number: u32, page: IndexedPage<'_>, is_asked: bool, groups: &AskedGroups<'_>) {
        self.pages += 1;
        self.key_usage.add(page.0);
        if groups.read_census {
            self.census.replace(None, Some(page.1));
        }
        if groups.are_of_terms() {
            self.used_terms.add(number, page, is_asked);
        }
    }

    /// What two parts of a site say together.
    fn and(mut self, other: Self) -> Self {
        self.pages += other.pages;
        self.key_usage = self.key_usage.and(other.key_usage);
        self.census = self.census.and(other.census);
        self.used_terms = self.used_terms.and(other.used_terms);
        self.compared.extend(other.compared);
        self
    }
}
