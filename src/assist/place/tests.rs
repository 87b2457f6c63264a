use super::{KeyForm, Place, boundary};
use crate::front_matter::block;
use crate::text::Span;

/// What stands at the `|` of `marked`, in short: `key MAP <written>`, `value PATH <written>`.
fn said(marked: &str) -> String {
    let offset = marked.find('‸').expect("the cursor is marked");
    let text = marked.replacen('‸', "", 1);
    let found = block::find(&text, &block::HUGO);
    let Some(block) = found.block else { return "no block".to_owned() };
    let written = |span: Span| span.of(&text).to_owned();
    match Place::in_block(&text, &block, offset) {
        Place::Nothing => "nothing".to_owned(),
        Place::Key(key) => {
            let mark = if key.has_mark { " marked" } else { "" };
            let form = match key.form {
                KeyForm::Line => "",
                KeyForm::Braces => " in braces",
                KeyForm::Header => " of a table",
            };
            format!("key {} <{}>{mark}{form}", key.map, written(key.span)).replace("key  ", "key . ")
        }
        Place::Value(value) => {
            let or_key = if value.may_be_key { " or key" } else { "" };
            let blank = if value.needs_blank { " without blank" } else { "" };
            format!("value {} <{}>{or_key}{blank}", value.path, written(value.span))
        }
    }
}

fn check(open: &str, close: &str, cases: &[(&str, &str)]) {
    for (content, expected) in cases {
        let text = format!("{open}\n{content}\n{close}\ntext\n");
        assert_eq!(said(&text), *expected, "{content}");
        assert_eq!(said(&text.replace('\n', "\r\n")), expected.replace('\n', "\r\n"), "{content} with CRLF");
    }
}

/// A client that counts in bytes may name such a place, and a fuzzer did.
#[test]
fn no_cursor_stands_within_a_line_end() {
    let text = "---\r\ntitle: A\r\n\r\ndate: 1\r\n---\r\n";
    for (at, _) in text.match_indices('\n') {
        assert_eq!(boundary(text, at), at - 1);
    }
    assert_eq!(boundary("a\n\r", 2), 2);
    assert_eq!(boundary("é", 1), 0);
    let block = block::find(text, &block::HUGO).block.expect("a block");
    (0..text.len()).for_each(|offset| drop(Place::in_block(text, &block, boundary(text, offset))));
}

#[test]
fn keys_and_values_in_yaml() {
    check(
        "---",
        "---",
        &[
            ("tit‸", "key . <tit>"),
            ("‸", "key . <>"),
            ("title: A\n‸", "key . <>"),
            ("title: A\n‸\ndate: 1", "key . <>"),
            ("ti‸tle: A", "key . <title> marked"),
            ("title‸: A", "key . <title> marked"),
            ("\"ti‸\": A", "key . <\"ti\"> marked"),
            ("标‸题: 值", "key . <标题> marked"),
            ("标题: 值‸", "value 标题 <值>"),
            ("draft:‸", "value draft <> without blank"),
            ("draft: ‸", "value draft <>"),
            ("draft: ‸ # why", "value draft <>"),
            ("draft: tr‸ # why", "value draft <tr>"),
            ("draft: true ‸# why", "nothing"),
            ("draft: true # wh‸y", "nothing"),
            ("tags: sea ‸", "value tags <sea >"),
            ("# co‸mment", "nothing"),
            ("draft: ‸ true", "nothing"),
            ("title: \"a: ‸b\" # x", "value title <\"a: b\">"),
            ("title: \"a‸\ndate: 1", "value title <\"a>"),
            ("title: \"a\ndate: ‸1", "value date <1>"),
            ("title: 'it''s‸'", "value title <'it''s'>"),
            ("title: \"one\n  two‸\"\ndate: 1", "value title <\"one\n  two\">"),
            ("url: http://‸a", "value url <http://a>"),
            ("date: 12:‸", "value date <12:>"),
        ],
    );
}

