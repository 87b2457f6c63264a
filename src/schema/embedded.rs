//! Schemas that come with the program: what each generator itself reads, for editors and for `matterlint schema`.

/// The schema of the keys that the generator named `generator` reads, as JSON; `None` where there is none.
pub fn embedded(generator: &str) -> Option<&'static str> {
    match generator {
        "astro" => Some(include_str!("../../schemas/astro.json")),
        "eleventy" => Some(include_str!("../../schemas/eleventy.json")),
        "hugo" => Some(include_str!("../../schemas/hugo.json")),
        "jekyll" => Some(include_str!("../../schemas/jekyll.json")),
        "vitepress" => Some(include_str!("../../schemas/vitepress.json")),
        "zola" => Some(include_str!("../../schemas/zola.json")),
        "mkdocs" => Some(include_str!("../../schemas/mkdocs-material.json")),
        "hexo" => Some(include_str!("../../schemas/hexo.json")),
        "docusaurus" => Some(include_str!("../../schemas/docusaurus.json")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use super::embedded;
    use crate::front_matter::{YamlParser, read_yaml};
    use crate::schema::{Judging, SchemaStore};

    fn judged(generator: &str, parser: YamlParser, text: &str) -> Vec<String> {
        let schema = embedded(generator).expect("there is a schema").to_owned();
        let mut store = SchemaStore::new(Arc::new(|_| true));
        store.add("s.json", &HashMap::from([("s.json".to_owned(), schema)]));
        assert_eq!(store.problems(), []);
        let read = read_yaml(text, parser);
        let judging = Judging { whole: true, top_keys: true, ignore_case: generator == "hugo" };
        let found = store.get("s.json").expect("it is fine").judge(read.tree.root(), judging);
        found.into_iter().map(|violation| violation.message).collect()
    }

    #[test]
    fn typical_hugo_pages_are_accepted() {
        let pages = [
            "title: A\ndate: 2024-01-02\ndraft: false\ntags: [go, 2024]\nweight: 10\n",
            "Title: 1.10\nLastMod: 2024-01-02T10:00:00+08:00\nslug: a\naliases: /old/\nmenu: main\n",
            "title: B\nmenus:\n  main:\n    parent: docs\n    weight: 3\ncascade:\n  - target: {kind: page}\n    params: {x: 1}\n",
            "resources:\n- src: '*.jpg'\n  name: photo-:counter\nbuild: {list: never, render: false}\nsitemap: {priority: 0.5}\n",
            "title:\ncategories:\nfeaturedImage: a.png\ntoc: true\noutputs: [html, rss]\nkeywords: one two\n",
        ];
        for page in pages {
            assert_eq!(judged("hugo", YamlParser::Goccy, page), [""; 0], "{page}");
        }
    }

    #[test]
    fn what_hugo_loses_is_refused() {
        let cases = [
            ("draft: yes", "`draft` must be `true` or `false`, but is the text `yes`"),
            ("weight: heavy", "`weight` must be a whole number, but is the text `heavy`"),
            ("title: [a]", "`title` must be"),
            ("tags: {a: 1}", "`tags` must be"),
            ("resources: [{name: x}]", "`src` is missing in `resources[0]`"),
        ];
        for (page, start) in cases {
            let found = judged("hugo", YamlParser::Goccy, page);
            assert!(found.len() == 1 && found[0].starts_with(start), "{page}: {found:?}");
        }
    }

    #[test]
    fn typical_jekyll_pages_are_accepted() {
        let pages = [
            "layout: post\ntitle: A\ndate: 2024-01-02 10:00:00 +0100\ncategories: a b\ntags: [x, 1]\n",
            "layout: null\npermalink: /feed.xml\nsitemap: false\n",
            "layout: page\nimage: {path: a.png, alt: A}\nauthor: [a, b]\nexcerpt: ''\npublished: no\nredirect_from:\n- /old/\n",
        ];
        for page in pages {
            assert_eq!(judged("jekyll", YamlParser::Psych, page), [""; 0], "{page}");
        }
    }

    #[test]
    fn what_jekyll_misreads_is_refused() {
        assert_eq!(judged("jekyll", YamlParser::Psych, "published: \"false\"\ndate: [x]").len(), 2);
    }

    #[test]
    fn sites_in_javascript() {
        let astro = "title: A\npubDate: 2024-01-02\nimage: {url: ./a.png, alt: A}\ntags: [a]\nlayout: ../L.astro\n";
        assert_eq!(judged("astro", YamlParser::JsYaml4, astro), [""; 0]);
        let eleventy =
            "layout: post.njk\ntags: [posts, 5]\ndate: git Created\npermalink: false\npagination: {data: x, size: 2}\n";
        assert_eq!(judged("eleventy", YamlParser::JsYaml4, eleventy), [""; 0]);
        // Each of them stops the build.
        for page in ["layout: true", "tags: 5", "date: 20240102", "permalink: true", "pagination: {size: 1}"] {
            assert_eq!(judged("eleventy", YamlParser::JsYaml4, page).len(), 1, "{page}");
        }
        let home = "layout: home\nhero: {name: A, image: {src: /a.png}, actions: [{text: B, link: /b}]}\nfeatures: [{title: C}]\noutline: [2, 3]\naside: left\nlastUpdated: 2024-01-02\n";
        assert_eq!(judged("vitepress", YamlParser::JsYaml3, home), [""; 0]);
        assert_eq!(judged("vitepress", YamlParser::JsYaml3, "sidebar: \"false\"\nfeatures: {title: A}").len(), 2);
    }

    #[test]
    fn typical_zola_pages_are_accepted() {
        let pages = [
            "title: A\ndate: 2024-01-02\ntaxonomies:\n  tags: [a, 2024]\nauthors: [ada]\nextra: {toc: true}\n",
            "title:\nsort_by: date\npaginate_by: 5\ngenerate_feeds: true\ninsert_anchor_links: right\n",
            "path: /about/\naliases: [old]\ndraft: false\nweight: 0\nupdated: 2024-01-02T10:00:00Z\n",
        ];
        for page in pages {
            assert_eq!(judged("zola", YamlParser::SerdeYaml, page), [""; 0], "{page}");
        }
    }

    #[test]
    fn what_zola_refuses_or_ignores_is_refused() {
        for page in ["tags: [a]", "draft: yes", "weight: -1", "taxonomies: {tags: ['  ']}", "slug: ''", "sort_by: x"] {
            assert_eq!(judged("zola", YamlParser::SerdeYaml, page).len(), 1, "{page}");
        }
    }

    #[test]
    fn material_pages_are_judged_as_material_does() {
        let fine = [
            "date: 2024-01-02\nauthors: [ada]\ncategories: [A]\ndraft: yes\nslug: a\nlinks:\n- a.md\n",
            "date: {created: 2024-01-02, updated: 2024-01-03 10:00:00}\nhide: [toc]\nsearch: {boost: 2}\nown: {a: 1}\n",
            "title: 2024\ntags: [a, 1, true]\nhide: toc\nicon: material/home\n",
        ];
        for page in fine {
            assert_eq!(judged("mkdocs", YamlParser::PyYaml, page), [""; 0], "{page}");
        }
        for page in
            ["tags: a, b", "categories: A", "draft: 'true'", "slug: 5", "date: {updated: 2024-01-02}", "search: no"]
        {
            assert_eq!(judged("mkdocs", YamlParser::PyYaml, page).len(), 1, "{page}");
        }
    }

    #[test]
    fn typical_hexo_pages_are_accepted() {
        let pages = [
            "title: 装轮子\ndate: 2024-01-02 10:00:00\ntags: [Go, 2024]\ncategories:\n- [语言, Go]\n- 工具\ncover: false\n",
            "title:\nlayout: false\npermalink: a/\ncomments: false\nsticky: 10\nphotos: a.png\ncategories: A\ntags:\n",
        ];
        for page in pages {
            assert_eq!(judged("hexo", YamlParser::HexoYaml, page), [""; 0], "{page}");
        }
        assert_eq!(judged("hexo", YamlParser::HexoYaml, "published: no\npermalink: 5\ntags: {a: 1}").len(), 3);
    }

    #[test]
    fn docusaurus_is_as_strict_as_itself() {
        let pages = [
            "title: 1.10\nslug: 0144\nsidebar_position: 2.5\ntags: [a, 2024, {label: B, permalink: /b}]\ndraft: 'TRUE'\n",
            "authors: [anna, {name: B, image_url: x.png}]\ndate: 2024-01-02\nkeywords: [a]\nlast_update: {date: 2024-01-02}\n",
            "displayed_sidebar:\npagination_next: null\ntoc_min_heading_level: 3\nimage: ./a.png\ntitle: ''\nown: [1]\n",
        ];
        for page in pages {
            assert_eq!(judged("docusaurus", YamlParser::JsYaml3, page), [""; 0], "{page}");
        }
        let refused = [
            "title:",
            "title: true",
            "slug: ''",
            "draft: yes",
            "keywords: []",
            "keywords: a",
            "tags: a, b",
            "tags: ['']",
            "last_update: {}",
            "toc_max_heading_level: 7",
            "sidebar_position: x",
            "image: 5",
            "authors: {title: x}",
        ];
        for page in refused {
            assert_eq!(judged("docusaurus", YamlParser::JsYaml3, page).len(), 1, "{page}");
        }
    }
}
