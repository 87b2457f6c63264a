//! Which files Hexo reads as pages.

use crate::listing::{Listing, file_name};
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::PageKind;

/// Extensions of the Markdown renderers that sites use (hexo-renderer-marked, -markdown-it, -pandoc).
const MARKDOWN: &[&str] = &["md", "markdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext"];

/// Extensions of files that are pages without being written content as a rule.
const TEMPLATES: &[&str] = &["html", "htm"];

/// The kind of page that the file at `path` is.
pub fn kind(path: &str, config: &GeneratorConfig, _listing: &Listing) -> Option<PageKind> {
    let relative = relative_to_source(path, config)?;
    let (_, extension) = file_name(path).rsplit_once('.')?;
    let is_markdown = MARKDOWN.contains(&extension);
    let is_rendered = (is_markdown || TEMPLATES.contains(&extension))
        && !config.unrendered.iter().any(|glob| glob.is_match(relative))
        && !config.unread.iter().any(|glob| glob.is_match(format!("/{path}")));
    if !is_rendered {
        return None;
    }
    for (folder, kind) in [("_posts/", PageKind::Post), ("_drafts/", PageKind::Draft)] {
        let Some(below) = relative.strip_prefix(folder) else { continue };
        // Among the files of a post, those of other types are published as they are.
        let is_post = !config.post_folders || config.post_name.text.ends_with(&format!(".{extension}"));
        return (is_post && !is_hidden(below)).then_some(kind);
    }
    let is_excluded = config.excluded.iter().any(|glob| glob.is_match(relative));
    let is_shown = !is_hidden(relative) || config.shown.iter().any(|glob| glob.is_match(relative));
    (is_shown && !is_excluded).then_some(match is_markdown {
        false => PageKind::Template,
        true if relative == "index.md" => PageKind::Home,
        true => PageKind::Single,
    })
}

/// The path below the folder of sources, `None` for a file outside it.
pub fn relative_to_source<'p>(path: &'p str, config: &GeneratorConfig) -> Option<&'p str> {
    match config.content.first().map_or("", |root| &root.dir) {
        "" => Some(path),
        dir => path.strip_prefix(dir)?.strip_prefix('/'),
    }
}

/// Whether a name on the way begins with a dot or `_`.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with(['_', '.']))
}

#[cfg(test)]
mod tests {
    use super::kind;
    use crate::listing::Listing;
    use crate::profile::hexo::config::tests::config;
    use crate::profile::pages::PageKind::{self, Draft, Home, Post, Single, Template};

    #[track_caller]
    fn check(settings: &str, rows: &[(&str, Option<PageKind>)]) {
        let config = config(settings);
        for (path, expected) in rows {
            assert_eq!(kind(path, &config, &Listing::default()), *expected, "{path}");
        }
    }

    #[test]
    fn posts_drafts_and_pages() {
        check(
            "",
            &[
                ("source/_posts/a.md", Some(Post)),
                ("source/_posts/深/b.markdown", Some(Post)),
                ("source/_posts/_hidden/a.md", None),
                ("source/_posts/.a.md", None),
                ("source/_posts/a.md~", None),
                ("source/_posts/a.png", None),
                ("source/_drafts/a.md", Some(Draft)),
                ("source/about/index.md", Some(Single)),
                ("source/index.md", Some(Home)),
                ("source/404.html", Some(Template)),
                ("source/_data/x.md", None),
                ("source/a/_b/c.md", None),
                ("scaffolds/post.md", None),
                ("README.md", None),
                ("source/data.yml", None),
            ],
        );
    }

    #[test]
    fn settings_count() {
        check(
            "source_dir: src\nexclude: [x/*, _posts/*]\ninclude: '_pages/*'\nskip_render: [README.md, _posts/raw/**]\n\
             ignore: '**/tmp/**'\npost_asset_folder: true",
            &[
                ("src/x/a.md", None),
                ("src/x/y/a.md", Some(Single)),
                ("src/_posts/a.md", Some(Post)),
                ("src/_pages/a.md", Some(Single)),
                ("src/README.md", None),
                ("src/_posts/raw/a.md", None),
                ("src/tmp/a.md", None),
                ("src/_posts/a/page.html", None),
                ("source/a.md", None),
            ],
        );
    }
}
