//! Recognises an MkDocs site and reads its `mkdocs.yml`.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use serde_json::{Map, Value};

use crate::listing::{Files, Listing, file_name, join, normalize, parent};
use crate::profile::generator_config::{
    Blog, ContentRoot, Defaults, GeneratorConfig, Mount, OwnTerms, Taxonomy, VocabularyPlace,
};
use crate::profile::settings::{self, Settings};

/// The names of the configuration, in the order in which MkDocs looks.
const CONFIG_FILES: [&str; 2] = ["mkdocs.yml", "mkdocs.yaml"];

/// How many files may be inherited from, one from the other.
const MOST_PARENTS: usize = 8;

/// Whether a folder is an MkDocs site.
pub fn detect(listing: &Listing, _files: &dyn Files) -> Option<String> {
    CONFIG_FILES.into_iter().find(|name| listing.contains(name)).map(str::to_owned)
}

/// Reads the configuration, the defaults of MkDocs and of Material's plugins filled in.
pub fn read(listing: &Listing, files: &dyn Files) -> GeneratorConfig {
    let mut config = GeneratorConfig { keep_case: true, zone_is_set: true, future: true, ..GeneratorConfig::default() };
    let settings = read_files(listing, files, &mut config);
    let text = |key: &str| settings.get(key).and_then(Value::as_str);

    let docs = text("docs_dir").unwrap_or("docs");
    let docs = normalize(docs).filter(|_| !docs.starts_with('/')).unwrap_or_else(|| "docs".to_owned());
    config.content = vec![ContentRoot { dir: docs.clone(), language: None, target: String::new() }];
    config.static_dirs = vec![docs.clone()];
    config.static_mounts = vec![Mount { source: docs.clone(), target: String::new() }];
    config.base_path = text("site_url").map(base_path).unwrap_or_default();
    config.ugly_urls = settings.get("use_directory_urls") == Some(&Value::Bool(false));
    config.left_out = left_out(&settings);
    let theme = theme(&settings, listing, &mut config);

    let plugins = plugins(settings.get("plugins"));
    config.plugins = plugins.iter().map(|(name, _)| name.clone()).collect();
    for (name, options) in &plugins {
        // Material's own plugins may leave the theme's name out, but only on a site with that theme.
        let own = name.strip_prefix("material/").or_else(|| (theme == "material").then_some(&**name));
        let is_on = options.get("enabled") != Some(&Value::Bool(false));
        match own {
            Some("blog") if is_on => blog(options, &docs, files, &mut config),
            Some("tags") if is_on => tags(options, &mut config),
            Some("meta") if is_on => meta(options, &docs, listing, files, &mut config),
            _ if name == "i18n" => languages(options, &docs, &mut config),
            _ => {}
        }
    }
    config
}

/// The configuration with those that it inherits from below it.
fn read_files(listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) -> Settings {
    let mut next = CONFIG_FILES.into_iter().find(|name| listing.contains(name)).map(str::to_owned);
    let mut merged = Map::new();
    while let Some(name) = next.take() {
        let read = files.read(&name).ok_or_else(|| "it cannot be read".to_owned());
        match read.and_then(|text| settings::from_yaml(&text)) {
            Ok(mut settings) => {
                let above = settings.remove("INHERIT");
                let above = above.as_ref().and_then(Value::as_str).map(|path| join(parent(&name), path));
                lay_below(&mut merged, settings);
                config.files.push(name);
                let is_new = |path: &String| !config.files.contains(path) && config.files.len() < MOST_PARENTS;
                next = above.and_then(|path| normalize(&path)).filter(is_new);
            }
            Err(reason) => config.unreadable.push((name, reason)),
        }
    }
    merged
}

/// Adds what `below` says where the settings themselves say nothing; maps are merged, lists are not.
fn lay_below(settings: &mut Settings, below: Settings) {
    for (key, value) in below {
        match (settings.get_mut(&key), value) {
            (Some(Value::Object(own)), Value::Object(below)) => lay_below(own, below),
            (Some(_), _) => {}
            (None, value) => {
                settings.insert(key, value);
            }
        }
    }
}

