//! A finding's identity across edits.

use super::Finding;
use crate::text::Step;

/// Sixteen hexadecimal digits that stay the same when lines move, comments change or a neighbour is edited: made of the
/// rule, the path, the keys that lead to the place (for the block itself: the message) and the text the finding points at.
pub fn fingerprint(finding: &Finding, text: &str) -> String {
    let place = keys(finding).unwrap_or_else(|| finding.message.clone());
    let value = finding.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{:016x}", fnv1a([finding.rule, &finding.path, &place, &value].join("\0").as_bytes()))
}

/// The keys that lead to the place of a finding, `None` where it is about no key. Positions in lists are left out: a new
/// first tag moves all others.
pub fn keys(finding: &Finding) -> Option<String> {
    let steps = finding.key_path.as_ref()?.0.iter().map(|step| match step {
        Step::Key(key) => key,
        Step::Index(_) => "[]",
    });
    let keys = steps.collect::<Vec<_>>().join(".");
    (!keys.is_empty()).then_some(keys)
}

/// FNV-1a, 64 bits. The standard library's hasher may change between releases of Rust, and a baseline outlives those.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
