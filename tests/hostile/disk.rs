//! Odd files, through the binary: nothing outside the site is read, nothing blocks, and no page is damaged.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use matterlint::disk::SiteFolder;
use matterlint::site::ReadFault;
use tempfile::TempDir;

/// A page with a mistake that `--fix` repairs.
pub(super) const BROKEN: &str = "---\ntitle: \"A\"\ndate: 2024-1-2\n---\nA text.\n";

/// Stands in files outside of the site, and must never be heard of.
const SECRET: &str = "swordfish";

/// Longer than any run takes that does not block.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) fn site(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "hugo.toml", "title = 'T'\n");
    files.iter().for_each(|(path, text)| write(dir.path(), path, text));
    dir
}

pub(super) fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

pub(super) fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_matterlint"));
    command.current_dir(root).args(arguments).stdin(Stdio::null());
    command
}

/// Exit status and all that was written. A run that blocks is ended, and fails the test.
pub(super) fn run(mut command: Command) -> (i32, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    // What these sites have to say fits into the buffers of two pipes.
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{command:?} blocks");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    seen(&child.wait_with_output().unwrap())
}

pub(super) fn seen(output: &Output) -> (i32, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let code = output.status.code().unwrap_or_else(|| panic!("ended by a signal: {}", text(&output.stderr)));
    let all = text(&output.stdout) + &text(&output.stderr);
    assert!(!all.contains("panicked"), "{all}");
    (code, all)
}

pub(super) fn checked(root: &Path) -> (i32, String) {
    run(command(root, &["--info", "--format", "concise"]))
}

