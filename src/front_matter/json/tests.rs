use proptest::prelude::*;

use super::*;
use crate::front_matter::block::{HEXO, HUGO};
use crate::front_matter::{Delimiters, Dialect, YamlParser};

fn read_page(text: &str, delimiters: Delimiters) -> FrontMatter {
    FrontMatter::read(text, &Dialect { delimiters, yaml: YamlParser::Goccy })
}

/// Kind and place of each problem.
fn problems(text: &str) -> Vec<(ProblemKind, &str)> {
    read_page(text, HUGO).problems.iter().map(|problem| (problem.kind, problem.span.of(text))).collect()
}

#[test]
fn duplicates_are_kept_and_half_surrogates_are_no_mistake() {
    let text = "{\"a\": \"\\ud800é\", \"a\": 2.5}\n";
    let read = read_page(text, HUGO);
    assert_eq!(read.problems, []);
    let entries: Vec<_> = read.tree.root().unwrap().entries().map(|e| (e.name(), e.value.span().of(text))).collect();
    assert_eq!(entries, [("a", "\"\\ud800é\""), ("a", "2.5")]);
}

#[test]
fn hexo_leaves_the_braces_out() {
    let text = ";;;\n\"title\": \"A\",\n\"tags\": [1]\n;;;\n";
    let read = read_page(text, HEXO);
    assert_eq!(read.problems, []);
    let spans: Vec<_> = read.tree.root().unwrap().entries().map(|entry| entry.value.span().of(text)).collect();
    assert_eq!(spans, ["\"A\"", "[1]"]);
}

#[test]
fn mistakes_have_a_kind_and_a_place() {
    use ProblemKind as P;
    for (text, kind, place) in [
        ("{\"a\":1,}", P::Comma, ","),
        ("{\"a\":1 \"b\":2}", P::Comma, " "),
        ("{'a':1}", P::ReservedCharacter, "'"),
        ("{a:1}", P::ReservedCharacter, "a"),
        ("{\"a\":yes}", P::Other, "yes"),
        ("{\"a\":\"\\d\"}", P::BadEscape, "\\d"),
        ("{\"a\":\"x\ty\"}", P::ControlCharacter, "\t"),
        ("{\"a\":1e999}", P::RefusedByParser, "1e999"),
        ("{\"a\" 1}", P::MissingColon, "1"),
        ("{\"a\":}", P::Other, "}"),
        ("{\"a\":1\n\ntext", P::Unclosed, "{"),
    ] {
        assert_eq!(problems(text), [(kind, place)], "{text:?}");
    }
}

#[test]
fn deep_blocks_are_read_in_bounded_time() {
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(problems(&format!("{{\"a\":{open}{close}}}"))[0].0, ProblemKind::TooDeep);
    assert_eq!(problems(&format!("{{\"a\":{open}}}"))[0].0, ProblemKind::TooDeep);
    read_page(&format!("{{\"a\":\"{}\"}}", "\\ud800".repeat(100_000)), HUGO);
}

proptest! {
    #[test]
    fn every_place_lies_in_the_text(json in "(\"a\"|:|,|\\[|\\]|\\{|\\}|\"|\\\\|\\\\ud800|\\\\udc00|é|日|1|0|e9|true|//|[ \t\n\r\u{7}]){0,24}") {
        for text in [format!("{{{json}}}\ntext\n"), format!(";;;\n{json}\n;;;\ntext\n")] {
            let read = read_page(&text, if text.starts_with('{') { HUGO } else { HEXO });
            for problem in &read.problems {
                prop_assert!(text.get(problem.span.range()).is_some_and(|place| !place.is_empty()), "{problem:?}");
            }
            let mut open: Vec<_> = read.tree.root().into_iter().collect();
            while let Some(node) = open.pop() {
                prop_assert!(text.get(node.span().range()).is_some());
                open.extend(node.entries().flat_map(|entry| [entry.key, entry.value]).chain(node.items()));
            }
        }
    }
}
