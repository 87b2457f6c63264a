//! The report for people, as it looks: `tests/reports/*.txt`, rewritten with `UPDATE=1`. Colour off, 100 columns.

use std::path::Path;

use matterlint::finding::{Finding, Fix, Related, Safety, Severity};
use matterlint::report::human::{self, Look};
use matterlint::report::{Report, Reported, ReportedPlace, concise, statistics};
use matterlint::text::{LineIndex, Position, Span};

/// A finding on an invented page. Places are named by their text, the first occurrence.
struct Sample {
    text: &'static str,
    lines: LineIndex,
    finding: Finding,
    others: Vec<(&'static str, LineIndex)>,
}

impl Sample {
    fn new(text: &'static str, place: &str, message: &str) -> Self {
        let start = text.find(place).unwrap();
        Self::at(text, Span::new(start, start + place.len()), message)
    }

    fn at(text: &'static str, span: Span, message: &str) -> Self {
        let finding = Finding {
            rule: "dates/lastmod-before-date",
            severity: Severity::Warning,
            path: "content/posts/a/index.md".to_owned(),
            span,
            key_path: None,
            message: message.to_owned(),
            help: None,
            related: Vec::new(),
            fix: None,
        };
        Self { text, lines: LineIndex::new(text), finding, others: Vec::new() }
    }

    fn rule(mut self, rule: &'static str, severity: Severity) -> Self {
        (self.finding.rule, self.finding.severity) = (rule, severity);
        self
    }

    fn help(mut self, help: &str) -> Self {
        self.finding.help = Some(help.to_owned());
        self
    }

    fn fix(mut self, safety: Safety, title: &str) -> Self {
        self.finding.fix = Some(Fix { safety, title: title.to_owned(), edits: Vec::new() });
        self
    }

    fn related(self, place: &str, message: &str) -> Self {
        let (path, text) = (self.finding.path.clone(), self.text);
        self.related_in(&path, text, place, message)
    }

    fn related_in(mut self, path: &str, text: &'static str, place: &str, message: &str) -> Self {
        let start = text.find(place).unwrap();
        let span = Span::new(start, start + place.len());
        self.finding.related.push(Related { path: path.to_owned(), span, message: message.to_owned() });
        self.others.push((text, LineIndex::new(text)));
        self
    }

    fn reported(&self) -> Reported<'_> {
        let related = self.finding.related.iter().zip(&self.others).map(|(related, (text, lines))| ReportedPlace {
            path: related.path.clone(),
            start: lines.position(related.span.start as usize, text),
            end: lines.position(related.span.end as usize, text),
            text,
            lines,
        });
        let at = |offset: u32| self.lines.position(offset as usize, self.text);
        Reported {
            path: self.finding.path.clone(),
            start: at(self.finding.span.start),
            end: at(self.finding.span.end),
            text: self.text,
            lines: &self.lines,
            related: related.collect(),
            edited: Vec::new(),
            finding: self.finding.clone(),
        }
    }

    fn render(&self, look: &Look) -> String {
        let mut out = String::new();
        human::finding(&self.reported(), look, &mut out).unwrap();
        out
    }

    fn expect(&self, name: &str) {
        expect(name, &self.render(&Look::default()));
    }
}

fn expect(name: &str, have: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(&file, have).unwrap();
    }
    let want = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(have, want, "{name}: run again with UPDATE=1 if the new report is meant");
}

/// The seed of the project: a Chinese post, changed five hours before it was written.
const SEED: &str = "---\ntitle: 用 Hugo 搭建博客\ndate: 2022-03-24T21:46:48+08:00\nlastmod: 2022-03-24T16:45:40+08:00\n\
    tags: [\"博客\", \"静态网站\", \"hugo \"]\nfeaturedImage: 封面图.png\n---\n\ntext\n";

const LASTMOD: &str = "2022-03-24T16:45:40+08:00";
const TOO_EARLY: &str = "`lastmod` 2022-03-24 16:45 is earlier than `date` 2022-03-24 21:46";

