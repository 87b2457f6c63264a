//! `matterlint check`: opens each site that the paths lie in, judges it whole, and reports on the paths.

use std::error::Error;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use matterlint::config;
use matterlint::finding::{Finding, Severity};
use matterlint::open::{CONFIG_FILE, OtherTexts};
use matterlint::report::human::{self, Look};
use matterlint::report::summary::summary;
use matterlint::report::{
    Report, Texts, checkstyle, concise, github, gitlab, json, junit, markdown, rdjsonl, sarif, statistics, visible,
};
use matterlint::workspace::{Others, Verdict};

use crate::args::{CheckArguments, FailOn};
use crate::baseline;
use crate::exit::Exit;
use crate::formats::{self, Format};
use crate::input;
use crate::output;
use crate::progress::Progress;
use crate::repair;
use crate::sites::{self, CheckedSite, Scope};

/// Runs the command.
pub fn run(arguments: &CheckArguments) -> Result<Exit, Box<dyn Error>> {
    let began = Instant::now();
    if let Some(threads) = arguments.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
    }
    let outputs = formats::outputs(arguments)?;
    let options = sites::options(&arguments.site)?;
    let here = std::env::current_dir()?;
    let text = arguments.stdin_filename.as_deref().map(|name| Ok::<_, String>((name, input()?))).transpose()?;
    let changed_since = arguments.adopt.changed_since.as_deref();
    let judge = |others: Others| {
        let scope = if arguments.adopt.write_baseline { Scope::All } else { Scope::Asked { changed_since, others } };
        let progress = Progress::start(arguments.quiet);
        match &text {
            Some((name, bytes)) => Ok(vec![sites::check_text(name, bytes, &options, scope)?]),
            None => sites::check(&arguments.paths, &here, &options, scope, &progress),
        }
    };
    let mut checked = judge(Others::Compared)?;
    if repair::is_asked_for(arguments.fix) && checked.iter().any(repair::lacks_pages) {
        checked = judge(Others::All)?;
    }
    for note in checked.iter().flat_map(|site| &site.opened.notes).filter(|_| !arguments.quiet) {
        eprintln!("matterlint: {}", visible(note));
    }
    baseline::read(&mut checked, &arguments.adopt)?;
    if repair::is_asked_for(arguments.fix) {
        let file = arguments.output_file.as_deref();
        let look = output::look(arguments.color.color, file.is_some());
        let least = if arguments.info { Severity::Info } else { Severity::Warning };
        let diffs = repair::run(&mut checked, arguments.fix, least, &here, &look)?;
        if arguments.fix.diff {
            output::write(file, |out| write!(out, "{diffs}"))?;
            return Ok(if diffs.is_empty() { Exit::Clean } else { Exit::Findings });
        }
    }
    baseline::write(&mut checked, &arguments.adopt, &here)?;
    let found: Vec<(&CheckedSite, Verdict)> = checked.iter().map(|site| (site, site.verdict())).collect();
    let is_failed = found.iter().any(|(site, verdict)| fails(site, &verdict.findings, arguments.fail_on));
    let others: Vec<OtherTexts> =
        found.iter().map(|(site, verdict)| site.opened.other_texts(&verdict.findings)).collect();
    let mut report = Report::default();
    for ((site, verdict), others) in found.into_iter().zip(&others) {
        report.summary.files += site.pages();
        report.sites.push(site.headline());
        report.add(verdict, &Texts::new(&site.opened.workspace, others), &site.standpoint(&here));
    }
    for (format, file) in outputs {
        let look = output::look(arguments.color.color, file.is_some());
        let hint = hint(&checked, arguments, file.is_some());
        output::write(file, |out| print(&report, format, arguments, &look, &hint, began.elapsed(), out))?;
    }
    // The process ends here: to free each of a hundred thousand small things would take a twentieth of its time.
    std::mem::forget(report);
    std::mem::forget((others, checked));
    Ok(if is_failed { Exit::Findings } else { Exit::Clean })
}

