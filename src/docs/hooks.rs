//! The hooks for pre-commit, which wants to find them in `.pre-commit-hooks.yaml` at the root of the repository.

/// A hook: one way for pre-commit to come by the program. There is none with `--fix`, which is an argument as any other.
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
        about: "check front matter as the site's generator reads it; cargo builds matterlint from source",
    },
    Hook {
        id: "matterlint-py",
        language: "python",
        about: "check front matter as the site's generator reads it; pip builds matterlint from source",
    },
    Hook {
        id: "matterlint-system",
        language: "system",
        about: "check front matter as the site's generator reads it; needs matterlint on the PATH",
    },
];

/// Files whose change can make a page wrong: pages of all generators, and what configures a site, its schemas and its
/// vocabularies. Suffixes and not pre-commit's types, which have no word for `.mdown`, `.org` and `.textile`.
const FILES: &str = concat!(
    r"(?i)(\.(md|mdx|markdown|mdown|mkdn?|html?|adoc|asciidoc|ad|rst|org|textile|njk|liquid|ya?ml|toml|json)",
    // docusaurus.config.ts, .vitepress/config.mts, .eleventy.js, posts/posts.11tydata.js
    r"|(^|[/.])(config|eleventy|11tydata)\.[cm]?[jt]s",
    r"|(^|/)\.matterlint-baseline)$",
);

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

#[cfg(test)]
mod tests {
    use super::FILES;
    use crate::open::{BASELINE_FILE, CONFIG_FILE};

    #[test]
    fn whatever_a_page_is_judged_by_is_looked_at() {
        let files = regex::Regex::new(FILES).unwrap();
        let pages = ["content/a.md", "b.MDX", "_posts/2024-01-01-c.markdown", "docs/d.adoc", "e.textile", "灯 台.html"];
        let settings =
            ["hugo.toml", "_config.yml", "config/_default/params.yaml", "data/tags.json", "schemas/post.json"];
        let modules = [
            ".eleventy.js",
            "eleventy.config.mjs",
            "posts/posts.11tydata.js",
            ".vitepress/config.mts",
            "docusaurus.config.ts",
            "astro.config.mjs",
            "src/content.config.ts",
            "src/content/config.ts",
        ];
        for file in
            [&pages[..], &settings, &modules, &[CONFIG_FILE, BASELINE_FILE, "site/.matterlint-baseline"]].concat()
        {
            assert!(files.is_match(file), "{file}");
        }
        for file in ["static/a.png", "src/main.js", "README", "a.mdb", "reconfig.js", "x.matterlint-baseline"] {
            assert!(!files.is_match(file), "{file}");
        }
    }
}
