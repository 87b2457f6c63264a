//! Spans, diagnoses and recovery of the YAML reader. Types of scalars are tested against the recorded vectors.

use proptest::prelude::*;

use crate::front_matter::{Entry, FrontMatter, NodeRef, Problem, ProblemKind, Style, YamlParser, read_yaml};
use crate::text::Span;

fn goccy(text: &str) -> FrontMatter {
    read_yaml(text, YamlParser::Goccy)
}

/// Kinds and texts of the problems that Hugo's parser has with `text`.
fn problems(text: &str) -> Vec<(ProblemKind, &str)> {
    goccy(text).problems.iter().map(|problem| (problem.kind, problem.span.of(text))).collect()
}

/// The values of the root map as they stand in `text`.
fn values<'t>(read: &FrontMatter, text: &'t str) -> Vec<(String, &'t str)> {
    let root = read.tree.root().expect("a root");
    root.entries().map(|entry| (entry.name().to_owned(), entry.value.span().of(text))).collect()
}

fn entry<'t>(read: &'t FrontMatter, key: &str) -> Entry<'t> {
    let root = read.tree.root().expect("a root");
    root.entries().find(|entry| entry.name() == key).unwrap_or_else(|| panic!("no key {key}"))
}

#[test]
fn spans_cover_what_is_written() {
    let text = "# 注释\n标题: 你好 世界 # c\r\nq: \"a\\nb\"\nlist:\n- 一\n- {k: 'v'}\nflow: [a,\n  b]\nlit: |2- # c\n   x\n\n\nfold: >\n  y\n  z\n";
    let read = goccy(text);
    assert_eq!(read.problems, []);
    let expected = [
        ("标题", "你好 世界"),
        ("q", "\"a\\nb\""),
        ("list", "- 一\n- {k: 'v'}"),
        ("flow", "[a,\n  b]"),
        ("lit", "|2- # c\n   x"),
        ("fold", ">\n  y\n  z"),
    ];
    assert_eq!(values(&read, text), expected.map(|(key, value)| (key.to_owned(), value)));
    let comments: Vec<_> = read.comments.iter().map(|comment| comment.span.of(text)).collect();
    assert_eq!(comments, ["# 注释", "# c", "# c"]);
    assert_eq!(&*entry(&read, "lit").value.scalar().expect("a scalar").text, " x");
    assert_eq!(read.tree.root().expect("a root").span().of(text), text[9..].trim_end());
}

#[test]
fn a_block_list_begins_at_its_first_dash() {
    for text in ["a:\n- x\n- y\n", "a:\n  - x\n  - y\n", "a: # c\n\n- x\n# c\n- y\n", "a: !t\n- x\n- y\n"] {
        let read = goccy(text);
        let list = entry(&read, "a").value;
        assert!(list.span().of(text).starts_with("- x"), "{text:?}: {:?}", list.span().of(text));
        assert!(list.span().of(text).ends_with("- y"), "{text:?}");
    }
}

#[test]
fn absent_values_stand_behind_their_colon() {
    let text = "a:   # c\nb : \nc: !t # c\nd: [x: , y]\ne: {k: , l}\nf:\n-\n- # c\n- x\n? g\nh:";
    let read = read_yaml(text, YamlParser::Psych);
    let place = |node: NodeRef<'_>| {
        assert!(node.is_absent() && node.span().is_empty());
        text[..node.span().start as usize].rsplit('\n').next().unwrap_or_default().to_owned()
    };
    assert_eq!(place(entry(&read, "a").value), "a:");
    assert_eq!(place(entry(&read, "b").value), "b :");
    assert_eq!(place(entry(&read, "c").value), "c: !t");
    assert_eq!(place(entry(&read, "e").value.entries().next().expect("a pair").value), "e: {k:");
    assert_eq!(place(entry(&read, "e").value.entries().nth(1).expect("a pair").value), "e: {k: , l");
    let items: Vec<_> = entry(&read, "f").value.items().take(2).map(place).collect();
    assert_eq!(items, ["-", "-"]);
    assert_eq!(place(entry(&read, "g").value), "? g");
    assert_eq!(place(entry(&read, "h").value), "h:");
}

