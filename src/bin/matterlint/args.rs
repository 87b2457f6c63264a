//! What can be typed.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Checks the front matter of content sites, as the site's own generator reads it.
#[derive(Debug, Parser)]
#[command(name = "matterlint", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: CheckArguments,
}

/// The commands; without one, `check` is meant.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Check a site (default: the one around the current directory)
    Check(CheckArguments),
}

/// What `check` takes.
#[derive(Debug, Clone, Args)]
pub struct CheckArguments {
    /// Files or folders to report on; the rest of the site is read all the same
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub site: SiteArguments,
    /// How the report looks
    #[arg(long, value_enum, default_value = "full")]
    pub format: Format,
    /// The least severity that makes the exit status 1
    #[arg(long, value_enum, default_value = "error", value_name = "LEVEL")]
    pub fail_on: FailOn,
    /// Show advice, too
    #[arg(long)]
    pub info: bool,
    /// Print nothing but the findings
    #[arg(long, short)]
    pub quiet: bool,
    /// Print how many findings each rule has, instead of the findings
    #[arg(long)]
    pub statistics: bool,
}

/// What decides how a site is opened.
#[derive(Debug, Clone, Args)]
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

/// The formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the lines that are meant, for people
    Full,
    /// One line a finding
    Concise,
    /// One JSON value
    Json,
    /// One JSON value a line
    Jsonl,
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
        self.command.unwrap_or(Command::Check(self.check))
    }
}

fn day(text: &str) -> Result<DateTime<Utc>, String> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Ok(instant.to_utc());
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "a day is written 2026-11-25".to_owned())?;
    Ok(day.and_time(NaiveTime::MIN).and_utc())
}
