//! `matterlint init --pre-commit` and `--github`.

use std::error::Error;
use std::fs;
use std::path::Path;

use matterlint::disk::SiteFolder;
use matterlint::init::hooks::{self, PRE_COMMIT_FILE, WORKFLOW_FILE};
use matterlint::open::Opened;

use crate::args::InitArguments;
use crate::exit::Exit;
use crate::output;

/// Writes or extends the files at the root of the repository that the site lies in.
pub fn run(arguments: &InitArguments, site: &Opened, here: &Path) -> Result<Exit, Box<dyn Error>> {
    let root = site.folder.root();
    let repository = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(root);
    let mut texts = Vec::new();
    if arguments.pre_commit {
        let existing = read(&repository.join(PRE_COMMIT_FILE))?;
        let text = hooks::pre_commit(existing.as_deref());
        let text = text.map_err(|refusal| format!("{PRE_COMMIT_FILE} is left as it is: {refusal}"))?;
        texts.push((PRE_COMMIT_FILE, existing, text));
    }
    if arguments.github {
        let existing = read(&repository.join(WORKFLOW_FILE))?;
        if existing.is_some() && !arguments.dry_run {
            return Err(format!("{WORKFLOW_FILE} is there already, and nothing was written").into());
        }
        let below = root.strip_prefix(repository).unwrap_or(Path::new(""));
        let below = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        texts.push((WORKFLOW_FILE, existing, hooks::workflow(&below)));
    }
    for (path, existing, text) in texts {
        if arguments.dry_run {
            output::write(None, |out| writeln!(out, "==> {path} <==\n{text}"))?;
            continue;
        }
        write(repository, path, existing.as_deref(), &text).map_err(|error| format!("cannot write {path}: {error}"))?;
        let shown = matterlint::report::Standpoint::new(repository, here).path(path);
        output::write(None, |out| writeln!(out, "wrote {shown}\n{}", next_step(path)))?;
    }
    Ok(Exit::Clean)
}

/// What has to be done before a file does anything.
fn next_step(path: &str) -> &'static str {
    match path {
        PRE_COMMIT_FILE => "commit it, and run `pre-commit install` once in every clone (https://pre-commit.com)",
        _ => "commit and push it: GitHub runs it from then on",
    }
}

fn read(path: &Path) -> Result<Option<String>, String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("cannot read {}: {error}", path.display())),
    }
}

fn write(repository: &Path, path: &str, existing: Option<&str>, text: &str) -> std::io::Result<()> {
    if let Some(existing) = existing {
        return SiteFolder::open(repository)?.rewrite(path, existing, text);
    }
    let full = repository.join(path);
    fs::create_dir_all(full.parent().unwrap_or(repository))?;
    output::create(&full, text)
}