fn base_path(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("", |slash| &rest[slash..]).trim_end_matches('/').to_owned()
}

/// The lists of patterns below the folder of pages; MkDocs itself leaves out hidden files and `/templates/`.
fn left_out(settings: &Settings) -> Vec<Gitignore> {
    let patterns = |own: &str, key: &str| {
        let mut builder = GitignoreBuilder::new("");
        let written = settings.get(key).and_then(Value::as_str).unwrap_or_default();
        for line in own.lines().chain(written.lines()) {
            // A pattern that makes no sense fits nothing.
            let _ = builder.add_line(None, line);
        }
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    };
    vec![patterns(".*\n/templates/", "exclude_docs"), patterns("", "draft_docs")]
}

/// The name of the theme. Material itself is never checked out; it is known what it brings along.
fn theme(settings: &Settings, listing: &Listing, config: &mut GeneratorConfig) -> String {
    let theme = settings.get("theme");
    let name = theme.and_then(|theme| theme.as_str().or_else(|| theme.get("name")?.as_str())).unwrap_or("mkdocs");
    let folder = theme.and_then(|theme| theme.get("custom_dir")?.as_str()).and_then(normalize);
    config.themes.push((name.to_owned(), folder.filter(|folder| listing.has_dir(folder))));
    name.to_owned()
}

/// The plugins with their options, those inside groups included. Both forms of the list are read.
fn plugins(value: Option<&Value>) -> Vec<(String, Map<String, Value>)> {
    let options = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let mut found = Vec::new();
    let entries: Vec<(String, Map<String, Value>)> = match value {
        Some(Value::Object(map)) => map.iter().map(|(name, value)| (name.clone(), options(value))).collect(),
        Some(Value::Array(list)) => list
            .iter()
            .flat_map(|item| match item {
                Value::String(name) => vec![(name.clone(), Map::new())],
                Value::Object(map) => map.iter().map(|(name, value)| (name.clone(), options(value))).collect(),
                _ => Vec::new(),
            })
            .collect(),
        _ => Vec::new(),
    };
    for (name, options) in entries {
        if name == "group" || name == "material/group" {
            found.extend(plugins(options.get("plugins")));
        } else {
            found.push((name, options));
        }
    }
    found
}

fn blog(options: &Map<String, Value>, docs: &str, files: &dyn Files, config: &mut GeneratorConfig) {
    let text = |key: &str, default: &str| options.get(key).and_then(Value::as_str).unwrap_or(default).to_owned();
    let is_on = |key: &str| options.get(key) != Some(&Value::Bool(false));
    let dir = normalize(&text("blog_dir", "blog")).unwrap_or_default();
    let posts = text("post_dir", "{blog}/posts").replace("{blog}", &dir);
    let Some(posts) = normalize(posts.trim_start_matches('/')) else { return };
    let slugs = ["post_slugify", "post_slugify_separator", "categories_slugify", "categories_slugify_separator"];
    let url_categories = options.get("post_url_max_categories").and_then(Value::as_u64).unwrap_or(1);
    config.blogs.push(Blog {
        posts,
        url_format: text("post_url_format", "{date}/{slug}"),
        date_format: text("post_url_date_format", "yyyy/MM/dd"),
        url_categories: usize::try_from(url_categories).unwrap_or(usize::MAX),
        category_format: is_on("categories").then(|| text("categories_url_format", "category/{slug}")),
        usual_slugs: !slugs.iter().any(|key| options.contains_key(*key)),
        dir: dir.clone(),
    });
    config.drafts |= options.get("draft") == Some(&Value::Bool(true));
    if options.get("draft_if_future_date") == Some(&Value::Bool(true)) {
        config.future = false;
    }
    if is_on("categories") {
        declare("categories", config);
        allow("categories", settings::texts(options.get("categories_allowed")), config);
    }
    if is_on("authors") {
        let file = text("authors_file", "{blog}/.authors.yml").replace("{blog}", &dir);
        let file = normalize(&join(docs, &file));
        allow("authors", file.and_then(|file| authors(&file, files, config)).unwrap_or_default(), config);
    }
}

