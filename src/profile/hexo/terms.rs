//! How Hexo groups terms and addresses their pages.

use super::slug::slugize;
use crate::profile::generator_config::GeneratorConfig;

/// The term under which `spelling` is grouped: itself, as Hexo compares the exact text.
pub fn term(spelling: &str, _config: &GeneratorConfig) -> String {
    spelling.to_owned()
}

/// The URL of a term's page (hexo-generator-tag, hexo-generator-category). Of a category it is that of one that lies below
/// no other.
pub fn url(taxonomy: &str, spelling: &str, config: &GeneratorConfig) -> Option<String> {
    let dir = config.term_dirs.iter().find(|(own, _)| own == taxonomy).map_or(taxonomy, |(_, dir)| dir);
    let dir = if dir.is_empty() { String::new() } else { format!("/{dir}") };
    Some(format!("{dir}/{}/", slug(taxonomy, spelling, config)))
}

/// The part of a URL that stands for a term.
pub fn slug(taxonomy: &str, spelling: &str, config: &GeneratorConfig) -> String {
    let renamed = config.term_names.iter().find(|(own, term, _)| own == taxonomy && term == spelling);
    slugize(renamed.map_or(spelling, |(_, _, name)| name), config.term_case)
}

#[cfg(test)]
mod tests {
    use super::{term, url};
    use crate::profile::hexo::config::tests::config;

    #[test]
    fn one_url_for_many_terms() {
        let url = |settings: &str, taxonomy, spelling| url(taxonomy, spelling, &config(settings)).unwrap();
        for spelling in ["C", "C++", "C#"] {
            assert_eq!(url("", "tags", spelling), "/tags/C/");
            assert_eq!(term(spelling, &config("")), spelling);
        }
        assert_eq!(url("filename_case: 1\ntag_map: {数据库: Data Base}", "tags", "数据库"), "/tags/data-base/");
        assert_eq!(url("category_dir: /", "categories", "a b"), "/a-b/");
        assert_eq!(url("tag_dir: t/x/", "tags", "…"), "/t/x/…/");
    }
}
