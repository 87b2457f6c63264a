//! One cause, one finding: what several rules say of one place.

use crate::finding::{Finding, Severity};

/// Rules that may see one cause at one place: what the rule says, the ones beside it say better.
///
/// A schema says that `draft: yes` must be true or false; the rule about the generator says that, too, and what becomes
/// of the page. Of a key, the schema knows what the site wants, and the rules only what is usual.
const ECHOES: [(&str, &[&str]); 3] = [
    ("keys/misspelt-key", &["schema/schema-violation"]),
    ("keys/unknown-key", &["schema/schema-violation"]),
    ("schema/schema-violation", &OF_WRONG_VALUES),
];

/// Rules that say that a value is not what it was meant to be.
const OF_WRONG_VALUES: [&str; 12] = [
    "values/not-a-boolean",
    "values/reinterpreted-value",
    "values/unrendered-template",
    "values/wrong-type",
    "dates/ambiguous-date",
    "dates/impossible-date",
    "dates/integer-date",
    "dates/unparsable-date",
    "taxonomy/malformed-term",
    "taxonomy/null-term",
    "taxonomy/terms-not-a-list",
    "taxonomy/unknown-term",
];

/// Whether a finding says that the value where it stands is not what it was meant to be, so that nobody wants to learn
/// from it.
pub fn is_of_wrong_value(finding: &Finding) -> bool {
    OF_WRONG_VALUES.contains(&finding.rule)
}

/// `findings` of one file, sorted by place, without those that another rule says better. What stays is as severe as the
/// worst that was said of its place: a site whose schema wants `weight` to be a number means it.
pub(super) fn without_echoes(findings: Vec<Finding>) -> Vec<Finding> {
    if !findings.iter().any(|finding| louder_than(finding.rule).is_some()) {
        return findings;
    }
    let mut kept = Vec::with_capacity(findings.len());
    for mut here in findings.chunk_by(|a, b| a.span == b.span).map(<[Finding]>::to_vec) {
        let spoken: Vec<(&str, Severity)> = here.iter().map(|finding| (finding.rule, finding.severity)).collect();
        here.retain(|finding| !is_echo(finding.rule, &spoken));
        for finding in &mut here {
            let echoed =
                spoken.iter().filter(|(rule, _)| louder_than(rule).is_some_and(|it| it.contains(&finding.rule)));
            finding.severity = echoed.map(|(_, severity)| *severity).fold(finding.severity, Ord::max);
        }
        kept.extend(here);
    }
    kept
}

/// The rules that say better what `rule` says.
fn louder_than(rule: &str) -> Option<&'static [&'static str]> {
    ECHOES.iter().find(|(echo, _)| *echo == rule).map(|(_, louder)| *louder)
}

fn is_echo(rule: &str, spoken: &[(&str, Severity)]) -> bool {
    louder_than(rule).is_some_and(|louder| spoken.iter().any(|(other, _)| louder.contains(other)))
}
