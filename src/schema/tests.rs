use std::collections::HashMap;
use std::sync::Arc;

use super::{Judging, Place, SchemaStore, locate};
use crate::front_matter::{YamlParser, read_yaml};
use crate::text::Span;

const JUDGING: Judging = Judging { whole: true, top_keys: true, ignore_case: false };

fn store(files: &[(&str, &str)]) -> SchemaStore {
    let files: HashMap<String, String> = files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
    let mut store = SchemaStore::new(Arc::new(|text| text.starts_with("20")));
    store.add("schemas/s.yaml", &files);
    store
}

/// What the schema says of a front matter, each as `spanned text: message (help)`.
fn judged_with(files: &[(&str, &str)], text: &str, judging: Judging) -> Vec<String> {
    let store = store(files);
    assert_eq!(store.problems(), [], "the schema is fine");
    let read = read_yaml(text, YamlParser::Goccy);
    let root = read.tree.root();
    let found = store.get("schemas/s.yaml").expect("the schema is there").judge(root, judging);
    let mut lines: Vec<(Span, String)> = found
        .iter()
        .map(|violation| {
            let at = root.map(|root| locate(root, &violation.path, judging.ignore_case));
            let span = match at.and_then(|at| at.entry) {
                _ if violation.path.0.is_empty() => Span::default(),
                Some(entry) if violation.place == Place::Key => entry.key.span(),
                _ => at.and_then(|at| at.node).map_or(Span::default(), |node| node.span()),
            };
            let help = violation.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
            (span, format!("{}: {}{help}", span.of(text).lines().next().unwrap_or(""), violation.message))
        })
        .collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

fn judged(schema: &str, text: &str) -> Vec<String> {
    judged_with(&[("schemas/s.yaml", schema)], text, JUDGING)
}

/// What is wrong with a schema, each as `spanned text: message (help)`.
fn wrong(files: &[(&str, &str)]) -> Vec<String> {
    let store = store(files);
    let line = |problem: &crate::config::ConfigProblem| {
        let text = files.iter().find(|(path, _)| *path == problem.path).map_or("", |(_, text)| text);
        let at = problem.span.of(text).lines().next().unwrap_or("");
        format!("{at}: {} ({})", problem.message, problem.help.as_deref().unwrap_or(""))
    };
    let found = store.problems().iter().map(line).collect::<Vec<_>>();
    assert_eq!(store.get("schemas/s.yaml").is_none(), !found.is_empty());
    found
}

#[test]
fn every_kind_of_mistake_has_its_words() {
    let cases = [
        ("{properties: {a: {type: integer}}}", "a: abc", "abc: `a` must be a whole number, but is the text `abc`"),
        (
            "{properties: {a: {type: number}}}",
            "a: \"12\"",
            "\"12\": `a` must be a number, but is the text `12` (remove the quotes, so that it is read as a number)",
        ),
        (
            "{properties: {a: {type: string}}}",
            "a: 1.10",
            "1.10: `a` must be a text, but is the number `1.10` (put it in quotes, so that it is read as text)",
        ),
        (
            "{properties: {a: {type: string}}}",
            "a:",
            ": `a` must be a text, but is empty (write a value, or remove the key)",
        ),
        (
            "{properties: {a: {type: array}}}",
            "a: go",
            "go: `a` must be a list, but is the text `go` (put `[` before it and `]` behind it, so that it is a list)",
        ),
        (
            "{properties: {a: {type: [string, array]}}}",
            "a: {b: 1}",
            "{b: 1}: `a` must be a text or a list, but is a map of keys and values",
        ),
        (
            "{properties: {a: {type: boolean}}}",
            "a: \"true\"",
            "\"true\": `a` must be `true` or `false`, but is the text `true` (write true or false, without quotes)",
        ),
        (
            "{properties: {a: {enum: [rust, go]}}}",
            "a: rsut",
            "rsut: `a` must be one of `rust`, `go`, but is the text `rsut` (did you mean `rust`?)",
        ),
        (
            "{properties: {a: {const: post}}}",
            "a: page",
            "page: `a` must be `post`, but is the text `page` (write `post`)",
        ),
        (
            "{properties: {a: {pattern: '^[a-z]+$', errorMessage: small letters only}}}",
            "a: A",
            "A: `a` must match the pattern `^[a-z]+$`, but is the text `A` (small letters only)",
        ),
        (
            "{properties: {a: {maxLength: 2}}}",
            "a: 日本語",
            "日本語: `a` is 3 characters long; at most 2 are allowed (shorten it by 1 character)",
        ),
        ("{properties: {a: {minLength: 1}}}", "a: ''", "'': `a` is empty (write a text, or remove the key)"),
        (
            "{properties: {a: {minimum: 1}}}",
            "a: 0",
            "0: `a` must be at least 1, but is the number `0` (write a number from 1 on)",
        ),
        (
            "{properties: {a: {exclusiveMaximum: 5}}}",
            "a: 5",
            "5: `a` must be less than 5, but is the number `5` (write a number less than 5)",
        ),
        (
            "{properties: {a: {multipleOf: 5}}}",
            "a: 7",
            "7: `a` must be a multiple of 5, but is the number `7` (write a number that 5 divides)",
        ),
        (
            "{properties: {a: {maxItems: 1}}}",
            "a: [x, y]",
            "[x, y]: `a` has 2 items; at most 1 are allowed (remove 1 item)",
        ),
        ("{properties: {a: {minItems: 1}}}", "a: []", "[]: `a` is an empty list (add 1 item)"),
        (
            "{properties: {a: {uniqueItems: true}}}",
            "a: [x, y, x]",
            "x: `a` has the same item twice (remove one of them)",
        ),
        (
            "{properties: {a: {format: date}}}",
            "a: soon",
            "soon: `a` must be a date, but is the text `soon` (write the day as 2024-01-31)",
        ),
        (
            "{properties: {a: {format: uri}}}",
            "a: no",
            "no: `a` must be a full web address, but is the text `no` (begin with https://)",
        ),
        ("{properties: {a: false}}", "a: 1", "a: `a` is not allowed here (remove it)"),
        ("{not: {required: [a]}}", "a: 1", "a: `a` is not allowed here (remove it)"),
        (
            "{propertyNames: {pattern: '^[a-z]+$'}}",
            "Ab: 1",
            "Ab: the key `Ab` must match the pattern `^[a-z]+$`, but is the text `Ab`",
        ),
        ("{required: [title]}", "a: 1", ": `title` is missing (add `title`, which schemas/s.yaml asks for)"),
        (
            "{required: [title]}",
            "titel: 1",
            "titel: `title` is missing, and `titel` looks like it (did you mean `title`?)",
        ),
        (
            "{properties: {seo: {required: [title]}}}",
            "seo: {x: 1}",
            "seo: `title` is missing in `seo` (add `title`, which schemas/s.yaml asks for)",
        ),
        (
            "{properties: {r: {items: {required: [src]}}}}",
            "r: [{x: 1}]",
            "{x: 1}: `src` is missing in `r[0]` (add `src`, which schemas/s.yaml asks for)",
        ),
        (
            "{additionalProperties: false, properties: {tags: {}}}",
            "tgas: 1",
            "tgas: unknown key `tgas` (did you mean `tags`? if not, add `tgas` to schemas/s.yaml)",
        ),
        (
            "{unevaluatedProperties: false, allOf: [{properties: {tags: {}}}]}",
            "x: 1",
            "x: unknown key `x` (remove it, or add it to schemas/s.yaml)",
        ),
        ("{dependentRequired: {a: [b]}}", "a: 1", "a: `b` is missing: `a` needs it (add `b`, or remove `a`)"),
        (
            "{if: {properties: {a: {const: 1}}}, then: {properties: {b: {type: string}}}}",
            "a: 1\nb: 2",
            "2: `b` must be a text, but is the number `2` (put it in quotes, so that it is read as text)",
        ),
        (
            "{properties: {a: {anyOf: [{type: string}, {type: array}]}}}",
            "a: 1",
            "1: `a` must be a text or a list, but is the number `1`",
        ),
        (
            "{properties: {a: {oneOf: [{const: x}, {enum: [yes, zed]}]}}}",
            "a: zad",
            "zad: `a` must be one of `x`, `yes`, `zed`, but is the text `zad`",
        ),
        (
            "{properties: {a: {anyOf: [{type: string}, {type: array, items: {type: string}}]}}}",
            "a: [x, 1]",
            "1: `a[1]` must be a text, but is the number `1` (put it in quotes, so that it is read as text)",
        ),
        (
            "{anyOf: [{required: [url]}, {required: [file]}]}",
            "a: 1",
            ": `url` or `file` is missing (add one of them: schemas/s.yaml asks for it)",
        ),
        (
            "{properties: {a: {oneOf: [{type: integer}, {minimum: 2}]}}}",
            "a: 3",
            "3: `a` fits several forms of which the schema allows only one at a time",
        ),
        ("{properties: {a: {contains: {const: x}}}}", "a: [y]", "[y]: `a` lacks an item that the schema asks for"),
        (
            "{properties: {a: {oneOf: [{type: object, properties: {kind: {const: p}, n: {type: string}}}, {type: object, properties: {kind: {const: q}, n: {type: integer}}}]}}}",
            "a: {kind: q, n: x}",
            "x: `a.n` must be a whole number, but is the text `x`",
        ),
    ];
    for (schema, text, expected) in cases {
        assert_eq!(judged(schema, text), [expected], "{schema}");
    }
}

#[test]
fn what_a_half_read_block_cannot_prove_is_left_alone() {
    let schema = [("schemas/s.yaml", "{required: [title], properties: {a: {type: string}}, minProperties: 4}")];
    let judging = Judging { whole: false, ..JUDGING };
    assert_eq!(judged_with(&schema, "a: 1", judging).len(), 1);
    let list_page = Judging { top_keys: false, ..JUDGING };
    assert_eq!(judged_with(&schema, "a: x", list_page), [""; 0]);
    assert_eq!(judged_with(&schema, "titel: x", list_page).len(), 1, "a misspelt key is wrong on list pages, too");
}

#[test]
fn letter_case_counts_as_it_does_to_the_generator() {
    let schema = [(
        "schemas/s.yaml",
        "{required: [publishDate], properties: {publishDate: {type: string}}, additionalProperties: false}",
    )];
    let text = "PublishDate: 2024";
    let ignoring = Judging { ignore_case: true, ..JUDGING };
    let wrong_type =
        "2024: `publishDate` must be a text, but is the number `2024` (put it in quotes, so that it is read as text)";
    assert_eq!(judged_with(&schema, text, ignoring), [wrong_type]);
    let found = judged_with(&schema, text, JUDGING);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found.contains(&"PublishDate: unknown key `PublishDate` (did you mean `publishDate`?)".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_schema_may_be_spread_over_files_and_refer_to_itself() {
    let files = [
        (
            "schemas/s.yaml",
            "{$id: 'https://a.example/s/s.yaml', properties: {author: {$ref: 'https://a.example/s/parts/p.json#/$defs/n'}, menu: {$ref: '#/$defs/menu'}}, $defs: {menu: {properties: {sub: {$ref: '#/$defs/menu'}, n: {type: integer}}}}}",
        ),
        ("schemas/parts/p.json", "{\"$defs\": {\"n\": {\"type\": \"string\",\n\t\"maxLength\": 3}}}"),
    ];
    let found = judged_with(&files, "author: Lighthouse\nmenu: {sub: {sub: {n: x}}}", JUDGING);
    let expected = [
        "Lighthouse: `author` is 10 characters long; at most 3 are allowed (shorten it by 7 characters)",
        "x: `menu.sub.sub.n` must be a whole number, but is the text `x`",
    ];
    assert_eq!(found, expected);
    let chinese = [
        ("schemas/s.yaml", "{properties: {author: {$ref: '共用/作者 名.json#/$defs/名'}}}"),
        ("schemas/共用/作者 名.json", "{\"$defs\": {\"名\": {\"maxLength\": 3, \"description\": \"short\"}}}"),
    ];
    let found = judged_with(&chinese, "author: Lighthouse", JUDGING);
    assert_eq!(found, ["Lighthouse: `author` is 10 characters long; at most 3 are allowed (short)"]);
    for endless in [
        "{$ref: '#'}",
        "{allOf: [{$ref: '#'}]}",
        "{anyOf: [{$ref: '#/$defs/a'}], $defs: {a: {not: {$ref: '#/$defs/a'}}}}",
    ] {
        judged(endless, "a: 1");
    }
}

#[test]
fn drafts_differ_and_are_all_read() {
    for draft in [
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ] {
        let schema = format!("{{$schema: '{draft}', properties: {{a: {{format: date}}, b: {{type: integer}}}}}}");
        assert_eq!(judged(&schema, "a: soon\nb: x").len(), 2, "{draft}");
    }
}

#[test]
fn expensive_patterns_end_and_prove_nothing() {
    let text = format!("a: {}!", "a".repeat(60));
    assert!(judged("{properties: {a: {pattern: '^(?=(a+)+$)(a|aa)+$'}}}", &text).len() <= 1);
}

#[test]
fn mistakes_of_a_schema_are_told_where_they_stand() {
    let cases = [
        ("{tyep: string}", "tyep: unknown keyword `tyep`, which checks nothing (did you mean `type`?)"),
        ("{type: strnig}", "strnig: there is no type `strnig` (did you mean `string`?)"),
        ("{properties: {a: {type: [text]}}}", "text: there is no type `text` (did you mean `string`?)"),
        (
            "{properties: {a: {required: true}}}",
            "true: `properties.a.required` must be a list, but is `true` (`required` is a list of keys beside `properties`: \"required\": [\"title\"])",
        ),
        (
            "{properties: {a: {minLength: x}}}",
            "x: `properties.a.minLength` must be a whole number, but is the text `x` (see the description of this keyword at https://json-schema.org)",
        ),
        (
            "{pattern: '(['}",
            "'([': `pattern` is no regular expression: ([ (write a regular expression; a backslash is written twice in JSON)",
        ),
        (
            "{$ref: 'https://a.example/x.json'}",
            "'https://a.example/x.json': `https://a.example/x.json` is not in the site, and nothing is fetched (save that schema in the site, and write its path relative to this file)",
        ),
        (
            "{$ref: '../../x.json'}",
            "'../../x.json': `../../x.json` leaves the site (a schema can only refer to files of the site)",
        ),
        (
            "{$ref: /etc/passwd}",
            "/etc/passwd: `/etc/passwd` is no relative path (write the path relative to this file, with `/`)",
        ),
        (
            "{$ref: x.json}",
            "x.json: there is no schema file `schemas/x.json` (a `$ref` is relative to the file in which it stands)",
        ),
        (
            "{$ref: '#/$defs/autor', $defs: {author: {}}}",
            "'#/$defs/autor': `#/$defs/autor` leads nowhere (did you mean `#/$defs/author`?)",
        ),
        (
            "{$schema: 'http://a.example/draft-99'}",
            "'http://a.example/draft-99': `$schema` names no draft that is known: `http://a.example/draft-99` (write \"https://json-schema.org/draft/2020-12/schema\", or leave it out)",
        ),
        (
            "{$schema: 'http://json-schema.org/draft-07/schema', dependentRequired: {a: [b]}}",
            "dependentRequired: `dependentRequired` does nothing in draft 7 (it exists since draft 2019-09: change `$schema`, or write it another way)",
        ),
        ("[]", "[]: a schema must be a map of keywords (begin with `{ \"type\": \"object\" }`)"),
        ("{a: 1, a: 2}", "a: the key `a` stands here twice (keep one of the two)"),
    ];
    for (schema, expected) in cases {
        assert_eq!(wrong(&[("schemas/s.yaml", schema)]), [expected], "{schema}");
    }
}

#[test]
fn words_beside_the_standard_are_fine() {
    let schema = "{x-tyep: 1, markdownDescription: x, title: t, $comment: c, examples: [1], properties: {tyep: {}, title: {deprecated: true}}, default: {tyep: 1}, enumDescriptions: []}";
    assert_eq!(wrong(&[("schemas/s.yaml", schema)]), [""; 0]);
}

#[test]
fn a_half_written_schema_never_panics() {
    let text = "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"$id\": \"https://a.example/题\",\n\"properties\": {\"a\": {\"$ref\": \"#/definitions/b%20\"}}, \"required\": [1, null], \"type\": [\"x\", {}]}";
    for (end, _) in text.char_indices() {
        store(&[("schemas/s.yaml", &text[..end])]);
        let files = HashMap::from([("schemas/s.json".to_owned(), text[..end].to_owned())]);
        SchemaStore::new(Arc::new(|_| true)).add("schemas/s.json", &files);
    }
}
