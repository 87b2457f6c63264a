//! Terms that are renamed and removed, in every format and style.

use std::collections::HashMap;

use matterlint::refactoring::{Refactored, RefactoringError, Request, terms};

use crate::support;

fn request(old: &str, new: Option<&str>) -> Request {
    Request { taxonomy: None, old: old.to_owned(), new: new.map(str::to_owned), exact: false }
}

fn done(files: &[(&str, &str)], request: &Request) -> Result<Refactored, RefactoringError> {
    let files: support::Files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let workspace = support::workspace(&files, &support::options());
    terms(&workspace, &files.into_iter().collect::<HashMap<_, _>>(), request)
}

/// What becomes of a page of a site whose mark is `mark`, in a block as it stands.
fn page(mark: (&str, &str), path: &str, block: &str, old: &str, new: Option<&str>) -> String {
    let done = done(&[mark, (path, block)], &request(old, new)).unwrap();
    assert_eq!(done.left, [], "{block}");
    done.pages[0].after.clone()
}

const HUGO: (&str, &str) = ("hugo.toml", "");

#[test]
fn every_format_and_style_is_kept() {
    for (before, after) in [
        ("---\ntags: [Go, tea] # why\n---\nGo\n", "---\ntags: [Golang, tea] # why\n---\nGo\n"),
        ("---\ntags: ['go', \"GO\"]\n---\n", "---\ntags: ['Golang']\n---\n"),
        ("---\ntags:\n  - tea\n  - go # x\n---\n", "---\ntags:\n  - tea\n  - Golang # x\n---\n"),
        ("---\r\ntags:\r\n- Golang\r\n- go\r\n---\r\n", "---\r\ntags:\r\n- Golang\r\n---\r\n"),
        ("---\ntags: go\ntitle: go\n---\n", "---\ntags: Golang\ntitle: go\n---\n"),
        ("+++\ntags = ['go', \"a\"]\n+++\n", "+++\ntags = ['Golang', \"a\"]\n+++\n"),
        ("+++\ntags = [\n  'Golang', # a\n  'go', # b\n]\n+++\n", "+++\ntags = [\n  'Golang', # a\n]\n+++\n"),
        ("{\n  \"tags\": [\n    \"Golang\",\n    \"go\"\n  ]\n}\n", "{\n  \"tags\": [\n    \"Golang\"\n  ]\n}\n"),
        ("{\"tags\": [\"go\", \"Golang\", \"x\"]}\n", "{\"tags\": [\"Golang\", \"x\"]}\n"),
    ] {
        assert_eq!(page(HUGO, "content/a.md", before, "go", Some("Golang")), after);
    }
}

#[test]
fn a_name_gets_the_quotes_that_it_needs() {
    for (new, written) in
        [("a: b", "\"a: b\""), ("true", "\"true\""), ("it's", "it's"), ("C#", "C#"), ("2024", "\"2024\"")]
    {
        let after = page(HUGO, "content/a.md", "---\ntags: [go]\n---\n", "go", Some(new));
        assert_eq!(after, format!("---\ntags: [{written}]\n---\n"));
    }
    let after = page(HUGO, "content/a.md", "---\ntags: ['go']\n---\n", "go", Some("it's"));
    assert_eq!(after, "---\ntags: ['it''s']\n---\n");
}

#[test]
fn a_removed_term_takes_its_place_with_it() {
    for (before, after) in [
        ("---\ntags: [go, tea]\n---\n", "---\ntags: [tea]\n---\n"),
        ("---\ntitle: x\ntags: [go]\n---\n", "---\ntitle: x\n---\n"),
        ("---\ntags:\n- go\ntitle: x\n---\n", "---\ntitle: x\n---\n"),
        ("{\"tags\": [\"go\"], \"title\": \"x\"}\n", "{\"tags\": [], \"title\": \"x\"}\n"),
    ] {
        assert_eq!(page(HUGO, "content/a.md", before, "go", None), after);
    }
}

