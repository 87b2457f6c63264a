//! What several tests need: a site in memory, judged, and its report in short lines.

#![allow(dead_code, reason = "each test binary uses its own part")]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, Utc};
use matterlint::finding::Finding;
use matterlint::listing::{ImageSize, Listing};
use matterlint::open::{self, ConfigFile, Opened, Options};
use matterlint::site::Source;
use matterlint::text::LineIndex;
use matterlint::workspace::Workspace;

/// The day that is today in all tests.
pub fn today() -> DateTime<Utc> {
    "2026-11-25T00:00:00Z".parse().expect("a valid instant")
}

/// The paths of the pages of a site that was opened.
pub fn page_paths(opened: &Opened) -> Vec<String> {
    opened.pages().into_iter().map(|(path, _)| path).collect()
}

/// The package's own folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Whether expected files are to be rewritten instead of compared: `UPDATE=1 cargo test`.
pub fn updating() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// The options of a test: today is fixed, everything else as a user has it.
pub fn options() -> Options {
    Options {
        generator: None,
        config: ConfigFile::AtRoot,
        whole_folders: true,
        today: today(),
        select: Vec::new(),
        ignore: Vec::new(),
    }
}

/// A site in memory: texts by path.
pub type Files = BTreeMap<String, String>;

/// The site of `files`, judged.
pub fn workspace(files: &Files, options: &Options) -> Workspace {
    let texts: HashMap<String, String> = files.clone().into_iter().collect();
    let listing = Listing::new(files.keys().cloned());
    let (site, rules, _) = open::assemble(listing, &texts, options).unwrap_or_else(|error| panic!("{error}"));
    let mut workspace = Workspace::new(site, rules);
    let sources = files.iter().map(|(path, text)| Source { path: path.clone(), text: text.clone(), fault: None });
    let sources: Vec<Source> = sources.collect();
    workspace.load(sources, &Pictures(texts));
    workspace
}

/// Files in memory, where `1200 x 630, 90000 bytes` stands for an image of that size.
pub struct Pictures(pub HashMap<String, String>);

impl matterlint::listing::Files for Pictures {
    fn read(&self, path: &str) -> Option<String> {
        self.0.read(path)
    }

    fn image_size(&self, path: &str) -> Option<ImageSize> {
        let (pixels, bytes) = self.0.get(path)?.split_once(", ")?;
        let (width, height) = pixels.split_once(" x ")?;
        let pixels = Some((width.parse().ok()?, height.parse().ok()?));
        Some(ImageSize { pixels, bytes: bytes.trim_end().strip_suffix(" bytes")?.parse().ok()? })
    }
}

/// The findings, one a line: `path:line:column: severity: message`.
pub fn lines(findings: &[Finding], files: &Files) -> String {
    let mut out = String::new();
    for finding in findings {
        let text = files.get(&finding.path).map_or("", |text| text);
        let at = LineIndex::new(text).position(finding.span.start as usize, text);
        let (path, severity, message) = (&finding.path, finding.severity.name(), &finding.message);
        writeln!(out, "{path}:{}:{}: {severity}: {message}", at.line, at.column).expect("a String takes everything");
    }
    out
}

/// What the program says in the folder `dir`: its exit status, standard output and standard error.
pub fn run(dir: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_matterlint")).current_dir(dir).args(arguments).output();
    let output = output.expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

/// Numbers in no order, the same in every run (xorshift).
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`, 0 where there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }

    /// One of `of`.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() { None } else { of.get(self.below(of.len())) }
    }
}

/// Compares `found` with the file at `path`, or rewrites that file when the expectations are being updated. An empty
/// text is no file.
pub fn expect_file(path: &Path, found: &str) -> Result<(), String> {
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return Ok(());
    }
    if !updating() {
        return Err(format!("{} differs\n--- expected\n{expected}--- found\n{found}", path.display()));
    }
    let written = if found.is_empty() { std::fs::remove_file(path) } else { std::fs::write(path, found) };
    written.map_err(|error| format!("{}: {error}", path.display()))
}
