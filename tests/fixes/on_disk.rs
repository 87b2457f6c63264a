//! `--fix` through the binary: what is on the disk afterwards, whatever happens meanwhile.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A page with one safe fix.
const BROKEN: &str = "---\ntitle: \"A\"\ndate: 2024-1-2\n---\nA text.\n";
const REPAIRED: &str = "---\ntitle: \"A\"\ndate: 2024-01-02\n---\nA text.\n";

fn site(pages: &[&str]) -> TempDir {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "hugo.toml", "title = 'T'\n");
    pages.iter().for_each(|page| write(dir.path(), page, BROKEN));
    dir
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

fn fixing(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_matterlint"));
    command.current_dir(root).args(["--fix", "--format", "concise"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn seen(output: Output) -> (i32, String) {
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// Names of the files of a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_run_that_is_killed_leaves_no_page_half_written() {
    let pages: Vec<String> = (0..300).map(|i| format!("p{i}.md")).collect();
    // Long enough that writing takes time.
    let filler = "A line of the text.\n".repeat(500);
    let text = |page: &str, month: &str| format!("---\ntitle: \"{page}\"\ndate: 2024-{month}-02\n---\n{filler}");
    let texts: BTreeMap<&str, [String; 2]> =
        pages.iter().map(|page| (&**page, [text(page, "1"), text(page, "01")])).collect();
    let dir = site(&[]);
    let folder = dir.path().join("content/posts");
    let restore = || texts.iter().for_each(|(page, [old, _])| write(&folder, page, old));
    restore();
    let began = Instant::now();
    assert!(fixing(dir.path()).stdout(Stdio::null()).status().unwrap().code() == Some(0));
    let whole = began.elapsed();
    assert!(texts.iter().all(|(page, [_, new])| read(&folder, page) == *new), "the fix works when nobody kills it");

    let (mut untouched, mut partly, mut leftovers) = (0, 0, 0);
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let give_up = Instant::now() + Duration::from_secs(15);
    for _ in 0..50 {
        restore();
        let mut child = fixing(dir.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        // Most of a run is reading; nine in ten kills are to come while it writes, or nearly.
        let part = if random.is_multiple_of(10) { 0.0..0.6 } else { 0.6..1.0 };
        let delay = part.start + (part.end - part.start) * (random % 1009) as f64 / 1009.0;
        std::thread::sleep(whole.mul_f64(delay));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut new_texts = 0;
        for (page, [old, new]) in &texts {
            let found = read(&folder, page);
            assert!(found == *old || found == *new, "{page} is half written: {} bytes", found.len());
            new_texts += usize::from(found == *new);
        }
        untouched += usize::from(new_texts == 0);
        partly += usize::from((1..300).contains(&new_texts));
        let others: Vec<String> = names(&folder).into_iter().filter(|name| !texts.contains_key(&**name)).collect();
        assert!(others.iter().all(|name| name.starts_with('.') && !name.ends_with(".md")), "{others:?}");
        leftovers = leftovers.max(others.len());
        if Instant::now() > give_up {
            break;
        }
    }
    println!("killed before the first page was written: {untouched}, between two pages: {partly}, left: {leftovers}");
    let (code, err) = seen(fixing(dir.path()).output().unwrap());
    assert!(code == 0 && (err.is_empty() || err.contains(" repaired: ")), "{err}");
    assert_eq!(names(&folder).len(), 300, "the next run takes away what the killed ones left");
}

#[test]
fn what_a_killed_run_left_is_no_page_and_goes() {
    let dir = site(&["content/a.md"]);
    let left = ["content/.a.md.matterlint-4711", "content/.gone.md.matterlint-1"];
    let kept = ["content/.a.md.matterlint-x", "content/a.md.matterlint-1"];
    left.iter().chain(&kept).for_each(|path| write(dir.path(), path, "---\ntitle: \"A"));
    let checked = Command::new(env!("CARGO_BIN_EXE_matterlint")).current_dir(dir.path()).output().unwrap();
    assert!(String::from_utf8(checked.stdout).unwrap().contains("1 page"));
    assert!(left.iter().all(|path| dir.path().join(path).exists()), "a check writes nothing");
    let said = "matterlint: 1 page is repaired: content/a.md\n".to_owned();
    assert_eq!(seen(fixing(dir.path()).output().unwrap()), (0, said));
    assert_eq!(read(dir.path(), "content/a.md"), REPAIRED);
    assert_eq!(names(&dir.path().join("content")), [".a.md.matterlint-x", "a.md", "a.md.matterlint-1"]);
}

#[test]
fn permissions_stay() {
    let dir = site(&["content/a.md", "content/b.md"]);
    let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().permissions().mode() & 0o7777;
    let set = |path: &str, mode| fs::set_permissions(dir.path().join(path), PermissionsExt::from_mode(mode)).unwrap();
    set("content/a.md", 0o640);
    set("content/b.md", 0o755);
    assert_eq!(seen(fixing(dir.path()).output().unwrap()).0, 0);
    assert_eq!((read(dir.path(), "content/a.md"), mode("content/a.md")), (REPAIRED.to_owned(), 0o640));
    assert_eq!((read(dir.path(), "content/b.md"), mode("content/b.md")), (REPAIRED.to_owned(), 0o755));
}

/// The baseline is read after the pages and before they are written, and opening a pipe waits for the other end.
#[test]
fn a_page_that_changed_meanwhile_is_left_alone() {
    let dir = site(&["content/a.md", "content/b.md", "content/c.md"]);
    assert!(Command::new("mkfifo").arg(dir.path().join("pipe")).status().unwrap().success());
    let child = fixing(dir.path()).args(["--baseline", "pipe"]).spawn().unwrap();
    let pipe = fs::File::options().write(true).open(dir.path().join("pipe")).unwrap();
    write(dir.path(), "content/b.md", "somebody else's work\n");
    drop(pipe);
    let (code, err) = seen(child.wait_with_output().unwrap());
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("cannot write content/b.md: ") && err.contains("changed"), "{err}");
    assert!(err.contains("2 pages are repaired: content/a.md, content/c.md\n"), "{err}");
    assert_eq!(read(dir.path(), "content/b.md"), "somebody else's work\n");
    for other in ["content/a.md", "content/c.md"] {
        assert_eq!(read(dir.path(), other), REPAIRED, "the others are repaired");
    }
    assert_eq!(names(&dir.path().join("content")), ["a.md", "b.md", "c.md"]);
}

#[test]
fn a_link_that_leaves_the_site_is_not_written_through() {
    let dir = site(&["content/a.md", "content/real.md"]);
    let outside = TempDir::new().unwrap();
    write(outside.path(), "b.md", BROKEN);
    symlink(outside.path().join("b.md"), dir.path().join("content/out.md")).unwrap();
    symlink("real.md", dir.path().join("content/within.md")).unwrap();
    let (_, err) = seen(fixing(dir.path()).output().unwrap());
    assert_eq!(read(outside.path(), "b.md"), BROKEN, "{err}");
    assert_eq!(names(outside.path()), ["b.md"]);
    for link in ["content/out.md", "content/within.md"] {
        assert!(dir.path().join(link).is_symlink(), "{link} stays a link");
    }
    assert_eq!(read(dir.path(), "content/a.md"), REPAIRED);
    assert_eq!(read(dir.path(), "content/real.md"), REPAIRED);
}

/// The page turns into such a link between reading and writing.
#[test]
fn a_page_that_became_a_link_out_of_the_site_is_not_written() {
    let dir = site(&["content/a.md"]);
    let outside = TempDir::new().unwrap();
    write(outside.path(), "b.md", BROKEN);
    assert!(Command::new("mkfifo").arg(dir.path().join("pipe")).status().unwrap().success());
    let child = fixing(dir.path()).args(["--baseline", "pipe"]).spawn().unwrap();
    let pipe = fs::File::options().write(true).open(dir.path().join("pipe")).unwrap();
    fs::remove_file(dir.path().join("content/a.md")).unwrap();
    symlink(outside.path().join("b.md"), dir.path().join("content/a.md")).unwrap();
    drop(pipe);
    let (code, err) = seen(child.wait_with_output().unwrap());
    assert!(code == 2 && err.contains("content/a.md") && err.contains("leaves the site"), "{code}: {err}");
    assert_eq!(read(outside.path(), "b.md"), BROKEN);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    use std::os::unix::process::CommandExt;
    let dir = site(&["content/a.md", "content/locked/b.md", "content/z.md"]);
    let set = |path: &str, mode| fs::set_permissions(dir.path().join(path), PermissionsExt::from_mode(mode)).unwrap();
    for folder in ["", "content"] {
        set(folder, 0o777);
    }
    set("content/locked", 0o555);
    let mut command = fixing(dir.path());
    // Nothing is locked for root, so that nobody has to run it.
    if fs::write(dir.path().join("content/locked/probe"), "").is_ok() {
        fs::remove_file(dir.path().join("content/locked/probe")).unwrap();
        command.uid(65534).gid(65534);
    }
    let output = command.output();
    set("content/locked", 0o755);
    let Ok(output) = output else {
        eprintln!("skipped: the program cannot be run as nobody");
        return;
    };
    let (code, err) = seen(output);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("content/locked/b.md") && err.contains("folder") && !err.contains("a.md:"), "{err}");
    assert_eq!(read(dir.path(), "content/locked/b.md"), BROKEN);
    assert_eq!(names(&dir.path().join("content/locked")), ["b.md"]);
    for other in ["content/a.md", "content/z.md"] {
        assert_eq!(read(dir.path(), other), REPAIRED, "the others are repaired");
    }
}
