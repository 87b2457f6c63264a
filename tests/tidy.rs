//! The house rules that a compiler does not check.

use crate::support;

use std::path::{Path, PathBuf};

use matterlint::rules;

/// The floors of the house, lowest first, and what stands on each. A module may use what stands below it, its own floor
/// only where the table says so.
const FLOORS: &[&[&str]] = &[
    &["text", "listing"],
    &["front_matter", "finding"],
    &["profile"],
    &["config"],
    &["schema", "site"],
    &["rules"],
    &["workspace", "suppress", "baseline", "fix", "refactoring"],
    &["assist", "report", "disk", "git", "open", "site_root"],
    &["docs", "init"],
];

/// Modules of one floor that may use each other, user first.
const NEIGHBOURS: &[(&str, &str)] = &[
    ("finding", "text"),
    ("site", "schema"),
    ("workspace", "suppress"),
    ("workspace", "baseline"),
    ("fix", "workspace"),
    ("refactoring", "workspace"),
    ("open", "disk"),
    ("open", "git"),
    ("open", "site_root"),
    ("site_root", "disk"),
    ("site_root", "open"),
];

/// Longest file, in lines. A longer one holds two topics.
const LONGEST: usize = 450;

#[test]
fn modules_use_only_what_stands_below_them() {
    let floor = |module: &str| FLOORS.iter().position(|floor| floor.contains(&module));
    let mut wrong = Vec::new();
    for file in sources("src") {
        let module = module_of(&file);
        if module == "lib" || module == "bin" {
            continue;
        }
        let own = floor(&module).unwrap_or_else(|| panic!("{module} stands on no floor of tests/tidy.rs"));
        for used in used_modules(&read(&file)) {
            let theirs = floor(&used).unwrap_or_else(|| panic!("{}: {used} stands on no floor", file.display()));
            let allowed = theirs < own || used == module || NEIGHBOURS.contains(&(&*module, &*used));
            if !allowed {
                wrong.push(format!("{}: {module} must not use {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_rule_uses_another_group() {
    for file in sources("src/rules") {
        let text = read(&file);
        let groups = rules::all().map(|entry| entry.meta.group());
        for group in groups.filter(|group| !file.display().to_string().contains(&format!("rules/{group}/"))) {
            let uses = text.contains(&format!("crate::rules::{group}::"));
            assert!(!uses, "{} uses the rules of {group}", file.display());
        }
    }
}

#[test]
fn only_disk_touches_files() {
    for file in sources("src").into_iter().filter(|file| module_of(file) != "bin") {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name == "tests.rs" {
            continue;
        }
        let code = code(&read(&file));
        assert!(module_of(&file) == "disk" || !code.contains("std::fs"), "{} names std::fs", file.display());
        assert!(
            name == "git.rs" || !code.contains("process::{") && !code.contains("process::Command"),
            "{name} starts a process"
        );
        assert!(!code.contains("println!"), "{} prints", file.display());
        assert!(!code.contains(".unwrap()"), "{} unwraps", file.display());
    }
}

#[test]
fn edge_crates_stay_at_their_edges() {
    let edges =
        [("miette", "src/report/"), ("jsonschema::", "src/schema/"), ("granit_parser", "src/front_matter/yaml")];
    for file in sources("src").into_iter().filter(|file| module_of(file) != "bin") {
        let text = read(&file);
        for (name, home) in edges {
            let is_home = file.strip_prefix(support::root()).is_ok_and(|path| {
                path.starts_with(home.trim_end_matches('/')) || path.display().to_string().starts_with(home)
            });
            let uses =
                text.contains(&format!("use {name}")) || text.contains(&format!("{}::", name.trim_end_matches(':')));
            assert!(is_home || !uses, "{} uses {name}, which belongs in {home}", file.display());
        }
    }
}

/// The language server speaks a protocol of its own; nothing else of the program knows its words.
#[test]
fn protocol_crates_stay_in_the_server() {
    for file in sources("src") {
        let text = read(&file);
        let is_home =
            file.strip_prefix(support::root()).is_ok_and(|path| path.starts_with("src/bin/matterlint/server"));
        let uses = ["lsp_server", "lsp_types"].iter().any(|name| text.contains(name));
        assert!(is_home || !uses, "{} names a crate of the language server", file.display());
    }
}

#[test]
fn files_have_one_topic_and_one_length() {
    for file in sources("src").into_iter().chain(sources("tests")) {
        let lines = read(&file).lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines, more than {LONGEST}", file.display());
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let vague = ["utils", "util", "helpers", "helper", "manager", "common", "misc"].contains(&name);
        assert!(!vague, "{} does not say what is in it", file.display());
    }
}

#[test]
fn rules_are_listed_once_under_good_names() {
    let ids: Vec<&str> = rules::all().map(|entry| entry.meta.id).collect();
    for (i, id) in ids.iter().enumerate() {
        assert!(!ids[..i].contains(id), "{id} is listed twice");
        let is_kebab = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '/');
        assert!(is_kebab && id.matches('/').count() == 1, "{id} is not group/bad-thing");
    }
    for file in sources("src/rules").into_iter().filter(|file| file.extension().is_some_and(|end| end == "rs")) {
        let group = file.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default().replace('_', "-");
        let text = read(&file);
        if text.contains("pub const META: RuleMeta") {
            assert!(ids.contains(&&*format!("{group}/{name}")), "{} is not in the list", file.display());
            assert!(text.contains(&format!("include_str!(\"{}.md\")", name.replace('-', "_"))), "{}", file.display());
        }
    }
}

/// The code of a file: without comments, whose links may point upwards, and without its tests.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}

fn used_modules(text: &str) -> Vec<String> {
    let code = code(text);
    let names = code.split("crate::").skip(1);
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    names.map(name).filter(|name| !name.is_empty()).collect()
}

/// The top-level module that a file belongs to: `rules` for `src/rules/dates/future_date.rs`.
fn module_of(file: &Path) -> String {
    let below = file.strip_prefix(support::root().join("src")).expect("a source file");
    let first = below.iter().next().and_then(|part| part.to_str()).expect("a file has a name");
    first.trim_end_matches(".rs").to_owned()
}

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![support::root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the package").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    found
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
