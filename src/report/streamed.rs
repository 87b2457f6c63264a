//! JSON that is written while the findings are gone through. As one tree, a report of a hundred thousand findings would be
//! five million values, each allocated for itself, and copied whenever a larger one takes it in.

use std::io;

use serde::{Serialize, Serializer};

/// A list of what an iterator gives.
pub struct Each<I>(pub I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

/// Writes `value` over many lines, for people who look into the file.
///
/// # Errors
/// What the writer says.
pub fn write_pretty(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// Writes `value` on one line.
///
/// # Errors
/// What the writer says.
pub fn write_line(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)
}
