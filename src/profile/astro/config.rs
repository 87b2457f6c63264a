//! Reads `astro.config.*`, the collections of `src/content.config.*` and the aliases of `tsconfig.json`.

use crate::listing::{Files, Listing, join, normalize};
use crate::profile::generator_config::{ContentRoot, GeneratorConfig, Mount, PageSource, Taxonomy};
use crate::profile::globs;
use crate::profile::javascript::{Call, Expression, Module};
use crate::profile::pages::PageKind;

/// Extensions of Markdown, with those of the official integrations (MDX, Markdoc).
pub const MARKDOWN: [&str; 8] = ["md", "mdx", "mdoc", "markdown", "mdown", "mkdn", "mkd", "mdwn"];

/// Whether a folder is an Astro site, and by which file.
pub fn detect(listing: &Listing, _files: &dyn Files) -> Option<String> {
    config_file(listing)
}

/// Reads the configuration, Astro's own defaults filled in.
pub fn read(listing: &Listing, files: &dyn Files) -> GeneratorConfig {
    let mut config = GeneratorConfig { keep_case: true, ..GeneratorConfig::default() };
    let module = config_file(listing).and_then(|name| read_module(&name, files, &mut config));
    let settings = module.as_ref().and_then(Module::exported).unwrap_or(Expression::Unknown);
    let folder = |key: &str, default: &str| {
        let set = settings.get(key).and_then(Expression::text).and_then(normalize);
        set.unwrap_or_else(|| default.to_owned())
    };
    let (source, public) = (folder("srcDir", "src"), folder("publicDir", "public"));
    config.base_path = settings.get("base").and_then(Expression::text).map(rooted).unwrap_or_default();
    config.taxonomies = ["tags", "categories"].map(|key| Taxonomy { key: key.to_owned() }).into();
    config.content.push(content(join(&source, "pages")));
    read_languages(&settings, module.as_ref(), &mut config);
    read_collections(&source, listing, files, &mut config);
    read_aliases(listing, files, &mut config);
    config.static_mounts.push(Mount { source: public.clone(), target: String::new() });
    config.static_dirs.push(public.clone());
    if !listing.has_dir(&public) || makes_images(&source, listing) {
        config.unseen_mounts.push(public);
    }
    config
}

/// The folder of pages.
pub fn pages_dir(config: &GeneratorConfig) -> Option<String> {
    config.content.first().map(|root| root.dir.clone())
}

fn config_file(listing: &Listing) -> Option<String> {
    let names = ["mjs", "js", "ts", "mts", "cjs", "cts"].map(|extension| format!("astro.config.{extension}"));
    names.into_iter().find(|name| listing.contains(name))
}

fn read_module(name: &str, files: &dyn Files, config: &mut GeneratorConfig) -> Option<Module> {
    match files.read(name) {
        Some(text) => {
            config.files.push(name.to_owned());
            Some(Module::new(&text))
        }
        None => {
            config.unreadable.push((name.to_owned(), "it cannot be read".to_owned()));
            None
        }
    }
}

fn content(dir: String) -> ContentRoot {
    ContentRoot { dir, language: None, target: String::new() }
}

fn rooted(base: &str) -> String {
    match base.trim_matches('/') {
        "" => String::new(),
        base => format!("/{base}"),
    }
}

/// `i18n.locales` of Astro, or `locales` of Starlight, in which the default language may have no folder (`root`).
fn read_languages(settings: &Expression, module: Option<&Module>, config: &mut GeneratorConfig) {
    let i18n = settings.get("i18n");
    let own = i18n.and_then(|i18n| i18n.get("locales")).map(Expression::items).unwrap_or_default();
    let own = own.iter().filter_map(|item| item.text().or_else(|| item.get("path")?.text()));
    config.languages = own.map(str::to_owned).collect();
    let default = i18n.and_then(|i18n| i18n.get("defaultLocale")).and_then(Expression::text).map(str::to_owned);
    let starlight = module.and_then(|module| module.calls("starlight").next());
    let starlight = starlight.as_ref().and_then(|call| call.arguments.first());
    if let (true, Some(module), Some(options)) = (config.languages.is_empty(), module, starlight) {
        let locales = options.get("locales").and_then(|locales| module.resolve(locales));
        let names = locales.iter().flat_map(Expression::entries).map(|(name, _)| name.clone());
        config.languages = names.collect();
    }
    let set = starlight.and_then(|options| options.get("defaultLocale")).and_then(Expression::text);
    let default = default.or_else(|| set.map(str::to_owned)).or_else(|| config.languages.first().cloned());
    config.default_language = default.unwrap_or_default();
    let is_default = |language: &String| *language != config.default_language;
    config.languages.sort_by_key(is_default);
}

