//! Reads `.vitepress/config.*`.

use crate::listing::{Files, Listing, join, normalize};
use crate::profile::generator_config::{ContentRoot, GeneratorConfig, Mount, Taxonomy};
use crate::profile::globs;
use crate::profile::javascript::{Expression, Module};

/// Folders that hold the documentation: the site itself, or `docs` in it.
const FOLDERS: [&str; 2] = ["", "docs"];

/// Whether a folder is a VitePress site, and by which file.
pub fn detect(listing: &Listing, _files: &dyn Files) -> Option<String> {
    FOLDERS.iter().find_map(|folder| config_file(folder, listing).or_else(|| theme_file(folder, listing)))
}

/// Reads the configuration, VitePress's own defaults filled in.
pub fn read(listing: &Listing, files: &dyn Files) -> GeneratorConfig {
    let mut config = GeneratorConfig { keep_case: true, ..GeneratorConfig::default() };
    let is_site = |folder: &&&str| listing.has_dir(&join(folder, ".vitepress"));
    let project = FOLDERS.iter().find(is_site).copied().unwrap_or_default();
    let program = config_file(project, listing).map(|name| Program::read(&name, listing, files, &mut config));
    let settings = |key: &str| program.as_ref().and_then(|program| program.get(key));

    let source = settings("srcDir").and_then(|dir| dir.text().and_then(normalize)).unwrap_or_default();
    let source = if source.is_empty() { project.to_owned() } else { join(project, &source) };
    config.content = vec![ContentRoot { dir: source.clone(), language: None, target: String::new() }];
    config.taxonomies = ["tags", "categories"].map(|key| Taxonomy { key: key.to_owned() }).into();
    let base = settings("base").and_then(|base| base.text().map(|base| base.trim_matches('/').to_owned()));
    config.base_path = base.filter(|base| !base.is_empty()).map(|base| format!("/{base}")).unwrap_or_default();
    config.ugly_urls = settings("cleanUrls") != Some(Expression::Boolean(true));
    config.unknown_urls = settings("rewrites").is_some();
    let excluded = settings("srcExclude");
    let excluded = excluded.iter().flat_map(Expression::items).filter_map(Expression::text);
    config.ignored_paths =
        excluded.chain(["**/node_modules/**", "**/dist/**"]).filter_map(|p| globs::below(&source, p)).collect();
    read_languages(settings("locales"), &mut config);

    let public = join(&source, "public");
    config.static_mounts.push(Mount { source: public.clone(), target: String::new() });
    config.static_dirs.push(public.clone());
    if !listing.has_dir(&public) {
        config.unseen_mounts.push(public);
    }
    config
}

/// The configuration with the files beside it, over which it may be spread.
struct Program {
    main: Module,
    settings: Expression,
    others: Vec<Module>,
}

impl Program {
    fn read(name: &str, listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) -> Self {
        let text = files.read(name);
        match &text {
            Some(_) => config.files.push(name.to_owned()),
            None => config.unreadable.push((name.to_owned(), "it cannot be read".to_owned())),
        }
        let main = Module::new(&text.unwrap_or_default());
        let settings = main.exported().unwrap_or(Expression::Unknown);
        let folder = name.split_inclusive(".vitepress/").next().unwrap_or_default();
        let is_other = |path: &&str| {
            let inner = &path[folder.len()..];
            *path != name && inner.starts_with("config") && is_program(inner)
        };
        let others = listing.beginning_with(folder).filter(is_other).filter_map(|path| files.read(path));
        let others = others.map(|text| Module::new(&text)).collect();
        Self { main, settings, others }
    }

    /// The value of a setting, also of one that another file holds when the configuration is spread over several.
    fn get(&self, key: &str) -> Option<Expression> {
        if let Some(value) = self.settings.get(key) {
            return Some(self.main.resolve(value).unwrap_or(Expression::Unknown));
        }
        if self.settings.is_whole() {
            return None;
        }
        let shared = || self.others.iter().chain([&self.main]).flat_map(|module| module.maps());
        shared().filter(looks_like_settings).find_map(|map| map.get(key).cloned())
    }
}

