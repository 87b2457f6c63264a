//! The command line from outside: exit status, what stands where, and the flags.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn site() -> TempDir {
    let dir = TempDir::new().unwrap();
    let page = "---\ntitle: A\ndate: 2024-01-02\n---\n";
    write(dir.path(), "hugo.toml", "title = 'T'\n");
    write(dir.path(), "content/posts/a.md", page);
    write(dir.path(), "content/posts/b.md", page);
    write(dir.path(), "static/robots.txt", "x\n");
    dir
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}

fn command(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_matterlint"));
    command.current_dir(dir).args(arguments);
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "NO_GRAPHICS", "LC_ALL", "LC_CTYPE", "LANG"] {
        command.env_remove(variable);
    }
    command
}

fn run(dir: &Path, arguments: &[&str]) -> (i32, String, String) {
    seen(command(dir, arguments).output().unwrap())
}

fn run_with_input(dir: &Path, arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut command = command(dir, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The process may have refused its arguments and be gone.
    let _ = child.stdin.take().unwrap().write_all(input);
    seen(child.wait_with_output().unwrap())
}

fn seen(output: Output) -> (i32, String, String) {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_clean_site_says_so() {
    let dir = site();
    let (code, out, err) = run(dir.path(), &["--no-config"]);
    assert!(out.contains(" site (") && out.contains("no problems in "), "{out}");
    assert_eq!((code, &*err), (0, ""));
    assert!(!out.contains("matterlint.yaml"), "the hint is for terminals: {out}");
}

#[test]
fn quiet_prints_findings_only() {
    let dir = site();
    assert_eq!(run(dir.path(), &["-q"]), (0, String::new(), String::new()));
    assert_eq!(run(dir.path(), &["check", "--format", "concise"]), (0, String::new(), String::new()));
}

#[test]
fn programs_get_json_and_nothing_else() {
    let dir = site();
    let (code, out, _) = run(dir.path(), &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &report["schema"]), (0, &"matterlint/report/1".into()));
    let (_, out, _) = run(dir.path(), &["--format", "json", "--statistics"]);
    let statistics: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(statistics["schema"], "matterlint/statistics/1");
    let (_, out, _) = run(dir.path(), &["rules", "--format", "json"]);
    let rules: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(rules["schema"], "matterlint/rules/1");
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let dir = site();
    let (code, out, err) = run(dir.path(), &["content/posts/a.md", "content/gone.md"]);
    assert_eq!((code, &*out), (2, ""));
    assert!(err.contains("content/gone.md"), "{err}");
}

#[test]
fn the_configuration_says_what_fails() {
    let dir = site();
    write(dir.path(), "content/posts/a.md", "---\ntitle: A\ndate: 2024-01-02\nlastmod: 2023-01-02\n---\n");
    assert_eq!(run(dir.path(), &["-q", "--format", "concise"]).0, 0);
    write(dir.path(), "matterlint.yaml", "fail-on: warning\n");
    assert_eq!(run(dir.path(), &["-q", "--format", "concise"]).0, 1);
    assert_eq!(run(dir.path(), &["-q", "--format", "concise", "--fail-on", "error"]).0, 0);
}

/// As a hook does when a commit changes nothing else.
#[test]
fn a_file_that_all_pages_are_judged_by_means_all_of_them() {
    let dir = site();
    write(dir.path(), "content/posts/a.md", "---\ntitle: A\ndate: 2024-02-30\ntags: [tea]\n---\n");
    let settings =
        "taxonomies:\n  tags: { vocabulary: data/tags.yaml }\nschemas:\n  - files: [x]\n    schema: page.json\n";
    write(dir.path(), "matterlint.yaml", settings);
    write(dir.path(), "data/tags.yaml", "- tea\n");
    write(dir.path(), "page.json", "{}");
    for name in ["matterlint.yaml", "hugo.toml", "data/tags.yaml", "page.json"] {
        let (code, out, err) = run(dir.path(), &["--format", "concise", name]);
        assert!(code == 1 && out.contains("content/posts/a.md:3:7"), "{name}: {out}{err}");
    }
    let (code, out, _) = run(dir.path(), &["--format", "concise", "static/robots.txt"]);
    assert_eq!((code, &*out), (0, ""));
}

#[test]
fn a_file_that_is_no_page_is_fine() {
    let dir = site();
    let (code, out, err) = run(dir.path(), &["static/robots.txt"]);
    assert_eq!((code, &*err), (0, ""));
    assert!(out.contains("no problems in 0 pages"), "{out}");
}

#[test]
fn wrong_usage_ends_with_2() {
    let dir = site();
    let (code, _, err) = run(dir.path(), &["--formt", "json"]);
    assert!(code == 2 && err.contains("--format"), "{err}");
    let (code, _, err) = run(dir.path(), &["--generator", "hugoo"]);
    assert!(code == 2 && err.contains("hugo"), "{err}");
    let (code, _, err) = run(dir.path(), &["--threads", "0"]);
    assert!(code == 2 && err.contains("threads"), "{err}");
}

#[test]
fn an_unknown_rule_is_an_error() {
    let dir = site();
    for arguments in [&["--select", "no/such-rule"][..], &["--ignore", "xyzzy"], &["explain", "xyzzy"]] {
        let (code, out, err) = run(dir.path(), arguments);
        assert_eq!((code, &*out), (2, ""));
        assert!(err.contains("no rule or group is named `"), "{err}");
    }
}

#[test]
fn standard_input_is_judged_as_a_file_of_the_site() {
    let dir = site();
    for name in ["content/posts/a.md", "content/posts/new/index.md", "./content/../content/c.md"] {
        let (code, out, err) = run_with_input(dir.path(), &["--stdin-filename", name], b"---\ntitle: B\n---\n");
        assert_eq!((code, &*err), (0, ""), "{name}");
        assert!(out.starts_with("Hugo site ("), "{out}");
    }
    let (code, _, err) = run_with_input(dir.path(), &["--stdin-filename", "a.md", "b.md"], b"");
    assert!(code == 2 && err.contains("--stdin-filename"), "{err}");
}

#[test]
fn a_report_replaces_its_file_when_it_is_complete() {
    let dir = site();
    write(dir.path(), "out/report.json", "old");
    let (code, out, err) = run(dir.path(), &["--format", "json", "--output-file", "out/report.json"]);
    assert_eq!((code, &*out, &*err), (0, "", ""));
    let report = std::fs::read_to_string(dir.path().join("out/report.json")).unwrap();
    assert!(report.starts_with("{\n"), "{report}");
    assert_eq!(std::fs::read_dir(dir.path().join("out")).unwrap().count(), 1, "nothing is left beside it");
    let (code, _, err) = run(dir.path(), &["--output-file", "no/such/folder/report.txt"]);
    assert!(code == 2 && err.contains("no/such/folder/report.txt"), "{err}");
}

#[test]
#[cfg(unix)]
fn a_report_goes_through_a_link_and_never_replaces_it() {
    let dir = site();
    write(dir.path(), "real.txt", "old");
    std::os::unix::fs::symlink("real.txt", dir.path().join("link.txt")).unwrap();
    assert_eq!(run(dir.path(), &["--output-file", "link.txt"]).0, 0);
    assert!(dir.path().join("link.txt").is_symlink());
    assert!(std::fs::read_to_string(dir.path().join("real.txt")).unwrap().starts_with("Hugo site"));
    let pipe = dir.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut child = command(dir.path(), &["--output-file", "pipe"]).stderr(Stdio::null()).spawn().unwrap();
    assert!(std::fs::read_to_string(&pipe).unwrap().starts_with("Hugo site"));
    assert!(child.wait().unwrap().success());
    assert!(!pipe.metadata().unwrap().is_file(), "a pipe stays a pipe");
}

#[test]
fn colour_is_what_the_user_says() {
    let dir = site();
    let colours = |arguments: &[&str], variables: &[(&str, &str)]| {
        let output = command(dir.path(), arguments).envs(variables.iter().copied()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains('\u{1b}')
    };
    assert!(!colours(&[], &[]));
    assert!(colours(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(colours(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colours(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colours(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let dir = site();
    let mut child = command(dir.path(), &["--help"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let _ = child.wait().unwrap();
    let mut command = command(dir.path(), &[]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let (code, _, err) = seen(child.wait_with_output().unwrap());
    assert_eq!((code, &*err), (0, ""));
}

#[test]
fn the_header_names_what_decides_on_the_generator() {
    let dir = site();
    let header = |arguments: &[&str]| run(dir.path(), arguments).1.lines().next().unwrap_or_default().to_owned();
    assert_eq!(header(&[]), "Hugo site (hugo.toml), 2 pages");
    assert_eq!(header(&["--generator", "hugo"]), "Hugo site (--generator), 2 pages");
    write(dir.path(), "matterlint.yaml", "generator: hugo\n");
    assert_eq!(header(&[]), "Hugo site (matterlint.yaml), 2 pages");
}

#[test]
fn a_repair_says_what_it_changed() {
    let dir = site();
    assert_eq!(run(dir.path(), &["--fix"]).2, "");
    let names = ["c", "d", "e", "f"].map(|name| format!("content/posts/{name}.md"));
    for name in &names[..2] {
        write(dir.path(), name, "---\ntitle: A\ndraft: yes\n---\n");
    }
    let both = "matterlint: 2 pages are repaired: content/posts/c.md, content/posts/d.md\n";
    assert_eq!(run(dir.path(), &["--fix"]).2, both);
    for name in &names {
        write(dir.path(), name, "---\ntitle: A\ndraft: yes\n---\n");
    }
    assert_eq!(run(dir.path(), &["--fix", "--diff"]).2, "", "nothing is changed");
    let four = "matterlint: 4 pages are repaired: content/posts/c.md and 3 more\n";
    assert_eq!(run(dir.path(), &["--fix"]).2, four);
}

/// Every bundle has its `cover.png`: none of them is meant by another page that lacks one.
#[test]
fn a_picture_is_named_only_where_one_can_be_meant() {
    let dir = site();
    write(dir.path(), "content/a/index.md", "---\ntitle: A\nimages: [cover.png]\n---\n");
    write(dir.path(), "content/b/cover.png", "");
    let report = || run(dir.path(), &["--select", "images"]).1;
    assert!(report().contains("a file of that name lies at `content/b/cover.png`"), "{}", report());
    write(dir.path(), "content/c/cover.png", "");
    assert!(report().contains("add the file, or correct or remove `images[0]`"), "{}", report());
}

#[test]
fn help_teaches() {
    let dir = site();
    for arguments in [&["--help"][..], &["check", "--help"]] {
        let (code, out, _) = run(dir.path(), arguments);
        assert!(code == 0 && out.contains("Examples:") && out.contains("Exit status"), "{out}");
    }
}
