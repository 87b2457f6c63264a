//! The generators that are known, as a table for the README.

use crate::profile::{self, Profile};

/// The table: each profile but the neutral one, the last, with its name in the configuration and the themes whose keys it
/// knows.
pub fn generators_table() -> String {
    let mut out =
        "| generator | `generator:` | front matter keys known | themes known |\n| --- | --- | --- | --- |\n".to_owned();
    for profile in &profile::ALL[..profile::ALL.len() - 1] {
        let Profile { id, name, keys, themes, .. } = profile;
        let themes: Vec<String> =
            themes.iter().filter_map(|theme| theme.names.first()).map(|name| format!("`{name}`")).collect();
        let themes = if themes.is_empty() { "-".to_owned() } else { themes.join(", ") };
        out.push_str(&format!("| {name} | `{id}` | {} | {themes} |\n", keys.len()));
    }
    out
}
