//! One cause, one finding: of a page that has one odd value, one thing is said.

use std::collections::{BTreeMap, BTreeSet};

use matterlint::finding::Finding;
use matterlint::profile;

use crate::support::{self, Files};

/// What writers put behind a key, rightly or by mistake.
const VALUES: &[&str] = &[
    "",
    "~",
    "yes",
    "true",
    "\"no\"",
    "5",
    "\"5\"",
    "-1",
    "1.5",
    "1_000",
    "0x10",
    "12:30",
    ".nan",
    "2024",
    "20240307",
    "2024-3-1",
    "2024-02-30",
    "\"2024-13-01\"",
    "\"2024-03-07 \"",
    "03/04/2024",
    "soon",
    "\" x \"",
    "{{ x }}",
    "{a: b}",
    "| \n  text",
    "#fff",
    "a # b",
    "a, b",
    "image.png",
    "/img/图.png",
    "https://example.org/",
    "[~]",
    "[a, [b]]",
    "[a, A]",
    "[2024, a]",
    "[\"\", a]",
];

/// The same in TOML.
const TOML_VALUES: &[&str] = &[
    "\"\"",
    "\"yes\"",
    "'no'",
    "true",
    "5",
    "-1",
    "\"5\"",
    "1.5",
    "0x10",
    "20240307",
    "2024-03-07",
    "2024-02-30",
    "2024-3-7",
    "12:30:00",
    "\"2024-13-01\"",
    "\"2024-03-07 \"",
    "\"03/04/2024\"",
    "\"soon\"",
    "soon",
    "\" x \"",
    "\"{{ x }}\"",
    "\"a, b\"",
    "\"image.png\"",
    "\"open",
    "{a = 'b'}",
    "[]",
    "[\"a\", \"A\"]",
    "[2024, \"a\"]",
    "[\"a\", [\"b\"]]",
];

/// A small site of a generator.
struct Sample {
    generator: &'static str,
    config: &'static [(&'static str, &'static str)],
    /// The path of a page with `NAME` in it.
    page: &'static str,
    /// The keys that make a page complete.
    complete: &'static [&'static str],
    /// Whether the generator reads TOML, too.
    toml: bool,
}

const SAMPLES: &[Sample] = &[
    Sample {
        generator: "hugo",
        config: &[("hugo.toml", "title = 'x'\n")],
        page: "content/posts/NAME.md",
        complete: &["title", "date"],
        toml: true,
    },
    Sample {
        generator: "jekyll",
        config: &[("_config.yml", "title: x\n")],
        page: "_posts/2024-03-07-NAME.md",
        complete: &["title", "date"],
        toml: false,
    },
    Sample {
        generator: "zola",
        config: &[("config.toml", "base_url = 'https://example.org'\n")],
        page: "content/NAME.md",
        complete: &["title", "date"],
        toml: true,
    },
    Sample {
        generator: "docusaurus",
        config: &[("docusaurus.config.js", "module.exports = {presets: [['classic', {}]]}\n")],
        page: "docs/NAME.md",
        complete: &["title"],
        toml: false,
    },
    Sample {
        generator: "mkdocs",
        config: &[("mkdocs.yml", "site_name: x\ntheme: {name: material}\nplugins: [blog, tags]\n")],
        page: "docs/blog/posts/NAME.md",
        complete: &["title", "date"],
        toml: false,
    },
    Sample {
        generator: "hexo",
        config: &[
            ("_config.yml", "title: x\n"),
            ("package.json", "{\"dependencies\": {\"hexo\": \"7\"}, \"hexo\": {\"version\": \"7\"}}"),
        ],
        page: "source/_posts/NAME.md",
        complete: &["title", "date"],
        toml: false,
    },
    Sample {
        generator: "eleventy",
        config: &[("eleventy.config.js", "export default function (c) {}\n")],
        page: "NAME.md",
        complete: &["title", "date"],
        toml: false,
    },
    Sample {
        generator: "vitepress",
        config: &[(".vitepress/config.mts", "export default {title: 'x'}\n")],
        page: "NAME.md",
        complete: &["title"],
        toml: false,
    },
    Sample {
        generator: "astro",
        config: &[("astro.config.mjs", "export default {}\n")],
        page: "src/content/blog/NAME.md",
        complete: &["title", "pubDate"],
        toml: false,
    },
];

#[test]
fn of_one_odd_value_one_thing_is_said() {
    let mut wrong = Vec::new();
    for Sample { generator: id, config, page: path, complete, toml } in SAMPLES {
        let profile = profile::ALL.iter().find(|profile| profile.id == *id).expect("a generator that we know");
        let names = profile.keys.iter().map(|key| key.name).chain(["tags", "categories", "draft", "image", "images"]);
        let names: BTreeSet<&str> = names.filter(|name| !name.contains('.')).collect();
        let mut files: Files = config.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let mut said: BTreeMap<String, (&str, &str)> = BTreeMap::new();
        let toml_values = if *toml { TOML_VALUES } else { &[] };
        let values = || VALUES.iter().map(|value| (value, false)).chain(toml_values.iter().map(|value| (value, true)));
        for (name, (value, is_toml)) in names.iter().flat_map(|name| values().map(move |value| (*name, value))) {
            let page = path.replace("NAME", &format!("p{}", said.len()));
            files.insert(page.clone(), text(name, value, complete, said.len(), is_toml));
            said.insert(page, (name, value));
        }
        let mut by_page: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        for finding in support::workspace(&files, &support::options()).report() {
            // Pages made by the thousand get in each other's way, and a key is not the value behind it.
            if !finding.rule.starts_with("identity/") && !finding.rule.starts_with("keys/") {
                by_page.entry(finding.path.clone()).or_default().push(finding);
            }
        }
        assert!(by_page.len() > 50, "{id}: {}", by_page.len());
        for (page, findings) in by_page {
            let (name, value) = said[&page];
            // Each item of a list is a value.
            let places: BTreeSet<_> = findings.iter().map(|finding| finding.span).collect();
            if findings.len() > if value.starts_with('[') { places.len() } else { 1 } {
                let told: Vec<_> = findings.iter().map(|it| format!("    {}: {}", it.rule, it.message)).collect();
                wrong.push(format!("{id}: {name}: {value}\n{}", told.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A page that has `name` with `value` and what makes it complete.
fn text(name: &str, value: &str, complete: &[&str], number: usize, is_toml: bool) -> String {
    let (fence, is, quote) = if is_toml { ("+++", " =", "\"") } else { ("---", ":", "") };
    let usual = |key: &str| match key {
        "title" => format!("title{is} {quote}Page {number}{quote}\n"),
        key => format!("{key}{is} 2024-03-07\n"),
    };
    let others: String = complete.iter().filter(|key| **key != name).map(|key| usual(key)).collect();
    format!("{fence}\n{others}{name}{is} {value}\n{fence}\ntext\n")
}
