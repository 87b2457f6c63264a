use proptest::prelude::*;

use super::*;
use crate::front_matter::block::HUGO;
use crate::front_matter::{Dialect, YamlParser};

fn read_block(toml: &str) -> (String, FrontMatter) {
    let text = format!("+++\n{toml}\n+++\ntext\n");
    let read = FrontMatter::read(&text, &Dialect { delimiters: HUGO, yaml: YamlParser::Goccy });
    (text, read)
}

/// Kind and place of each problem.
fn problems(toml: &str) -> Vec<(ProblemKind, String)> {
    let (text, read) = read_block(toml);
    read.problems.iter().map(|problem| (problem.kind, problem.span.of(&text).to_owned())).collect()
}

#[test]
fn keys_keep_their_order_and_their_spans() {
    let (text, read) = read_block("z = 1 # last letter\na.b = 'x'\n[t]\nd = 2024-01-02\n[[l]]\nk = [1]\n[[l]]\nk = {}");
    let root = read.tree.root().unwrap();
    let spans: Vec<_> = root.entries().map(|entry| (entry.name(), entry.value.span().of(&text))).collect();
    let list = "k = [1]\n[[l]]\nk = {}";
    assert_eq!(spans, [("z", "1"), ("a", "b = 'x'"), ("t", "d = 2024-01-02"), ("l", list)]);
    assert_eq!(read.comments.iter().map(|c| c.span.of(&text)).collect::<Vec<_>>(), ["# last letter"]);
}

#[test]
fn mistakes_are_found_one_a_line() {
    use ProblemKind as P;
    for (toml, kind, place) in [
        ("a = 1\na = 2", P::DuplicateKey, "a"),
        ("a = 2023-1-2", P::BadDate, "2023-1-2"),
        ("a = 2024-01-02T03:04:60", P::BadDate, "2024-01-02T03:04:60"),
        ("a: 1", P::MissingColon, "a:"),
        ("a = \"x", P::UnclosedQuote, "\""),
        ("a = [1,\nb = 2", P::UnclosedBracket, "["),
        ("a = \"\\d\"", P::BadEscape, "\\d"),
        ("a = \"x\" y", P::TextAfterQuote, "y"),
        ("a = {{ x }}", P::TemplateUnquoted, "{{ x }}"),
        ("a = [1,,2]", P::Comma, ","),
        ("\u{feff}a = 1", P::ControlCharacter, "\u{feff}"),
        ("a = 1\rb = 2", P::ControlCharacter, "\r"),
        ("a = 9223372036854775808", P::RefusedByParser, "9223372036854775808"),
    ] {
        assert_eq!(problems(toml), [(kind, place.to_owned())], "{toml:?}");
    }
    assert_eq!(problems("a = x\nb = 1\nc = y").len(), 2);
}

#[test]
fn what_hugo_reads_is_no_mistake() {
    for toml in [
        "a = {\n  x = 1,\n}",
        "a = \"\\e\\x41\"",
        "a = 1979-05-27 07:32",
        "a = inf",
        "[a.b]\n[a]\nc = 1",
        "'' = 1",
        "a = [\n 1, # c\n]",
        "3.4 = 1",
        "a = \"\"\"\"x\"\"\"\"",
        "[a]\nb.c = 1\n[a.b.e]\nd = 2",
    ] {
        assert_eq!(problems(toml), [], "{toml:?}");
    }
}

#[test]
fn a_repeated_key_names_the_first() {
    for (toml, at) in [("a = 1\na = 2", 4), ("[t]\nx = 1\n[u]\n[t]\n", 5), ("a = 1\n[u]\na = 2\na = 3", 14)] {
        let (_, read) = read_block(toml);
        assert_eq!(read.problems[0].related.map(|span| span.start), Some(at), "{toml:?}");
    }
}

#[test]
fn many_dots_are_no_keys() {
    // A letter of several bytes behind the last dot was cut in two.
    let text =
        format!("a = '{}'\n{}ף = 1\nb = \"\"\"\n{}\n\"\"\"\n", "a.".repeat(60), ":a.".repeat(51), ".".repeat(80));
    assert!(problems(&text).iter().all(|(kind, _)| *kind != ProblemKind::TooDeep), "{:?}", problems(&text));
}

#[test]
fn deep_and_long_blocks_are_read_in_bounded_time() {
    let nested = |part: &str| {
        let dotted = vec![part; 79].join(".");
        (0..79).fold(String::from("1"), |inner, _| format!("{{{dotted} = {inner}}}"))
    };
    let blocks = [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}", "{a=".repeat(100_000)),
        format!("{} = 1", vec!["a"; 100_000].join(".")),
        format!("a = {}", nested("a")),
        format!("a = {}", nested("\"a\"")),
        format!("a = {}", nested("'a' ")),
        "a = 1\n".repeat(100_000),
        "[a]\n".repeat(50_000),
        "[a\n".repeat(100_000),
        "a = [\n".repeat(50_000),
        "x\n".repeat(100_000),
    ];
    for block in blocks {
        assert!(!problems(&block).is_empty());
    }
}

proptest! {
    #[test]
    fn every_place_lies_in_the_text(toml in "(a|b\\.c|=|\\[|\\]|\\{|\\}|\"|'|\"\"\"|\\\\|\\\\u12|#|,|2024-01-02|T03:04|é|日|1|true|[ \t\n\r\u{7}]){0,24}") {
        let (text, read) = read_block(&toml);
        for problem in &read.problems {
            prop_assert!(text.get(problem.span.range()).is_some_and(|place| !place.is_empty()), "{problem:?}");
        }
        let mut open: Vec<_> = read.tree.root().into_iter().collect();
        while let Some(node) = open.pop() {
            prop_assert!(text.get(node.span().range()).is_some());
            open.extend(node.entries().flat_map(|entry| [entry.key, entry.value]).chain(node.items()));
        }
        for comment in &read.comments {
            prop_assert!(comment.span.of(&text).starts_with('#'));
        }
    }
}