/// The names of the authors in `.authors.yml`.
fn authors(file: &str, files: &dyn Files, config: &mut GeneratorConfig) -> Option<Vec<String>> {
    match settings::from_yaml(&files.read(file)?) {
        Ok(settings) => {
            config.files.push(file.to_owned());
            Some(settings.get("authors")?.as_object()?.keys().cloned().collect())
        }
        Err(reason) => {
            config.unreadable.push((file.to_owned(), reason));
            None
        }
    }
}

fn tags(options: &Map<String, Value>, config: &mut GeneratorConfig) {
    let key = options.get("tags_name_property").and_then(Value::as_str).unwrap_or("tags");
    declare(key, config);
    // Several instances of the plugin may allow different tags on different pages.
    let has_filters = options.contains_key("filters");
    let allowed = options.get("tags_allowed").and_then(Value::as_array).into_iter().flatten();
    let allowed = allowed.filter_map(|tag| match tag {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    allow(key, allowed.filter(|_| !has_filters).collect(), config);
}

fn declare(key: &str, config: &mut GeneratorConfig) {
    if !config.taxonomies.iter().any(|taxonomy| taxonomy.key == key) {
        config.taxonomies.push(Taxonomy { key: key.to_owned() });
    }
}

/// Notes what may stand under a key; an empty list allows everything.
fn allow(key: &str, terms: Vec<String>, config: &mut GeneratorConfig) {
    let is_known = config.vocabularies.iter().any(|known| known.key == key);
    if is_known {
        // Two blogs, each with its own list: nobody knows which counts.
        config.vocabularies.retain(|known| known.key != key);
    } else if !terms.is_empty() {
        let place = VocabularyPlace::Terms(terms);
        config.vocabularies.push(OwnTerms { key: key.to_owned(), place, dirs: Vec::new() });
    }
}

/// Reads every `.meta.yml`, in the order of their paths.
fn meta(options: &Map<String, Value>, docs: &str, listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) {
    let name = options.get("meta_file").and_then(Value::as_str).unwrap_or(".meta.yml");
    for path in listing.under(docs).filter(|path| file_name(path) == name) {
        let Some(text) = files.read(path) else { continue };
        match settings::from_yaml(&text) {
            Ok(values) => {
                config.files.push(path.to_owned());
                config.defaults.push(Defaults { path: parent(path).to_owned(), glob: None, kind: None, values });
            }
            Err(reason) => config.unreadable.push((path.to_owned(), reason)),
        }
    }
}

/// The languages of the plugin `mkdocs-static-i18n`.
fn languages(options: &Map<String, Value>, docs: &str, config: &mut GeneratorConfig) {
    let list = options.get("languages").and_then(Value::as_array).into_iter().flatten();
    let mut locales = Vec::new();
    for language in list {
        let Some(locale) = language.get("locale").and_then(Value::as_str) else { continue };
        if language.get("default") == Some(&Value::Bool(true)) {
            config.default_language = locale.to_owned();
            locales.insert(0, locale.to_owned());
        } else {
            locales.push(locale.to_owned());
        }
    }
    if options.get("docs_structure").and_then(Value::as_str) == Some("folder") {
        config.content.extend(locales.iter().map(|locale| ContentRoot {
            dir: join(docs, locale),
            language: Some(locale.clone()),
            target: String::new(),
        }));
    }
    config.languages = locales;
}

#[cfg(test)]
pub mod tests {
    use std::collections::HashMap;

    use super::{detect, read};
    use crate::listing::Listing;
    use crate::profile::generator_config::{GeneratorConfig, VocabularyPlace};

    /// What is read of an `mkdocs.yml` with this text.
    pub fn config(text: &str) -> GeneratorConfig {
        site(&[("mkdocs.yml", text)])
    }

    /// What is read of a site with these files.
    pub fn site(files: &[(&str, &str)]) -> GeneratorConfig {
        let files: HashMap<String, String> = files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        read(&Listing::new(files.keys().cloned()), &files)
    }

    fn allowed<'c>(key: &str, config: &'c GeneratorConfig) -> Option<&'c VocabularyPlace> {
        config.vocabularies.iter().find(|known| known.key == key).map(|known| &known.place)
    }

    fn terms(names: &[&str]) -> VocabularyPlace {
        VocabularyPlace::Terms(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn mkdocs_by_its_file() {
        let detected = |name: &str| detect(&Listing::new([name.to_owned()]), &HashMap::new());
        assert_eq!(detected("mkdocs.yaml").as_deref(), Some("mkdocs.yaml"));
        assert_eq!(detected("docs/mkdocs.yml"), None);
    }

    #[test]
    fn defaults_are_those_of_the_plugins() {
        let config = config(
            "site_url: https://example.org/guide/\ntheme:\n  name: material\nplugins:\n- search\n- blog\n- tags",
        );
        let blog = &config.blogs[0];
        assert_eq!((&*blog.dir, &*blog.posts, &*blog.url_format), ("blog", "blog/posts", "{date}/{slug}"));
        assert_eq!((&*config.base_path, &*config.content[0].dir), ("/guide", "docs"));
        assert_eq!(config.taxonomies.iter().map(|t| &*t.key).collect::<Vec<_>>(), ["categories", "tags"]);
        assert!(config.vocabularies.is_empty() && config.future && !config.drafts && blog.usual_slugs);
    }

    #[test]
    fn options_are_read() {
        let config = site(&[
            (
                "mkdocs.yml",
                "docs_dir: src\nextra: {k: !ENV [KEY, x]}\ntheme: material\nplugins:\n  group:\n    enabled: !ENV [CI, false]\n    plugins:\n    \
                 - material/blog:\n        blog_dir: .\n        post_dir: '{blog}/entries'\n        categories_allowed: [Trips, Food]\n        \
                 draft_if_future_date: true\n        post_slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n  \
                 tags: {tags_allowed: [a, 2024], tags_name_property: topics}\n",
            ),
            ("src/.authors.yml", "authors:\n  ada: {name: Ada}\n  bob: {name: Bob}\n"),
        ]);
        let blog = &config.blogs[0];
        assert_eq!((&*blog.dir, &*blog.posts, blog.usual_slugs), ("", "entries", false));
        assert_eq!(allowed("categories", &config), Some(&terms(&["Trips", "Food"])));
        assert_eq!(allowed("authors", &config), Some(&terms(&["ada", "bob"])));
        assert_eq!(allowed("topics", &config), Some(&terms(&["a", "2024"])));
        assert!(!config.future && config.unreadable.is_empty());
    }

    #[test]
    fn without_material_there_is_no_blog() {
        assert!(config("plugins: [blog, tags]").blogs.is_empty());
        assert!(config("theme: material\nplugins: [{blog: {enabled: false}}]").blogs.is_empty());
        assert_eq!(config("plugins: [material/blog]").blogs.len(), 1);
    }

    #[test]
    fn configurations_inherit() {
        let config = site(&[
            ("mkdocs.yml", "INHERIT: base/common.yml\ntheme: {features: [x]}\n"),
            ("base/common.yml", "INHERIT: ../mkdocs.yml\ndocs_dir: pages\ntheme: {name: material}\nplugins: [blog]\n"),
        ]);
        assert_eq!(config.files, ["mkdocs.yml", "base/common.yml"]);
        assert_eq!((&*config.content[0].dir, config.blogs.len()), ("pages", 1));
    }

    #[test]
    fn nonsense_does_no_harm() {
        for text in
            ["plugins: 5\ntheme: [a]\ndocs_dir: ../x\nexclude_docs: [a]", "", "docs_dir: /x", "plugins: [{blog: 5}, 7]"]
        {
            assert!(config(text).unreadable.is_empty(), "{text}");
            assert_eq!(config(text).content[0].dir, "docs", "{text}");
        }
        assert_eq!(config("a: [b").unreadable.len(), 1);
        assert_eq!(config("theme: material\nplugins: [{i18n: {languages: 5}}]").languages, [""; 0]);
    }
}
