//! The library is the judge: what is read without it is read as it would read it.

use proptest::prelude::*;

use super::*;
use crate::front_matter::FrontMatter;
use crate::front_matter::yaml::read_with_library;

const PARSERS: [YamlParser; 9] = [
    YamlParser::Goccy,
    YamlParser::Psych,
    YamlParser::SafeYaml,
    YamlParser::JsYaml3,
    YamlParser::JsYaml4,
    YamlParser::NpmYaml,
    YamlParser::HexoYaml,
    YamlParser::PyYaml,
    YamlParser::SerdeYaml,
];

/// Whether `block` consists of plain shapes. Panics where the library reads something else in it.
fn is_plain_block(block: &str) -> bool {
    // What stands around the block counts for nothing.
    let text = format!("---\n{block}---\nbody: 1\n");
    let content = Span::new(4, 4 + block.len());
    let mut is_plain = false;
    for parser in PARSERS {
        let Some((tree, comments)) = read(&text, content, parser) else { continue };
        let mut judge = FrontMatter::default();
        read_with_library(&text, content, parser, &mut judge);
        assert_eq!(judge.problems, [], "{parser:?}: {block:?}");
        assert_eq!(judge.comments, comments, "{parser:?}: {block:?}");
        assert_eq!(format!("{tree:#?}"), format!("{:#?}", judge.tree), "{parser:?}: {block:?}");
        is_plain = true;
    }
    is_plain
}

#[test]
fn plain_shapes_are_read_without_the_library() {
    for block in [
        "title: A plain title\n",
        "title: A plain title",
        "title: \"A: title\"\r\ndate: 2024-05-06T07:08:09+08:00\r\n\r\ndraft: false\r\n",
        "title: 你好 世界\nweight: -5\nlist: [-1, -2]\ncSpell:ignore: a b\nx:y:z:\n  k:l: 1\n",
        "title: 'C# and #5'\ntags: [a, \"b, c\", 'd e', C#]\nempty: []\n",
        "tags:\n- a\n- b c\n\n- \"d\"\nlast:\n",
        "tags:\n  - a\n  - b\ncategories: x\n",
        "cover:\n  image: a/b.png\n  alt: text\n  deep:\n    - one\n    - two\nlast: https://example.org/a?b=c#d\n",
        "resources:\n  - src: a.png\n    title: A\n  - src: b.png\n    params:\n      x: 1\n- x",
        "nested:\n- a:\n  - b\n  - c\n- d: e\n  f:\nlast: 1\n",
        "empty:\nalso:   \n   \nlast: x   \n",
        "# one\na: b # two  \n  # three\r\n\n\nc:  # four\n  # five\n  - d # six\n #seven\n  - 'e' #eight\n\n# nine # ten\nf: [g]  # #\n# end",
        "a: b\n  c d\n    e\r\n f\ng:\n  - h\n   i\n  - k: l\n     m\n  # n\n",
        "a: \"b \\\" c \\\\\"\nb: \"\\\"\"\n",
        "a: |\n  b: # 1\n  - c\nd: >-\r\n    e\r\n    f\r\n\r\ng: |-\n x\nh: >\n  1\n",
        "a:\n  - >\n   b\n   c\n  - |\n    d\n  - e: |-\n     f\n\n\n",
    ] {
        assert!(is_plain_block(block) != block.ends_with("- x"), "{block:?}");
    }
}

#[test]
fn what_is_more_than_plain_is_left_to_the_library() {
    for block in [
        "",
        "\n",
        "text",
        "- a\n- b\n",
        "a: b#\n c: d\n",
        "a: \"b\"#c\n",
        "a: [b]#c\n",
        "a:#c\n",
        "- # c\na: b\n",
        "a: b # c\n  d\n",
        "a: b\n# c\n  d\n",
        "a: b\n\n  d\n",
        "a: b\n  c: d\n",
        "a: b\n  c #d\n",
        "a: b\n  - c\n",
        "a: \"b\"\n  c\n",
        "a: |\n  b\n  # c\nd: e\n",
        "a: |\n  b\n# c\n",
        "a: |\n  b\n    \nc: d\n",
        "a: b: c\n",
        "a: b:\n",
        "a:b\n",
        "a : b\n",
        "a:\n  b\n",
        "a:\n  b: 1\n c: 2\n",
        "a:\n  - b\n c: 2\n",
        "a:\n  - b\n  c: 2\n",
        "a:\n- b\n -c\n",
        "a:\n-\n- b\n",
        "a:\tb\n",
        "a: b\rc: d\n",
        "a: b\u{2028}c\n",
        "a: b\u{85}c\n",
        "\u{FEFF}a: b\n",
        "a: b\0\n",
        "a: 'it''s'\n",
        "a: \"b\\n\"\n",
        "a: \"b\\\"\n",
        "a: \"b\\\\\\c\"\n",
        "a: \"b\" c\n",
        "a: \"b\nc\"\n",
        "a: [b\n",
        "a: [b] c\n",
        "a: [b, ]\n",
        "a: [, b]\n",
        "a: [b: c]\n",
        "a: [[b]]\n",
        "a: [\"b\"",
        "a: {b: c}\n",
        "a: |\n",
        "a: |\nb: c\n",
        "a: |+\n  b\n",
        "a: |2\n  b\n",
        "a: | # c\n  b\n",
        "a: |\n  b",
        "a: |\n  b \n",
        "a: |\n\n  b\n",
        "a: |\n  b\n\n  c\n",
        "a: |\n  b\n    c\n",
        "a: |\n    b\n  c\n",
        "a:\n- |\n- b\n",
        "a: &x b\n",
        "a: !!str b\n",
        "a: *x\n",
        "a: @b\n",
        "a: - b\n",
        "a: -b\n",
        "a:: b\n",
        "a: ? b\n",
        "? a\n",
        "\"a\": b\n",
        " a: b\n",
        "a: b\n---\nc: d\n",
        "a: b\n...\n",
    ] {
        assert!(!is_plain_block(block), "{block:?}");
    }
    let deep: String = (0..20).map(|level| format!("{}k:\n", " ".repeat(level))).collect();
    assert!(!is_plain_block(&deep));
    assert!(!is_plain_block(&format!("{}: 1\n", "k".repeat(2000))));
}

