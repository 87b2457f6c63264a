//! Opens a site whose configuration is any text: that of matterlint, of each generator, a file of terms, a list of globs.
#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use matterlint::profile::globs;
use matterlint_fuzz::sound::assert_findings;
use matterlint_fuzz::{CONFIGURATIONS, one_of, options, workspace};

fuzz_target!(|text: &str| {
    let name = *one_of(&CONFIGURATIONS, text.as_bytes());
    let page = "---\ntitle: A\ndate: 2024-01-02\ntags: [a, b]\nimage: a.png\n---\n![](b.png)\n";
    let mut files: HashMap<String, String> = HashMap::new();
    for path in
        ["content/a.md", "content/posts/b/index.md", "docs/a.md", "_posts/2024-01-02-a.md", "src/content/x/a.md"]
    {
        files.insert(path.to_owned(), page.to_owned());
    }
    // What a generator is told by, where the text itself does not tell.
    match name {
        "src/content.config.ts" => drop(files.insert("astro.config.mjs".to_owned(), "export default {}\n".to_owned())),
        "terms.yaml" => {
            let config = "taxonomies:\n  tags: { vocabulary: terms.yaml }\n";
            files.insert("matterlint.yaml".to_owned(), config.to_owned());
        }
        _ => {}
    }
    files.insert(name.to_owned(), text.to_owned());
    if let Some(workspace) = workspace(&files, &options()) {
        assert_findings(&workspace.report(), &workspace);
    }
    let (pattern, path) = text.split_once('\n').unwrap_or((text, "content/a.md"));
    let _ = globs::below("content", pattern).is_some_and(|glob| glob.is_match(path));
});
