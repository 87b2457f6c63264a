//! Invented sites: as many pages as wanted, of realistic sizes and in several languages, the same for the same seed. One
//! page of a hundred has a fault of a known kind.

mod block;
mod faults;
mod page;
mod png;
mod random;
mod site_files;
mod words;

use faults::Around;
use page::Place;
use random::Random;
use words::{ENGLISH, Language, OTHERS};

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many pages, beside the list pages of the sections.
    pub pages: usize,
    /// What all chance follows from.
    pub seed: u64,
    /// How many pages of 1,000 have a fault.
    pub faults: usize,
}

/// A file of a site.
pub struct File {
    /// Its path in the site, with `/`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A mistake that was planted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The path of the page.
    pub path: String,
    /// The first line that is part of it, counted from 1.
    pub line: usize,
    /// The last line that is part of it. A missing key is missing in the whole block, a missing delimiter in the file.
    pub last_line: usize,
    /// The page that a program may report in its place.
    pub or: Option<String>,
    /// One of the names in `faults.rs`.
    pub kind: &'static str,
}

impl Default for Plan {
    fn default() -> Self {
        Self { pages: 1_000, seed: 1, faults: 10 }
    }
}

/// Hands the files of a site to `take`, one by one, as the largest sites do not fit into memory twice. Returns what is
/// wrong with them.
pub fn invent(plan: Plan, take: &mut dyn FnMut(File)) -> Vec<Fault> {
    site_files::all().for_each(&mut *take);
    let mut faults = Vec::new();
    let mut before: Option<Place> = None;
    let mut open = OTHERS.len();
    let english = ENGLISH.words();
    let others = OTHERS.each_ref().map(Language::words);
    for index in 0..plan.pages {
        let random = &mut Random::new(plan.seed, index);
        // One page of six is followed by its translations, one after the other.
        let is_translation = before.is_some() && open < OTHERS.len();
        let place = match &before {
            Some(place) if is_translation => place.clone(),
            _ => Place::new(index, random, &english),
        };
        let (language, words) = if is_translation { (&OTHERS[open], &others[open]) } else { (&ENGLISH, &english) };
        let path = place.path(is_translation.then_some(language.code));
        let mut block = page::block(&place, random, language, words);
        let is_faulty = random.below(1_000) < plan.faults;
        let address = before.as_ref().filter(|_| !is_translation).map_or_else(String::new, Place::address);
        let around = Around { address: &address, date: &place.date };
        let kind = is_faulty.then(|| faults::plant(&mut block, &around, faults.len(), random));
        let written = block.write(random);
        let size = random.heavy_tail(1_000, 40_000);
        let text = written.text + &page::body(size, &place, random, language, words);
        if let Some(kind) = kind {
            let (line, last_line) = match written.faulty {
                Some(lines) => lines,
                None if kind == faults::UNCLOSED_BLOCK => (1, block::lines(&text)),
                None => (1, written.lines),
            };
            let or = before.as_ref().filter(|_| kind == faults::DUPLICATE_URL).map(|before| before.path(None));
            faults.push(Fault { path: path.clone(), line, last_line, or, kind });
        }
        take(File { path, bytes: text.into_bytes() });
        if !is_translation {
            site_files::pictures(&place).for_each(&mut *take);
        }
        open = match is_translation {
            true => open + 1,
            false if random.chance(6) => 0,
            false => OTHERS.len(),
        };
        before = Some(place);
    }
    faults
}
