//! One invented page: where it lies, its front matter, its text and its pictures.

use super::block::{Block, Entry, Format, Value};
use super::random::Random;
use super::words::{AUTHORS, CATEGORIES, Language, TAGS, capitalized, phrase};

/// The sections of a site, with the share of its pages in percent.
pub const SECTIONS: [(&str, usize); 5] = [("posts", 55), ("docs", 20), ("notes", 12), ("recipes", 8), ("projects", 5)];

/// Where a page lies, the same in all its languages.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder below `content/`: `posts/2019`.
    pub folder: String,
    /// The last part of its address.
    pub slug: String,
    /// Whether it is a folder with pictures of its own.
    pub is_bundle: bool,
    /// Its day, which all translations share.
    pub date: String,
}

impl Place {
    /// The place of page `index`.
    pub fn new(index: usize, random: &mut Random, words: &[&str]) -> Self {
        let (year, month, day) = (random.between(2012, 2025), random.between(1, 12), random.between(1, 28));
        let section = section(random.below(100));
        let folder = match section {
            "posts" | "notes" => format!("{section}/{year}"),
            _ => format!("{section}/{}", words[random.below(24)]),
        };
        let slug = [*random.choice(words), *random.choice(words), &index.to_string()].join("-");
        let time = match random.below(3) {
            0 => String::new(),
            1 => format!("T{:02}:{:02}:00Z", random.below(24), random.below(60)),
            _ => format!("T{:02}:{:02}:00+02:00", random.below(24), random.below(60)),
        };
        Self { folder, slug, is_bundle: random.chance(25), date: format!("{year}-{month:02}-{day:02}{time}") }
    }

    /// The path of the page in the language with `code`, `None` for the first one.
    pub fn path(&self, code: Option<&str>) -> String {
        let Self { folder, slug, .. } = self;
        let language = code.map_or_else(String::new, |code| format!(".{code}"));
        let name = if self.is_bundle { "/index" } else { "" };
        format!("content/{folder}/{slug}{name}{language}.md")
    }

    /// The address in the first language.
    pub fn address(&self) -> String {
        format!("/{}/{}/", self.folder, self.slug)
    }

    /// The pictures beside the page.
    pub fn pictures(&self) -> Vec<&'static str> {
        let all = ["cover.png", "detail.png", "sketch.png"];
        let count = if self.is_bundle { 1 + self.slug.len() % all.len() } else { 0 };
        all.into_iter().take(count).collect()
    }
}

/// The pictures that all pages may use.
pub fn shared_pictures() -> impl Iterator<Item = String> {
    (1..=40).map(|number| format!("static/images/view-{number:02}.png"))
}