fn seed() -> Sample {
    Sample::new(SEED, LASTMOD, TOO_EARLY).related("2022-03-24T21:46:48+08:00", "written here")
}

#[test]
fn related_in_same_file() {
    seed().help("set `lastmod` to the day of the last change, or delete the line").expect("related_same_file");
}

#[test]
fn related_in_other_file() {
    let other = "---\ntitle: B\nurl: /first/\n---\n";
    Sample::new("---\ntitle: A\nurl: /first/\n---\n", "/first/", "`url` /first/ is also the address of another page")
        .rule("identity/duplicate-url", Severity::Error)
        .related_in("content/posts/b.md", other, "/first/", "the same address")
        .help("give one of the two pages another `url`")
        .expect("related_other_file");
}

#[test]
fn related_far_away_in_same_file() {
    let text = "---\ntags: [a]\nb: 1\nc: 2\nd: 3\ne: 4\nf: 5\ng: 6\nh: 7\ni: 8\ntags: [b]\n---\n";
    Sample::new(text, "tags: [b]", "`tags` is set twice; the generator stops with an error")
        .rule("syntax/duplicate-key", Severity::Error)
        .related("tags", "first set here")
        .expect("related_far");
}

#[test]
fn cjk() {
    Sample::new(SEED, "封面图.png", "no image `封面图.png` beside the page")
        .rule("images/missing-image", Severity::Error)
        .help("the nearest name is `封面.png`")
        .fix(Safety::Unsafe, "write `封面.png`")
        .expect("cjk");
    Sample::new(SEED, "静态网站", "`静态网站` is not in the vocabulary of `tags`")
        .rule("taxonomy/unknown-term", Severity::Warning)
        .related("hugo ", "this one ends with a blank")
        .expect("cjk_in_list");
}

#[test]
fn crlf() {
    let text = "---\r\ntitle: A\r\ndraft: yes\r\ndate: 2024-01-02\r\n---\r\n";
    Sample::new(text, "yes", "`draft: yes` is text to Hugo, which publishes the page")
        .rule("values/not-a-boolean", Severity::Error)
        .fix(Safety::Safe, "write `true`")
        .expect("crlf");
}

#[test]
fn bom() {
    let text = "\u{feff}---\ntitle: A\n---\n";
    Sample::new(text, "A", "`title` is one letter").expect("bom");
    Sample::new(text, "\u{feff}", "the file begins with a byte order mark")
        .rule("syntax/unreadable-delimiter", Severity::Error)
        .fix(Safety::Safe, "delete it")
        .expect("bom_meant");
}

#[test]
fn tab() {
    let text = "---\nseo:\n\ttitle: A\n\tnoindex:\tno\n---\n";
    Sample::new(text, "\t", "a tab cannot indent YAML")
        .rule("syntax/invalid-syntax", Severity::Error)
        .help("indent with blanks")
        .expect("tab");
    Sample::new(text, "no\n", "`noindex` is text").related("noindex", "this key").expect("tab_before");
}

#[test]
fn long_line() {
    let text: &'static str = Box::leak(
        format!("---\ntitle: A\ndescription: {}here{}\n---\n", "长 words ".repeat(150), " and more".repeat(90)).into(),
    );
    Sample::new(text, "here", "`here` says nothing").related("description", "in this key").expect("long_line");
    let whole: String = text.lines().nth(2).unwrap()["description: ".len()..].to_owned();
    Sample::new(text, &whole, "`description` has 2,114 characters; search engines show 160").expect("long_value");
}

#[test]
fn multi_line() {
    let text = "---\ntitle: A\ntags:\n  - a\n  - b\n  - c\ndate: 2024-01-02\n---\n";
    Sample::new(text, "- a\n  - b\n  - c", "`tags` is a list, a text is expected").expect("multi_line");
    let tall: &'static str = Box::leak(format!("---\ntags:\n{}date: 2024-01-02\n---\n", "  - a\n".repeat(40)).into());
    let value = "  - a\n".repeat(40);
    Sample::new(tall, value.trim(), "`tags` has 40 terms").expect("multi_line_tall");
}

