//! The examples of the documents for services and shells that `tests/readme.rs` does not run, and the Dockerfile.

use std::path::Path;
use std::process::{Command, Output};

use serde_yaml::Value;
use tempfile::TempDir;

use super::{VERSION, read, steps};
use crate::support;

#[test]
fn the_jobs_for_gitlab_run() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("skipped: there is no git on the PATH");
        return;
    }
    let install = read("docs/install.md");
    let readme = read("README.md");
    let jobs = install.split("```yaml .gitlab-ci.yml\n").skip(1);
    let jobs: Vec<&str> =
        jobs.chain(readme.split("```yaml\n").filter(|fence| fence.starts_with("matterlint:"))).collect();
    assert_eq!(jobs.len(), 3);
    for job in jobs {
        let job: Value = serde_yaml::from_str(job.split("```").next().expect("a fence ends")).expect("YAML");
        let (_, job) = job.as_mapping().and_then(|jobs| jobs.iter().next()).expect("there is a job");
        let script = job["script"].as_sequence().expect("a job has a script").iter().filter_map(Value::as_str);
        let (install, check): (Vec<&str>, Vec<&str>) = script.partition(|line| line.starts_with("pip install "));
        assert_eq!(install, [format!("pip install matterlint=={VERSION}")]);
        let [check] = check[..] else { panic!("one line checks: {check:?}") };

        let site = repository();
        let output = shell(site.path(), check);
        if check.contains("--changed-since") {
            assert_eq!(output.status.code(), Some(0), "nothing was changed: {}", text(&output.stderr));
            assert_eq!(job["variables"]["GIT_DEPTH"], 0, "the commit to compare with has to be there");
            continue;
        }
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        let report = job["artifacts"]["reports"]["codequality"].as_str().expect("the report is kept");
        let report = std::fs::read(site.path().join(report)).expect("the report was written");
        let report: Value = serde_yaml::from_slice(&report).expect("JSON");
        assert!(report.as_sequence().is_some_and(|findings| !findings.is_empty()));
    }
}

/// The commands that fetch the archive of a release, with a release that lies in a folder.
#[test]
fn a_shell_fetches_the_program() {
    for program in ["curl", "sha256sum"] {
        if Command::new(program).arg("--version").output().is_err() {
            println!("skipped: there is no {program} on the PATH");
            return;
        }
    }
    let page = read("docs/install.md");
    let script = page.split("```sh\n").find(|fence| fence.starts_with("releases=")).expect("there is an example");
    let (_, script) = script.split_once('\n').expect("the first line is the address");
    let script = script.split("```").next().expect("a fence ends");

    let folder = TempDir::new().expect("a temporary folder");
    steps::release(folder.path(), "x86_64-unknown-linux-musl");
    let site = repository();
    let address = format!("releases='file://{}'", folder.path().join("releases").display());
    let output = shell(site.path(), &format!("set -e\n{address}\n{script}"));
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("fish-soup.md:4:8"), "{}", text(&output.stdout));
}

#[test]
fn the_hook_without_a_build_is_like_the_others() {
    let page = read("docs/install.md");
    let fence = page.split("```yaml .pre-commit-config.yaml\n").nth(1).expect("there is an example");
    let config: Value = serde_yaml::from_str(fence.split("```").next().expect("a fence ends")).expect("YAML");
    let hook = &config["repos"][0]["hooks"][0];
    let hooks: Value = serde_yaml::from_str(&read(".pre-commit-hooks.yaml")).expect("YAML");
    for key in ["name", "entry", "require_serial"] {
        assert_eq!(hook[key], hooks[0][key], "{key}");
    }
    for hook in hooks.as_sequence().expect("a list") {
        let id = hook["id"].as_str().expect("a text");
        assert!(page.contains(&format!("| `{id}` |")), "docs/install.md does not explain {id}");
    }
}

#[test]
fn the_image_is_built_from_what_is_there() {
    let recipe = read("Dockerfile");
    let oldest = env!("CARGO_PKG_RUST_VERSION");
    assert!(recipe.contains(&format!("\nFROM rust:{oldest}-alpine AS build\n")), "the image builds with Rust {oldest}");
    let ignored = read(".dockerignore");
    let copied = recipe.lines().filter_map(|line| line.strip_prefix("COPY ")).filter(|rest| !rest.starts_with("--"));
    for source in copied.flat_map(|rest| rest.split(' ').rev().skip(1)) {
        assert!(support::root().join(source).exists(), "there is no {source}");
        assert!(ignored.lines().any(|line| line == format!("!{source}")), ".dockerignore leaves out {source}");
    }
}

/// The site that the README shows, in a repository whose newest commit has all of it.
fn repository() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let site = support::root().join("fixtures/hugo-magazine/site");
    let copy = format!(
        "cp -R '{}/.' . && git init -q && git add -A && \
         git -c user.name=Ines -c user.email=ines@example.org commit -qm 'a site'",
        site.display()
    );
    let output = shell(folder.path(), &copy);
    assert!(output.status.success(), "{}", text(&output.stderr));
    folder
}

fn shell(folder: &Path, script: &str) -> Output {
    let binary = Path::new(env!("CARGO_BIN_EXE_matterlint")).parent().expect("a program lies in a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    // Tests may themselves run inside a hook, which tells git by variables where its repository is.
    for (variable, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        command.env_remove(variable);
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD").env("PATH", path);
    command.args(["-c", script]).current_dir(folder).output().expect("sh runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