fn input() -> Result<Vec<u8>, String> {
    input::bytes(&mut io::stdin().lock()).map_err(|error| format!("cannot read standard input: {error}"))
}

/// Whether a site with `findings` makes the run fail: by the flag, else by the site's configuration.
fn fails(site: &CheckedSite, findings: &[Finding], flag: Option<FailOn>) -> bool {
    let configured = || match site.opened.workspace.site().settings.fail_on? {
        config::FailOn::Error => Some(FailOn::Error),
        config::FailOn::Warning => Some(FailOn::Warning),
        config::FailOn::Never => Some(FailOn::Never),
    };
    let least = match flag.or_else(configured) {
        None | Some(FailOn::Error) => Severity::Error,
        Some(FailOn::Warning) => Severity::Warning,
        Some(FailOn::Never) => return false,
    };
    findings.iter().any(|finding| finding.severity >= least)
}

/// Writes the report in one format. Programs get every finding; people, to whom other programs show what they get in the
/// formats of services, get advice when they ask.
fn print(
    report: &Report<'_>,
    format: Format,
    arguments: &CheckArguments,
    look: &Look,
    hint: &str,
    took: Duration,
    out: &mut dyn Write,
) -> io::Result<()> {
    let least = if arguments.info { Severity::Info } else { Severity::Warning };
    match (format, arguments.statistics) {
        (Format::Json, false) => json::write(report, out),
        (Format::Json, true) => writeln!(out, "{:#}", statistics::render_json(report)),
        (Format::Jsonl, false) => json::write_lines(report, out),
        (Format::Jsonl, true) => {
            let rows = statistics::rows(report, Severity::Info);
            rows.iter().try_for_each(|row| writeln!(out, "{}", statistics::row_json(row)))
        }
        (Format::Concise, false) => concise::write(report, least, look, out),
        (Format::Concise, true) => write!(out, "{}", statistics::table(&statistics::rows(report, least), look)),
        (Format::Sarif, _) => sarif::write(report, least, out),
        (Format::Github, _) => github::write(report, least, out),
        (Format::Gitlab, _) => gitlab::write(report, least, out),
        (Format::Junit, _) => junit::write(report, least, out),
        (Format::Checkstyle, _) => checkstyle::write(report, least, out),
        (Format::Rdjsonl, _) => rdjsonl::write(report, least, out),
        (Format::Markdown, _) => markdown::write(report, least, out),
        (Format::Full, is_table) => {
            if !arguments.quiet {
                report.sites.iter().try_for_each(|site| writeln!(out, "{site}"))?;
            }
            let is_empty = !report.reaches(least);
            if !arguments.quiet && !is_empty {
                writeln!(out)?;
            }
            if is_table {
                write!(out, "{}", statistics::table(&statistics::rows(report, least), look))?;
            } else {
                human::write(report, least, look, out)?;
            }
            if arguments.quiet {
                return Ok(());
            }
            if is_table && !is_empty {
                writeln!(out)?;
            }
            write!(out, "{}{hint}", summary(report, least, Some(took), look))
        }
    }
}

/// What somebody who runs matterlint on a site for the first time wants to know. Nothing for a program, and nothing
/// once the site has a configuration.
fn hint(checked: &[CheckedSite], arguments: &CheckArguments, to_file: bool) -> String {
    let is_read = output::is_terminal(to_file) && !arguments.quiet;
    let [site] = checked else { return String::new() };
    if !is_read || arguments.site.no_config || site.opened.workspace.site().settings.file.is_some() {
        return String::new();
    }
    format!(
        "\nno {CONFIG_FILE} here, so the defaults for {} are in force; `matterlint init` proposes one\n\
         `matterlint explain RULE` says what a rule wants and how to configure it\n",
        site.opened.workspace.site().profile.name
    )
}
