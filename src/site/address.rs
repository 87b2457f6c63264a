//! Where a page is published. The list pages of the folders above have a say in that, so addresses are known only after
//! all pages were read.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use foldhash::fast::RandomState;

use super::dates::{Civil, Moment};
use super::images::decoded;
use super::inherited::cascade_keys;
use super::{Page, Site};
use crate::listing::parent;
use crate::profile::DateRole;
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::{PageAddress, PageKind, SectionPage, SectionPages};

/// What the list pages of folders say about the pages below.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sections {
    /// By language, and then by folder: so a page can ask without a copy of either.
    pages: HashMap<Option<String>, SectionPages, RandomState>,
    /// The keys that a folder's list page hands down, by folder, whatever the language.
    cascades: BTreeMap<String, Vec<String>>,
}

impl Sections {
    /// The sections of the site with `config`, from its list pages.
    pub fn of<'p>(pages: impl IntoIterator<Item = &'p Page>, config: &GeneratorConfig) -> Self {
        let mut patterns = config.permalink_rules.iter().filter_map(|rule| rule.pattern.as_deref());
        let mut titles_count = patterns.any(|pattern| pattern.contains(SECTION_TITLE));
        let pages = pages.into_iter().inspect(|page| titles_count |= page.names_section_title);
        let mut sections = Self::with_titles(pages);
        if !titles_count {
            // What somebody types into the title of a list page would have all pages below it judged again.
            sections.pages.values_mut().flat_map(HashMap::values_mut).for_each(|section| section.title = None);
        }
        sections
    }

    /// The same from list pages alone. Each keeps its title, as any other page may ask for it.
    pub fn with_titles<'p>(pages: impl IntoIterator<Item = &'p Page>) -> Self {
        let mut sections = Self::default();
        for page in pages {
            let is_section = matches!(page.kind, PageKind::BranchBundle | PageKind::Taxonomy | PageKind::Term);
            if !is_section && page.kind != PageKind::Home {
                continue;
            }
            let folder = parent(&page.path).to_owned();
            if let Some(entry) = page.get("cascade") {
                sections.cascades.entry(folder.clone()).or_default().extend(cascade_keys(entry.value));
            }
            if is_section {
                let said = SectionPage { slug: page.text_of("slug"), title: page.text_of("title") };
                sections.pages.entry(page.language.clone()).or_default().insert(folder, said);
            }
        }
        sections
    }

    /// The keys that the list pages of the folders above hand down to the page at `path`.
    pub fn cascaded_to(&self, path: &str) -> Vec<String> {
        let is_above = |folder: &&String| {
            let below = |folder: &String| path.strip_prefix(&**folder).is_some_and(|rest| rest.starts_with('/'));
            folder.is_empty() || below(folder)
        };
        let above = self.cascades.iter().filter(|(folder, _)| is_above(folder));
        above.flat_map(|(_, keys)| keys.iter().cloned()).collect()
    }
}

/// How a pattern of URLs asks for the title of a section that has no slug (Hugo 0.168: `:sectionslug`, `:sectionslugs[1:]`).
pub(super) const SECTION_TITLE: &str = ":sectionslug";

/// The URL of `page`, without host and base path; `None` where there is none or it cannot be known.
pub fn url(page: &Page, site: &Site, sections: &Sections) -> Option<String> {
    with_address(page, sections, |address| (site.profile.url)(address, &site.config))
}

/// The file that `page` is written to, where its generator writes pages with different URLs to one file.
pub fn output(page: &Page, site: &Site, sections: &Sections) -> Option<String> {
    let output = site.profile.output?;
    with_address(page, sections, |address| output(address, &site.config))
}

/// The URL of an alias of `page`, as it is written there.
pub fn alias_url(alias: &str, page: &Page, site: &Site, sections: &Sections) -> Option<String> {
    with_address(page, sections, |address| (site.profile.aliases.url)(alias, address, &site.config))
}

/// A URL as people read it: letters in place of their percent-encoding.
pub fn readable_url(url: &str) -> String {
    decoded(url).unwrap_or_else(|| url.to_owned())
}

fn with_address<T>(page: &Page, sections: &Sections, ask: impl FnOnce(&PageAddress<'_>) -> T) -> T {
    let date = page.dates.of(DateRole::Date).and_then(|date| date.reading.moment());
    ask(&PageAddress {
        path: &page.path,
        kind: page.kind,
        language: page.language.as_deref(),
        text: &|key| page.text_of(key),
        list: &|key| page.list_of(key),
        date: date.and_then(wall_clock),
        sections: sections.pages.get(&page.language),
    })
}

fn wall_clock(moment: &Moment) -> Option<chrono::NaiveDateTime> {
    let Civil { year, month, day, hour, minute, second, .. } = moment.wall;
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.into(), day.into())?;
    day.and_hms_opt(hour.into(), minute.into(), second.into())
}

impl Page {
    /// The value of a key (dots step into maps) as text, `None` where it is not set or no scalar.
    pub fn text_of(&self, key: &str) -> Option<String> {
        Some(self.entry_at(key)?.value.typed()?.into_text()?.into_owned())
    }

    /// The items of a top-level key as texts, where its value is a list.
    pub fn list_of(&self, key: &str) -> Option<Vec<String>> {
        let node = self.get(key)?.value;
        let text = |item: crate::front_matter::NodeRef<'_>| item.scalar().map(|scalar| scalar.text.to_string());
        node.is_list().then(|| node.items().filter_map(text).collect())
    }
}
