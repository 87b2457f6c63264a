//! Sessions driven by clients that are not ours, as far as they are installed: `tests/editor`.

use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::support;

#[test]
fn neovim_shows_and_repairs_findings() {
    if !runs(Command::new("nvim").arg("--version")) {
        eprintln!("skipped: nvim is not installed");
        return;
    }
    let dir = TempDir::new().expect("a temporary folder");
    let root = dir.path().canonicalize().expect("it is there");
    write(&root, "hugo.toml", "title = 'T'\n");
    let page = "---\ntitle: A\ndate: 2024-02-30\ntags: [灯塔𝄞, a, a]\ndraft: \"yes\"\nurl: /same/\n---\n";
    write(&root, "content/a.md", page);
    write(&root, "content/b.md", "---\ntitle: B\ndate: 2024-03-01\nurl: /same/\n---\n");
    write(&root, "matterlint.yaml", "taxonomies: {tags: {vocabulary: tags.yaml}}\n");
    write(&root, "tags.yaml", "- a\n- { description: 灯𝄞, name: 灯塔𝄞 }\n");
    write(&root, "content/c.md", "---\ntitle: C\ntags: [灯塔𝄞, a]\nauthor:\n  name: C\n---\nText\n");
    let mut command = Command::new("nvim");
    command.args(["--headless", "--clean", "-c", "luafile tests/editor/neovim.lua"]);
    command.env("SITE", &root).env("XDG_STATE_HOME", dir.path()).env("XDG_DATA_HOME", dir.path());
    expect_success(command);
}

#[test]
fn pytest_lsp_sees_every_capability() {
    // `MATTERLINT_PYTHON` names an interpreter that has pytest-lsp.
    let python = std::env::var_os("MATTERLINT_PYTHON").unwrap_or_else(|| "python3".into());
    if !runs(Command::new(&python).args(["-c", "import pytest_lsp"])) {
        eprintln!("skipped: python3 has no pytest-lsp");
        return;
    }
    let mut command = Command::new(python);
    command.args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/editor"]);
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    expect_success(command);
}

/// Whether a program is there, and does not fail.
pub fn runs(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Runs a client that ends with 0 if all went as it expects.
pub fn expect_success(mut command: Command) {
    command.current_dir(support::root()).env("MATTERLINT", env!("CARGO_BIN_EXE_matterlint"));
    let output = command.output().expect("the client starts");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(output.status.success(), "{said}");
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    std::fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a folder can be made");
    std::fs::write(file, text).expect("a file can be written");
}