#[test]
fn lists_in_yaml() {
    check(
        "---",
        "---",
        &[
            ("tags: [‸]", "value tags[0] <>"),
            ("tags: [‸", "value tags[0] <>"),
            ("tags: [a, ‸\ndate: 1", "value tags[1] <>"),
            ("tags: [a, b‸", "value tags[1] <b>"),
            ("tags: [a, b\ndate: ‸1", "value date <1>"),
            ("tags: [\"a, b\", 'c‸", "value tags[1] <'c>"),
            ("tags: [\"a‸]", "value tags[0] <\"a>"),
            ("tags: [a ‸]", "nothing"),
            ("tags: [a]‸", "nothing"),
            ("tags: [a, ‸ b]", "nothing"),
            ("tags: [\n  a,\n  ‸\n]\ndate: 1", "value tags[1] <>"),
            ("tags:\n- ‸", "value tags[0] <> or key"),
            ("tags:\n-‸", "value tags[0] <> or key without blank"),
            ("tags:\n  - a\n  - 数‸据\ndate: 1", "value tags[1] <数据> or key"),
            ("tags:\n- a\n- \"b‸\"", "value tags[1] <\"b\"> or key"),
            ("tags:\n- a\n‸", "key . <>"),
            ("tags:\n- a\nda‸", "key . <da>"),
            ("tags:\n  - a\n‸  - b", "nothing"),
            ("categories:\n- [a, ‸]", "value categories[0][1] <>"),
            ("categories:\n- - a\n  - ‸", "value categories[0][1] <> or key"),
            ("resources:\n- src: ‸", "value resources[0].src <>"),
            ("resources:\n- src: \"‸\"", "value resources[0].src <\"\">"),
            ("title: A\n\"da‸\"", "key . <\"da\">"),
            ("resources:\n- src: a\n  ‸", "key resources[0] <>"),
            ("resources:\n- src: a\n  na‸\n- src: b", "key resources[0] <na>"),
            ("resources:\n  - src: a\n  - na‸: b", "key resources[1] <na> marked"),
            ("- a‸", "value [0] <a> or key"),
        ],
    );
}

#[test]
fn maps_in_yaml() {
    check(
        "---",
        "---",
        &[
            ("params:\n  ‸", "key params <>"),
            ("params:\n  to‸", "key params <to>"),
            ("params:\n  toc: ‸", "value params.toc <>"),
            ("params:\n  a: 1\n  ‸\n  b: 2", "key params <>"),
            ("params:\n  a:\n    b: 1\n  ‸", "key params <>"),
            ("params:\n  a:\n    b: 1\n    ‸", "key params.a <>"),
            ("params:\n  a:\n    b: 1\n‸", "key . <>"),
            ("title: A\n  ‸", "nothing"),
            ("params: {a: 1, ‸}", "key params <> in braces"),
            ("params: {to‸: 1}", "key params <to> marked in braces"),
            ("params: {toc: ‸}", "value params.toc <>"),
            ("params: {a: {b: [1, ‸", "value params.a.b[1] <>"),
            ("params: {a: \"x‸\ndate: 1", "value params.a <\"x>"),
            ("{title: ‸}", "value title <>"),
            ("a: &x ‸", "value a <>"),
            ("a: !str tr‸", "value a <tr>"),
        ],
    );
}

#[test]
fn block_texts_in_yaml_have_no_keys() {
    check(
        "---",
        "---",
        &[
            ("summary: |‸", "nothing"),
            ("summary: |\n  dra‸ft: x", "nothing"),
            ("summary: >-\n  a\n\n  b: ‸\ndate: 1", "nothing"),
            ("summary: |\n  a\n‸\ndate: 1", "key . <>"),
            ("summary: |\n  a: b\ndate: ‸", "value date <>"),
            ("summary: long\n  text‸", "nothing"),
            ("- a: |\n    x\n  b: ‸", "value [0].b <>"),
        ],
    );
}

#[test]
fn toml() {
    check(
        "+++",
        "+++",
        &[
            ("tit‸", "key . <tit>"),
            ("‸", "key . <>"),
            ("ti‸tle = 'A'", "key . <title> marked"),
            ("draft = ‸", "value draft <>"),
            ("draft =‸", "value draft <>"),
            ("draft = tr‸ # x", "value draft <tr>"),
            ("draft = true # ‸x", "nothing"),
            ("draft ‸= true", "nothing"),
            ("title = \"a = ‸b\"", "value title <\"a = b\">"),
            ("title = \"a‸\ndate = 1", "value title <\"a>"),
            ("date = 2024-01-02 10‸:00:00", "value date <2024-01-02 10:00:00>"),
            ("a = \"\"\"\nx = ‸\n\"\"\"", "value a <\"\"\"\nx = \n\"\"\">"),
            ("tags = [\"a\", ‸]", "value tags[1] <>"),
            ("tags = [\n  \"a\",\n  \"书‸\n]\ndate = 1", "value tags[1] <\"书>"),
            ("tags = [\"a\",\ndate = ‸", "value date <>"),
            ("tags = [\"a\"\n[params]\na = ‸1", "value params.a <1>"),
            ("params.to‸", "key params <to>"),
            ("params.‸", "key params <>"),
            ("par‸ams.a = 1", "key . <params> marked"),
            ("params.\"x.y\".z = ‸", "value params.x.y.z <>"),
            ("[par‸ams]", "key . <params> of a table"),
            ("[params.‸", "key params <> of a table"),
            ("[params]\n‸", "key params <>"),
            ("[params]\na = 1\nto‸c = 2", "key params <toc> marked"),
            ("[[resources]]\nsrc = 'a'\n[[resources]]\nna‸", "key resources[1] <na>"),
            ("[[resources]]\n[resources.params]\na = ‸", "value resources[0].params.a <>"),
            ("m = {a = 1, ‸}", "key m <> in braces"),
            ("m = {a = ‸}", "value m.a <>"),
            ("m = {a.b‸ = 1}", "key m.a <b> marked in braces"),
            ("m = {a = 1\nb = ‸", "value b <>"),
        ],
    );
}

