//! What may be typed, and what becomes of the text when it is chosen.

use matterlint::assist::completion::{Item, ItemKind, complete};
use matterlint::text::apply;

use super::Scene;

fn items(files: &[(&str, &str)]) -> Vec<Item> {
    let scene = Scene::new(files);
    complete(&scene.asked(), scene.offset).items
}

fn labels(files: &[(&str, &str)]) -> Vec<String> {
    let shown = |item: Item| match item.detail {
        Some(detail) => format!("{} ({detail})", item.label),
        None => item.label,
    };
    items(files).into_iter().map(shown).collect()
}

/// The line with the cursor after `label` was chosen.
fn chosen(files: &[(&str, &str)], label: &str) -> String {
    let scene = Scene::new(files);
    let completion = complete(&scene.asked(), scene.offset);
    let Some(item) = completion.items.iter().find(|item| item.label == label) else {
        let labels: Vec<&str> = completion.items.iter().map(|item| &*item.label).collect();
        panic!("{label} is not among {labels:?} in {}", scene.text);
    };
    let text = apply(&scene.text, std::slice::from_ref(&item.edit)).expect("one edit");
    let start = text[..item.edit.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    text[start..].lines().next().unwrap_or_default().to_owned()
}

const HUGO: (&str, &str) = ("hugo.toml", "");

#[test]
fn keys_of_the_generator_and_of_other_pages() {
    let other = ("content/a.md", "---\ntitle: A\nmood: calm\nparams:\n  shade: 1\n  light: 2\n---\n");
    let more = ("content/b.md", "---\ntitle: B\nmood: calm\nslip: 1\nparams: {shade: 2}\n---\n");
    let found = labels(&[HUGO, other, more, ("content/c.md", "---\ntitle: C\n‸\n---\n")]);
    assert_eq!(found[0], "params (a map of keys and values)");
    assert!(found.contains(&"draft (`true` or `false`)".to_owned()), "{found:?}");
    assert!(found.contains(&"mood (on 2 pages)".to_owned()), "{found:?}");
    assert!(!found.iter().any(|label| label.starts_with("title") || label.starts_with("slip")), "{found:?}");
    assert!(!found.iter().any(|label| label.starts_with("_build")), "{found:?}");
    assert_eq!(labels(&[HUGO, other, more, ("content/c.md", "---\nparams:\n  ‸\n---\n")]), ["shade (on 2 pages)"]);
    let build = labels(&[HUGO, ("content/c.md", "---\nbuild:\n  re‸\n---\n")]);
    assert_eq!(build.len(), 3, "{build:?}");
    let resources = labels(&[HUGO, ("content/c/index.md", "---\nresources:\n- na‸\n---\n")]);
    assert!(resources.iter().any(|label| label.starts_with("name")), "{resources:?}");
}

#[test]
fn keys_in_each_format() {
    for (before, after) in [
        ("---\ndra‸\n---\n", "draft: "),
        ("---\ndra‸: true\n---\n", "draft: true"),
        ("---\n\"dra‸\"\n---\n", "\"draft\": "),
        ("---\r\ntitle: 题\r\ndra‸\r\ndate: 2024-01-02\r\n---\r\n", "draft: "),
        ("---\ntitle: \"A\ndra‸\n---\n", "draft: "),
        ("---\ntags: [a, b\n‸\n---\n", "draft: "),
        ("+++\ndra‸\n+++\n", "draft = "),
        ("+++\ndra‸ = true\n+++\n", "draft = true"),
        ("{\n\"dra‸\n}\n", "\"draft\": "),
        ("{\n\"dra‸\": true\n}\n", "\"draft\": true"),
        ("{\n‸\n}\n", "\"draft\": "),
    ] {
        assert_eq!(chosen(&[HUGO, ("content/a.md", before)], "draft"), after, "{before}");
    }
    let key = ("content/b.md", "+++\n\"心情\" = 1\n+++\n");
    let again = ("content/c.md", "+++\n\"心情\" = 2\n+++\n");
    assert_eq!(chosen(&[HUGO, key, again, ("content/a.md", "+++\n‸\n+++\n")], "心情"), "\"心情\" = ");
    assert_eq!(chosen(&[HUGO, key, again, ("content/a.md", "---\n‸\n---\n")], "心情"), "心情: ");
    assert_eq!(chosen(&[HUGO, ("content/a.md", "+++\n[par‸\n+++\n")], "params"), "[params");
}

const SCHEMA: &str = r##"{
    "required": ["kind"],
    "properties": {
        "title": {"description": "what it is called"},
        "kind": {"type": "string", "enum": ["hike", "no: way", "true"]},
        "level": {"enum": [1, 2, null]},
        "tide": {"type": "boolean"},
        "guide": {"type": "array", "items": {"type": "object", "required": ["name"], "properties": {"mail": {}, "name": {}}}}
    },
    "additionalProperties": false
}"##;
const BOUND: (&str, &str) = ("matterlint.yaml", "schemas:\n  - files: \"content/**\"\n    schema: s.json\n");

