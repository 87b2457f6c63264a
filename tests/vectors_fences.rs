//! The block finder against the recorded verdicts of Hugo, Jekyll, gray-matter and hexo-front-matter.

use std::path::Path;

use matterlint::front_matter::block::{Block, GRAY_MATTER, HEXO, HUGO, JEKYLL};
use matterlint::front_matter::{Delimiters, Dialect, Format, FrontMatter, Problem, ProblemKind, YamlParser};

/// One recorded file, with the verdict of one tool.
struct Row {
    file: String,
    verdict: String,
    body: Option<String>,
}

/// What the finder says about a row, compared with the tool.
enum Outcome {
    Agrees,
    /// The tool's verdict hangs on how YAML reads the block (`error`, a block that is no map): the finder alone cannot
    /// know, it only has to hand the block over.
    LeftToTheYamlReader,
    Differs(String),
}

use Outcome::{Agrees, Differs, LeftToTheYamlReader};

#[test]
fn hugo() {
    compare("hugo", Some("hugo_body40"), &HUGO, YamlParser::Goccy, |verdict, block, problems| match (verdict, block) {
        ("none", None) => Agrees,
        ("error", _) if !problems.is_empty() => Agrees,
        ("error", Some(block)) if block.format == Format::Yaml => LeftToTheYamlReader,
        ("error", Some(block)) => Differs(format!("no problem in {block:?}")),
        (format, Some(block)) if format == block.format.name() && !problems.iter().any(fails) => Agrees,
        _ => differs(block, problems),
    });
}

#[test]
fn jekyll() {
    compare("jekyll", Some("jekyll_body40"), &JEKYLL, YamlParser::Psych, |verdict, block, problems| {
        match (verdict, block) {
            ("static" | "page-no-keys", None) => Agrees,
            ("page", Some(_)) if problems.is_empty() => Agrees,
            ("page-yaml-warning" | "error", Some(_)) => LeftToTheYamlReader,
            _ => differs(block, problems),
        }
    });
}

#[test]
fn gray_matter() {
    compare(
        "gray_matter",
        Some("gray_matter_body40"),
        &GRAY_MATTER,
        YamlParser::JsYaml3,
        |verdict, block, problems| match (verdict, block) {
            ("none", None) => Agrees,
            ("error", Some(_)) if problems.iter().any(fails) => Agrees,
            // JavaScript that is no JavaScript: nobody reads it here.
            ("error", Some(block)) if block.format == Format::JavaScript => Agrees,
            ("error", Some(_)) => LeftToTheYamlReader,
            ("json", Some(block)) if block.format == Format::Json => Agrees,
            ("js", Some(block)) if block.format == Format::JavaScript => Agrees,
            ("yaml" | "yml" | "empty", Some(block)) if block.format == Format::Yaml => Agrees,
            (root, Some(_)) if root.starts_with("root-") => LeftToTheYamlReader,
            _ => differs(block, problems),
        },
    );
}

#[test]
fn hexo() {
    compare("hexo", None, &HEXO, YamlParser::HexoYaml, |verdict, block, problems| match (verdict, block) {
        ("none", None) | ("front-matter", Some(_)) => Agrees,
        ("error", _) if !problems.is_empty() => Agrees,
        ("error" | "none", Some(block)) if block.format == Format::Yaml => LeftToTheYamlReader,
        // Text before a rule that YAML refuses: Hexo fails, but nobody meant front matter.
        ("error", None) => LeftToTheYamlReader,
        _ => differs(block, problems),
    });
}

fn fails(problem: &Problem) -> bool {
    problem.kind != ProblemKind::TextAfterDelimiter || problem.detail.contains("only")
}

fn differs(block: Option<Block>, problems: &[Problem]) -> Outcome {
    Differs(format!("{block:?} {problems:?}"))
}

fn compare(
    column: &str,
    body_column: Option<&str>,
    delimiters: &Delimiters,
    yaml: YamlParser,
    judge: impl Fn(&str, Option<Block>, &[Problem]) -> Outcome,
) {
    let Some(rows) = rows(column, body_column) else { return };
    let (mut agree, mut left, mut wrong) = (0, 0, Vec::new());
    for row in rows.iter().filter(|row| !(column == "jekyll" && row.file.starts_with(LOST_DIRECTIVE))) {
        let found = FrontMatter::read(&row.file, &Dialect { delimiters: *delimiters, yaml });
        let body = found.block.map(|block| row.file[block.body..].chars().take(40).collect::<String>());
        match judge(&row.verdict, found.block, &found.problems) {
            Differs(how) => wrong.push(format!("{:?}: {}, here {how}", row.file, row.verdict)),
            Agrees if row.verdict != "error" && body.is_some() && row.body.is_some() && body != row.body => {
                wrong.push(format!("{:?}: text begins {:?}, here {body:?}", row.file, row.body));
            }
            Agrees => agree += 1,
            LeftToTheYamlReader => left += 1,
        }
    }
    println!("{column}: {agree} of {} rows agree, {left} are left to the YAML reader", rows.len());
    assert!(wrong.is_empty(), "{} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// To Psych a directive ends the first, empty document, so that Jekyll goes on without a word and without any keys. That
/// is reported here, though Jekyll calls the file a page.
const LOST_DIRECTIVE: &str = "---\n%YAML";

/// The rows of the table, `None` where it is not there.
fn rows(column: &str, body_column: Option<&str>) -> Option<Vec<Row>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors/hugo-fences.tsv");
    let Ok(table) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let mut lines = table.split('\n');
    let header: Vec<&str> = lines.next()?.split('\t').collect();
    let at = |name: &str| header.iter().position(|column| *column == name);
    let (file, verdict, body) = (at("file")?, at(column)?, body_column.and_then(at));
    let text = |cell: &str| serde_json::from_str::<String>(cell).ok();
    let read = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let verdict = (*cells.get(verdict)?).to_owned();
        Some(Row { file: text(cells[file])?, verdict, body: body.and_then(|body| text(cells[body])) })
    };
    Some(lines.filter_map(read).collect())
}
