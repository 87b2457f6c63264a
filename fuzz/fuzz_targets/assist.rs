//! Asks all that an editor can ask, at a place of a page that the first two bytes of the input choose.
#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use matterlint::assist::Asked;
use matterlint::assist::completion::complete;
use matterlint::assist::definition::{definitions, translations};
use matterlint::assist::folding::folds;
use matterlint::assist::hover::hover;
use matterlint::assist::references::references;
use matterlint::assist::rename::{rename, renameable};
use matterlint::assist::selection::selections;
use matterlint::assist::symbols::symbols;
use matterlint::text::apply;
use matterlint_fuzz::sound::assert_span;
use matterlint_fuzz::{options, packed, workspace};

fuzz_target!(|data: (u16, &str)| {
    let (offset, text) = data;
    let files = packed::unpack(text);
    let options = options();
    let Some(workspace) = workspace(&files, &options) else { return };
    let no_files: HashMap<String, String> = HashMap::new();
    for page in workspace.pages() {
        let Some(asked) = Asked::new(&workspace, &no_files, &page.path, options.today) else { continue };
        let text = &page.text;
        let offset = usize::from(offset) % (text.len() + 2);
        for item in complete(&asked, offset).items {
            assert_span(item.edit.span, text);
            apply(text, &[item.edit]).expect("one edit does not overlap");
        }
        hover(&asked, offset).into_iter().for_each(|hover| assert_span(hover.span, text));
        selections(page, offset).into_iter().for_each(|span| assert_span(span, text));
        folds(page).into_iter().for_each(|fold| assert_span(fold.span, text));
        symbols(page).into_iter().for_each(|symbol| assert_span(symbol.span, text));
        let targets = definitions(&asked, offset).into_iter().chain(translations(&asked));
        for target in targets.chain(references(&asked, offset)) {
            let page = workspace.page(&target.path);
            page.zip(target.span).into_iter().for_each(|(page, span)| assert_span(span, &page.text));
        }
        if let Some((span, old)) = renameable(&asked, offset) {
            assert_span(span, text);
            drop(rename(&asked, offset, &format!("{old}: x")));
        }
    }
});
