//! Terms and their URLs against recorded runs of Hugo 0.168 (`hugo-terms.tsv`, `hugo-term-pairs.tsv`).

use std::path::Path;

use matterlint::profile::generator_config::GeneratorConfig;
use matterlint::profile::hugo::PROFILE;

/// The three configurations of the tables, in the order of their columns.
fn configurations() -> [GeneratorConfig; 3] {
    [
        GeneratorConfig::default(),
        GeneratorConfig { remove_accents: true, ..GeneratorConfig::default() },
        GeneratorConfig { keep_case: true, ..GeneratorConfig::default() },
    ]
}

/// The rows of a table without its header; empty, with a word about it, where the table is not there.
fn rows(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors").join(name);
    let Ok(table) = std::fs::read_to_string(&path) else {
        println!("skipped: {name} is not there");
        return Vec::new();
    };
    table.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn text(cell: &str) -> String {
    if cell.starts_with('"') { serde_json::from_str(cell).expect("cells are JSON texts") } else { cell.to_owned() }
}

#[test]
fn terms_and_urls_agree() {
    let mut wrong = Vec::new();
    let rows = rows("hugo-terms.tsv");
    for row in &rows {
        let spelling = text(&row[0]);
        for (i, config) in configurations().iter().enumerate() {
            let (recorded_term, recorded_url) = (text(&row[1 + 3 * i]), text(&row[2 + 3 * i]));
            // Hugo lists a term by its first spelling in lower case and compares with hyphens for blanks, so that the
            // recorded name is compared in that form.
            let term = (PROFILE.terms.term)(&spelling, config);
            if recorded_url != "ERROR" && recorded_term.replace(' ', "-") != term {
                wrong.push(format!("term of {spelling:?} ({i}): {term:?}, recorded {recorded_term:?}"));
            }
            let url = (PROFILE.terms.url)("tags", &spelling, config).unwrap_or_default();
            if !matches!(recorded_url.as_str(), "ERROR") && recorded_url != url {
                wrong.push(format!("URL of {spelling:?} ({i}): {url:?}, recorded {recorded_url:?}"));
            }
        }
    }
    println!("{} rows", rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pairs_agree() {
    let mut wrong = Vec::new();
    let rows = rows("hugo-term-pairs.tsv");
    for row in &rows {
        let (a, b) = (text(&row[0]), text(&row[1]));
        for (i, config) in configurations().iter().enumerate() {
            let yes_no = |same: bool| if same { "yes" } else { "no" };
            let term = |spelling: &str| (PROFILE.terms.term)(spelling, config);
            let url = |spelling: &str| (PROFILE.terms.url)("tags", spelling, config);
            if row[2 + 2 * i] != yes_no(term(&a) == term(&b)) {
                wrong.push(format!("{a:?} and {b:?} ({i}): recorded same term {}", row[2 + 2 * i]));
            }
            // One term has one page, whatever its spellings would give each alone.
            if row[3 + 2 * i] != yes_no(term(&a) == term(&b) || url(&a) == url(&b)) {
                wrong.push(format!("{a:?} and {b:?} ({i}): recorded same URL {}", row[3 + 2 * i]));
            }
        }
    }
    println!("{} pairs", rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
