//! Formats of the report, and which of them goes where.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ValueEnum};

use crate::args::CheckArguments;

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
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// Code quality report of GitLab
    Gitlab,
    /// JUnit XML, findings as failed tests
    Junit,
    /// Checkstyle XML
    Checkstyle,
    /// For reviewdog
    Rdjsonl,
    /// A table, for summaries and comments
    Markdown,
}

/// A format, and the file it goes to: `sarif=report.sarif`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The format.
    pub format: Format,
    /// The file; `None` is standard output, or what `--output-file` says.
    pub file: Option<PathBuf>,
}

/// Reads `FORMAT` or `FORMAT=FILE`, and complains like clap's own reader of the formats.
#[derive(Debug, Clone)]
pub struct OutputParser;

impl TypedValueParser for OutputParser {
    type Value = Output;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&Arg>, value: &OsStr) -> Result<Output, clap::Error> {
        let text = value.to_string_lossy();
        let Some((name, _)) = text.split_once('=') else {
            let format = EnumValueParser::<Format>::new().parse_ref(command, arg, value)?;
            return Ok(Output { format, file: None });
        };
        let format = EnumValueParser::<Format>::new().parse_ref(command, arg, OsStr::new(name))?;
        // What is not UTF-8 would name another file.
        let file = value.to_str().and_then(|value| value.split_once('=')).map(|(_, file)| file);
        let Some(file) = file.filter(|file| !file.is_empty()) else {
            let mut error = clap::Error::new(ErrorKind::InvalidValue).with_cmd(command);
            let name = arg.map(ToString::to_string).unwrap_or_default();
            error.insert(ContextKind::InvalidArg, ContextValue::String(name));
            error.insert(ContextKind::InvalidValue, ContextValue::String(text.into_owned()));
            return Err(error);
        };
        Ok(Output { format, file: Some(file.into()) })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Format::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}

/// The reports that are to be written, each with its file.
///
/// # Errors
/// When two of them go to one place, or one is asked for that does not exist.
pub fn outputs(arguments: &CheckArguments) -> Result<Vec<(Format, Option<&Path>)>, String> {
    let usual = arguments.output_file.as_deref();
    let outputs = arguments.format.iter().map(|output| (output.format, output.file.as_deref().or(usual)));
    let outputs: Vec<_> = outputs.collect();
    for (i, (format, file)) in outputs.iter().enumerate() {
        if outputs[..i].iter().any(|(_, other)| other == file) {
            let place = file.map_or("standard output".into(), |file| file.display().to_string());
            let name = name(*format);
            return Err(format!("two reports cannot both go to {place}; write --format {name}=FILE"));
        }
        if arguments.statistics && !has_statistics(*format) {
            return Err(format!("--statistics cannot be shown in the format {}", name(*format)));
        }
    }
    if usual.is_some() && arguments.format.iter().all(|output| output.file.is_some()) {
        return Err("--output-file is for a --format without a file, and each has its own".to_owned());
    }
    Ok(outputs)
}

fn has_statistics(format: Format) -> bool {
    matches!(format, Format::Full | Format::Concise | Format::Json | Format::Jsonl)
}

fn name(format: Format) -> String {
    format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
