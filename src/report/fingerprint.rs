//! A finding's identity across edits.

use crate::finding::Finding;

/// Sixteen hexadecimal digits that stay the same when lines move, comments change or a neighbour is edited: made of the
/// rule, the path, the key path (for findings without one: the message) and the text the finding points at.
pub fn fingerprint(finding: &Finding, text: &str) -> String {
    let place = finding.key_path.as_ref().map_or_else(|| finding.message.clone(), ToString::to_string);
    let value = finding.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{:016x}", fnv1a([finding.rule, &finding.path, &place, &value].join("\0").as_bytes()))
}

/// FNV-1a, 64 bits. The standard library's hasher may change between releases of Rust, and a baseline outlives those.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
