//! What is said of keys and values.

use matterlint::assist::hover::{Hover, hover};

use super::Scene;

fn said(files: &[(&str, &str)]) -> Option<Hover> {
    let scene = Scene::new(files);
    hover(&scene.asked(), scene.offset)
}

fn text(files: &[(&str, &str)]) -> String {
    said(files).map(|hover| hover.markdown.replace("\n\n", " | ")).unwrap_or_default()
}

const HUGO: (&str, &str) = ("hugo.toml", "");

#[test]
fn every_key_of_every_generator_says_what_it_is_for() {
    for profile in matterlint::profile::ALL {
        let keys = profile.keys.iter().chain(profile.themes.iter().flat_map(|theme| theme.keys));
        for key in keys {
            assert!(key.about.len() > 5 && !key.about.ends_with('.'), "{}: {}", profile.id, key.name);
        }
    }
}

#[test]
fn keys_say_what_they_are_for() {
    let draft = text(&[HUGO, ("content/a.md", "---\ndra‸ft: true\n---\n")]);
    assert_eq!(draft, "**`draft`**: `true` or `false` | Hugo: keep the page out of the built site");
    let tags = text(&[HUGO, ("content/a.md", "+++\ntags‸ = []\n+++\n")]);
    assert_eq!(tags, "**`tags`**: a list | Hugo: the page's tags | the terms of `tags`");
    let old = text(&[HUGO, ("content/a.md", "---\n_build‸: {}\n---\n")]);
    assert!(old.contains("the former name of `build`"), "{old}");
    let slug = text(&[HUGO, ("content/posts/a.md", "{\"slug‸\": \"茶\"}")]);
    assert!(slug.ends_with("the page is published at `/posts/茶/`"), "{slug}");
    assert_eq!(text(&[HUGO, ("content/a.md", "---\nown‸: 1\n---\n")]), "");
}

#[test]
fn keys_say_what_their_schema_says() {
    let schema = r##"{"properties": {"mood": {"description": "how it **feels**", "enum": ["calm", 2]}}}"##;
    let config = "schemas:\n  - files: \"content/**\"\n    schema: s.json\n";
    let mood =
        text(&[HUGO, ("matterlint.yaml", config), ("s.json", schema), ("content/a.md", "---\nmoo‸d: calm\n---\n")]);
    assert_eq!(mood, "**`mood`** | how it **feels** | one of `calm`, `2`");
}

#[test]
fn a_key_that_is_handed_down() {
    let list = ("content/posts/_index.md", "---\ncascade:\n  mood: calm\n---\n");
    let mood = text(&[HUGO, list, ("content/posts/a.md", "---\nmood‸: wild\n---\n")]);
    assert_eq!(mood, "**`mood`** | `content/posts/_index.md` hands down a value, too");
}

#[test]
fn dates_in_words() {
    let shanghai = ("hugo.toml", "timeZone = 'Asia/Shanghai'\n");
    let date = |page| text(&[shanghai, ("content/a.md", page)]);
    assert_eq!(date("---\ndate: 2024-01-0‸2\n---\n"), "Tuesday, 2 January 2024 (2 years ago)");
    assert_eq!(
        date("+++\ndate = 2026-11-24T20:00:00Z‸\n+++\n"),
        "Tuesday, 24 November 2026, 20:00 UTC (today) | on the clock of the site: Wednesday, 25 November 2026, 04:00 UTC+08:00"
    );
    assert_eq!(
        date("{\"date\": \"2026-11-28‸\"}"),
        "Saturday, 28 November 2026 (in 3 days) | the page is left out of the site until then"
    );
    assert_eq!(date("---\nexpiryDate: ‸2026-11-26\n---\n"), "Thursday, 26 November 2026 (tomorrow)");
    assert_eq!(date("---\ndate: no‸\n---\n"), "");
}

#[test]
fn images_with_their_size() {
    let files = [
        HUGO,
        ("content/p/灯塔.jpg", "1200 x 630, 90000 bytes"),
        ("content/p/index.md", "---\nimages: [灯‸塔.jpg]\n---\n"),
    ];
    let hover = said(&files).expect("it is an image");
    assert_eq!(hover.image.as_deref(), Some("content/p/灯塔.jpg"));
    assert_eq!(hover.markdown, "`content/p/灯塔.jpg`\n\n1200 × 630 pixels, 90 kB");
}

#[test]
fn terms_with_pages_spellings_and_vocabulary() {
    let other = ("content/b.md", "---\ntags: [Go, tea]\n---\n");
    let page = ("content/a.md", "---\ntags: [tea, g‸o]\n---\n");
    assert_eq!(
        text(&[HUGO, other, page, ("content/tags/go/_index.md", "---\ntitle: Go\n---\n")]),
        "`go`: a term of `tags` on 2 pages | `/tags/go/`, which has a text of its own | spelt `go` on 1 page, `Go` on 1 page"
    );
    let config = ("matterlint.yaml", "taxonomies:\n  tags:\n    vocabulary: tags.yaml\n");
    let terms = ("tags.yaml", "- name: golang\n  aliases: [go]\n  description: the language\n");
    let said = text(&[HUGO, config, terms, page]);
    assert!(said.ends_with("the vocabulary spells it `golang` | the language"), "{said}");
    let posts = [("_config.yml", ""), ("_posts/2024-01-02-a.md", "---\ntags: sea la‸nd\n---\n")];
    assert_eq!(text(&posts), "`land`: a term of `tags` on 1 page");
}
