//! What is published: that it agrees with itself, that the packages for npm run the program as it would run alone, and
//! the steps of the workflows. `.ci/packages` builds and installs the real packages, which takes minutes.

use std::collections::BTreeSet;
use std::path::Path;

use serde_yaml::Value;

use crate::support;

#[cfg(unix)]
mod documents;
#[cfg(unix)]
mod npm;
#[cfg(unix)]
mod steps;

const VERSION: &str = env!("CARGO_PKG_VERSION");

#[test]
fn there_is_one_version() {
    let python = read("pyproject.toml");
    assert!(python.contains("\ndynamic = [\"version\"]\n"), "the wheel takes its version from Cargo.toml");

    // What is not yet published stands below "Unreleased".
    let changes = read("CHANGELOG.md");
    let newest = changes.lines().find_map(|line| line.strip_prefix("## ")).expect("there are changes");
    assert!(newest == "Unreleased" || newest.split(' ').next() == Some(VERSION), "{newest}");

    for page in ["README.md", "docs/install.md"] {
        let text = read(page);
        for before in ["rev: v", "matterlint/matterlint@v", "matterlint==", "matterlint@", "matterlint.git#v"] {
            for (at, _) in text.match_indices(before) {
                let named = &text[at + before.len()..];
                // `matterlint@` is followed by the `v` of a tag where an action is meant.
                let named = named.trim_start_matches('v');
                assert!(named.starts_with(VERSION), "{page}: {before}{}", named.lines().next().unwrap_or_default());
            }
        }
    }
}

#[test]
fn every_target_is_built_packed_and_installed() {
    let release = workflow("release.yml");
    let built = matrix(&release["jobs"]["binaries"], "target");
    let platforms: serde_json::Value = serde_json::from_str(&read("npm/platforms.json")).expect("JSON");
    let packed = platforms.as_object().expect("a map").values().map(|one| one["target"].as_str().expect("a text"));
    assert_eq!(packed.map(str::to_owned).collect::<BTreeSet<_>>(), built, "npm/platforms.json");
    let installer = read(".github/action/install.sh");
    let installed = installer.lines().filter_map(|line| line.split_once(") target=")?.1.strip_suffix(" ;;"));
    // The last case is any other machine, which has none.
    let installed = installed.filter(|target| !target.is_empty());
    assert_eq!(installed.map(str::to_owned).collect::<BTreeSet<_>>(), built, ".github/action/install.sh");
}

#[test]
fn workflows_refer_to_what_exists() {
    for name in ["ci.yml", "release.yml"] {
        let workflow = workflow(name);
        let jobs = workflow["jobs"].as_mapping().expect("a workflow has jobs");
        for (job, body) in jobs {
            let needs = match &body["needs"] {
                Value::Sequence(needs) => needs.clone(),
                Value::Null => Vec::new(),
                one => vec![one.clone()],
            };
            assert!(needs.iter().all(|need| jobs.contains_key(need)), "{name}: {job:?} needs {needs:?}");
            let text = serde_yaml::to_string(body).expect("it was YAML");
            for part in text.split("${{ matrix.").skip(1) {
                let key = part.split(' ').next().expect("an expression ends");
                assert!(!matrix(body, key).is_empty(), "{name}: there is no matrix.{key}");
            }
        }
    }
}

/// What one job leaves, another finds under that name.
#[test]
fn artifacts_are_found_again() {
    let release = workflow("release.yml");
    let steps = |action: &str, key: &str| -> Vec<String> {
        let jobs = release["jobs"].as_mapping().expect("a workflow has jobs");
        let steps = jobs.values().filter_map(|job| job["steps"].as_sequence()).flatten();
        let used = steps.filter(|step| step["uses"].as_str().is_some_and(|uses| uses.starts_with(action)));
        used.filter_map(|step| Some(step["with"][key].as_str()?.to_owned())).collect()
    };
    let uploaded = steps("actions/upload-artifact@", "name");
    let patterns = steps("actions/download-artifact@", "pattern");
    let names = steps("actions/download-artifact@", "name");
    for pattern in &patterns {
        let start = pattern.trim_end_matches('*');
        assert!(uploaded.iter().any(|name| name.starts_with(start)), "{pattern} of {uploaded:?}");
    }
    for name in &uploaded {
        let is_taken = names.contains(name) || patterns.iter().any(|one| name.starts_with(one.trim_end_matches('*')));
        assert!(is_taken, "{name} is taken by no job");
    }
}

/// The action of this repository is given inputs that it has, by our own workflow and by those of the documents.
#[test]
fn the_action_is_given_inputs_that_it_has() {
    let action: Value = serde_yaml::from_str(&read("action.yml")).expect("YAML");
    let readme = read("README.md");
    let example = readme.split("```yaml\n").find(|fence| fence.starts_with("steps:")).expect("an example");
    let example: Value = serde_yaml::from_str(example.split("```").next().expect("a fence ends")).expect("YAML");
    let own = workflow("ci.yml")["jobs"]["action"].clone();
    for (text, steps) in [("ci.yml", &own["steps"]), ("README.md", &example["steps"])] {
        let steps = steps.as_sequence().expect("there are steps");
        let uses =
            |step: &&Value| step["uses"].as_str().is_some_and(|uses| uses == "./" || uses.contains("matterlint@"));
        let step = steps.iter().find(uses).expect("a step runs the action");
        for input in step["with"].as_mapping().expect("it is given something").keys() {
            assert!(!action["inputs"][input].is_null(), "{text}: the action has no input {input:?}");
        }
    }
}

/// What `cargo install matterlint` gets is what it builds from, and nothing that only tests need.
#[test]
fn the_crate_has_what_it_is_built_from() {
    let listed = std::process::Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline"])
        .current_dir(support::root())
        .output()
        .expect("cargo runs");
    let listed = String::from_utf8(listed.stdout).expect("paths are UTF-8");
    let listed: BTreeSet<String> = listed.lines().map(|line| line.replace('\\', "/")).collect();
    let mut needed = BTreeSet::from(["README.md", "LICENSE-MIT", "LICENSE-APACHE", "Cargo.lock"].map(str::to_owned));
    for folder in ["src", "schemas"] {
        files(&support::root().join(folder), &mut needed);
    }
    assert_eq!(needed.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new());
    let allowed = ["CHANGELOG.md", "Cargo.toml", "Cargo.toml.orig", ".cargo_vcs_info.json"].map(str::to_owned);
    let more: Vec<_> = listed.difference(&needed).filter(|path| !allowed.contains(path)).collect();
    assert_eq!(more, Vec::<&String>::new());
}

fn files(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the package").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else {
            let path = path.strip_prefix(support::root()).expect("it lies in the package");
            found.insert(path.to_str().expect("names are UTF-8").replace('\\', "/"));
        }
    }
}

/// The values of `key` in the matrix of a job.
fn matrix(job: &Value, key: &str) -> BTreeSet<String> {
    let matrix = &job["strategy"]["matrix"];
    let rows = matrix["include"].as_sequence().into_iter().flatten().map(|row| &row[key]);
    let list = matrix[key].as_sequence().into_iter().flatten();
    rows.chain(list).filter_map(Value::as_str).map(str::to_owned).collect()
}

fn workflow(name: &str) -> Value {
    serde_yaml::from_str(&read(&format!(".github/workflows/{name}"))).expect("a workflow is YAML")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(support::root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