#[test]
fn tags_and_anchors_have_spans_of_their_own() {
    let text = "a: !t &x v\nb: &y\n  c: 1\nd: [*x, *y]\n";
    let read = goccy(text);
    assert_eq!(read.problems, []);
    let a = entry(&read, "a").value;
    assert_eq!(a.span().of(text), "v");
    assert_eq!(a.tag().map(|tag| (&*tag.text, tag.span.of(text))), Some(("!t", "!t")));
    assert_eq!(a.anchor().map(|anchor| anchor.of(text)), Some("&x"));
    let d: Vec<_> = entry(&read, "d").value.items().collect();
    assert_eq!((d[0].span().of(text), d[0].target_id()), ("*x", a.id()));
    assert!(d[1].is_map() && d[1].is_alias());
}

#[test]
fn an_alias_never_leads_to_itself_or_around() {
    let read = goccy("a: &a [*a]\nb: &b\n  c: *b\nd: &a x\ne: *a\n");
    assert_eq!(read.problems, [], "Hugo reads null there");
    assert!(entry(&read, "a").value.items().all(|item| item.scalar().is_none()));
    assert_eq!(&*entry(&read, "e").value.scalar().expect("a scalar").text, "x");
    assert_eq!(
        problems("a: *x\nb: &x 1\n"),
        [(ProblemKind::UnknownAnchor, "*x")],
        "an anchor counts from its place on"
    );
}

#[test]
fn aliases_work_across_a_mistake() {
    let text = "a: &a x\ntags: - b\nc: *a\n";
    let read = goccy(text);
    assert_eq!(&*entry(&read, "c").value.scalar().expect("a scalar").text, "x");
}

#[test]
fn every_kind_of_line_end_and_a_missing_last_one() {
    for end in ["\n", "\r\n", "\r"] {
        for last in ["", end] {
            let text = format!("a: 1{end}b:{end}  - x{end}c: 'y'{last}");
            let read = goccy(&text);
            assert_eq!(read.problems, [], "{text:?}");
            let got: Vec<_> = values(&read, &text).into_iter().map(|(_, value)| value).collect();
            assert_eq!(got, ["1", "- x", "'y'"], "{text:?}");
        }
    }
}