fn with_schema(page: &'static str) -> [(&'static str, &'static str); 4] {
    [HUGO, BOUND, ("s.json", SCHEMA), ("content/a.md", page)]
}

#[test]
fn keys_and_values_of_schemas() {
    let found = labels(&with_schema("---\ntitle: A\n‸\n---\n"));
    assert_eq!(found, ["kind (required: a text)", "level", "tide (`true` or `false`)", "guide (a list)"]);
    assert_eq!(labels(&with_schema("---\nguide:\n- name: A\n  ‸\n---\n")), ["mail"]);
    assert_eq!(labels(&with_schema("---\nguide:\n- ‸\n---\n")), ["name (required)", "mail"]);
    assert_eq!(labels(&with_schema("---\ntide: ‸\n---\n")), ["true", "false"]);
    assert_eq!(labels(&with_schema("---\nlevel: ‸\n---\n")), ["1", "2", "null"]);
    assert_eq!(labels(&with_schema("+++\nlevel = ‸\n+++\n")), ["1", "2"]);
    let documented = items(&with_schema("---\n‸\n---\n"));
    let title = documented.iter().find(|item| item.label == "title").expect("it is there");
    assert!(title.documentation.as_ref().is_some_and(|text| text.contains("what it is called")), "{title:?}");
}

#[test]
fn values_get_the_quotes_that_they_need() {
    for (before, label, after) in [
        ("---\nkind: ‸\n---\n", "hike", "kind: hike"),
        ("---\nkind:‸\n---\n", "hike", "kind: hike"),
        ("---\nkind: hi‸ # x\n---\n", "hike", "kind: hike # x"),
        ("---\nkind: ‸\n---\n", "no: way", "kind: \"no: way\""),
        ("---\nkind: ‸\n---\n", "true", "kind: \"true\""),
        ("---\nkind: 'h‸'\n---\n", "hike", "kind: 'hike'"),
        ("---\nkind: \"h‸\n---\n", "hike", "kind: \"hike\""),
        ("+++\nkind = ‸\n+++\n", "hike", "kind = \"hike\""),
        ("+++\nkind = 'h‸\n+++\n", "hike", "kind = 'hike'"),
        ("{\"kind\": ‸}\n", "hike", "{\"kind\": \"hike\"}"),
        ("{\"kind\": \"h‸\"}\n", "hike", "{\"kind\": \"hike\"}"),
        ("{\"tide\": ‸}\n", "true", "{\"tide\": true}"),
    ] {
        assert_eq!(chosen(&with_schema(before), label), after, "{before}");
    }
}

const TEA: (&str, &str) = ("content/t.md", "---\ntags: [茶, Go]\nauthor: Mei\n---\n");
const TEA_AGAIN: (&str, &str) = ("content/u.md", "---\ntags: [茶, \"a: b\"]\nauthor: Mei\n---\n");

