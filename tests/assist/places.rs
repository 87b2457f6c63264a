//! Where what a page names is to be found, and who else names it.

use matterlint::assist::Target;
use matterlint::assist::definition::{definitions, translations};
use matterlint::assist::references::{references, to_image};

use super::Scene;

const HUGO: (&str, &str) = ("hugo.toml", "");

/// Targets as `path` or `path: text`.
fn shown(files: &[(&str, &str)], targets: Vec<Target>) -> Vec<String> {
    let text = |target: &Target| {
        let (_, text) = files.iter().find(|(path, _)| *path == target.path).expect("a file of the site");
        target.span.map(|span| span.of(&text.replace('‸', "")).to_owned())
    };
    let show = |target: Target| match text(&target) {
        Some(text) => format!("{}: {text}", target.path),
        None => target.path,
    };
    targets.into_iter().map(show).collect()
}

fn found(files: &[(&str, &str)]) -> Vec<String> {
    let scene = Scene::new(files);
    shown(files, definitions(&scene.asked(), scene.offset))
}

fn named(files: &[(&str, &str)]) -> Vec<String> {
    let scene = Scene::new(files);
    shown(files, references(&scene.asked(), scene.offset))
}

#[test]
fn a_term_has_a_page_and_an_entry() {
    let config = ("matterlint.yaml", "taxonomies:\n  tags:\n    vocabulary: tags.yaml\n");
    let site = [
        HUGO,
        config,
        ("tags.yaml", "- name: go\n  aliases: [golang]\n- name: 茶\n"),
        ("content/tags/go/_index.md", "---\ntitle: Go\n---\n"),
        ("content/a.md", "---\ntags:\n- G‸o\n---\n"),
        ("content/b.md", "+++\ntags = ['go', '茶']\n+++\n"),
    ];
    assert_eq!(found(&site), ["content/tags/go/_index.md", "tags.yaml: go"]);
    assert_eq!(named(&site), ["content/a.md: Go", "content/b.md: 'go'"]);
}

#[test]
fn images_layouts_and_schemas_have_files() {
    let image = [
        HUGO,
        ("static/img/a.png", ""),
        ("content/a.md", "---\nimages: [/img/a.png‸]\n---\n"),
        ("content/b.md", "{\"images\": [\"/img/a.png\"]}"),
    ];
    assert_eq!(found(&image), ["static/img/a.png"]);
    assert_eq!(named(&image), ["content/a.md: /img/a.png", "content/b.md: \"/img/a.png\""]);
    let scene = Scene::new(&image);
    assert_eq!(to_image(&scene.workspace, "static/img/a.png").len(), 2);
    assert_eq!(
        found(&[HUGO, ("layouts/posts/wide.html", ""), ("content/a.md", "---\nlayout: ‸wide\n---\n")]),
        ["layouts/posts/wide.html"]
    );
    let schema = "---\n# yaml-language-server: $schema=s.j‸son\ntitle: A\n---\n";
    assert_eq!(found(&[HUGO, ("s.json", "{}"), ("content/a.md", schema)]), ["s.json"]);
    assert_eq!(found(&[HUGO, ("s.json", "{}"), ("content/a.md", "---\n$schema: s.json‸\n---\n")]), ["s.json"]);
}

#[test]
fn an_alias_leads_to_the_page_that_it_meets() {
    let site = [
        HUGO,
        ("content/posts/old.md", "---\ntitle: Old\n---\n"),
        ("content/posts/b.md", "---\naliases: [/else/, /posts/old/]\n---\n"),
        ("content/posts/c.md", "---\naliases:\n- /posts/ol‸d/\n---\n"),
    ];
    assert_eq!(found(&site), ["content/posts/b.md: /posts/old/", "content/posts/old.md"]);
}

#[test]
fn translations_find_each_other() {
    let config = ("hugo.toml", "defaultContentLanguage = 'en'\n[languages.en]\n[languages.de]\n");
    let site = [
        config,
        ("content/a.md", "---\ntranslationKey: tea‸\n---\n"),
        ("content/tee.de.md", "---\ntranslationKey: tea\n---\n"),
        ("content/a.de.md", "---\ntitle: A\n---\n"),
    ];
    assert_eq!(found(&site), ["content/tee.de.md: tea"]);
    assert_eq!(named(&site), ["content/a.md: tea", "content/tee.de.md: tea"]);
    let scene = Scene::new(&site);
    let others: Vec<String> = translations(&scene.asked()).into_iter().map(|target| target.path).collect();
    assert!(others.contains(&"content/tee.de.md".to_owned()), "{others:?}");
}

#[test]
fn a_key_leads_to_the_list_page_that_hands_it_down() {
    let site = [
        HUGO,
        ("content/posts/_index.md", "---\ncascade:\n- params:\n    mood: calm\n---\n"),
        ("content/posts/a.md", "---\nmood‸: wild\n---\n"),
    ];
    assert_eq!(found(&site), ["content/posts/_index.md: mood"]);
}

#[test]
fn authors_have_an_entry() {
    let site = [
        (
            "docusaurus.config.js",
            "module.exports = {url: 'https://a.example', baseUrl: '/', presets: [['classic', {blog: {}}]]};\n",
        ),
        ("blog/authors.yml", "ada:\n  name: Ada\n"),
        ("blog/2024-01-02-a.md", "---\nauthors: [ad‸a]\n---\n"),
    ];
    assert_eq!(found(&site), ["blog/authors.yml: ada"]);
}

#[test]
fn plain_values_lead_nowhere() {
    assert_eq!(found(&[HUGO, ("content/a.md", "---\ntitle: A‸\n---\n")]), [""; 0]);
    assert_eq!(named(&[HUGO, ("content/a.md", "---\ntitle: A‸\n---\n")]), [""; 0]);
}
