//! Every configuration in the documents is accepted, and does what the text around it says: each is tried on a small site,
//! with and without it.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{documents, fences, read};

/// One configuration of a document, and what it does.
struct Case {
    /// The document and how the fence begins.
    fence: (&'static str, &'static str),
    /// The site, beside an empty `hugo.toml`.
    files: &'static [(&'static str, &'static str)],
    /// More arguments for `check`.
    arguments: &'static [&'static str],
    /// What is found without the configuration, and the exit status.
    without: (&'static [&'static str], i32),
    /// What is found with it, and the exit status.
    with: (&'static [&'static str], i32),
}

#[test]
fn every_configuration_does_what_the_text_says() {
    let mut examples: Vec<(String, String)> = Vec::new();
    for page in documents() {
        let name = page.file_name().and_then(|name| name.to_str()).expect("a page has a name").to_owned();
        let configurations = fences(&read(&page)).into_iter().filter(|(info, _)| info == "yaml matterlint.yaml");
        examples.extend(configurations.map(|(_, text)| (name.clone(), text)));
    }
    let is_tried_alone =
        |(page, text): &(String, String)| TRIED_ALONE.iter().any(|(own, begin)| page == own && text.starts_with(begin));
    let mut untried: Vec<&(String, String)> = examples.iter().filter(|example| !is_tried_alone(example)).collect();
    for case in CASES {
        let (page, begin) = case.fence;
        let fits = |example: &&(String, String)| example.0 == page && example.1.starts_with(begin);
        let (_, text) = examples.iter().find(fits).unwrap_or_else(|| panic!("{page} has no example {begin:?}"));
        untried.retain(|example| !fits(example));
        for (expected, config) in [(case.without, None), (case.with, Some(&**text))] {
            let site = site(case.files, config);
            let (found, status) = check(site.path(), case.arguments);
            assert_eq!(
                (found, status),
                (expected.0.iter().map(ToString::to_string).collect(), expected.1),
                "{page}: {begin:?}, with {config:?}"
            );
        }
    }
    assert!(untried.is_empty(), "no case tries {untried:#?}");
}

/// The vocabulary in a file of its own, with an alias and a term that is out of use.
#[test]
fn the_vocabulary_in_a_file_is_one() {
    let page = read(&crate::support::root().join("docs/configuration.md"));
    let (_, vocabulary) =
        fences(&page).into_iter().find(|(info, _)| info == "yaml data/tags.yaml").expect("an example");
    let post = "---\ntitle: A\ntags: [food, hikes, storms, snow]\n---\n";
    let files = [("data/tags.yaml", &*vocabulary), ("content/a.md", post)];
    let site = site(&files, Some("taxonomies:\n  tags: { vocabulary: data/tags.yaml }\n"));
    let lines = [
        "content/a.md:3 warning taxonomy/unknown-term",
        "content/a.md:3 warning taxonomy/deprecated-term",
        "content/a.md:3 warning taxonomy/unknown-term",
    ];
    assert_eq!(check(site.path(), &[]).0, lines);
}

#[test]
fn the_schema_asks_for_what_the_text_says() {
    let page = read(&crate::support::root().join("docs/configuration.md"));
    let (_, schema) = fences(&page).into_iter().find(|(info, _)| info == "yaml schemas/post.yaml").expect("an example");
    let (_, config) = example("configuration.md", "schemas:");
    let files = [
        ("schemas/post.yaml", &*schema),
        ("content/posts/a.md", "---\ntitle: A\ndate: 2026-01-02\nmood: calm\nother: key\n---\n"),
        ("content/posts/b.md", "---\ntitle: [B]\nmood: calmer\n---\n"),
    ];
    let site = site(&files, Some(&config));
    assert_eq!(
        check(site.path(), &["--select", "schema"]).0,
        [
            "content/posts/b.md:1 error schema/schema-violation",
            "content/posts/b.md:2 error schema/schema-violation",
            "content/posts/b.md:3 error schema/schema-violation"
        ]
    );
}

#[test]
fn the_baseline_lies_where_the_configuration_says() {
    let (_, config) = example("adoption.md", "baseline:");
    let site = site(&[("content/a.md", "---\ntitle: A\ndate: 2026-02-30\n---\n")], Some(&config));
    assert_eq!(check(site.path(), &["--write-baseline"]).1, 0);
    assert!(site.path().join("lint/accepted.txt").exists());
    assert_eq!(check(site.path(), &[]), (Vec::new(), 0));
}