fn read_collections(source: &str, listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) {
    let names = ["content.config", "content/config"]
        .into_iter()
        .flat_map(|name| ["mjs", "js", "mts", "ts"].map(|extension| join(source, &format!("{name}.{extension}"))));
    let found = names.into_iter().find(|name| listing.contains(name));
    match found.and_then(|name| read_module(&name, files, config)) {
        Some(module) => read_collections_of(&module, source, config),
        None => config.sources.push(legacy("content", join(source, "content"), "*")),
    }
    let roots: Vec<String> = config.sources.iter().map(|source| source.dir.clone()).collect();
    config.content.extend(roots.into_iter().map(content));
}

fn read_collections_of(module: &Module, source: &str, config: &mut GeneratorConfig) {
    let collections = module.variable("collections").unwrap_or(Expression::Unknown);
    for (name, value) in collections.entries() {
        config.sources.extend(read_collection(name, value, source, module));
    }
    if !collections.is_whole() {
        let calls: Vec<Call> = module.calls("glob").collect();
        config.sources.extend(calls.iter().filter_map(|call| globbed("content", call, module)));
        config.sources.push(legacy("content", join(source, "content"), "*"));
    }
}

/// The files of one collection; `None` where its data come from elsewhere (a file, a service), or from a folder that is
/// computed, whose files are left alone.
fn read_collection(name: &str, value: &Expression, source: &str, module: &Module) -> Option<PageSource> {
    let folder = join(source, &format!("content/{name}"));
    let settings = module.resolve(value);
    let loader = settings.as_ref().and_then(|settings| settings.get("loader"));
    let loader = loader.map(|loader| match loader {
        Expression::Name(name) => module.variable(name).unwrap_or(Expression::Unknown),
        loader => loader.clone(),
    });
    match loader {
        Some(Expression::Call(call)) if call.name == "glob" => globbed(name, &call, module),
        Some(Expression::Call(call)) if call.name == "docsLoader" => {
            let include = globs::below("", &format!("**/[!_]*.{{{}}}", MARKDOWN.join(","))).into_iter().collect();
            Some(PageSource { include, ..page_source(name, folder) })
        }
        Some(_) => None,
        None => Some(legacy(name, folder, "")),
    }
}

/// The files that a loader `glob({ pattern, base })` takes.
fn globbed(name: &str, call: &Call, module: &Module) -> Option<PageSource> {
    let options = module.resolve(call.arguments.first()?)?;
    let base = match options.get("base") {
        None => String::new(),
        Some(base) => normalize(module.resolve(base)?.text()?)?,
    };
    let patterns = module.resolve(options.get("pattern")?)?.texts()?;
    let (within, out) = globs::split(&patterns);
    let matchers = |patterns: Vec<&str>| patterns.into_iter().filter_map(|pattern| globs::below("", pattern)).collect();
    Some(PageSource { include: matchers(within), exclude: matchers(out), ..page_source(name, base) })
}

/// Collections of Astro 4 and before: everything below `folder` but what begins with an underscore.
fn legacy(name: &str, folder: String, collections: &str) -> PageSource {
    let pattern = join(collections, &format!("**/[!_]*.{{{}}}", MARKDOWN.join(",")));
    let include = globs::below("", &pattern).into_iter().collect();
    let exclude = globs::below("", "**/_*/**").into_iter().collect();
    PageSource { include, exclude, ..page_source(name, folder) }
}

