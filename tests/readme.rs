//! What the documents show is real: the report of the README and its picture, and every command.
//!
//! `UPDATE=1 cargo test --test all readme` writes the report and the picture anew.

use crate::support;
#[path = "support/terminal_picture.rs"]
mod terminal_picture;

use std::path::{Path, PathBuf};
use std::process::Command;
#[cfg(unix)]
use std::process::Output;

const SITE: &str = "fixtures/hugo-magazine/site";
const PICTURE: &str = "docs/report.svg";
const BEGIN: &str = "<!-- report:begin -->\n";
const END: &str = "<!-- report:end -->";

#[test]
fn the_report_in_the_readme_is_real() {
    let root = support::root();
    let arguments = ["check", "--color", "always", "--today", "2026-11-25"];
    let output = command(&root.join(SITE)).args(arguments).output().expect("matterlint runs");
    let text = without_duration(&String::from_utf8(output.stdout).expect("reports are UTF-8"));
    let shown = format!("$ matterlint\n{text}");

    let picture = terminal_picture::svg(&shown, "matterlint reports what is wrong in a small Hugo site");
    let wrong = support::expect_file(&root.join(PICTURE), &picture);
    assert_eq!(wrong, Ok(()), "run again with UPDATE=1, and look at the picture");

    let file = root.join("README.md");
    let readme = std::fs::read_to_string(&file).expect("there is a README");
    let (before, rest) = readme.split_once(BEGIN).expect("the report in README.md has a beginning");
    let (_, after) = rest.split_once(END).expect("the report in README.md has an end");
    let rendered = format!("{before}{BEGIN}\n```text\n{}```\n\n{END}{after}", terminal_picture::plain(&shown));
    assert_eq!(support::expect_file(&file, &rendered), Ok(()), "run again with UPDATE=1");
}

/// Every command in a fence of the language `console` or `sh` that begins with `matterlint` ends with 0, or as the
/// comment behind it says: `# exit status 1`. It runs in a copy of the site that the README shows.
#[cfg(unix)]
#[test]
fn every_command_in_the_documents_runs() {
    let mut seen = 0;
    for page in documents() {
        let text = std::fs::read_to_string(&page).expect("a page can be read");
        for (line, expected) in commands(&text) {
            seen += 1;
            let site = tempfile::TempDir::new().expect("a temporary folder");
            copy(&support::root().join(SITE), site.path());
            let output = shell(site.path(), line);
            let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert_eq!(output.status.code(), Some(expected), "{}: {line}\n{out}{err}", page.display());
        }
    }
    assert!(seen > 10, "only {seen} commands were found");
}

/// A fence with the path of a file behind its language, `yaml matterlint.yaml`, is a file that a site can have.
#[test]
fn every_configuration_in_the_documents_is_accepted() {
    let mut seen = 0;
    for page in documents() {
        let text = std::fs::read_to_string(&page).expect("a page can be read");
        for (path, content) in files(&text) {
            seen += 1;
            let config = "taxonomies:\n  tags: { vocabulary: data/tags.yaml }\n";
            let mut site = support::Files::new();
            for (path, text) in [
                ("hugo.toml", ""),
                ("schemas/post.json", "{}"),
                ("data/tags.yaml", "[]"),
                ("matterlint.yaml", config),
                (path, content),
            ] {
                site.insert(path.to_owned(), text.to_owned());
            }
            // A mistake in a configuration or a vocabulary ends in a panic that shows it.
            support::workspace(&site, &support::options());
        }
    }
    assert!(seen > 5, "only {seen} files were found");
}

#[test]
fn links_between_the_documents_lead_somewhere() {
    for page in documents() {
        let text = std::fs::read_to_string(&page).expect("a page can be read");
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        for target in targets.filter(|target| !target.is_empty() && !target.contains("://")) {
            let file = page.parent().expect("a page lies in a folder").join(target);
            assert!(file.exists(), "{}: there is no {target}", page.display());
        }
    }
}

#[test]
fn the_map_names_every_module() {
    let map = std::fs::read_to_string(support::root().join("ARCHITECTURE.md")).expect("there is a map");
    for entry in std::fs::read_dir(support::root().join("src")).expect("there are sources").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(
            map.contains(&format!("`{name}")) || map.contains(&format!("src/{name}")),
            "ARCHITECTURE.md lacks {name}"
        );
    }
}

/// The pages for people at the root and in `docs/`.
fn documents() -> Vec<PathBuf> {
    let folders = [support::root(), support::root().join("docs")];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder of the package"));
    let pages = files.flatten().map(|file| file.path());
    pages.filter(|path| path.extension().is_some_and(|end| end == "md")).collect()
}

/// The commands of a page, each with the exit status that it is to have.
#[cfg(unix)]
fn commands(page: &str) -> Vec<(&str, i32)> {
    let mut found = Vec::new();
    let mut is_shell = false;
    for line in page.lines() {
        if let Some(info) = line.trim_start().strip_prefix("```") {
            is_shell = matches!(info, "console" | "sh");
            continue;
        }
        let line = line.trim_start().trim_start_matches("$ ");
        if is_shell && line.split_whitespace().next() == Some("matterlint") {
            let status = line.split_once("# exit status ").and_then(|(_, number)| number.trim().parse().ok());
            found.push((line, status.unwrap_or(0)));
        }
    }
    found
}

/// The files of a page: their paths and texts.
fn files(page: &str) -> Vec<(&str, &str)> {
    let fences = page.split("\n```yaml ").skip(1).filter_map(|rest| rest.split("\n```").next());
    fences.filter_map(|fence| fence.split_once('\n')).collect()
}

#[cfg(unix)]
fn shell(folder: &Path, line: &str) -> Output {
    let binary = Path::new(env!("CARGO_BIN_EXE_matterlint")).parent().expect("a program lies in a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    Command::new("sh").args(["-c", line]).current_dir(folder).env("PATH", path).output().expect("sh runs")
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_matterlint"));
    command.current_dir(folder);
    for variable in ["NO_COLOR", "NO_GRAPHICS", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_HYPERLINK"] {
        command.env_remove(variable);
    }
    command.env("LC_ALL", "C.UTF-8");
    command
}

/// The report without the time that it took, which is another one each time.
fn without_duration(report: &str) -> String {
    let line = |line: &str| match line.rsplit_once(" (") {
        Some((summary, rest)) if rest.trim_end_matches("\u{1b}[0m").ends_with("ms)") => summary.to_owned(),
        _ => line.to_owned(),
    };
    report.lines().map(|each| line(each) + "\n").collect()
}

#[cfg(unix)]
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder of the fixture").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir(&target).expect("a new folder");
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}
