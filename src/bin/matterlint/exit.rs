//! How the process ends.

use std::error::Error;
use std::process::ExitCode;

use matterlint::finding::Severity;
use matterlint::open::OpenError;
use matterlint::report::{human, problems, visible};

use crate::output;

/// The ways to end, which scripts rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: nothing at or above the fail level.
    Clean,
    /// 1: findings at or above the fail level.
    Findings,
    /// 2: the work could not be done: bad usage, a wrong configuration, a path that cannot be read.
    CouldNot,
    /// 1: an editor left its server without asking it to shut down, which the protocol wants told so.
    Abandoned,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings | Exit::Abandoned => 1,
            Exit::CouldNot => 2,
        })
    }
}

/// Says on standard error why the work could not be done. A mistake in the configuration is shown like a finding.
pub fn cannot(error: &(dyn Error + 'static)) -> Exit {
    if let Some(OpenError::Configuration { problems, texts }) = error.downcast_ref() {
        let look = output::look_of_errors();
        // Nobody is left to tell when standard error itself is closed.
        let _ = human::write(&problems::report(problems, texts), Severity::Error, &look, &mut std::io::stderr());
    }
    // A failure names files, and names of files may hold what a terminal acts on.
    let error = format!("matterlint: {error}");
    error.lines().for_each(|line| eprintln!("{}", visible(line)));
    Exit::CouldNot
}