#[test]
fn mistakes_are_shown_where_they_were_made() {
    use ProblemKind as P;
    let cases: [(&str, P, &str); 34] = [
        ("title: Foo: bar\n", P::UnquotedColon, ":"),
        ("a: 1\ntitle: 你好: 世界\n", P::UnquotedColon, ":"),
        ("- k: a: b\n", P::UnquotedColon, ":"),
        ("tags:\n\t- shell\n", P::Tab, "\t"),
        ("a:\n  b: 1\n \t c: 2\n", P::Tab, "\t"),
        ("a: 1\n\tb: 2\n", P::Tab, "\t"),
        ("a: |\n\tx\n", P::Tab, "\t"),
        ("title: @x\n", P::ReservedCharacter, "@"),
        ("title: `x`\n", P::ReservedCharacter, "`"),
        ("title: %x\n", P::ReservedCharacter, "%"),
        ("title: |x\n", P::ReservedCharacter, "|"),
        ("title: & b\n", P::ReservedCharacter, "&"),
        ("title: \"A\" b # c\n", P::TextAfterQuote, "b"),
        ("title: 'it's'\n", P::TextAfterQuote, "s'"),
        ("title: \"A\nb: 1\n", P::UnclosedQuote, "\""),
        ("title: 'A\nb: 'x'\n", P::UnclosedQuote, "'"),
        ("title: *bold*\n", P::UnknownAnchor, "*bold*"),
        ("title: *bold* text\n", P::UnknownAnchor, "*bold*"),
        ("title:Foo\nb: 1\n", P::MissingColon, ":"),
        ("a: 1\ntitle:Foo\nb: 1\n", P::MissingColon, ":"),
        ("a: 1\na word # c\nb: 1\n", P::MissingColon, "a word"),
        ("tags: - a\n", P::ListOnKeyLine, "-"),
        ("tags: [a, b\nc: 1\n", P::UnclosedBracket, "["),
        ("tags: {a: 1\nc: 2\n", P::UnclosedBracket, "{"),
        ("title: {{ x }}\n", P::TemplateUnquoted, "{{ x }}"),
        ("title: {{ .Name }} foo\n", P::TemplateUnquoted, "{{ .Name }}"),
        ("title: {% x %}\n", P::TemplateUnquoted, "{% x %}"),
        ("tags: [{{ x }}, a]\n", P::TemplateUnquoted, "{{ x }}"),
        ("a: \"x\\d\"\n", P::BadEscape, "\\d"),
        ("a: 1\n  b: 2\nc: 1\n", P::BadIndentation, "  "),
        ("a:\n  b: 1\n c: 2\nd: 1\n", P::BadIndentation, " "),
        ("a: [x,,y]\n", P::Comma, ","),
        ("a: [\"x\" \"y\"]\n", P::Comma, "\""),
        ("a: !!bool on\n", P::RefusedByParser, "on"),
    ];
    for (text, kind, place) in cases {
        let found = goccy(text).problems;
        let [only] = &found[..] else { panic!("{text:?}: {found:?}") };
        assert_eq!((only.kind, only.span.of(text)), (kind, place), "{text:?}");
    }
}

#[test]
fn the_second_colon_is_meant() {
    let text = "title: Foo: bar\n";
    assert_eq!(goccy(text).problems, [Problem::new(ProblemKind::UnquotedColon, Span::new(10, 11))]);
}

#[test]
fn control_characters_trouble_all_but_hugo_and_hexo() {
    let text = "a: x\u{7}y\nb: \"\u{0}\"\n";
    let read = goccy(text);
    assert_eq!(read.problems, []);
    assert_eq!(&*entry(&read, "a").value.scalar().expect("a scalar").text, "x\u{7}y");
    assert_eq!(entry(&read, "b").value.span().of(text), "\"\u{0}\"");
    let found = read_yaml(text, YamlParser::Psych).problems;
    assert!(found.iter().all(|problem| problem.kind == ProblemKind::ControlCharacter) && found.len() == 2);
}

#[test]
fn hexo_reads_leading_tabs_as_two_blanks() {
    let text = "a:\n\t- x\n\t- y\n";
    let read = read_yaml(text, YamlParser::HexoYaml);
    assert_eq!(read.problems, []);
    assert_eq!(entry(&read, "a").value.span().of(text), "- x\n\t- y");
}

#[test]
fn hugo_deletes_tabs_in_plain_text_only() {
    let read = goccy("a: x\ty\nb: 'x\ty'\n");
    assert_eq!(&*entry(&read, "a").value.scalar().expect("a scalar").text, "xy");
    assert_eq!(&*entry(&read, "b").value.scalar().expect("a scalar").text, "x\ty");
    assert_eq!(problems("a: \"x\ty\"\n"), [], "harmless at the end");
    assert_eq!(problems("a: \"x\ty\"\nb: 1\n"), [(ProblemKind::RefusedByParser, "\t")]);
}

#[test]
fn hugo_gives_an_empty_last_item_the_keys_that_follow() {
    let text = "tags:\n- a\n-\ntitle: x\ndate: y\n";
    let read = goccy(text);
    let root = read.tree.root().expect("a root");
    assert_eq!(root.entries().len(), 1);
    let names: Vec<_> =
        entry(&read, "tags").value.items().nth(1).expect("an item").entries().map(Entry::name).collect();
    assert_eq!(names, ["title", "date"]);
    assert_eq!(read_yaml(text, YamlParser::Psych).tree.root().expect("a root").entries().len(), 3);
}

