use proptest::prelude::*;

use super::*;

const ALL: [Delimiters; 10] = [HUGO, JEKYLL, JEKYLL_POST, ZOLA, ASTRO, GRAY_MATTER, ELEVENTY, HEXO, MKDOCS, NEUTRAL];

/// Kind, place and related place of the only problem.
fn problem<'t>(text: &'t str, delimiters: &Delimiters) -> Option<(ProblemKind, &'t str, Option<&'t str>)> {
    let found = find(text, delimiters);
    assert!(found.problems.len() <= 1, "{:?}", found.problems);
    let problem = found.problems.into_iter().next()?;
    Some((problem.kind, problem.span.of(text), problem.related.map(|span| span.of(text))))
}

fn content<'t>(text: &'t str, delimiters: &Delimiters) -> Option<&'t str> {
    find(text, delimiters).block.map(|block| block.content.of(text))
}

#[test]
fn the_line_that_looks_like_the_closing_delimiter_is_named() {
    for lookalike in ["--", "- - -", "  ---", "...", "———", "==="] {
        let text = format!("---\ntitle: A\ndate: 2023-11-04\n{lookalike}\n\nThree copies.\n");
        let expected = Some((ProblemKind::Unclosed, "---", Some(lookalike.trim())));
        assert_eq!(problem(&text, &HUGO), expected);
        assert_eq!(content(&text, &HUGO), Some("title: A\ndate: 2023-11-04\n"));
    }
    assert_eq!(problem("---\ntitle: A\n\nText.\n\n- - -\n", &HUGO), Some((ProblemKind::Unclosed, "---", None)));
}

#[test]
fn each_generator_does_its_own_with_an_unclosed_block() {
    let text = "---\ntitle: A\n\nText.\n";
    for (delimiters, has_block) in [(HUGO, true), (ZOLA, true), (GRAY_MATTER, true), (JEKYLL, false), (HEXO, false)] {
        assert_eq!(problem(text, &delimiters), Some((ProblemKind::Unclosed, "---", None)));
        assert_eq!(content(text, &delimiters), has_block.then_some("title: A\n"));
    }
    let without_text = "---\ntitle: A\ntags: [b]\n";
    assert_eq!(problem(without_text, &GRAY_MATTER), None);
    assert_eq!(content(without_text, &GRAY_MATTER), Some("title: A\ntags: [b]\n"));
}

#[test]
fn what_hides_a_block_is_the_place_of_the_problem() {
    let block = "---\ntitle: A\n---\nText.\n";
    for (before, delimiters, place) in [
        ("\u{feff}", JEKYLL, "\u{feff}"),
        ("\n\n", JEKYLL, "\n\n"),
        ("\n", GRAY_MATTER, "\n"),
        ("<!-- note -->\n", HUGO, "<!-- note -->"),
        ("\u{200b}", HUGO, "\u{200b}"),
        ("# A\n", MKDOCS, "# A"),
    ] {
        let text = format!("{before}{block}");
        assert_eq!(problem(&text, &delimiters), Some((ProblemKind::Hidden, place, None)), "{text:?}");
        assert_eq!(content(&text, &delimiters), None);
    }
    assert_eq!(problem("----\ntitle: A\n---\n", &JEKYLL), Some((ProblemKind::Hidden, "-", None)));
    assert_eq!(problem("———\ntitle: A\n———\n", &HUGO), Some((ProblemKind::Hidden, "———", None)));
    assert_eq!(problem("--- # a\ntitle: A\n---\n", &JEKYLL), Some((ProblemKind::Hidden, "# a", None)));
    assert_eq!(problem("\u{feff}---\ntitle: A\n---\n", &JEKYLL_POST), None);
}

#[test]
fn rules_and_examples_in_a_text_hide_nothing() {
    for text in [
        "Text.\n\n---\n\nNote: more text.\n\n---\n",
        "# How to write a page\n\n```\n---\ntitle: A\n---\n```\n",
        "Begin like this:\n\n    ---\n    title: A\n    ---\n",
        "One.\n\nTwo.\n\nThree.\n\n---\ntitle: A\n---\n",
        "A heading\n---------\n\nNote: text\n\n---\n",
        "Copy this:\n{% raw %}\n---\ntitle: A\n---\n{% endraw %}\n",
        "Just text.\n",
        "",
    ] {
        for delimiters in &ALL {
            assert_eq!(problem(text, delimiters), None, "{text:?} {delimiters:?}");
        }
    }
}

