//! What the documents say is true: their commands run, their configurations do what the text beside them says, their
//! links lead somewhere, and every option that they name exists.

#[cfg(unix)]
mod commands;
mod configurations;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use matterlint::listing::Listing;
use matterlint::{profile, rules};

use crate::support;

#[test]
fn links_between_the_documents_lead_somewhere() {
    for page in documents() {
        let text = without_code(&read(&page));
        for target in links(&text) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            if file.contains("://") {
                continue;
            }
            let file = if file.is_empty() { page.clone() } else { page.parent().expect("a folder").join(file) };
            assert!(file.exists(), "{}: there is no {target}", page.display());
            let is_there = anchor.is_empty() || anchors(&read(&file)).contains(anchor);
            assert!(is_there, "{}: there is no heading for {target}", page.display());
        }
    }
}

/// Options in code within a line: `--fix`. Those in fences are tried by the tests of the commands.
#[test]
fn options_that_the_documents_name_exist() {
    /// Those of cargo, and of the script behind docs/numbers.md.
    const FOREIGN: &[&str] = &["--locked", "--micro"];
    let output = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_matterlint")).args(arguments).output().expect("matterlint runs");
        String::from_utf8(output.stdout).expect("help is UTF-8")
    };
    let commands: BTreeSet<String> = output(&["--help"])
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect();
    let helps: Vec<String> = commands.iter().map(|command| output(&[command, "--help"])).collect();
    let helps = helps.join("\n") + &output(&["--help"]) + &output(&["terms", "rename", "--help"]);
    let known: BTreeSet<&str> = helps.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).collect();
    let mut seen = 0;
    for page in documents() {
        let text = without_fences(&read(&page));
        let own = |code: &&str| code.starts_with("--") || code.starts_with("matterlint ");
        for code in code(&text).filter(own) {
            let words = code.split(|c: char| c.is_whitespace() || c == '=').filter(|word| word.starts_with("--"));
            for word in words.filter(|word| word.len() > 3 && !word.starts_with("---")) {
                seen += 1;
                let exists = known.contains(word) || FOREIGN.contains(&word);
                assert!(exists, "{}: there is no {word}", page.display());
            }
        }
    }
    assert!(seen > 20, "only {seen} options were found");
}

/// Every page and rule has its place in the site of the documentation, and the links of its pages lead to each other.
#[test]
fn the_site_of_the_documentation_is_whole() {
    let script = support::root().join("docs/book/build.py");
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let book = folder.path().join("book");
    let mut command = Command::new("python3");
    command.arg(script).args(["--layout", "--program", env!("CARGO_BIN_EXE_matterlint"), "--to"]).arg(&book);
    let Ok(output) = command.output() else {
        println!("skipped: there is no python3 on the PATH");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pages = book.join("pages");
    let summary = read(&pages.join("SUMMARY.md"));
    let listed: Vec<&str> = links(&summary).filter(|target| !target.is_empty()).collect();
    assert!(listed.len() > rules::all().count(), "{summary}");
    for place in listed {
        let page = pages.join(place);
        let text = without_code(&read(&page));
        for target in links(&text).filter(|target| !target.contains("://") && !target.starts_with('#')) {
            let file = page.parent().expect("a folder").join(target.split('#').next().unwrap_or_default());
            assert!(file.exists(), "{place}: there is no {target}");
        }
    }
    let rule = read(&pages.join("rules/values/not-a-boolean.md"));
    assert!(rule.contains("</code> after <code>--fix</code></p>\n\n```yaml\n---\n"), "{rule}");
    assert!(!rule.contains("```report"), "{rule}");
}

/// Each line of the table in `docs/profiles.md` is a site, and the profile is the one that it names.
#[test]
fn sites_are_recognised_by_the_files_that_the_page_names() {
    let page = read(&support::root().join("docs/profiles.md"));
    let (_, table) = page.split_once("| generator | files | which says |\n| --- | --- | --- |\n").expect("a table");
    let mut seen = BTreeSet::new();
    for line in table.lines().take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [name, files, says] = cells[..] else { panic!("three cells: {line}") };
        let paths: Vec<String> = code(files)
            .map(|path| if path.ends_with('/') { format!("{path}any.md") } else { path.to_owned() })
            .collect();
        let text = code(says).next().unwrap_or_default().to_owned();
        let texts = std::collections::HashMap::from([(paths[0].clone(), text)]);
        let listing = Listing::new(paths);
        let found = profile::ALL.iter().find(|profile| (profile.detect)(&listing, &texts).is_some());
        assert_eq!(found.map(|profile| profile.name), Some(name), "{line}");
        seen.insert(name);
    }
    assert_eq!(seen.len(), profile::ALL.len() - 1, "the table has every generator");
}

/// The pages for people at the root and in `docs/`.
fn documents() -> Vec<PathBuf> {
    let folders = [support::root(), support::root().join("docs")];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder of the package"));
    let mut pages: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    pages.retain(|path| path.extension().is_some_and(|end| end == "md"));
    pages.sort();
    pages
}

fn read(page: &Path) -> String {
    std::fs::read_to_string(page).unwrap_or_else(|error| panic!("{}: {error}", page.display()))
}

/// The targets of the links of a page.
fn links(page: &str) -> impl Iterator<Item = &str> {
    page.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

/// The fences of a page: what stands behind the marks, and the text.
fn fences(page: &str) -> Vec<(String, String)> {
    taken_apart(page).0
}

fn without_fences(page: &str) -> String {
    taken_apart(page).1
}

/// The text of a page without any code, in which links are links.
fn without_code(page: &str) -> String {
    without_fences(page).split('`').step_by(2).collect()
}

/// The fences of a page, and what stands between them.
fn taken_apart(page: &str) -> (Vec<(String, String)>, String) {
    let (mut found, mut rest): (Vec<(String, String)>, String) = Default::default();
    let mut open: Option<usize> = None;
    for line in page.lines() {
        let ticks = line.trim_start().bytes().take_while(|byte| *byte == b'`').count();
        match open {
            Some(mark) if ticks >= mark && line.trim().len() == ticks => open = None,
            Some(_) => {
                let (_, text) = found.last_mut().expect("a fence is open");
                *text += &format!("{line}\n");
            }
            None if ticks >= 3 => {
                open = Some(ticks);
                found.push((line.trim_start()[ticks..].to_owned(), String::new()));
            }
            None => rest += &format!("{line}\n"),
        }
    }
    (found, rest)
}

/// The code within a line.
fn code(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The anchors that GitHub and mdBook give to the headings of a page.
fn anchors(page: &str) -> BTreeSet<String> {
    let text = without_fences(page);
    let headings = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let anchor = |heading: &str| {
        let kept = heading
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .collect::<String>();
        kept.replace(' ', "-")
    };
    headings.map(anchor).collect()
}