#[test]
fn what_one_parser_refuses_is_left_to_the_library() {
    let text = "a: 2024-02-31\n";
    let content = Span::new(0, text.len());
    assert!(read(text, content, YamlParser::PyYaml).is_none());
    assert!(read(text, content, YamlParser::Goccy).is_some());
}

/// What lines are made of, and what breaks them.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        "b-c",
        "title",
        "k.e",
        "1",
        "-5",
        "null",
        "2024-02-31",
        "yes",
        "=",
        ": ",
        ":",
        "- ",
        "-",
        " ",
        "  ",
        "    ",
        "\n",
        "\n\n",
        "\n  ",
        "\n- ",
        "\n  - ",
        "\n    ",
        "\r\n",
        "\r",
        "\t",
        "\"",
        "'",
        "\"x\"",
        "'y z'",
        "[",
        "]",
        ", ",
        ",",
        "[a, b]",
        "#",
        " #",
        "?",
        "|",
        ">",
        "&",
        "*",
        "!",
        "%",
        "@",
        "`",
        "{",
        "}",
        "~",
        "<<",
        "...",
        "---",
        "\\",
        "你",
        "é",
        "\u{A0}",
        "\u{2028}",
        "\u{FEFF}",
        "/",
        "(",
    ])
}

/// Lines that are nearly plain.
fn line() -> impl Strategy<Value = String> {
    let indent = prop::sample::select(vec!["", "", "", "  ", "    ", " "]);
    let dash = prop::sample::select(vec!["", "", "", "- ", "-  ", "- - "]);
    let key = prop::sample::select(vec!["a: ", "title: ", "k:", "x:y: ", "x-y:  ", "", "", "", "<<: "]);
    let value = prop_oneof![
        4 => prop::sample::select(vec!["", "text", "|", ">", "|-", ">-", "\"a \\\" b\"", "\"a\\\\\"", "two words", "'q'", "\"q: r\"", "[a, 'b']", "2024-01-02", "it's", "a:b", "x #y", "http://x/?y#z"]).prop_map(str::to_owned),
        1 => prop::collection::vec(piece(), 1..4).prop_map(|pieces| pieces.concat()),
    ];
    let end = prop::sample::select(vec!["\n", "\n", "\n", "\r\n", " \n", "\n\n", "", " # c \n", "\n# d\n", " #\r\n"]);
    (indent, dash, key, value, end)
        .prop_map(|(indent, dash, key, value, end)| format!("{indent}{dash}{key}{value}{end}"))
}

/// The fixtures, and the real sites in the folder that `MATTERLINT_CORPUS` names.
#[test]
fn pages_are_read_as_the_library_reads_them() {
    let fixtures = format!("{}/fixtures", env!("CARGO_MANIFEST_DIR"));
    let folders = std::env::var("MATTERLINT_CORPUS").into_iter().chain([fixtures]);
    let (mut plain, mut all) = (0, 0);
    for entry in folders.flat_map(|folder| ignore::Walk::new(folder).flatten()) {
        let is_page = entry.path().extension().is_some_and(|extension| extension == "md" || extension == "html");
        let Some(text) = is_page.then(|| std::fs::read_to_string(entry.path()).ok()).flatten() else { continue };
        let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { continue };
        let Some(block) = rest.find("\n---").map(|end| &rest[..=end]) else { continue };
        all += 1;
        plain += usize::from(is_plain_block(block));
    }
    println!("{plain} of {all} blocks are plain");
    assert!(plain * 2 > all, "{plain} of {all} blocks are plain");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_as_the_library_reads_it(pieces in prop::collection::vec(piece(), 1..24)) {
        is_plain_block(&pieces.concat());
    }

    #[test]
    fn lines_are_read_as_the_library_reads_them(lines in prop::collection::vec(line(), 1..8)) {
        is_plain_block(&lines.concat());
    }
}
