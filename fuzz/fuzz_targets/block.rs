//! Finds the block of any text as each generator does.
#![no_main]

use libfuzzer_sys::fuzz_target;
use matterlint::front_matter::block;
use matterlint::profile;
use matterlint_fuzz::sound::{assert_problem, assert_span};

fuzz_target!(|text: &str| {
    for profile in profile::ALL {
        for dialect in [Some(profile.dialect), profile.post_dialect].into_iter().flatten() {
            let found = block::find(text, &dialect.delimiters);
            found.problems.iter().for_each(|problem| assert_problem(problem, text));
            let Some(block) = found.block else { continue };
            [Some(block.open), Some(block.content), block.close].into_iter().flatten().for_each(|span| {
                assert_span(span, text);
            });
            assert!(!block.open.is_empty(), "findings about what is missing point there");
            assert!(text.is_char_boundary(block.body));
            assert!(block.content.end as usize <= block.body, "{block:?}");
            let close = block.close.map_or(block.content.end, |close| close.start);
            assert!(block.content.end <= close.max(block.content.end) && close as usize <= text.len(), "{block:?}");
        }
    }
});