#[test]
fn terms_with_their_pages() {
    let site = |page| [HUGO, TEA, TEA_AGAIN, ("content/a.md", page)];
    let all = ["茶 (2 pages)", "Go (1 page)", "a: b (1 page)"];
    assert_eq!(labels(&site("---\ntags: [‸]\n---\n")), all);
    assert_eq!(labels(&site("---\ntags:\n  - ‸\n---\n")), all);
    assert_eq!(labels(&site("---\ntags: [Go, ‸\ndate: 1\n---\n")), ["茶 (2 pages)", "a: b (1 page)"]);
    assert_eq!(labels(&site("---\ntags: [茶‸, Go]\n---\n")), ["茶 (2 pages)", "a: b (1 page)"]);
    for (before, label, after) in [
        ("---\ntags: [Go, ‸]\n---\n", "茶", "tags: [Go, 茶]"),
        ("---\ntags: [x‸]\n---\n", "a: b", "tags: [\"a: b\"]"),
        ("---\ntags: ‸\n---\n", "茶", "tags: [茶]"),
        ("---\ntags:\n  -‸\n---\n", "茶", "  - 茶"),
        ("+++\ntags = [\"Go\", ‸]\n+++\n", "茶", "tags = [\"Go\", \"茶\"]"),
        ("+++\ntags = [\"Go\", \"‸\n+++\n", "茶", "tags = [\"Go\", \"茶\""),
        ("{\"tags\": [\"‸\"]}\n", "茶", "{\"tags\": [\"茶\"]}"),
    ] {
        assert_eq!(chosen(&site(before), label), after, "{before}");
    }
}

#[test]
fn terms_of_one_text_are_words() {
    let posts = |page| {
        [
            ("_config.yml", ""),
            ("_posts/2024-01-01-b.md", "---\ntags: sea land\n---\n"),
            ("_posts/2024-01-02-a.md", page),
        ]
    };
    assert_eq!(labels(&posts("---\ntags: sea ‸\n---\n")), ["land (1 page)"]);
    assert_eq!(chosen(&posts("---\ntags: sea la‸\n---\n"), "land"), "tags: sea land");
    assert_eq!(chosen(&posts("---\ntags: ‸\n---\n"), "land"), "tags: land");
    assert_eq!(chosen(&posts("---\ntags: \"s‸ land\"\n---\n"), "sea"), "tags: \"sea land\"");
    assert_eq!(chosen(&posts("---\ntag: ‸\n---\n"), "land"), "tag: land");
}

#[test]
fn a_vocabulary_decides_which_terms_there_are() {
    let config = ("matterlint.yaml", "taxonomies:\n  tags:\n    vocabulary: tags.yaml\n");
    let terms =
        ("tags.yaml", "- name: go\n  description: the language\n- name: old\n  deprecated: true\n  replaced_by: go\n");
    let site = [HUGO, config, terms, TEA, ("content/a.md", "---\ntags: [‸]\n---\n")];
    let found = items(&site);
    let said: Vec<(&str, bool)> = found.iter().map(|item| (&*item.label, item.is_deprecated)).collect();
    assert_eq!(said, [("go", false), ("old", true)]);
    assert!(found[0].documentation.as_ref().is_some_and(|text| text.contains("the language")), "{found:?}");
}

#[test]
fn authors_layouts_and_values_of_other_pages() {
    assert_eq!(labels(&[HUGO, TEA, TEA_AGAIN, ("content/a.md", "---\nauthor: ‸\n---\n")]), ["Mei (2 pages)"]);
    assert_eq!(labels(&[HUGO, TEA, TEA_AGAIN, ("content/a.md", "---\ntitle: ‸\n---\n")]), [""; 0]);
    let layouts = [HUGO, ("layouts/wide.html", ""), ("content/a.md", "---\nlayout: ‸\n---\n")];
    assert_eq!(labels(&layouts), ["wide"]);
    assert_eq!(items(&layouts)[0].file.as_deref(), Some("layouts/wide.html"));
    let weights = [
        HUGO,
        ("content/b.md", "---\nrank: 10\n---\n"),
        ("content/c.md", "---\nrank: 10\n---\n"),
        ("content/a.md", "{\"rank\": ‸}"),
    ];
    assert_eq!(chosen(&weights, "10"), "{\"rank\": 10}");
    let material = [
        ("mkdocs.yml", "theme: {name: material}\nplugins:\n  - blog\n"),
        ("docs/blog/.authors.yml", "authors:\n  ada: {name: Ada}\n"),
        ("docs/blog/posts/a.md", "---\nauthors: [‸]\n---\n"),
    ];
    assert_eq!(
        items(&material).iter().map(|item| (&*item.label, item.kind)).collect::<Vec<_>>(),
        [("ada", ItemKind::Author)]
    );
}

