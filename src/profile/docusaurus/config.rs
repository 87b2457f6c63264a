//! Reads `docusaurus.config.*`: literals only. What is computed there is taken for the default where that does no harm,
//! and for unknown where it decides about URLs.

use super::detect::CONFIG_FILES;
use super::literals::{Literal, Object, find_object};
use super::sources::{self, Plugin, PluginKind};
use crate::listing::{Files, Listing, normalize};
use crate::profile::generator_config::{ContentRoot, GeneratorConfig, Mount, Taxonomy};

/// Keys by which the configuration is told from other objects in its file.
const KNOWN: &[&str] = &["presets", "baseUrl", "themeConfig", "i18n"];

/// Reads the configuration, Docusaurus' own defaults filled in (3.10).
pub fn read(listing: &Listing, files: &dyn Files) -> GeneratorConfig {
    let mut config = GeneratorConfig::default();
    let settings = read_file(listing, files, &mut config);

    let statics = settings.texts("staticDirectories").unwrap_or_else(|| vec!["static".to_owned()]);
    config.static_dirs = statics.iter().filter_map(|dir| normalize(dir)).collect();
    config.static_mounts =
        config.static_dirs.iter().map(|dir| Mount { source: dir.clone(), target: String::new() }).collect();
    config.base_path = settings.text("baseUrl").map(|base| base.trim_end_matches('/').to_owned()).unwrap_or_default();
    config.taxonomies = vec![Taxonomy { key: "tags".to_owned() }];
    config.future = true;
    config.zone_is_set = true;
    config.keep_case = true;
    config.keys_may_be_added = match settings.get("markdown") {
        Some(Literal::Map(markdown)) => markdown.is_open || markdown.get("parseFrontMatter").is_some(),
        other => matches!(other, Some(Literal::Unknown)),
    };
    let locales = sources::Locales::read(&settings, listing);
    config.default_language.clone_from(&locales.default);
    config.languages = locales.all.clone();
    for plugin in plugins(&settings) {
        sources::add(&plugin, &locales, listing, files, &mut config);
    }
    config.content = config
        .sources
        .iter()
        .map(|source| ContentRoot {
            dir: source.dir.clone(),
            language: source.language.clone(),
            target: source.logical.trim_start_matches('/').to_owned(),
        })
        .collect();
    config
}

fn read_file(listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) -> Object {
    let Some(name) = CONFIG_FILES.iter().find(|name| listing.contains(name)) else { return Object::default() };
    match files.read(name) {
        Some(text) => {
            config.files.push((*name).to_owned());
            find_object(&text, KNOWN).unwrap_or(Object { is_open: true, ..Object::default() })
        }
        None => {
            config.unreadable.push(((*name).to_owned(), "it cannot be read".to_owned()));
            Object { is_open: true, ..Object::default() }
        }
    }
}

/// The plugins that read pages: those of the classic preset, and those that are listed. Where no preset is known, the
/// classic one is assumed, as nearly every site has it.
fn plugins(settings: &Object) -> Vec<Plugin> {
    let listed: Vec<Plugin> =
        settings.get("plugins").map(Literal::items).unwrap_or_default().iter().filter_map(listed).collect();
    let presets = settings.get("presets").map(Literal::items).unwrap_or_default();
    let classic = presets.iter().find_map(|preset| named(preset, |name| name.ends_with("classic")));
    let is_assumed = classic.is_none() && (listed.is_empty() || presets.contains(&Literal::Unknown));
    let mut plugins = Vec::new();
    if classic.is_some() || is_assumed {
        let options = classic.unwrap_or(Object { is_open: settings.is_open, ..Object::default() });
        for (key, kind) in [("docs", PluginKind::Docs), ("blog", PluginKind::Blog), ("pages", PluginKind::Pages)] {
            let options = match options.get(key) {
                Some(Literal::Bool(false)) => continue,
                Some(Literal::Map(map)) => map.clone(),
                Some(Literal::Unknown) => Object { is_open: true, ..Object::default() },
                _ => Object { is_open: options.is_open, ..Object::default() },
            };
            plugins.push(Plugin { kind, options });
        }
    }
    plugins.extend(listed);
    plugins
}

fn listed(plugin: &Literal) -> Option<Plugin> {
    const KINDS: [(&str, PluginKind); 3] =
        [("content-docs", PluginKind::Docs), ("content-blog", PluginKind::Blog), ("content-pages", PluginKind::Pages)];
    KINDS.into_iter().find_map(|(end, kind)| {
        let is_it = |name: &str| name == end || name == format!("@docusaurus/plugin-{end}");
        Some(Plugin { kind, options: named(plugin, is_it)? })
    })
}

