//! Reads any text as a YAML file, and as the block of a page. Plain shapes are read without the YAML library; a comment
//! before them is none, so there the library reads the same text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use matterlint::front_matter::{FrontMatter, NodeRef, YamlParser, read_yaml};
use matterlint::profile;
use matterlint_fuzz::one_of;
use matterlint_fuzz::sound::assert_front_matter;

fuzz_target!(|text: &str| {
    let profile = one_of(profile::ALL, text.as_bytes());
    let parser: YamlParser = profile.dialect.yaml;
    let read = read_yaml(text, parser);
    assert_front_matter(&read, text);
    let commented = read_yaml(&format!("{COMMENT}{text}"), parser);
    if read.problems.is_empty() && commented.problems.is_empty() && !text.starts_with('\u{FEFF}') {
        let (own, library) = (read.tree.root(), commented.tree.root());
        assert_eq!(own.map(|root| shape(root, 0)), library.map(|root| shape(root, COMMENT.len())), "{text:?}");
    }
    let page = format!("---\n{text}\n---\nbody\n");
    assert_front_matter(&FrontMatter::read(&page, &profile.dialect), &page);
});

const COMMENT: &str = "# a comment\n";

/// All that is known of a node and those below it, with spans that begin `shift` bytes further on.
fn shape(node: NodeRef<'_>, shift: usize) -> String {
    let span = node.span();
    let own = format!("{}..{} {:?}", span.start as usize - shift, span.end as usize - shift, node.scalar());
    let entries = node.entries().map(|entry| format!("{}={}", shape(entry.key, shift), shape(entry.value, shift)));
    let items = node.items().map(|item| shape(item, shift));
    let below: Vec<String> = if node.is_alias() { Vec::new() } else { entries.chain(items).collect() };
    format!("{own}{below:?}")
}
