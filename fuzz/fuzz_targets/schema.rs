//! Judges a page by a schema: any text up to a line `---` is the schema, the rest the block.
#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use matterlint_fuzz::sound::assert_findings;
use matterlint_fuzz::{options, workspace};

fuzz_target!(|text: &str| {
    let (schema, block) = text.split_once("\n---\n").unwrap_or((text, "title: A\n"));
    let config = "schemas:\n- files: [\"**/*.md\"]\n  schema: page.schema.json\n".to_owned();
    let files: HashMap<String, String> = [
        ("matterlint.yaml", config),
        ("page.schema.json", schema.to_owned()),
        ("a.md", format!("---\n{block}\n---\n")),
        ("b.md", "---\ntitle: B\ntags: [x, 2]\ndate: 2024-01-02\n---\n".to_owned()),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .into();
    if let Some(workspace) = workspace(&files, &options()) {
        assert_findings(&workspace.report(), &workspace);
    }
});
