//! Escape sequences in pages, names of files and configuration never reach a terminal.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use matterlint::finding::Severity;
use matterlint::report::human::{self, Look};
use matterlint::report::{Report, Standpoint, Texts, concise, diff};
use proptest::prelude::*;
use tempfile::TempDir;

use super::support;

/// Sets the title of the window, clears the screen, rings, turns the text around, and does so in the eight-bit spelling.
const SEQUENCES: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}\u{9b}2J";

/// Checks that nothing of [`SEQUENCES`] is in `output`, whose own colours are fine.
fn assert_harmless(output: &str, what: &str) {
    for harm in ["\u{1b}]0", "\u{1b}[2J", "\u{7}", "\u{202e}", "\u{9b}", "\r"] {
        assert!(!output.contains(harm), "{what} passes {harm:?}:\n{output:?}");
    }
}

/// A site in which everything that can hold text holds the sequences.
fn site() -> TempDir {
    let dir = TempDir::new().unwrap();
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let quoted = SEQUENCES.replace('\u{1b}', "\\e").replace('\u{7}', "\\a").replace('\u{9b}', "\\x9b");
    write("hugo.toml", "title = 'T'\n");
    // As written in a quoted value, and raw in a comment, a key and a body.
    let page = format!(
        "---\ntitle: \"{quoted}\"\n\"k{quoted}\": 1\ndate: \"2024-1-2{quoted}\"\ndraft: \"{quoted}\"\ntags: [\"{quoted}\", \"{quoted}\", \
         \"a{quoted}\", ' a']\nimage: \"{quoted}.png\"\nlastmod: 2024-1-2\nslug: \"{quoted}\"\n---\n{SEQUENCES} ![]({SEQUENCES}.png)\n"
    );
    write("content/a.md", &page);
    write(&format!("content/{SEQUENCES}b.md").replace('/', "_").replacen('_', "/", 1), &page);
    write("content/raw.md", &format!("---\ntitle: {SEQUENCES}\nlayout: x: {SEQUENCES}\n{SEQUENCES}: 1\n---\n"));
    write("content/toml.md", &format!("+++\ntitle = \"{SEQUENCES}\"\ndate = {SEQUENCES}\n+++\n"));
    write("content/json.md", &format!("{{\"title\": \"{SEQUENCES}\", {SEQUENCES}}}\n"));
    dir
}

fn run(root: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_matterlint"));
    let Output { status, stdout, stderr } =
        command.current_dir(root).args(arguments).envs(variables.iter().copied()).output().unwrap();
    let all = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
    assert!(status.code().is_some() && !all.contains("panicked"), "{arguments:?}\n{all}");
    assert!(!all.is_empty(), "{arguments:?} says nothing");
    all
}

#[test]
fn no_command_passes_what_a_site_holds_to_a_terminal() {
    let dir = site();
    let commands: [&[&str]; 11] = [
        &["--info"],
        &["--info", "--color", "always"],
        &["--info", "--format", "concise"],
        &["--info", "--format", "github"],
        &["--info", "--format", "markdown"],
        &["--statistics"],
        &["--diff", "--color", "always", "--unsafe-fixes"],
        &["show"],
        &["terms"],
        &["terms", "--color", "always"],
        &["init", "--dry-run"],
    ];
    for arguments in commands {
        assert_harmless(&run(dir.path(), arguments, &[]), &arguments.join(" "));
    }
    assert_harmless(&run(dir.path(), &["--info"], &[("NO_GRAPHICS", "1")]), "for a screen reader");
}

#[test]
fn no_mistake_in_a_configuration_is_passed_on_raw() {
    for (path, text) in [
        ("matterlint.yaml", "rules:\n  \"TEXT\": error\n\"TEXT\": 1\n"),
        ("matterlint.yaml", "exclude: [\"TEXT[\"]\nschemas:\n  - files: [x]\n    schema: \"TEXT.json\"\n"),
        ("matterlint.yaml", "generator: \"TEXT\"\n"),
        ("matterlint.yaml", "schemas:\n  - files: [\"**\"]\n    schema: s.yaml\n"),
        ("matterlint.yaml", "baseline: \"TEXT\"\n"),
    ] {
        let dir = site();
        let quoted = SEQUENCES.replace('\u{1b}', "\\e").replace('\u{7}', "\\a").replace('\u{9b}', "\\x9b");
        fs::write(dir.path().join(path), text.replace("TEXT", &quoted)).unwrap();
        fs::write(dir.path().join("s.yaml"), format!("\"{quoted}\": 1\ntype: \"{quoted}\"\n$ref: \"{quoted}\"\n"))
            .unwrap();
        fs::write(dir.path().join(".matterlint-baseline"), format!("{SEQUENCES}\n")).unwrap();
        assert_harmless(&run(dir.path(), &["--info"], &[]), text);
    }
}

/// A page whose name holds the sequences cannot be written: its name is said on standard error.
#[test]
#[cfg(unix)]
fn no_failure_is_told_with_a_raw_name() {
    let dir = site();
    let mut command = Command::new("sh");
    let script = "ulimit -f 0 && trap '' XFSZ && exec \"$0\" --fix --unsafe-fixes --info --format concise 2>&1 | cat";
    let output =
        command.current_dir(dir.path()).args(["-c", script, env!("CARGO_BIN_EXE_matterlint")]).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("cannot write content/"), "{out}");
    assert_harmless(&out, "a failure");
}

#[test]
fn a_diff_on_a_terminal_without_colours_is_harmless() {
    let (before, after) = (format!("a{SEQUENCES}\n"), format!("b{SEQUENCES}\n"));
    for color in [true, false] {
        let look = Look { color, terminal: true, ..Look::default() };
        assert_harmless(&diff::unified(&format!("{SEQUENCES}.md"), &before, &after, &look), "a diff");
    }
    let kept = diff::unified("a.md", &before, &after, &Look::default());
    assert!(kept.contains(&before) && kept.contains(&after), "`patch` gets every byte");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_page_writes_its_own_report(
        pieces in prop::collection::vec(("[a-z]{1,6}", "[ \\-'\":a\\[{\u{1b}\u{7}\u{85}\u{9b}\u{202e}\u{2028}\\]0;2J\r\0]{0,12}"), 1..6),
        name in "[a\u{1b}\u{9b}\u{202e}\\[2J]{1,8}",
    ) {
        let mut text = "---\n".to_owned();
        for (key, value) in &pieces {
            text.push_str(&format!("{key}: {value}\n"));
        }
        text.push_str("title: yes\ndate: 2024-2-30\ntags: a\n---\n");
        let path = format!("content/{name}.md");
        let files = [("hugo.toml".to_owned(), String::new()), (path, text)].into();
        let workspace = support::workspace(&files, &support::options());
        let others = std::collections::HashMap::new();
        let mut report = Report::default();
        report.add(workspace.verdict(), &Texts::new(&workspace, &others), &Standpoint::default());
        for narrated in [false, true] {
            let look = Look { narrated, ..Look::default() };
            let mut out = Vec::new();
            human::write(&report, Severity::Info, &look, &mut out).unwrap();
            concise::write(&report, Severity::Info, &look, &mut out).unwrap();
            let out = String::from_utf8(out).unwrap();
            let acts = |c: &char| c.is_control() && *c != '\n' || matches!(c, '\u{202e}' | '\u{2028}');
            prop_assert_eq!(out.chars().find(acts), None, "{:?}", out);
        }
    }
}
