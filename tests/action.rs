//! The action for GitHub: its steps, run as the runner runs them, with the variables that it sets. What only the service
//! can do (upload SARIF, show annotations) is left out.

#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_yaml::Value;
use tempfile::TempDir;

use crate::support;

#[test]
fn findings_become_annotations_a_table_and_an_exit_status() {
    let job = Job::new();
    let output =
        job.check(&[("INPUT_ARGS", "--today 2026-11-25\n--select values,dates"), ("INPUT_SARIF", "out.sarif")]);
    let log = text(&output.stdout);
    assert!(log.contains("::error file=content/posts/fish-soup.md,line=4,"), "{log}");
    assert!(log.contains("::warning ") && !log.contains("taxonomy/"), "{log}");
    let summary = job.read("summary.md");
    assert!(summary.starts_with("### matterlint: 1 error, 1 warning in 6 pages\n"), "{summary}");
    assert_eq!(summary.lines().filter(|line| line.starts_with("| error | ")).count(), 1, "{summary}");
    assert_eq!(job.read("output"), "sarif=out.sarif\nexit-status=1\n");
    let log: serde_json::Value = serde_json::from_str(&job.read("site/out.sarif")).unwrap();
    assert_eq!(log["version"], "2.1.0");
}

#[test]
fn the_level_that_fails_can_be_set() {
    let job = Job::new();
    job.check(&[("INPUT_FAIL_ON", "never")]);
    assert_eq!(job.read("output"), "exit-status=0\n");
}

#[test]
fn a_site_that_cannot_be_checked_fails_and_says_so() {
    let job = Job::new();
    let output = job.check(&[("INPUT_PATH", "no such folder"), ("INPUT_SARIF", "out.sarif")]);
    assert!(text(&output.stderr).contains("no such folder"));
    assert!(text(&output.stdout).contains("::error title=matterlint::the site could not be checked"));
    assert_eq!(job.read("output"), "exit-status=2\n");
    assert!(job.read("summary.md").contains("could not be checked"));
}

#[test]
fn only_changed_files_are_reported_on() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("skipped: there is no git on the PATH");
        return;
    }
    let job = Job::new();
    job.git(&["init", "-q"]);
    job.git(&["add", "-A"]);
    job.git(&["commit", "-qm", "a site"]);
    let base = text(&job.git(&["rev-parse", "HEAD"]).stdout).trim().to_owned();
    let changed = [("INPUT_CHANGED_FILES_ONLY", "true"), ("BASE_COMMIT", &*base)];

    job.check(&changed);
    assert_eq!(job.read("output"), "exit-status=0\n", "nothing was changed");
    assert!(job.read("summary.md").contains("no problems"));

    job.write("content/posts/a \"new\" 灯台.md", "---\ntitle: New\ndate: 2024-02-30\n---\n");
    job.git(&["add", "-A"]);
    job.git(&["commit", "-qm", "a page"]);
    let log = text(&job.check(&changed).stdout);
    assert!(log.contains("file=content/posts/a \"new\" 灯台.md,line=3,"), "{log}");
    assert!(!log.contains("fish-soup"), "old mistakes stop nobody: {log}");
    assert_eq!(job.read("output"), "exit-status=1\n");

    // Without anything to compare with, and after a change of what decides on every page, everything is reported.
    let everything = |variables: &[(&str, &str)]| {
        let log = text(&job.check(variables).stdout);
        assert!(log.contains("fish-soup"), "{log}");
    };
    everything(&[("INPUT_CHANGED_FILES_ONLY", "true"), ("BASE_COMMIT", "0000000000000000000000000000000000000000")]);
    everything(&[("INPUT_CHANGED_FILES_ONLY", "true"), ("BASE_COMMIT", "")]);
    let config = job.read("site/matterlint.yaml");
    job.write("matterlint.yaml", &format!("{config}\n# changed\n"));
    job.git(&["commit", "-qam", "the configuration"]);
    everything(&changed);
}

#[test]
fn a_release_is_fetched_and_its_checksum_compared() {
    let own = env!("CARGO_PKG_VERSION");
    for program in ["curl", "tar", "sha256sum"] {
        if Command::new(program).arg("--version").output().is_err() {
            println!("skipped: there is no {program} on the PATH");
            return;
        }
    }
    let job = Job::new();
    let releases = job.folder.path().join("releases");
    let release = releases.join(format!("download/v{own}"));
    std::fs::create_dir_all(&release).unwrap();
    let pack = "printf '#!/bin/sh\\necho invented\\n' > matterlint && chmod +x matterlint && \
        tar -czf matterlint-x86_64-unknown-linux-musl.tar.gz matterlint && \
        sha256sum matterlint-x86_64-unknown-linux-musl.tar.gz > matterlint-x86_64-unknown-linux-musl.tar.gz.sha256";
    assert!(Command::new("sh").args(["-c", pack]).current_dir(&release).status().unwrap().success());
    let address = format!("file://{}", releases.display());
    let variables = [("INPUT_VERSION", ""), ("MATTERLINT_RELEASES", &*address)];

    let output = job.run("install.sh", &variables);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let folder = PathBuf::from(job.read("path").trim());
    assert_eq!(text(&Command::new(folder.join("matterlint")).output().unwrap().stdout), "invented\n");

    std::fs::write(release.join("matterlint-x86_64-unknown-linux-musl.tar.gz.sha256"), "0000  x\n").unwrap();
    let output = job.run("install.sh", &variables);
    assert!(!output.status.success() && text(&output.stdout).contains("the checksum of "));
}

