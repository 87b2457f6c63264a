//! The text that repairs a date: the plainest that the generator reads, or the same date in the layout that the site uses
//! most.

use std::collections::{BTreeMap, BTreeSet};

use crate::profile::DateRole;
use crate::site::dates::{DateLayout, Moment, Padding, in_layout};
use crate::site::{Census, DateValue, Page, Site, Source};
use crate::text::TextEdit;

/// The texts that say what `plain` says, in the layouts that more dates of `role` have than its own, the most used first.
/// `written` is the date as it stands on the page: it may have fewer seconds than `plain`.
fn texts(census: &Census, role: DateRole, written: &str, plain: &str) -> Vec<String> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for (layout, count) in census.layouts.get(&role).into_iter().flatten() {
        let texts: BTreeSet<String> = paddings(*layout)
            .filter_map(|layout| in_layout(written, &layout).or_else(|| in_layout(plain, &layout)))
            .collect();
        texts.into_iter().for_each(|text| *uses.entry(text).or_default() += count);
    }
    let own = uses.get(plain).copied().unwrap_or_default();
    let mut more: Vec<(String, usize)> = uses.into_iter().filter(|(_, count)| *count > own).collect();
    more.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    more.into_iter().map(|(text, _)| text).collect()
}

/// `2024-11-12` is what both would write who put zeros and who put none, and counts for both.
fn paddings(layout: DateLayout) -> impl Iterator<Item = DateLayout> {
    let paddings = match layout.padding {
        Padding::Open => &[Padding::Zeros, Padding::None][..],
        Padding::Zeros => &[Padding::Zeros],
        Padding::None => &[Padding::None],
    };
    paddings.iter().map(move |padding| DateLayout { padding: *padding, ..layout })
}

/// What repairs a date on a page.
pub struct Repair<'a> {
    /// The page.
    pub page: &'a Page,
    /// Its site.
    pub site: &'a Site,
    /// The date.
    pub date: &'a DateValue,
    /// The edit that writes a text in its place.
    pub edit: &'a dyn Fn(&str) -> TextEdit,
}

impl Repair<'_> {
    /// `plain`, or the same date in the layout that the site uses most, where the generator reads that as the same.
    pub fn text(&self, plain: &str, census: &Census) -> String {
        let written = self.date.entry(self.page).value.scalar().map_or(plain, |scalar| &*scalar.text);
        let texts = texts(census, self.date.role, written, plain);
        let meant = if texts.is_empty() { None } else { self.moment(plain) };
        let says_the_same = |text: &String| {
            let (Some(meant), Some(read)) = (&meant, self.moment(text)) else { return false };
            (read.wall, read.offset, read.zone_written) == (meant.wall, meant.offset, meant.zone_written)
                && read.notes == meant.notes
        };
        texts.into_iter().find(says_the_same).unwrap_or_else(|| plain.to_owned())
    }

    /// The date as the generator reads it with `text` in its place: with another text it may be no text any more to the
    /// parser, and a time with it.
    pub fn moment(&self, text: &str) -> Option<Moment> {
        let edit = (self.edit)(text);
        let (before, after) = (&self.page.text[..edit.span.start as usize], &self.page.text[edit.span.end as usize..]);
        let source =
            Source { path: self.page.path.clone(), text: format!("{before}{}{after}", edit.insert), fault: None };
        let page = Page::new(source, self.site)?;
        let again = page.dates.all().find(|again| again.key == self.date.key)?;
        again.reading.moment().cloned()
    }
}
