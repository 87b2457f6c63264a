//! Makes every fix on a site of a few files: blocks read no worse, a second run changes nothing, bodies stay.
#![no_main]

use libfuzzer_sys::fuzz_target;
use matterlint::finding::Safety;
use matterlint::fix::fix_all;
use matterlint::front_matter::ProblemKind;
use matterlint::site::{Page, Source};
use matterlint_fuzz::{one_of, options, packed, workspace};

fuzz_target!(|text: &str| {
    let files = packed::unpack(text);
    let safety = *one_of(&[Safety::Safe, Safety::Safe, Safety::Unsafe], text.as_bytes());
    let Some(mut workspace) = workspace(&files, &options()) else { return };
    let page = |path: &str, text: &str, workspace: &matterlint::workspace::Workspace| {
        let source = Source { path: path.to_owned(), text: text.to_owned(), fault: None };
        Page::new(source, workspace.site()).expect("a page stays a page")
    };
    for file in fix_all(&mut workspace, safety, |_| true) {
        assert!(files.contains_key(&file.path), "{} is no file of the site", file.path);
        let (old, new) = (page(&file.path, &file.before, &workspace), page(&file.path, &file.after, &workspace));
        let problems = |page: &Page| page.front_matter.problems.len();
        assert!(problems(&new) <= problems(&old), "{:?} reads worse: {:?}", file.before, file.after);
        let has_block = |page: &Page| page.front_matter.block.is_some();
        assert!(has_block(&new) || !has_block(&old), "{:?} lost its block: {:?}", file.before, file.after);
        if let (Some(was), Some(is)) = (old.front_matter.block, new.front_matter.block)
            && old.front_matter.is_whole()
            // What follows a delimiter is a part of the body, and its repair deletes it there.
            && !old.front_matter.problems.iter().any(|problem| problem.kind == ProblemKind::TextAfterDelimiter)
            // A comment that suppresses a finding may stand in the body, and has repairs of its own.
            && !file.before[was.body..].contains("matterlint")
        {
            assert_eq!(&file.before[was.body..], &file.after[is.body..], "the body of {:?} changed", file.before);
        }
    }
    if safety == Safety::Safe {
        for file in fix_all(&mut workspace, safety, |_| true) {
            panic!("a second run changes {:?} to {:?}", file.before, file.after);
        }
    }
});
