//! What git knows of a site: `--changed-since` and `dates/stale-lastmod`, in temporary repositories. Skipped where git is
//! missing.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A page with an impossible date, which every run on it reports.
const WRONG: &str = "---\ntitle: Wrong\ndate: 2024-02-30\n---\n";

/// A repository with a Hugo site, in its folder `web`.
struct Repository {
    folder: TempDir,
}

impl Repository {
    /// `None` where git is missing.
    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            println!("skipped: there is no git on the PATH");
            return None;
        }
        let new = Self { folder: TempDir::new().unwrap() };
        new.git(&["init", "-q", "-b", "main"]);
        new.write("web/hugo.toml", "title = 'T'\n");
        new.write("web/content/old.md", WRONG);
        Some(new)
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("web")
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", "work"]);
    }

    fn git(&self, arguments: &[&str]) {
        let output = run("git", arguments, self.folder.path());
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// The pages with findings, exit status and standard error.
    fn check(&self, arguments: &[&str]) -> (Vec<String>, i32, String) {
        check(&self.site(), arguments)
    }
}

fn run(program: &str, arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(program);
    // Tests may themselves run inside a hook, which tells git by variables where its repository is.
    for (variable, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        command.env_remove(variable);
    }
    for person in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{person}_NAME"), "Ines").env(format!("GIT_{person}_EMAIL"), "ines@example.org");
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").args(arguments).current_dir(folder).output().unwrap()
}