#[test]
fn formats_of_other_generators_are_named() {
    let toml = "+++\ntitle = \"A\"\n+++\nText.\n";
    assert_eq!(problem(toml, &JEKYLL), Some((ProblemKind::ForeignFormat, "+++", None)));
    assert_eq!(problem(toml, &HEXO), Some((ProblemKind::ForeignFormat, "+++", None)));
    assert_eq!(problem("---toml\ntitle = 1\n---\n", &GRAY_MATTER), Some((ProblemKind::ForeignFormat, "toml", None)));
    assert_eq!(problem("{\"title\": \"A\"}\nText.\n", &MKDOCS), Some((ProblemKind::ForeignFormat, "{", None)));
}

#[test]
fn hugo_fails_over_a_list_or_a_shortcode_as_the_first_thing() {
    assert_eq!(problem("- milk\n- eggs\n", &HUGO), Some((ProblemKind::NotADelimiter, "-", None)));
    assert_eq!(problem("{{< figure >}}\n", &HUGO), Some((ProblemKind::NotADelimiter, "{{", None)));
    assert_eq!(problem("---\n\nText.\n", &HUGO), Some((ProblemKind::NotADelimiter, "---", None)));
    assert_eq!(problem("----\ntitle: A\n----\n", &HUGO), Some((ProblemKind::NotADelimiter, "-", None)));
    assert_eq!(problem("------\ntitle: A\n---\n", &HUGO), None);
    assert_eq!(content("------\ntitle: A\n---\n", &HUGO), Some("title: A\n"));
    assert_eq!(content("--\ntitle: A\n---\n", &HUGO), Some("title: A\n"));
    assert_eq!(problem("- milk\n", &JEKYLL), None);
}

#[test]
fn text_behind_a_closing_mark_leaks_into_the_page() {
    let text = "---\ntitle: A\n---text\n";
    assert_eq!(problem(text, &HUGO), Some((ProblemKind::TextAfterDelimiter, "text", None)));
    assert_eq!(problem("---\ntitle: A\n--- \t\n", &HUGO), None);
    assert_eq!(problem("--- # a comment\ntitle: A\n---\n", &HUGO), None);
}

#[test]
fn json_blocks_end_at_their_brace_and_org_blocks_at_their_last_line() {
    let text = "{\"title\": \"} {\\\"\"} text";
    assert_eq!(content(text, &HUGO), Some("{\"title\": \"} {\\\"\"}"));
    assert_eq!(content("#+TITLE: A\n#+DATE: b\ntext\n", &HUGO), Some("#+TITLE: A\n#+DATE: b\n"));
    assert_eq!(content("\"title\": \"A\"\n;;;\n", &HEXO), Some("\"title\": \"A\"\n"));
    assert_eq!(find("---js\n{}\n---\n", &ELEVENTY).block.map(|block| block.format), Some(Format::JavaScript));
}

proptest! {
    #[test]
    fn every_place_lies_in_the_text(text in "(---|\\+\\+\\+|;;;|\\{|\\}|\"|#\\+|- - -|——|<!--|-->|\u{feff}|\u{a0}|é|title: a|b = 1|[ \t\n\r\\\\]){0,14}") {
        for delimiters in &ALL {
            let found = find(&text, delimiters);
            for problem in &found.problems {
                prop_assert!(text.get(problem.span.range()).is_some_and(|place| !place.is_empty()), "{problem:?}");
                prop_assert!(problem.related.is_none_or(|span| text.get(span.range()).is_some()), "{problem:?}");
            }
            if let Some(block) = found.block {
                prop_assert!(text.get(block.content.range()).is_some() && text.get(block.body..).is_some(), "{block:?}");
                prop_assert!(text.get(block.open.range()).is_some_and(|mark| !mark.is_empty()), "{block:?}");
            }
        }
    }
}

#[test]
fn long_files_are_read_in_bounded_time() {
    for piece in ["---\n", "--- ", "{", "title: a\n", "- ", "\n", "<!--", ";;;\n", "+++ x", "—\n"] {
        let text = format!("---\n{}", piece.repeat(200_000 / piece.len()));
        for delimiters in &ALL {
            find(&text, delimiters);
            find(&text[4..], delimiters);
        }
    }
}
