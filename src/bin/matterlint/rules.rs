//! `matterlint rules`: all rules.

use std::error::Error;
use std::io::IsTerminal;

use matterlint::{docs, rules};

use crate::args::{ListFormat, RulesArguments};
use crate::exit::Exit;
use crate::output;

/// Runs the command.
pub fn run(arguments: &RulesArguments) -> Result<Exit, Box<dyn Error>> {
    let all: Vec<_> = rules::all().map(|entry| entry.meta).collect();
    let look = output::look(arguments.color.color, false);
    // One line a rule, however long, for `grep`.
    let width = std::io::stdout().is_terminal().then_some(look.width);
    output::write(None, |out| match arguments.format {
        ListFormat::Full => write!(out, "{}", docs::table(&all, width, &look)),
        ListFormat::Json => writeln!(out, "{:#}", docs::table_json(&all)),
    })?;
    Ok(Exit::Clean)
}