fn check(folder: &Path, arguments: &[&str]) -> (Vec<String>, i32, String) {
    let program = env!("CARGO_BIN_EXE_matterlint");
    let fixed = ["--format", "json", "--today", "2026-11-25"];
    let output = run(program, &[&fixed, arguments].concat(), folder);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let mut paths: Vec<_> = findings.iter().map(|finding| finding["path"].as_str().unwrap().to_owned()).collect();
    paths.dedup();
    (paths, output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn only_changed_files_are_reported() {
    let Some(site) = Repository::new() else { return };
    site.commit();
    let odd = ["-dash.md", "灯塔 \"quoted\".md", "$HOME'.md"];
    for name in odd {
        site.write(&format!("web/content/{name}"), WRONG);
    }
    site.write("elsewhere.md", WRONG);
    let mut expected = odd.map(|name| format!("content/{name}"));
    expected.sort();
    assert_eq!(site.check(&["--changed-since", "HEAD"]).0, expected, "untracked files count");
    assert_eq!(site.check(&["--changed-since", "staged"]).0, [""; 0]);
    site.git(&["add", "-A"]);
    assert_eq!(site.check(&["--changed-since", "staged"]).0, expected);
    site.commit();
    assert_eq!(site.check(&["--changed-since", "HEAD"]).0, [""; 0]);
    assert_eq!(site.check(&["--changed-since", "HEAD~1"]).0, expected);
    assert_eq!(site.check(&["--changed-since", "HEAD~1", "content/-dash.md"]).0, ["content/-dash.md"]);

    site.git(&["rm", "-q", "web/content/-dash.md"]);
    site.git(&["mv", "web/content/old.md", "web/content/new.md"]);
    assert_eq!(site.check(&["--changed-since", "HEAD"]).0, ["content/new.md"], "gone files are no trouble");
}

#[cfg(unix)]
#[test]
fn a_name_may_hold_a_line_end() {
    let Some(site) = Repository::new() else { return };
    site.commit();
    site.write("web/content/two\nlines.md", WRONG);
    assert_eq!(site.check(&["--changed-since", "HEAD"]).0, ["content/two\nlines.md"]);
}

#[test]
fn a_repository_without_commits_has_staged_files() {
    let Some(site) = Repository::new() else { return };
    site.git(&["add", "-A"]);
    assert_eq!(site.check(&["--changed-since", "staged"]).0, ["content/old.md"]);
    let (_, code, message) = site.check(&["--changed-since", "HEAD"]);
    assert!(code == 2 && message.contains("git knows no revision `HEAD`"), "{message}");
}

#[test]
fn what_git_cannot_answer_is_told() {
    let Some(site) = Repository::new() else { return };
    site.commit();
    for revision in ["nowhere", "--output=x", "", "HEAD:web"] {
        let (_, code, message) = site.check(&[&format!("--changed-since={revision}")]);
        assert!(
            code == 2 && message.contains("git knows no revision") && message.contains("git branch -a"),
            "{message}"
        );
    }
    assert!(!site.site().join("x").exists());

    let alone = TempDir::new().unwrap();
    std::fs::write(alone.path().join("hugo.toml"), "").unwrap();
    let (_, code, message) = check(alone.path(), &["--changed-since", "HEAD"]);
    assert!(code == 2 && message.contains("is in no repository that git can read"), "{message}");

    site.write("web/content/second.md", WRONG);
    site.commit();
    let clone = TempDir::new().unwrap();
    let from = format!("file://{}", site.folder.path().display());
    let cloned = run("git", &["clone", "-q", "--depth=1", &from, "clone"], clone.path());
    assert!(cloned.status.success());
    let web = clone.path().join("clone/web");
    let (_, code, message) = check(&web, &["--changed-since", "HEAD~1"]);
    assert!(code == 2 && message.contains("shallow clone") && message.contains("git fetch --unshallow"), "{message}");

    std::fs::write(web.join("matterlint.yaml"), "rules:\n  dates/stale-lastmod: { since: HEAD~1 }\n").unwrap();
    let (_, code, message) = check(&web, &["--select", "dates/stale-lastmod"]);
    assert!(code == 0 && message.starts_with("matterlint: dates/stale-lastmod says nothing: "), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");
}

/// Git would get the old texts by itself, with the program that the configuration of the repository names for it.
#[cfg(unix)]
#[test]
fn nothing_is_fetched_for_a_partial_clone() {
    let Some(site) = Repository::new() else { return };
    let version = String::from_utf8(run("git", &["version"], Path::new(".")).stdout).unwrap();
    let number = |at: usize| version.split([' ', '.', '\n']).nth(at).and_then(|part| part.parse::<u32>().ok());
    if (number(2), number(3)) < (Some(2), Some(45)) {
        println!("skipped: {version} fetches whatever it is told");
        return;
    }
    site.write("web/content/a.md", "---\ntitle: A\nlastmod: 2024-05-02\n---\nOld.\n");
    site.write("web/matterlint.yaml", "rules:\n  dates/stale-lastmod: { since: HEAD~1 }\n");
    site.commit();
    site.write("web/content/a.md", "---\ntitle: A\nlastmod: 2024-05-02\n---\nNew.\n");
    site.commit();
    site.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = TempDir::new().unwrap();
    let from = format!("file://{}", site.folder.path().display());
    let cloned = run("git", &["clone", "-q", "--filter=blob:none", &from, "clone"], clone.path());
    assert!(cloned.status.success());
    let folder = clone.path().join("clone");
    let trap = format!("touch {}; false", clone.path().join("fetched").display());
    run("git", &["config", "remote.origin.uploadpack", &trap], &folder);
    let (_, code, message) = check(&folder.join("web"), &["--select", "dates/stale-lastmod"]);
    assert!(!clone.path().join("fetched").exists(), "a program of the repository ran");
    assert!(code == 0 && message.contains("partial clone") && message.contains("git fetch --refetch"), "{message}");
}

#[test]
fn a_page_that_changed_gets_the_time() {
    let Some(site) = Repository::new() else { return };
    let page = |lastmod: &str, text: &str| format!("---\ntitle: A\nlastmod: {lastmod}\n---\n{text}\n");
    site.write("web/content/灯塔.md", &page("2024-05-02 21:40:00 +0800 # as in the log", "Old."));
    site.write("web/content/same.md", &page("2024-05-02", "Same."));
    site.commit();
    let rule = ["--select", "dates/stale-lastmod", "--fail-on", "warning"];
    assert_eq!(site.check(&rule).0, [""; 0]);

    // A comment about a page that did not change is not called unused: it may be of use when the page does.
    let ignored = "2024-05-02 # matterlint: ignore[dates/stale-lastmod] set by hand";
    site.write("web/content/ignored.md", &page(ignored, "New."));
    let with_comments = ["--select", "dates/stale-lastmod,suppressions"];
    assert_eq!(site.check(&with_comments).0, [""; 0]);

    site.write("web/content/灯塔.md", &page("2024-05-02 21:40:00 +0800 # as in the log", "New."));
    site.write("web/content/new.md", &page("2024-05-02", "New."));
    site.write("web/content/same.md", &page("2024-05-02", "\r\nSame.\r\n"));
    assert_eq!(site.check(&rule).0, ["content/灯塔.md"]);
    site.git(&["add", "-A"]);
    assert_eq!(site.check(&rule).0, ["content/灯塔.md"], "staged or not");
    assert_eq!(site.check(&[&rule[..], &["--fix"]].concat()).1, 0);
    let text = std::fs::read_to_string(site.site().join("content/灯塔.md")).unwrap();
    assert_eq!(text, page("2026-11-25 08:00:00 +0800 # as in the log", "New."));
}

/// Git tells its hooks by variables which index is meant, relative to the root of the repository.
#[cfg(unix)]
#[test]
fn a_hook_of_git_itself_sees_what_is_staged() {
    use std::os::unix::fs::PermissionsExt;

    let Some(site) = Repository::new() else { return };
    site.commit();
    let hook = site.folder.path().join(".git/hooks/pre-commit");
    let program = env!("CARGO_BIN_EXE_matterlint");
    std::fs::write(&hook, format!("#!/bin/sh\nexec {program} --changed-since staged web\n")).unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();

    site.write("web/content/good.md", "---\ntitle: Good\n---\n");
    site.write("web/content/bad.md", WRONG);
    site.git(&["add", "-A"]);
    let refused = run("git", &["commit", "-qm", "bad"], site.folder.path());
    let said = String::from_utf8_lossy(&refused.stdout) + String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && said.contains("bad.md") && !said.contains("old.md"), "{said}");
    // A commit of some files has an index of its own.
    site.git(&["commit", "-qm", "good", "web/content/good.md"]);
    site.git(&["commit", "-qm", "nothing", "--allow-empty", "--only"]);
}
