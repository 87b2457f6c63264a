//! `dates/stale-lastmod`

use serde::Deserialize;

use crate::finding::{Safety, Severity};
use crate::profile::DateRole;
use crate::rules::{Findings, FixKind, OptionMeta, PageRule, RuleMeta};
use crate::site::dates::{Civil, Moment, Note, layout_of};
use crate::site::{DateValue, Page, Site, Source};
use crate::text::TextEdit;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "dates/stale-lastmod",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: false,
    since: "0.1.0",
    options: &[
        OptionMeta {
            name: "since",
            kind: "string",
            default: "HEAD",
            about: "the git revision that pages are compared with",
        },
        OptionMeta {
            name: "front-matter-only",
            kind: "boolean",
            default: "false",
            about: "whether a change of nothing but the front matter counts, too",
        },
    ],
    doc: include_str!("stale_lastmod.md"),
};

/// The rule.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct StaleLastmod {
    /// The git revision that pages are compared with.
    since: String,
    /// Whether a change of nothing but the front matter counts.
    front_matter_only: bool,
}

impl Default for StaleLastmod {
    fn default() -> Self {
        Self { since: "HEAD".to_owned(), front_matter_only: false }
    }
}

impl PageRule for StaleLastmod {
    fn reads_body(&self) -> bool {
        true
    }

    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let Some(old) = site.previous.get(&page.path) else { return };
        let Some(lastmod) = lastmods(page).next().filter(|_| !git_is_asked_first(site)) else { return };
        let old = Source { path: page.path.clone(), text: old.clone(), fault: None };
        let Some(old) = Page::new(old, site) else { return };
        if texts(page) != texts(&old) || !self.has_changed(page, &old) {
            return;
        }
        let entry = lastmod.entry(page);
        let Some(moment) = lastmod.reading.moment() else { return };
        let now = now(moment, site);
        // Already what would be written: of a time that has only a day, or was written ahead.
        let text = entry.value.scalar().map_or("", |scalar| &*scalar.text);
        let fresh = layout_of(text).map(|layout| layout.write(&now));
        if fresh.as_deref() == Some(text) || moment.unix_seconds() >= now.unix_seconds() {
            return;
        }
        let key = entry.name();
        let message =
            format!("the page changed since {}, but `{key}` still is {}", self.since, page.excerpt(entry.value));
        let edit = fresh.as_ref().and_then(|fresh| replace(page, lastmod, text, fresh));
        let help = fresh.map_or_else(
            || format!("write the time of this change to `{key}`"),
            |fresh| format!("write `{}`", page.date_line(key, &fresh)),
        );
        findings.value(entry, message).help(help).fix(Safety::Safe, format!("set `{key}` to now"), edit).report();
    }

    fn compares_with(&self) -> Option<&str> {
        Some(&self.since)
    }
}

impl StaleLastmod {
    /// Whether the words of a page are others. Blanks and line ends are nobody's news.
    fn has_changed(&self, page: &Page, old: &Page) -> bool {
        let differ = |a: &str, b: &str| !a.split_whitespace().eq(b.split_whitespace());
        differ(body(page), body(old)) || (self.front_matter_only && differ(head(page), head(old)))
    }
}

/// The values of the keys that hold the time of the last change.
fn lastmods(page: &Page) -> impl Iterator<Item = &DateValue> {
    page.dates.all().filter(|date| date.role == DateRole::Lastmod)
}

fn texts(page: &Page) -> Vec<&str> {
    lastmods(page).map(|date| date.entry(page).value.span().of(&page.text)).collect()
}

/// Hugo with `enableGitInfo` asks git before it looks at the page.
fn git_is_asked_first(site: &Site) -> bool {
    let configured = site.config.date_keys.iter().find(|(role, _)| *role == DateRole::Lastmod);
    site.config.git_dates && configured.is_none_or(|(_, keys)| keys.first().is_some_and(|key| key == ":git"))
}

fn body(page: &Page) -> &str {
    page.text.get(page.front_matter.block.map_or(0, |block| block.body)..).unwrap_or_default()
}

fn head(page: &Page) -> &str {
    page.front_matter.block.map_or("", |block| block.content.of(&page.text))
}

/// The present, on the clock of a time that is to be replaced.
fn now(old: &Moment, site: &Site) -> Moment {
    let now = site.today.timestamp();
    // Where the site's zone explains the old distance from UTC, it knows that of today: summer ends.
    let is_sites = site.zone().offset_at(old.unix_seconds()) == old.offset && !old.has(Note::ReadAsUtc);
    let offset = if is_sites { site.zone().offset_at(now) } else { old.offset };
    let wall = Civil::from_seconds(now + i64::from(offset), site.today.timestamp_subsec_nanos());
    Moment { wall, offset, zone_written: old.zone_written, precision: old.precision, notes: Vec::new() }
}

/// Puts `fresh` where `text` stands in the value, between its quotes.
fn replace(page: &Page, date: &DateValue, text: &str, fresh: &str) -> Option<TextEdit> {
    let span = date.entry(page).value.span();
    let start = span.of(&page.text).find(text)?;
    Some(TextEdit::replace(span.part(start, text.len()), fresh))
}
