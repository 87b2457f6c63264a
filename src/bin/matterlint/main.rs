//! The command line. `main` is the table of contents; each command has a file of its own.

mod args;
mod baseline;
mod check;
mod exit;
mod explain;
mod formats;
mod init;
mod input;
mod install;
mod output;
mod progress;
mod repair;
mod rules;
mod server;
mod show;
mod sites;
mod terms;

use clap::Parser;

use args::{Arguments, Command};

/// A third of the time of a check goes into small pieces of memory, which this allocator hands out faster and from two
/// threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command() {
        Command::Check(check) => check::run(&check),
        Command::Explain(explain) => explain::run(&explain),
        Command::Rules(rules) => rules::run(&rules),
        Command::Show(show) => show::run(&show),
        Command::Init(init) => init::run(&init),
        Command::Terms(terms) => terms::run(&terms),
        Command::Server(server) => server::run(&server),
        Command::Completions(completions) => install::completions(&completions),
        Command::Man(man) => install::man(&man),
    };
    outcome.unwrap_or_else(|error| exit::cannot(&*error)).into()
}
