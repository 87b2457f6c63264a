//! How the process ends.

use std::error::Error;
use std::process::ExitCode;

/// The three ways to end, which scripts rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: nothing at or above the fail level.
    Clean,
    /// 1: findings at or above the fail level.
    Findings,
    /// 2: the work could not be done: bad usage, a wrong configuration, a path that cannot be read.
    CouldNot,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::CouldNot => 2,
        })
    }
}

/// Says on standard error why the work could not be done.
pub fn cannot(error: &dyn Error) -> Exit {
    eprintln!("matterlint: {error}");
    Exit::CouldNot
}
