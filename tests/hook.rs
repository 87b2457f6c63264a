//! The hook, run by the real pre-commit in a repository with an invented Hugo site. Skipped where pre-commit or git is
//! missing. The other hooks differ only in how the program is installed, which takes minutes: docs/packaging.md says what
//! was seen of them.

#![cfg(unix)]

use crate::support;

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

#[test]
fn commits_are_refused_and_let_through() {
    if !is_possible() {
        return;
    }
    let site = Repository::with_the_hook("[]");

    // The whole site is known, but an old fault elsewhere stops nobody.
    site.write("content/posts/old/index.md", &page("Old", "2019-06-31"));
    site.git_unhooked("an old fault");

    site.write("content/posts/new.md", &page("New", "2024-02-30"));
    let refused = site.commit("a wrong date").expect_err("a page with a wrong date is refused");
    assert!(refused.contains("content/posts/new.md:3:7") && refused.contains("2024-02-30"), "{refused}");
    assert!(!refused.contains("old/index.md"), "only what is committed is reported: {refused}");

    site.write("content/posts/new.md", &page("New", "2024-02-29"));
    site.commit("the date corrected").expect("a clean page passes");

    // The whole site is read, not only the named page: a picture elsewhere is found, and one that is nowhere is missed.
    let with_image =
        |name: &str| page("With a picture", "2024-03-01").replace("---\n\n", &format!("images: [{name}]\n---\n\n"));
    site.write("content/posts/with-picture.md", &with_image("/img/peer.png"));
    let refused = site.commit("a slip in a picture's name").expect_err("a missing image is refused");
    assert!(refused.contains("content/posts/with-picture.md:4:10"), "{refused}");
    site.write("content/posts/with-picture.md", &with_image("/img/pier.png"));
    site.commit("a picture of the site").expect("an image of the site is found");

    for name in ["two words.md", "it's \"quoted\".md", "灯塔 记录.md", "-dash.md", "$HOME.md"] {
        let file = format!("content/posts/{name}");
        site.write(&file, &page("Odd name", "2024-13-01"));
        let refused = site.commit("an odd name").expect_err(name);
        assert!(refused.contains(&format!("{file}:3:7")), "{name}: {refused}");
        site.write(&file, &page("Odd name", "2024-12-01"));
        site.commit("an odd name").unwrap_or_else(|output| panic!("{name}: {output}"));
    }

    site.git(&["rm", "-q", "content/posts/two words.md"]).expect("git rm");
    site.commit("a page less").expect("a page that is gone is not checked");
    site.git(&["mv", "content/posts/new.md", "content/posts/newer.md"]).expect("git mv");
    site.commit("a page renamed").expect("a page under a new name passes");
    site.git(&["mv", "content/posts/old", "content/posts/older"]).expect("git mv");
    let refused = site.commit("a faulty page renamed").expect_err("under its new name it is a changed page");
    assert!(refused.contains("content/posts/older/index.md:3:7"), "{refused}");
    site.git(&["reset", "-q", "--hard"]).expect("git reset");

    // What is staged counts: pre-commit puts the rest aside.
    site.write("content/posts/half.md", &page("Half", "2024-02-30"));
    site.git(&["add", "-A"]).expect("git add");
    site.write("content/posts/half.md", &page("Half", "2024-02-28"));
    let refused = site.git(&["commit", "-qm", "staged with the fault"]).expect_err("the staged text is judged");
    assert!(refused.contains("2024-02-30"), "{refused}");
    site.commit("all of it").expect("the repaired text passes");

    site.write("matterlint.yaml", "rulez:\n  dates: off\n");
    let refused = site.commit("a slip in the configuration").expect_err("a mistake in the configuration is refused");
    assert!(refused.contains("did you mean `rules`?"), "{refused}");
    site.write("matterlint.yaml", "rules:\n  dates: off\n");
    site.commit("no dates").expect("a good configuration passes");
}

