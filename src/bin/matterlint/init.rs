//! `matterlint init`: proposes a configuration and writes it, never over a file that is there.

mod hooks;

use std::error::Error;
use std::fs;
use std::path::Path;

use chrono::Utc;
use matterlint::finding::Severity;
use matterlint::init::{self, Outlier, Proposal, ProposedFile};
use matterlint::open::{ConfigFile, Opened, Options};
use matterlint::report::summary::counted;
use matterlint::report::{Standpoint, visible};

use crate::args::InitArguments;
use crate::exit::Exit;
use crate::output;
use crate::progress::Progress;
use crate::sites;

/// Most pages that are named for one outlier.
const NAMED: usize = 3;
/// Most outliers that are told one by one.
const TOLD: usize = 20;

/// Runs the command.
pub fn run(arguments: &InitArguments) -> Result<Exit, Box<dyn Error>> {
    let here = std::env::current_dir()?;
    let paths = arguments.path.clone().into_iter().collect::<Vec<_>>();
    let options = Options {
        generator: arguments.generator.clone(),
        config: ConfigFile::Nowhere,
        whole_folders: true,
        today: Utc::now(),
        select: Vec::new(),
        ignore: Vec::new(),
    };
    let checked = sites::check(&paths, &here, &options, sites::Scope::All, &Progress::start(false))?;
    let [site] = &*checked else {
        return Err("several sites lie below this folder; run the command in one of them".into());
    };
    if arguments.pre_commit || arguments.github {
        return hooks::run(arguments, &site.opened, &here);
    }
    let Opened { workspace, folder, recognised_by, .. } = &site.opened;
    let proposal = init::propose(workspace, recognised_by, folder, &options)?;
    let standpoint = site.standpoint(&here);
    if arguments.dry_run {
        output::write(None, |out| {
            proposal.files.iter().try_for_each(|file| writeln!(out, "==> {} <==\n{}", file.path, file.text))
        })?;
    } else {
        write_all(folder.root(), &proposal.files, &standpoint)?;
    }
    let said = told(&proposal, arguments.dry_run, &standpoint);
    output::write(None, |out| write!(out, "{said}"))?;
    Ok(Exit::Clean)
}

/// Writes the files, or none when one of them is there already.
fn write_all(root: &Path, files: &[ProposedFile], standpoint: &Standpoint) -> Result<(), String> {
    let there = files.iter().filter(|file| root.join(&file.path).symlink_metadata().is_ok());
    let there: Vec<String> = there.map(|file| standpoint.path(&file.path)).collect();
    if !there.is_empty() {
        let verb = if there.len() == 1 { "is" } else { "are" };
        let there = there.join(", ");
        return Err(format!("{there} {verb} there already, and nothing was written; --dry-run shows what would be"));
    }
    for (number, file) in files.iter().enumerate() {
        if let Err(error) = write_new(root, file) {
            // The next run would find them there already, although half of what they name is missing.
            files[..number].iter().for_each(|written| drop(fs::remove_file(root.join(&written.path))));
            return Err(format!("cannot write {}: {error}", standpoint.path(&file.path)));
        }
    }
    Ok(())
}

fn write_new(root: &Path, file: &ProposedFile) -> std::io::Result<()> {
    let path = root.join(&file.path);
    let folder = path.parent().unwrap_or(root);
    fs::create_dir_all(folder)?;
    // A folder of that name may be a link to anywhere.
    if !folder.canonicalize()?.starts_with(root) {
        return Err(std::io::Error::other("a link that leaves the site"));
    }
    output::create(&path, &file.text)
}

/// What was proposed, and what does not agree with it.
fn told(proposal: &Proposal, is_dry: bool, standpoint: &Standpoint) -> String {
    let mut out = String::new();
    if !is_dry {
        for file in &proposal.files {
            out.push_str(&format!("wrote {}\n", standpoint.path(&file.path)));
        }
    }
    out.push_str(&format!("\nlearnt from {}", counted(proposal.pages, "page", "pages")));
    if proposal.unreadable > 0 {
        let (pages, verb) =
            (counted(proposal.unreadable, "page", "pages"), if proposal.unreadable == 1 { "is" } else { "are" });
        out.push_str(&format!("; {pages} {verb} broken and left out, see `matterlint check`"));
    }
    out.push('\n');
    let (advice, outliers): (Vec<&Outlier>, Vec<&Outlier>) =
        proposal.outliers.iter().partition(|outlier| outlier.severity == Severity::Info);
    if outliers.is_empty() {
        out.push_str("all pages agree with it\n");
    } else {
        out.push_str("these pages do not agree with the rest, and are reported until `matterlint --write-baseline` accepts them:\n");
    }
    outliers.iter().take(TOLD).for_each(|outlier| out.push_str(&line(outlier, standpoint)));
    if outliers.len() > TOLD {
        let findings = outliers[TOLD..].iter().map(|outlier| outlier.paths.len()).sum();
        out.push_str(&format!("  and {} of other kinds\n", counted(findings, "finding", "findings")));
    }
    let uses: usize = advice.iter().map(|outlier| outlier.paths.len()).sum();
    if uses > 0 {
        let terms = counted(uses, "use of a term", "uses of terms");
        out.push_str(&format!("{terms} not in the vocabularies, shown with `matterlint --info`\n"));
    }
    out
}

fn line(outlier: &Outlier, standpoint: &Standpoint) -> String {
    let named = outlier.paths.iter().take(NAMED).map(|path| standpoint.path(path)).collect::<Vec<_>>().join(", ");
    let more = if outlier.paths.len() > NAMED { ", …" } else { "" };
    let count = counted(outlier.paths.len(), "page", "pages");
    visible(&format!("  {count}: {} ({named}{more})", outlier.message)).into_owned() + "\n"
}
