//! Pages, configurations and schemas that take some program ages, or its whole stack. Each has to end in a second with
//! `cargo test --release`, which prints how long they took. Without optimisation most are a tenth as large.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use matterlint::assist::Asked;
use matterlint::assist::completion::complete;
use matterlint::finding::{Safety, Severity};
use matterlint::fix::fix_all;
use matterlint::listing::Listing;
use matterlint::open::{self, OpenError};
use matterlint::report::human::{self, Look};
use matterlint::report::{Report, Standpoint, Texts};

use super::support::{self, Files};

/// What one of these may take. Without optimisation, what goes wrong here takes hours.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 120 } else { 1 });

/// Machines that run tests do other things, too: what was slow once may have been slowed down.
const TRIES: usize = 3;

/// Why nothing is as large as it could be.
const SMALLER: usize = if cfg!(debug_assertions) { 40 } else { 1 };

/// A large text of many `piece`s.
fn many(piece: &str, count: usize) -> String {
    piece.repeat(count / SMALLER)
}

/// Checks, repairs, renders and completes a site of `files`; says how long that took.
fn put_through(name: &str, files: &Files) {
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let mut fastest = Duration::MAX;
    for _ in 0..TRIES {
        fastest = fastest.min(one_thread.install(|| time(files)));
        if fastest < LIMIT {
            println!("{:>7} ms  {name}", fastest.as_millis());
            return;
        }
    }
    panic!("{name} took {fastest:?}");
}

fn time(files: &Files) -> Duration {
    let began = at_work();
    let texts = files.clone().into_iter().collect::<std::collections::HashMap<_, _>>();
    let opened = open::assemble(Listing::new(files.keys().cloned()), &texts, &support::options());
    if let Err(OpenError::Configuration { problems, .. }) = &opened {
        assert!(!problems.is_empty());
    } else {
        let mut workspace = support::workspace(files, &support::options());
        let others = std::collections::HashMap::new();
        let mut report = Report::default();
        report.add(workspace.verdict(), &Texts::new(&workspace, &others), &Standpoint::default());
        human::write(&report, Severity::Info, &Look::default(), &mut std::io::sink()).unwrap();
        for page in workspace.pages() {
            let asked = Asked::new(&workspace, &texts, &page.path, support::today()).unwrap();
            complete(&asked, page.text.len() / 2);
        }
        drop(report);
        fix_all(&mut workspace, Safety::Safe, |_| true);
    }
    at_work() - began
}

/// How long this thread was at work until now. Where the system does not tell: how long the tests have run.
fn at_work() -> Duration {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGAN.elapsed(), Duration::from_nanos)
}

/// A Hugo site with one page of each text.
fn pages(texts: &[String]) -> Files {
    let mut files: Files = [("hugo.toml".to_owned(), "title = 'T'\n".to_owned())].into();
    files.extend(texts.iter().enumerate().map(|(n, text)| (format!("content/{n}.md"), text.clone())));
    files
}

fn put_page_through(name: &str, text: String) {
    put_through(name, &pages(&[text]));
}

fn yaml(block: &str) -> String {
    format!("---\n{block}\n---\nA text.\n")
}

fn numbered(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count / SMALLER).map(line).collect()
}

