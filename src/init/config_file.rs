//! The text of the proposed `matterlint.yaml`.

use super::schema_file::ProposedSchema;
use super::vocabulary_file::ProposedVocabulary;
use super::{ProposedFile, yaml_text};
use crate::open::CONFIG_FILE;
use crate::report::summary::counted;
use crate::site::Site;

/// What the configuration says.
pub struct Summary<'a> {
    /// How many pages were looked at.
    pub pages: usize,
    /// By what the generator was recognised.
    pub recognised_by: &'a str,
    /// The schemas.
    pub schemas: &'a [ProposedSchema],
    /// The vocabularies.
    pub vocabularies: &'a [ProposedVocabulary],
}

/// The configuration that binds the schemas and vocabularies.
pub fn render(summary: &Summary<'_>, site: &Site) -> ProposedFile {
    let mut text = format!(
        "# How matterlint checks this site. Proposed by `matterlint init` from {}; change whatever is not what you mean.\n\
         # `matterlint rules` lists all rules, `matterlint explain RULE` says what one wants and how it is set here.\n",
        counted(summary.pages, "page", "pages")
    );
    if site.profile.is_known() {
        let by = yaml_text::in_comment(summary.recognised_by);
        text.push_str(&format!("\ngenerator: {}  # {by}\n", site.profile.id));
    }
    if !summary.schemas.is_empty() {
        text.push_str("\nschemas:\n");
    }
    for schema in summary.schemas {
        let patterns = schema.patterns.iter().map(|pattern| quoted(pattern)).collect::<Vec<_>>().join(", ");
        let pages = counted(schema.pages, "page", "pages");
        let path = yaml_text::scalar(&schema.file.path);
        text.push_str(&format!("  - files: [{patterns}]  # {pages}\n    schema: {path}\n"));
    }
    text.push_str(&taxonomies(summary.vocabularies));
    ProposedFile { path: CONFIG_FILE.to_owned(), text }
}

fn taxonomies(vocabularies: &[ProposedVocabulary]) -> String {
    let mut text = String::new();
    if !vocabularies.is_empty() {
        text.push_str("\ntaxonomies:\n");
    }
    for vocabulary in vocabularies {
        let key = yaml_text::scalar(&vocabulary.key);
        let path = yaml_text::scalar(&vocabulary.file.path);
        let terms = counted(vocabulary.terms, "term", "terms");
        text.push_str(&format!("  {key}: {{ vocabulary: {path} }}  # {terms} on two pages or more\n"));
    }
    let once: usize = vocabularies.iter().map(|vocabulary| vocabulary.once).sum();
    if once > 0 {
        let terms = counted(once, "term is", "terms are");
        text.push_str(&format!(
            "\nrules:\n  # {terms} used once, and in no vocabulary: shown with --info only. Once the vocabularies are \
             complete,\n  # take this line out.\n  taxonomy/unknown-term: info\n"
        ));
    }
    text
}

fn quoted(pattern: &str) -> String {
    crate::front_matter::rewrite::quoted(pattern, crate::front_matter::Format::Yaml)
}
