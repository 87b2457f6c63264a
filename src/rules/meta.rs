//! What is known of a rule without running it.

use crate::finding::Severity;
use crate::profile::Profile;

/// A rule's data. There is no summary field: the summary is the first paragraph of the page.
#[derive(Debug)]
pub struct RuleMeta {
    /// `group/bad-thing`: names the bad thing, and reads well after "allow".
    pub id: &'static str,
    /// How bad a finding is where neither the finding, the profile nor the configuration says otherwise.
    pub severity: Severity,
    /// Whether its findings come with a fix.
    pub fix: FixKind,
    /// Whether it runs without being asked for.
    pub on: bool,
    /// The version that brought it.
    pub since: &'static str,
    /// What can be configured.
    pub options: &'static [OptionMeta],
    /// The rule's page, `x.md`.
    pub doc: &'static str,
}

/// Whether a rule's findings come with a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// Never.
    Never,
    /// For some findings.
    Sometimes,
    /// For every finding.
    Always,
}

/// One option of a rule.
#[derive(Debug)]
pub struct OptionMeta {
    /// Its name in the configuration.
    pub name: &'static str,
    /// Its type in the words of JSON Schema: `boolean`, `integer`, `string`, `array`.
    pub kind: &'static str,
    /// The default, as YAML.
    pub default: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
}

impl RuleMeta {
    /// The group: `dates` of `dates/future-date`.
    pub fn group(&self) -> &'static str {
        self.id.split_once('/').map_or("", |(group, _)| group)
    }

    /// The name without its group.
    pub fn name(&self) -> &'static str {
        self.id.split_once('/').map_or(self.id, |(_, name)| name)
    }

    /// How bad its findings are on a site of `profile`, where the configuration says nothing.
    pub fn severity_for(&self, profile: &Profile) -> Severity {
        let own = profile.severities.iter().find(|(rule, _)| *rule == self.id);
        own.map_or(self.severity, |(_, severity)| *severity)
    }

    /// The first paragraph of the rule's page, on one line.
    pub fn summary(&self) -> String {
        let mut paragraphs = self.doc.split("\n\n").map(str::trim);
        let first = paragraphs.find(|text| !text.is_empty() && !text.starts_with('#')).unwrap_or_default();
        first.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where the page can be read: the file beside the rule, in the repository, at the released version.
    pub fn url(&self) -> String {
        let file = self.name().replace('-', "_");
        let version = env!("CARGO_PKG_VERSION");
        format!("{}/blob/v{version}/src/rules/{}/{file}.md", env!("CARGO_PKG_REPOSITORY"), self.group())
    }
}
