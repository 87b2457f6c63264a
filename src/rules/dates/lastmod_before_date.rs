//! `dates/lastmod-before-date`

use std::cmp::Ordering;

use serde::Deserialize;

use crate::finding::{Safety, Severity};
use crate::profile::DateRole;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::dates::{compare, difference};
use crate::site::{Page, Site};
use crate::text::TextEdit;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "dates/lastmod-before-date",
    severity: Severity::Warning,
    fix: FixKind::Always,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("lastmod_before_date.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LastmodBeforeDate {}

impl PageRule for LastmodBeforeDate {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        let (Some(date), Some(lastmod)) = (page.dates.of(DateRole::Date), page.dates.of(DateRole::Lastmod)) else {
            return;
        };
        // A page may well be finished before the day it is to appear: only its own date counts.
        if (date.role, lastmod.role) != (DateRole::Date, DateRole::Lastmod) {
            return;
        }
        let (Some(written), Some(changed)) = (date.reading.moment(), lastmod.reading.moment()) else { return };
        if compare(changed, written) != Some(Ordering::Less) {
            return;
        }
        let (date, lastmod) = (date.entry(page), lastmod.entry(page));
        let (date_text, lastmod_text) = (page.excerpt(date.value), page.excerpt(lastmod.value));
        let by = difference(changed, written);
        let message = format!("`{}` {lastmod_text} is {by} earlier than `{}` {date_text}", lastmod.name(), date.name());
        let date_source = date.value.span().of(&page.text);
        findings
            .value(lastmod, message)
            .related(date.value.span(), format!("`{}` is here", date.name()))
            .help(format!("write the time of the last change, or `{}`", page.line(lastmod.name(), date_source)))
            .fix(
                Safety::Unsafe,
                format!("set `{}` to `{}`", lastmod.name(), date.name()),
                [TextEdit::replace(lastmod.value.span(), date_source)],
            )
            .report();
    }
}
