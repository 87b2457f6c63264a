//! Real pages, cut off and damaged: reading and judging them ends, and every place that is named exists.
//!
//! `MATTERLINT_CORPUS` names a folder with one real site in each of its folders; without it, the fixtures are damaged only.
//! Pages are sampled, so that a test takes seconds; `MATTERLINT_CORPUS_FULL=1` takes them all, at every byte, which takes
//! days, or with `MATTERLINT_CORPUS_SECONDS=1200` so many of them as that time allows.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use matterlint::finding::Finding;
use matterlint::open;
use matterlint::site::Source;
use matterlint::site_root::SiteRoot;
use matterlint::text::{LineIndex, apply};
use matterlint::workspace::Workspace;
use rayon::prelude::*;

use super::support::{self, Random};

/// How long the sample may take, over all sites.
const SAMPLE: Duration = Duration::from_secs(25);

/// What one damaged page may take.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 5 });

/// Pages of a site that are taken at most.
const MOST_PAGES: usize = 400;

#[test]
fn damaged_pages_are_judged() {
    let is_full = std::env::var_os("MATTERLINT_CORPUS_FULL").is_some_and(|value| value == "1");
    let mut sites =
        folders(&support::root().join("fixtures")).into_iter().map(|fixture| fixture.join("site")).collect::<Vec<_>>();
    match std::env::var_os("MATTERLINT_CORPUS") {
        Some(corpus) => sites.extend(folders(Path::new(&corpus))),
        None => eprintln!("skipped: MATTERLINT_CORPUS names no folder with real sites"),
    }
    sites.retain(|site| site.is_dir());
    let seconds = std::env::var("MATTERLINT_CORPUS_SECONDS").ok().and_then(|text| text.parse().ok());
    // All threads together have so long for one site.
    let of_site = |seconds: u64| {
        let threads = rayon::current_num_threads().min(sites.len());
        Duration::from_secs(seconds) * u32::try_from(threads).unwrap() / u32::try_from(sites.len()).unwrap()
    };
    let began = Instant::now();
    let judged: usize = sites
        .par_iter()
        .map(|site| {
            let end =
                if is_full { seconds.map(|seconds| Instant::now() + of_site(seconds)) } else { Some(began + SAMPLE) };
            damage_site(site, is_full, end)
        })
        .sum();
    println!("{judged} damaged pages of {} sites", sites.len());
    assert!(judged > 1_000, "only {judged}");
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Damages pages of the site at `root` until `end`: some in some ways, or with `is_full` all in every way.
fn damage_site(root: &Path, is_full: bool, end: Option<Instant>) -> usize {
    let site = SiteRoot { folder: root.to_owned(), is_marked: true };
    let Ok(opened) = open::open(&site, &support::options()) else { return 0 };
    let mut workspace = opened.workspace;
    let site = workspace.site();
    let listed = site.page_files().into_iter().map(|(path, _)| path);
    let paths: Vec<String> = listed.filter(|path| !site.schemas.consists_of(path)).map(str::to_owned).collect();
    // Pages from all over the site come first, should there be no time for others.
    let step = paths.len().div_ceil(MOST_PAGES).max(1);
    let order = (0..if is_full { step } else { 1 }).flat_map(|first| paths.iter().skip(first).step_by(step));
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut judged, mut pages) = (0, 0);
    for path in order {
        let Source { text, fault: None, .. } = opened.folder.source(path) else { continue };
        // Most of what matters stands in the block; of the body, a beginning.
        let block = text.rfind("\n---").map_or(text.len(), |at| at + 8).min(text.len());
        let last = if is_full { text.len().min(20_000) } else { block.min(2_000) };
        let cuts = (0..=last).step_by(if is_full { 1 } else { 1 + last / 8 });
        let texts = cuts.map(|cut| text.as_bytes()[..cut].to_vec());
        let flips = if is_full { 200 } else { 6 };
        let damaged: Vec<Vec<u8>> =
            texts.chain((0..flips).map(|_| damaged(text.as_bytes(), last, &mut random))).collect();
        for bytes in damaged {
            if end.is_some_and(|end| Instant::now() > end) {
                break;
            }
            judge(&mut workspace, path, bytes);
            judged += 1;
        }
        workspace.remove(path);
        if end.is_some_and(|end| Instant::now() > end) {
            break;
        }
        pages += 1;
    }
    if is_full {
        println!("{judged:>9} damaged pages, {pages} of {} done: {}", paths.len(), root.display());
    }
    judged
}

/// Judges the file at `path` with these bytes, alone on its site.
fn judge(workspace: &mut Workspace, path: &str, bytes: Vec<u8>) {
    let source = matterlint::disk::source_of(path, bytes);
    let text = source.text.clone();
    let files = std::collections::HashMap::<String, String>::new();
    // Where other programs are more urgent, one look may wait for seconds.
    let mut looks = (0..3).map(|_| {
        let began = Instant::now();
        workspace.set(source.clone(), &files);
        (workspace.report(), began.elapsed())
    });
    let look = looks.find(|(_, took)| *took < LIMIT);
    let (findings, _) = look.unwrap_or_else(|| panic!("{path} takes more than {LIMIT:?}: {text:?}"));
    findings.iter().filter(|finding| finding.path == path).for_each(|finding| check(finding, &text));
}

fn check(finding: &Finding, text: &str) {
    let span = finding.span;
    assert!(text.get(span.range()).is_some(), "{}: {span:?} is no part of {text:?}", finding.rule);
    let at = LineIndex::new(text).position(span.start as usize, text);
    assert!(at.line >= 1 && at.column >= 1);
    let edits: Vec<_> =
        finding.fix.iter().flat_map(|fix| &fix.edits).filter(|edit| edit.path == finding.path).collect();
    let edits: Vec<_> = edits.iter().map(|edit| edit.edit.clone()).collect();
    assert!(edits.iter().all(|edit| text.get(edit.span.range()).is_some()), "{}: {edits:?} in {text:?}", finding.rule);
    apply(text, &edits).unwrap_or_else(|_| panic!("{}: {edits:?} overlap in {text:?}", finding.rule));
}

/// `bytes` with one to four of the first `last` flipped, lost or doubled.
fn damaged(bytes: &[u8], last: usize, random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(last.min(bytes.len()));
        if at >= bytes.len() {
            break;
        }
        match random.below(3) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.remove(at)),
            _ => bytes.insert(at, bytes[at]),
        }
    }
    bytes
}