#[test]
fn deep_nesting() {
    for (name, block) in [
        ("brackets", format!("a: {}", many("[", 100_000))),
        ("closed brackets", format!("a: {}{}", many("[", 50_000), many("]", 50_000))),
        ("braces", format!("a: {}", many("{a: ", 25_000))),
        ("question marks", many("? ", 10_000)),
        ("dashes", many("- ", 10_000)),
        ("stairs of maps", numbered(1_000, |n| format!("{}k:\n", " ".repeat(n)))),
        ("stairs down again and again", numbered(5_000, |n| format!("{}k:\n", " ".repeat(n % 90)))),
        ("tags", format!("a: {}", many("!t ", 50_000))),
        ("quoted keys", format!("a: {}", many("{\"a\": ", 25_000))),
    ] {
        put_page_through(name, yaml(&block));
    }
    put_page_through("TOML brackets", format!("+++\na = {}\n+++\n", many("[", 100_000)));
    put_page_through("TOML tables", format!("+++\n[{}a]\n+++\n", many("a.", 50_000)));
    put_page_through("TOML dotted keys", format!("+++\n{}a = 1\n+++\n", many("a.", 50_000)));
    put_page_through("TOML inline tables", format!("+++\na = {}\n+++\n", many("{a = ", 50_000)));
    put_page_through("JSON brackets", format!("{{\"a\": {}", many("[", 200_000)));
    put_page_through("JSON maps", format!("{}1{}\n", many("{\"a\": ", 50_000), many("}", 50_000)));
    for mark in ["![](", "[", "*a_", "> ", "`", "<a ", "- ", "| a "] {
        put_page_through(&format!("a body of {mark:?}"), format!("---\ntitle: A\n---\n{}", many(mark, 50_000)));
    }
}

#[test]
fn aliases() {
    let laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned()
        + &(0..9).map(|n| format!("a{}: &a{} [{}]\n", n + 1, n + 1, format!("*a{n}, ").repeat(9))).collect::<String>();
    put_page_through("aliases, nine to the ninth", yaml(&laughs));
    let merges = "m0: &m0 {k: v}\n".to_owned()
        + &(0..40).map(|n| format!("m{}: &m{} {{<<: [*m{n}, *m{n}], k{n}: v}}\n", n + 1, n + 1)).collect::<String>();
    put_page_through("merges, two to the fortieth", yaml(&merges));
    put_page_through("merges of itself", yaml("a: &a\n  <<: *a\n  b: &b {<<: [*a, *b]}\n<<: *a"));
    put_page_through("many anchors", yaml(&numbered(9_000, |n| format!("a{n}: &a x\n"))));
    put_page_through("one alias many times", yaml(&format!("a: &a [x]\ntags: [{}]", many("*a, ", 15_000))));
    let tags = laughs.replace("a9:", "tags:");
    put_page_through("aliases as tags", yaml(&tags));
    for file in ["_config.yml", "mkdocs.yml", "matterlint.yaml", "hugo.yaml"] {
        let files = [(file.to_owned(), laughs.clone()), ("content/a.md".to_owned(), yaml("title: A"))];
        put_through(&format!("aliases in {file}"), &files.into());
    }
}

