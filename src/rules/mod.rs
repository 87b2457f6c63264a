//! Floor 4: the rules. Each is two neighbouring files, `x.rs` (what it judges) and `x.md` (its page, whose examples are
//! its tests); the group's `mod.rs` lists it. Everything else (`explain`, the table in the README, SARIF metadata, the
//! schema of the configuration) is rendered from [`all`].
//!
//! A rule sees pages and the site, never the disk, the engine, a report or another rule. It returns nothing and cannot
//! fail: what it cannot judge, it leaves alone.

mod asked_groups;
mod findings;
mod group;
mod meta;
mod rule_set;

pub mod dates;
pub mod identity;
pub mod images;
pub mod keys;
pub mod schema;
pub mod suppressions;
pub mod syntax;
pub mod taxonomy;
pub mod values;

pub use asked_groups::{AskedGroups, Suspects};
pub use findings::{Draft, Findings, Sink};
pub use group::{Counts, Group, GroupKey, Groups, compare, groups_of, said_of};
pub use meta::{FixKind, OptionMeta, RuleMeta};
pub use rule_set::{Rule, RuleEntry, RuleSet, file_rule, page_rule, site_rule, suppression_rule};

use crate::site::taxonomy::UsedTerms;
use crate::site::{IndexedPage, Page, Site};
use suppressions::Weighed;

/// A rule that looks at one page at a time, with the site's files and settings but without other pages.
pub trait PageRule: Send + Sync {
    /// Judges `page`.
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>);

    /// Whether it looks at what follows the block.
    fn reads_body(&self) -> bool {
        false
    }

    /// The git revision whose texts of the pages ([`Site::previous`]) it needs.
    fn compares_with(&self) -> Option<&str> {
        None
    }
}

/// A rule that compares pages with each other. It says which pages have to do with each other, so that an edit makes
/// only those be judged again, and a key that makes no difference to its page's groups costs next to nothing.
pub trait SiteRule: Send + Sync {
    /// Adds the groups that `page` belongs to. Pages that share none have no say in each other's findings.
    fn groups(&self, page: IndexedPage<'_>, site: &Site, groups: &mut Groups<'_>);

    /// From how many pages on a group is judged: 2 where there is nothing to say of a page that is alone.
    fn least_pages(&self) -> usize {
        1
    }

    /// Judges one group. What is said of a page that is in other groups, too, must not depend on those.
    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>);

    /// Whether this rule can see that a page of a group without findings is now `new`, where it was `old`. What it says
    /// no to saves the comparison of a page with the thousands that have its tag.
    fn sees_change(&self, _key: &GroupKey, _old: IndexedPage<'_>, _new: IndexedPage<'_>) -> bool {
        true
    }

    /// Whether the counts of the whole site have a say in every group, whose pages then should be few.
    fn reads_census(&self) -> bool {
        false
    }

    /// The same rule, if it compares terms.
    fn of_terms(&self) -> Option<&dyn TermRule> {
        None
    }
}

/// A rule that compares terms. Each of a page's terms puts it in one group with hundreds of others, in which there is
/// mostly nothing to say; the counts of the terms tell before any page is looked at.
pub trait TermRule: SiteRule {
    /// Where it may see something that it says on a page that is asked about.
    fn suspects(&self, used: &UsedTerms, site: &Site) -> Suspects;
}

/// A rule that judges files that are no pages: schemas.
pub trait FileRule: Send + Sync {
    /// Judges what was read of the files.
    fn check(&self, site: &Site, sink: &mut Sink<'_>);
}

/// A rule that judges the comments that suppress findings, when all other rules have spoken.
pub trait SuppressionRule: Send + Sync {
    /// Judges one suppression of `page`.
    fn check(&self, page: &Page, weighed: &Weighed<'_>, findings: &mut Findings<'_>);
}

/// All rules, by group, in the order of the documentation.
pub fn all() -> impl Iterator<Item = &'static RuleEntry> {
    [
        syntax::RULES,
        values::RULES,
        keys::RULES,
        schema::RULES,
        dates::RULES,
        images::RULES,
        taxonomy::RULES,
        identity::RULES,
        suppressions::RULES,
    ]
    .into_iter()
    .flatten()
}

/// The rule named `id` (`group/bad-thing`).
pub fn find(id: &str) -> Option<&'static RuleEntry> {
    all().find(|entry| entry.meta.id == id)
}
