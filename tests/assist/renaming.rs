//! A term gets another name.

use std::collections::HashMap;

use matterlint::assist::rename::{rename, renameable};
use matterlint::text::apply;

use super::Scene;

#[test]
fn a_term_is_renamed_on_all_pages() {
    let files = [
        ("hugo.toml", ""),
        ("matterlint.yaml", "taxonomies:\n  tags:\n    vocabulary: tags.yaml\n"),
        ("tags.yaml", "- go\n- tea\n"),
        ("content/tags/go/_index.md", "---\ntitle: Go\n---\n"),
        ("content/a.md", "---\r\ntitle: go\r\ntags:\r\n- G‸o # why\r\n---\r\ngo\r\n"),
        ("content/b.md", "+++\ntags = ['tea', 'go']\n+++\n"),
    ];
    let scene = Scene::new(&files);
    let asked = scene.asked();
    let (span, text) = renameable(&asked, scene.offset).expect("it is a term");
    assert_eq!((span.of(&scene.text), &*text), ("Go", "Go"));
    let texts: HashMap<String, String> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.replace('‸', ""))).collect();
    let renaming = rename(&asked, scene.offset, "数据").expect("it is a term").expect("it has a name");
    let after: Vec<(&str, String)> =
        renaming.files.iter().map(|(path, edits)| (&**path, apply(&texts[path], edits).expect("edits fit"))).collect();
    let expected = [
        ("content/a.md", "---\r\ntitle: go\r\ntags:\r\n- 数据 # why\r\n---\r\ngo\r\n"),
        ("content/b.md", "+++\ntags = ['tea', '数据']\n+++\n"),
        ("tags.yaml", "- 数据\n- tea\n"),
    ];
    assert_eq!(after, expected.map(|(path, text)| (path, text.to_owned())));
    assert_eq!(renaming.moves, [("content/tags/go".to_owned(), "content/tags/数据".to_owned())]);
    assert!(renaming.files.iter().flat_map(|(_, edits)| edits).all(|edit| edit.span.len() <= 2), "{renaming:?}");
    assert!(rename(&asked, scene.offset, " ").expect("it is a term").is_err());
}

#[test]
fn terms_are_renamed_wherever_they_are_written() {
    let zola = ("config.toml", "base_url = 'https://a.example'\ntaxonomies = [{name = 'tags'}]\n");
    for (mark, path, before, after) in [
        (zola, "content/a.md", "+++\n[taxonomies]\ntags = ['g‸o']\n+++\n", "+++\n[taxonomies]\ntags = ['茶 1']\n+++\n"),
        (("_config.yml", ""), "_posts/2024-01-02-a.md", "---\ntags: a g‸o\n---\n", "---\ntags: [a, 茶 1]\n---\n"),
        (("hugo.toml", ""), "content/a.md", "{\"tags\": [\"g‸o\"]}\n", "{\"tags\": [\"茶 1\"]}\n"),
    ] {
        let scene = Scene::new(&[mark, ("templates/page.html", ""), (path, before)]);
        let renaming = rename(&scene.asked(), scene.offset, "茶 1").expect("it is a term").expect("it has a name");
        let [(changed, edits)] = &*renaming.files else { panic!("{renaming:?}") };
        assert_eq!((&**changed, apply(&scene.text, edits).as_deref()), (path, Ok(after)));
    }
}

#[test]
fn other_things_have_no_name_to_change() {
    for page in ["---\ntitle: g‸o\n---\n", "---\nta‸gs: [go]\n---\n", "---\ntags: [go]\n---\n‸\n"] {
        let scene = Scene::new(&[("hugo.toml", ""), ("content/a.md", page)]);
        assert_eq!(renameable(&scene.asked(), scene.offset), None, "{page}");
    }
}