#[test]
fn a_mistake_hides_neither_other_keys_nor_a_second_mistake() {
    let text = "# top\ntitle: A: b\ntags: - a\n  - b\n# matterlint-ignore\ndate: @x\ndraft: true\n";
    let read = goccy(text);
    let kinds: Vec<_> = read.problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::UnquotedColon, ProblemKind::ListOnKeyLine, ProblemKind::ReservedCharacter]);
    let names: Vec<_> = values(&read, text).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["title", "date", "draft"], "the value of tags is unknown");
    assert_eq!(&*entry(&read, "title").value.scalar().expect("a scalar").text, "A: b", "as it was meant");
    assert_eq!(read.comments.len(), 2);
}

#[test]
fn nested_values_before_a_mistake_are_kept() {
    let text = "params:\n  a: 1\n  b:\n    - x\n    - \"y\" z: \"\n  c: 2\nd: 3\n";
    let read = goccy(text);
    assert!(!read.problems.is_empty());
    let names: Vec<_> = entry(&read, "params").value.entries().map(Entry::name).collect();
    assert!(names.starts_with(&["a", "b"]), "{names:?}");
    assert_eq!(&*entry(&read, "d").value.scalar().expect("a scalar").text, "3");
}

#[test]
fn one_slip_makes_one_problem() {
    for text in [
        "tags:\n    - a\n\t- b\nc: 1\n",
        "title: \"A\n  b\n  c: d\ne: 1\n",
        "t: [a, b\n  c: d\ne: 1\n",
        "a: *b* c: d\n",
    ] {
        assert_eq!(goccy(text).problems.len(), 1, "{text:?}: {:?}", goccy(text).problems);
    }
}

#[test]
fn every_line_with_a_tab_is_shown() {
    assert_eq!(problems("a:\n\t- x\n\t- y\n").len(), 2);
    assert_eq!(problems(&"a:\n\tb: 1\n".repeat(200)).len(), 50, "but not without end");
}

#[test]
fn roots_that_are_no_map() {
    for text in ["- a\n", "text\n", "~\n", "[a]\n"] {
        let mut read = FrontMatter::default();
        super::read(text, Span::new(0, text.len()), YamlParser::Goccy, &mut read);
        assert_eq!(read.problems.iter().map(|problem| problem.kind).collect::<Vec<_>>(), [ProblemKind::NotAMapping]);
        assert!(goccy(text).problems.is_empty(), "a whole file may be a list");
    }
    for text in ["", "\n", "# c\n", "{}"] {
        let mut read = FrontMatter::default();
        super::read(text, Span::new(0, text.len()), YamlParser::Goccy, &mut read);
        assert!(read.problems.is_empty(), "{text:?}");
    }
}

#[test]
fn offsets_count_from_the_beginning_of_the_file() {
    let text = "---\na: x: y\nb: [1]\n---\nbody: z\n";
    let mut read = FrontMatter::default();
    super::read(text, Span::new(4, 19), YamlParser::Goccy, &mut read);
    assert_eq!(read.problems[0].span, Span::new(8, 9));
    assert_eq!(entry(&read, "b").value.span().of(text), "[1]");
}

/// What stands behind a block is none of its business. Found by a fuzzer: the spans ended before they began.
#[test]
fn nothing_behind_the_block_is_read() {
    for (text, end) in [("---\n-\t-\n---\n\t\n---\n", 8), ("---\n-\n\t\t-\t\t\t-\r>\n---\n &.01-\n", 17)] {
        for parser in PARSERS {
            let mut read = FrontMatter::default();
            super::read(text, Span::new(4, end), parser, &mut read);
            assert!(spans_are_sound(&read, &text[..end]), "{text:?}");
        }
    }
}

