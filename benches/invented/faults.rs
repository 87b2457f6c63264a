//! The mistakes that are planted, one on a page. Each is a kind that writers make, and each leaves a page that is fine but
//! for that.

use super::block::{Block, Entry, Format, Value};
use super::random::Random;
use super::words::{CATEGORIES, TAGS};

/// What a fault has to know of the site around it.
pub struct Around<'a> {
    /// The address of another page.
    pub address: &'a str,
    /// The date of the page.
    pub date: &'a str,
}

/// A kind of fault and the function that plants it, unless it cannot be made in a block like this.
pub type Kind = (&'static str, fn(&mut Block, &Around<'_>, &mut Random) -> bool);

/// The kind that two pages are equally guilty of.
pub const DUPLICATE_URL: &str = "duplicate-url";
/// The kind that leaves open where the block was to end.
pub const UNCLOSED_BLOCK: &str = "unclosed-block";

/// The kinds, planted by turns.
pub const KINDS: [Kind; 20] = [
    ("missing-key", missing_key),
    ("wrong-type", |block, _, _| put(block, "weight", Value::Text("heavy".to_owned()))),
    ("value-not-allowed", |block, _, _| put(block, "layout", Value::Text("wdie".to_owned()))),
    ("impossible-date", |block, around, _| {
        let year = around.date.get(..4).unwrap_or("2020");
        put(block, "date", Value::Date(format!("{year}-02-31")))
    }),
    ("unparsable-date", |block, _, _| put(block, "date", Value::Text("the second Tuesday".to_owned()))),
    ("lastmod-before-date", |block, around, _| put(block, "lastmod", Value::Date(years_away(around.date, -2)))),
    ("expiry-before-date", |block, around, _| put(block, "expiryDate", Value::Date(years_away(around.date, -1)))),
    ("misspelt-key", misspelt_key),
    ("duplicate-key", duplicate_key),
    // In JSON, the quote would take the rest of the block with it, and which line is wrong is open.
    ("unclosed-quote", |block, _, _| {
        block.format != Format::Json && put(block, "title", Value::Raw("\"Harbour lights".to_owned()))
    }),
    ("colon-in-title", |block, _, _| {
        block.format == Format::Yaml && put(block, "title", Value::Raw("Green tea: a short history".to_owned()))
    }),
    (UNCLOSED_BLOCK, unclosed_block),
    ("not-a-boolean", |block, _, _| block.format == Format::Yaml && put(block, "draft", Value::Raw("yes".to_owned()))),
    ("missing-image", |block, _, _| put(block, "cover", Value::Text("lost-picture.png".to_owned()))),
    // Not beside the page: there, Hugo finds a picture in any letter case.
    ("image-case", |block, _, _| put(block, "cover", Value::Text("/images/view-07.PNG".to_owned()))),
    ("unknown-term", |block, _, random| {
        let tag = misspelt(random, &TAGS);
        put(block, "tags", Value::List(vec![tag]))
    }),
    ("duplicate-term", |block, _, random| {
        let tag = (*random.choice(&TAGS)).to_owned();
        put(block, "tags", Value::List(vec![tag.clone(), tag]))
    }),
    ("misspelt-term", |block, _, random| {
        let category = misspelt(random, &CATEGORIES);
        put(block, "categories", Value::List(vec![category]))
    }),
    (DUPLICATE_URL, |block, around, _| {
        !around.address.is_empty() && put(block, "url", Value::Text(around.address.to_owned()))
    }),
    ("alias-hides-page", |block, around, _| {
        !around.address.is_empty() && put(block, "aliases", Value::List(vec![around.address.to_owned()]))
    }),
];

/// Plants the next kind that a block like this can have, beginning with number `turn`, and names it.
pub fn plant(block: &mut Block, around: &Around<'_>, turn: usize, random: &mut Random) -> &'static str {
    let by_turns = KINDS.iter().cycle().skip(turn % KINDS.len());
    for (name, kind) in by_turns.take(KINDS.len()) {
        if kind(block, around, random) {
            return name;
        }
    }
    unreachable!("a date can be impossible in every block")
}

fn put(block: &mut Block, key: &'static str, value: Value) -> bool {
    block.put(Entry { key, value, is_faulty: true });
    true
}

fn missing_key(block: &mut Block, _: &Around<'_>, _: &mut Random) -> bool {
    block.entries.retain(|entry| entry.key != "description");
    true
}

fn misspelt_key(block: &mut Block, _: &Around<'_>, _: &mut Random) -> bool {
    let Some(entry) = block.entry("description") else { return false };
    entry.key = "descripton";
    entry.is_faulty = true;
    true
}

fn duplicate_key(block: &mut Block, _: &Around<'_>, _: &mut Random) -> bool {
    // JSON takes the last one, and so does every reader of it.
    if block.format == Format::Json {
        return false;
    }
    let second = Entry { key: "title", value: Value::Text("Another title".to_owned()), is_faulty: true };
    block.entries.insert(2, second);
    true
}

fn unclosed_block(block: &mut Block, _: &Around<'_>, _: &mut Random) -> bool {
    // The brace is all that a block of JSON has for an end.
    block.is_closed = block.format == Format::Json;
    !block.is_closed
}

/// One of the longer `terms` with a wrong letter in its middle, in so many ways that hardly two pages have the same: one
/// finding would be about both.
fn misspelt(random: &mut Random, terms: &[&str]) -> String {
    let long: Vec<&str> = terms.iter().copied().filter(|term| term.len() > 6).collect();
    let mut letters: Vec<char> = random.choice(&long).chars().collect();
    let place = random.between(2, letters.len() - 3);
    let others: Vec<char> = ('a'..='z').filter(|letter| *letter != letters[place]).collect();
    letters[place] = *random.choice(&others);
    letters.into_iter().collect()
}

/// `date` in another year.
fn years_away(date: &str, years: i32) -> String {
    let (year, rest) = date.split_at(4);
    let year: i32 = year.parse().unwrap_or(2020);
    format!("{}{rest}", year + years)
}
