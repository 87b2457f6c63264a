//! Reads `eleventy.config.*`, as far as it is literal.

use std::sync::LazyLock;

use regex::Regex;

use super::{data, files};
use crate::listing::{Files, Listing, join, normalize};
use crate::profile::DateRole;
use crate::profile::generator_config::{ContentRoot, GeneratorConfig, Taxonomy};
use crate::profile::javascript::{Expression, Module};

/// The names of the configuration, in the order in which Eleventy looks. The next major version is called Build Awesome.
const CONFIG_FILES: [&str; 7] = [
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    "buildawesome.config.js",
    "buildawesome.config.mjs",
    "buildawesome.config.cjs",
];

/// Template languages that come with Eleventy.
const FORMATS: [&str; 4] = ["liquid", "md", "njk", "html"];

static ARGUMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:eleventy|@11ty/eleventy)\b[^&|;]*?--(input|output)[= ]([\w./-]+)").expect("a valid pattern")
});

/// Whether a folder is an Eleventy site, and by which file.
pub fn detect(listing: &Listing, files: &dyn Files) -> Option<String> {
    if let Some(name) = CONFIG_FILES.iter().find(|name| listing.contains(name)) {
        return Some((*name).to_owned());
    }
    // Without a configuration, the tool alone says little: it may build the manual of a program.
    let has_marks = listing.contains(".eleventyignore") || listing.has_dir("_includes") || listing.has_dir("_data");
    let package = listing.contains("package.json").then(|| files.read("package.json")).flatten()?;
    (has_marks && package.contains("\"@11ty/eleventy\"")).then(|| "package.json".to_owned())
}

/// Where things are.
pub struct Folders {
    /// The folder of templates, "" for the site's root.
    pub input: String,
    /// What is included in templates: layouts, parts.
    pub includes: String,
    /// Layouts, where they have a folder of their own.
    pub layouts: Option<String>,
    /// Data for all pages.
    pub data: String,
    /// What is written.
    pub output: String,
}

/// Reads the configuration, Eleventy's own defaults filled in.
pub fn read(listing: &Listing, files: &dyn Files) -> GeneratorConfig {
    let mut config = GeneratorConfig { keep_case: true, ..GeneratorConfig::default() };
    let module = read_module(listing, files, &mut config);
    let settings = settings(&module);
    let folders = folders(&module, &settings, files, listing, &mut config);

    config.content = vec![ContentRoot { dir: folders.input.clone(), language: None, target: String::new() }];
    config.taxonomies = vec![Taxonomy { key: "tags".to_owned() }];
    config.markdown_extensions = formats(&module, &settings);
    config.unknown_urls |= module.calls("addUrlTransform").next().is_some() || adds_address(&module);
    if module.calls("addDateParsing").next().is_some() {
        // The site's own code reads dates: none is wrong.
        config.date_keys = vec![(DateRole::Date, Vec::new())];
    }
    files::read_ignored(&module, &folders, files, &mut config);
    files::read_copied(&module, &folders, listing, &mut config);
    data::read(&module, &folders, listing, files, &mut config);
    config
}

fn read_module(listing: &Listing, files: &dyn Files, config: &mut GeneratorConfig) -> Module {
    let Some(name) = CONFIG_FILES.iter().find(|name| listing.contains(name)) else { return Module::new("") };
    match files.read(name) {
        Some(text) => {
            config.files.push((*name).to_owned());
            Module::new(&text)
        }
        None => {
            config.unreadable.push(((*name).to_owned(), "it cannot be read".to_owned()));
            Module::new("")
        }
    }
}

/// The map of settings: what the function of the configuration returns, or what is exported as `config`. A filter in the
/// same file may return a map, too.
fn settings(module: &Module) -> Expression {
    const SETTINGS: [&str; 6] =
        ["dir", "templateFormats", "markdownTemplateEngine", "htmlTemplateEngine", "pathPrefix", "dataTemplateEngine"];
    let candidates = module.returned().chain(module.variable("config")).chain(module.exported());
    let has_settings = |map: &Expression| SETTINGS.iter().any(|key| map.get(key).is_some());
    candidates.filter(has_settings).last().unwrap_or(Expression::Unknown)
}

