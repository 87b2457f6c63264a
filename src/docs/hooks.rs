//! The hooks for pre-commit, which wants to find them in `.pre-commit-hooks.yaml` at the root of the repository.

/// A hook: one way for pre-commit to come by the program.
struct Hook {
    id: &'static str,
    /// pre-commit's word for how the program is installed.
    language: &'static str,
    about: &'static str,
}

const HOOKS: &[Hook] = &[
    Hook {
        id: "matterlint",
        language: "rust",
        about: "check front matter as the site's generator reads it; builds matterlint from source",
    },
    Hook {
        id: "matterlint-system",
        language: "system",
        about: "check front matter as the site's generator reads it; needs matterlint on the PATH",
    },
];

/// Files whose change can make a page wrong: pages of all generators, and what configures a site, its schemas and its
/// vocabularies. Suffixes and not pre-commit's types, which have no word for `.mdown`, `.org` and `.textile`.
const FILES: &str =
    r"(?i)\.(md|mdx|markdown|mdown|mkdn?|html?|adoc|asciidoc|ad|rst|org|textile|njk|liquid|ya?ml|toml|json)$";

/// The text of `.pre-commit-hooks.yaml`. One process at a time, because each reads the whole site and uses all cores.
pub fn pre_commit_hooks() -> String {
    let mut out = "# Written by `UPDATE=1 cargo test --test all generated` from src/docs/hooks.rs.\n".to_owned();
    for Hook { id, language, about } in HOOKS {
        out.push_str(&format!(
            "- id: {id}\n  name: matterlint\n  description: {about}\n  entry: matterlint check\n  \
             language: {language}\n  files: '{FILES}'\n  pass_filenames: true\n  require_serial: true\n"
        ));
    }
    out
}
