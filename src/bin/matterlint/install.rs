//! `matterlint completions` and `matterlint man`: what a shell and `man` want to know, from the one declaration of the
//! arguments.

use std::error::Error;

use clap::CommandFactory;

use crate::args::{Arguments, CompletionsArguments, ManArguments};
use crate::exit::Exit;
use crate::output;

/// Prints the completions for a shell.
pub fn completions(arguments: &CompletionsArguments) -> Result<Exit, Box<dyn Error>> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut <Arguments as CommandFactory>::command(), "matterlint", &mut script);
    output::write(None, |out| out.write_all(&script))?;
    Ok(Exit::Clean)
}

/// Prints the manual page, or writes one for the program and one for each command into a folder.
pub fn man(arguments: &ManArguments) -> Result<Exit, Box<dyn Error>> {
    let command = <Arguments as CommandFactory>::command();
    match &arguments.dir {
        Some(folder) => {
            let cannot = |error| format!("cannot write into {}: {error}", folder.display());
            std::fs::create_dir_all(folder).map_err(cannot)?;
            clap_mangen::generate_to(command, folder).map_err(cannot)?;
        }
        None => output::write(None, |out| clap_mangen::Man::new(command).render(out))?,
    }
    Ok(Exit::Clean)
}
