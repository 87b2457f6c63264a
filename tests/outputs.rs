//! Several reports of one run, each in its file; completions and manual pages.

use tempfile::TempDir;

use crate::support::run;

/// A site with one mistake.
fn site() -> TempDir {
    let dir = TempDir::new().unwrap();
    std::fs::write(dir.path().join("hugo.toml"), "title = 'T'\n").unwrap();
    std::fs::create_dir(dir.path().join("content")).unwrap();
    std::fs::write(dir.path().join("content/a.md"), "---\ntitle: A\ndraft: yes\n---\n").unwrap();
    dir
}

#[test]
fn several_reports_go_to_their_files() {
    let dir = site();
    let read = |file: &str| std::fs::read_to_string(dir.path().join(file)).unwrap();
    let (code, out, err) =
        run(dir.path(), &["--format", "sarif=a=b.sarif", "--format=concise", "--format", "junit=j.xml"]);
    assert_eq!((code, out.lines().count(), &*err), (1, 1, ""));
    assert!(out.starts_with("content/a.md:3:8: error: "), "{out}");
    assert!(read("a=b.sarif").contains("\"2.1.0\"") && read("j.xml").contains("<testsuites"));

    let (_, out, _) = run(dir.path(), &["--format", "github", "--format", "full=full.txt", "--output-file", "g.txt"]);
    assert_eq!(out, "");
    assert!(read("g.txt").starts_with("::error ") && read("full.txt").contains("1 error in 1 page"));

    let (_, out, _) = run(dir.path(), &["--format", "json=r.json"]);
    assert_eq!(out, "", "nothing is printed that was not asked for");
}

#[test]
fn reports_that_cannot_be_written_are_refused_before_any_work() {
    let dir = site();
    let refused = |arguments: &[&str], reason: &str| {
        let (code, out, err) = run(dir.path(), arguments);
        assert_eq!((code, &*out), (2, ""));
        assert!(err.contains(reason), "{err}");
    };
    refused(&["--format", "sarif", "--format", "json"], "write --format json=FILE");
    refused(&["--format", "sarif=x", "--format", "json=x"], "two reports cannot both go to x");
    refused(&["--format", "sarif=x", "--output-file", "y"], "--output-file is for a --format without a file");
    refused(&["--format", "sarif", "--statistics"], "--statistics cannot be shown in the format sarif");
    refused(&["--format", "sarlf"], "'sarif'");
    refused(&["--format", "sarif="], "sarif=");
    refused(&["--format", "xml=report.xml"], "possible values");
}

#[test]
fn shells_and_man_are_told_of_every_command() {
    let dir = TempDir::new().unwrap();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, out, err) = run(dir.path(), &["completions", shell]);
        assert_eq!((code, &*err), (0, ""));
        for word in ["explain", "fail-on"] {
            assert!(out.contains(word), "{shell}: {word}");
        }
    }
    let (code, out, _) = run(dir.path(), &["man"]);
    assert!(code == 0 && out.contains(".TH matterlint 1"), "{out}");
    let (code, out, _) = run(dir.path(), &["man", "--dir", "man"]);
    assert_eq!((code, &*out), (0, ""));
    for page in ["matterlint.1", "matterlint-check.1", "matterlint-explain.1"] {
        assert!(dir.path().join("man").join(page).is_file(), "{page}");
    }
}
