//! Floor 6: what is known of the rules, for people and programs. Everything here is rendered from the lists of rules
//! and profiles, so that no text about one has to be kept in two places.

pub mod explain;
mod generators;
mod hooks;
mod markdown;
mod profiles;

pub use generators::generators_table;
pub use hooks::pre_commit_hooks;
pub use profiles::profile_parts;

use owo_colors::Style;
use serde_json::{Value, json};

use crate::report::human::{Look, wrapping};
use crate::rules::{self, FixKind, RuleMeta};

/// What a name on the command line or in the configuration means.
#[derive(Debug)]
pub enum Named {
    /// One rule.
    Rule(&'static RuleMeta),
    /// All rules of a group.
    Group(Vec<&'static RuleMeta>),
}

/// A name that means no rule and no group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no rule or group is named `{name}`{}{}", near.as_ref().map_or(String::new(), |near| format!("; did you mean `{near}`?")),
    if groups.is_empty() { String::new() } else { format!("\ngroups: {}\n`matterlint rules` lists all rules", groups.join(", ")) })]
pub struct UnknownName {
    /// The name.
    pub name: String,
    /// The rule or group that is most like it, if one is.
    pub near: Option<String>,
    /// The groups that exist.
    pub groups: Vec<&'static str>,
}

/// The rule or the group that `name` means: `dates/future-date`, `dates`, or `future-date` where only one rule has that
/// name.
///
/// # Errors
/// When it means neither.
pub fn named(name: &str) -> Result<Named, UnknownName> {
    let all: Vec<&'static RuleMeta> = rules::all().map(|entry| entry.meta).collect();
    named_in(name, &all)
}

/// The rules as a table for a terminal: name, default severity, fix, summary. In `width` columns; `None` gives each rule
/// one line of any length.
pub fn table(rules: &[&RuleMeta], width: Option<usize>, look: &Look) -> String {
    let wide = rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default().max("rule".len());
    let head = format!("{:<wide$}  {:<8}  {:<9}  {}", "rule", "default", "fix", "what it reports");
    let mut out = look.paint(&head, Style::new().bold()) + "\n";
    let indent = wide + 2 + 8 + 2 + 9 + 2;
    for rule in rules {
        let summary = rule.summary();
        let lines = match width {
            Some(width) => textwrap::wrap(&summary, wrapping(width.saturating_sub(indent).max(30)))
                .join(&format!("\n{}", " ".repeat(indent))),
            None => summary,
        };
        let default = if rule.on { rule.severity.name() } else { "off" };
        let style = if rule.on { Look::severity(rule.severity) } else { Style::new().dimmed() };
        let name = look.link(&format!("{:<wide$}", rule.id), Some(&rule.url()));
        let default = look.paint(&format!("{default:<8}"), style);
        out.push_str(&format!("{name}  {default}  {:<9}  {lines}\n", fix(rule)));
    }
    out
}

/// The rules for programs: `matterlint/rules/1`.
pub fn table_json(rules: &[&RuleMeta]) -> Value {
    json!({"schema": "matterlint/rules/1", "rules": rules.iter().map(|rule| rule_json(rule)).collect::<Vec<_>>()})
}

/// The table of the README: group by group, each rule linked to its page.
pub fn readme_table() -> String {
    let all: Vec<&RuleMeta> = rules::all().map(|entry| entry.meta).collect();
    readme_table_of(&all)
}

fn readme_table_of(rules: &[&RuleMeta]) -> String {
    let mut out = "| rule | default | fix | what it reports |\n| --- | --- | --- | --- |\n".to_owned();
    for rule in rules {
        let page = format!("src/rules/{}/{}.md", rule.group(), rule.name().replace('-', "_"));
        let default = if rule.on { rule.severity.name() } else { "off" };
        let summary = rule.summary().replace('|', "\\|");
        out.push_str(&format!("| [`{}`]({page}) | {default} | {} | {summary} |\n", rule.id, fix(rule)));
    }
    out
}