fn page_source(name: &str, dir: String) -> PageSource {
    PageSource {
        dir,
        kind: PageKind::Document,
        language: None,
        logical: format!("/{name}"),
        route: None,
        include: Vec::new(),
        exclude: Vec::new(),
        strips_numbers: None,
    }
}

/// `paths` of `tsconfig.json`, which Vite is told: `@/*` for `src/*`. A slash stands for the project itself.
fn read_aliases(listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) {
    config.path_aliases.push(Mount { source: String::new(), target: "/".to_owned() });
    let Some(name) = ["tsconfig.json", "jsconfig.json"].into_iter().find(|name| listing.contains(name)) else { return };
    // With comments and commas at the end, so not JSON.
    let Some(text) = files.read(name) else { return };
    let Some(settings) = Module::new(&format!("export default {text}")).exported() else { return };
    let options = settings.get("compilerOptions");
    let base = options.and_then(|options| options.get("baseUrl")).and_then(Expression::text).unwrap_or_default();
    let paths = options.and_then(|options| options.get("paths")).map(Expression::entries).unwrap_or_default();
    for (alias, targets) in paths {
        let target = targets.items().first().and_then(Expression::text);
        let pair = alias.strip_suffix('*').zip(target.and_then(|target| target.strip_suffix('*')));
        if let Some((alias, folder)) = pair.filter(|(alias, _)| !alias.is_empty())
            && let Some(source) = normalize(&format!("{base}/{folder}"))
        {
            config.path_aliases.push(Mount { source, target: alias.to_owned() });
        }
    }
}

/// Whether pages of the site are programs that make images, so that a URL may be theirs: `og/[slug].png.ts`.
fn makes_images(source: &str, listing: &Listing) -> bool {
    let is_endpoint = |path: &str| path.ends_with(".ts") || path.ends_with(".js");
    listing.under(&join(source, "pages")).any(is_endpoint)
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
    fn astro_by_its_configuration() {
        let by = |name: &str| detect(&Listing::new([name.to_owned()]), &HashMap::new());
        assert_eq!(by("astro.config.mts").as_deref(), Some("astro.config.mts"));
        assert_eq!((by("x/astro.config.mjs"), by("astro.config.json")), (None, None));
    }

    #[test]
    fn folders_and_aliases() {
        let config = site(&[
            ("astro.config.ts", "export default defineConfig({ srcDir: './app', publicDir: 'static', base: '/x/' })"),
            (
                "tsconfig.json",
                "{ // paths\n \"compilerOptions\": { \"baseUrl\": \".\", \"paths\": { \"@/*\": [\"./app/*\"], \"~\": [\"x\"], }, }, }",
            ),
            ("static/a.png", ""),
        ]);
        assert_eq!((&*config.content[0].dir, &*config.base_path), ("app/pages", "/x"));
        assert_eq!(config.static_dirs, ["static"]);
        let aliases: Vec<_> = config.path_aliases.iter().map(|mount| (&*mount.target, &*mount.source)).collect();
        assert_eq!(aliases, [("/", ""), ("@/", "app")]);
        assert!(config.unseen_mounts.is_empty());
    }

    #[test]
    fn languages_of_starlight() {
        let text = "const locales = { root: { label: 'English' }, 'zh-cn': {} };\nexport default defineConfig({ integrations: [starlight({ title: 'x', locales })] })";
        let config = site(&[("astro.config.mjs", text)]);
        assert_eq!((config.languages.join(" "), &*config.default_language), ("root zh-cn".to_owned(), "root"));
    }

    #[test]
    fn computed_collections_take_the_usual_folder() {
        let content = "export const collections = { ...more, blog: defineCollection({ loader: glob({ pattern: '**/*.md', base }) }) }";
        let config = site(&[("astro.config.mjs", ""), ("src/content.config.ts", content)]);
        assert_eq!(config.sources.iter().map(|source| &*source.dir).collect::<Vec<_>>(), ["src/content"]);
    }
}
