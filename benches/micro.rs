//! How long each part of a check takes: `cargo bench --bench micro`, or `cargo bench --bench micro -- read` for some.
//! Every input is invented, and the same at each run.

mod invented;

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::OnceLock;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use invented::Plan;
use matterlint::finding::Severity;
use matterlint::front_matter::{Dialect, FrontMatter, YamlParser, block};
use matterlint::listing::Listing;
use matterlint::open::{self, ConfigFile, Options};
use matterlint::report::human::{self, Look};
use matterlint::report::{Report, Standpoint, Texts, json, sarif};
use matterlint::rules::{self, Rule, Sink};
use matterlint::site::{Page, Source};
use matterlint::workspace::{Verdict, Workspace};

/// The program's own, without which small pieces of memory cost twice as much.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const HUGO: Dialect = Dialect { delimiters: block::HUGO, yaml: YamlParser::Goccy };

fn main() {
    divan::main();
}

/// Reading a block, by format and by what is in it.
#[divan::bench(args = ["yaml plain", "yaml large", "yaml nested", "toml plain", "toml large", "toml nested", "json plain", "json large", "json nested"])]
fn read(bencher: Bencher<'_, '_>, what: &str) {
    let text = block_text(what);
    assert!(FrontMatter::read(&text, &HUGO).is_whole(), "a block that is read to its end");
    bencher.counter(BytesCount::of_str(&text)).bench(|| FrontMatter::read(&text, &HUGO));
}

/// Finding a block, before a body of 40 kB and where nothing closes it.
#[divan::bench(args = ["closed", "unclosed"])]
fn find_block(bencher: Bencher<'_, '_>, what: &str) {
    let mut text = block_text("yaml plain");
    if what == "unclosed" {
        text = text.replacen("\n---\n", "\n", 1);
    }
    text.push_str(&"A line of text that is as long as lines usually are.\n".repeat(750));
    bencher.bench(|| block::find(&text, &HUGO.delimiters));
}

/// One page, from its text to what every page rule says of it.
#[divan::bench]
fn one_page(bencher: Bencher<'_, '_>) {
    let workspace = site(1_000);
    let page = a_page(workspace);
    let source = Source { path: page.path.clone(), text: page.text.clone(), fault: None };
    let rules = running();
    bencher.with_inputs(|| source.clone()).bench_values(|source| {
        let page = Page::new(source, workspace.site());
        page.map(|page| judge(&page, workspace, &rules))
    });
}

/// The same page, read already.
#[divan::bench]
fn page_rules(bencher: Bencher<'_, '_>) {
    let workspace = site(1_000);
    let page = a_page(workspace);
    let rules = running();
    bencher.bench(|| judge(page, workspace, &rules));
}

/// The schema of 1,000 pages, compiled already.
#[divan::bench]
fn schema(bencher: Bencher<'_, '_>) {
    let workspace = site(1_000);
    let entry = rules::find("schema/schema-violation").expect("a rule of this name");
    let rule = [(entry.meta, entry.with_options(None).expect("no options are fine"))];
    bencher
        .counter(ItemsCount::new(workspace.pages().len()))
        .bench(|| workspace.pages().map(|page| judge(page, workspace, &rule)).sum::<usize>());
}

/// Everything that compares pages, with the index that it sees and the sorting of all findings.
#[divan::bench(args = [1_000, 10_000], sample_count = 20)]
fn site_rules(bencher: Bencher<'_, '_>, pages: usize) {
    let workspace = site(pages);
    bencher.counter(ItemsCount::new(pages)).bench(|| workspace.verdict());
}

/// A letter is typed into the title of one page of a site: what an editor waits for.
#[divan::bench(args = [1_000, 10_000], sample_count = 20)]
fn one_edit(bencher: Bencher<'_, '_>, pages: usize) {
    let mut workspace = judged(pages, 10);
    workspace.refresh();
    let page = a_page(&workspace);
    let (path, texts) = (page.path.clone(), [page.text.clone(), page.text.replacen("title: ", "title: A", 1)]);
    let no_files: HashMap<String, String> = HashMap::new();
    let mut edits = texts.into_iter().cycle();
    bencher.bench_local(|| {
        let text = edits.next().unwrap_or_default();
        workspace.set(Source { path: path.clone(), text, fault: None }, &no_files);
        workspace.refresh()
    });
}

/// Rendering that many findings, for people.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10)]
fn render_human(bencher: Bencher<'_, '_>, findings: usize) {
    rendered(bencher, findings, |report, out| human::write(report, Severity::Info, &Look::default(), out));
}

/// Rendering that many findings as JSON.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10)]
fn render_json(bencher: Bencher<'_, '_>, findings: usize) {
    rendered(bencher, findings, json::write);
}

/// Rendering that many findings as SARIF.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10)]
fn render_sarif(bencher: Bencher<'_, '_>, findings: usize) {
    rendered(bencher, findings, |report, out| sarif::write(report, Severity::Info, out));
}

