//! Writes an invented Hugo site: `cargo run --release --example invented_site -- 1000 FOLDER`. What is wrong with it is
//! written beside the folder, in `FOLDER.faults.jsonl`: one object with `path`, `line`, `last_line`, `or` and `kind` a line.

#[path = "../benches/invented/mod.rs"]
mod invented;

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use invented::{File, Plan};

const USAGE: &str = "invented_site PAGES FOLDER [SEED [FAULTS_PER_1000]]";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [pages, folder, more @ ..] = arguments.as_slice() else { return Err(USAGE.into()) };
    let mut plan = Plan { pages: pages.parse()?, ..Plan::default() };
    if let [seed, faults @ ..] = more {
        plan.seed = seed.parse()?;
        if let [faults] = faults {
            plan.faults = faults.parse()?;
        }
    }
    let folder = PathBuf::from(folder);
    let mut failure = None;
    let faults = invented::invent(plan, &mut |file| {
        if failure.is_none() {
            failure = write(&folder, &file).err();
        }
    });
    if let Some(error) = failure {
        return Err(error.into());
    }
    let mut list = Vec::new();
    for fault in &faults {
        // Paths and kinds are made of letters, digits and `-./_`: nothing to escape.
        let invented::Fault { path, line, last_line, or, kind } = fault;
        let or = or.as_ref().map_or_else(|| "null".to_owned(), |path| format!("\"{path}\""));
        writeln!(
            list,
            r#"{{"path": "{path}", "line": {line}, "last_line": {last_line}, "or": {or}, "kind": "{kind}"}}"#
        )?;
    }
    let mut beside = folder.into_os_string();
    beside.push(".faults.jsonl");
    fs::write(beside, list)?;
    println!("{} pages, {} faults", plan.pages, faults.len());
    Ok(())
}

fn write(folder: &Path, file: &File) -> std::io::Result<()> {
    let path = folder.join(&file.path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, &file.bytes)
}