#[test]
fn size() {
    put_page_through("10 MB of body", format!("---\ntitle: A\n---\n{}", many("A line of the text.\n", 500_000)));
    put_page_through("10 MB on one line", format!("---\ntitle: A\n---\n{}", many("x ", 5_000_000)));
    put_page_through("10 MB of scalar", yaml(&format!("title: {}", many("x ", 5_000_000))));
    put_page_through("1 MB of scalar", yaml(&format!("title: {}", many("x ", 500_000))));
    put_page_through("1 MB of date", yaml(&format!("date: 2024-01-{}", many("0", 1_000_000))));
    put_page_through("1 MB of zone", yaml(&format!("date: 2024-01-02 {}", many("UTC+", 200_000))));
    put_page_through("1 MB of number", yaml(&format!("weight: {}", many("9", 1_000_000))));
    put_page_through("1 MB of slug", yaml(&format!("slug: {}", many("É /", 200_000))));
    put_page_through("1 MB of image", yaml(&format!("images: ['{}a.png']", many("../", 300_000))));
    put_page_through("1 MB of tag", yaml(&format!("tags: ['{}']", many("a, ", 300_000))));
    put_page_through("1 MB of quotes", yaml(&format!("title: {}", many("\"", 1_000_000))));
    put_page_through("1 MB of backslashes", yaml(&format!("title: \"{}", many("\\", 1_000_000))));
    put_page_through("1 MB of key", yaml(&format!("{}: a", many("k", 1_000_000))));
    put_page_through("keys", yaml(&numbered(60_000, |n| format!("key{n}: {n}\n"))));
    put_page_through("as many keys as are judged", yaml(&numbered(9_900, |n| format!("titel{n}: {n}\n"))));
    put_page_through("tags", yaml(&format!("tags: [{}]", numbered(50_000, |n| format!("tag {n}, ")))));
    put_page_through(
        "as many tags as are judged",
        yaml(&format!("tags: [{}]", numbered(19_000, |n| format!("Tag-{n}, ")))),
    );
    for count in [3_000, 18_000] {
        let tags = numbered(count, |n| format!("- \"tag {n} \"\n"));
        put_page_through(&format!("{count} tags with a blank behind each"), yaml(&format!("tags:\n{tags}")));
    }
    put_page_through("one tag 19,000 times", yaml(&format!("tags: [{}]", many("a, ", 19_000))));
    put_page_through("one key 100,000 times", yaml(&many("title: a\n", 100_000)));
    put_page_through("one key 9,900 times", yaml(&many("title: a\n", 9_900)));
    put_page_through("one key 9,900 times, each time other", yaml(&numbered(9_900, |n| format!("title: {n}\n"))));
    put_page_through("TOML, one key 20,000 times", format!("+++\n{}+++\n", many("a = 1\n", 20_000)));
    put_page_through("TOML tables", format!("+++\n{}+++\n", many("[[a]]\n", 50_000)));
    put_page_through("JSON, one key 9,900 times", format!("{{{}\"z\": 1}}\n", many("\"a\": 1, ", 9_900)));
    put_page_through("3,000 mistakes", yaml(&numbered(3_000, |n| format!("k{n}: @a\n"))));
    put_page_through("3,000 full-width colons", yaml(&numbered(3_000, |n| format!("k{n}：a\n"))));
    put_page_through("comments that suppress", yaml(&many("# matterlint: ignore[dates/future-date]\n", 20_000)));
    let ignoring = |n| format!("k{n}: 1 # matterlint: ignore[dates/future-date]\n");
    put_page_through("a comment that suppresses nothing behind each key", yaml(&numbered(5_000, ignoring)));
    put_page_through("Org", many("#+TITLE: a\n", 100_000));
    let pages_with_tags: Vec<String> =
        (0..8).map(|page| yaml(&format!("tags: [{}]", numbered(4_000, |n| format!("tag{page}x{n}, "))))).collect();
    put_through("32,000 tags on eight pages", &pages(&pages_with_tags));
    let same: Vec<String> =
        (0..2_000).map(|n| yaml(&format!("title: A\nurl: /a/\naliases: [/b/]\nweight: {n}"))).collect();
    put_through("2,000 pages at one address", &pages(&same));
}

#[test]
fn odd_characters() {
    for (name, odd) in [
        ("NUL", "\0"),
        ("lone CR", "\r"),
        ("CRLF", "\r\n"),
        ("BOM", "\u{feff}"),
        ("tabs", "\t"),
        ("no-break spaces", "\u{a0}"),
        ("line separators", "\u{2028}"),
        ("next lines", "\u{85}"),
        ("combining marks", "e\u{301}"),
        ("astral", "👩‍💻"),
        ("colons", ": "),
        ("fences", "---\n"),
        ("dotted fences", "...\n"),
        ("plus fences", "+++\n"),
        ("semicolons", ";;;\n"),
        ("templates", "{{ "),
        ("Liquid", "{% "),
        ("percent signs", "%2"),
        ("full-width colons", "：\n"),
        ("curly quotes", "“"),
        ("mistakes", "a: b: c\n"),
        ("unclosed quotes", "a: 'x\n"),
        ("unclosed brackets", "a: [\n"),
        ("tabs before keys", "\tx: @\n"),
        ("dashes behind keys", "tags: - a\n"),
    ] {
        let many = many(odd, if cfg!(debug_assertions) { 6_000 } else { 30_000 });
        put_page_through(&format!("nothing but {name}"), many.clone());
        put_page_through(&format!("{name} in a block"), format!("---\ntitle: A\n{many}\n---\n"));
        put_page_through(&format!("{name} in a value"), format!("---\ntitle: A{many}\ndate: 2024-1-2\n---\n"));
        put_page_through(&format!("{name} in TOML"), format!("+++\ntitle = \"A{many}\"\n{many}+++\n"));
        put_page_through(&format!("{name} behind a block"), format!("---\ntitle: A\n---\n{many}"));
    }
}