#[test]
fn images_under_names_that_the_generator_finds() {
    let files = |page| {
        [
            HUGO,
            ("content/p/index.md", page),
            ("content/p/灯塔.jpg", ""),
            ("content/q/b.png", ""),
            ("static/img/c.png", ""),
            ("assets/d.webp", ""),
            ("content/p/notes.txt", ""),
        ]
    };
    let found = labels(&files("---\nimages: [‸]\n---\n"));
    assert_eq!(found, ["灯塔.jpg", "d.webp", "../q/b.png", "/img/c.png"]);
    assert_eq!(chosen(&files("---\nimages: ‸\n---\n"), "灯塔.jpg"), "images: [灯塔.jpg]");
    assert_eq!(chosen(&files("---\nresources:\n- src: \"‸\"\n---\n"), "灯塔.jpg"), "- src: \"灯塔.jpg\"");
}

#[test]
fn dates_are_now_in_the_layout_of_the_site() {
    let shanghai = ("hugo.toml", "timeZone = 'Asia/Shanghai'\n");
    let old = ("content/b.md", "---\ndate: 2024-01-02T03:04:05+08:00\n---\n");
    let day = ("content/c.md", "---\ndate: 2024-01-02\n---\n");
    let days = ("content/d.md", "---\ndate: 2024-11-12\n---\n");
    let found = labels(&[shanghai, old, day, days, ("content/a.md", "---\ndate: ‸\n---\n")]);
    assert_eq!(found, ["2026-11-25 (now, as on 2 pages)", "2026-11-25T08:00:00+08:00 (now, as on 1 page)"]);
    let toml = [shanghai, old, ("content/a.md", "+++\ndate = ‸\n+++\n")];
    assert_eq!(chosen(&toml, "2026-11-25T08:00:00+08:00"), "date = 2026-11-25T08:00:00+08:00");
    let json = [shanghai, ("content/a.md", "{\"date\": \"‸\"}")];
    assert_eq!(chosen(&json, "2026-11-25"), "{\"date\": \"2026-11-25\"}");
    let jekyll = [("_config.yml", "timezone: Asia/Shanghai\n"), ("_posts/2024-01-02-a.md", "---\ndate: ‸\n---\n")];
    assert_eq!(labels(&jekyll)[1], "2026-11-25 08:00:00 +0800 (now)");
}

#[test]
fn a_block_that_nothing_closes_yet() {
    for (path, text) in [
        ("_posts/2024-01-02-a.md", "---\ntitle: A\ncate‸"),
        ("_posts/2024-01-02-a.md", "---\ntitle: A\ncate‸\n\nText: of the page\n"),
    ] {
        assert_eq!(chosen(&[("_config.yml", ""), (path, text)], "categories"), "categories: ", "{text}");
    }
    assert_eq!(labels(&[("_config.yml", ""), ("_posts/2024-01-02-a.md", "---\ntitle: A\n\nText\ncate‸")]), [""; 0]);
}

#[test]
fn nothing_is_proposed_in_the_text() {
    assert_eq!(labels(&[HUGO, ("content/a.md", "---\ntitle: A\n---\ndra‸\n")]), [""; 0]);
    assert_eq!(labels(&[HUGO, ("content/a.md", "---\nsummary: |\n  dra‸\n---\n")]), [""; 0]);
}

#[test]
fn taxonomies_in_one_map() {
    let config = ("config.toml", "base_url = 'https://a.example'\ntaxonomies = [{name = 'tags'}]\n");
    let other = ("content/b.md", "+++\n[taxonomies]\ntags = ['茶', 'go']\n+++\n");
    let site = |page| [config, ("templates/page.html", ""), other, ("content/a.md", page)];
    assert_eq!(labels(&site("+++\n[taxonomies]\ntags = ['go', ‸]\n+++\n")), ["茶 (1 page)"]);
    assert_eq!(labels(&site("---\ntaxonomies:\n  tags: [‸\n---\n")).len(), 2);
    assert_eq!(labels(&site("---\ntaxonomies:\n  ‸\n---\n")), ["tags (a list)"]);
    assert_eq!(labels(&site("+++\ntemplate = ‸\n+++\n")), ["page.html"]);
    assert_eq!(labels(&site("+++\ntags = [‸]\n+++\n")), [""; 0]);
}
