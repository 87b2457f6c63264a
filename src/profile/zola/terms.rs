//! How Zola groups terms and addresses their pages.

use super::address::escaped;
use super::slug::slugified;
use crate::profile::generator_config::GeneratorConfig;

/// The term under which `spelling` is grouped: terms with one slug are merged. Where the slug is not known here, a
/// spelling stands for itself.
pub fn term(spelling: &str, config: &GeneratorConfig) -> String {
    slugified(spelling, config.slugify_terms).filter(|slug| !slug.is_empty()).unwrap_or_else(|| spelling.to_owned())
}

/// The URL of a term's page in the default language; `None` where it is not known, or the slug is empty.
pub fn url(taxonomy: &str, spelling: &str, config: &GeneratorConfig) -> Option<String> {
    let name = taxonomy.strip_prefix("taxonomies.").unwrap_or(taxonomy);
    let slug = |text: &str| slugified(text, config.slugify_terms).filter(|slug| !slug.is_empty());
    let root = if config.taxonomy_root.is_empty() { String::new() } else { format!("/{}", config.taxonomy_root) };
    Some(escaped(&format!("{root}/{}/{}/", slug(name)?, slug(spelling)?)))
}
