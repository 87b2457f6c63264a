//! `schema/schema-violation`.

use serde::Deserialize;

use crate::finding::Severity;
use crate::front_matter::NodeRef;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::schema::{Judging, Place, Violation, locate};
use crate::site::{Page, PageSchema, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "schema/schema-violation",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("schema_violation.md"),
};

/// Judges a page by the schemas that the configuration or the page itself names.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SchemaViolation {}

impl PageRule for SchemaViolation {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        if page.fault.is_some() {
            return;
        }
        let mut told: Vec<Violation> = Vec::new();
        for schema in site.schemas_of(page) {
            for violation in violations(page, site, &schema, findings) {
                if !told.contains(&violation) {
                    report(&violation, &schema, page, site, findings);
                    told.push(violation);
                }
            }
        }
        unknown_schema(page, site, findings);
    }
}

fn violations(page: &Page, site: &Site, schema: &PageSchema<'_>, findings: &mut Findings<'_>) -> Vec<Violation> {
    let front_matter = &page.front_matter;
    let root = front_matter.tree.root().filter(|root| !root.is_absent());
    if root.is_some_and(|root| !root.is_map()) {
        return Vec::new();
    }
    let judging = Judging {
        whole: front_matter.is_whole(),
        top_keys: page.kind.is_content() || schema.for_list_pages,
        ignore_case: site.profile.keys_ignore_case,
    };
    let mut found = schema.schema.judge(root, judging);
    found.retain(|violation| violation.missing.as_ref().is_none_or(|key| !site.may_have_from_elsewhere(page, key)));
    if front_matter.block.is_some() || found.is_empty() {
        return found;
    }
    // The extension lists a page without front matter and asks nothing of it.
    if front_matter.problems.is_empty() && !schema.is_borrowed {
        let message = format!("this page has no front matter, but {} asks for some", schema.schema.path);
        findings.block(message).help("begin the file with a line `---`, the keys, and another line `---`").report();
    }
    Vec::new()
}

fn report(violation: &Violation, schema: &PageSchema<'_>, page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let Violation { path, place, message, help, .. } = violation;
    let root = page.front_matter.tree.root().filter(|root| root.is_map() && !path.0.is_empty());
    let located = root.map(|root: NodeRef<'_>| locate(root, path, site.profile.keys_ignore_case));
    let draft = match (located.and_then(|at| at.entry), located.and_then(|at| at.node)) {
        (Some(entry), _) if *place == Place::Key => findings.key(entry, &**message),
        (Some(entry), _) => findings.value(entry, &**message),
        (None, Some(node)) => findings.node(node, &**message),
        (None, None) => findings.block(&**message),
    };
    let draft = if schema.is_borrowed { draft.severity(Severity::Warning) } else { draft };
    match help {
        Some(help) => draft.help(&**help).report(),
        None => draft.report(),
    }
}

/// A schema that the page names and the site does not have.
fn unknown_schema(page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let Some(named) = site.schema_named_by(page) else { return };
    let is_file = |path: &String| site.listing.contains(path) || site.schemas.knows(path);
    if named.candidates.is_empty() || named.candidates.iter().any(is_file) {
        return;
    }
    let message = format!("there is no schema file `{}`", named.text);
    findings.span(named.span, message).help("write its path relative to this page, or to the site's folder").report();
}
