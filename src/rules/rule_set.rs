//! From the list of rules to the ones that run, with their options.

use serde::de::DeserializeOwned;

use super::{FileRule, PageRule, RuleMeta, SiteRule, SuppressionRule};

/// One line of the list of rules: its data, and how to make it from its options.
pub struct RuleEntry {
    /// The rule's data.
    pub meta: &'static RuleMeta,
    make: fn(Option<serde_yaml::Value>) -> Result<Rule, String>,
}

/// A rule that is ready to run.
pub enum Rule {
    /// One that looks at one page at a time.
    Page(Box<dyn PageRule>),
    /// One that compares pages.
    Site(Box<dyn SiteRule>),
    /// One that judges files that are no pages.
    Files(Box<dyn FileRule>),
    /// One that judges suppressions.
    Suppression(Box<dyn SuppressionRule>),
}

/// The line for a rule that looks at one page at a time. The rule's struct is its options.
pub const fn page_rule<R: PageRule + Default + DeserializeOwned + 'static>(meta: &'static RuleMeta) -> RuleEntry {
    RuleEntry { meta, make: |options| Ok(Rule::Page(Box::new(read::<R>(options)?))) }
}

/// The line for a rule that compares pages. The rule's struct is its options.
pub const fn site_rule<R: SiteRule + Default + DeserializeOwned + 'static>(meta: &'static RuleMeta) -> RuleEntry {
    RuleEntry { meta, make: |options| Ok(Rule::Site(Box::new(read::<R>(options)?))) }
}

/// The line for a rule that judges files that are no pages. The rule's struct is its options.
pub const fn file_rule<R: FileRule + Default + DeserializeOwned + 'static>(meta: &'static RuleMeta) -> RuleEntry {
    RuleEntry { meta, make: |options| Ok(Rule::Files(Box::new(read::<R>(options)?))) }
}

/// The line for a rule that judges suppressions. The rule's struct is its options.
pub const fn suppression_rule<R: SuppressionRule + Default + DeserializeOwned + 'static>(
    meta: &'static RuleMeta,
) -> RuleEntry {
    RuleEntry { meta, make: |options| Ok(Rule::Suppression(Box::new(read::<R>(options)?))) }
}

fn read<R: Default + DeserializeOwned>(options: Option<serde_yaml::Value>) -> Result<R, String> {
    options.map_or_else(|| Ok(R::default()), |value| serde_yaml::from_value(value).map_err(|error| error.to_string()))
}

impl RuleEntry {
    /// The rule with `options` (a map without `severity`), or what is wrong with them.
    ///
    /// # Errors
    /// An unknown option or a value of the wrong type, in words for the user.
    pub fn with_options(&self, options: Option<serde_yaml::Value>) -> Result<Rule, String> {
        (self.make)(options)
    }
}

/// The rules that run.
pub struct RuleSet {
    /// Each with its data, in the order of the list.
    pub rules: Vec<(&'static RuleMeta, Rule)>,
}

impl RuleSet {
    /// Whether what `name` (a rule; or a group: those of its rules that are on by themselves) does not report is not
    /// there. A rule that does not run says nothing, and one that compares with an older text says it of changed pages.
    pub fn is_conclusive(&self, name: &str) -> bool {
        let means = |meta: &RuleMeta| meta.id == name || meta.group() == name;
        let mut running = self.rules.iter().filter(|(meta, _)| means(meta)).peekable();
        let runs = |id: &str| self.rules.iter().any(|(meta, _)| meta.id == id);
        running.peek().is_some()
            && running.all(|(_, rule)| compares_with(rule).is_none())
            && super::all().all(|entry| !means(entry.meta) || !entry.meta.on || runs(entry.meta.id))
    }

    /// Those that compare pages.
    pub fn site_rules(&self) -> impl Iterator<Item = (&'static RuleMeta, &dyn SiteRule)> {
        self.rules.iter().filter_map(|(meta, rule)| match rule {
            Rule::Site(rule) => Some((*meta, &**rule)),
            _ => None,
        })
    }

    /// Whether a rule looks at what follows the block of a page.
    pub fn reads_bodies(&self) -> bool {
        self.rules.iter().any(|(_, rule)| matches!(rule, Rule::Page(rule) if rule.reads_body()))
    }

    /// The rule that needs older texts of the pages, and the git revision that has them.
    pub fn compared_with(&self) -> Option<(&'static str, &str)> {
        self.rules.iter().find_map(|(meta, rule)| Some((meta.id, compares_with(rule)?)))
    }

    /// The rules of `entries` with the options that `options` knows for them, and those whose options are wrong, with
    /// the reason.
    pub fn build<'e>(
        entries: impl IntoIterator<Item = &'e RuleEntry>,
        options: impl Fn(&str) -> Option<serde_yaml::Value>,
    ) -> (Self, Vec<(&'static str, String)>) {
        let mut rules = Vec::new();
        let mut wrong = Vec::new();
        for entry in entries {
            match entry.with_options(options(entry.meta.id)) {
                Ok(rule) => rules.push((entry.meta, rule)),
                Err(reason) => wrong.push((entry.meta.id, reason)),
            }
        }
        (Self { rules }, wrong)
    }
}

fn compares_with(rule: &Rule) -> Option<&str> {
    match rule {
        Rule::Page(rule) => rule.compares_with(),
        _ => None,
    }
}
