//! Tells a Hexo site by its files.

use crate::listing::{Files, Listing};

/// The names of the configuration, in the order in which Hexo looks.
pub const CONFIG_FILES: &[&str] = &["_config.yml", "_config.yaml", "_config.json"];

/// Whether a folder is a Hexo site, and by which file. A theme or plugin of Hexo, too, names it in `package.json`, but has
/// no folder of sources.
pub fn detect(listing: &Listing, files: &dyn Files) -> Option<String> {
    let in_package =
        listing.contains("package.json") && files.read("package.json").is_some_and(|text| names_hexo(&text));
    let has_config = CONFIG_FILES.iter().any(|name| listing.contains(name));
    if in_package && (listing.has_dir("source") || (has_config && listing.has_dir("scaffolds"))) {
        return Some("package.json".to_owned());
    }
    let theme = listing.iter().find(|path| is_theme_config(path));
    if let Some(theme) = theme.filter(|_| listing.has_dir("source")) {
        return Some(theme.to_owned());
    }
    let has_folders = listing.has_dir("source/_posts")
        && (listing.has_dir("scaffolds") || listing.has_dir("themes") || listing.has_dir("source/_data"))
        && !listing.contains("Gemfile")
        && !listing.has_dir("source/_layouts");
    (has_config && has_folders).then(|| "source/_posts/".to_owned())
}

/// Whether `package` (a `package.json`) has Hexo in it.
pub fn names_hexo(package: &str) -> bool {
    let Ok(package) = serde_json::from_str::<serde_json::Value>(package) else { return false };
    let depends = |list: &str| package[list].as_object().is_some_and(|list| list.contains_key("hexo"));
    package.get("hexo").is_some() || depends("dependencies") || depends("devDependencies")
}

/// `_config.butterfly.yml`: how Hexo keeps a theme's settings; `_config.dev.yml` is a habit of Jekyll sites.
pub fn is_theme_config(path: &str) -> bool {
    let theme = path.strip_prefix("_config.").and_then(|rest| rest.strip_suffix(".yml"));
    theme.is_some_and(|theme| {
        ["butterfly", "next", "landscape", "fluid", "icarus", "anzhiyu", "matery", "stellar", "volantis", "redefine"]
            .contains(&theme)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::detect;
    use crate::listing::Listing;

    fn detected(files: &[(&str, &str)]) -> Option<String> {
        let files: HashMap<String, String> = files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        detect(&Listing::new(files.keys().cloned()), &files)
    }

    const PACKAGE: &str = r#"{"dependencies":{"hexo":"^7"}}"#;

    #[test]
    fn hexo_by_its_files() {
        assert!(detected(&[("_config.yml", ""), ("package.json", PACKAGE), ("source/_posts/a.md", "")]).is_some());
        assert!(detected(&[("package.json", r#"{"hexo":{"version":"7"}}"#), ("source/a.md", "")]).is_some());
        assert!(detected(&[("_config.yml", ""), ("source/_posts/a.md", ""), ("scaffolds/post.md", "")]).is_some());
        assert!(detected(&[("_config.next.yml", ""), ("source/_posts/a.md", "")]).is_some());
    }

    #[test]
    fn others_are_left_alone() {
        assert_eq!(detected(&[("_config.yml", ""), ("_posts/2024-01-02-a.md", "")]), None);
        assert_eq!(detected(&[("_config.yml", ""), ("package.json", PACKAGE), ("layout/post.ejs", "")]), None);
        assert_eq!(detected(&[("_config.yml", ""), ("source/_posts/a.md", ""), ("Gemfile", "")]), None);
        assert_eq!(detected(&[("package.json", "{broken"), ("source/a.md", "")]), None);
    }
}
