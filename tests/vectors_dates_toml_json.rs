//! The TOML and JSON readers against the date rows of Hugo: what Hugo cannot decode is a problem, all else is none.

use std::path::Path;

use matterlint::front_matter::block::HUGO;
use matterlint::front_matter::{Dialect, FrontMatter, YamlParser};

#[test]
fn hugo_fails_to_decode_what_is_a_problem_here() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors/hugo-dates.tsv");
    let Ok(table) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let dialect = Dialect { delimiters: HUGO, yaml: YamlParser::Goccy };
    let (mut rows, mut wrong) = (0, Vec::new());
    for line in table.split('\n').skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [format, value, verdict, ..] = cells[..] else { continue };
        let Some(page) = page(format, value) else { continue };
        let read = FrontMatter::read(&page, &dialect);
        rows += 1;
        if read.problems.is_empty() == (verdict == "decode-error") {
            wrong.push(format!("{format} {value}: {verdict}, here {:?}", read.problems));
        }
    }
    println!("{rows} rows, {} differ", wrong.len());
    assert!(wrong.is_empty(), "{} of {rows} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// The page that was recorded; `None` for YAML.
fn page(format: &str, value: &str) -> Option<String> {
    let raw: String = serde_json::from_str(value).ok()?;
    match format {
        "toml-native" => Some(format!("+++\ntitle = \"t\"\ndate = {raw}\n+++\nx\n")),
        "toml-string" => Some(format!("+++\ntitle = \"t\"\ndate = {}\n+++\nx\n", serde_json::to_string(&raw).ok()?)),
        "json-native" => Some(format!("{{\"title\": \"t\", \"date\": {raw}}}\nx\n")),
        "json-string" => Some(format!("{{\"title\": \"t\", \"date\": {}}}\nx\n", serde_json::to_string(&raw).ok()?)),
        _ => None,
    }
}
