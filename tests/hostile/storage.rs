//! Disks that are full or may only be read, and files that are devices. A disk is mounted in a name space of its own, where
//! Linux lets everybody do that.

use std::os::unix::net::UnixListener;
use std::process::{Command, Output};

use tempfile::TempDir;

use super::disk::{BROKEN, checked, command, run, seen, site, write};

/// Runs `script` in a folder on a disk of 64 kB; `None` where nothing can be mounted. `$M` is the program, `$2` is
/// a folder elsewhere, and `page N` prints a page with a mistake that `--fix` repairs and with a body of so many bytes.
fn on_a_small_disk(script: &str) -> Option<(i32, String)> {
    let (folder, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let page =
        "page() { printf -- '---\\ntitle: \"A\"\\ndate: 2024-1-2\\n---\\n'; head -c $1 /dev/zero | tr '\\0' x; }";
    let disk = format!("mount -t tmpfs -o size=64k none \"$1\" && cd \"$1\" || exit 77\n{page}\n{script}");
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "--mount", "sh", "-uc", &disk, "sh"])
        .args([folder.path(), elsewhere.path()]);
    let output = command.env("M", env!("CARGO_BIN_EXE_matterlint")).output();
    let is_refused = |output: &Output| output.status.code() == Some(77) || output.stderr.starts_with(b"unshare: ");
    match output {
        Ok(output) if !is_refused(&output) => Some(seen(&output)),
        _ => {
            eprintln!("skipped: nothing can be mounted here");
            None
        }
    }
}

/// Fills the disk, so that not one more byte fits.
const FILL: &str = "head -c 100000 /dev/zero > filler 2> /dev/null\n";

/// A site with one long page and a short one.
const SITE: &str =
    "mkdir content; echo \"title = 'T'\" > hugo.toml; page 20000 > content/a.md; page 9 > content/b.md\n";

#[test]
fn a_full_disk_damages_no_page() {
    let repair = "cp -r content \"$2\"/old; $M --fix --format concise; echo \"status $?\"\n\
        diff -r content \"$2\"/old && echo unchanged; ls -A content | tr '\\n' ' '";
    let Some((_, out)) = on_a_small_disk(&format!("{SITE}{FILL}{repair}")) else { return };
    assert!(out.contains("status 2\nunchanged\na.md b.md "), "{out}");
    for page in ["a", "b"] {
        assert!(out.contains(&format!("cannot write content/{page}.md: No space left")), "{out}");
    }
}

#[test]
fn what_still_fits_on_the_disk_is_repaired() {
    let script = "page 20000 > content/c.md; head -c 9000 /dev/zero > filler\n\
        $M --fix --format concise; echo \"status $?\"; grep -l 2024-01-02 content/*; ls -A content | tr '\\n' ' '";
    let Some((_, out)) = on_a_small_disk(&format!("{SITE}{script}")) else { return };
    assert!(out.contains("status 2\ncontent/b.md\na.md b.md c.md "), "{out}");
    assert!(out.contains("1 page is repaired: content/b.md") && out.contains("cannot write content/c.md"), "{out}");
}

#[test]
fn a_full_disk_keeps_the_old_report_and_the_old_baseline() {
    let script = "echo '# old' > .matterlint-baseline; echo old > out.json\n";
    let write = "$M --write-baseline -q; echo \"status $?\"; $M --format json --output-file out.json; echo \"status $?\"\n\
        cat .matterlint-baseline out.json; ls -A | tr '\\n' ' '";
    let Some((_, out)) = on_a_small_disk(&format!("{SITE}{script}{FILL}{write}")) else { return };
    let left = "status 2\nstatus 2\n# old\nold\n.matterlint-baseline content filler hugo.toml out.json ";
    assert!(out.contains(left), "{out}");
}

