//! Floor 5: findings that are accepted as they are, so that only new ones are reported. A line holds no line numbers: it
//! names the file, the rule and the finding's fingerprint, and how often it may be there.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::finding::{self, Finding};

/// The first lines of the file.
const HEADER: &str = "\
# matterlint baseline: findings that are accepted as they are, so that only new ones are reported.
# Each line is: how many, the rule, what the finding is known by, its key.
# `matterlint --write-baseline` writes this file anew. Remove a line, and its finding is reported again.
";

/// Findings that are accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<Entry, Accepted>,
}

/// What identifies a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    path: String,
    rule: String,
    fingerprint: String,
}

/// How often a finding is accepted, and the key it is about, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Accepted {
    count: usize,
    key: String,
}

/// A file of accepted findings that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {reason}; `matterlint --write-baseline` writes the file anew")]
pub struct BaselineError {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl Baseline {
    /// Reads the file at `path` with the text `text`.
    ///
    /// # Errors
    /// When a line means nothing. One that is passed over would let findings appear out of nowhere.
    pub fn read(path: &str, text: &str) -> Result<Self, BaselineError> {
        let mut baseline = Self::default();
        let mut file = None;
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let wrong = |reason| BaselineError { path: path.to_owned(), line: index + 1, reason };
            let content = line.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            if !line.starts_with([' ', '\t']) {
                file = Some(read_path(line.trim_end()).map_err(wrong)?);
                continue;
            }
            let file = file.as_ref().ok_or_else(|| wrong("a finding before the first file"))?;
            let (count, rule, fingerprint, key) = read_finding(content).ok_or_else(|| wrong("not a finding"))?;
            let entry = Entry { path: String::clone(file), rule: rule.to_owned(), fingerprint: fingerprint.to_owned() };
            // Two branches that accepted the same finding are merged to two equal lines.
            baseline.accept_entry(entry, Accepted { count, key });
        }
        Ok(baseline)
    }

    /// The text of the file: the same findings give the same text.
    pub fn write(&self) -> String {
        let mut out = HEADER.to_owned();
        let mut file = "";
        for (entry, accepted) in &self.entries {
            if entry.path != file {
                file = &entry.path;
                out.push_str(&written_path(file));
                out.push('\n');
            }
            let Entry { rule, fingerprint, .. } = entry;
            let line = format!("  {} {rule} {fingerprint} {}", accepted.count, accepted.key);
            let _ = writeln!(out, "{}", line.trim_end());
        }
        out
    }

    /// A baseline that accepts `findings`. `text` gives the text of the file at a path.
    pub fn of<'t>(findings: &[Finding], text: impl Fn(&str) -> &'t str) -> Self {
        let mut baseline = Self::default();
        for finding in findings {
            let key = finding::keys(finding).unwrap_or_default();
            let key = key.split_whitespace().collect::<Vec<_>>().join(" ");
            let accepted = baseline.entries.entry(Entry::of(finding, text(&finding.path))).or_default();
            *accepted = Accepted { count: accepted.count + 1, key };
        }
        baseline
    }

    /// A baseline that accepts what either of two does.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        for (entry, accepted) in other.entries {
            self.accept_entry(entry, accepted);
        }
        self
    }

    /// Divides `findings` into those that are accepted and those that are not; the third is what was accepted and is no
    /// longer there.
    pub fn accept<'t>(
        &self,
        findings: Vec<Finding>,
        text: impl Fn(&str) -> &'t str,
    ) -> (Vec<Finding>, Vec<Finding>, Self) {
        let mut left = self.clone();
        let (accepted, new) = findings.into_iter().partition(|finding| {
            let found = left.entries.get_mut(&Entry::of(finding, text(&finding.path)));
            let Some(accepted) = found.filter(|accepted| accepted.count > 0) else { return false };
            accepted.count -= 1;
            true
        });
        left.entries.retain(|_, accepted| accepted.count > 0);
        (accepted, new, left)
    }

    /// The part about the rules that `wanted` lets through.
    pub fn only(&self, wanted: impl Fn(&str) -> bool) -> Self {
        let entries = self.entries.iter().filter(|(entry, _)| wanted(&entry.rule));
        Self { entries: entries.map(|(entry, accepted)| (entry.clone(), accepted.clone())).collect() }
    }

    /// The part about the files that `wanted` lets through.
    pub fn within(&self, wanted: impl Fn(&str) -> bool) -> Self {
        let entries = self.entries.iter().filter(|(entry, _)| wanted(&entry.path));
        Self { entries: entries.map(|(entry, accepted)| (entry.clone(), accepted.clone())).collect() }
    }

    /// The part about the file at `path`.
    pub fn about(&self, path: &str) -> Self {
        let first = Entry { path: path.to_owned(), rule: String::new(), fingerprint: String::new() };
        let entries = self.entries.range(first..).take_while(|(entry, _)| entry.path == path);
        Self { entries: entries.map(|(entry, accepted)| (entry.clone(), accepted.clone())).collect() }
    }

    /// How many findings are accepted.
    pub fn len(&self) -> usize {
        self.entries.values().map(|accepted| accepted.count).sum()
    }

    /// Whether nothing is accepted.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn accept_entry(&mut self, entry: Entry, accepted: Accepted) {
        let own = self.entries.entry(entry).or_default();
        *own = Accepted { count: own.count.max(accepted.count), key: accepted.key };
    }
}

