//! Texts that are rendered from what the program knows: equal to what is written down, or rewritten with `UPDATE=1`.

use crate::support;

use matterlint::docs;

#[test]
fn the_readme_has_its_tables() {
    let file = support::root().join("README.md");
    let text = std::fs::read_to_string(&file).expect("there is a README");
    let rendered = with_part(&text, "rules", &docs::readme_table());
    let rendered = with_part(&rendered, "generators", &docs::generators_table());
    assert_eq!(support::expect_file(&file, &rendered), Ok(()), "run again with UPDATE=1");
}

#[test]
fn the_page_of_the_generators_has_its_parts() {
    let file = support::root().join("docs/profiles.md");
    let text = std::fs::read_to_string(&file).expect("there is a page of the generators");
    let parts = docs::profile_parts();
    let rendered = parts.iter().fold(text, |page, (name, part)| with_part(&page, name, part));
    assert_eq!(support::expect_file(&file, &rendered), Ok(()), "run again with UPDATE=1");
}

#[test]
fn the_hooks_are_those_of_the_list() {
    let file = support::root().join(".pre-commit-hooks.yaml");
    assert_eq!(support::expect_file(&file, &docs::pre_commit_hooks()), Ok(()), "run again with UPDATE=1");
}

/// `page` with `text` between the marks of the part `name`.
fn with_part(page: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- {name}:begin -->\n"), format!("<!-- {name}:end -->"));
    let parts = page.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) = parts.unwrap_or_else(|| panic!("the page has no {begin} followed by {end}"));
    format!("{before}{begin}\n{text}\n{end}{after}")
}
