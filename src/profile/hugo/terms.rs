//! How Hugo groups terms and addresses their pages.

use crate::profile::generator_config::GeneratorConfig;

/// The term under which `spelling` is grouped.
pub fn term(spelling: &str, _config: &GeneratorConfig) -> String {
    spelling.to_lowercase()
}

/// The URL of the page of the term that is spelt `spelling`.
pub fn url(_taxonomy: &str, _spelling: &str, _config: &GeneratorConfig) -> Option<String> {
    None
}