fn named_in(name: &str, all: &[&'static RuleMeta]) -> Result<Named, UnknownName> {
    let mut short = all.iter().filter(|rule| rule.id == name || rule.name() == name);
    if let (Some(rule), None) = (short.next(), short.next()) {
        return Ok(Named::Rule(rule));
    }
    let group: Vec<_> = all.iter().filter(|rule| rule.group() == name).copied().collect();
    if !group.is_empty() {
        return Ok(Named::Group(group));
    }
    let mut groups: Vec<&str> = all.iter().map(|rule| rule.group()).collect();
    groups.dedup();
    let typed = name.to_lowercase().replace('_', "-");
    let likeness = |known: &str| {
        let last = known.rsplit('/').next().unwrap_or(known);
        strsim::jaro_winkler(known, &typed).max(strsim::jaro_winkler(last, &typed))
    };
    let known = all.iter().map(|rule| rule.id).chain(groups.iter().copied());
    let near = known.map(|known| (likeness(known), known)).filter(|(likeness, _)| *likeness > 0.8);
    let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known.to_owned());
    Err(UnknownName { name: name.to_owned(), near, groups })
}

fn rule_json(rule: &RuleMeta) -> Value {
    let option = |option: &rules::OptionMeta| json!({"name": option.name, "kind": option.kind, "default": explain::yaml(option.default), "about": option.about});
    json!({
        "rule": rule.id,
        "group": rule.group(),
        "severity": rule.severity.name(),
        "on": rule.on,
        "fix": fix(rule),
        "since": rule.since,
        "summary": rule.summary(),
        "options": rule.options.iter().map(option).collect::<Vec<_>>(),
        "url": rule.url(),
    })
}

fn fix(rule: &RuleMeta) -> &'static str {
    match rule.fix {
        FixKind::Never => "-",
        FixKind::Sometimes => "sometimes",
        FixKind::Always => "always",
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Named, named_in, readme_table_of, table};
    use crate::finding::Severity;
    use crate::report::human::Look;
    use crate::rules::{FixKind, OptionMeta, RuleMeta};

    /// A rule that exists for these tests only.
    pub(crate) const LATE_TEA: RuleMeta = RuleMeta {
        id: "tea/late-tea",
        severity: Severity::Warning,
        fix: FixKind::Sometimes,
        on: true,
        since: "0.1.0",
        options: &[OptionMeta { name: "hour", kind: "integer", default: "17", about: "the hour at which tea is late" }],
        doc: "# tea/late-tea\n\nReports `tea` that is served\nafter the **usual** hour.\n\n## Example\n\n\
            ```yaml\ntea: 18:00\n```\n\n- one thing\n- another thing, see [the clock](https://example.org/clock)\n",
    };
    /// A second one, off by itself.
    pub(crate) const COLD_TEA: RuleMeta =
        RuleMeta { id: "tea/cold-tea", fix: FixKind::Never, on: false, options: &[], doc: "Cold | tepid.", ..LATE_TEA };

    #[test]
    fn names_mean_rules_and_groups() {
        let all = [&LATE_TEA, &COLD_TEA];
        assert!(matches!(named_in("tea/late-tea", &all), Ok(Named::Rule(rule)) if rule.id == "tea/late-tea"));
        assert!(matches!(named_in("cold-tea", &all), Ok(Named::Rule(rule)) if rule.id == "tea/cold-tea"));
        assert!(matches!(named_in("tea", &all), Ok(Named::Group(rules)) if rules.len() == 2));
        let unknown = |name: &str| named_in(name, &all).unwrap_err().to_string();
        assert_eq!(
            unknown("tea/late_tee"),
            "no rule or group is named `tea/late_tee`; did you mean `tea/late-tea`?\ngroups: tea\n\
             `matterlint rules` lists all rules"
        );
        assert!(!unknown("xyzzy").contains("mean"));
    }

    #[test]
    fn tables_list_every_rule() {
        let all = [&LATE_TEA, &COLD_TEA];
        assert_eq!(
            table(&all, Some(80), &Look::default()),
            "rule          default   fix        what it reports\n\
             tea/late-tea  warning   sometimes  Reports `tea` that is served after the\n\
             \u{20}                                  **usual** hour.\n\
             tea/cold-tea  off       -          Cold | tepid.\n"
        );
        assert!(
            readme_table_of(&all)
                .ends_with("| [`tea/cold-tea`](src/rules/tea/cold_tea.md) | off | - | Cold \\| tepid. |\n")
        );
    }
}