#[test]
fn monsters_are_refused_in_time() {
    let nested: String = (0..5_000).map(|depth| format!("{}k:\n", " ".repeat(depth % 400))).collect();
    let stairs: String = (0..500).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect();
    let monsters = [
        format!("a: {}", "[".repeat(100_000)),
        format!("a: {}", "{a: ".repeat(25_000)),
        "? ".repeat(10_000),
        "- ".repeat(10_000),
        nested,
        stairs,
        format!("a: \"{}", "x\n".repeat(500_000)),
        "a: 'x\n".repeat(100_000),
        "a: b: c\n".repeat(50_000),
        "a: [\n".repeat(50_000),
        "\tx: @\n".repeat(50_000),
        format!("{}a: *a0", (0..50_000).map(|n| format!("a{n}: &a{n} x\n")).collect::<String>()),
    ];
    for monster in monsters {
        for parser in [YamlParser::Goccy, YamlParser::Psych] {
            let read = read_yaml(&monster, parser);
            assert!(read.problems.len() <= 50);
        }
    }
}

#[test]
fn a_mebibyte_of_text_is_read() {
    let text = format!("a: {}\n", "x ".repeat(1 << 19).trim_end());
    assert_eq!(goccy(&text).problems, []);
    assert!(goccy("a: [").problems[0].kind == ProblemKind::UnclosedBracket);
    assert_eq!(goccy(&format!("a: {}", "[".repeat(500))).problems[0].kind, ProblemKind::TooDeep);
}

/// Whether every span of a block lies in `text`, on character boundaries.
fn spans_are_sound(read: &FrontMatter, text: &str) -> bool {
    let is_sound = |span: Span| text.get(span.range()).is_some();
    let mut open: Vec<_> = read.tree.root().into_iter().collect();
    let mut sound = read.problems.iter().all(|problem| is_sound(problem.span) && problem.related.is_none_or(is_sound));
    sound &= read.comments.iter().all(|comment| is_sound(comment.span) && comment.span.of(text).starts_with('#'));
    while let Some(node) = open.pop() {
        sound &= is_sound(node.span()) && node.anchor().is_none_or(is_sound);
        if let (Some(scalar), false) = (node.scalar(), node.is_alias()) {
            sound &= scalar.style != Style::Absent || node.span().is_empty();
            sound &= scalar.style != Style::DoubleQuoted || node.span().of(text).starts_with('"');
        }
        if !node.is_alias() {
            open.extend(node.items());
            open.extend(node.entries().flat_map(|entry| [entry.key, entry.value]));
        }
    }
    sound
}

const PARSERS: [YamlParser; 5] =
    [YamlParser::Goccy, YamlParser::Psych, YamlParser::JsYaml3, YamlParser::HexoYaml, YamlParser::PyYaml];

const SAMPLE: &str = "# c\ntitle: \"你好: a\" # c\ntags: [a, 'b', {c: d}]\nlit: |-\n  x\n\n  y\nbase: &b\n  k: v\nuse:\n  <<: *b\n- z\nt: !x 1\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn spans_stay_sound_whatever_is_written(
        changes in prop::collection::vec((0usize..200, "[ \\n\\r\\t:\\-#'\"\\[\\]{},&*!|>%@`?a\\\\\u{7}\u{85}é你😀]{0,3}", 0usize..4), 1..6),
        parser in prop::sample::select(PARSERS.to_vec()),
    ) {
        let mut characters: Vec<char> = SAMPLE.chars().collect();
        for (at, insert, remove) in changes {
            let at = at.min(characters.len());
            let end = (at + remove).min(characters.len());
            characters.splice(at..end, insert.chars());
        }
        let text: String = characters.into_iter().collect();
        prop_assert!(spans_are_sound(&read_yaml(&text, parser), &text), "{:?}", text);
    }
}
