//! Tells on a terminal how far a run is that takes longer than a second. Nothing is ever written where a program reads.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use matterlint::report::summary::counted;

/// How long nothing is said: most runs are over by then.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is written anew.
const INTERVAL: Duration = Duration::from_millis(200);

/// How far a run is. The line goes when this is dropped.
pub struct Progress {
    pages: Arc<Pages>,
    told: Option<(Sender<()>, JoinHandle<()>)>,
}

/// Pages that are read, of all.
#[derive(Default)]
struct Pages {
    read: AtomicUsize,
    all: AtomicUsize,
}

impl Progress {
    /// Begins to count, and to tell unless the user wants quiet or standard error is no terminal.
    pub fn start(is_quiet: bool) -> Self {
        let pages = Arc::new(Pages::default());
        let told = (!is_quiet && io::stderr().is_terminal()).then(|| {
            let (stop, stopped) = mpsc::channel();
            let pages = Arc::clone(&pages);
            let tell = move || {
                let mut wait = PATIENCE;
                while stopped.recv_timeout(wait) == Err(mpsc::RecvTimeoutError::Timeout) {
                    write(&line(pages.read.load(Ordering::Relaxed), pages.all.load(Ordering::Relaxed)));
                    wait = INTERVAL;
                }
                if wait == INTERVAL {
                    write("");
                }
            };
            (stop, thread::spawn(tell))
        });
        Self { pages, told }
    }

    /// More pages are to be read.
    pub fn expect(&self, pages: usize) {
        self.pages.all.fetch_add(pages, Ordering::Relaxed);
    }

    /// A page is read.
    pub fn step(&self) {
        self.pages.read.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.told.take() {
            drop(stop);
            // It only writes; if that failed, nothing is lost.
            let _ = thread.join();
        }
    }
}

fn line(read: usize, all: usize) -> String {
    match (read, all) {
        (_, 0) => "looking for pages".to_owned(),
        (read, all) if read < all => format!("read {read} of {}", counted(all, "page", "pages")),
        (_, all) => format!("comparing {}", counted(all, "page", "pages")),
    }
}

/// Writes over the line that stands there.
fn write(line: &str) {
    let text = if line.is_empty() { "\r\u{1b}[K".to_owned() } else { format!("\r\u{1b}[Kmatterlint: {line}") };
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_line_says_what_is_being_done() {
        assert_eq!(line(0, 0), "looking for pages");
        assert_eq!(line(1_200, 20_000), "read 1200 of 20,000 pages");
        assert_eq!(line(1, 1), "comparing 1 page");
    }
}
