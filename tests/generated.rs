//! Texts that are rendered from the list of rules: equal to what is written down, or rewritten with `UPDATE=1`.

use std::path::Path;

use matterlint::docs;

const BEGIN: &str = "<!-- rules:begin -->\n";
const END: &str = "<!-- rules:end -->";

#[test]
fn the_readme_lists_the_rules() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("skipped: there is no README.md");
        return;
    };
    let Some((before, rest)) = text.split_once(BEGIN) else {
        println!("skipped: README.md has no {BEGIN}");
        return;
    };
    let (table, after) = rest.split_once(END).expect("the list of rules in README.md has an end");
    let rendered = format!("\n{}\n", docs::readme_table());
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(&file, format!("{before}{BEGIN}{rendered}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(table, rendered, "README.md is behind the list of rules: run again with UPDATE=1");
}
