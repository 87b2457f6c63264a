//! Every command in a fence of the language `sh`, `bash` or `console` runs in a copy of the site that the README shows, and
//! ends with 0, or as the comment behind it says: `# exit status 1`.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use super::{documents, fences, read};
use crate::support;

/// Commands that are not run here: the document, how they begin, and why.
const NOT_RUN: &[(&str, &str, &str)] = &[
    ("README.md", "cargo run", "builds the program; .ci/run runs it"),
    ("README.md", "cargo test", "runs this test; .ci/run runs it"),
    ("CONTRIBUTING.md", "cargo ", "builds the program; .ci/run runs them"),
    ("CONTRIBUTING.md", "bash .ci/run", "runs this test"),
    ("numbers.md", "", "takes an hour, and other linters from the network"),
    (
        "install.md",
        "releases=",
        "a release on the network; tests/packages/documents.rs runs the fence with one in a folder",
    ),
    ("install.md", "archive=", "as above"),
    ("install.md", "curl ", "as above"),
    ("install.md", "sha256sum ", "as above"),
    ("install.md", "tar ", "as above"),
    ("install.md", "./matterlint ", "as above"),
    ("install.md", "docker ", "needs Docker"),
];

#[test]
fn every_command_in_the_documents_runs() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("skipped: there is no git on the PATH");
        return;
    }
    let mut seen = 0;
    let mut unused: Vec<_> = NOT_RUN.iter().collect();
    for page in documents() {
        let name = page.file_name().and_then(|name| name.to_str()).expect("a page has a name").to_owned();
        let text = read(&page);
        let shells = fences(&text).into_iter().filter(|(language, _)| matches!(&**language, "sh" | "bash" | "console"));
        for (_, fence) in shells {
            for line in commands(&fence) {
                let is_exception =
                    |(document, begin, _): &(&str, &str, &str)| *document == name && line.starts_with(begin);
                unused.retain(|exception| !is_exception(exception));
                if NOT_RUN.iter().any(is_exception) {
                    continue;
                }
                seen += 1;
                let status =
                    line.split_once("exit status ").map_or(0, |(_, number)| number.trim().parse().expect("a number"));
                let site = repository();
                let output = shell(site.path(), &line);
                let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
                assert_eq!(output.status.code(), Some(status), "{name}: {line}\n{out}{err}");
            }
        }
    }
    assert!(seen > 20, "only {seen} commands were run");
    assert!(unused.is_empty(), "no such command any more: {unused:?}");
}

/// The lines of a fence; one that ends with a backslash goes on in the next.
fn commands(fence: &str) -> Vec<String> {
    let text = fence.replace("\\\n", "");
    let lines = text.lines().map(|line| line.trim_start().trim_start_matches("$ ").to_owned());
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// The site that the README shows, in a repository that is as far as the branch `main` of its origin.
fn repository() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let site = support::root().join("fixtures/hugo-magazine/site");
    let copy = format!(
        "cp -R '{}/.' . && git init -q && git add -A && \
         git -c user.name=Ines -c user.email=ines@example.org commit -qm 'a site' && \
         git update-ref refs/remotes/origin/main HEAD",
        site.display()
    );
    let output = shell(folder.path(), &copy);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

fn shell(folder: &Path, line: &str) -> Output {
    let binary = Path::new(env!("CARGO_BIN_EXE_matterlint")).parent().expect("a program lies in a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    // Tests may themselves run inside a hook, which tells git by variables where its repository is.
    for (variable, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        command.env_remove(variable);
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("PATH", path);
    command.args(["-c", line]).current_dir(folder).output().expect("sh runs")
}
