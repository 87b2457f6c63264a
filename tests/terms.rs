//! `matterlint terms` from outside, and Hugo's own word on a renamed term.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::run;

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}

fn site() -> TempDir {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "hugo.toml", "baseURL = 'https://example.org/'\ntitle = 'T'\n");
    write(dir.path(), "matterlint.yaml", "taxonomies:\n  tags: { vocabulary: data/tags.yaml }\n");
    write(dir.path(), "data/tags.yaml", "- 茶道\n- Go\n- unused\n");
    write(dir.path(), "content/a.md", "---\ntitle: A\ntags: [茶道, Golang] # both\n---\n");
    write(dir.path(), "content/b.md", "+++\ntitle = 'B'\ntags = ['golang', 'Go']\n+++\n");
    write(dir.path(), "content/c.md", "{\"title\": \"C\", \"tags\": [\"golang\", \"茶道\"]}\n");
    dir
}

#[test]
fn wide_characters_stand_in_line() {
    let dir = site();
    let (code, out, _) = run(dir.path(), &["terms", "tags"]);
    assert_eq!(code, 0);
    assert_eq!(
        out,
        "Hugo site (hugo.toml), 3 pages\n\n\
         tags: 3 terms on 3 pages\n\
         pages  term    spellings           URL            notes\n    \
         3  golang  golang 2, Golang 1  /tags/golang/  not in the vocabulary\n    \
         2  茶道                        /tags/茶道/\n    \
         1  Go                          /tags/go/\n\n\
         tags: of 3 terms in data/tags.yaml, no page uses\n  unused\n"
    );
}

#[test]
fn programs_get_json() {
    let dir = site();
    let (_, out, _) = run(dir.path(), &["terms", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["schema"], "matterlint/terms/1");
    let golang = &report["taxonomies"][0]["terms"][0];
    assert_eq!((&golang["pages"], &golang["in_vocabulary"]), (&3.into(), &false.into()));
    assert_eq!(report["vocabularies"][0]["unused"], serde_json::json!(["unused"]));
}

#[test]
fn a_renamed_term_is_renamed_everywhere_and_hugo_lists_it() {
    let dir = site();
    let before = std::fs::read_to_string(dir.path().join("content/a.md")).unwrap();
    let (code, out, _) = run(dir.path(), &["terms", "rename", "golang", "Go", "--diff"]);
    assert!(code == 0 && out.contains("+tags: [茶道, Go] # both\n"), "{out}");
    assert_eq!(std::fs::read_to_string(dir.path().join("content/a.md")).unwrap(), before, "a diff changes nothing");

    let (code, out, err) = run(dir.path(), &["terms", "rename", "golang", "Go"]);
    assert_eq!((code, &*out, &*err), (0, "renamed `golang` to `Go` in `tags` on 3 pages\n", ""));
    let read = |path: &str| std::fs::read_to_string(dir.path().join(path)).unwrap();
    assert_eq!(read("content/a.md"), "---\ntitle: A\ntags: [茶道, Go] # both\n---\n");
    assert_eq!(read("content/b.md"), "+++\ntitle = 'B'\ntags = ['Go']\n+++\n");
    assert_eq!(read("content/c.md"), "{\"title\": \"C\", \"tags\": [\"Go\", \"茶道\"]}\n");

    write(dir.path(), "layouts/home.html", "{{ range site.Taxonomies.tags }}{{ .Page.Title }}={{ .Count }};{{ end }}");
    let built = Command::new("hugo").current_dir(dir.path()).arg("--quiet").status();
    if !built.is_ok_and(|status| status.success()) {
        println!("skipped: no Hugo here");
        return;
    }
    assert_eq!(read("public/index.html"), "Go=3;茶道=2;");
}

#[test]
fn what_is_not_there_is_said() {
    let dir = site();
    let (code, out, err) = run(dir.path(), &["terms", "rename", "golnag", "Go"]);
    assert_eq!((code, &*out), (2, ""));
    assert!(err.contains("did you mean `golang`?") || err.contains("did you mean `Golang`?"), "{err}");
    let (code, out, _) = run(dir.path(), &["terms", "delete", "茶道"]);
    assert_eq!((code, &*out), (0, "removed `茶道` in `tags` on 2 pages, and in data/tags.yaml\n"));
    assert_eq!(std::fs::read_to_string(dir.path().join("data/tags.yaml")).unwrap(), "- Go\n- unused\n");
}

#[test]
fn the_page_of_a_term_follows_it() {
    let dir = site();
    let page = "---\ntitle: All about golang\n---\n";
    write(dir.path(), "content/tags/golang/_index.md", page);
    let (code, out, err) = run(dir.path(), &["terms", "rename", "golang", "Gopher Talk", "--diff"]);
    assert!(
        code == 0 && out.ends_with("rename from content/tags/golang\nrename to content/tags/gopher-talk\n"),
        "{out}{err}"
    );
    let (code, out, err) = run(dir.path(), &["terms", "rename", "golang", "Gopher Talk"]);
    assert!(code == 0 && out.ends_with("moved content/tags/golang to content/tags/gopher-talk\n"), "{out}{err}");
    let read = |path: &str| std::fs::read_to_string(dir.path().join(path));
    assert_eq!(read("content/tags/gopher-talk/_index.md").unwrap(), page);
    assert!(read("content/tags/golang/_index.md").is_err());
    let (code, _, err) = run(dir.path(), &["terms", "rename", "Go", "gopher talk"]);
    assert_eq!((code, &*err), (0, ""), "no page of `Go` has to move");
}
