//! Kinds and addresses of pages of invented sites. What is expected was read off builds with Hugo 0.168.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::PROFILE;
use crate::listing::Listing;
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::{PageAddress, PageKind, SectionPage, SectionPages};

const TWO_LANGUAGES: &str = "[languages.en]\n[languages.zh]\n";

struct Site {
    listing: Listing,
    config: GeneratorConfig,
}

impl Site {
    fn new(settings: &str, paths: &[&str]) -> Self {
        let files = HashMap::from([("hugo.toml".to_owned(), settings.to_owned())]);
        let listing = Listing::new(files.keys().cloned().chain(paths.iter().map(|path| (*path).to_owned())));
        let config = (PROFILE.read_config)(&listing, &files);
        Self { listing, config }
    }

    fn kind(&self, path: &str) -> Option<PageKind> {
        (PROFILE.page_kind)(path, &self.config, &self.listing)
    }

    fn url(&self, path: &str, keys: &[(&str, &str)]) -> Option<String> {
        self.with_page(path, keys, PROFILE.url)
    }

    fn alias(&self, alias: &str, path: &str) -> Option<String> {
        self.with_page(path, &[], |page, config| (PROFILE.aliases.url)(alias, page, config))
    }

    fn with_page<R>(
        &self,
        path: &str,
        keys: &[(&str, &str)],
        ask: impl Fn(&PageAddress<'_>, &GeneratorConfig) -> R,
    ) -> R {
        let text = |key: &str| keys.iter().find(|(have, _)| *have == key).map(|(_, value)| (*value).to_owned());
        let said = |dir: &str| {
            let slug = (dir == "content/slugged").then(|| "Other Name".to_owned());
            (dir.to_owned(), SectionPage { slug, title: Some("List Page".to_owned()) })
        };
        let dirs = self.listing.iter().filter_map(|path| path.strip_suffix("/_index.md"));
        let sections: SectionPages = dirs.map(said).collect();
        let date = NaiveDate::from_ymd_opt(2024, 3, 4).and_then(|day| day.and_hms_opt(5, 6, 7));
        let kind = self.kind(path).expect("the path is a page");
        ask(
            &PageAddress { path, kind, language: None, text: &text, list: &|_| None, date, sections: Some(&sections) },
            &self.config,
        )
    }
}

#[test]
fn names_decide_the_kind() {
    let paths = [
        "content/_index.md",
        "content/a.md",
        "content/leaf/index.md",
        "content/leaf/deep/index.md",
        "content/leaf/x.md",
        "content/branch/_index.md",
        "content/both/index.md",
        "content/both/_index.md",
        "content/both/x.md",
        "content/Odd/Index.MD",
        "content/tags/_index.md",
        "content/tags/Go Lang/_index.md",
        "content/tags/x.md",
    ];
    let site = Site::new("", &paths);
    let kinds: Vec<&str> = paths.iter().map(|path| site.kind(path).map_or("none", PageKind::name)).collect();
    assert_eq!(
        kinds,
        [
            "home",
            "single",
            "leaf-bundle",
            "resource",
            "resource",
            "branch-bundle",
            "leaf-bundle",
            "resource",
            "resource",
            "leaf-bundle",
            "taxonomy",
            "term",
            "single",
        ]
    );
}

#[test]
fn some_files_are_no_pages() {
    let site = Site::new("ignoreFiles = ['\\.bak\\.md$', '^draft']", &[]);
    for path in [
        "README.md",
        "archetypes/default.md",
        "content/a.mdx",
        "content/a.txt",
        "content/.a.md",
        "content/#a.md",
        "content/a.md~",
        "content/.dir/a.md",
        "content/#dir/a.md",
        "content/dir~/a.md",
        "content/x/_content.gotmpl",
        "content/a.bak.md",
        "content",
    ] {
        assert_eq!(site.kind(path), None, "{path}");
    }
    for path in ["content/_a.md", "content/_dir/a.md", "content/~a.md", "content/README.md", "content/draft.md"] {
        assert_eq!(site.kind(path), Some(PageKind::Single), "{path}");
    }
}

#[test]
fn an_index_in_the_root_swallows_the_site() {
    let site = Site::new("", &["content/index.md", "content/posts/a.md"]);
    assert_eq!(site.kind("content/index.md"), Some(PageKind::Home));
    assert_eq!(site.kind("content/posts/a.md"), Some(PageKind::Resource));
}

#[test]
fn languages_come_from_names_and_folders() {
    let site = Site::new(TWO_LANGUAGES, &["content/l/index.zh.md", "content/l/x.md"]);
    let language = |path: &str| (PROFILE.language)(path, &site.config);
    assert_eq!(language("content/a.ZH.md").as_deref(), Some("zh"));
    assert_eq!(language("content/a.fr.md").as_deref(), Some("en"));
    assert_eq!((PROFILE.logical_path)("content/A b/C.zh.md", &site.config).as_deref(), Some("/a-b/c"));
    assert_eq!((PROFILE.logical_path)("content/a/index.fr.md", &site.config).as_deref(), Some("/a/index.fr"));
    // A bundle in one language is one for all.
    assert_eq!(site.kind("content/l/x.md"), Some(PageKind::Resource));

    let settings =
        "[languages.en]\ncontentDir = 'en'\n[languages.zh]\ncontentDir = 'zh'\n[languages.fr]\ndisabled = true";
    let site = Site::new(settings, &["en/l/index.md"]);
    let language = |path: &str| (PROFILE.language)(path, &site.config);
    assert_eq!(language("zh/a.md").as_deref(), Some("zh"));
    assert_eq!(language("zh/a.en.md").as_deref(), Some("en"));
    assert_eq!(site.kind("zh/l/x.md"), Some(PageKind::Resource));
    assert_eq!(site.kind("zh/a.fr.md"), None);
    assert_eq!(site.kind("content/a.md"), None);
}

#[test]
fn a_site_without_languages_has_its_default_in_names() {
    let site = Site::new("", &[]);
    assert_eq!(site.url("content/a.en.md", &[]).as_deref(), Some("/a/"));
    assert_eq!(site.url("content/a.zh.md", &[]).as_deref(), Some("/a.zh/"));
    assert_eq!((PROFILE.language)("content/a.en.md", &site.config), None);
}

#[test]
fn paths_become_urls() {
    let site = Site::new("", &["content/slugged/_index.md"]);
    for (path, url) in [
        ("content/My Post.md", "/my-post/"),
        ("content/x  y.md", "/x--y/"),
        ("content/C++ & Go!.md", "/c++--go/"),
        ("content/h#1.md", "/h%231/"),
        ("content/中文 文章.md", "/%E4%B8%AD%E6%96%87-%E6%96%87%E7%AB%A0/"),
        ("content/a—/—/b.md", "/a/b/"),
        ("content/Sect Ion/Sub.Dir/Page.md", "/sect-ion/sub.dir/page/"),
        ("content/posts/leaf/index.md", "/posts/leaf/"),
        ("content/slugged/_index.md", "/slugged/"),
        ("content/slugged/a.md", "/other-name/a/"),
        ("content/_index.md", "/"),
    ] {
        assert_eq!(site.url(path, &[]).as_deref(), Some(url), "{path}");
    }
}

#[test]
fn keys_change_urls() {
    let site = Site::new("", &[]);
    for (key, value, url) in [
        ("slug", "A Slug/Sub!", "/p/a-slug/sub/"),
        ("slug", "-x-", "/p/x/"),
        ("slug", "100% é", "/p/100-%C3%A9/"),
        ("url", "/Q/R", "/Q/R/"),
        ("url", "rel/x", "/rel/x/"),
        ("url", "/a/b.html", "/a/b.html"),
        ("url", "/x/index.html", "/x/"),
        ("url", "/A b!&c/", "/A%20b%21&c/"),
        ("url", "../x3", "/x3/"),
        ("url", "//dbl//x/", "/dbl/x/"),
        ("url", "/:year/:filename/", "/2024/a/"),
    ] {
        assert_eq!(site.url("content/p/a.md", &[(key, value)]).as_deref(), Some(url), "{key}: {value}");
    }
    for (key, value) in
        [("url", "https://example.org/"), ("url", "/:bogus/"), ("headless", "true"), ("build.render", "never")]
    {
        assert_eq!(site.url("content/p/a.md", &[(key, value)]), None, "{key}: {value}");
    }
}

#[test]
fn languages_are_in_urls() {
    let site = Site::new(TWO_LANGUAGES, &[]);
    assert_eq!(site.url("content/p/a.md", &[]).as_deref(), Some("/p/a/"));
    assert_eq!(site.url("content/p/a.zh.md", &[]).as_deref(), Some("/zh/p/a/"));
    assert_eq!(site.url("content/p/a.zh.md", &[("url", "/c/")]).as_deref(), Some("/c/"));
    assert_eq!(site.url("content/p/a.zh.md", &[("url", "c/")]).as_deref(), Some("/zh/c/"));
    let site = Site::new("defaultContentLanguageInSubdir = true", &[]);
    assert_eq!(site.url("content/p/a.md", &[]).as_deref(), Some("/en/p/a/"));
    assert_eq!((PROFILE.terms.url)("tags", "Go", &site.config).as_deref(), Some("/en/tags/go/"));
}

#[test]
fn ugly_urls_end_in_html() {
    let site = Site::new("uglyURLs = true", &[]);
    assert_eq!(site.url("content/p/a.md", &[]).as_deref(), Some("/p/a.html"));
    assert_eq!(site.url("content/p/_index.md", &[]).as_deref(), Some("/p/index.html"));
    assert_eq!(site.url("content/tags/go/_index.md", &[]).as_deref(), Some("/tags/go.html"));
    assert_eq!(site.url("content/p/a.md", &[("url", "/Q/")]).as_deref(), Some("/Q/"));
}

#[test]
fn permalink_patterns_are_expanded() {
    let keys = [("title", "Hello C++ / World"), ("slug", "S l")];
    for (pattern, url) in [
        ("/:year/:month/:day/:title/", "/2024/03/04/hello-c-world/"),
        ("/:section/:slug", "/posts/s-l/"),
        ("/:sections/:filename.html", "/posts/sub/my-page.html/"),
        (":sections[1:]/:slugorfilename", "/sub/s-l/"),
        ("/:sections[last]/:contentbasename", "/sub/my-page/"),
        ("/:yearday/:weekday/:monthname/", "/64/1/march/"),
        ("/:sectionslugs[1:]/:slug", "/list-page/s-l/"),
        ("/x\\\\:y/:slug", "/xy/s-l/"),
        ("", "/posts/sub/s-l/"),
    ] {
        let settings = format!("[permalinks.page]\nposts = \"{pattern}\"");
        let site = Site::new(&settings, &["content/posts/_index.md", "content/posts/sub/_index.md"]);
        assert_eq!(site.url("content/posts/sub/My Page.md", &keys).as_deref(), Some(url), "{pattern}");
        assert_eq!(site.url("content/other/My Page.md", &[]).as_deref(), Some("/other/my-page/"), "{pattern}");
    }
    let site = Site::new("[permalinks]\nposts = '/:bogus/'", &[]);
    assert_eq!(site.url("content/posts/a.md", &[]), None);
}

#[test]
fn terms_with_a_pattern_have_no_known_url() {
    let site = Site::new("[permalinks]\ntags = '/t/:slug/'", &[]);
    assert_eq!((PROFILE.terms.url)("tags", "Go", &site.config), None);
    assert_eq!((PROFILE.terms.url)("categories", "A Cat", &site.config).as_deref(), Some("/categories/a-cat/"));
    assert_eq!((PROFILE.terms.url)("categories", "index.html", &site.config), None);
}

#[test]
fn dates_in_names_make_slugs() {
    let site = Site::new("[frontmatter]\ndate = ['date', ':filename']", &[]);
    assert_eq!(site.url("content/2024-01-02-a b.md", &[]).as_deref(), Some("/a-b/"));
    assert_eq!(site.url("content/2024-01-02-a.md", &[("slug", "s")]).as_deref(), Some("/s/"));
    assert_eq!(site.url("content/2024-01-02-a.md", &[("date", "2024-05-06")]).as_deref(), Some("/2024-01-02-a/"));
    let site = Site::new("", &[]);
    assert_eq!(site.url("content/2024-01-02-a.md", &[]).as_deref(), Some("/2024-01-02-a/"));
}

#[test]
fn aliases_have_urls() {
    let site = Site::new("", &[]);
    for (alias, url) in [
        ("/x", Some("/x/")),
        ("x", Some("/posts/x/")),
        ("../y", Some("/y/")),
        ("/x.html", Some("/x.html")),
        ("/x/index.html", Some("/x/")),
        ("X/Y", Some("/posts/X/Y/")),
        ("/", None),
        ("https://example.org/", None),
    ] {
        assert_eq!(site.alias(alias, "content/posts/a.md").as_deref(), url, "{alias}");
    }
    let site = Site::new(TWO_LANGUAGES, &[]);
    assert_eq!(site.alias("/x", "content/posts/a.zh.md").as_deref(), Some("/zh/x/"));
    assert_eq!(site.alias("x", "content/posts/a.zh.md").as_deref(), Some("/zh/posts/x/"));
}

#[test]
fn mounts_move_pages() {
    let settings = "[[module.mounts]]\nsource = 'docs'\ntarget = 'content/guide'\n\
                    [[module.mounts]]\nsource = 'README.md'\ntarget = 'content/about.md'\n";
    let site = Site::new(settings, &["docs/l/index.md", "docs/l/x.md", "docs/_index.md", "README.md"]);
    assert_eq!(site.kind("docs/l/x.md"), Some(PageKind::Resource));
    assert_eq!(site.url("docs/l/index.md", &[]).as_deref(), Some("/guide/l/"));
    assert_eq!(site.url("docs/_index.md", &[]).as_deref(), Some("/guide/"));
    assert_eq!(site.url("README.md", &[]).as_deref(), Some("/about/"));
    assert_eq!(site.kind("content/a.md"), None);
}