#[test]
fn json() {
    for (text, expected) in [
        ("{‸}", "key . <> in braces"),
        ("{\n  \"ti‸\"\n}\n", "key . <\"ti\"> in braces"),
        ("{\n  \"title\": \"A\",\n  \"dr‸\n}\n", "key . <\"dr> in braces"),
        ("{\n  \"title\": \"A\",\n  \"dr‸\n  \"date\": 1\n}\n", "key . <\"dr> in braces"),
        ("{\n  \"title\": \"A\"\n  ‸\n}\n", "key . <> in braces"),
        ("{\n  \"title\": \"A\" ‸\n}\n", "nothing"),
        ("{\"draft\": ‸}", "value draft <>"),
        ("{\"draft\": tr‸}", "value draft <tr>"),
        ("{\"draft\": ‸\n\"date\": 1}", "value draft <>"),
        ("{\"draft\":\n\"da‸te\": 1}", "key . <\"date\"> marked in braces"),
        ("{\"draft\":\n\"date\": ‸1}", "value date <1>"),
        ("{\"tags\": [\"a\", ‸]}", "value tags[1] <>"),
        ("{\"tags\": [\"a\", \"数‸\"]}", "value tags[1] <\"数\">"),
        ("{\"a\": {\"b\": [{‸}]}}", "key a.b[0] <> in braces"),
        ("{\"a\": [1, {\"c\": \"‸\"}]}", "value a[1].c <\"\">"),
        ("{\"a\\\"b\": {\"‸\"}}", "key a\"b <\"\"> in braces"),
        ("{\"a\": 1}‸\n", "nothing"),
        ("‸{\"a\": 1}", "nothing"),
    ] {
        assert_eq!(said(text), expected, "{text}");
        assert_eq!(said(&text.replace('\n', "\r\n")), expected, "{text} with CRLF");
    }
}

#[test]
fn hostile_blocks_are_read_in_linear_time() {
    let times = 30_000;
    for (open, part, close) in [
        ("---\na: ", "[", "‸\n---\n"),
        ("---\na: [", "b, ", "‸\n---\n"),
        ("---\na: [", "\"b, ", "‸\n---\n"),
        ("---\n", "- ", "‸\n---\n"),
        ("---\na: ", "&b ", "‸\n---\n"),
        ("---\n", "a: \"\n", "‸\n---\n"),
        ("---\n", "  a: 'b\n", "‸\n---\n"),
        ("+++\na = ", "[", "‸\n+++\n"),
        ("+++\n", "a = \"\"\"\n", "‸\n+++\n"),
        ("+++\n", "[[a]]\n", "‸\n+++\n"),
        ("+++\n", "a.", "‸\n+++\n"),
        ("{\"a\": ", "{\"b\": ", "‸}"),
        ("{\"a\": ", "\"\\", "‸}"),
    ] {
        let text = format!("{open}{}{close}", part.repeat(times));
        let start = std::time::Instant::now();
        said(&text);
        let took = start.elapsed();
        assert!(took.as_secs() < 5, "{open:?} and {part:?} took {took:?}");
    }
}

#[test]
fn outside_of_the_block_is_nothing() {
    for text in [
        "‸---\na: 1\n---\n",
        "--‸-\na: 1\n---\n",
        "---\na: 1\n‸---\n",
        "---\na: 1\n---‸\n",
        "---\na: 1\n---\ntext: ‸\n",
    ] {
        assert_eq!(said(text), "nothing", "{text}");
    }
}

#[test]
fn a_block_that_is_still_open_is_a_block() {
    assert_eq!(said("---\ntitle: A\ndra‸"), "key . <dra>");
    assert_eq!(said("---\ntitle: A\n‸"), "key . <>");
    assert_eq!(said("+++\ntitle = 'A'\ntags = [‸"), "value tags[0] <>");
    assert_eq!(said("\u{feff}---\ntitle: ‸\n---\n"), "value title <>");
}
