//! The steps of the workflows, in the shell that the runner starts. Those that only need files are run.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::{VERSION, read, workflow};
use crate::support;

#[test]
fn every_step_is_a_script_that_bash_reads() {
    let mut seen = 0;
    for name in ["ci.yml", "release.yml"] {
        for script in scripts(name) {
            seen += 1;
            assert!(!script.contains("${{"), "{name}: a value in a script can run commands: {script}");
            let output = bash(&["-n", "-c", &script], &support::root()).output().expect("bash runs");
            assert!(output.status.success(), "{name}: {script}\n{}", text(&output.stderr));
        }
    }
    assert!(seen > 10, "only {seen} steps were found");
    for file in [".ci/run", ".ci/packages", "npm/pack.sh", ".github/action/install.sh", ".github/action/check.sh"] {
        let output = bash(&["-n", file], &support::root()).output().expect("bash runs");
        assert!(output.status.success(), "{file}: {}", text(&output.stderr));
    }
}

#[test]
fn a_tag_has_to_be_the_version() {
    let folder = TempDir::new().expect("a temporary folder");
    let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file can be written");
    let passes = |tag: &str| {
        let script =
            script("release.yml", "The tag is the version of Cargo.toml, and the newest in the list of changes");
        step(&script, folder.path(), &[("GITHUB_REF_NAME", tag)]).status.success()
    };
    let tag = format!("v{VERSION}");
    file("Cargo.toml", &read("Cargo.toml"));
    file("CHANGELOG.md", &format!("# Changes\n\n## {VERSION} (2026-12-01)\n\n## 0.0.1\n"));
    assert!(passes(&tag));
    assert!(!passes("v99.0.0"));
    file("CHANGELOG.md", &format!("# Changes\n\n## Unreleased\n\n## {VERSION}\n"));
    assert!(!passes(&tag), "the changes of this version are not dated");
}

/// What the release packs is what the action installs.
#[test]
fn an_archive_has_the_program_its_manual_and_completions() {
    if Command::new("sha256sum").arg("--version").output().is_err() {
        println!("skipped: there is no sha256sum on the PATH");
        return;
    }
    let folder = TempDir::new().expect("a temporary folder");
    let archive = release(folder.path(), "x86_64-unknown-linux-musl");
    let listed = Command::new("tar").arg("-tzf").arg(archive).output().expect("tar runs");
    let listed = text(&listed.stdout);
    for wanted in ["matterlint", "LICENSE-MIT", "README.md", "man/matterlint-check.1", "completions/_matterlint"] {
        assert!(listed.lines().any(|line| line == format!("./{wanted}")), "{wanted} is not in {listed}");
    }

    let address = format!("file://{}", folder.path().join("releases").display());
    let root = support::root();
    let (root, here) = (root.to_str().expect("UTF-8"), folder.path().to_str().expect("UTF-8"));
    let paths = folder.path().join("path");
    let variables = [
        ("INPUT_VERSION", ""),
        ("RUNNER_OS", "Linux"),
        ("RUNNER_ARCH", "X64"),
        ("RUNNER_TEMP", here),
        ("GITHUB_ACTION_PATH", root),
        ("GITHUB_PATH", paths.to_str().expect("UTF-8")),
        ("MATTERLINT_RELEASES", &address),
    ];
    let installer = support::root().join(".github/action/install.sh");
    let output =
        bash(&[installer.to_str().expect("UTF-8")], folder.path()).envs(variables).output().expect("bash runs");
    assert!(output.status.success(), "{}", text(&output.stdout));
    let installed = std::fs::read_to_string(paths).expect("the folder is put on the PATH");
    let output = Command::new(PathBuf::from(installed.trim()).join("matterlint")).arg("--version").output();
    assert_eq!(text(&output.expect("what was packed runs").stdout), format!("matterlint {VERSION}\n"));
}

