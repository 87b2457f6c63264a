//! How Hugo groups terms and addresses their pages.

use super::paths::{escape, is_lower_of, normalize, sanitize};
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::PageKind;

/// The term under which `spelling` is grouped: lower case, blanks are hyphens (`Machine Learning` and
/// `machine-learning` are one term; a no-break space makes another). Hugo 0.168.
pub fn term(spelling: &str, _config: &GeneratorConfig) -> String {
    normalize(spelling)
}

/// The URL of the page of the term that is spelt `spelling`, in the default language. `None` when there is no such
/// page, the build fails on it, or a permalink pattern decides it (which may use the title of the term's own page).
pub fn url(taxonomy: &str, spelling: &str, config: &GeneratorConfig) -> Option<String> {
    if spelling.is_empty() || config.disabled_kinds.contains(&PageKind::Term) {
        return None;
    }
    let spelt = ["/", taxonomy, "/", spelling].concat();
    let logical = normalize(&spelt);
    if super::permalinks::rule(PageKind::Term, || logical.clone(), None, config).is_some() {
        return None;
    }
    let path = sanitize(if config.keep_case { &spelt } else { &logical }, config);
    // The page of this term would be a folder where the list page is a file: Hugo stops.
    if path.ends_with("/index.html") && path.matches('/').count() == 2 {
        return None;
    }
    let is_ugly = config.ugly_urls || config.ugly_sections.iter().any(|ugly| is_lower_of(ugly, taxonomy));
    let (path, end) = match is_ugly {
        true => (path.trim_end_matches('/'), ".html"),
        false => (&*path, if path.ends_with('/') { "" } else { "/" }),
    };
    let is_prefixed = config.default_language_in_urls || config.language_hosts;
    let (slash, language) = if is_prefixed { ("/", &*config.default_language) } else { ("", "") };
    escape([slash, language, path, end].concat())
}
