//! Reads a page with as few calls of the system as can be, and keeps as little of it as can be.

use std::cell::RefCell;
use std::fs::File;
use std::io::{ErrorKind, Read, Result};

use super::{LONGEST_FILE, source_of};
use crate::site::{Head, Source};

/// Bytes that are read at first of a page whose rest nobody asks for: more than nearly all blocks have.
const FIRST_PIECE: usize = 2048;

/// Bytes that each thread keeps for the next page; longer pages are few.
const USUAL_LENGTH: usize = 1 << 16;

thread_local! {
    /// Memory that one page after the other is read into: fresh memory costs more than reading does.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The page at `path`, open in `file`, as far as `head` asks for it. `length` is how long the system says it is.
pub fn page(file: File, length: u64, path: &str, head: &Head<'_>) -> Result<Source> {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    BUFFER.with_borrow_mut(|buffer| {
        let mut reading = Reading { file, length, buffer, filled: 0 };
        let source = reading.page(path, head);
        buffer.truncate(USUAL_LENGTH);
        buffer.shrink_to(USUAL_LENGTH);
        source
    })
}

/// A file on its way into a buffer.
struct Reading<'b> {
    file: File,
    length: usize,
    buffer: &'b mut Vec<u8>,
    /// How many bytes of the buffer are the file's.
    filled: usize,
}

impl Reading<'_> {
    fn page(&mut self, path: &str, head: &Head<'_>) -> Result<Source> {
        let source = |text: &str| Source { path: path.to_owned(), text: text.to_owned(), fault: None };
        if !head.is_judged && self.length > FIRST_PIECE {
            self.read_to(FIRST_PIECE)?;
            let beginning = self.beginning();
            if let Some(end) = head.end(beginning) {
                return Ok(source(&beginning[..end]));
            }
        }
        self.read_to(usize::try_from(LONGEST_FILE).unwrap_or(usize::MAX))?;
        let bytes = &self.buffer[..self.filled];
        Ok(match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => source(&text[..head.end(text).unwrap_or(text.len())]),
            Err(_) => source_of(path, bytes.to_vec()),
        })
    }

    /// Reads until `most` bytes are there or the file ends.
    fn read_to(&mut self, most: usize) -> Result<()> {
        let whole = self.length.saturating_add(1).max(USUAL_LENGTH).min(most.max(USUAL_LENGTH));
        if self.buffer.len() < whole {
            self.buffer.resize(whole, 0);
        }
        while self.filled < most {
            if self.filled == self.buffer.len() {
                // It grows while it is read.
                self.buffer.resize(2 * self.filled, 0);
            }
            let end = self.buffer.len().min(most);
            let room = &mut self.buffer[self.filled..end];
            let (asked, got) = (room.len(), read(&mut self.file, room)?);
            self.filled += got;
            // A file gives less than it is asked for where it ends, which saves the call that says so.
            if got == 0 || (got < asked && self.filled >= self.length) {
                break;
            }
        }
        Ok(())
    }

    /// What was read, as far as it is text.
    fn beginning(&self) -> &str {
        let bytes = &self.buffer[..self.filled];
        match simdutf8::compat::from_utf8(bytes) {
            Ok(text) => text,
            // A character that the piece ends in, or bytes that are none; these are told only with the whole file.
            Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
        }
    }
}

fn read(file: &mut File, room: &mut [u8]) -> Result<usize> {
    loop {
        match file.read(room) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}
