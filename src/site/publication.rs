//! Whether a page is part of the published site.

use super::booleans::{Cast, cast};
use super::{Page, Site};
use crate::front_matter::{NodeRef, Typed};
use crate::profile::DateRole;
use crate::profile::pages::PageKind;

/// Whether a page is part of the published site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Publication {
    /// It is published.
    #[default]
    Published,
    /// It will be, on its day.
    Scheduled,
    /// It is not: a draft, expired, a file that the generator skips.
    Hidden,
}

impl Publication {
    /// Whether `page` is part of the published site. In doubt it is taken for hidden, as rules compare published pages.
    pub fn of(page: &Page, site: &Site) -> Self {
        if is_skipped(page, site) || is_draft(page, site) || is_expired(page, site) {
            Self::Hidden
        } else if is_scheduled(page, site) {
            Self::Scheduled
        } else {
            Self::Published
        }
    }
}

fn is_skipped(page: &Page, site: &Site) -> bool {
    match page.kind {
        PageKind::SkippedPost | PageKind::Resource => true,
        PageKind::Draft => !site.config.show_drafts,
        // Generators that write pages under other names than their URLs copy a file without a block as it is, unless
        // it is a post.
        PageKind::Home | PageKind::Single | PageKind::Template | PageKind::Document => {
            site.profile.output.is_some() && page.front_matter.block.is_none()
        }
        _ => false,
    }
}

fn is_draft(page: &Page, site: &Site) -> bool {
    let means_nothing = |key: &str| site.profile.ineffective.iter().any(|known| known.key == key);
    let inherited = site.profile.inherited.map(|keys| keys(&page.path, page.kind, &site.config));
    let inherits_false = inherited.is_some_and(|keys| keys.get("published") == Some(&serde_json::Value::Bool(false)));
    let value = |key: &str| page.get(key).map(|entry| entry.value);
    // What no generator is known to read, only a plain `true` makes a draft.
    let is_true = |value: NodeRef<'_>| match cast(value, site.profile.booleans) {
        Some(Cast::Is(value)) => value,
        _ => value.typed() == Some(Typed::Bool(true)),
    };
    let draft = !means_nothing("draft") && !site.config.drafts && value("draft").is_some_and(is_true);
    // To Hugo, other values of `published` are dates.
    let unpublished = value("published").map_or(inherits_false, |value| value.typed() == Some(Typed::Bool(false)));
    draft || (unpublished && !site.config.unpublished)
}

fn is_expired(page: &Page, site: &Site) -> bool {
    let expiry = page.dates.of(DateRole::Expiry).and_then(|date| date.reading.moment());
    !site.config.expired && expiry.is_some_and(|moment| moment.unix_seconds() <= site.today.timestamp())
}

fn is_scheduled(page: &Page, site: &Site) -> bool {
    let date = page.dates.of(DateRole::Publish).or_else(|| page.dates.of(DateRole::Date));
    let moment = date.and_then(|date| date.reading.moment());
    let lies_ahead = moment.is_some_and(|moment| moment.unix_seconds() > site.today.timestamp());
    lies_ahead && site.profile.dates.future_hides && !site.config.future
}
