//! Of a page, the head is kept, and of pages that nobody asks about no more is read. Nothing is judged otherwise for it.

use std::fs;
use std::path::PathBuf;

use matterlint::disk::SiteFolder;
use matterlint::open;
use matterlint::site::{Head, Page, Source};
use matterlint::site_root::SiteRoot;
use matterlint::workspace::Workspace;
use tempfile::TempDir;

use crate::support::{self, Random};

/// Bytes that are read at once here: hardly a line.
const PIECE: usize = 16;

/// What a writer's hand may add anywhere.
const SLIPS: [&str; 12] = ["---", "\n---\n", "+++", "}", "<!--", "-->", "\n\n", "\r\n", "é", "\u{feff}", ": ", "\""];

/// Like the disk, but in pieces that are too small for anything.
fn in_pieces(source: Source, head: &Head<'_>) -> Source {
    let text = &source.text;
    let cuts = (1..=text.len() / PIECE).map(|count| text.ceil_char_boundary(count * PIECE));
    let end = cuts.into_iter().find_map(|cut| head.end(&text[..cut]));
    Source { text: text[..end.unwrap_or(text.len())].to_owned(), ..source }
}

fn fixtures() -> Vec<PathBuf> {
    let folders = fs::read_dir(support::root().join("fixtures")).expect("there are fixtures").flatten();
    folders.map(|folder| folder.path().join("site")).filter(|site| site.is_dir()).collect()
}

#[test]
fn a_head_is_judged_as_the_whole_page_is() {
    let mut random = Random(0x5eed);
    let mut shortened = 0;
    for fixture in fixtures() {
        let root = SiteRoot { folder: fixture.clone(), is_marked: true };
        let reopened = || open::open(&root, &support::options()).unwrap_or_else(|error| panic!("{error}"));
        let opened = reopened();
        let listed = opened.pages();
        let sources: Vec<Source> = opened.folder.sources(&support::page_paths(&opened));
        for round in 0..4 {
            let sources: Vec<Source> = sources.iter().map(|source| varied(source, round, &mut random)).collect();
            let (mut whole, mut heads) = (reopened(), reopened());
            whole.workspace.load(sources.clone(), &whole.folder);
            let source = |path: &str, head: &Head<'_>| {
                let source = sources.iter().find(|source| source.path == path).expect("a page of the fixture");
                in_pieces(source.clone(), head)
            };
            heads.workspace.read(&listed, source, &heads.folder);
            for (source, page) in
                sources.iter().filter_map(|source| Some((source, heads.workspace.page(&source.path)?)))
            {
                shortened += usize::from(page.text.len() < source.text.len());
                let expected = whole.workspace.page(&source.path).expect("it is a page");
                assert_eq!(format!("{page:?}"), format!("{expected:?}"), "{source:?}");
            }
            assert_eq!(report(&heads.workspace), report(&whole.workspace), "{}", fixture.display());
        }
    }
    assert!(shortened > 500, "only {shortened} pages were longer than their heads");
}

/// A longer page, from the second round on with slips in it.
fn varied(source: &Source, round: usize, random: &mut Random) -> Source {
    let mut text = format!("{}\n{}", source.text, "The rest of a text, é.\n".repeat(40));
    for _ in 0..round {
        let at = text.floor_char_boundary(random.below(300.min(text.len())));
        text.insert_str(at, random.pick(&SLIPS).expect("there are slips"));
    }
    Source { text, ..source.clone() }
}

fn report(workspace: &Workspace) -> String {
    format!("{:#?}", workspace.report())
}

/// The lengths lie around those at which the disk is asked for more.
#[test]
fn a_page_is_read_from_the_disk_as_far_as_it_is_needed() {
    let dir = TempDir::new().expect("a folder for a site");
    let write = |path: &str, bytes: &[u8]| {
        let file = dir.path().join(path);
        fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("a folder");
        fs::write(file, bytes).expect("a file");
    };
    write("hugo.toml", b"title = 'T'\n");
    let block = "---\ntitle: A\ndate: 2024-1-2\n---\n";
    let long_block = format!("---\ntitle: A\ndescription: {}\n---\n", "é".repeat(4_000));
    for length in [0, 1, 40, 4_095, 4_096, 4_097, 65_535, 65_536, 65_537, 200_001] {
        for (name, start) in [("a", block), ("b", &*long_block), ("c", "No block. "), ("d", "---\ntitle: A\n\n")] {
            let mut text = start.to_owned() + &"x".repeat(length % 7) + &"日本".repeat(length / 6);
            text.truncate(text.floor_char_boundary(length.max(start.len())));
            write(&format!("content/{name}{length}.md"), text.as_bytes());
            write(&format!("content/{name}{length}-latin.md"), &[text.as_bytes(), b"caf\xe9"].concat());
        }
        write(&format!("content/{length}.md"), &block.as_bytes()[..length.min(block.len())]);
    }
    let root = SiteRoot { folder: dir.path().to_owned(), is_marked: true };
    let opened = open::open(&root, &support::options()).unwrap_or_else(|error| panic!("{error}"));
    let listed = opened.pages();
    assert!(listed.len() > 80, "{listed:?}");
    let folder = SiteFolder::open(dir.path()).expect("the site");
    for (path, kind) in &listed {
        let page = |judged| Page::read(*kind, judged, opened.workspace.site(), |head| folder.page_source(path, head));
        let whole = Page::new(folder.source(path), opened.workspace.site()).expect("a page");
        assert_eq!(format!("{:?}", page(true).expect("a page")), format!("{whole:?}"), "{path}");
        let unasked = page(false).expect("a page");
        assert_eq!(unasked.front_matter.problems.len(), whole.front_matter.problems.len(), "{path}");
        assert!(whole.text.starts_with(&unasked.text) || whole.fault.is_some(), "{path}");
        assert!(unasked.fault.is_none() || unasked.fault == whole.fault, "{path}");
    }
}