/// Makes a named pipe; whoever opens one waits for somebody at its other end.
fn pipe(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = fs::remove_file(path);
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_pipe_is_no_page_and_nobody_waits_for_it() {
    let dir = site(&[("content/a.md", BROKEN)]);
    pipe(&dir.path().join("content/pipe.md"));
    pipe(&dir.path().join("static/a.png"));
    symlink("pipe.md", dir.path().join("content/link.md")).unwrap();
    let (code, out) = checked(dir.path());
    assert!(code == 1 && out.contains("content/a.md:3:7") && !out.contains("pipe"), "{out}");
    let (_, out) = run(command(dir.path(), &["content/pipe.md"]));
    assert!(out.contains("in 0 pages"), "{out}");
}

#[test]
fn a_pipe_in_place_of_a_configuration_is_nothing() {
    let config =
        "taxonomies:\n  tags: { vocabulary: data/tags.yaml }\nschemas:\n  - files: [content]\n    schema: page.json\n";
    let places = ["matterlint.yaml", "hugo.toml", "data/tags.yaml", "page.json", ".matterlint-baseline"];
    for place in places {
        let files =
            [("content/a.md", BROKEN), ("matterlint.yaml", config), ("data/tags.yaml", "- a\n"), ("page.json", "{}")];
        let dir = site(&files);
        pipe(&dir.path().join(place));
        let (code, out) = checked(dir.path());
        assert!((0..=2).contains(&code), "{place}: {code}\n{out}");
    }
    for place in ["_config.yml", "mkdocs.yml", "astro.config.mjs", "zola.toml", "package.json", "frontmatter.json"] {
        let dir = TempDir::new().unwrap();
        write(dir.path(), "a.md", BROKEN);
        pipe(&dir.path().join(place));
        checked(dir.path());
    }
}

#[test]
fn a_folder_with_the_name_of_a_page_is_a_folder() {
    let dir = site(&[("content/x.md/index.md", BROKEN), ("content/y.md/notes.txt", ""), ("content/z.md/.keep", "")]);
    fs::create_dir_all(dir.path().join("matterlint.yaml")).unwrap();
    let (code, out) = checked(dir.path());
    assert!(code == 1 && out.contains("content/x.md/index.md:3:7") && !out.contains("y.md"), "{out}");
}

#[test]
fn links_that_lead_around_end() {
    let dir = site(&[("content/a.md", BROKEN), ("content/deep/b.md", BROKEN)]);
    let links = [
        ("..", "content/up"),
        (".", "content/here"),
        ("self.md", "content/self.md"),
        ("two.md", "content/one.md"),
        ("one.md", "content/two.md"),
        ("nowhere.md", "content/gone.md"),
        ("matterlint.yaml", "matterlint.yaml"),
        ("hugo.yaml", "hugo.yaml"),
    ];
    links.iter().for_each(|(target, link)| symlink(target, dir.path().join(link)).unwrap());
    let (code, out) = checked(dir.path());
    let pages = |name: &str| out.lines().filter(|line| line.contains(name)).count();
    assert!(code == 1 && pages("a.md:3:7") == 1 && pages("b.md:3:7") == 1, "{out}");
}

/// Each is a way out of the site that a page, a configuration or a link can name.
#[test]
fn nothing_outside_the_site_is_read() {
    let around = TempDir::new().unwrap();
    let root = around.path().join("site");
    let outside = around.path().to_str().unwrap().to_owned();
    write(around.path(), "secret.md", &format!("---\ntitle: {SECRET}\ndate: {SECRET}\n---\n"));
    write(around.path(), "secret.yaml", &format!("{SECRET}: {SECRET}\nrules:\n  {SECRET}: error\n- {SECRET}\n"));
    write(around.path(), "secret.json", &format!("{{\"required\": [\"{SECRET}\"], \"{SECRET}\": 1}}"));
    write(around.path(), "folder/page.md", &format!("---\ntitle: {SECRET}\ndate: {SECRET}\n---\n"));
    let page = format!(
        "---\n$schema: ../../secret.json\ntitle: A\ndate: 2024-1-2\nimage: ../../secret.json\nimages: [{outside}/secret.json, \
         /../secret.md]\ntags: [x]\n---\n![](../../../secret.json)\n"
    );
    let wanted = |config: &str, links: &[(&str, &str)]| {
        let _ = fs::remove_dir_all(&root);
        write(&root, "hugo.toml", "title = 'T'\n");
        write(&root, "content/a.md", &page);
        write(&root, "content/b.md", "---\ntitle: B\n$schema: link.json\ndate: 2024-1-2\n---\n");
        if !config.is_empty() {
            write(&root, "matterlint.yaml", config);
        }
        links.iter().for_each(|(target, link)| symlink(target, root.join(link)).unwrap());
        for arguments in
            [&["--info"][..], &["--fix", "--info"], &["--format", "json"], &["terms"], &["init", "--dry-run"]]
        {
            let (_, out) = run(command(&root, arguments));
            assert!(!out.contains(SECRET), "{arguments:?} with {config:?} {links:?}\n{out}");
        }
    };
    wanted("", &[]);
    for path in ["../secret", "content/../../secret", &format!("{outside}/secret"), "link"] {
        let links = [("../secret.json", "link.json"), ("../secret.yaml", "link.yaml")];
        wanted(&format!("schemas:\n  - files: [\"content/**\"]\n    schema: {path}.json\n"), &links);
        wanted(&format!("taxonomies:\n  tags: {{ vocabulary: {path}.yaml }}\n"), &links);
        wanted(&format!("baseline: {path}.yaml\n"), &links);
    }
    let schema = "schemas:\n  - files: [\"content/**\"]\n    schema: s.json\n";
    for reference in
        ["../secret.json", "file:///secret.json", "link.json", "//host/x.json", "https://host.example/x.json"]
    {
        write(&root, "s.json", "{}");
        let text = format!("{{\"$ref\": \"{reference}\"}}");
        fs::write(around.path().join("s.json"), &text).unwrap();
        let _ = fs::remove_dir_all(&root);
        write(&root, "hugo.toml", "title = 'T'\n");
        write(&root, "content/a.md", &page);
        write(&root, "matterlint.yaml", schema);
        write(&root, "s.json", &text);
        symlink("../secret.json", root.join("link.json")).unwrap();
        let (_, out) = checked(&root);
        assert!(!out.contains(SECRET) && out.contains("s.json"), "{reference}\n{out}");
    }
    let links = [
        ("../../secret.md", "content/linked.md"),
        ("../../folder", "content/folder"),
        ("../secret.yaml", "matterlint.yaml"),
        ("../secret.yaml", "hugo.yaml"),
        ("../secret.json", "frontmatter.json"),
        ("../folder", "data"),
        ("../folder", "layouts"),
        ("../secret.yaml", ".matterlint-baseline"),
    ];
    wanted("", &links);
}

#[test]
fn names_that_are_no_text_do_no_harm() {
    let dir = site(&[("content/a.md", BROKEN)]);
    let odd = [&b"content/\xff.md"[..], b"content/\xe4\xb8.png", b"\xfe.toml", b"content/\xff\xff/index.md"];
    for name in odd {
        let path = dir.path().join(OsStr::from_bytes(name));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if let Err(error) = fs::write(path, BROKEN) {
            eprintln!("skipped: this file system has no such names ({error})");
            return;
        }
    }
    let (code, out) = checked(dir.path());
    assert!(code == 1 && out.contains("content/a.md:3:7"), "{out}");
    let mut named = command(dir.path(), &["--format", "concise"]);
    named.arg(OsStr::from_bytes(b"content/\xff.md"));
    let (_, out) = run(named);
    assert!(!out.contains("panicked"), "{out}");
}

/// Nothing is locked for root, so that nobody has to run it.
#[test]
fn what_may_not_be_read_is_named() {
    let dir = site(&[("content/a.md", BROKEN), ("content/locked.md", BROKEN), ("content/shut/b.md", BROKEN)]);
    let set = |path: &str, mode| fs::set_permissions(dir.path().join(path), PermissionsExt::from_mode(mode)).unwrap();
    ["", "content", "hugo.toml", "content/a.md"].iter().for_each(|path| set(path, 0o755));
    set("content/locked.md", 0o000);
    set("content/shut", 0o000);
    let mut command = command(dir.path(), &["--info", "--format", "concise"]);
    if fs::read(dir.path().join("content/locked.md")).is_ok() {
        command.uid(65534).gid(65534);
    }
    let output = command.output();
    set("content/shut", 0o755);
    let Ok(output) = output else {
        eprintln!("skipped: the program cannot be run as nobody");
        return;
    };
    let (code, out) = seen(&output);
    assert!(code == 1 && out.contains("content/locked.md:1:1: error") && out.contains("ermission"), "{code}: {out}");
    assert!(out.contains("content/a.md:3:7"), "{out}");
}

#[test]
fn files_may_go_and_grow_between_two_looks() {
    let dir = site(&[("content/a.md", BROKEN), ("content/b.md", BROKEN), ("content/c.md", BROKEN)]);
    let folder = SiteFolder::open(dir.path()).unwrap();
    let paths: Vec<String> =
        folder.listing(None).iter().filter(|path| path.ends_with(".md")).map(str::to_owned).collect();
    fs::remove_file(dir.path().join("content/a.md")).unwrap();
    fs::remove_file(dir.path().join("content/b.md")).unwrap();
    pipe(&dir.path().join("content/b.md"));
    let grown = format!("{BROKEN}{}", "A longer text.\n".repeat(100_000));
    write(dir.path(), "content/c.md", &grown);
    let sources = folder.sources(&paths);
    let faults: Vec<bool> =
        sources.iter().map(|source| matches!(source.fault, Some(ReadFault::Unreadable(_)))).collect();
    assert_eq!(faults, [true, true, false]);
    assert_eq!(sources[2].text, grown);
    let written = folder.rewrite("content/c.md", BROKEN, "---\n---\n");
    assert!(written.is_err() && fs::read_to_string(dir.path().join("content/c.md")).unwrap() == grown);
}

#[test]
fn a_site_that_is_rewritten_all_the_time_is_checked_all_the_same() {
    let dir = site(&[("content/a.md", BROKEN)]);
    let root = dir.path().to_owned();
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let path = root.join(format!("content/n{}.md", n % 20));
                let text = format!("{BROKEN}{}", "x".repeat(n * 37 % 5000));
                let _ = if n % 3 == 2 { fs::remove_file(path) } else { fs::write(path, text) };
                n += 1;
            }
        });
        let codes: Vec<i32> = (0..10).map(|_| run(command(&root, &["--fix", "--format", "concise"])).0).collect();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(codes.iter().all(|code| (0..=2).contains(code)), "{codes:?}");
    });
}