#[test]
fn a_proposal_that_does_not_fit_leaves_nothing_behind() {
    let script = "mkdir .git; $M init > /dev/null; echo \"status $?\"; $M init --github > /dev/null; echo \"status $?\"\n\
        find . -type f | sort | tr '\\n' ' '; rm filler; $M init > /dev/null; echo \"status $?\"";
    let Some((_, out)) = on_a_small_disk(&format!("{SITE}{FILL}{script}")) else { return };
    assert!(out.contains("status 2\nstatus 2\n./content/a.md ./content/b.md ./filler ./hugo.toml status 0\n"), "{out}");
}

#[test]
fn a_disk_that_may_only_be_read_is_checked_and_not_repaired() {
    let script = "mount -o remount,ro \"$1\" || exit 77\n\
        for a in '--format concise' '--fix --format concise' '--write-baseline' '--format json --output-file o' 'init'; do\n\
        $M $a; echo \"status $?\"; done";
    let Some((_, out)) = on_a_small_disk(&format!("{SITE}{script}")) else { return };
    let status = |code: &str| out.lines().filter(|line| *line == format!("status {code}")).count();
    assert_eq!((status("1"), status("2")), (1, 4), "{out}");
    let named = ["content/a.md", "content/b.md", ".matterlint-baseline", "o", "matterlint.yaml"];
    let refused = |name: &str| {
        out.lines().any(|line| {
            line.contains("cannot write ") && line.contains(&format!("{name}: ")) && line.contains("Read-only")
        })
    };
    assert!(named.iter().all(|name| refused(name)), "{out}");
}

/// Devices are made by root only; a socket by everybody.
#[test]
fn a_socket_or_a_device_is_no_page_no_image_and_no_configuration() {
    let page = "---\ntitle: A\ndate: 2024-1-2\nimages: [/zero.png, /null.png]\n---\n";
    let dir = site(&[("content/a.md", page), ("content/b/index.md", BROKEN)]);
    let _socket = UnixListener::bind(dir.path().join("content/socket.md")).unwrap();
    let device = |path: &str, number: &str| {
        let made = Command::new("mknod").arg(dir.path().join(path)).args(["c", "1", number]).output();
        made.is_ok_and(|made| made.status.success())
    };
    let places = ["content/zero.md", "content/b/zero.md", "static/zero.png", "matterlint.yaml", ".matterlint-baseline"];
    write(dir.path(), "static/keep", "");
    let is_root = places.iter().all(|place| device(place, "5")) && device("static/null.png", "3");
    if !is_root {
        eprintln!("no device can be made here; a socket was");
    }
    let (code, out) = checked(dir.path());
    assert!(code == 1 && out.contains("content/a.md:3:7") && out.contains("content/b/index.md:3:7"), "{out}");
    assert!(!out.contains("socket.md") && !out.contains("zero.md") && out.contains("`/zero.png`"), "{out}");
    for arguments in [&["content/zero.md", "content/socket.md"][..], &["--fix"], &["terms"], &["init", "--dry-run"]] {
        let (code, out) = run(command(dir.path(), arguments));
        assert!((0..=2).contains(&code), "{arguments:?}: {out}");
    }
}

/// The user may name them, such as `<(a command)`, and mean something that ends.
#[test]
fn a_device_without_end_is_not_read_for_ever() {
    let dir = site(&[("content/a.md", BROKEN)]);
    for arguments in [["--config", "/dev/zero"], ["--baseline", "/dev/zero"]] {
        let (code, out) = run(command(dir.path(), &arguments));
        assert!(code == 2 && out.contains("cannot read /dev/zero") && out.contains("longer than 32 MB"), "{out}");
    }
    let mut typed = command(dir.path(), &["--stdin-filename", "content/a.md"]);
    typed.stdin(std::fs::File::open("/dev/zero").unwrap());
    let (code, out) = run(typed);
    assert!(code == 2 && out.contains("standard input") && out.contains("longer than 32 MB"), "{out}");
}