#[test]
fn a_publication_that_stopped_halfway_is_continued() {
    if Command::new("node").arg("--version").output().is_err() {
        println!("skipped: there is no node on the PATH");
        return;
    }
    let folder = TempDir::new().expect("a temporary folder");
    let packed = folder.path().join("packed");
    let names = ["@matterlint/linux-x64", "@matterlint/darwin-x64", "matterlint"];
    for name in names {
        let package = folder.path().join("package");
        std::fs::create_dir_all(&package).expect("a new folder");
        std::fs::create_dir_all(&packed).expect("a new folder");
        std::fs::write(package.join("package.json"), format!("{{\"name\": \"{name}\"}}")).expect("a file");
        let file = packed.join(format!("{}.tgz", name.rsplit('/').next().expect("a name")));
        let done = Command::new("tar").arg("-czf").arg(file).arg("package").current_dir(folder.path()).status();
        assert!(done.expect("tar runs").success());
    }
    std::fs::write(packed.join("order.txt"), "linux-x64.tgz\ndarwin-x64.tgz\nmatterlint.tgz\n").expect("a file");
    // An npm that has one of the packages already, and says what it was asked for.
    let asked = "case \"$1 $2\" in \"view @matterlint/linux-x64@\"*) echo 1 ;; publish*) echo \"$@\" >> asked ;; esac";
    executable(&folder.path().join("programs/npm"), asked);
    let path = format!("{}:{}", folder.path().join("programs").display(), std::env::var("PATH").unwrap_or_default());
    let tag = format!("v{VERSION}");
    let script = script("release.yml", "Publish the npm packages");
    let output = step(&script, folder.path(), &[("PATH", &path), ("GITHUB_REF_NAME", &tag)]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let asked = std::fs::read_to_string(folder.path().join("asked")).expect("npm was run");
    assert_eq!(asked, "publish --provenance ./packed/darwin-x64.tgz\npublish --provenance ./packed/matterlint.tgz\n");
}

/// With a `gh` and a `cargo` that know of the version already, and with such that do not.
#[test]
fn what_was_published_is_left_alone() {
    for (is_there, expected) in [
        (0, ""),
        (1, "gh release create v1.2.3 --verify-tag --generate-notes binaries/a.tar.gz\ncargo publish --locked\n"),
    ] {
        let folder = TempDir::new().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("binaries")).expect("a new folder");
        std::fs::write(folder.path().join("binaries/a.tar.gz"), "").expect("a file can be written");
        let here = folder.path().to_str().expect("UTF-8");
        for program in ["gh", "cargo"] {
            let asked = format!(
                "case \"$*\" in \"release view v1.2.3\"|\"info --quiet matterlint@1.2.3\") exit {is_there} ;; esac; \
                 echo {program} \"$@\" >> \"{here}/asked\""
            );
            executable(&folder.path().join("programs").join(program), &asked);
        }
        let path = format!("{here}/programs:{}", std::env::var("PATH").unwrap_or_default());
        for name in ["Make the release", "Publish the crate"] {
            let variables = [("PATH", &*path), ("GITHUB_REF_NAME", "v1.2.3"), ("RUNNER_TEMP", here)];
            let output = step(&script("release.yml", name), folder.path(), &variables);
            assert!(output.status.success(), "{}", text(&output.stderr));
        }
        assert_eq!(std::fs::read_to_string(folder.path().join("asked")).unwrap_or_default(), expected);
    }
}

/// Makes the archive of a release for `target`, in `folder` and below `releases` as the service has it; where it lies.
pub fn release(folder: &Path, target: &str) -> PathBuf {
    for file in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        std::fs::write(folder.join(file), read(file)).expect("a file can be written");
    }
    let program = format!("exec '{}' \"$@\"", env!("CARGO_BIN_EXE_matterlint"));
    executable(&folder.join("target").join(target).join("release/matterlint"), &program);
    let script = script("release.yml", "Pack the program, its manual pages and completions");
    let output = step(&script, folder, &[("TARGET", target)]);
    assert!(output.status.success(), "{}", text(&output.stderr));

    let release = folder.join(format!("releases/download/v{VERSION}"));
    std::fs::create_dir_all(&release).expect("a new folder");
    let archive = format!("matterlint-{target}.tar.gz");
    for file in [format!("{archive}.sha256"), archive.clone()] {
        std::fs::rename(folder.join(&file), release.join(&file)).expect("the step has written it");
    }
    release.join(archive)
}

/// The scripts of all steps of a workflow.
fn scripts(name: &str) -> Vec<String> {
    let workflow = workflow(name);
    let jobs = workflow["jobs"].as_mapping().expect("a workflow has jobs");
    let steps = jobs.values().filter_map(|job| job["steps"].as_sequence()).flatten();
    steps.filter_map(|step| Some(step["run"].as_str()?.to_owned())).collect()
}

fn script(workflow_name: &str, step_name: &str) -> String {
    let workflow = workflow(workflow_name);
    let jobs = workflow["jobs"].as_mapping().expect("a workflow has jobs");
    let mut steps = jobs.values().filter_map(|job| job["steps"].as_sequence()).flatten();
    let step = steps.find(|step| step["name"] == step_name).unwrap_or_else(|| panic!("there is no step {step_name}"));
    step["run"].as_str().expect("it is a script").to_owned()
}

/// As the runner does it for `shell: bash`.
fn step(script: &str, folder: &Path, variables: &[(&str, &str)]) -> Output {
    let arguments = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    bash(&arguments, folder).envs(variables.iter().copied()).output().expect("bash runs")
}

fn bash(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new("bash");
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

/// A shell script at `path`. Written by a shell, as a file that this process has open for writing cannot be run.
fn executable(path: &Path, script: &str) {
    std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a new folder");
    let write = "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2\" && chmod +x \"$2\"";
    let done = Command::new("sh").args(["-c", write, "sh", script]).arg(path).status().expect("sh runs");
    assert!(done.success());
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
