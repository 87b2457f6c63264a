//! Reads `_config.yml`.

use serde_json::{Map, Value};

use super::address::NAMED_STYLES;
use super::{detect, patterns, redirects, settings};
use crate::listing::{Files, Listing, join, normalize};
use crate::profile::generator_config::{Collection, ContentRoot, Defaults, GeneratorConfig, Included, Taxonomy};

/// The names of the configuration, in the order in which Jekyll looks; it reads only the first.
pub const CONFIG_FILES: &[&str] = &["_config.yml", "_config.yaml", "_config.toml"];

/// What Jekyll 4 leaves out beside the configured `exclude`.
const ALWAYS_EXCLUDED: &[&str] = &[
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
];

/// Reads the configuration, Jekyll's own defaults filled in.
pub fn read(listing: &Listing, files: &dyn Files) -> GeneratorConfig {
    let mut config = GeneratorConfig::default();
    let settings = read_file(listing, files, &mut config);
    let text = |key: &str| settings.get(key).and_then(Value::as_str);

    let source = text("source").filter(|source| !source.starts_with('/')).and_then(normalize).unwrap_or_default();
    config.content = vec![ContentRoot { dir: source.clone(), language: None, target: String::new() }];
    config.static_dirs = vec![source.clone()];
    config.taxonomies = ["tags", "categories"].map(|key| Taxonomy { key: key.to_owned() }).into();
    if let Some(zone) = text("timezone").and_then(|zone| zone.parse().ok()) {
        config.zone = zone;
        config.zone_is_set = true;
    }
    config.base_path = text("baseurl").map(|base| base.trim_end_matches('/').to_owned()).unwrap_or_default();
    config.future = settings::truthy(settings.get("future"));
    config.unpublished = settings::truthy(settings.get("unpublished"));
    config.show_drafts = settings::truthy(settings.get("show_drafts"));
    config.strict = settings::truthy(settings.get("strict_front_matter"));
    config.keep_case = true;
    config.markdown_extensions =
        text("markdown_ext").unwrap_or("markdown,mkdown,mkdn,mkd,md").split(',').map(str::to_lowercase).collect();
    config.unseen_dirs = settings::texts(settings.get("keep_files")).filter(|dir| !dir.starts_with('.')).collect();
    config.plugins = settings::texts(settings.get("plugins")).chain(settings::texts(settings.get("gems"))).collect();
    config.plugins.extend(detect::gems(files).filter(|gem| gem != "jekyll"));
    config.plugins.sort_unstable();
    config.plugins.dedup();
    config.aliases_off = !config.plugins.iter().any(|plugin| plugin == redirects::PLUGIN);
    // A theme is a gem or a repository of its own, in no case a folder of the site.
    config.themes = ["theme", "remote_theme"].iter().filter_map(|key| Some((text(key)?.to_owned(), None))).collect();
    config.collections_dir = text("collections_dir").and_then(normalize).unwrap_or_default();
    read_collections(&settings, &join(&source, &config.collections_dir), &mut config);
    read_patterns(&settings, &source, &mut config);
    config.defaults =
        settings.get("defaults").and_then(Value::as_array).into_iter().flatten().filter_map(defaults).collect();
    config
}

fn read_file(listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) -> Map<String, Value> {
    let Some(name) = CONFIG_FILES.iter().find(|name| listing.contains(name)) else { return Map::new() };
    let read = match files.read(name) {
        Some(text) => settings::parse(name, &text),
        None => Err("it cannot be read".to_owned()),
    };
    match read {
        Ok(settings) => {
            config.files.push((*name).to_owned());
            settings
        }
        Err(reason) => {
            config.unreadable.push(((*name).to_owned(), reason));
            Map::new()
        }
    }
}

fn read_collections(settings: &Map<String, Value>, container: &str, config: &mut GeneratorConfig) {
    let style = settings.get("permalink").and_then(Value::as_str).unwrap_or("date");
    config.permalinks.push((String::new(), style.to_owned()));
    let mut posts = NAMED_STYLES.iter().find(|(name, _)| *name == style).map_or(style, |(_, pattern)| pattern);

    let none = Map::new();
    let (named, listed) = match settings.get("collections") {
        Some(Value::Object(collections)) => (collections, None),
        labels => (&none, labels),
    };
    for (label, metadata) in named {
        let permalink = metadata.get("permalink").and_then(Value::as_str);
        if label == "posts" {
            posts = permalink.unwrap_or(posts);
            continue;
        }
        // Jekyll looks for the settings under the cleaned name, so that `two words` loses them.
        let clean = sanitize(label);
        let metadata = if clean == *label { metadata } else { &Value::Null };
        config.permalinks.extend(permalink.filter(|_| !metadata.is_null()).map(|p| (clean.clone(), p.to_owned())));
        config.collections.push(collection(clean, container, settings::truthy(metadata.get("output"))));
    }
    config.permalinks.push(("posts".to_owned(), posts.to_owned()));
    let listed = settings::texts(listed).map(|label| collection(sanitize(&label), container, false));
    config.collections.extend(listed);
    config.collections.retain(|collection| !matches!(&*collection.label, "posts" | "data" | ""));
}

