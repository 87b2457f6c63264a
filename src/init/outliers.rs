//! What does not agree with a proposal: the site is judged by it before anything is written.

use std::collections::{BTreeMap, HashSet};

use super::ProposedFile;
use crate::config::names_rule;
use crate::finding::{Finding, Severity};
use crate::listing::{Files, Listing};
use crate::open::{self, CONFIG_FILE, ConfigFile, OpenError, Options};
use crate::site::{Page, Source};
use crate::workspace::Workspace;

/// The rules that what is proposed gives work to.
const RULES: [&str; 2] = ["schema", "taxonomy/unknown-term"];

/// Findings of one wording.
#[derive(Debug, PartialEq, Eq)]
pub struct Outlier {
    /// What is wrong, as the report says it.
    pub message: String,
    /// How bad it is.
    pub severity: Severity,
    /// The pages, by path.
    pub paths: Vec<String>,
}

/// What is found on the pages of `workspace` by `proposed` and is not `known` without it.
pub fn of(
    workspace: &Workspace,
    known: &[Finding],
    proposed: &[ProposedFile],
    files: &dyn Files,
    options: &Options,
) -> Result<Vec<Outlier>, OpenError> {
    let overlay = Overlay { proposed, files };
    let config = overlay.read(CONFIG_FILE).unwrap_or_default();
    let site = workspace.site();
    let options = Options {
        generator: Some(site.profile.id.to_owned()),
        config: ConfigFile::Given { name: CONFIG_FILE.to_owned(), text: config },
        // All rules: what another one says better is not said by the schema.
        select: Vec::new(),
        ignore: Vec::new(),
        ..options.clone()
    };
    let paths = site.listing.iter().map(str::to_owned).chain(proposed.iter().map(|file| file.path.clone()));
    let (site, rules, _) = open::assemble(Listing::new(paths), &overlay, &options)?;
    let mut judged = Workspace::new(site, rules);
    let sources: Vec<Source> = workspace.pages().map(Page::source).collect();
    judged.load(sources, files);
    let known: HashSet<_> = known.iter().map(identity).collect();
    let findings = judged.report();
    let mut by_message: BTreeMap<(Severity, &str), Vec<String>> = BTreeMap::new();
    let is_of_proposal = |finding: &Finding| RULES.iter().any(|name| names_rule(name, finding.rule));
    for finding in findings.iter().filter(|finding| is_of_proposal(finding) && !known.contains(&identity(finding))) {
        by_message.entry((finding.severity, &finding.message)).or_default().push(finding.path.clone());
    }
    let outlier = |((severity, message), paths): ((Severity, &str), Vec<String>)| Outlier {
        message: message.to_owned(),
        severity,
        paths,
    };
    let mut outliers: Vec<Outlier> = by_message.into_iter().map(outlier).collect();
    outliers.sort_by(|a, b| (b.severity, b.paths.len(), &a.message).cmp(&(a.severity, a.paths.len(), &b.message)));
    Ok(outliers)
}

fn identity(finding: &Finding) -> (&str, &str, &str, crate::text::Span) {
    (finding.rule, &finding.path, &finding.message, finding.span)
}

/// The files of the site with those that are proposed.
struct Overlay<'a> {
    proposed: &'a [ProposedFile],
    files: &'a dyn Files,
}

impl Files for Overlay<'_> {
    fn read(&self, path: &str) -> Option<String> {
        let proposed = self.proposed.iter().find(|file| file.path == path);
        proposed.map(|file| file.text.clone()).or_else(|| self.files.read(path))
    }
}