#[test]
fn configurations() {
    let long = "a/".repeat(200) + "b.md";
    let page = || ("content/".to_owned() + &long, yaml("title: A\ndate: 2024-01-02"));
    let exclude = |patterns: &str| format!("exclude: [{patterns}]\n");
    for (name, file, text) in [
        ("stars", "matterlint.yaml", exclude(&format!("'{}x'", "*a".repeat(500)))),
        ("folders", "matterlint.yaml", exclude(&format!("'{}x'", "**/".repeat(500)))),
        ("alternatives", "matterlint.yaml", exclude(&format!("'{}x'", "{a,b,*}".repeat(200)))),
        ("nested alternatives", "matterlint.yaml", exclude(&format!("'{}x'", many("{a,", 2_000)))),
        ("closed alternatives", "matterlint.yaml", exclude(&format!("'{}{}'", "{a,".repeat(200), "}".repeat(200)))),
        ("classes", "matterlint.yaml", exclude(&format!("'{}'", many("[a-z]", 2_000)))),
        ("patterns", "matterlint.yaml", exclude(&many("'content/*/*.md', ", 2_000))),
        ("rules", "matterlint.yaml", format!("rules:\n{}", numbered(5_000, |n| format!("  dates/x{n}: off\n")))),
        ("regex", "hugo.toml", "ignoreFiles = ['^(a+)+$', '(a|aa)+$', '(.*)*b', '(x{1000}){1000}']\n".to_owned()),
        ("big regexes", "hugo.toml", format!("ignoreFiles = [{}]\n", many("'\\w{200}', ", 50))),
        ("permalinks", "hugo.toml", format!("[permalinks]\nposts = '{}'\n", many(":slug[", 20_000))),
        ("hexo names", "_config.yml", format!("theme: x\nnew_post_name: {}.md\n", many(":title", 2_000))),
        ("jekyll patterns", "_config.yml", format!("exclude: ['{}x', '{}']\n", "*a".repeat(500), many("[", 5_000))),
        (
            "jekyll defaults",
            "_config.yml",
            "defaults:\n".to_owned() + &many("- {scope: {path: '**/*'}, values: {a: 1}}\n", 2_000),
        ),
        (
            "a deep nav",
            "mkdocs.yml",
            format!("site_name: x\nnav:\n{}", numbered(400, |n| format!("{}- a:\n", " ".repeat(n * 2)))),
        ),
        ("a deep inline nav", "mkdocs.yml", format!("site_name: x\nnav: {}", many("[", 50_000))),
        ("brackets in JavaScript", "astro.config.mjs", many("[", 100_000)),
        ("calls in JavaScript", "astro.config.mjs", format!("export default {}", many("a(", 50_000))),
        ("braces in JavaScript", "docusaurus.config.js", format!("module.exports = {}", many("{a: ", 50_000))),
        ("templates in JavaScript", "eleventy.config.js", format!("export default {}", many("`${", 50_000))),
        ("slashes in JavaScript", "eleventy.config.js", many("/", 100_000) + "*"),
        ("functions in JavaScript", ".vitepress/config.ts", many("export default () => ", 20_000)),
        ("deep JSON", "frontmatter.json", many("{\"a\": ", 50_000)),
        ("deep JSON", "package.json", many("[", 100_000)),
        ("deep TOML", "zola.toml", format!("a = {}", many("[", 50_000))),
    ] {
        let files = [page(), (file.to_owned(), text), ("src/content.config.ts".to_owned(), many("{", 50_000))];
        put_through(&format!("{name} in {file}"), &files.into());
    }
}

