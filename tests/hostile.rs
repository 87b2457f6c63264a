//! Input that was made to break something, or might as well have been: what `SECURITY.md` promises.

use crate::support;

#[cfg(unix)]
mod disk;
mod pages;
mod pathological;
#[cfg(target_os = "linux")]
mod storage;
mod terminal;