#[test]
fn without_a_release_cargo_builds() {
    let job = Job::new();
    let address = format!("file://{}", job.folder.path().display());
    let asks_cargo = |version: &str| {
        // A cargo that says what it was asked for.
        let programs = job.folder.path().join("programs");
        std::fs::create_dir_all(&programs).unwrap();
        let make = "printf '#!/bin/sh\\necho cargo \"$@\"\\n' > cargo && chmod +x cargo";
        assert!(Command::new("sh").args(["-c", make]).current_dir(&programs).status().unwrap().success());
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
        let variables = [("INPUT_VERSION", version), ("MATTERLINT_RELEASES", &*address), ("PATH", &*path)];
        text(&job.run("install.sh", &variables).stdout)
    };
    let own = asks_cargo("");
    assert!(own.contains(&format!(" --path {}", support::root().display())), "{own}");
    assert!(asks_cargo("0.0.7").contains(" --version 0.0.7 matterlint\n"));
    assert!(asks_cargo("latest").contains("/matterlint matterlint\n"));
}

#[test]
fn the_action_hands_every_input_to_a_script_that_exists() {
    let action = std::fs::read_to_string(support::root().join("action.yml")).unwrap();
    let action: Value = serde_yaml::from_str(&action).unwrap();
    let steps = action["runs"]["steps"].as_sequence().unwrap();
    let given: Vec<&str> = steps
        .iter()
        .filter_map(|step| step["env"].as_mapping())
        .flat_map(|env| env.values().filter_map(Value::as_str))
        .collect();
    for (input, about) in action["inputs"].as_mapping().unwrap() {
        let expression = format!("${{{{ inputs.{} }}}}", input.as_str().unwrap());
        assert!(given.contains(&&*expression), "{expression} reaches no script");
        assert!(about["description"].is_string() && about["default"].is_string());
    }
    for command in steps.iter().filter_map(|step| step["run"].as_str()) {
        assert!(!command.contains("${{"), "{command}: a value in a script can run commands");
        if let Some(script) = command.strip_prefix("bash \"$GITHUB_ACTION_PATH/") {
            assert!(support::root().join(script.trim_end_matches('"')).is_file(), "{script}");
        }
    }
}

/// A job of a workflow: a copy of the site that the README shows, and the files that the runner gives to steps.
struct Job {
    folder: TempDir,
}

impl Job {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let site = support::root().join("fixtures/hugo-magazine/site");
        let copied = Command::new("cp").arg("-R").arg(site).arg(folder.path().join("site")).status().unwrap();
        assert!(copied.success());
        Self { folder }
    }

    fn check(&self, variables: &[(&str, &str)]) -> Output {
        for file in ["output", "summary.md"] {
            let _ = std::fs::remove_file(self.folder.path().join(file));
        }
        let output = self.run("check.sh", variables);
        assert!(output.status.success(), "{}", text(&output.stderr));
        output
    }

    fn run(&self, script: &str, variables: &[(&str, &str)]) -> Output {
        let script = support::root().join(".github/action").join(script);
        let file = |name: &str| self.folder.path().join(name);
        let usual = [
            ("INPUT_PATH", "."),
            ("INPUT_ARGS", ""),
            ("INPUT_FAIL_ON", ""),
            ("INPUT_CHANGED_FILES_ONLY", "false"),
            ("INPUT_SARIF", ""),
            ("RUNNER_OS", "Linux"),
            ("RUNNER_ARCH", "X64"),
        ];
        let mut command = self.command("bash");
        command.arg(script).envs(usual).env("RUNNER_TEMP", self.folder.path());
        command.env("GITHUB_OUTPUT", file("output")).env("GITHUB_STEP_SUMMARY", file("summary.md"));
        command.env("GITHUB_ACTION_PATH", support::root()).env("GITHUB_PATH", file("path"));
        command.envs(variables.iter().copied()).output().expect("bash runs")
    }

    fn git(&self, arguments: &[&str]) -> Output {
        let output = self.command("git").args(arguments).output().expect("git runs");
        assert!(output.status.success(), "git {arguments:?}: {}", text(&output.stderr));
        output
    }

    fn command(&self, program: &str) -> Command {
        let binary = Path::new(env!("CARGO_BIN_EXE_matterlint")).parent().expect("a program lies in a folder");
        let mut command = Command::new(program);
        // Tests may themselves run inside a hook, which tells git by variables where its repository is.
        for (variable, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(variable);
        }
        for person in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{person}_NAME"), "Ines").env(format!("GIT_{person}_EMAIL"), "ines@example.org");
        }
        let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
        command.current_dir(self.folder.path().join("site")).env("PATH", path).env("GIT_CONFIG_GLOBAL", "/dev/null");
        command
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.folder.path().join("site").join(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(path)).unwrap_or_default()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
