//! Which files are templates.

use crate::listing::{Listing, file_name};
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::PageKind;

/// Template languages with front matter, those of plugins included. `11ty.js` files are programs.
const TEMPLATES: [&str; 12] =
    ["md", "html", "liquid", "njk", "hbs", "mustache", "ejs", "haml", "pug", "webc", "vto", "mdx"];

/// The kind of page that the file at `path` is.
pub fn kind(path: &str, config: &GeneratorConfig, _listing: &Listing) -> Option<PageKind> {
    let (stem, format) = split(below(path, config)?)?;
    let is_template = TEMPLATES.contains(&&*format) && config.markdown_extensions.contains(&format);
    if !is_template || config.ignored_paths.iter().any(|glob| glob.is_match(path)) {
        return None;
    }
    Some(match (&*format, stem) {
        ("md" | "mdx", "index") => PageKind::Home,
        ("md" | "mdx", _) => PageKind::Single,
        _ => PageKind::Template,
    })
}

/// The path of a page in the tree of pages.
pub fn logical_path(path: &str, config: &GeneratorConfig) -> Option<String> {
    let (stem, _) = split(below(path, config)?)?;
    Some(format!("/{stem}"))
}

/// The path below the folder of templates.
pub fn below<'p>(path: &'p str, config: &GeneratorConfig) -> Option<&'p str> {
    match config.content.first().map_or("", |root| &root.dir) {
        "" => Some(path),
        dir => path.strip_prefix(dir)?.strip_prefix('/'),
    }
}

/// A path without its extension, and the extension in lower case.
pub fn split(path: &str) -> Option<(&str, String)> {
    let (_, extension) = file_name(path).rsplit_once('.')?;
    Some((&path[..path.len() - extension.len() - 1], extension.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::kind;
    use crate::listing::Listing;
    use crate::profile::eleventy::config::tests::site;
    use crate::profile::pages::PageKind;

    /// As Eleventy 3.1.8 has them.
    #[test]
    fn templates_are_told_by_their_extension() {
        let config = site(&[("package.json", "{}")]);
        let single = Some(PageKind::Single);
        let rows = [
            ("index.md", Some(PageKind::Home)),
            ("README.md", single),
            ("posts/_z.md", single),
            (".hid/a.md", single),
            ("posts/T.MD", single),
            ("posts/x.html", Some(PageKind::Template)),
            ("posts/z.njk", Some(PageKind::Template)),
            ("posts/q.mdx", None),
            ("posts/q.markdown", None),
            ("posts/a.11ty.js", None),
            ("_includes/l.md", None),
            ("_data/d.md", None),
            ("_site/o.md", None),
            ("node_modules/p/r.md", None),
        ];
        for (path, expected) in rows {
            assert_eq!(kind(path, &config, &Listing::default()), expected, "{path}");
        }
    }

    #[test]
    fn only_the_formats_of_the_site() {
        let text =
            "module.exports = () => ({ templateFormats: 'md, njk, png', dir: { input: 'src', includes: '../inc' } })";
        let config = site(&[(".eleventy.js", text)]);
        let is_page = |path: &str| kind(path, &config, &Listing::default()).is_some();
        assert!(is_page("src/a.md") && is_page("src/a.njk") && is_page("src/_includes/a.md"));
        assert!(!is_page("src/a.html") && !is_page("src/a.png") && !is_page("inc/a.md") && !is_page("a.md"));
    }
}
