//! `matterlint init`: what is proposed, that it validates the site, and that nothing is ever overwritten.

use std::collections::HashMap;
use std::path::Path;

use matterlint::init::{self, Proposal};
use matterlint::open::{self, Options};
use matterlint::site_root::SiteRoot;
use tempfile::TempDir;

use crate::support::{self, Files, run};

fn propose(files: &Files) -> Proposal {
    let options = Options { config: open::ConfigFile::Nowhere, ..support::options() };
    let texts: HashMap<String, String> = files.clone().into_iter().collect();
    init::propose(&support::workspace(files, &options), "hugo.toml", &texts, &options).unwrap()
}

/// A Hugo site of 60 posts: one lacks its description, one has a slip in its layout.
fn posts() -> Files {
    let mut files = Files::from([("hugo.toml".to_owned(), String::new())]);
    for number in 0..60 {
        let description = if number == 7 { "" } else { "description: d\n" };
        let layout = match number {
            11 => "wdie",
            number if number % 3 == 0 => "wide",
            _ => "plain",
        };
        let tag = ["茶", "木工", "山", "山 "][number % 4];
        let text = format!(
            "---\ntitle: 题 {number}\ndate: 2024-01-{:02}\n{description}layout: {layout}\nweight: {number}\n\
             tags: [\"{tag}\", x{}]\n---\n",
            number % 28 + 1,
            number / 30
        );
        files.insert(format!("content/posts/p{number:02}.md"), text);
    }
    files.insert("content/posts/_index.md".to_owned(), "---\ntitle: All\n---\n".to_owned());
    files.insert("content/about.md".to_owned(), "---\ntitle: About\ntags: [solo]\n---\n".to_owned());
    files
}

#[test]
fn every_line_has_its_reason() {
    let proposal = propose(&posts());
    let text = |path: &str| &*proposal.files.iter().find(|file| file.path == path).unwrap().text;
    let schema = text("schemas/posts.yaml");
    for line in [
        "  - title  # all 60 pages\n",
        "  - description  # 98 % of 60 pages\n",
        "  date:  # on all 60 pages\n    type: string\n    # written like 2024-01-01 on all 60 pages\n",
        "    enum:  # 2 texts on 60 pages\n      - plain  # 39 pages\n      - wide  # 20 pages\n",
        "  weight:  # on all 60 pages\n    type: integer\n",
        "    items: { type: string }",
    ] {
        assert!(schema.contains(line), "{line}\n{schema}");
    }
    let vocabulary = text("vocabularies/tags.yaml");
    assert!(vocabulary.contains("  - 茶  # 15 pages\n"), "{vocabulary}");
    assert!(vocabulary.contains("  - name: 山  # 15 pages\n    aliases: [\"山 \"]  # 15 pages\n"), "{vocabulary}");
    assert!(vocabulary.ends_with("# Used once:\n#   solo\n"), "{vocabulary}");
    let config = text("matterlint.yaml");
    assert!(config.contains("generator: hugo  # hugo.toml\n") && config.contains("taxonomy/unknown-term: info\n"));
    let told: Vec<(&str, usize)> =
        proposal.outliers.iter().map(|outlier| (&*outlier.message, outlier.paths.len())).collect();
    assert_eq!(told[0], ("`description` is missing", 1));
    assert!(told[1].0.starts_with("`layout` must be one of") && told[1].1 == 1, "{told:?}");
}

#[test]
fn a_mistake_is_no_convention() {
    let mut files = Files::from([("hugo.toml".to_owned(), String::new())]);
    for (number, draft) in ["true", "false", "true", "false", "yes", "'on'"].into_iter().enumerate() {
        let text = format!("---\ntitle: t{number}\ndraft: {draft}\nweight: {number}x\n---\n");
        files.insert(format!("content/p{number}.md"), text);
    }
    let proposal = propose(&files);
    let schema = &proposal.files.iter().find(|file| file.path == "schemas/pages.yaml").unwrap().text;
    assert!(schema.contains("  draft:  # on all 6 pages\n    type: boolean\n"), "{schema}");
    assert!(schema.contains("  weight: {}  # on all 6 pages; no value that Hugo can use\n"), "{schema}");
    assert_eq!(proposal.outliers, [], "what another rule says");
}

#[test]
fn single_use_terms_make_no_vocabulary() {
    let mut files = Files::from([("hugo.toml".to_owned(), String::new())]);
    for number in 0..10 {
        files.insert(format!("content/p{number}.md"), format!("---\ntitle: t\ntags: [a, b, c, only{number}]\n---\n"));
    }
    let proposal = propose(&files);
    assert!(proposal.files.iter().all(|file| !file.path.starts_with("vocabularies/")), "{proposal:?}");
    assert_eq!(proposal.outliers, []);
}