#[test]
fn zero_width() {
    let text = "---\ntitle: A\nauthor:\n---\n";
    let end = text.find("author:").unwrap() + "author:".len();
    Sample::at(text, Span::at(end), "`author` is empty").expect("zero_width_line_end");
    let unclosed = "---\ntitle: A";
    Sample::at(unclosed, Span::at(unclosed.len()), "the front matter is not closed").expect("zero_width_file_end");
    Sample::at("", Span::at(0), "the file is empty").expect("zero_width_empty_file");
    Sample::at("---\n", Span::at(4), "nothing follows").expect("zero_width_last_empty_line");
}

#[test]
fn control_characters() {
    let text = "---\ntitle: \"a\u{1b}[31mred\u{202e}drow\u{200b}\"\nurl: /a\u{a0}b/\n---\n";
    Sample::new(text, "\u{200b}", "`title` has a \u{1b}[31mzero-width\u{1b}[0m space").expect("control_characters");
    Sample::new(text, "\u{a0}", "`url` holds a no-break space").expect("no_break_space");
}

#[test]
fn long_message() {
    seed().help(&"what to type is a long story here ".repeat(6)).expect("long_help");
    Sample::new(SEED, LASTMOD, &"a message that does not stop ".repeat(6)).expect("long_message");
}

#[test]
fn ascii() {
    let look = Look { unicode: false, ..Look::default() };
    expect("ascii", &seed().help("set `lastmod` to a later day").fix(Safety::Safe, "delete it").render(&look));
}

#[test]
fn narrow() {
    let look = Look { width: 48, ..Look::default() };
    expect("narrow", &seed().help("set `lastmod` to a later day, or delete the line").render(&look));
}

#[test]
fn narrated() {
    let look = Look { narrated: true, ..Look::default() };
    expect("narrated", &seed().help("set `lastmod` to a later day").fix(Safety::Safe, "delete it").render(&look));
}

#[test]
fn colour_changes_nothing_but_colour() {
    let sample = seed().help("set `lastmod` to a later day").fix(Safety::Safe, "delete it");
    let coloured = sample.render(&Look { color: true, ..Look::default() });
    assert!(coloured.contains("\u{1b}[") && !coloured.contains("\u{1b}]8"));
    assert_eq!(without_ansi(&coloured), sample.render(&Look::default()));
}

#[test]
fn every_place_of_a_text_can_be_reported() {
    let text = "\u{feff}---\r\ntitle: 标题\t👩‍💻\rtags:\n- é\u{301}\n\n+++\n\u{202e}";
    let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    for look in [Look::default(), Look { width: 20, unicode: false, ..Look::default() }] {
        for (i, from) in places.iter().enumerate() {
            for to in &places[i..] {
                let out = Sample::at(text, Span::new(*from, *to), "m").render(&look);
                assert!(!out.contains("Failed"), "{from}..{to}: {out}");
                assert!(out.lines().any(|line| line.contains(['━', '▶', '^', '>', '▲'])), "{from}..{to}: {out}");
            }
        }
    }
}

#[test]
fn advice_is_shown_when_asked_for_and_counted_by_rule() {
    let fixable = seed().fix(Safety::Safe, "delete it");
    let advice =
        Sample::new(SEED, "hugo ", "`hugo ` ends\nwith a blank").rule("taxonomy/malformed-term", Severity::Info);
    let report = Report { findings: [&fixable, &fixable, &advice].map(Sample::reported).into(), ..Report::default() };
    let look = Look::default();
    let written = |least| {
        let (mut full, mut lines) = (Vec::new(), Vec::new());
        human::write(&report, least, &look, &mut full).unwrap();
        concise::write(&report, least, &look, &mut lines).unwrap();
        (String::from_utf8(full).unwrap(), String::from_utf8(lines).unwrap())
    };
    let (full, lines) = written(Severity::Warning);
    assert!(!full.contains("malformed-term") && lines.lines().count() == 2);
    let (full, lines) = written(Severity::Info);
    assert!(full.contains("info[taxonomy/malformed-term]"));
    let last = "content/posts/a/index.md:5:23: info: `hugo ` ends with a blank [taxonomy/malformed-term]";
    assert_eq!(lines.lines().last(), Some(last));
    expect("statistics", &statistics::table(&statistics::rows(&report, Severity::Info), &look));
    let row = statistics::row_json(&statistics::rows(&report, Severity::Warning)[0]);
    assert_eq!((&row["findings"], &row["fixable"]), (&2.into(), &2.into()));
}

