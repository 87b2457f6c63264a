//! Reads any text as a YAML file, and as the block of a page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use matterlint::front_matter::{FrontMatter, YamlParser, read_yaml};
use matterlint::profile;
use matterlint_fuzz::one_of;
use matterlint_fuzz::sound::assert_front_matter;

fuzz_target!(|text: &str| {
    let profile = one_of(profile::ALL, text.as_bytes());
    let parser: YamlParser = profile.dialect.yaml;
    assert_front_matter(&read_yaml(text, parser), text);
    let page = format!("---\n{text}\n---\nbody\n");
    assert_front_matter(&FrontMatter::read(&page, &profile.dialect), &page);
});
