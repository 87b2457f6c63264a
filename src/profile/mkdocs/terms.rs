//! How Material groups terms and addresses their pages.

use super::address::page_url;
use super::slug::slugified;
use crate::profile::generator_config::GeneratorConfig;

/// The term under which `spelling` is grouped: itself. Two categories with one slug share a page, under the name that
/// came first.
pub fn term(spelling: &str, _config: &GeneratorConfig) -> String {
    spelling.to_owned()
}

/// The URL of a category's page; tags have no pages, but places in lists.
pub fn url(taxonomy: &str, spelling: &str, config: &GeneratorConfig) -> Option<String> {
    let [blog] = &config.blogs[..] else { return None };
    let format = blog.category_format.as_ref().filter(|_| taxonomy == "categories" && blog.usual_slugs)?;
    let path = format.replace("{slug}", &slugified(spelling)?);
    page_url(&blog.dir, &path, config)
}