#[test]
fn what_is_repaired_passes_the_second_time() {
    if !is_possible() {
        return;
    }
    let site = Repository::with_the_hook("[--fix]");
    let draft = |value: &str| page("A draft", "2024-02-29").replace("---\n\n", &format!("draft: {value}\n---\n\n"));
    site.write("content/posts/old.md", &draft("yes"));
    site.git_unhooked("an old fault");

    for name in ["new.md", "two words.md", "it's \"quoted\".md", "灯塔 记录.md", "-dash.md", "$HOME.md"] {
        let file = format!("content/posts/{name}");
        site.write(&file, &draft("yes"));
        let refused = site.commit("a draft").expect_err(name);
        assert!(refused.contains("files were modified by this hook"), "{name}: {refused}");
        assert_eq!(site.read(&file), draft("true"), "{name}");
        assert!(site.is_staged_with(&file, "draft: yes"), "the repair is shown, and not committed unseen");
        site.commit("a draft").unwrap_or_else(|output| panic!("{name}: {output}"));
    }
    assert_eq!(site.read("content/posts/old.md"), draft("yes"), "only what is committed is repaired");

    site.git(&["rm", "-q", "content/posts/two words.md"]).expect("git rm");
    site.commit("a page less").expect("a page that is gone is not repaired");
    site.git(&["mv", "content/posts/old.md", "content/posts/older.md"]).expect("git mv");
    site.commit("a page renamed").expect_err("under its new name it is repaired");
    assert_eq!(site.read("content/posts/older.md"), draft("true"));
    site.commit("a page renamed").expect("and passes the second time");

    // What cannot be repaired is reported, beside what was.
    let both = draft("yes").replace("2024-02-29", "2024-02-30");
    site.write("content/posts/both.md", &both);
    let refused = site.commit("two faults").expect_err("one of two faults is left");
    assert!(refused.contains("content/posts/both.md:3:7"), "{refused}");
    site.commit("two faults").expect_err("it is still there");
    assert_eq!(site.read("content/posts/both.md"), both.replace("yes", "true"));
    site.git(&["reset", "-q", "--hard"]).expect("git reset");

    // The configuration decides on every page, so its commit repairs all of them.
    site.write("content/posts/forgotten.md", &draft("yes"));
    site.git_unhooked("another old fault");
    site.write("matterlint.yaml", "rules:\n  dates: warning\n");
    site.commit("a configuration").expect_err("a page is repaired");
    assert_eq!(site.read("content/posts/forgotten.md"), draft("true"));
}

#[test]
fn a_repair_leaves_alone_what_is_not_staged() {
    if !is_possible() {
        return;
    }
    let site = Repository::with_the_hook("[--fix]");
    let (file, body) = ("content/posts/half.md", "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n");
    let text = |draft: &str, body: &str| format!("---\ntitle: Half\ndate: 2024-02-29\ndraft: {draft}\n---\n\n{body}");
    let longer = format!("{body}\nNot staged.\n");

    site.write(file, &text("yes", body));
    site.git(&["add", "-A"]).expect("git add");
    site.write(file, &text("yes", &longer));
    site.git(&["commit", "-qm", "half a page"]).expect_err("the staged half is repaired");
    assert_eq!(site.read(file), text("true", &longer), "the other half is put back");
    site.commit("the whole page").expect("what was repaired passes");

    // Both changed the same line: pre-commit takes the repair back.
    site.write(file, &text("yes", &longer));
    site.git(&["add", "-A"]).expect("git add");
    site.write(file, &text("false # for good", &longer));
    let refused = site.git(&["commit", "-qm", "a conflict"]).expect_err("the staged text is still wrong");
    assert!(refused.contains("Rolling back fixes"), "{refused}");
    assert_eq!(site.read(file), text("false # for good", &longer));
    site.commit("all of it").expect("the text of the writer passes");
}

#[test]
fn the_hooks_differ_in_their_languages_only() {
    let text = std::fs::read_to_string(support::root().join(".pre-commit-hooks.yaml")).expect("there are hooks");
    let hooks: Vec<serde_yaml::Mapping> = serde_yaml::from_str(&text).expect("the hooks are YAML");
    let without = |hook: &serde_yaml::Mapping| {
        let own = |key: &serde_yaml::Value| matches!(key.as_str(), Some("id" | "language" | "description"));
        hook.iter().filter(|(key, _)| !own(key)).map(|(key, value)| format!("{key:?}: {value:?}")).collect::<Vec<_>>()
    };
    assert_eq!(hooks.len(), 3);
    assert!(hooks.iter().all(|hook| without(hook) == without(&hooks[0])));
}