/// The options of a plugin or preset whose name fits: `'name'`, or `['name', options]`.
fn named(entry: &Literal, fits: impl Fn(&str) -> bool) -> Option<Object> {
    match entry {
        Literal::Text(name) => fits(name).then(Object::default),
        Literal::List(items) => {
            items.first()?.text().filter(|name| fits(name))?;
            Some(match items.get(1) {
                Some(Literal::Map(options)) => options.clone(),
                Some(Literal::Unknown) => Object { is_open: true, ..Object::default() },
                _ => Object::default(),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
pub mod tests {
    use std::collections::HashMap;

    use super::read;
    use crate::listing::Listing;
    use crate::profile::generator_config::{GeneratorConfig, VocabularyPlace};

    /// What is read of a site with these files.
    pub fn site(files: &[(&str, &str)]) -> GeneratorConfig {
        let files: HashMap<String, String> = files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        read(&Listing::new(files.keys().cloned()), &files)
    }

    /// What is read of a `docusaurus.config.js` with this text.
    pub fn config(text: &str) -> GeneratorConfig {
        site(&[("docusaurus.config.js", text)])
    }

    fn dirs(config: &GeneratorConfig) -> Vec<(&str, Option<&str>)> {
        config.sources.iter().map(|source| (&*source.dir, source.route.as_deref())).collect()
    }

    #[test]
    fn the_classic_preset_is_the_default() {
        let expected = [("docs", Some("/docs")), ("blog", Some("/blog")), ("src/pages", Some(""))];
        assert_eq!(dirs(&config("module.exports = { baseUrl: '/x/' }")), expected);
        assert_eq!(config("module.exports = { baseUrl: '/x/' }").base_path, "/x");
        assert_eq!(dirs(&config("export default { presets: ['classic'] }")), expected);
        assert_eq!(dirs(&config("")), [("docs", None), ("blog", None), ("src/pages", None)]);
    }

    #[test]
    fn plugins_have_their_folders() {
        let config = config(
            "module.exports = { baseUrl: '/', presets: [['@docusaurus/preset-classic', { docs: { routeBasePath: '/', path: './text' }, \
             blog: false }]], plugins: [['@docusaurus/plugin-content-docs', { id: 'more', path: 'more', routeBasePath: base }], \
             require.resolve('./own'), ['content-blog', { id: 'news', path: 'news', routeBasePath: 'n' }]], \
             staticDirectories: ['public', 'static'], markdown: { parseFrontMatter: async (p) => p } }",
        );
        assert_eq!(dirs(&config), [("text", Some("")), ("src/pages", Some("")), ("more", None), ("news", Some("/n"))]);
        assert_eq!(config.static_dirs, ["public", "static"]);
        assert!(config.keys_may_be_added);
    }

    #[test]
    fn versions_and_languages_have_theirs() {
        let config = site(&[
            (
                "docusaurus.config.ts",
                "const config: Config = { baseUrl: '/', i18n: { defaultLocale: 'en', locales: ['en', 'zh-CN'] } };",
            ),
            ("versions.json", "[\"2.0\", \"1.0\"]"),
            ("versioned_docs/version-2.0/a.md", ""),
        ]);
        let routes: Vec<_> = dirs(&config).into_iter().filter(|(dir, _)| dir.contains("docs")).collect();
        assert_eq!(
            routes,
            [
                ("docs", Some("/docs/next")),
                ("i18n/zh-CN/docusaurus-plugin-content-docs/current", Some("/zh-CN/docs/next")),
                ("versioned_docs/version-2.0", Some("/docs")),
                ("i18n/zh-CN/docusaurus-plugin-content-docs/version-2.0", Some("/zh-CN/docs")),
                ("versioned_docs/version-1.0", Some("/docs/1.0")),
                ("i18n/zh-CN/docusaurus-plugin-content-docs/version-1.0", Some("/zh-CN/docs/1.0")),
            ]
        );
        assert_eq!(config.languages, ["en", "zh-CN"]);
    }

    #[test]
    fn tags_files_are_vocabularies() {
        let files = |settings: &str| {
            let config = site(&[
                ("docusaurus.config.js", &format!("module.exports = {{ presets: [['classic', {settings}]] }}")),
                ("docs/tags.yml", "a:\n"),
                ("docs/own.yml", "a:\n"),
                ("blog/a.md", ""),
            ]);
            let file = |place| match place {
                VocabularyPlace::File(path) => path,
                VocabularyPlace::Terms(_) => String::new(),
            };
            config.vocabularies.into_iter().map(|known| file(known.place)).collect::<Vec<_>>()
        };
        assert_eq!(files("{}"), ["docs/tags.yml"]);
        assert_eq!(files("{ docs: { tags: 'own.yml' } }"), ["docs/own.yml"]);
        assert_eq!(files("{ docs: { tags: false } }"), [""; 0]);
        assert_eq!(files("{ docs: { onInlineTags: 'ignore' } }"), [""; 0]);
    }
}