/// The front matter of the page at `place`: between 5 and 25 lines in most cases.
pub fn block(place: &Place, random: &mut Random, language: &Language, words: &[&str]) -> Block {
    let format = match random.below(100) {
        0..78 => Format::Yaml,
        78..96 => Format::Toml,
        _ => Format::Json,
    };
    let text = |random: &mut Random, least, most| {
        let count = random.between(least, most);
        phrase(random, language, words, count)
    };
    let mut title = text(random, 2, 6);
    match random.below(20) {
        0 => title.push_str(": a guide"),
        1 => title = format!("The \"{title}\" letters"),
        2 => title.push_str(" & more"),
        _ => {}
    }
    let description = text(random, 8, 18) + language.stop;
    let is_long = random.chance(15);
    let mut entries = vec![
        Entry::new("title", Value::Text(title)),
        Entry::new("date", Value::Date(place.date.clone())),
        Entry::new("description", if is_long { Value::Long(description) } else { Value::Text(description) }),
    ];
    let mut add = |key, value| entries.push(Entry::new(key, value));
    if random.chance(45) {
        add("lastmod", Value::Date(next_day(&place.date)));
    }
    if random.chance(35) {
        add("slug", Value::Text(place.slug.clone()));
    }
    if random.chance(85) {
        let (first, count) = (random.below(TAGS.len()), random.between(1, 6));
        let tags = TAGS.iter().cycle().skip(first).step_by(5).take(count);
        add("tags", Value::List(tags.map(|tag| (*tag).to_owned()).collect()));
    }
    if random.chance(60) {
        add("categories", Value::List(vec![(*random.choice(&CATEGORIES)).to_owned()]));
    }
    if random.chance(50) {
        add("authors", Value::List(vec![(*random.choice(&AUTHORS)).to_owned()]));
    }
    if random.chance(40) {
        add("draft", Value::Bare("false".to_owned()));
    }
    if random.chance(25) {
        add("weight", Value::Bare(random.between(1, 900).to_string()));
    }
    if random.chance(20) {
        add("layout", Value::Text((*random.choice(&["wide", "narrow", "gallery"])).to_owned()));
    }
    match place.is_bundle {
        true => add("cover", Value::Text("cover.png".to_owned())),
        false if random.chance(30) => {
            add("cover", Value::Text(format!("/images/view-{:02}.png", random.between(1, 40))));
        }
        false => {}
    }
    if random.chance(10) {
        add("aliases", Value::List(vec![format!("/old/{}/{}/", language.code, place.slug)]));
    }
    if random.chance(30) {
        let bare = |random: &mut Random| Value::Bare((*random.choice(&["true", "false"])).to_owned());
        let search = vec![
            Entry::new("keywords", Value::List(words.iter().take(4).map(|word| capitalized(word)).collect())),
            Entry::new("priority", Value::Bare(format!("0.{}", random.between(1, 9)))),
        ];
        let params = vec![
            Entry::new("featured", bare(random)),
            Entry::new("subtitle", Value::Text(text(random, 3, 7))),
            Entry::new("search", Value::Map(search)),
        ];
        entries.push(Entry::new("params", Value::Map(params)));
    }
    if place.is_bundle && random.chance(40) {
        let named = |name: &&str| {
            [("src", *name), ("title", name.trim_end_matches(".png"))]
                .map(|(key, text)| Entry::new(key, Value::Text(text.to_owned())))
                .to_vec()
        };
        entries.push(Entry::new("resources", Value::Maps(place.pictures().iter().map(named).collect())));
    }
    Block { format, entries, is_closed: true }
}

/// The text below the front matter, about `size` bytes.
pub fn body(size: usize, place: &Place, random: &mut Random, language: &Language, words: &[&str]) -> String {
    let mut text = String::with_capacity(size + 400);
    while text.len() < size {
        text.push('\n');
        match random.below(20) {
            0 | 1 => {
                let count = random.between(2, 5);
                text.push_str(&format!("## {}\n", phrase(random, language, words, count)));
            }
            2 => {
                for _ in 0..random.between(2, 6) {
                    let count = random.between(3, 9);
                    text.push_str(&format!("- {}\n", phrase(random, language, words, count)));
                }
            }
            3 => {
                let (name, number) = (random.choice(words), random.below(1000));
                text.push_str(&format!("```sh\ncast --off --line {number} # {name}\n```\n"));
            }
            4 if place.is_bundle => text.push_str(&format!("![{}](cover.png)\n", random.choice(words))),
            5 if random.chance(20) => text.push_str("---\n"),
            _ => paragraph(&mut text, random, language, words),
        }
    }
    text
}

fn paragraph(text: &mut String, random: &mut Random, language: &Language, words: &[&str]) {
    for sentence in 0..random.between(2, 7) {
        if sentence > 0 && !language.is_dense {
            text.push(' ');
        }
        let count = random.between(5, 16);
        text.push_str(&phrase(random, language, words, count));
        text.push_str(language.stop);
    }
    text.push('\n');
}

fn section(percent: usize) -> &'static str {
    let mut left = percent;
    for (name, share) in SECTIONS {
        if left < share {
            return name;
        }
        left -= share;
    }
    SECTIONS[0].0
}

/// The day after `date`, whose day is at most 28 and whose month has more than 28 days then, written alike.
fn next_day(date: &str) -> String {
    let (month, rest) = date.split_at(8);
    let (day, time) = rest.split_at(2);
    match day.parse::<u32>() {
        Ok(day) if day < 28 => format!("{month}{:02}{time}", day + 1),
        // The same moment is not before itself.
        _ => date.to_owned(),
    }
}
