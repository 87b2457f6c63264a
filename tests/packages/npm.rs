//! The launcher of the npm package, run by node with a script in place of the program.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::{VERSION, read};
use crate::support;

#[test]
fn the_program_gets_the_arguments_and_decides_on_the_exit_status() {
    let Some(installed) = Installed::with("for each in \"$@\"; do printf '[%s]' \"$each\"; done; cat; exit 7") else {
        return;
    };
    let odd = ["check", "two words.md", "it's \"quoted\"", "灯塔", "", "--", "-x"];
    let output = installed.run(&odd);
    assert_eq!(output.status.code(), Some(7));
    assert_eq!(text(&output.stdout), "[check][two words.md][it's \"quoted\"][灯塔][][--][-x]");
}

#[test]
fn the_real_program_runs() {
    let Some(installed) = Installed::with(&format!("exec '{}' \"$@\"", env!("CARGO_BIN_EXE_matterlint"))) else {
        return;
    };
    assert_eq!(text(&installed.run(&["--version"]).stdout), format!("matterlint {VERSION}\n"));
    let site = support::root().join("fixtures/hugo-magazine/site");
    let output = installed.run(&["check", "--format", "concise", site.to_str().expect("a path of the package")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("fish-soup.md:4:8: error:"));
}

#[test]
fn signals_go_both_ways() {
    let Some(installed) = Installed::with("echo ready; exec sleep 60") else { return };
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
        let mut launcher = installed.command(&[]).stdout(Stdio::piped()).spawn().expect("node runs");
        let mut line = String::new();
        let mut output = BufReader::new(launcher.stdout.take().expect("it is piped"));
        output.read_line(&mut line).expect("the program says that it runs");
        let sent = Command::new("kill").args([format!("-{name}"), launcher.id().to_string()]).status();
        assert!(sent.expect("kill runs").success());
        assert_eq!(launcher.wait().expect("it ends").signal(), Some(number), "{name}");
        // The program held the other end of the pipe, so it has ended, too.
        assert_eq!(output.read_line(&mut line).expect("the pipe is closed"), 0);
    }
    let Some(killed) = Installed::with("kill -KILL $$") else { return };
    assert_eq!(killed.run(&[]).status.signal(), Some(9));
}

#[test]
fn what_is_missing_is_said() {
    let Some(installed) = Installed::with("exit 0") else { return };
    let refused = |output: Output, words: &[&str]| {
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    };
    std::fs::remove_file(installed.program()).expect("a file of the test");
    refused(installed.run(&[]), &["cannot run ", "install the package again"]);
    std::fs::remove_dir_all(installed.modules().join("@matterlint")).expect("a folder of the test");
    refused(installed.run(&[]), &["the package @matterlint/", " is not installed", "--omit=optional"]);
    std::fs::write(installed.modules().join("matterlint/platforms.json"), "{\"pdp11\": {}}")
        .expect("a file of the test");
    refused(installed.run(&[]), &["there is no package for ", "only for pdp11", "cargo install"]);
}

#[test]
fn the_packages_are_of_one_version_and_for_one_platform_each() {
    let Some(installed) = Installed::with("exit 0") else { return };
    let manifest = |package: &Path| -> serde_json::Value {
        let text = std::fs::read_to_string(package.join("package.json")).expect("a package has a manifest");
        serde_json::from_str(&text).expect("JSON")
    };
    let main = manifest(&installed.modules().join("matterlint"));
    let platforms: serde_json::Value = serde_json::from_str(&read("npm/platforms.json")).expect("JSON");
    let names = platforms.as_object().expect("a map").keys().map(|name| format!("@matterlint/{name}"));
    let wanted: serde_json::Map<_, _> = names.map(|name| (name, VERSION.into())).collect();
    assert_eq!(main["optionalDependencies"], serde_json::Value::from(wanted));
    let own = manifest(installed.program().parent().expect("a file lies in a folder"));
    assert_eq!(own["version"], VERSION);
    assert_eq!(own["name"], format!("@matterlint/{}", installed.platform));
    assert_eq!(own["os"].as_array().map(Vec::len), Some(1));
    for manifest in [&main, &own] {
        assert_eq!(manifest["license"], env!("CARGO_PKG_LICENSE"));
        assert_eq!(manifest["description"], env!("CARGO_PKG_DESCRIPTION"));
    }
}

/// The two packages as a package manager lays them that does not hoist: each in a folder of its own, with links to what
/// it needs.
struct Installed {
    folder: TempDir,
    platform: String,
}

impl Installed {
    /// With the shell commands `script` as the program; `None` where there is no node, or no package for this platform.
    fn with(script: &str) -> Option<Self> {
        let asked = Command::new("node").args(["-p", "`${process.platform}-${process.arch}`"]).output();
        let Ok(asked) = asked else {
            println!("skipped: there is no node on the PATH");
            return None;
        };
        let platform = text(&asked.stdout).trim().to_owned();
        if !read("npm/platforms.json").contains(&format!("\"{platform}\"")) {
            println!("skipped: there is no package for {platform}");
            return None;
        }
        let folder = TempDir::new().expect("a temporary folder");
        let program = folder.path().join("a program=1");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("a file of the test");
        let built = Command::new("node")
            .arg(support::root().join("npm/build.mjs"))
            .arg(folder.path().join("built"))
            .arg(format!("{platform}={}", program.display()))
            .output()
            .expect("node runs");
        assert!(built.status.success(), "{}", text(&built.stderr));
        let new = Self { folder, platform };
        new.lay();
        Some(new)
    }

    fn lay(&self) {
        let built = self.folder.path().join("built");
        std::fs::create_dir_all(self.modules().join("@matterlint")).expect("a new folder");
        std::fs::rename(built.join("matterlint"), self.modules().join("matterlint")).expect("a package was built");
        std::fs::rename(built.join(&self.platform), self.folder.path().join("store")).expect("a package was built");
        let link = self.modules().join("@matterlint").join(&self.platform);
        std::os::unix::fs::symlink(self.folder.path().join("store"), link).expect("a link can be made");
        let top = self.folder.path().join("node_modules");
        std::fs::create_dir_all(&top).expect("a new folder");
        std::os::unix::fs::symlink(self.modules().join("matterlint"), top.join("matterlint")).expect("a link");
        let mode = std::fs::metadata(self.program()).expect("the program is there").permissions().mode();
        assert_eq!(mode & 0o111, 0o111, "the program can be run");
    }

    /// Where the main package and links to its dependencies lie.
    fn modules(&self) -> PathBuf {
        self.folder.path().join("node_modules/.store/matterlint/node_modules")
    }

    fn program(&self) -> PathBuf {
        self.folder.path().join("store/matterlint")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("node runs")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("node");
        command.arg(self.folder.path().join("node_modules/matterlint/launcher.js")).args(arguments);
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