/// A limit on the size of a file stands in for a disk that is full: the write fails half way.
#[test]
fn a_full_disk_damages_no_page() {
    let long = format!("{BROKEN}{}", "A line of the text.\n".repeat(5_000));
    let dir = site(&[("content/a.md", BROKEN), ("content/long.md", &long)]);
    let mut command = Command::new("sh");
    // The signal would end the program; a disk sends none.
    let script = "ulimit -f 64 && trap '' XFSZ && exec \"$0\" --fix --format concise";
    command.current_dir(dir.path()).args(["-c", script, env!("CARGO_BIN_EXE_matterlint")]);
    let (code, out) = run(command);
    assert!(code == 2 && out.contains("cannot write content/long.md"), "{code}: {out}");
    assert!(fs::read_to_string(dir.path().join("content/long.md")).unwrap() == long, "the page is as it was");
    assert!(
        fs::read_to_string(dir.path().join("content/a.md")).unwrap().contains("2024-01-02"),
        "the others are repaired"
    );
    let left: Vec<_> =
        fs::read_dir(dir.path().join("content")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing is left beside them: {left:?}");
}

#[test]
fn a_report_that_finds_no_room_is_an_error() {
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: there is no /dev/full");
        return;
    }
    let dir = site(&[("content/a.md", BROKEN)]);
    let (code, out) = run(command(dir.path(), &["--output-file", "/dev/full"]));
    assert!(code == 2 && out.contains("/dev/full"), "{code}: {out}");
    let mut command = command(dir.path(), &[]);
    command.stdout(fs::File::options().write(true).open("/dev/full").unwrap()).stderr(Stdio::piped());
    let (code, out) = seen(&command.spawn().unwrap().wait_with_output().unwrap());
    assert!(code == 2 && out.contains("standard output"), "{code}: {out}");
}
