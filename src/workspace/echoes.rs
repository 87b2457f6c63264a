//! One cause, one finding: what several rules say of one place.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::text::{KeyPath, Span};

/// A rule whose finding says no more than those of others beside it.
struct Echo {
    rule: &'static str,
    at: Same,
    louder: &'static [&'static str],
}

/// Where the louder finding is.
#[derive(PartialEq)]
enum Same {
    /// In the same place.
    Span,
    /// About the same key, in another place: the comment that took the value.
    Key,
}

/// What is said better beside it.
const ECHOES: &[Echo] = &[
    // Of a key, the schema knows what the site wants, and these only what is usual.
    Echo { rule: "keys/misspelt-key", at: Same::Span, louder: &["schema/schema-violation"] },
    Echo { rule: "keys/unknown-key", at: Same::Span, louder: &["schema/schema-violation"] },
    // The schema says that `draft: yes` must be true or false, and another rule what becomes of the page.
    Echo { rule: "schema/schema-violation", at: Same::Span, louder: &OF_WRONG_VALUES },
    // A template that was not filled in is nothing else that a value can be, and a blank may be all that is wrong.
    Echo {
        rule: "values/wrong-type",
        at: Same::Span,
        louder: &["values/unrendered-template", "values/stray-whitespace"],
    },
    Echo { rule: "values/not-a-boolean", at: Same::Span, louder: &["values/unrendered-template"] },
    Echo { rule: "taxonomy/terms-not-a-list", at: Same::Span, louder: &["values/unrendered-template"] },
    Echo { rule: "dates/unparsable-date", at: Same::Span, louder: &["values/unrendered-template"] },
    // `cover: #fff`, where YAML sees a comment and no value.
    Echo { rule: "values/wrong-type", at: Same::Key, louder: &["values/reinterpreted-value"] },
    Echo { rule: "dates/unparsable-date", at: Same::Key, louder: &["values/reinterpreted-value"] },
    Echo { rule: "images/empty-image", at: Same::Key, louder: &["values/reinterpreted-value", "values/wrong-type"] },
    Echo { rule: "images/empty-image", at: Same::Span, louder: &["values/wrong-type"] },
    // `image: 5` stops the build, so that nobody looks for the file.
    Echo { rule: "images/missing-image", at: Same::Span, louder: &["values/wrong-type"] },
    Echo {
        rule: "values/reinterpreted-value",
        at: Same::Span,
        louder: &["values/wrong-type", "taxonomy/terms-not-a-list"],
    },
    // Two spellings on one page, or with one URL, are two spellings.
    Echo {
        rule: "taxonomy/inconsistent-term",
        at: Same::Span,
        louder: &["taxonomy/duplicate-term", "taxonomy/colliding-terms"],
    },
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

/// Most findings of one rule about one key that an echo makes more severe: of a key that stands there ten thousand times,
/// each would be compared with each.
const MOST_RAISED: usize = 8;

/// Whether a finding says that the value where it stands is not what it was meant to be, so that nobody wants to learn
/// from it.
pub fn is_of_wrong_value(finding: &Finding) -> bool {
    OF_WRONG_VALUES.contains(&finding.rule)
}

/// `findings` of one file without those that another rule says better. What stays is as severe as the worst that was said
/// there: a site whose schema wants `weight` to be a number means it.
pub(super) fn without_echoes(mut findings: Vec<Finding>) -> Vec<Finding> {
    if !findings.iter().any(|finding| echoes_of(finding).next().is_some()) {
        return findings;
    }
    let spoken = Spoken::of(&findings);
    let mut severities: Vec<_> = findings.iter().map(|finding| finding.severity).collect();
    let mut is_kept = vec![true; findings.len()];
    for (at, finding) in findings.iter().enumerate() {
        for louder in echoes_of(finding).flat_map(|echo| spoken.louder(finding, echo)) {
            is_kept[at] = false;
            severities[louder] = severities[louder].max(finding.severity);
        }
    }
    let mut kept = is_kept.into_iter();
    for (finding, severity) in findings.iter_mut().zip(severities) {
        finding.severity = severity;
    }
    findings.retain(|_| kept.next() != Some(false));
    findings
}

fn echoes_of(finding: &Finding) -> impl Iterator<Item = &'static Echo> {
    let rule = finding.rule;
    ECHOES.iter().filter(move |echo| echo.rule == rule)
}

/// Which rules speak where, by the positions of their findings.
struct Spoken<'f> {
    findings: &'f [Finding],
    at: HashMap<(Span, &'static str), Vec<usize>>,
    of: HashMap<(&'f KeyPath, &'static str), Vec<usize>>,
}

impl<'f> Spoken<'f> {
    fn of(findings: &'f [Finding]) -> Self {
        let mut spoken = Self { findings, at: HashMap::new(), of: HashMap::new() };
        for (position, finding) in findings.iter().enumerate() {
            spoken.at.entry((finding.span, finding.rule)).or_default().push(position);
            if let Some(path) = &finding.key_path {
                spoken.of.entry((path, finding.rule)).or_default().push(position);
            }
        }
        spoken
    }

    /// The findings that say better what `finding` says.
    fn louder(&self, finding: &Finding, echo: &Echo) -> Vec<usize> {
        let found = |rule: &'static str| match echo.at {
            Same::Span => self.at.get(&(finding.span, rule)),
            Same::Key => finding.key_path.as_ref().and_then(|path| self.of.get(&(path, rule))),
        };
        let is_there = |other: &usize| echo.at == Same::Span || self.findings[*other].span != finding.span;
        let louder = echo.louder.iter().filter_map(|rule| found(rule)).flatten().copied();
        louder.filter(is_there).take(MOST_RAISED).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{ECHOES, Same};

    #[test]
    fn no_two_rules_silence_each_other() {
        let is_louder = |one: &str, other: &str, at: &Same| {
            ECHOES.iter().any(|echo| echo.rule == other && echo.at == *at && echo.louder.contains(&one))
        };
        for echo in ECHOES {
            for louder in echo.louder {
                assert!(!is_louder(echo.rule, louder, &echo.at), "{} and {louder}", echo.rule);
                assert!(crate::rules::find(louder).is_some() && crate::rules::find(echo.rule).is_some(), "{louder}");
            }
        }
    }
}