fn rendered(bencher: Bencher<'_, '_>, findings: usize, write: impl Fn(&Report<'_>, &mut dyn Write) -> io::Result<()>) {
    static FAULTY: OnceLock<Workspace> = OnceLock::new();
    let workspace = FAULTY.get_or_init(|| judged(10_000, 1_000));
    let found = workspace.report();
    // A site of ten times as many pages would take longer to invent than to report on.
    let found = found.iter().cycle().take(findings).cloned().collect();
    let others = HashMap::new();
    let mut report = Report::default();
    let here = std::path::Path::new("");
    let verdict = Verdict { findings: found, ..Verdict::default() };
    report.add(verdict, &Texts::new(workspace, &others), &Standpoint::new(here, here));
    assert_eq!(report.findings.len(), findings);
    bencher.counter(ItemsCount::new(findings)).bench_local(|| write(&report, &mut io::sink()));
}

fn block_text(what: &str) -> String {
    let (format, kind) = what.split_once(' ').unwrap_or((what, "plain"));
    let [open, close, separator] = match format {
        "yaml" => ["---", "---", ": "],
        "toml" => ["+++", "+++", " = "],
        _ => ["{", "}", ": "],
    };
    let is_yaml = format == "yaml";
    let quoted = |text: &str| if is_yaml { text.to_owned() } else { format!("\"{text}\"") };
    let key = |key: &str| if format == "json" { format!("\"{key}\"") } else { key.to_owned() };
    let mut lines = vec![
        format!("{}{separator}{}", key("title"), quoted("Notes on lamps")),
        format!("{}{separator}\"2024-03-07\"", key("date")),
        format!("{}{separator}{}", key("description"), quoted("What the keeper wrote down in the winter")),
        format!("{}{separator}[\"tides\", \"fog\", \"lamps\"]", key("tags")),
        format!("{}{separator}false", key("draft")),
        format!("{}{separator}12", key("weight")),
    ];
    if kind == "large" {
        lines.extend((0..300).map(|n| format!("{}{separator}{}", key(&format!("key-{n}")), quoted("a short value"))));
    }
    if kind == "nested" {
        let items: Vec<String> = (0..40)
            .map(|n| match format {
                "toml" => format!("{{ src = \"p{n}.png\", params = {{ alt = \"A \\\"lamp\\\"\" }} }}"),
                _ => format!("{{ \"src\": \"p{n}.png\", \"params\": {{ \"alt\": \"A \\\"lamp\\\"\" }} }}"),
            })
            .collect();
        lines.push(format!("{}{separator}[{}]", key("resources"), items.join(", ")));
    }
    let end = if format == "json" { ",\n" } else { "\n" };
    format!("{open}\n{}\n{close}\n", lines.join(end))
}

/// A site that is made once for all benches, with 1 % of faults.
fn site(pages: usize) -> &'static Workspace {
    static SMALL: OnceLock<Workspace> = OnceLock::new();
    static LARGE: OnceLock<Workspace> = OnceLock::new();
    let made = if pages > 1_000 { &LARGE } else { &SMALL };
    made.get_or_init(|| judged(pages, 10))
}

/// An invented site, judged.
fn judged(pages: usize, faults: usize) -> Workspace {
    let (mut texts, mut paths) = (HashMap::new(), Vec::new());
    invented::invent(Plan { pages, faults, ..Plan::default() }, &mut |file| {
        paths.push(file.path.clone());
        if let Ok(text) = String::from_utf8(file.bytes) {
            texts.insert(file.path, text);
        }
    });
    let options = Options {
        generator: None,
        config: ConfigFile::AtRoot,
        whole_folders: true,
        today: "2026-11-25T00:00:00Z".parse().expect("a valid instant"),
        select: Vec::new(),
        ignore: Vec::new(),
    };
    let (site, rules, _) = open::assemble(Listing::new(paths), &texts, &options).expect("the site is set up well");
    let mut workspace = Workspace::new(site, rules);
    let sources = texts.iter().map(|(path, text)| Source { path: path.clone(), text: text.clone(), fault: None });
    workspace.load(sources.collect(), &texts);
    workspace
}

/// A page in YAML with something in every usual key.
fn a_page(workspace: &Workspace) -> &Page {
    workspace.pages().max_by_key(|page| page.entries().count()).expect("a site has pages")
}

/// The rules that are on where nobody configures anything.
fn running() -> Vec<(&'static rules::RuleMeta, Rule)> {
    let on = rules::all().filter(|entry| entry.meta.on);
    on.map(|entry| (entry.meta, entry.with_options(None).expect("no options are fine"))).collect()
}

/// How many findings those of `rules` that look at one page have on `page`.
fn judge(page: &Page, workspace: &Workspace, rules: &[(&'static rules::RuleMeta, Rule)]) -> usize {
    let site = workspace.site();
    let mut findings = Vec::new();
    for (meta, rule) in rules {
        if let Rule::Page(rule) = rule {
            rule.check(page, site, &mut Sink::new(meta, site.profile, &mut findings).page(page));
        }
    }
    findings.len()
}
