//! Where the time of a check goes: `cargo bench --bench phases -- SITE ROUNDS THREADS`. Prints the medians in
//! milliseconds: of what every check must do, of the phases of a check, of the parts that its larger phases consist of,
//! and of each rule over all pages. Without arguments, it looks at an invented site of 1,000 pages, five times, with all
//! processors.

mod invented;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use matterlint::disk::SiteFolder;
use matterlint::finding::Severity;
use matterlint::front_matter::{FrontMatter, block};
use matterlint::open::{self, ConfigFile, Options};
use matterlint::profile::pages::PageKind;
use matterlint::report::human::{self, Look};
use matterlint::report::{Report, Standpoint, Texts, sarif};
use matterlint::rules::{self, Counts, Rule, Sink};
use matterlint::site::taxonomy::UsedTerms;
use matterlint::site::{Census, Head, IndexedPage, Page, PageFacts, Sections};
use matterlint::site_root;
use matterlint::workspace::Workspace;
use rayon::prelude::*;

/// The program's own, without which the many small pieces of memory of a page cost twice as much.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Milliseconds of each phase, one for each round.
type Times = BTreeMap<String, Vec<f64>>;

fn main() -> Result<(), Box<dyn Error>> {
    // cargo itself says `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let invented = tempfile::tempdir()?;
    let site = match arguments.first() {
        Some(site) => PathBuf::from(site),
        None => {
            write_site(invented.path())?;
            invented.path().to_owned()
        }
    };
    let rounds: usize = arguments.get(1).map_or(Ok(5), |rounds| rounds.parse())?;
    if let Some(threads) = arguments.get(2) {
        rayon::ThreadPoolBuilder::new().num_threads(threads.parse()?).build_global()?;
    }
    let mut times = Times::new();
    for _ in 0..rounds {
        floor(&site, &mut times)?;
        phases(&site, &mut times)?;
        parts(&site, &mut times)?;
    }
    for (phase, mut rounds) in times {
        rounds.sort_by(f64::total_cmp);
        println!("{:>10.2} ms  {phase}", rounds[rounds.len() / 2]);
    }
    Ok(())
}

fn write_site(folder: &Path) -> io::Result<()> {
    let mut written = Ok(());
    invented::invent(invented::Plan::default(), &mut |file| {
        if written.is_ok() {
            let path = folder.join(&file.path);
            let made = path.parent().map_or(Ok(()), fs::create_dir_all);
            written = made.and_then(|()| fs::write(path, &file.bytes));
        }
    });
    written
}

/// What nobody can do without who knows the pages of a site: to list the files, and to read the block of each page. A hook
/// that asks about one page is measured by it.
fn floor(site: &Path, times: &mut Times) -> Result<(), Box<dyn Error>> {
    let mut watch = Watch::new("floor", times);
    let root = site_root::roots(&site.canonicalize()?).into_iter().next().ok_or("no site")?;
    let folder = SiteFolder::open(&root.folder)?;
    let (site, ..) = open::assemble(folder.listing(None), &folder, &options())?;
    let read = |(path, kind): &(&str, PageKind)| {
        let head = Head::new(site.profile.dialect_of(*kind), false, false);
        head.read(&folder.page_source(path, &head).text).block
    };
    black_box(site.page_files().par_iter().filter_map(read).count());
    watch.lap("list the files, read the block of each page");
    Ok(())
}

/// The phases of `matterlint check`, in its order.
fn phases(site: &Path, times: &mut Times) -> Result<(), Box<dyn Error>> {
    let mut watch = Watch::new("phase", times);
    let path = site.canonicalize()?;
    let root = site_root::roots(&path).into_iter().next().ok_or("no site")?;
    watch.lap("a  root");
    let options = options();
    let folder = SiteFolder::open(&root.folder)?;
    let listing = folder.listing(None);
    watch.lap("b  walk");
    let (site, rules, _) = open::assemble(listing, &folder, &options)?;
    watch.lap("c  generator, configurations, schemas");
    let pages: Vec<_> = site.page_files().into_iter().map(|(path, kind)| (path.to_owned(), kind)).collect();
    watch.lap("d  which files are pages");
    let mut workspace = Workspace::new(site, rules);
    workspace.read(&pages, |path, head| folder.page_source(path, head), &folder);
    watch.lap("e  read files, make pages, page rules");
    let verdict = workspace.verdict();
    watch.lap("f  site rules, sort");
    let others = HashMap::new();
    let mut report = Report::default();
    report.add(verdict, &Texts::new(&workspace, &others), &Standpoint::new(&root.folder, &root.folder));
    watch.lap("g  lines and columns");
    human::write(&report, Severity::Warning, &Look::default(), &mut io::sink())?;
    watch.lap("h  render for people");
    sarif::write(&report, Severity::Warning, &mut io::sink())?;
    watch.lap("i  render as SARIF");
    drop(report);
    drop(workspace);
    watch.lap("j  drop");
    Ok(())
}

