//! Where a report goes, and what can be shown there.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use matterlint::report::human::Look;
use terminal_size::Width;

use crate::args::Color;

/// Columns where there is no terminal to ask.
const USUAL_WIDTH: usize = 100;

/// Writes what `write` writes to `file`, or to standard output. A reader that went away (`| head`) is no error.
///
/// # Errors
/// When the file cannot be written.
pub fn write(file: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), String> {
    let Some(path) = file else {
        let mut out = BufWriter::new(io::stdout().lock());
        return match write(&mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            outcome => outcome.map_err(|error| format!("cannot write to standard output: {error}")),
        };
    };
    replace(path, write).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Writes `text` to a new file at `path`, or leaves none: on a full disk it would be made, stay empty, and be there already
/// when the command is repeated.
///
/// # Errors
/// When something is at `path`, or the file cannot be written.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    File::create_new(path)?.write_all(text.as_bytes()).inspect_err(|_| drop(fs::remove_file(path)))
}

/// What can be shown on standard output, or in a file (`to_file`).
pub fn look(color: Color, to_file: bool) -> Look {
    let is_terminal = !to_file && io::stdout().is_terminal();
    let is_dumb = variable("TERM").is_some_and(|term| term == "dumb");
    Look {
        width: if is_terminal { terminal_width() } else { USUAL_WIDTH },
        color: match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => wants_color(is_terminal && !is_dumb),
        },
        terminal: is_terminal,
        unicode: shows_unicode(),
        links: is_terminal && !is_dumb && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
        narrated: variable("NO_GRAPHICS").is_some_and(|value| value != "0") || (is_terminal && is_dumb),
    }
}

/// What can be shown on standard error.
pub fn look_of_errors() -> Look {
    let is_terminal = io::stderr().is_terminal();
    Look { color: wants_color(is_terminal), terminal: is_terminal, links: false, ..look(Color::Auto, false) }
}

/// Whether a person reads standard output as it is written.
pub fn is_terminal(to_file: bool) -> bool {
    !to_file && io::stdout().is_terminal()
}

fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Devices and pipes (`/dev/stdout`) are written to: to replace one would break it for every program.
    let is_special = path.metadata().is_ok_and(|data| !data.is_file());
    if is_special || is_system(&std::path::absolute(path)?) {
        let mut out = BufWriter::new(File::options().append(true).open(path)?);
        return write(&mut out).and_then(|()| out.flush());
    }
    // What is replaced is the file behind a link, never the link.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    // A half-written report would look like a complete one to whoever reads the file meanwhile.
    let unfinished = beside(path)?;
    let mut out = BufWriter::new(File::create(&unfinished)?);
    let outcome = write(&mut out).and_then(|()| out.flush()).and_then(|()| fs::rename(&unfinished, path));
    if outcome.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    outcome
}

/// Whether the system keeps the file. Its entries stand for open files and devices, even where they look plain.
fn is_system(path: &Path) -> bool {
    ["/dev", "/proc", "/sys"].iter().any(|folder| path.starts_with(folder))
}

fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "not the name of a file"))?;
    let mut unfinished = std::ffi::OsString::from(".");
    unfinished.push(name);
    unfinished.push(format!(".{}", std::process::id()));
    Ok(path.with_file_name(unfinished))
}

fn terminal_width() -> usize {
    let columns = terminal_size::terminal_size().map_or(USUAL_WIDTH, |(Width(columns), _)| usize::from(columns));
    columns.clamp(40, 160)
}

/// NO_COLOR (<https://no-color.org>) wins over CLICOLOR_FORCE, which wins over the terminal.
fn wants_color(by_itself: bool) -> bool {
    if variable("NO_COLOR").is_some() {
        return false;
    }
    let forced = variable("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    forced || (by_itself && variable("CLICOLOR").is_none_or(|value| value != "0"))
}

/// The locale, as POSIX looks it up. Where nothing is said (CI, Windows), the reader shows UTF-8: the pages are UTF-8.
fn shows_unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// An environment variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