/// `dates/stale-lastmod` needs a repository: the text of a page changes, and its date does not.
#[test]
fn stale_dates_are_found_where_the_configuration_asks_for_it() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("skipped: there is no git on the PATH");
        return;
    }
    let (_, config) = example("adoption.md", "rules:\n  dates/stale-lastmod");
    for (config, expected) in [(None, None), (Some(&*config), Some("content/a.md:4 warning dates/stale-lastmod"))] {
        let page = "---\ntitle: A\ndate: 2026-01-02\nlastmod: 2026-01-03\n---\n";
        let site = site(&[("content/a.md", page)], config);
        git(site.path(), &["init", "-q"]);
        git(site.path(), &["add", "-A"]);
        git(site.path(), &["-c", "user.name=Ines", "-c", "user.email=ines@example.org", "commit", "-qm", "a site"]);
        std::fs::write(site.path().join("content/a.md"), format!("{page}\nA new line.\n")).expect("a page");
        assert_eq!(check(site.path(), &[]).0, Vec::from_iter(expected));
    }
}

/// The comments of `docs/adoption.md` take out what they name: nothing is left, and no comment is called unused.
#[test]
fn comments_let_findings_be() {
    let page = read(&crate::support::root().join("docs/adoption.md"));
    let pages: Vec<String> = fences(&page).into_iter().filter(|(info, _)| info == "md").map(|(_, text)| text).collect();
    assert_eq!(pages.len(), 2);
    let config = "images: { keys: [image] }\ntaxonomies: { tags: { vocabulary: [sea] } }\n\
                  schemas: [{ files: ['content/b.md'], schema: s.json }]\n";
    let schema = r#"{"required": ["date"]}"#;
    let files = |pages: [&str; 2]| {
        let files = [("content/a.md", pages[0]), ("content/b.md", pages[1]), ("s.json", schema)];
        check(site(&files, Some(config)).path(), &[]).0
    };
    assert_eq!(files([&pages[0], &pages[1]]), Vec::<String>::new());
    let bare = |page: &str| page.replace("matterlint: ignore", "matterlint ignored");
    assert_eq!(
        files([&bare(&pages[0]), &bare(&pages[1])]),
        [
            "content/a.md:3 error dates/impossible-date",
            "content/a.md:5 error images/missing-image",
            "content/b.md:1 error schema/schema-violation"
        ]
    );
}

const POST: &str = "---\ntitle: A\ndate: 2026-01-02\ndraft: yes\n---\n";

/// Examples that have a test of their own, above.
const TRIED_ALONE: &[(&str, &str)] = &[("adoption.md", "baseline:"), ("adoption.md", "rules:\n  dates/stale-lastmod")];