#[test]
fn a_text_of_several_terms_stays_one_while_it_can() {
    let jekyll = ("_config.yml", "title: x\n");
    for (new, after) in
        [(Some("golang"), "tea golang"), (Some("Go lang"), "[tea, Go lang]"), (None, "tea"), (Some("tea"), "tea")]
    {
        let found = page(jekyll, "_posts/2024-01-02-a.md", "---\ntags: tea go\n---\n", "go", new);
        assert_eq!(found, format!("---\ntags: {after}\n---\n"));
    }
}

#[test]
fn exact_means_this_spelling_alone() {
    let files = [HUGO, ("content/a.md", "---\ntags: [go]\n---\n"), ("content/b.md", "---\ntags: [GO]\n---\n")];
    let exact = Request { exact: true, ..request("GO", Some("Golang")) };
    let done = done(&files, &exact).unwrap();
    assert_eq!(done.pages.iter().map(|page| &*page.path).collect::<Vec<_>>(), ["content/b.md"]);
}

#[test]
fn spellings_of_one_term_become_one() {
    let files = [HUGO, ("content/a.md", "---\ntags: [go, Go, GO]\n---\n"), ("content/b.md", "---\ntags: [Go]\n---\n")];
    let done = done(&files, &request("go", Some("Go"))).unwrap();
    assert_eq!(done.pages.len(), 1);
    assert_eq!(done.pages[0].after, "---\ntags: [Go]\n---\n");
}

#[test]
fn the_vocabulary_and_the_term_page_follow() {
    let a = ("content/a.md", "---\ntags: [go]\n---\n");
    let config = ("matterlint.yaml", "taxonomies:\n  tags: { vocabulary: data/tags.yaml }\n");
    for (before, after) in [
        ("# ours\n- go\n- tea\n", "# ours\n- Golang\n- tea\n"),
        ("- go # old\n- Golang\n", "- Golang\n"),
        ("terms:\n  - name: go\n    aliases: [g]\n", "terms:\n  - name: Golang\n    aliases: [g]\n"),
        ("go: {label: x}\n", "Golang: {label: x}\n"),
    ] {
        let done = done(&[HUGO, a, config, ("data/tags.yaml", before)], &request("go", Some("Golang"))).unwrap();
        assert_eq!(done.vocabularies[0].after, after);
    }
    let inline = ("matterlint.yaml", "taxonomies:\n  tags: { vocabulary: [go, tea] }\n");
    let page = ("content/tags/go/_index.md", "---\ntitle: Go\n---\n");
    let done = done(&[HUGO, a, inline, page], &request("go", Some("Golang"))).unwrap();
    assert_eq!(done.vocabularies[0].after, "taxonomies:\n  tags: { vocabulary: [Golang, tea] }\n");
    assert_eq!(done.moves, [("content/tags/go".to_owned(), "content/tags/golang".to_owned())]);
}

#[test]
fn the_pages_of_two_terms_are_merged_by_hand() {
    let a = ("content/a.md", "---\ntags: [go]\n---\n");
    let old = ("content/tags/go/_index.md", "---\ntitle: Go\n---\n");
    let new = ("content/tags/golang/_index.md", "---\ntitle: Golang\n---\n");
    let done = done(&[HUGO, a, old, new], &request("go", Some("Golang"))).unwrap();
    assert_eq!((done.moves.len(), &*done.left[0].0), (0, "content/tags/go/_index.md"));
}

#[test]
fn what_is_not_clear_is_asked() {
    let files = [HUGO, ("content/a.md", "---\ntags: [go]\ncategories: [go]\n---\n")];
    assert!(matches!(done(&files, &request("go", None)), Err(RefactoringError::Several { .. })));
    let unknown = done(&files, &request("goo", None)).unwrap_err();
    assert!(matches!(unknown, RefactoringError::NotFound { .. }));
}

#[test]
fn what_cannot_be_changed_with_certainty_is_left() {
    let shared = "---\nother: &t [go]\ntags: *t\n---\n";
    let done = done(&[HUGO, ("content/a.md", shared)], &request("go", Some("Golang"))).unwrap();
    assert_eq!((done.pages.len(), done.left.len()), (0, 1));
}