/// What the load of the pages and the verdict consist of.
fn parts(site: &Path, times: &mut Times) -> Result<(), Box<dyn Error>> {
    let path = site.canonicalize()?;
    let root = site_root::roots(&path).into_iter().next().ok_or("no site")?;
    let opened = open::open(&root, &options())?;
    let paths: Vec<String> = opened.pages().into_iter().map(|(path, _)| path).collect();
    let sources = opened.folder.sources(&paths);
    let site = opened.workspace.site();
    let dialect = |path: &str| {
        let kind = (site.profile.page_kind)(path, &site.config, &site.listing)?;
        Some(site.profile.dialect_of(kind))
    };
    let mut watch = Watch::new("part", times);
    let found = sources
        .par_iter()
        .filter_map(|source| Some(block::find(&source.text, &dialect(&source.path)?.delimiters).block.is_some()));
    black_box(found.filter(|found| *found).count());
    watch.lap("a  find the block");
    let read = sources.par_iter().filter_map(|source| Some(FrontMatter::read(&source.text, dialect(&source.path)?)));
    let read: Vec<FrontMatter> = read.collect();
    watch.lap("b  find and read the block");
    drop(read);
    watch.lap("c  drop the trees");
    let copies = sources.clone();
    watch.lap("d  (copy the texts)");
    let mut pages: Vec<Page> = copies.into_par_iter().filter_map(|source| Page::new(source, site)).collect();
    watch.lap("e  make pages: b, then dates, terms, images");
    let sections = Sections::of(&pages, &site.config);
    watch.lap("f  sections");
    pages.par_iter_mut().for_each(|page| {
        page.set_address(site, &sections);
        page.look_up_images(site);
    });
    watch.lap("g  addresses and images");
    let facts: Vec<PageFacts> = pages.par_iter().map(|page| PageFacts::of(page, site, &sections)).collect();
    watch.lap("h  facts");
    let census = Census::of(&facts);
    watch.lap("i  census");
    let indexed: Vec<IndexedPage<'_>> = pages.iter().zip(&facts).collect();
    let used_terms = UsedTerms::of(&indexed, |_| true);
    watch.lap("j  used terms");
    let rules = rules::all().filter(|entry| entry.meta.on);
    for entry in rules {
        let rule = entry.with_options(None)?;
        let mut findings = Vec::new();
        let mut sink = Sink::new(entry.meta, site.profile, &mut findings);
        match rule {
            Rule::Page(rule) => {
                for page in &pages {
                    rule.check(page, site, &mut sink.page(page));
                }
                watch.lap(&format!("rule {}", entry.meta.id));
            }
            Rule::Site(rule) => {
                let counts = Counts { census: &|| &census, used_terms: &used_terms, are_numbered: true };
                black_box(rules::compare((entry.meta, &*rule), &indexed, &indexed, &counts, site));
                watch.lap(&format!("rule {}", entry.meta.id));
            }
            Rule::Files(_) | Rule::Suppression(_) => {}
        }
    }
    Ok(())
}

fn options() -> Options {
    Options {
        generator: None,
        config: ConfigFile::AtRoot,
        whole_folders: true,
        today: "2026-11-25T00:00:00Z".parse().unwrap_or_default(),
        select: Vec::new(),
        ignore: Vec::new(),
    }
}

/// Notes how long things take.
struct Watch<'t> {
    group: &'static str,
    began: Instant,
    times: &'t mut Times,
}

impl<'t> Watch<'t> {
    fn new(group: &'static str, times: &'t mut Times) -> Self {
        Self { group, began: Instant::now(), times }
    }

    fn lap(&mut self, phase: &str) {
        let took = self.began.elapsed().as_secs_f64() * 1_000.0;
        self.times.entry(format!("{} {phase}", self.group)).or_default().push(took);
        self.began = Instant::now();
    }
}
