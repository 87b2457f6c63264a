//! A site with a past: comments that suppress, and a baseline that accepts what is there.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const POST: &str = "---\ntitle: Old post\ndate: 2019-02-30\ntags: [sea, sea]\nimages: [gone.png]\n---\n\nText.\n";

fn site() -> TempDir {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "hugo.toml", "title = 'T'\n");
    write(dir.path(), "content/posts/a.md", POST);
    write(dir.path(), "content/posts/b.md", "---\ntitle: B\ndate: 2024-01-02\n---\n");
    dir
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}

/// Exit status, the JSON report (null where there is none) and standard error.
fn check(dir: &Path, arguments: &[&str]) -> (i32, serde_json::Value, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_matterlint"))
        .args(["--format", "json", "--today", "2026-11-25"])
        .args(arguments)
        .current_dir(dir)
        .output()
        .unwrap();
    let report = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.code().unwrap(), report, String::from_utf8(output.stderr).unwrap())
}

fn rules(report: &serde_json::Value) -> Vec<&str> {
    report["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect()
}

#[test]
fn a_comment_suppresses_its_line_or_its_file() {
    let dir = site();
    let (_, before, _) = check(dir.path(), &[]);
    assert_eq!(rules(&before), ["dates/impossible-date", "taxonomy/duplicate-term", "images/missing-image"]);

    let own = POST.replace("2019-02-30", "2019-02-30 # matterlint: ignore[dates/impossible-date] from the logbook");
    let above = own.replace("tags:", "# matterlint: ignore[taxonomy]\n# A note.\n\ntags:");
    write(dir.path(), "content/posts/a.md", &above);
    let (_, report, _) = check(dir.path(), &[]);
    assert_eq!(rules(&report), ["images/missing-image"]);
    assert_eq!(report["summary"]["suppressed"], 2);

    let file = POST.replace("---\n\n", "# matterlint: ignore-file[dates, taxonomy, images] an old post\n---\n\n");
    write(dir.path(), "content/posts/a.md", &file);
    let (code, report, _) = check(dir.path(), &[]);
    assert_eq!((code, rules(&report)), (0, vec![]));
    assert_eq!(report["summary"]["suppressed"], 3);
    // A rule that did not run says nothing about its suppression.
    let (_, report, _) = check(dir.path(), &["--select", "dates,suppressions"]);
    assert_eq!(rules(&report), [""; 0]);
}

#[test]
fn a_comment_is_not_called_unused_where_the_block_is_broken() {
    let dir = site();
    let broken = "---\ntitle: A: B\n# matterlint: ignore[dates/impossible-date]\ndate: 2024-01-02\n---\n";
    write(dir.path(), "content/posts/a.md", broken);
    let (_, report, _) = check(dir.path(), &[]);
    assert_eq!(rules(&report), ["syntax/invalid-syntax"]);
}

#[test]
fn only_what_is_new_is_reported() {
    let dir = site();
    let (code, report, message) = check(dir.path(), &["--write-baseline"]);
    assert_eq!((code, rules(&report)), (0, vec![]));
    assert_eq!(report["summary"]["baselined"], 3);
    assert_eq!(message, "matterlint: 3 findings are accepted in .matterlint-baseline\n");
    let baseline = std::fs::read_to_string(dir.path().join(".matterlint-baseline")).unwrap();
    assert!(baseline.starts_with("# matterlint baseline") && baseline.contains("\ncontent/posts/a.md\n"), "{baseline}");

    // Moved lines, other quotes around a neighbour, a new first tag, a new order: still the same findings.
    let moved = "---\n# Moved.\nimages:\n  - gone.png\ntags: [shore, sea, sea]\ntitle: 'Old post, edited'\n\ndate: 2019-02-30\n---\n";
    write(dir.path(), "content/posts/a.md", moved);
    let (code, report, _) = check(dir.path(), &[]);
    assert_eq!((code, rules(&report)), (0, vec![]));
    assert_eq!(report["summary"]["baselined"], 3);

    // A fault of another page, and a second one of the same kind on the same page.
    write(dir.path(), "content/posts/b.md", "---\ntitle: B\ndate: 2024-13-02\n---\n");
    write(dir.path(), "content/posts/a.md", &POST.replace("sea, sea", "sea, sea, sea"));
    let (code, report, _) = check(dir.path(), &[]);
    assert_eq!((code, rules(&report)), (1, vec!["taxonomy/duplicate-term", "dates/impossible-date"]));
    assert_eq!(check(dir.path(), &["--no-baseline"]).1["findings"].as_array().unwrap().len(), 5);
}

#[test]
fn what_is_repaired_leaves_the_baseline() {
    let dir = site();
    write(dir.path(), "matterlint.yaml", "baseline: lint/accepted.txt\n");
    std::fs::create_dir(dir.path().join("lint")).unwrap();
    let (code, _, message) = check(dir.path(), &[]);
    assert!(code == 2 && message.contains("`matterlint --write-baseline`"), "{message}");
    check(dir.path(), &["--write-baseline"]);
    let file = dir.path().join("lint/accepted.txt");
    let first = std::fs::read_to_string(&file).unwrap();

    write(dir.path(), "content/posts/a.md", &POST.replace("2019-02-30", "2019-02-28").replace("sea, sea", "sea"));
    let output = Command::new(env!("CARGO_BIN_EXE_matterlint")).current_dir(dir.path()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("1 accepted by the baseline\n2 entries of the baseline are no longer needed"), "{text}");
    // Rules that do not run keep what is accepted of them.
    check(dir.path(), &["--write-baseline", "--select", "taxonomy/duplicate-term"]);
    let kept = std::fs::read_to_string(&file).unwrap();
    assert!(kept.contains("dates/impossible-date") && !kept.contains("taxonomy/"), "{kept}");
    check(dir.path(), &["--write-baseline"]);
    assert!(std::fs::read_to_string(&file).unwrap().len() < first.len());

    write(dir.path(), "lint/accepted.txt", "<<<<<<< HEAD\n");
    let (code, _, message) = check(dir.path(), &[]);
    assert!(code == 2 && message.contains("lint/accepted.txt:1: the mark of a merge conflict"), "{message}");
}

#[test]
fn repairs_come_before_the_baseline() {
    let dir = site();
    let (code, report, _) = check(dir.path(), &["--fix", "--write-baseline", "--baseline", "accepted"]);
    assert_eq!((code, rules(&report)), (0, vec![]));
    let text = std::fs::read_to_string(dir.path().join("content/posts/a.md")).unwrap();
    assert!(text.contains("tags: [sea]"), "{text}");
    assert_eq!(check(dir.path(), &["--baseline", "accepted"]).1["summary"]["baselined"], 2);
    assert_eq!(check(dir.path(), &["--baseline", "nowhere"]).0, 2);
}

#[test]
fn each_site_has_its_own_baseline() {
    let dir = TempDir::new().unwrap();
    for name in ["one", "two"] {
        write(dir.path(), &format!("{name}/hugo.toml"), "title = 'T'\n");
        write(dir.path(), &format!("{name}/content/a.md"), POST);
    }
    let (code, report, _) = check(dir.path(), &["--write-baseline"]);
    assert_eq!((code, report["summary"]["baselined"].as_u64()), (0, Some(6)));
    assert!(
        dir.path().join("one/.matterlint-baseline").exists() && dir.path().join("two/.matterlint-baseline").exists()
    );
    let (code, _, message) = check(dir.path(), &["--baseline", "shared"]);
    assert!(code == 2 && message.contains("one file for 2 sites"), "{message}");
}
