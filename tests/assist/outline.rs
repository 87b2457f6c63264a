//! The outline of a block, its folds, and growing selections.

use std::fmt::Write as _;

use matterlint::assist::folding::folds;
use matterlint::assist::selection::selections;
use matterlint::assist::symbols::{Symbol, symbols};

use super::Scene;

const HUGO: (&str, &str) = ("hugo.toml", "");

fn outline(page: &str) -> String {
    fn write(symbols: &[Symbol], text: &str, depth: usize, out: &mut String) {
        for symbol in symbols {
            let detail = symbol.detail.as_ref().map(|detail| format!(" = {detail}")).unwrap_or_default();
            writeln!(out, "{}{} {:?}{detail}", "  ".repeat(depth), symbol.name, symbol.kind).expect("a String");
            assert!(symbol.span.start <= symbol.name_span.start && symbol.name_span.end <= symbol.span.end);
            assert!(symbol.name_span.is_empty() || symbol.name_span.of(text).contains(&symbol.name));
            write(&symbol.children, text, depth + 1, out);
        }
    }
    let scene = Scene::new(&[HUGO, ("content/a.md", &format!("{page}‸"))]);
    let mut out = String::new();
    write(&symbols(scene.asked().page), &scene.text, 0, &mut out);
    out
}

#[test]
fn keys_in_each_format() {
    let expected = "title Text = 茶\ndate Date = 2024-01-02\ndraft Boolean = true\nweight Number = 10\ntags List\n";
    for page in [
        "---\ntitle: 茶\ndate: 2024-01-02\ndraft: true\nweight: 10\ntags: [a]\n---\n",
        "+++\r\ntitle = '茶'\r\ndate = 2024-01-02\r\ndraft = true\r\nweight = 10\r\ntags = ['a']\r\n+++\r\n",
        "{\"title\": \"茶\", \"date\": \"2024-01-02\", \"draft\": true, \"weight\": 10, \"tags\": [\"a\"]}",
    ] {
        assert_eq!(outline(page), expected, "{page}");
    }
}

#[test]
fn what_lies_below() {
    let expected = "resources List\n  photo Map\n    name Text = photo\n  [1] Map\n    weight Number = 1\nparams Map\n  a Map\n    b Null\n";
    for page in [
        "---\nresources:\n- name: photo\n- weight: 1\nparams: {a: {b: }}\n---\n",
        "{\"resources\": [{\"name\": \"photo\"}, {\"weight\": 1}], \"params\": {\"a\": {\"b\": null}}}",
    ] {
        assert_eq!(outline(page).replace(" = null", ""), expected, "{page}");
    }
    let toml = outline("+++\n[[resources]]\nname = 'photo'\n[[resources]]\nweight = 1\n[params.a]\nb = 1\n+++\n");
    assert_eq!(toml, expected.replace("b Null", "b Number = 1"));
    assert_eq!(outline("---\na: &x {b: 1}\nc: *x\n---\n"), "a Map\n  b Number = 1\nc Map\n");
    assert_eq!(outline("---\ntitle: \"open\ndraft: true\n---\n").lines().last(), Some("draft Boolean = true"));
}

#[test]
fn blocks_and_long_values_fold() {
    let text = "---\ntitle: A\ntags:\n  - a\n  - b\nsummary: |\n  one\n  two\n\nparams: {a: 1}\n---\ntext\n";
    let scene = Scene::new(&[HUGO, ("content/a.md", &format!("{text}‸"))]);
    let page = scene.asked().page;
    let folded: Vec<&str> = folds(page).into_iter().map(|fold| fold.span.of(text)).collect();
    let block = text.strip_suffix("\ntext\n").expect("it ends so");
    assert_eq!(folded, [block, "tags:\n  - a\n  - b", "summary: |\n  one\n  two"]);
}

#[test]
fn a_selection_grows() {
    let scene = Scene::new(&[HUGO, ("content/a.md", "---\nparams:\n  a: [茶‸, b]\nc: 1\n---\n")]);
    let grown: Vec<&str> =
        selections(scene.asked().page, scene.offset).into_iter().map(|span| span.of(&scene.text)).collect();
    let whole = "params:\n  a: [茶, b]\nc: 1";
    assert_eq!(
        grown,
        [
            "茶",
            "[茶, b]",
            "a: [茶, b]",
            whole,
            "params:\n  a: [茶, b]\nc: 1\n",
            "---\nparams:\n  a: [茶, b]\nc: 1\n---"
        ]
    );
}
