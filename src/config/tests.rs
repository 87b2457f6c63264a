use std::collections::HashMap;

use super::settings::VocabularySource;
use super::{ConfigProblem, FailOn, Known, Level, Settings, read};
use crate::finding::Severity;
use crate::listing::Listing;
use crate::profile::DateRole;

fn read_config(text: &str) -> (Settings, Vec<ConfigProblem>) {
    let paths = ["schemas/post.json", "data/tags.yaml", "content/posts/a.md"].map(str::to_owned);
    let hidden = HashMap::from([(".schemas/x.json".to_owned(), "{}".to_owned())]);
    let known = Known {
        rules: &["dates/lastmod-before-date", "dates/future-date", "taxonomy/unknown-term"],
        generators: &["hugo", "jekyll"],
        listing: &Listing::new(paths),
        files: &hidden,
    };
    read("matterlint.yaml", text, &known)
}

/// Each problem as `spanned text: message (help)`.
fn problems(text: &str) -> Vec<String> {
    let (_, problems) = read_config(text);
    let line = |p: &ConfigProblem| {
        format!("{}: {} ({})", p.span.of(text).lines().next().unwrap_or(""), p.message, p.help.as_deref().unwrap_or(""))
    };
    problems.iter().map(line).collect()
}

#[test]
fn everything_that_can_be_said_is_read() {
    let text = r#"
generator: hugo
exclude: ["content/drafts/**", vendor]
schemas:
  - files: ["content/posts/**"]
    schema: schemas/post.json
  - files: content/x.md
    schema: ./.schemas/x.json
taxonomies:
  tags: { vocabulary: data/tags.yaml }
  series: { vocabulary: pages }
  categories: { vocabulary: [Go, "1"] }
images: { keys: [cover.image, "resources[].src"], body: true, roots: [pictures] }
dates: { date: [pubDate], lastmod: updated }
rules:
  dates: warning
  dates/lastmod-before-date: error
  dates/future-date: { severity: "off", days: 3 }
overrides:
  - files: ["content/archive/**"]
    rules: { taxonomy/unknown-term: off }
baseline: .matterlint-baseline.json
fail-on: warning
"#;
    let (settings, problems) = read_config(text);
    assert_eq!(problems, []);
    assert_eq!(settings.generator.as_deref(), Some("hugo"));
    assert!(settings.exclude.is_match("vendor/x/y.md") && settings.exclude.is_match("content/drafts/a.md"));
    assert_eq!(settings.schemas.len(), 2);
    assert_eq!(settings.schemas[1].schema, ".schemas/x.json");
    assert_eq!(settings.vocabularies["tags"], VocabularySource::File("data/tags.yaml".to_owned()));
    assert_eq!(settings.vocabularies["series"], VocabularySource::Pages);
    assert_eq!(settings.vocabularies["categories"], VocabularySource::Inline(vec!["Go".to_owned(), "1".to_owned()]));
    assert_eq!(settings.image_keys.as_ref().map(Vec::len), Some(2));
    assert!(settings.body_images && settings.image_roots == ["pictures"]);
    assert_eq!(settings.date_keys[1], (DateRole::Lastmod, vec!["updated".to_owned()]));
    assert_eq!(settings.level("dates/lastmod-before-date", "a.md"), Some(Level::On(Severity::Error)));
    assert_eq!(settings.level("dates/future-date", "a.md"), Some(Level::Off));
    assert_eq!(settings.level("taxonomy/unknown-term", "content/archive/a.md"), Some(Level::Off));
    let options = settings.options("dates/future-date").expect("the options are handed on");
    assert_eq!(options, serde_yaml::from_str::<serde_yaml::Value>("days: 3").expect("YAML"));
    assert_eq!(settings.rules[2].span.of(text), r#"{ severity: "off", days: 3 }"#);
    assert_eq!(
        (settings.baseline.as_deref(), settings.fail_on),
        (Some(".matterlint-baseline.json"), Some(FailOn::Warning))
    );
}

#[test]
fn empty_and_commented_out_sections_are_fine() {
    for text in ["", "# nothing\n", "generator:\nrules:\n", "exclude: []\n"] {
        assert_eq!(problems(text), [""; 0], "{text:?}");
    }
}

#[test]
fn mistakes_are_shown_where_they_stand_and_taught() {
    let cases = [
        ("genrator: hugo", "genrator: unknown key `genrator` (did you mean `generator`?)"),
        ("generator: hugo2", "hugo2: `generator` cannot be `hugo2` (did you mean `hugo`?)"),
        ("generator: [hugo]", "[hugo]: `generator` must be a text, but is a list ()"),
        ("- a", "- a: the file must be a map of keys and values, but is a list ()"),
        (
            "rules: { dates/future-dat: error }",
            "dates/future-dat: there is no rule `dates/future-dat` (did you mean `dates/future-date`?)",
        ),
        (
            "rules: { future-date: error }",
            "future-date: there is no rule `future-date` (did you mean `dates/future-date`?)",
        ),
        ("rules: { zzz: error }", "zzz: there is no rule `zzz` (`matterlint rules` lists all of them)"),
        ("rules: { dates: warn }", "warn: `dates` cannot be `warn` (write one of `off`, `info`, `warning`, `error`)"),
        (
            "rules: { dates: { days: 3 } }",
            "{ days: 3 }: `dates` is a group of rules, and a group has no options (write the options below a rule, such as `dates/…`)",
        ),
        (
            "generator: hugo\ngenerator: jekyll",
            "generator: the key `generator` stands here twice (keep one of the two)",
        ),
        ("images: { body: yes }", "yes: `body` must be `true` or `false`, but is `yes` ()"),
        ("images: { key: [a] }", "key: unknown key `key` in `images` (did you mean `keys`?)"),
        (
            "dates: { publishdate: [a] }",
            "publishdate: unknown key `publishdate` in `dates` (did you mean `publishDate`?)",
        ),
        (
            "taxonomies: { tags: { vocabulary: tags.yaml } }",
            "tags.yaml: there is no file `tags.yaml` for `vocabulary` (did you mean `data/tags.yaml`?)",
        ),
        (
            "baseline: ../x",
            "../x: `baseline`: `../x` leaves the site's folder (write a path relative to the folder of this configuration file)",
        ),
        (
            "baseline: https://a.example/b",
            "https://a.example/b: `baseline`: `https://a.example/b` is an address in the web, and nothing is fetched (write a path relative to the folder of this configuration file)",
        ),
        ("fail-on: info", "info: `fail-on` cannot be `info` (write one of `error`, `warning`, `never`)"),
    ];
    for (text, expected) in cases {
        assert_eq!(problems(text), [expected], "{text}");
    }
}

#[test]
fn incomplete_bindings_and_bad_patterns_are_told() {
    let found = problems("exclude: [\"a[\"]\nschemas:\n  - files: x\n  - schema: schemas/post.jsn\n");
    let starts = [
        "\"a[\": `a[` is no pattern of files: unclosed character class",
        "files: x: these files have no `schema`",
        "schema: schemas/post.jsn: this schema does not say for which `files` it holds",
        "schemas/post.jsn: there is no file `schemas/post.jsn` for `schema` (did you mean `schemas/post.json`?)",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (found, start) in found.iter().zip(starts) {
        assert!(found.starts_with(start), "{found}");
    }
}

#[test]
fn broken_syntax_is_told_and_the_rest_is_kept() {
    let (_, problems) = read_config("exclude: [*.md]\n");
    assert!(!problems.is_empty());
}

#[test]
fn a_half_written_file_never_panics() {
    let text = "exclude: [\"a/**\", '数/据']\nschemas:\n  - files: *x\n    schema: {a: [b, \"c\"]}\nrules: &r {dates: {severity: off}}\ndates: *r\n";
    for (end, _) in text.char_indices() {
        read_config(&text[..end]);
    }
}
