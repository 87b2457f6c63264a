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
  matterlint --write-baseline                accept what is found today, and report only what is new
  matterlint --changed-since origin/main     report on the files that a branch changes
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
    /// Propose a configuration, schemas and vocabularies, from what the pages have in common
    Init(InitArguments),
    /// List the terms of the site, or rename one on all pages
    Terms(Box<TermsArguments>),
    /// Serve an editor: the language server on standard input and output
    Server(Box<ServerArguments>),
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
    pub adopt: AdoptArguments,
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

/// What `init` takes.
#[derive(Debug, Clone, Args)]
pub struct InitArguments {
    /// A folder of the site (default: the current directory)
    pub path: Option<PathBuf>,
    /// Print the files, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Instead, add matterlint to the repository's .pre-commit-config.yaml
    #[arg(long)]
    pub pre_commit: bool,
    /// Instead, write a workflow for GitHub Actions
    #[arg(long)]
    pub github: bool,
    /// The site's generator, instead of what its files tell
    #[arg(long, value_name = "NAME")]
    pub generator: Option<String>,
}

/// What `terms` takes.
#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct TermsArguments {
    #[command(subcommand)]
    pub action: Option<TermsAction>,
    /// Only this taxonomy, by its key: tags
    pub taxonomy: Option<String>,
    /// How the list looks
    #[arg(long, value_enum, default_value = "full")]
    pub format: ListFormat,
    #[command(flatten)]
    pub site: SiteArguments,
    #[command(flatten)]
    pub color: ColorArguments,
}

/// What can be done to a term.
#[derive(Debug, Clone, Subcommand)]
pub enum TermsAction {
    /// Rename a term on all pages; where the new name is a term already, the two become one
    Rename {
        /// The term, in any spelling that the generator takes for it
        old: String,
        /// The new spelling
        new: String,
        #[command(flatten)]
        options: TermEditArguments,
    },
    /// Remove a term from all pages
    Delete {
        /// The term, in any spelling that the generator takes for it
        term: String,
        #[command(flatten)]
        options: TermEditArguments,
    },
}

/// What renaming and removing have in common.
#[derive(Debug, Clone, Args)]
pub struct TermEditArguments {
    /// The taxonomy, by its key; needed where several have the term
    #[arg(long, value_name = "KEY")]
    pub taxonomy: Option<String>,
    /// Only this very spelling, not all that the generator takes for the term
    #[arg(long)]
    pub exact: bool,
    /// Print what would change, and change nothing
    #[arg(long)]
    pub diff: bool,
    #[command(flatten)]
    pub site: SiteArguments,
    #[command(flatten)]
    pub color: ColorArguments,
}

/// What `server` takes.
#[derive(Debug, Clone, Args)]
pub struct ServerArguments {
    /// Talk over standard input and output, which is all there is; editors that know several ways say so
    #[arg(long)]
    pub stdio: bool,
    #[command(flatten)]
    pub site: SiteArguments,
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

/// What of an old site is left as it is.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Adoption")]
pub struct AdoptArguments {
    /// Report only on files that differ from a git revision, or `staged` for what is about to be committed
    #[arg(long, value_name = "REV", conflicts_with = "stdin_filename")]
    pub changed_since: Option<String>,
    /// Accept all findings of today: write them to the baseline, so that only new ones are reported
    #[arg(long, conflicts_with_all = ["stdin_filename", "changed_since", "diff"])]
    pub write_baseline: bool,
    /// The file of accepted findings, instead of the site's own (.matterlint-baseline at its root)
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Report what the baseline accepts, too
    #[arg(long, conflicts_with_all = ["baseline", "write_baseline"])]
    pub no_baseline: bool,
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