fn folders(
    module: &Module,
    settings: &Expression,
    files: &dyn Files,
    listing: &Listing,
    config: &mut GeneratorConfig,
) -> Folders {
    let dir = settings
        .get("dir")
        .and_then(|dir| module.resolve(dir))
        .unwrap_or(Expression::Map { entries: Vec::new(), is_whole: settings.get("dir").is_none() });
    let mut is_known = dir.is_whole();
    let mut setting = |key: &str, method: &str| {
        let call = module.calls(method).last();
        let value = call.as_ref().and_then(|call| call.arguments.first()).or_else(|| dir.get(key))?;
        let text = module.resolve(value).and_then(|value| value.text().map(str::to_owned));
        is_known &= text.is_some();
        text
    };
    let (input, output) = (setting("input", "setInputDirectory"), setting("output", "setOutputDirectory"));
    let (includes, layouts) = (setting("includes", "setIncludesDirectory"), setting("layouts", "setLayoutsDirectory"));
    let data = setting("data", "setDataDirectory");
    // Where a folder is computed, so may be any URL.
    config.unknown_urls |= !is_known;

    let scripts = listing.contains("package.json").then(|| files.read("package.json")).flatten().unwrap_or_default();
    let argument = |name: &str| {
        let found = ARGUMENT.captures_iter(&scripts).find(|found| &found[1] == name);
        found.map(|found| found[2].to_owned())
    };
    let input = argument("input").or(input).and_then(|dir| normalize(&dir)).unwrap_or_default();
    let below = |dir: &str| normalize(&join(&input, dir)).unwrap_or_default();
    Folders {
        includes: below(includes.as_deref().unwrap_or("_includes")),
        layouts: layouts.as_deref().map(below),
        data: below(data.as_deref().unwrap_or("_data")),
        output: argument("output").or(output).and_then(|dir| normalize(&dir)).unwrap_or_else(|| "_site".to_owned()),
        input,
    }
}

/// The extensions of templates. Others in `templateFormats` are copied as they are.
fn formats(module: &Module, settings: &Expression) -> Vec<String> {
    let call = module.calls("setTemplateFormats").last();
    let value = call.as_ref().and_then(|call| call.arguments.first()).or_else(|| settings.get("templateFormats"));
    let set = value.and_then(|value| module.resolve(value)).and_then(|value| value.texts());
    let split = |text: &String| text.split(',').map(|format| format.trim().to_owned()).collect::<Vec<_>>();
    set.map_or_else(|| FORMATS.map(str::to_owned).into(), |texts| texts.iter().flat_map(split).collect())
}

/// Whether code gives every page a permalink.
fn adds_address(module: &Module) -> bool {
    module.calls("addGlobalData").any(|call| {
        let name = call.arguments.first().and_then(Expression::text).unwrap_or_default();
        name.starts_with("permalink") || name.starts_with("eleventyComputed")
    })
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
    fn eleventy_by_its_files() {
        let by = |files: &[(&str, &str)]| {
            let files: HashMap<String, String> =
                files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
            detect(&Listing::new(files.keys().cloned()), &files)
        };
        assert_eq!(by(&[(".eleventy.js", "")]).as_deref(), Some(".eleventy.js"));
        assert_eq!(by(&[("buildawesome.config.mjs", "")]).as_deref(), Some("buildawesome.config.mjs"));
        let package = r#"{"devDependencies":{"@11ty/eleventy":"^3.1"}}"#;
        assert_eq!(by(&[("package.json", package), ("_includes/a.njk", "")]).as_deref(), Some("package.json"));
        assert_eq!(by(&[("package.json", package), ("docs/a.md", "")]), None);
        assert_eq!(by(&[("x/.eleventy.js", "")]), None);
    }

    #[test]
    fn folders_are_read_however_they_are_written() {
        let texts = [
            "module.exports = (c) => { c.addFilter('x', () => { return { a: 1 } }); return { dir: { input: './src', data: 'd' } } }",
            "export default (c) => ({ dir: { input: 'src', data: 'd' } })",
            "export const config = { dir: { input: 'src/', data: 'd' } };\nexport default async function (c) {}",
            "export default function (c) { c.setInputDirectory('src'); c.setDataDirectory('d') }",
            "const dir = { input: 'src', data: 'd' }; module.exports = function (c) { return { dir, pathPrefix: '/' } }",
        ];
        for text in texts {
            let config = site(&[("eleventy.config.js", text), ("src/d/tags.json", "\"x\"")]);
            assert_eq!((&*config.content[0].dir, config.defaults.len()), ("src", 1), "{text}");
            assert!(!config.unknown_urls, "{text}");
        }
    }

    #[test]
    fn arguments_count_more() {
        let config = site(&[
            ("eleventy.config.js", "export default () => ({ dir: { input: 'a' } })"),
            ("package.json", r#"{ "scripts": { "start": "npx @11ty/eleventy --serve --input=docs" } }"#),
        ]);
        assert_eq!(config.content[0].dir, "docs");
    }

    #[test]
    fn what_is_computed_leaves_addresses_open() {
        for text in [
            "module.exports = () => ({ dir: { input: process.env.IN } })",
            "module.exports = (c) => { c.addUrlTransform((p) => p.url) }",
            "module.exports = (c) => { c.addGlobalData('permalink', () => x) }",
        ] {
            assert!(site(&[(".eleventy.js", text)]).unknown_urls, "{text}");
        }
    }
}
