//! Writes the first inputs of each target into `seeds/`: the fixtures, and the examples in the pages of the rules.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use matterlint::disk::SiteFolder;
use matterlint::front_matter::{Format, FrontMatter};
use matterlint::profile::{eleventy, hugo};
use matterlint_fuzz::CONFIGURATIONS;
use matterlint_fuzz::packed::pack;

/// Longer files are no good seeds: most of their bytes are the same to us.
const LONGEST: usize = 4096;

fn main() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let house = own.parent().expect("the package lies in that of matterlint");
    let mut sites: Vec<BTreeMap<String, String>> = Vec::new();
    for fixture in fs::read_dir(house.join("fixtures")).expect("there are fixtures").flatten() {
        let Ok(folder) = SiteFolder::open(&fixture.path().join("site")) else { continue };
        let listing = folder.listing(None);
        sites.push(listing.iter().map(|path| (path.to_owned(), folder.source(path).text)).collect());
    }
    for page in files_below(&house.join("src/rules"), "md") {
        sites.extend(examples(&fs::read_to_string(page).expect("a page of a rule")));
    }
    let mut seeds = Seeds { folder: own.join("seeds"), count: 0 };
    for site in &sites {
        for target in ["site", "fixes"] {
            seeds.add(target, &in_parts(site).into_iter().map(|part| pack(&part)).collect::<Vec<_>>());
        }
        seeds.add("assist", &in_parts(site).into_iter().map(|part| format!("  {}", pack(&part))).collect::<Vec<_>>());
        for (path, text) in site {
            add_file(&mut seeds, path, text);
        }
    }
    println!("{} seeds of {} sites", seeds.count, sites.len());
}

/// A file as a seed of the targets that take one file.
fn add_file(seeds: &mut Seeds, path: &str, text: &str) {
    if path.ends_with(".json") {
        seeds.add("schema", &[text.to_owned()]);
    }
    if !path.ends_with(".md") {
        let name = CONFIGURATIONS.iter().position(|name| path.ends_with(name));
        seeds.add("config", &name.map(|number| chosen(text, number)).into_iter().collect::<Vec<_>>());
        return;
    }
    seeds.add("block", &[text.to_owned()]);
    for profile in [&hugo::PROFILE, &eleventy::PROFILE] {
        let read = FrontMatter::read(text, &profile.dialect);
        let Some(block) = read.block else { continue };
        let target = match block.format {
            Format::Yaml => "yaml",
            Format::Toml => "toml",
            Format::Json => "json",
            Format::Org | Format::JavaScript => continue,
        };
        seeds.add(target, &[block.content.of(text).to_owned()]);
        let mut open: Vec<_> = read.tree.root().into_iter().collect();
        while let Some(node) = open.pop() {
            open.extend(node.entries().map(|entry| entry.value));
            let scalar = node.scalar().filter(|scalar| scalar.text.starts_with(|c: char| c.is_ascii_digit()));
            seeds.add("dates", &scalar.map(|scalar| scalar.text.to_string()).into_iter().collect::<Vec<_>>());
        }
    }
}

/// `text`, so long that the target takes it for the configuration of this `number`.
fn chosen(text: &str, number: usize) -> String {
    let count = CONFIGURATIONS.len();
    let missing = (number + count - text.len() % count) % count;
    text.to_owned() + &"\n".repeat(missing)
}

/// A site in parts that are short enough, each with the files that lie at the site's root.
fn in_parts(site: &BTreeMap<String, String>) -> Vec<BTreeMap<String, String>> {
    let is_root = |path: &&String| !path.contains('/');
    let at_root = site.iter().filter(|(path, text)| is_root(path) && text.len() < LONGEST / 4);
    let base: BTreeMap<String, String> = at_root.map(|(path, text)| (path.clone(), text.clone())).collect();
    let mut parts = vec![base.clone()];
    for (path, text) in site.iter().filter(|(path, text)| !is_root(path) && text.len() < LONGEST / 2) {
        let mut last = parts.pop().unwrap_or_default();
        if pack(&last).len() + text.len() > LONGEST || last.len() > 10 {
            parts.push(last);
            last = base.clone();
        }
        last.insert(path.clone(), text.clone());
        parts.push(last);
    }
    parts
}

/// The sites in the page of a rule: a heading begins one, a fence with a path is one of its files.
fn examples(page: &str) -> Vec<BTreeMap<String, String>> {
    let mut sites = Vec::new();
    for example in page.split("\n### ").skip(1) {
        let mut site = BTreeMap::new();
        let mut rest = example;
        while let Some((_, behind)) = rest.split_once("\n```") {
            let ticks = behind.bytes().take_while(|byte| *byte == b'`').count();
            let fence = "`".repeat(3 + ticks);
            let Some((info, behind)) = behind[ticks..].split_once('\n') else { break };
            let Some((text, behind)) = behind.split_once(&format!("{fence}\n")) else { break };
            if let [_, path] = info.split_whitespace().collect::<Vec<_>>()[..] {
                site.insert(path.to_owned(), text.to_owned());
            }
            rest = behind;
        }
        sites.extend((!site.is_empty()).then_some(site));
    }
    sites
}

fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the package").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_below(&path, extension));
        } else if path.extension().is_some_and(|end| end == extension) {
            found.push(path);
        }
    }
    found
}

struct Seeds {
    folder: PathBuf,
    count: usize,
}

impl Seeds {
    fn add(&mut self, target: &str, texts: &[String]) {
        let folder = self.folder.join(target);
        fs::create_dir_all(&folder).expect("a folder can be made");
        for text in texts.iter().filter(|text| text.len() <= LONGEST) {
            fs::write(folder.join(self.count.to_string()), text).expect("a file can be written");
            self.count += 1;
        }
    }
}