#[test]
fn schemas() {
    let chain = numbered(20_000, |n| format!("\"d{n}\": {{\"$ref\": \"#/$defs/d{}\"}}, ", n + 1));
    let doubled: String = (0..60)
        .map(|n| {
            format!(
                "\"d{n}\": {{\"allOf\": [{{\"$ref\": \"#/$defs/d{}\"}}, {{\"$ref\": \"#/$defs/d{}\"}}]}}, ",
                n + 1,
                n + 1
            )
        })
        .collect();
    let branching = "{\"properties\": {\"a\": {\"allOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#\"}]}}, \"patternProperties\": {\"a\": {\"$ref\": \"#\"}}}";
    let letters = "a".repeat(5_000);
    let last = 20_000 / SMALLER;
    for (name, schema, block) in [
        ("a pattern that steps back", "{\"properties\": {\"title\": {\"pattern\": \"^(a+)+$\"}}}".to_owned(), format!("title: {letters}!")),
        ("a pattern that looks ahead", "{\"properties\": {\"title\": {\"pattern\": \"^(?=(a+)+$)(a|aa)+$\"}}}".to_owned(), format!("title: {letters}!")),
        ("a huge pattern", "{\"properties\": {\"title\": {\"pattern\": \"(a{1000}){1000}\"}}}".to_owned(), format!("title: {letters}")),
        ("patterns for many keys", format!("{{\"patternProperties\": {{{}\"z\": {{}}}}}}", numbered(300, |n| format!("\"^(k|kk)+{n}$\": {{}}, "))), numbered(1_000, |n| format!("kkkkkkkkkkkkkkkkkkkkkkkkkkk{n}: 1\n"))),
        ("a chain of references", format!("{{\"$ref\": \"#/$defs/d0\", \"$defs\": {{{chain}\"d{last}\": {{\"type\": \"string\"}}}}}}"), "title: A".to_owned()),
        ("a reference to itself", "{\"$ref\": \"#\"}".to_owned(), "title: A".to_owned()),
        ("references around", "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"allOf\": [{\"$ref\": \"#/$defs/b\"}]}, \"b\": {\"anyOf\": [{\"$ref\": \"#/$defs/a\"}, {\"$ref\": \"#/$defs/b\"}]}}}".to_owned(), "title: A".to_owned()),
        ("doubled, two to the sixtieth", format!("{{\"$ref\": \"#/$defs/d0\", \"$defs\": {{{doubled}\"d60\": {{\"type\": \"object\"}}}}}}"), "title: A".to_owned()),
        ("branching with the page", branching.to_owned(), (0..60).map(|n| format!("{}a:\n", " ".repeat(n))).collect()),
        ("a deep schema", format!("{}{{}}{}", many("{\"properties\": {\"a\": ", 5_000), many("}}", 5_000)), "a: {a: 1}".to_owned()),
        ("a deep schema of not", format!("{}{{}}{}", "{\"not\": ".repeat(100), "}".repeat(100)), "a: {a: 1}".to_owned()),
        ("a large enum", format!("{{\"properties\": {{\"title\": {{\"enum\": [{}0]}}}}}}", numbered(50_000, |n| format!("\"title {n}\", "))), "title: titel 77".to_owned()),
        ("many alternatives", format!("{{\"anyOf\": [{}{{\"required\": [\"z\"]}}]}}", many("{\"properties\": {\"title\": {\"type\": \"number\"}}, \"required\": [\"x\"]}, ", 2_000)), "title: A".to_owned()),
        ("unique items", "{\"properties\": {\"tags\": {\"uniqueItems\": true}}}".to_owned(), format!("tags: [{}]", numbered(9_000, |n| format!("{{a: {n}}}, ")).chars().take(150_000).collect::<String>())),
    ] {
        let files = [
            ("matterlint.yaml".to_owned(), "schemas:\n  - files: [\"**\"]\n    schema: s.json\n".to_owned()),
            ("s.json".to_owned(), schema.clone()),
            ("content/a.md".to_owned(), yaml(&block)),
        ];
        put_through(&format!("{name}, in a schema"), &files.into());
    }
}
