//! `dates/expiry-before-publish`

use std::cmp::Ordering;

use serde::Deserialize;

use crate::finding::Severity;
use crate::profile::DateRole;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::dates::{compare, difference};
use crate::site::{Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "dates/expiry-before-publish",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("expiry_before_publish.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExpiryBeforePublish {}

impl PageRule for ExpiryBeforePublish {
    fn check(&self, page: &Page, _site: &Site, findings: &mut Findings<'_>) {
        let Some(expiry) = page.dates.of(DateRole::Expiry) else { return };
        let Some(publish) = page.dates.of(DateRole::Publish) else { return };
        let (Some(ends), Some(begins)) = (expiry.reading.moment(), publish.reading.moment()) else { return };
        if compare(ends, begins) != Some(Ordering::Less) {
            return;
        }
        let (expiry, publish) = (expiry.entry(page), publish.entry(page));
        let (ends_text, begins_text) = (page.excerpt(expiry.value), page.excerpt(publish.value));
        let message = format!(
            "`{}` {ends_text} is {} earlier than `{}` {begins_text}: the page never appears",
            expiry.name(),
            difference(ends, begins),
            publish.name()
        );
        findings
            .value(expiry, message)
            .related(publish.value.span(), format!("`{}` is here", publish.name()))
            .help(format!("write a day after {begins_text}, or remove `{}`", expiry.name()))
            .report();
    }
}