const CASES: &[Case] = &[
    Case {
        fence: ("configuration.md", "generator: neutral"),
        files: &[("content/a.md", POST)],
        arguments: &[],
        without: (&["content/a.md:4 error values/not-a-boolean"], 1),
        with: (&[], 0),
    },
    Case {
        fence: ("configuration.md", "exclude:"),
        files: &[("content/drafts/a.md", POST), ("content/imported/deep/b.md", POST), ("content/c.md", POST)],
        arguments: &[],
        without: (
            &[
                "content/c.md:4 error values/not-a-boolean",
                "content/drafts/a.md:4 error values/not-a-boolean",
                "content/imported/deep/b.md:4 error values/not-a-boolean",
            ],
            1,
        ),
        with: (&["content/c.md:4 error values/not-a-boolean"], 1),
    },
    // Also when the command line names the page.
    Case {
        fence: ("configuration.md", "exclude:"),
        files: &[("content/drafts/a.md", POST)],
        arguments: &["content/drafts/a.md"],
        without: (&["content/drafts/a.md:4 error values/not-a-boolean"], 1),
        with: (&[], 0),
    },
    Case {
        fence: ("configuration.md", "rules:"),
        files: &[
            ("content/a.md", "---\ntitle: A\nmood: calm\nmoon: full\nimages: [gone.png, B.png]\n---\n"),
            ("static/b.png", ""),
            ("content/archive/b.md", "---\ntitle: B\ndate: 2026-02-30\n---\n"),
        ],
        arguments: &[],
        without: (
            &[
                "content/a.md:5 error images/missing-image",
                "content/a.md:5 error images/image-case-mismatch",
                "content/archive/b.md:3 error dates/impossible-date",
            ],
            1,
        ),
        with: (
            &[
                "content/a.md:4 warning keys/unknown-key",
                "content/a.md:5 error images/missing-image",
                "content/a.md:5 warning images/image-case-mismatch",
            ],
            1,
        ),
    },
    Case {
        fence: ("configuration.md", "schemas:"),
        files: &[
            ("schemas/post.yaml", "required: [author]"),
            ("content/posts/deep/a.md", "---\ntitle: A\n---\n"),
            ("content/b.md", "---\ntitle: B\n---\n"),
        ],
        arguments: &[],
        without: (&[], 0),
        with: (&["content/posts/deep/a.md:1 error schema/schema-violation"], 1),
    },
    Case {
        fence: ("configuration.md", "taxonomies:"),
        files: &[("content/a.md", "---\ntitle: A\ntags: [food, storms]\n---\n")],
        arguments: &[],
        without: (&[], 0),
        with: (&["content/a.md:3 warning taxonomy/unknown-term"], 0),
    },
    Case {
        fence: ("configuration.md", "images:"),
        files: &[
            (
                "content/a.md",
                "---\ntitle: A\ncover: sea.png\ngallery: [{ src: gone.png }, { src: sea.png }]\n---\n\n![](lost.png)\n",
            ),
            ("pictures/sea.png", ""),
        ],
        arguments: &[],
        without: (&[], 0),
        with: (&["content/a.md:4 error images/missing-image", "content/a.md:7 warning images/missing-body-image"], 1),
    },
    Case {
        fence: ("configuration.md", "dates:"),
        files: &[
            ("content/a.md", "---\ntitle: A\npubDate: 2026-02-01\nupdatedDate: 2026-01-01\n---\n"),
            ("content/b.md", "---\ntitle: B\ngoLive: 2026-03-01\noffline: 2026-02-15\n---\n"),
        ],
        arguments: &[],
        without: (&[], 0),
        with: (
            &["content/a.md:4 warning dates/lastmod-before-date", "content/b.md:4 warning dates/expiry-before-publish"],
            0,
        ),
    },
    Case {
        fence: ("configuration.md", "fail-on: warning"),
        files: &[("content/a.md", "---\ntitle: A\ntags: [sea, sea]\n---\n")],
        arguments: &[],
        without: (&["content/a.md:3 warning taxonomy/duplicate-term"], 0),
        with: (&["content/a.md:3 warning taxonomy/duplicate-term"], 1),
    },
    Case {
        fence: ("adoption.md", "overrides:"),
        files: &[
            ("content/archive/a.md", "---\ntitle: A\ndate: 2026-02-30\nimages: [gone.png]\n---\n"),
            ("content/b.md", "---\ntitle: B\nimages: [gone.png]\n---\n"),
        ],
        arguments: &[],
        without: (
            &[
                "content/archive/a.md:3 error dates/impossible-date",
                "content/archive/a.md:4 error images/missing-image",
                "content/b.md:3 error images/missing-image",
            ],
            1,
        ),
        with: (
            &["content/archive/a.md:4 warning images/missing-image", "content/b.md:3 error images/missing-image"],
            1,
        ),
    },
    Case {
        fence: ("README.md", "generator: hugo"),
        files: &[
            ("schemas/post.json", r#"{"required": ["author"]}"#),
            ("data/tags.yaml", "[food]"),
            ("content/drafts/a.md", POST),
            ("content/posts/b.md", "---\ntitle: B\npubDate: 2027-01-01\ntags: [fod]\n---\n"),
            ("content/c.md", "---\ntitle: C\nfeaturedImage: gone.png\ncover: { image: gone.png }\n---\n"),
            ("content/archive/d.md", "---\ntitle: D\ncover: { image: gone.png }\n---\n"),
        ],
        arguments: &[],
        without: (&["content/drafts/a.md:4 error values/not-a-boolean"], 1),
        with: (
            &[
                "content/c.md:3 error images/missing-image",
                "content/c.md:4 error images/missing-image",
                "content/posts/b.md:1 error schema/schema-violation",
                "content/posts/b.md:3 warning dates/future-date",
            ],
            1,
        ),
    },
];

fn example(page: &str, begin: &str) -> (String, String) {
    let text = read(&crate::support::root().join("docs").join(page));
    let fits = |(info, text): &(String, String)| info == "yaml matterlint.yaml" && text.starts_with(begin);
    fences(&text).into_iter().find(fits).unwrap_or_else(|| panic!("{page} has no example {begin:?}"))
}

fn site(files: &[(&str, &str)], config: Option<&str>) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let own = [("hugo.toml", "")].into_iter().chain(config.map(|text| ("matterlint.yaml", text)));
    for (path, text) in own.chain(files.iter().copied()) {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a new folder");
        std::fs::write(file, text).expect("a file can be written");
    }
    folder
}

/// What is found, `path:line severity rule`, and the exit status.
fn check(site: &Path, arguments: &[&str]) -> (Vec<String>, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_matterlint"))
        .args(["check", "--format", "concise", "--today", "2026-11-25"])
        .args(arguments)
        .current_dir(site)
        .output()
        .expect("matterlint runs");
    let status = output.status.code().expect("an exit status");
    assert_ne!(status, 2, "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("reports are UTF-8");
    let short = |line: &str| {
        let (place, rest) = line.split_once(": ")?;
        let (severity, rest) = rest.split_once(": ")?;
        let (path, _) = place.rsplit_once(':')?;
        Some(format!("{path} {severity} {}", rest.rsplit_once('[')?.1.trim_end_matches(']')))
    };
    (text.lines().filter_map(short).collect(), status)
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    // Tests may themselves run inside a hook, which tells git by variables where its repository is.
    for (variable, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        git.env_remove(variable);
    }
    let output = git.args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null").current_dir(folder).output();
    assert!(output.expect("git runs").status.success(), "git {arguments:?}");
}