impl Entry {
    fn of(finding: &Finding, text: &str) -> Self {
        let fingerprint = finding::fingerprint(finding, text);
        Self { path: finding.path.clone(), rule: finding.rule.to_owned(), fingerprint }
    }
}

fn read_path(line: &str) -> Result<String, &'static str> {
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
        return Err("the mark of a merge conflict");
    }
    if line.starts_with('"') {
        return serde_json::from_str(line).map_err(|_| "not the path of a file");
    }
    Ok(line.to_owned())
}

/// A path as it is, but for one that would be read as something else.
fn written_path(path: &str) -> String {
    let is_odd = path.starts_with(['"', '#', '<', '=', '>', '|', '\u{feff}'])
        || path.trim() != path
        || path.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
    if is_odd { serde_json::Value::from(path).to_string() } else { path.to_owned() }
}

/// `2 dates/impossible-date 0123456789abcdef date`.
fn read_finding(line: &str) -> Option<(usize, &str, &str, String)> {
    let mut words = line.split_whitespace();
    let count = words.next()?.parse().ok()?;
    let rule = words.next().filter(|rule| rule.contains('/'))?;
    let is_fingerprint = |word: &&str| word.len() == 16 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let fingerprint = words.next().filter(is_fingerprint)?;
    Some((count, rule, fingerprint, words.collect::<Vec<_>>().join(" ")))
}

#[cfg(test)]
mod tests {
    use super::{Baseline, HEADER};

    const ENTRIES: &str = "\"#odd\\n.md\"\n  1 keys/unknown-key 00000000000000aa\n\
        content/灯塔 1.md\n  2 dates/impossible-date 0123456789abcdef date\n  1 images/missing-image 00000000000000ab cover.[].src\n";

    #[test]
    fn what_is_written_is_read_again() {
        let text = format!("{HEADER}{ENTRIES}");
        let read = Baseline::read("b", &text).unwrap();
        assert_eq!((read.write(), read.len()), (text.clone(), 4));
        assert_eq!(Baseline::read("b", &text.replace('\n', "\r\n")), Ok(read.clone()));
        assert_eq!(Baseline::read("b", &format!("{text}{ENTRIES}")), Ok(read), "merged with itself");
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        for (text, message) in [
            ("  1 dates/x 0123456789abcdef\n", "b:1: a finding before the first file"),
            ("a.md\n  dates/x 0123456789abcdef\n", "b:2: not a finding"),
            ("a.md\n  1 dates/x 0123\n", "b:2: not a finding"),
            ("a.md\n<<<<<<< HEAD\n", "b:2: the mark of a merge conflict"),
        ] {
            let error = Baseline::read("b", text).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