fn collection(label: String, container: &str, output: bool) -> Collection {
    Collection { dir: join(container, &format!("_{label}")), label, output }
}

fn sanitize(label: &str) -> String {
    label.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')).collect()
}

fn read_patterns(settings: &Map<String, Value>, source: &str, config: &mut GeneratorConfig) {
    let include: Vec<String> = match settings.get("include") {
        Some(Value::Array(_)) => settings::texts(settings.get("include")).collect(),
        _ => vec![".htaccess".to_owned()],
    };
    let destination = settings.get("destination").and_then(Value::as_str).and_then(normalize).filter(|d| !d.is_empty());
    config.ignored = settings::texts(settings.get("exclude"))
        .chain(ALWAYS_EXCLUDED.iter().map(|pattern| (*pattern).to_owned()))
        .filter(|pattern| !pattern.is_empty() && !include.contains(pattern))
        .filter_map(|pattern| patterns::excluded(source, &pattern))
        .chain(destination.and_then(|dir| patterns::excluded("", &format!("{dir}/"))))
        .collect();
    config.included = include
        .into_iter()
        .filter(|path| !path.is_empty())
        .filter_map(|path| Some(Included { pattern: patterns::included(&path)?, path }))
        .collect();
}

/// One entry of `defaults`; Jekyll warns of entries without values and goes on.
fn defaults(set: &Value) -> Option<Defaults> {
    let values = set.get("values")?.as_object()?.clone();
    let scope = |key: &str| set.get("scope").and_then(|scope| scope.get(key)).and_then(Value::as_str);
    let path = scope("path").unwrap_or_default().to_owned();
    // Two stars at the end are one star to Ruby.
    let pattern = path.strip_suffix("**").map_or_else(|| path.clone(), |start| format!("{start}*"));
    let glob = match path.contains('*') {
        true => Some(globset::GlobBuilder::new(&pattern).literal_separator(true).build().ok()?.compile_matcher()),
        false => None,
    };
    // The singular is an old spelling.
    let kind = scope("type").map(|kind| match kind {
        "page" | "post" | "draft" => format!("{kind}s"),
        kind => kind.to_owned(),
    });
    Some(Defaults { path, glob, kind, values })
}

#[cfg(test)]
pub mod tests {
    use std::collections::HashMap;

    use super::read;
    use crate::listing::Listing;
    use crate::profile::generator_config::GeneratorConfig;

    /// What is read of a `_config.yml` with this text.
    pub fn config(text: &str) -> GeneratorConfig {
        site(&[("_config.yml", text)])
    }

    fn site(files: &[(&str, &str)]) -> GeneratorConfig {
        let files: HashMap<String, String> = files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        read(&Listing::new(files.keys().cloned()), &files)
    }

    #[test]
    fn no_configuration_means_the_defaults() {
        let config = site(&[("a.md", "")]);
        assert_eq!(config.markdown_extensions, ["markdown", "mkdown", "mkdn", "mkd", "md"]);
        assert_eq!(config.permalinks[0].1, "date");
        assert!(!config.zone_is_set && config.content[0].dir.is_empty() && config.unreadable.is_empty());
    }

    #[test]
    fn settings_are_read() {
        let config = config(
            "source: ./src\ntimezone: Asia/Shanghai\nfuture: yes\nstrict_front_matter: true\npermalink: pretty\n\
             collections_dir: c\ncollections:\n  docs: { output: true, permalink: /d/:path }\n  notes:\n  posts: { permalink: /p/:title }\n\
             exclude: [drafts, 5]\ninclude: [_pages]\ntheme: minima\nplugins: [jekyll-feed]\nkeep_files: [.git, old]\nbaseurl: /x/\n",
        );
        assert_eq!((&*config.content[0].dir, config.zone.name()), ("src", "Asia/Shanghai"));
        assert!(config.future && config.strict && !config.unpublished && config.has_unseen_theme());
        assert_eq!(
            config.collections.iter().map(|c| (&*c.dir, c.output)).collect::<Vec<_>>(),
            [("src/c/_docs", true), ("src/c/_notes", false)]
        );
        let permalinks: Vec<_> = config.permalinks.iter().map(|(k, v)| (&**k, &**v)).collect();
        assert_eq!(permalinks, [("", "pretty"), ("docs", "/d/:path"), ("posts", "/p/:title")]);
        assert_eq!((&*config.base_path, &config.unseen_dirs[..]), ("/x", &["old".to_owned()][..]));
    }

    #[test]
    fn plugins_come_from_the_gemfile_too() {
        let config = site(&[("_config.toml", "plugins = ['a']"), ("Gemfile", "gem 'jekyll'\ngem 'jekyll-feed'\n")]);
        assert_eq!(config.plugins, ["a", "jekyll-feed"]);
    }

    #[test]
    fn nonsense_does_no_harm() {
        for text in ["timezone: Nowhere/City", "collections: 5\ndefaults: {a: b}\nexclude: x\nsource: ../..", "[]", ""]
        {
            assert!(config(text).unreadable.is_empty() || text == "[]", "{text}");
        }
        assert_eq!(config("a: [b").unreadable.len(), 1);
        assert_eq!(config("defaults: [{scope: {path: '[*'}, values: {a: 1}}]").defaults.len(), 0);
    }
}