/// A map of settings, not one of a sidebar or a plugin, which may have a `base` as well.
fn looks_like_settings(map: &Expression) -> bool {
    const SETTINGS: [&str; 9] =
        ["title", "themeConfig", "srcDir", "rewrites", "locales", "cleanUrls", "lastUpdated", "head", "srcExclude"];
    SETTINGS.iter().any(|key| map.get(key).is_some())
}

fn is_program(path: &str) -> bool {
    ["js", "ts", "mjs", "mts", "cjs", "cts"].iter().any(|extension| path.ends_with(&format!(".{extension}")))
}

fn config_file(folder: &str, listing: &Listing) -> Option<String> {
    let names = ["config", "config/index"].into_iter().flat_map(|name| {
        ["js", "ts", "mjs", "mts", "cjs", "cts"]
            .map(|extension| join(folder, &format!(".vitepress/{name}.{extension}")))
    });
    names.into_iter().find(|name| listing.contains(name))
}

/// The configuration may be left out; a theme of the site's own is as good a mark.
fn theme_file(folder: &str, listing: &Listing) -> Option<String> {
    let names =
        ["js", "ts", "mjs", "mts"].map(|extension| join(folder, &format!(".vitepress/theme/index.{extension}")));
    names.into_iter().find(|name| listing.contains(name))
}

/// `locales`, in which the language of the pages outside of any folder is called `root`.
fn read_languages(locales: Option<Expression>, config: &mut GeneratorConfig) {
    let locales = locales.unwrap_or(Expression::Unknown);
    let names: Vec<String> = locales.entries().iter().map(|(name, _)| name.clone()).collect();
    if names.iter().all(|name| name == "root") {
        return;
    }
    let lang = locales.get("root").and_then(|root| root.get("lang")).and_then(Expression::text).unwrap_or("root");
    config.default_language = lang.to_owned();
    config.languages =
        std::iter::once(lang.to_owned()).chain(names.into_iter().filter(|name| name != "root")).collect();
}

#[cfg(test)]
pub mod tests {
    use std::collections::HashMap;

    use super::{detect, read};
    use crate::listing::Listing;
    use crate::profile::generator_config::GeneratorConfig;

    /// What is read of a site with these files.
    pub fn site(files: &[(&str, &str)]) -> GeneratorConfig {
        let files: HashMap<String, String> = files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        read(&Listing::new(files.keys().cloned()), &files)
    }

    #[test]
    fn vitepress_by_its_folder() {
        let by = |name: &str| detect(&Listing::new([name.to_owned()]), &HashMap::new());
        for name in [".vitepress/config.mts", "docs/.vitepress/config/index.ts", ".vitepress/theme/index.js"] {
            assert_eq!(by(name).as_deref(), Some(name));
        }
        assert_eq!((by("vitepress.config.ts"), by("x/.vitepress/config.ts")), (None, None));
    }

    #[test]
    fn settings_are_read() {
        let text = "export default defineConfigWithTheme<Theme>({ extends: base, srcDir: 'src', srcExclude: ['tutorial/**'], base: '/x/', cleanUrls: true, locales: { root: { lang: 'en-US' }, zh: zhConfig } })";
        let config = site(&[("docs/.vitepress/config.ts", text), ("docs/src/public/a.png", "")]);
        assert_eq!((&*config.content[0].dir, &*config.base_path, config.ugly_urls), ("docs/src", "/x", false));
        assert_eq!(config.languages, ["en-US", "zh"]);
        assert!(config.ignored_paths.iter().any(|glob| glob.is_match("docs/src/tutorial/a.md")));
        assert!(!config.unknown_urls && config.unseen_mounts.is_empty());
    }

    #[test]
    fn settings_may_be_spread_over_files() {
        let config = site(&[
            (".vitepress/config/index.ts", "export default defineConfig({ ...shared, locales: { root: en, zh } })"),
            (
                ".vitepress/config/shared.ts",
                "export const shared = defineConfig({ title: 'A', rewrites: { 'a/:x': 'b' }, srcDir: 'pages' })",
            ),
            (".vitepress/config/zh.ts", "export const zh = { sidebar: { base: '/zh/', items: [] } }"),
        ]);
        assert!(config.unknown_urls && config.base_path.is_empty());
        assert_eq!(config.content[0].dir, "pages");
    }
}
