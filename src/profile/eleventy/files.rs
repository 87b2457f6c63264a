//! Which files the configuration leaves out, and which it copies.

use super::config::Folders;
use crate::listing::{Files, Listing, join, normalize};
use crate::profile::generator_config::{GeneratorConfig, Mount};
use crate::profile::globs;
use crate::profile::javascript::{Expression, Module};

/// Reads `.eleventyignore` (at the root and in the folder of templates), `.gitignore` and `ignores.add(…)`. A pattern is
/// that of a path, not of a name anywhere, and `!` takes nothing back.
pub fn read_ignored(module: &Module, folders: &Folders, files: &dyn Files, config: &mut GeneratorConfig) {
    let mut ignored = vec!["**/node_modules/**".to_owned(), format!("{}/**", folders.output)];
    if folders.output.is_empty() {
        ignored.pop();
    }
    for folder in [Some(&folders.includes), folders.layouts.as_ref(), Some(&folders.data)].into_iter().flatten() {
        if *folder != folders.input {
            ignored.push(format!("{folder}/**"));
        }
    }
    let uses_git = !module.calls("setUseGitIgnore").any(|call| call.arguments == [Expression::Boolean(false)]);
    let lists = [("", ".eleventyignore"), ("", ".gitignore"), (&*folders.input, ".eleventyignore")];
    for (folder, name) in lists.into_iter().filter(|(_, name)| uses_git || *name != ".gitignore") {
        let text = files.read(&join(folder, name)).unwrap_or_default();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '!']));
        ignored.extend(lines.map(|line| join(folder, line.trim_start_matches('/'))));
    }
    let added = module.calls("add").filter(|call| call.on.as_deref() == Some("ignores"));
    ignored.extend(added.filter_map(|call| call.arguments.first()?.text().map(str::to_owned)));

    config.ignored_paths = ignored
        .iter()
        .map(|pattern| pattern.trim_end_matches('/'))
        .flat_map(|pattern| [globs::below("", pattern), globs::below("", &format!("{pattern}/**"))])
        .flatten()
        .collect();
}

/// Reads `addPassthroughCopy(…)`: a path keeps its place below the folder of templates, a map names another.
pub fn read_copied(module: &Module, folders: &Folders, listing: &Listing, config: &mut GeneratorConfig) {
    let mut is_known = true;
    for call in module.calls("addPassthroughCopy") {
        let Some(first) = call.arguments.first().and_then(|first| module.resolve(first)) else {
            is_known = false;
            continue;
        };
        let has_options = call.arguments.len() > 1;
        let pairs: Vec<(&str, Option<&str>)> = match &first {
            Expression::Text(path) => vec![(path, None)],
            Expression::Map { entries, is_whole: true } => {
                entries.iter().map(|(source, target)| (&**source, Some(target.text().unwrap_or("\0")))).collect()
            }
            _ => Vec::new(),
        };
        is_known &= !pairs.is_empty() && !has_options;
        for (source, target) in pairs {
            let mount = mount(source, target, folders).filter(|mount| exists(&mount.source, listing));
            is_known &= mount.is_some();
            config.static_mounts.extend(mount);
        }
    }
    config.static_dirs = config.static_mounts.iter().map(|mount| mount.source.clone()).collect();
    // Templates ask for files by paths of the project, too, and have them copied themselves.
    config.path_aliases =
        ["", &folders.input].map(|dir| Mount { source: dir.to_owned(), target: "/".to_owned() }).into();
    config.unseen_mounts.push("files that programs write".to_owned());
    if !is_known {
        config.unseen_dirs.push(String::new());
    }
}

fn mount(source: &str, target: Option<&str>, folders: &Folders) -> Option<Mount> {
    // Of a pattern, the folders before its first star.
    let plain = source
        .find(['*', '?', '{', '[', '!'])
        .map_or(source, |star| source[..star].rsplit_once('/').map_or("", |(dir, _)| dir));
    let is_pattern = plain != source;
    let source = normalize(plain)?;
    let target = match target {
        Some("\0") => return None,
        // What a pattern finds loses its folders.
        Some(_) if is_pattern => return None,
        Some(target) => normalize(target)?,
        None => {
            let inner = match &*folders.input {
                "" => Some(&*source),
                input if source == input => Some(""),
                input => source.strip_prefix(input).and_then(|rest| rest.strip_prefix('/')),
            };
            inner.unwrap_or(&source).to_owned()
        }
    };
    Some(Mount { source, target })
}

fn exists(path: &str, listing: &Listing) -> bool {
    listing.contains(path) || listing.has_dir(path)
}

#[cfg(test)]
mod tests {
    use crate::listing::Listing;
    use crate::profile::eleventy::config::tests::site;
    use crate::profile::eleventy::pages::kind;

    #[test]
    fn ignored_files_are_no_pages() {
        let config = site(&[
            (".gitignore", "secret/\n*.tmp.md\n/only.md\n!keep.tmp.md\n"),
            (".eleventyignore", "# c\ndrafts\nREADME.md\nx/*.md\n"),
            (
                "eleventy.config.js",
                "export default (c) => { c.ignores.add('a'); c.ignores.add('**/d.md'); set.add('ok.md') }",
            ),
        ]);
        let is_page = |path: &&str| kind(path, &config, &Listing::default()).is_some();
        let all = [
            "secret/a.md",
            "a.tmp.md",
            "keep.tmp.md",
            "only.md",
            "d/only.md",
            "drafts/a.md",
            "README.md",
            "d/README.md",
            "x/y.md",
            "x/z/w.md",
            "d/secret/q.md",
            "a/1.md",
            "q/d.md",
            "_site/o.md",
            "x/node_modules/p/r.md",
            "ok.md",
        ];
        let pages: Vec<_> = all.into_iter().filter(is_page).collect();
        // As Eleventy 3.1.8 has them.
        assert_eq!(pages, ["d/only.md", "d/README.md", "x/z/w.md", "d/secret/q.md", "ok.md"]);
    }

    #[test]
    fn copied_files_have_addresses() {
        let text = "export default (c) => { c.addPassthroughCopy('src/img'); c.addPassthroughCopy({ 'public': '/' }); \
                    c.addPassthroughCopy('src/**/*.png'); return { dir: { input: 'src' } } }";
        let config = site(&[("eleventy.config.js", text), ("src/img/a.png", ""), ("public/b.png", "")]);
        let mounts: Vec<_> = config.static_mounts.iter().map(|mount| (&*mount.source, &*mount.target)).collect();
        assert_eq!(mounts, [("src/img", "img"), ("public", ""), ("src", "")]);
        assert!(config.unseen_dirs.is_empty());
        let config = site(&[("eleventy.config.js", "export default (c) => { c.addPassthroughCopy(images) }")]);
        assert!(!config.unseen_dirs.is_empty());
    }
}
