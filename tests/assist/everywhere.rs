//! Every question at every byte of every page of the fixtures, whole and cut off: nothing panics, and what comes back lies
//! in the text.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use matterlint::assist::Asked;
use matterlint::assist::completion::complete;
use matterlint::assist::definition::definitions;
use matterlint::assist::folding::folds;
use matterlint::assist::hover::hover;
use matterlint::assist::place::Place;
use matterlint::assist::references::references;
use matterlint::assist::rename::renameable;
use matterlint::assist::selection::selections;
use matterlint::assist::symbols::{Symbol, symbols};
use matterlint::open::{self, Options};
use matterlint::site::Source;
use matterlint::site_root::SiteRoot;
use matterlint::text::{Span, apply};
use matterlint::workspace::Workspace;
use rayon::prelude::*;

use crate::support;

/// How far behind the block the text of a page is asked about, in bytes: there is nothing to be found.
const BEHIND: usize = 20;

#[test]
fn every_question_has_an_answer() {
    let fixtures = std::fs::read_dir(support::root().join("fixtures")).expect("there are fixtures").flatten();
    let sites: Vec<PathBuf> = fixtures.map(|fixture| fixture.path().join("site")).collect();
    let asked: usize = sites.par_iter().map(|site| all_pages(opened(site))).sum();
    assert!(asked > 10_000, "only {asked} places were asked about");
}

/// Asks about all pages of a site; gives the number of places.
fn all_pages(mut workspace: Workspace) -> usize {
    let pages: Vec<(String, String)> = workspace.pages().map(|page| (page.path.clone(), page.text.clone())).collect();
    let mut asked = 0;
    for (path, text) in pages {
        asked += whole(&workspace, &path);
        cut_off(&mut workspace, &path, &text);
    }
    asked
}

/// A fixture with one cheap rule: what rules say is not asked here.
fn opened(site: &Path) -> Workspace {
    let options = Options { select: vec!["syntax/too-large".to_owned()], ..support::options() };
    let root = SiteRoot { folder: site.to_owned(), is_marked: true };
    let mut opened = open::open(&root, &options).unwrap_or_else(|error| panic!("{}: {error}", site.display()));
    opened.load();
    opened.workspace
}

/// Asks at every byte of a page.
fn whole(workspace: &Workspace, path: &str) -> usize {
    let files = HashMap::new();
    let asked = Asked::new(workspace, &files, path, support::today()).expect("it is a page");
    let text = &asked.page.text;
    let end = asked.page.front_matter.block.map_or(0, |block| block.body);
    let last = text.len().min(end + BEHIND) + 2;
    (0..last).for_each(|offset| at(&asked, offset));
    for fold in folds(asked.page) {
        check(text, fold.span);
    }
    symbols(asked.page).iter().for_each(|symbol| check_symbol(text, symbol));
    last
}

/// Cuts a page off at every character of its block, and asks where the writer would be.
fn cut_off(workspace: &mut Workspace, path: &str, text: &str) {
    let end = workspace.page(path).and_then(|page| page.front_matter.block).map_or(0, |block| block.body);
    let rest = &text[end..];
    let files = HashMap::new();
    for (cut, _) in text.char_indices().take_while(|(at, _)| *at < end) {
        for behind in ["", rest] {
            let text = format!("{}{behind}", &text[..cut]);
            workspace.set(Source { path: path.to_owned(), text, fault: None }, &no_files());
            let Some(asked) = Asked::new(workspace, &files, path, support::today()) else { continue };
            at(&asked, cut);
        }
    }
    workspace.set(Source { path: path.to_owned(), text: text.to_owned(), fault: None }, &no_files());
}

fn at(asked: &Asked<'_>, offset: usize) {
    let text = &asked.page.text;
    match Place::at(asked.page, offset) {
        Place::Nothing => {}
        Place::Key(key) => check(text, key.span),
        Place::Value(value) => check(text, value.span),
    }
    for item in complete(asked, offset).items {
        check(text, item.edit.span);
        let is_here = item.edit.span.start as usize <= offset && offset <= item.edit.span.end as usize + 3;
        // Editors take no other edits.
        let is_one_line = !item.edit.span.of(text).contains(['\n', '\r']);
        assert!(is_here && is_one_line, "{text}\nat {offset}: {item:?}");
        apply(text, &[item.edit]).expect("one edit");
    }
    hover(asked, offset).into_iter().for_each(|hover| check(text, hover.span));
    renameable(asked, offset).into_iter().for_each(|(span, _)| check(text, span));
    let targets = definitions(asked, offset).into_iter().chain(references(asked, offset));
    for target in targets {
        let page = asked.workspace.page(&target.path);
        page.zip(target.span).into_iter().for_each(|(page, span)| check(&page.text, span));
    }
    let mut inner: Option<Span> = None;
    for span in selections(asked.page, offset) {
        check(text, span);
        assert!(inner.is_none_or(|inner| span.start <= inner.start && inner.end <= span.end && inner != span));
        inner = Some(span);
    }
}

fn check(text: &str, span: Span) {
    let lies_in = span.start <= span.end && text.get(span.range()).is_some();
    assert!(lies_in, "{span:?} is no part of\n{text}");
}

fn check_symbol(text: &str, symbol: &Symbol) {
    check(text, symbol.span);
    check(text, symbol.name_span);
    assert!(!symbol.name.is_empty());
    assert!(symbol.span.start <= symbol.name_span.start && symbol.name_span.end <= symbol.span.end, "{symbol:?}");
    symbol.children.iter().for_each(|child| check_symbol(text, child));
}

fn no_files() -> HashMap<String, String> {
    HashMap::new()
}
