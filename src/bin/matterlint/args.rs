//! What can be typed.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::formats::{Output, OutputParser};

/// Checks the front matter of content sites, as the site's own generator reads it.
#[derive(Debug, Parser)]
#[command(name = "matterlint", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: CheckArguments,
}

const EXAMPLES: &str = "\
Examples:
  matterlint                                 check the site around the current directory
  matterlint content/posts                   report on one folder, judged with the whole site
  matterlint --select dates,images           run two groups of rules only
  matterlint --ignore taxonomy/unknown-term  run all rules but one
  matterlint --format json > report.json     for programs
  matterlint explain images/missing-image    what a rule wants, and how it is set here
  matterlint --stdin-filename a.md < new.md  judge a text that is not saved yet, as editors do

Exit status: 0 no finding at or above --fail-on, 1 findings, 2 the work could not be done.";

/// The commands; without one, `check` is meant.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Check a site (default: the one around the current directory)
    #[command(after_help = EXAMPLES)]
    Check(Box<CheckArguments>),
    /// Explain a rule, or list a group of them, with the settings that hold here
    Explain(ExplainArguments),
    /// List all rules
    Rules(RulesArguments),
    /// Show what was understood of pages: format, typed values, dates, terms, images, address
    Show(ShowArguments),
    /// Print completions for a shell
    Completions(CompletionsArguments),
    /// Print the manual page
    Man(ManArguments),
}

/// What `check` takes.
#[derive(Debug, Clone, Args)]
pub struct CheckArguments {
    /// Files or folders to report on; the rest of the site is read all the same
    pub paths: Vec<PathBuf>,
    /// Judge the text on standard input as if it stood in this file, and report on it alone
    #[arg(long, value_name = "NAME", conflicts_with = "paths")]
    pub stdin_filename: Option<PathBuf>,
    /// How many threads to use (default: one for each core)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub fix: FixArguments,
    #[command(flatten)]
    pub site: SiteArguments,
    /// How the report looks, and the file it goes to; may be given several times, with a file each
    #[arg(long, value_parser = OutputParser, default_value = "full", value_name = "FORMAT[=FILE]", help_heading = "Report")]
    pub format: Vec<Output>,
    /// The least severity that makes the exit status 1 (default: `fail-on` of the configuration, else error)
    #[arg(long, value_enum, value_name = "LEVEL", help_heading = "Report")]
    pub fail_on: Option<FailOn>,
    /// Show advice, too
    #[arg(long, help_heading = "Report")]
    pub info: bool,
    /// Print nothing but the findings
    #[arg(long, short, help_heading = "Report")]
    pub quiet: bool,
    /// Print how many findings each rule has, instead of the findings
    #[arg(long, help_heading = "Report")]
    pub statistics: bool,
    /// Write the report to a file, which is replaced when the report is complete
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub output_file: Option<PathBuf>,
    #[command(flatten)]
    pub color: ColorArguments,
}

/// What `explain` takes.
#[derive(Debug, Clone, Args)]
pub struct ExplainArguments {
    /// A rule such as dates/future-date, its name without the group, or a group
    pub rule: String,
    /// How the explanation looks
    #[arg(long, value_enum, default_value = "full")]
    pub format: ListFormat,
    #[command(flatten)]
    pub color: ColorArguments,
}

/// What `show` takes.
#[derive(Debug, Clone, Args)]
pub struct ShowArguments {
    /// Files or folders
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub site: SiteArguments,
    /// How it looks
    #[arg(long, value_enum, default_value = "full")]
    pub format: ListFormat,
}

/// What `rules` takes.
#[derive(Debug, Clone, Args)]
pub struct RulesArguments {
    /// How the list looks
    #[arg(long, value_enum, default_value = "full")]
    pub format: ListFormat,
    #[command(flatten)]
    pub color: ColorArguments,
}

/// What `completions` takes.
#[derive(Debug, Clone, Args)]
pub struct CompletionsArguments {
    /// The shell
    pub shell: Shell,
}

/// What `man` takes.
#[derive(Debug, Clone, Args)]
pub struct ManArguments {
    /// Write a page for the program and one for each command into this folder instead
    #[arg(long, value_name = "FOLDER")]
    pub dir: Option<PathBuf>,
}

/// Whether to colour.
#[derive(Debug, Clone, Copy, Args)]
pub struct ColorArguments {
    /// Whether to colour; `auto` asks the terminal, NO_COLOR and CLICOLOR_FORCE
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Report")]
    pub color: Color,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What is repaired.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Repair")]
pub struct FixArguments {
    /// Repair what can be repaired without a doubt, and report the rest
    #[arg(long, conflicts_with = "stdin_filename")]
    pub fix: bool,
    /// Repair by guess, too
    #[arg(long, conflicts_with = "stdin_filename")]
    pub unsafe_fixes: bool,
    /// Print what --fix would change, and change nothing
    #[arg(long, conflicts_with = "stdin_filename")]
    pub diff: bool,
}

/// What decides how a site is opened.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Site")]
pub struct SiteArguments {
    /// The site's generator, instead of what its files tell
    #[arg(long, value_name = "NAME")]
    pub generator: Option<String>,
    /// The configuration file, instead of the matterlint.yaml at the site's root
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long)]
    pub no_config: bool,
    /// Run only these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not run these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// The day to take for today, for reproducible runs
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<DateTime<Utc>>,
}

/// The formats of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Full,
    /// One JSON value
    Json,
}

/// What makes the exit status 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// An error
    Error,
    /// An error or a warning
    Warning,
    /// Nothing
    Never,
}

impl Arguments {
    /// The command that is meant.
    pub fn command(self) -> Command {
        self.command.unwrap_or_else(|| Command::Check(Box::new(self.check)))
    }
}

fn day(text: &str) -> Result<DateTime<Utc>, String> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Ok(instant.to_utc());
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "a day is written 2026-11-25".to_owned())?;
    Ok(day.and_time(NaiveTime::MIN).and_utc())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;

    #[test]
    fn the_arguments_make_sense_to_clap() {
        <Arguments as CommandFactory>::command().debug_assert();
    }
}
