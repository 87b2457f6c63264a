//! Pages with more mistakes than a reader notes, or a rule tells: one run repairs them all.

use matterlint::finding::{Finding, Safety};
use matterlint::fix::fix_all;

use crate::support;

fn is_safe(finding: &&Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)
}

#[test]
fn one_run_repairs_what_another_would_find() {
    let numbered = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let yaml = |block: String| format!("---\ntitle: A\n{block}---\n");
    let nul = "\0".repeat(40);
    for (name, page) in [
        ("NUL in JSON", format!("{{\n  \"title\": \"The {nul}rope\",\n  \"tags\": [\"{nul}\"]\n}}\n")),
        ("colons", yaml(numbered(200, &|n| format!("k{n}: a: b\n")))),
        ("reserved characters", yaml(numbered(200, &|n| format!("k{n}: @a\n")))),
        ("tabs", yaml(numbered(200, &|n| format!("k{n}:\n\t- a\n")))),
        ("full-width colons", yaml(numbered(40, &|n| format!("k{n}：a\n")))),
        ("blanks in tags", yaml("tags:\n".to_owned() + &numbered(1_300, &|n| format!("- \"t{n} \"\n")))),
        ("tags twice", yaml("tags:\n".to_owned() + &numbered(1_200, &|n| format!("- t{}\n", n / 2)))),
    ] {
        let files = [("hugo.toml", String::new()), ("content/posts/a.md", page)];
        let mut workspace =
            support::workspace(&files.map(|(path, text)| (path.to_owned(), text)).into(), &support::options());
        assert!(workspace.report().iter().any(|finding| is_safe(&finding)), "{name}: nothing to repair");
        let fixed = fix_all(&mut workspace, Safety::Safe, |_| true);
        assert_eq!(fixed.len(), 1, "{name}");
        let left: Vec<_> = workspace.report().into_iter().filter(|finding| is_safe(&finding)).collect();
        assert!(left.is_empty(), "{name}: {} left: {:?}", left.len(), left[0]);
    }
}

/// While one page is repaired, the others are not compared with it.
#[test]
fn a_comment_that_suppresses_a_comparison_stays() {
    let page = "---\n# matterlint: ignore-file[identity/duplicate-url] both are wanted\nurl: /a/\ntitle: a: b\n---\n";
    let files = [("hugo.toml", ""), ("content/a.md", "---\ntitle: A\nurl: /a/\n---\n"), ("content/b.md", page)];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let mut workspace = support::workspace(&files, &support::options());
    fix_all(&mut workspace, Safety::Safe, |_| true);
    assert_eq!(workspace.page("content/b.md").unwrap().text, page.replace("a: b", "\"a: b\""));
}
