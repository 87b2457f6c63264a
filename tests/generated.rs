//! Texts that are rendered from what the program knows: equal to what is written down, or rewritten with `UPDATE=1`.

mod support;

use matterlint::docs;

const BEGIN: &str = "<!-- rules:begin -->\n";
const END: &str = "<!-- rules:end -->";

#[test]
fn the_readme_lists_the_rules() {
    let file = support::root().join("README.md");
    let text = std::fs::read_to_string(&file).expect("there is a README");
    let (before, rest) = text.split_once(BEGIN).expect("the list of rules in README.md has a beginning");
    let (_, after) = rest.split_once(END).expect("the list of rules in README.md has an end");
    let rendered = format!("{before}{BEGIN}\n{}\n{END}{after}", docs::readme_table());
    assert_eq!(support::expect_file(&file, &rendered), Ok(()), "run again with UPDATE=1");
}

#[test]
fn the_hooks_are_those_of_the_list() {
    let file = support::root().join(".pre-commit-hooks.yaml");
    assert_eq!(support::expect_file(&file, &docs::pre_commit_hooks()), Ok(()), "run again with UPDATE=1");
}
