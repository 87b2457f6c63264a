//! Reads any text as the JSON block of a page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use matterlint::front_matter::FrontMatter;
use matterlint::profile;
use matterlint_fuzz::one_of;
use matterlint_fuzz::sound::assert_front_matter;

fuzz_target!(|text: &str| {
    let dialects =
        [profile::hugo::PROFILE.dialect, profile::eleventy::PROFILE.dialect, profile::neutral::PROFILE.dialect];
    let dialect = one_of(&dialects, text.as_bytes());
    for page in [format!("{text}\n\nbody\n"), format!("---json\n{text}\n---\n"), format!("{{{text}}}\nbody")] {
        assert_front_matter(&FrontMatter::read(&page, dialect), &page);
    }
});
