use std::collections::HashMap;

use chrono_tz::Tz;

use super::{detect, read};
use crate::listing::Listing;
use crate::profile::DateRole;
use crate::profile::generator_config::{ContentRoot, GeneratorConfig, Mount};
use crate::profile::pages::PageKind;

/// A site of files with texts.
fn site(files: &[(&str, &str)]) -> (Listing, HashMap<String, String>) {
    let texts: HashMap<String, String> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    (Listing::new(texts.keys().cloned()), texts)
}

fn config(files: &[(&str, &str)]) -> GeneratorConfig {
    let (listing, texts) = site(files);
    read(&listing, &texts)
}

fn detected(files: &[(&str, &str)]) -> Option<String> {
    let (listing, texts) = site(files);
    detect(&listing, &texts)
}

fn taxonomies(config: &GeneratorConfig) -> Vec<&str> {
    config.taxonomies.iter().map(|taxonomy| taxonomy.key.as_str()).collect()
}

fn root(dir: &str, language: Option<&str>) -> ContentRoot {
    ContentRoot { dir: dir.to_owned(), language: language.map(str::to_owned), target: String::new() }
}

#[test]
fn a_site_is_told_by_its_files() {
    assert_eq!(detected(&[("hugo.yaml", "")]).as_deref(), Some("hugo.yaml"));
    let split = [("config/_default/author.toml", ""), ("config/_default/hugo.toml", "")];
    assert_eq!(detected(&split).as_deref(), Some("config/_default/hugo.toml"));
    let old = [("config.toml", "baseURL = 'https://example.org/'"), ("content/a.md", "")];
    assert_eq!(detected(&old).as_deref(), Some("config.toml"));
    assert_eq!(
        detected(&[("config.toml", "a = 1"), ("content/a.md", ""), ("layouts/x.html", "")]).as_deref(),
        Some("config.toml")
    );
}

#[test]
fn other_tools_have_a_config_toml_too() {
    let zola = [("config.toml", "base_url = 'https://example.org'"), ("content/a.md", ""), ("themes/x/theme.toml", "")];
    assert_eq!(detected(&zola), None);
    assert_eq!(detected(&[("config.toml", "a = 1"), ("content/a.md", "")]), None);
    assert_eq!(detected(&[("config.toml", "baseURL = 'x'")]), None);
}

#[test]
fn without_settings_hugo_has_defaults() {
    let config = config(&[("hugo.toml", ""), ("content/a.md", "")]);
    assert_eq!(config.content, [root("content", None)]);
    assert_eq!(taxonomies(&config), ["tags", "categories"]);
    assert_eq!((config.zone, config.default_language.as_str()), (Tz::UTC, "en"));
    assert_eq!((config.static_dirs, config.asset_dirs), (vec!["static".to_owned()], vec!["assets".to_owned()]));
}