/// What is proposed for a fixture is free of mistakes, and the findings that it brings are those that were told.
#[test]
fn what_is_proposed_validates_the_site() {
    let mut sites: Vec<Files> = vec![posts()];
    for folder in std::fs::read_dir(support::root().join("fixtures")).unwrap().flatten() {
        let root = SiteRoot { folder: folder.path().join("site"), is_marked: true };
        let options = Options { config: open::ConfigFile::Nowhere, ..support::options() };
        let Ok(opened) = open::open(&root, &options) else { continue };
        let paths: Vec<String> = opened.workspace.site().listing.iter().map(str::to_owned).collect();
        let sources = opened.folder.sources(&paths).into_iter();
        sites.push(sources.map(|source| (source.path, source.text)).collect());
    }
    assert!(sites.len() > 10);
    for mut files in sites {
        files.remove("matterlint.yaml");
        let proposal = propose(&files);
        assert_eq!(propose(&files), proposal, "the same site, the same proposal");
        let findings = |files: &Files| {
            let report = support::workspace(files, &support::options()).report();
            let is_told = |rule: &str| rule.starts_with("schema/") || rule == "taxonomy/unknown-term";
            report.iter().filter(|finding| is_told(finding.rule)).count()
        };
        let before = findings(&files);
        files.extend(proposal.files.into_iter().map(|file| (file.path, file.text)));
        let told: usize = proposal.outliers.iter().map(|outlier| outlier.paths.len()).sum();
        assert_eq!(findings(&files) - before, told);
    }
}

fn write(root: &Path, files: &Files) {
    for (path, text) in files {
        let file = root.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
}

#[test]
fn files_are_written_once_and_checked_with() {
    let dir = TempDir::new().unwrap();
    write(dir.path(), &posts());
    let (code, out, _) = run(dir.path(), &["init", "--dry-run"]);
    assert!(code == 0 && out.starts_with("==> matterlint.yaml <==\n"), "{out}");
    assert!(!dir.path().join("matterlint.yaml").exists());
    let (code, out, err) = run(dir.path(), &["init"]);
    assert!(code == 0 && err.is_empty() && out.starts_with("wrote matterlint.yaml\n"), "{out}{err}");
    assert!(out.contains("  1 page: `description` is missing (content/posts/p07.md)\n"), "{out}");
    let (_, out, _) = run(dir.path(), &["check", "--format", "concise", "--select", "schema"]);
    assert_eq!(out.lines().count(), 2, "{out}");
    std::fs::write(dir.path().join("schemas/posts.yaml"), "mine").unwrap();
    std::fs::remove_file(dir.path().join("matterlint.yaml")).unwrap();
    let (code, out, err) = run(dir.path(), &["init"]);
    assert_eq!((code, &*out), (2, ""));
    assert!(err.contains("schemas/posts.yaml") && err.contains("nothing was written"), "{err}");
    assert!(!dir.path().join("matterlint.yaml").exists());
    assert_eq!(std::fs::read_to_string(dir.path().join("schemas/posts.yaml")).unwrap(), "mine");
}

#[test]
fn hooks_and_workflows_are_written_at_the_root_of_the_repository() {
    let dir = TempDir::new().unwrap();
    let hooks = "repos:\n  - repo: local # ours\n    hooks: []\n";
    std::fs::create_dir(dir.path().join(".git")).unwrap();
    write(dir.path(), &Files::from([(".pre-commit-config.yaml".to_owned(), hooks.to_owned())]));
    write(&dir.path().join("web"), &posts());
    let site = dir.path().join("web");
    let (code, out, err) = run(&site, &["init", "--pre-commit", "--github"]);
    let expected = "wrote ../.pre-commit-config.yaml\n\
                    commit it, and run `pre-commit install` once in every clone (https://pre-commit.com)\n\
                    wrote ../.github/workflows/matterlint.yml\n\
                    commit and push it: GitHub runs it from then on\n";
    assert_eq!((code, &*out, &*err), (0, expected, ""));
    let read = |path: &str| std::fs::read_to_string(dir.path().join(path)).unwrap();
    assert!(read(".pre-commit-config.yaml").starts_with(hooks));
    assert!(read(".github/workflows/matterlint.yml").ends_with("        with:\n          path: web\n"));
    assert!(!site.join("matterlint.yaml").exists());
    let (code, _, err) = run(&site, &["init", "--pre-commit"]);
    assert!(code == 2 && err.contains("already"), "{err}");
}
