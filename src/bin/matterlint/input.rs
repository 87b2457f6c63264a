//! Texts that the command line names: they may lie anywhere, and be pipes or devices.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use matterlint::disk::LONGEST_FILE;

/// The text at `path`.
///
/// # Errors
/// A message that names the file, when it cannot be read.
pub fn text(path: &Path) -> Result<String, String> {
    let read = || {
        let bytes = bytes(&mut File::open(path)?)?;
        String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
    };
    read().map_err(|error: io::Error| format!("cannot read {}: {error}", path.display()))
}

/// All that `input` holds; an error if that is more than a page or a configuration ever is. `/dev/zero` has no end.
///
/// # Errors
/// What the reader says.
pub fn bytes(input: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LONGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST_FILE {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("it is longer than {} MB", LONGEST_FILE >> 20),
        ));
    }
    Ok(bytes)
}