#[test]
fn folders_of_settings_are_merged_by_file_name() {
    let config = config(&[
        ("config.toml", "timeZone = 'Asia/Tokyo'\n[taxonomies]\na = 'as'"),
        ("config/_default/hugo.toml", "timeZone = 'Asia/Shanghai'"),
        ("config/_default/taxonomies.toml", "[taxonomies]\ntag = 'tags'"),
        ("config/_default/languages.zh-cn.toml", "weight = 1"),
        ("config/_default/hugo.en.yaml", "weight: 2\ntimeZone: Europe/Oslo"),
        ("config/_default/notes.txt", "not a setting"),
        ("config/production/params.toml", "x = 1"),
        ("config/staging/hugo.toml", "timeZone = 'UTC'"),
        ("config/production/hugo.json", r#"{"BuildFuture": true}"#),
    ]);
    assert_eq!(config.unreadable, []);
    assert_eq!(config.zone, Tz::Asia__Shanghai);
    assert_eq!(taxonomies(&config), ["as", "tags"]);
    assert_eq!(config.languages, ["en", "zh-cn"], "the default language comes first");
    assert_eq!(config.language_zones, [("en".to_owned(), Tz::Europe__Oslo)]);
    assert!(config.future);
}

#[test]
fn broken_files_are_named_and_the_rest_counts() {
    let config =
        config(&[("config/_default/hugo.toml", "a = 1\nb = = 2"), ("config/_default/taxonomies.yaml", "a: as")]);
    let [(path, reason)] = config.unreadable.as_slice() else { panic!("{:?}", config.unreadable) };
    assert_eq!(path, "config/_default/hugo.toml");
    assert!(reason.contains("line 2"), "{reason}");
    assert_eq!(taxonomies(&config), ["as"]);
    assert_eq!(config.content, [root("content", None)]);
}

#[test]
fn yaml_settings_may_have_odd_keys_and_anchors() {
    let yaml = "languages:\n  en: &base\n    weight: 1\n  fr:\n    <<: *base\n    contentDir: fr/\n404: x\nparams: !x {a: .inf}\n";
    let config = config(&[("hugo.yaml", yaml)]);
    assert_eq!(config.unreadable, []);
    assert_eq!(config.content, [root("content", Some("en")), root("fr", Some("fr"))]);
}

#[test]
fn zones_that_nobody_knows_are_noted() {
    let config = config(&[("hugo.toml", "timeZone = 'Mars/Olympus'")]);
    assert_eq!(config.zone, Tz::UTC);
    assert!(config.notes[0].contains("Mars/Olympus"));
}

#[test]
fn disabled_kinds_leave_no_taxonomies() {
    let both = config(&[("hugo.toml", "disableKinds = ['taxonomy', 'term']")]);
    assert_eq!((taxonomies(&both).len(), both.taxonomies_off.len()), (0, 2));
    let lists = config(&[("hugo.toml", "disableKinds = ['taxonomy', 'RSS']")]);
    assert_eq!((taxonomies(&lists).len(), lists.disabled_kinds.as_slice()), (2, [PageKind::Taxonomy].as_slice()));
}

#[test]
fn date_chains_are_written_out() {
    let config = config(&[("hugo.toml", "[frontmatter]\ndate = [':filename', ':default']\nlastmod = 'updated'")]);
    let chain = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let date = chain(&[":filename", "date", "publishdate", "pubdate", "published", "lastmod", "modified"]);
    assert_eq!(config.date_keys, [(DateRole::Date, date), (DateRole::Lastmod, chain(&["updated"]))]);
}

#[test]
fn mounts_replace_the_folder_of_their_component() {
    let settings = "[[module.mounts]]\nsource = 'docs'\ntarget = 'content/guide'\n\
                    [[module.mounts]]\nsource = 'node_modules/x/img'\ntarget = 'static/img'\n";
    let config = config(&[("hugo.toml", settings), ("docs/a.md", ""), ("content/b.md", "")]);
    let mounted = ContentRoot { dir: "docs".to_owned(), language: None, target: "guide".to_owned() };
    assert_eq!(config.content, [mounted]);
    let images = Mount { source: "node_modules/x/img".to_owned(), target: "img".to_owned() };
    assert!(config.static_mounts.contains(&images));
    assert_eq!(config.static_dirs, ["static"]);
    assert!(config.has_unseen_theme(), "nobody knows what is in a folder that is not there");
}

#[test]
fn themes_bring_folders_and_other_themes() {
    let config = config(&[
        ("hugo.toml", "theme = ['one', 'gone']\n[[module.imports]]\npath = 'example.org/people/two/v2'"),
        ("themes/one/static/x.png", ""),
        (
            "themes/one/hugo.toml",
            "[module]\n[[module.imports]]\npath = 'three'\n[[module.mounts]]\nsource = 'pics'\ntarget = 'static'",
        ),
        ("themes/one/pics/y.png", ""),
        ("themes/three/assets/z.png", ""),
        ("_vendor/example.org/people/two/v2/assets/x.png", ""),
    ]);
    let folders: Vec<(&str, Option<&str>)> =
        config.themes.iter().map(|(name, folder)| (name.as_str(), folder.as_deref())).collect();
    assert_eq!(
        folders,
        [
            ("one", Some("themes/one")),
            ("gone", None),
            ("example.org/people/two/v2", Some("_vendor/example.org/people/two/v2")),
            ("three", Some("themes/three")),
        ]
    );
    assert_eq!(
        config.static_dirs,
        ["static", "themes/one/pics", "_vendor/example.org/people/two/v2/static", "themes/three/static"]
    );
}

#[test]
fn static_folders_may_be_many() {
    let config = config(&[("hugo.toml", "staticDir = ['a', 'b/']\nstaticDir3 = 'c'\n[languages.en]\nstaticDir = 'd'")]);
    assert_eq!(config.static_dirs, ["a", "b", "c", "d"]);
}

#[test]
fn patterns_that_regex_refuses_are_skipped() {
    let config = config(&[("hugo.toml", r"ignoreFiles = ['\.bak$', '(?!x)', 5]")]);
    assert_eq!(config.ignored.len(), 1);
}

#[test]
fn overlapping_permalinks_are_unknown() {
    let config = config(&[("hugo.toml", "[permalinks]\nposts = '/:slug/'\n'posts/sub' = '/s/:slug/'")]);
    let rules: Vec<_> = config.permalink_rules.iter().map(|rule| rule.pattern.as_deref()).collect();
    assert_eq!(rules, [None, None, Some("/:slug/"), Some("/:slug/")]);
}
