//! `schema/invalid-schema`.

use serde::Deserialize;

use crate::finding::Severity;
use crate::rules::{FileRule, FixKind, RuleMeta, Sink};
use crate::site::Site;

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "schema/invalid-schema",
    severity: Severity::Error,
    fix: FixKind::Never,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("invalid_schema.md"),
};

/// Tells the mistakes that were found when the schemas were read.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct InvalidSchema {}

impl FileRule for InvalidSchema {
    fn check(&self, site: &Site, sink: &mut Sink<'_>) {
        for problem in site.schemas.problems() {
            sink.other_file(&problem.path, problem.span, &*problem.message, problem.help.clone());
        }
    }
}
