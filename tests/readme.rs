//! What the README shows is real: its report, and the picture of it.
//!
//! `UPDATE=1 cargo test --test all readme` writes the report and the picture anew.

use crate::support;
#[path = "support/terminal_picture.rs"]
mod terminal_picture;

use std::path::Path;
use std::process::Command;

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