#[test]
fn of_many_that_say_the_same_a_few_are_shown_and_the_others_named() {
    let written = |samples: &[Sample]| {
        let report = Report { findings: samples.iter().map(Sample::reported).collect(), ..Report::default() };
        let mut out = Vec::new();
        human::write(&report, Severity::Warning, &Look::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let empty = |number: usize| {
        Sample::new(SEED, "hugo ", &format!("`tags[{number}]` is empty")).rule("taxonomy/null-term", Severity::Warning)
    };
    let few: Vec<Sample> = (0..10).map(empty).collect();
    assert_eq!(written(&few).matches("is empty").count(), 10);
    let many: Vec<Sample> = (0..30).map(empty).collect();
    let report = written(&many);
    assert_eq!(report.matches("is empty").count(), 3);
    assert!(
        report.contains("warning[taxonomy/null-term]: 27 more like those above\n  content/posts/a/index.md:5:23\n")
    );
    assert!(report.ends_with("and 7 more places: --format concise --select taxonomy/null-term lists all\n\n"));
}

#[test]
fn a_long_line_costs_no_more_than_its_excerpt() {
    let text: &'static str = Box::leak(format!("{{\"a\": [{}]}}\n", "1, ".repeat(300_000)).into());
    let mut sample = Sample::at(text, Span::at(0), "m");
    for at in (100..800_000).step_by(400) {
        sample.finding.span = Span::new(at, at + 1);
        // Counting columns is the business of whoever makes the report; drawing takes them as they are.
        let start = Position { line: 1, column: at + 1 };
        let (lines, finding) = (&sample.lines, sample.finding.clone());
        let path = finding.path.clone();
        let reported =
            Reported { finding, path, start, end: start, text, lines, related: Vec::new(), edited: Vec::new() };
        let mut out = String::new();
        human::finding(&reported, &Look::default(), &mut out).unwrap();
        assert!(out.len() < 2_000);
    }
    // Half a second unoptimised; minutes if each finding read its line.
}

fn without_ansi(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.split_once('m').map_or("", |(_, rest)| rest))
}

/// For the eye: `cargo test --test all human_report showcase -- --ignored --nocapture`.
#[test]
#[ignore = "prints in colour, for looking at"]
fn showcase() {
    let look = Look { color: true, ..Look::default() };
    let samples = [
        seed()
            .help("set `lastmod` to the day of the last change, or delete the line")
            .fix(Safety::Safe, "delete `lastmod`"),
        Sample::new(SEED, "封面图.png", "no image `封面图.png` beside the page")
            .rule("images/missing-image", Severity::Error)
            .help("the nearest name is `封面.png`"),
        Sample::new(SEED, "静态网站", "`静态网站` is not in the vocabulary of `tags`")
            .rule("taxonomy/unknown-term", Severity::Info)
            .related_in("data/tags.yaml", "- 网站\n", "网站", "the nearest term"),
        Sample::new("---\ntags:\n  - a\n  - b\nkey: 1\n---\n", "- a\n  - b", "`tags` is a list, a text is expected")
            .rule("values/wrong-type", Severity::Error),
    ];
    println!("\nHugo site (hugo.toml), 1,234 pages\n");
    for sample in samples {
        println!("{}", sample.render(&look));
    }
    let summary = matterlint::report::Summary { files: 1234, errors: 2, warnings: 1, fixable: 1, ..Default::default() };
    let report = matterlint::report::Report { summary, ..Default::default() };
    let took = Some(std::time::Duration::from_millis(12));
    print!("{}", matterlint::report::summary::summary(&report, Severity::Warning, took, &look));
}
