//! `taxonomy/undeclared-taxonomy`

use serde::Deserialize;

use super::places::pages;
use crate::finding::Severity;
use crate::profile::Consequence;
use crate::rules::{FixKind, Group, Groups, RuleMeta, Sink, SiteRule};
use crate::site::{IndexedPage, Publication, Site, by_age};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "taxonomy/undeclared-taxonomy",
    severity: Severity::Info,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("undeclared_taxonomy.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UndeclaredTaxonomy {}

impl SiteRule for UndeclaredTaxonomy {
    fn groups(&self, (_, facts): IndexedPage<'_>, _site: &Site, groups: &mut Groups<'_>) {
        facts.undeclared.iter().for_each(|key| groups.add(&[key]));
    }

    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>) {
        let [key] = group.key.parts();
        if let Some(container) = &site.profile.terms.container {
            return refused(key, container.undeclared, group.pages, site, sink);
        }
        // Without any taxonomy they are switched off on purpose; of a configuration that cannot be read, nothing is known.
        let config = &site.config;
        if config.taxonomies.is_empty() || config.files.is_empty() || !config.unreadable.is_empty() {
            return;
        }
        report(key, group.pages, site, sink);
    }
}

/// A finding for each page at which the generator stops.
fn refused(path: &str, consequence: Consequence, using: &[IndexedPage<'_>], site: &Site, sink: &mut Sink<'_>) {
    let Consequence::Fails(effect) = consequence else { return };
    if site.config.files.is_empty() || !site.config.unreadable.is_empty() {
        return;
    }
    for (page, facts) in using {
        let Some(entry) = page.entry_at(path) else { continue };
        let (name, generator) = (entry.name(), site.profile.name);
        let in_language = page.language.as_ref().filter(|_| !site.config.languages.is_empty());
        let where_ = in_language.map_or(String::new(), |language| format!(" for the language `{language}`"));
        let file = site.config.files.first().map_or("the configuration", |file| file);
        // A draft is not read before it is to be published.
        let severity = if facts.publication == Publication::Hidden { Severity::Warning } else { Severity::Error };
        sink.page(page)
            .key(entry, format!("the taxonomy `{name}` is not declared{where_}: {generator} {effect}"))
            .severity(severity)
            .help(format!("add `{name}` to the taxonomies in `{file}`, or name one that is there"))
            .report();
    }
}

/// One finding for a key, on the latest page: the cause is one line of the configuration.
fn report(key: &str, using: &[IndexedPage<'_>], site: &Site, sink: &mut Sink<'_>) {
    let Some((page, _)) = using.iter().max_by(|a, b| by_age(a, b)) else { return };
    let Some(entry) = page.get(key) else { return };
    let (generator, count) = (site.profile.name, pages(using.len()));
    let declared = site.config.taxonomies.iter().map(|taxonomy| format!("`{}`", taxonomy.key));
    let declared = declared.collect::<Vec<_>>().join(", ");
    let file = site.config.files.first().map_or("the configuration", |file| file);
    let message = format!(
        "`{}` ({count}) makes no terms: the taxonomies of this site are {declared}, so to {generator} it is plain data",
        entry.name()
    );
    sink.page(page)
        .key(entry, message)
        .help(format!("if `{key}` is to have list pages, add it to the taxonomies in `{file}`"))
        .report();
}