/// Whether the programs are there without which no hook runs.
fn is_possible() -> bool {
    ["git", "pre-commit"].iter().all(|program| {
        let is_here = Command::new(program).arg("--version").output().is_ok();
        if !is_here {
            println!("skipped: there is no {program} on the PATH");
        }
        is_here
    })
}

/// A repository with a site in it, beside the one that the hook comes from and pre-commit's own folder.
struct Repository {
    folder: TempDir,
}

impl Repository {
    /// `arguments` as pre-commit's configuration has them, a list in YAML.
    fn with_the_hook(arguments: &str) -> Self {
        let new = Self { folder: TempDir::new().expect("a temporary folder") };
        let hooks = new.folder.path().join("hooks");
        std::fs::create_dir_all(&hooks).expect("a new folder");
        std::fs::copy(support::root().join(".pre-commit-hooks.yaml"), hooks.join(".pre-commit-hooks.yaml"))
            .expect("the hooks can be copied");
        for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-qm", "hooks"]] {
            new.run("git", arguments, &hooks).expect("git runs");
        }
        let revision = new.run("git", &["rev-parse", "HEAD"], &hooks).expect("git rev-parse");
        std::fs::create_dir(new.site()).expect("a new folder");
        new.git(&["init", "-q"]).expect("git init");
        let hook = format!(
            "repos:\n  - repo: {}\n    rev: {}\n    hooks:\n      - id: matterlint-system\n        args: {arguments}\n",
            hooks.display(),
            revision.trim()
        );
        new.write(".pre-commit-config.yaml", &hook);
        new.write("hugo.toml", "baseURL = \"https://example.org/\"\ntitle = \"Hooked\"\n");
        new.write("static/img/pier.png", "not read");
        new.write("content/about.md", &page("About", "2024-01-01"));
        new.run("pre-commit", &["install"], &new.site()).expect("pre-commit install");
        new.commit("a site").expect("a clean site passes");
        new
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.site().join(path);
        std::fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a new folder");
        std::fs::write(file, text).expect("a file can be written");
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.site().join(path)).expect("a file can be read")
    }

    /// Whether git would commit a text with `part` in it.
    fn is_staged_with(&self, path: &str, part: &str) -> bool {
        self.git(&["show", &format!(":{path}")]).is_ok_and(|text| text.contains(part))
    }

    /// Commits everything: what was printed, as an error when the commit was refused.
    fn commit(&self, message: &str) -> Result<String, String> {
        self.git(&["add", "-A"])?;
        self.git(&["commit", "-qm", message])
    }

    /// Commits everything although the hook would refuse it.
    fn git_unhooked(&self, message: &str) {
        self.git(&["add", "-A"]).expect("git add");
        self.git(&["commit", "-qnm", message]).expect("git commit --no-verify");
    }

    fn git(&self, arguments: &[&str]) -> Result<String, String> {
        self.run("git", arguments, &self.site())
    }

    fn run(&self, program: &str, arguments: &[&str], folder: &Path) -> Result<String, String> {
        let binary = Path::new(env!("CARGO_BIN_EXE_matterlint")).parent().expect("a program lies in a folder");
        let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
        let mut command = Command::new(program);
        // Tests may themselves run inside a hook, which tells git by variables where its repository is.
        for (variable, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(variable);
        }
        for person in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{person}_NAME"), "Ines").env(format!("GIT_{person}_EMAIL"), "ines@example.org");
        }
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("PRE_COMMIT_HOME", self.folder.path().join("pre-commit"));
        let output = command.args(arguments).current_dir(folder).env("PATH", path).output().expect("the program runs");
        let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        if output.status.success() { Ok(text.into_owned()) } else { Err(text.into_owned()) }
    }
}

fn page(title: &str, date: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n---\n\nText.\n")
}
