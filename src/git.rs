//! Floor 6: what git knows of a site's files. The only module that starts a process, without a shell; names of files are
//! separated by NUL, so that no name is odd.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The word that stands for what is about to be committed, where a revision can stand.
pub const STAGED: &str = "staged";

/// Why git could not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GitError {
    /// The program is not there.
    #[error("`git` could not be started ({0}): install git, or check without a revision")]
    NotThere(String),
    /// The folder is in no repository that git would read.
    #[error("{folder} is in no repository that git can read{}", if said.is_empty() { String::new() } else { format!(" ({said})") })]
    NoRepository {
        /// The folder.
        folder: String,
        /// What git said.
        said: String,
    },
    /// No commit has this name.
    #[error("git knows no revision `{0}`; `git branch -a` and `git log --oneline` list those that it knows")]
    UnknownRevision(String),
    /// No commit has this name, and the older ones are not here.
    #[error(
        "git knows no revision `{0}`, but this is a shallow clone, which has only the newest: `git fetch --unshallow` \
         gets the rest (in GitHub Actions, `fetch-depth: 0` below `actions/checkout`)"
    )]
    Shallow(String),
    /// The clone has left texts with the server, and nothing is fetched.
    #[error(
        "this is a partial clone, which left older texts on the server: `git fetch --refetch --no-filter` gets them (in \
         GitHub Actions, no `filter` below `actions/checkout`)"
    )]
    Partial,
    /// Something else.
    #[error("git failed: {0}")]
    Failed(String),
}

/// The files below `root` that differ from `revision` (a commit, or [`STAGED`] for what differs between the last commit
/// and the index), and those that git does not know yet. Paths are relative to `root`; files that are gone are left out.
///
/// # Errors
/// When git does not know.
pub fn changed(root: &Path, revision: &str) -> Result<Vec<String>, GitError> {
    check_repository(root)?;
    if revision.trim_start_matches(':') == STAGED {
        return names(root, &[&DIFF[..], &["--cached", "--"]].concat());
    }
    let commit = commit(root, revision)?;
    let mut changed = names(root, &[&DIFF[..], &[&commit, "--"]].concat())?;
    changed.extend(names(root, &["ls-files", "-z", "--others", "--exclude-standard", "--"])?);
    Ok(changed)
}

/// The texts that the files below `root` had in `revision`, of those that differ from it now. What is not UTF-8 is
/// replaced. A file that `revision` does not have is left out.
///
/// # Errors
/// When git does not know.
pub fn previous_texts(root: &Path, revision: &str) -> Result<HashMap<String, String>, GitError> {
    check_repository(root)?;
    let commit = commit(root, revision)?;
    let changed = names(root, &[&DIFF[..], &[&commit, "--"]].concat())?;
    // The names of blobs have no odd characters, so that they can be asked for one a line.
    let mut blobs = blobs(root, &commit)?;
    let wanted: Vec<(String, String)> =
        changed.into_iter().filter_map(|path| blobs.remove(&path).map(|blob| (path, blob))).collect();
    let asked: String = wanted.iter().flat_map(|(_, blob)| [blob, "\n"]).collect();
    let answer = run(root, &["cat-file", "--batch"], asked.as_bytes())?;
    let texts = split_batch(&answer);
    if texts.len() < wanted.len() {
        return Err(GitError::Partial);
    }
    Ok(wanted.into_iter().map(|(path, _)| path).zip(texts).collect())
}

/// Compares without programs of the user's (`diff.external`, textconv) and without looking for renames: a page under a
/// new name is a new page.
const DIFF: [&str; 8] =
    ["diff", "--name-only", "-z", "--relative", "--no-ext-diff", "--no-textconv", "--no-renames", "--diff-filter=d"];

fn check_repository(root: &Path) -> Result<(), GitError> {
    match run(root, &["rev-parse", "--is-inside-work-tree"], &[]) {
        Ok(answer) if answer.starts_with(b"true") => Ok(()),
        Err(error @ GitError::NotThere(_)) => Err(error),
        answer => {
            let said = match answer {
                // That it is none is what the message says already; other reasons are a foreign owner or a broken folder.
                Err(GitError::Failed(said)) if !said.starts_with("not a git repository") => said,
                _ => String::new(),
            };
            Err(GitError::NoRepository { folder: root.display().to_string(), said })
        }
    }
}

/// The full name of a commit. What follows is never a revision that could be taken for an option.
fn commit(root: &Path, revision: &str) -> Result<String, GitError> {
    let unknown = || GitError::UnknownRevision(revision.to_owned());
    if revision.is_empty() || revision.starts_with('-') {
        return Err(unknown());
    }
    let question = format!("{revision}^{{commit}}");
    match run(root, &["rev-parse", "--verify", "--quiet", &question], &[]) {
        Ok(answer) => Ok(String::from_utf8_lossy(&answer).trim().to_owned()),
        Err(_) if is_shallow(root) => Err(GitError::Shallow(revision.to_owned())),
        Err(_) => Err(unknown()),
    }
}

fn is_shallow(root: &Path) -> bool {
    run(root, &["rev-parse", "--is-shallow-repository"], &[]).is_ok_and(|answer| answer.starts_with(b"true"))
}

fn names(root: &Path, arguments: &[&str]) -> Result<Vec<String>, GitError> {
    let answer = run(root, arguments, &[])?;
    // A name that is not UTF-8 is none of ours: the listing of a site has none, either.
    let names = answer.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(names.filter_map(|name| String::from_utf8(name.to_vec()).ok()).collect())
}

/// The blobs of a commit below `root`, by the paths of their files.
fn blobs(root: &Path, commit: &str) -> Result<HashMap<String, String>, GitError> {
    // Paths are relative to the folder that git runs in.
    let entries = names(root, &["ls-tree", "-r", "-z", commit])?;
    // `100644 blob 0a1b…\tcontent/a.md`
    let entry = |entry: String| {
        let (data, path) = entry.split_once('\t')?;
        let blob = data.split(' ').nth(2).filter(|_| data.split(' ').nth(1) == Some("blob"))?;
        Some((path.to_owned(), blob.to_owned()))
    };
    Ok(entries.into_iter().filter_map(entry).collect())
}

/// The texts of `cat-file --batch`: a line `0a1b… blob 12`, as many bytes, a line end.
fn split_batch(answer: &[u8]) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = answer;
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(&rest[..end]);
        let length = head.rsplit(' ').next().and_then(|length| length.parse::<usize>().ok());
        let Some(content) = length.and_then(|length| rest.get(end + 1..end + 1 + length)) else { break };
        texts.push(String::from_utf8_lossy(content).into_owned());
        rest = rest.get(end + 1 + content.len() + 1..).unwrap_or_default();
    }
    texts
}

/// What git answers when it is run in `root` and reads `input`.
fn run(root: &Path, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, GitError> {
    let mut command = Command::new("git");
    // A repository's configuration may name a program that watches its files.
    command.args(["-c", "core.fsmonitor=false"]).args(arguments).current_dir(root);
    // What a partial clone lacks would be fetched, by whatever program the repository's configuration names.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let failed = |error: std::io::Error| GitError::Failed(error.to_string());
    let mut child = command.spawn().map_err(|error| GitError::NotThere(error.to_string()))?;
    let output = std::thread::scope(|scope| {
        let stdin = child.stdin.take();
        // Git answers while it reads: who writes all before reading waits forever. A git that reads no more has failed
        // already, and says so by its status.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    });
    let output = output.map_err(failed)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("promisor remote") {
        return Err(GitError::Partial);
    }
    Err(GitError::Failed(said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned()))
}
