//! Looks an image up in every place where the generator and its themes look.

use super::url_path::{decoded, is_remote, is_templated, resolved};
use crate::listing::{file_name, join, normalize, parent};
use crate::profile::Lookup;
use crate::profile::generator_config::Mount;
use crate::profile::pages::PageKind;
use crate::site::index::stray_language;
use crate::site::{Page, Site};

/// What became of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageStatus {
    /// It is there: the file, relative to the site's root.
    Found(String),
    /// A file is there whose name differs in letter case, which most servers distinguish.
    OtherCase(String),
    /// A file of that name lies beside the page, but the page's address lies elsewhere and nothing is served there.
    Beside(String),
    /// No place has it.
    Missing,
    /// Nothing is written.
    Empty,
    /// It is not the site's own: another host, or data in the page.
    Remote,
    /// It leads out of the site.
    Outside,
    /// It cannot be known.
    Unverified(Unverified),
}

impl ImageStatus {
    /// The file that is there, relative to the site's root, whether it is served or not.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Found(file) | Self::OtherCase(file) | Self::Beside(file) => Some(file),
            _ => None,
        }
    }
}

/// Why an image cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unverified {
    /// A theme or module that may have it is not checked out.
    ThemeUnseen,
    /// A template fills it in.
    Template,
    /// The page's address is not known.
    AddressUnknown,
    /// The site's own code makes a path of it.
    ByCode,
}

/// Looks up `value`, the name of an image on `page`.
pub fn resolve(value: &str, page: &Page, site: &Site) -> ImageStatus {
    let value = value.trim();
    if value.is_empty() {
        return ImageStatus::Empty;
    }
    if is_templated(value) {
        return ImageStatus::Unverified(Unverified::Template);
    }
    if is_remote(value) {
        return ImageStatus::Remote;
    }
    let mut other_case = None;
    let lookups = site.profile.images.lookups.iter().map(|lookup| look_up(*lookup, value, page, site));
    let own = site.settings.image_roots.iter().map(|root| below_root(root, value, site));
    for hit in lookups.chain(own) {
        match hit {
            Hit::Exact(file) => return ImageStatus::Found(file),
            Hit::OtherCase(file) => other_case = other_case.or(Some(file)),
            Hit::None => {}
        }
    }
    other_case.map_or_else(|| not_found(value, page, site), ImageStatus::OtherCase)
}

fn not_found(value: &str, page: &Page, site: &Site) -> ImageStatus {
    let is_rooted = value.starts_with('/');
    let climbs = |start: &str| decoded(value).is_some_and(|path| normalize(&join(start, &path)).is_none());
    if !is_rooted && climbs(parent(&page.path)) {
        return ImageStatus::Outside;
    }
    let is_bundle = matches!(page.kind, PageKind::LeafBundle);
    let lookups = site.profile.images.lookups;
    let names_file = (value.starts_with('.') && lookups.contains(&Lookup::PageFile)) || aliased(value, site).is_some();
    if is_rooted && !site.profile.is_known() && is_below_some_folder(value, site) {
        return ImageStatus::Unverified(Unverified::AddressUnknown);
    }
    // Where each language's folder is served, and which share their pictures, is for a program to say.
    if stray_language(page, site).is_some() {
        return ImageStatus::Unverified(Unverified::AddressUnknown);
    }
    if lookups.contains(&Lookup::ByCode) && !is_rooted && !names_file {
        return ImageStatus::Unverified(Unverified::ByCode);
    }
    // What a theme brings along has a path; a bare name in a bundle can only be the page's own picture.
    let is_elsewhere = (is_rooted || !is_bundle) && !names_file && !is_copied(value, site);
    if site.config.has_unseen_theme() && is_elsewhere {
        return ImageStatus::Unverified(Unverified::ThemeUnseen);
    }
    if !is_rooted && site.profile.images.singles_own_nothing && page.kind == PageKind::Single {
        let beside = decoded(value).and_then(|path| normalize(&join(parent(&page.path), &path)));
        if let Some(file) = beside.filter(|file| site.listing.contains(file)) {
            return ImageStatus::Beside(file);
        }
    }
    let needs_address = lookups.contains(&Lookup::PageUrl) && !is_rooted && !is_bundle;
    if needs_address && page.url.is_none() {
        return ImageStatus::Unverified(Unverified::AddressUnknown);
    }
    ImageStatus::Missing
}

/// Whether a file has the rooted path `value` below some folder. Without a generator, any folder may be the root.
fn is_below_some_folder(value: &str, site: &Site) -> bool {
    let Some(path) = decoded(value) else { return false };
    site.listing.named(file_name(&path)).any(|file| file.ends_with(&*path))
}

/// What one place has.
enum Hit {
    Exact(String),
    OtherCase(String),
    None,
}

fn look_up(lookup: Lookup, value: &str, page: &Page, site: &Site) -> Hit {
    match lookup {
        Lookup::Bundle => in_bundle(value, page, site),
        Lookup::Assets => in_assets(value, site),
        Lookup::PageUrl => match (&page.url, decoded(value)) {
            (Some(url), Some(path)) => at_url(&resolved(url, &path), page, site),
            _ => Hit::None,
        },
        Lookup::RootUrl => decoded(value).map_or(Hit::None, |path| at_root_url(&resolved("/", &path), page, site)),
        Lookup::OwnFolder if !site.config.post_folders => Hit::None,
        Lookup::OwnFolder => in_own_folder(value, page, site).map_or(Hit::None, |path| exactly(&path, site)),
        Lookup::SiteAlias => {
            let path = value.strip_prefix("@site/").and_then(normalize);
            path.map_or(Hit::None, |path| exactly(&path, site))
        }
        // The project itself, at `/`, is as good a place as any.
        Lookup::Alias => {
            let at = |mount: &Mount| normalize(&join(&mount.source, value.strip_prefix(&*mount.target)?));
            let paths = site.config.path_aliases.iter().filter_map(at);
            paths.map(|path| exactly(&path, site)).find(|hit| !matches!(hit, Hit::None)).unwrap_or(Hit::None)
        }
        // It adds no place, but what is not found elsewhere is not missing.
        Lookup::ByCode => Hit::None,
        Lookup::PageFile => {
            let is_relative = !value.starts_with('/');
            let path =
                decoded(value).filter(|_| is_relative).and_then(|path| normalize(&join(parent(&page.path), &path)));
            path.map_or(Hit::None, |path| exactly(&path, site))
        }
    }
}

/// Whether a rooted value points into a folder that the site copies from one place only, so that nothing else can have
/// it (Eleventy `addPassthroughCopy`).
fn is_copied(value: &str, site: &Site) -> bool {
    let is_certain = site.profile.images.lookups.contains(&Lookup::ByCode) && site.config.unseen_dirs.is_empty();
    let points_into = |mount: &Mount| {
        let rest = value.strip_prefix('/').and_then(|path| path.strip_prefix(&*mount.target));
        !mount.target.is_empty() && rest.is_some_and(|rest| rest.starts_with('/'))
    };
    is_certain && site.config.static_mounts.iter().any(points_into)
}

/// The folder for which the beginning of a value stands. A slash is none.
fn aliased<'s>(value: &str, site: &'s Site) -> Option<&'s Mount> {
    site.config.path_aliases.iter().find(|mount| mount.target != "/" && value.starts_with(&*mount.target))
}

/// The file that is served at the URL path `path`, which may begin with the path of the whole site.
fn at_root_url(path: &str, page: &Page, site: &Site) -> Hit {
    let below_base = path.strip_prefix(&*site.config.base_path).filter(|rest| rest.starts_with('/'));
    match at_url(path, page, site) {
        Hit::None => below_base.map_or(Hit::None, |path| at_url(path, page, site)),
        hit => hit,
    }
}

/// The file in the folder beside the page that is named like the page's file.
fn in_own_folder(value: &str, page: &Page, site: &Site) -> Option<String> {
    let value = decoded(value)?;
    let own = page.url.as_ref().and_then(|url| value.strip_prefix(&**url));
    let own = own.or_else(|| own_part(&value, &page.path));
    let relative = own.or_else(|| Some(&*value).filter(|value| !value.starts_with('/')))?;
    let stem = page.path.rsplit_once('.').map_or(&*page.path, |(stem, _)| stem);
    normalize(&join(stem, relative)).filter(|path| site.listing.ignoring_case(path).next().is_some())
}

/// The rest of `post/x.png` or `./post/x.png` for a page in `post.md`.
fn own_part<'v>(value: &'v str, page: &str) -> Option<&'v str> {
    let name = file_name(page).rsplit_once('.')?.0;
    value.strip_prefix("./").unwrap_or(value).strip_prefix(name)?.strip_prefix('/')
}

/// The file below a folder that the site's own templates look into, with or without a slash in front.
fn below_root(root: &str, value: &str, site: &Site) -> Hit {
    let path = decoded(value).and_then(|path| normalize(path.trim_start_matches('/')));
    path.map_or(Hit::None, |path| exactly(&join(root, &path), site))
}

/// The file at `path`, or one whose path differs in letter case.
fn exactly(path: &str, site: &Site) -> Hit {
    if site.listing.contains(path) {
        return Hit::Exact(path.to_owned());
    }
    site.listing.ignoring_case(path).next().map_or(Hit::None, |file| Hit::OtherCase(file.to_owned()))
}

/// Among the files of the page's bundle, also those of its translations, which share them; by name or by pattern.
fn in_bundle(value: &str, page: &Page, site: &Site) -> Hit {
    let name = value.trim_start_matches("./").trim_start_matches('/');
    if renamed(page).any(|(new_name, src)| is_named(&new_name, name) && matching(&src, page, site).is_some()) {
        return Hit::Exact(join(bundle(page), name));
    }
    let named = |folder: &str, name: &str| {
        let file = site.listing.ignoring_case(&join(folder, name)).next();
        file.filter(|file| is_resource(file)).map(|file| Hit::Exact(file.to_owned()))
    };
    let in_folder = |folder: &str| named(folder, name).or_else(|| named(folder, &translated(name, page, site)?));
    let own = bundle(page);
    let hit = in_folder(own).or_else(|| same_below_others(own, site).iter().find_map(|folder| in_folder(folder)));
    if let Some(hit) = hit {
        return hit;
    }
    let is_pattern = name.contains(['*', '?', '[', '{']);
    let file = is_pattern.then(|| matching(name, page, site)).flatten();
    file.map_or(Hit::None, Hit::Exact)
}

/// Whether a generator publishes a file among its pages: not the hidden ones and the copies that editors leave.
fn is_resource(file: &str) -> bool {
    let name = file_name(file);
    !name.starts_with(['.', '#']) && !name.ends_with('~')
}

/// `a.zh.png` for `a.png` on a Chinese page.
fn translated(name: &str, page: &Page, site: &Site) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    let language = page.language.as_deref().unwrap_or(&site.config.default_language);
    (!language.is_empty()).then(|| format!("{stem}.{language}.{extension}"))
}

/// The folder whose files belong to the page.
pub fn bundle(page: &Page) -> &str {
    if page.kind != PageKind::Single {
        return parent(&page.path);
    }
    let stem = page.path.rsplit_once('.').map_or(&*page.path, |(stem, _)| stem);
    let in_language = page.language.as_deref().and_then(|language| stem.strip_suffix(language)?.strip_suffix('.'));
    in_language.unwrap_or(stem)
}

/// The same folder as `own`, which lies below a content root, below the others.
fn same_below_others(own: &str, site: &Site) -> Vec<String> {
    if site.config.content.len() < 2 {
        return Vec::new();
    }
    let below = |root: &str| own.strip_prefix(root).map(|rest| rest.trim_start_matches('/').to_owned());
    let inner = site.config.content.iter().filter_map(|root| below(&root.dir)).min_by_key(String::len);
    let others = inner.iter().flat_map(|inner| site.config.content.iter().map(|root| join(&root.dir, inner)));
    others.filter(|folder| folder != own).collect()
}

/// The new names that `resources` gives to files of the bundle, each with its pattern.
fn renamed(page: &Page) -> impl Iterator<Item = (String, String)> {
    let resources = page.get("resources").map(|entry| entry.value);
    resources.into_iter().flat_map(|list| list.items()).filter_map(|item| {
        let text = |name: &str| {
            let entry = item.entries().rfind(|entry| entry.name().eq_ignore_ascii_case(name))?;
            entry.value.scalar().map(|scalar| scalar.text.to_string())
        };
        Some((text("name")?, text("src")?))
    })
}

/// Whether the new name `pattern`, in which `:counter` stands for a number, is `name`.
fn is_named(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.to_lowercase(), name.to_lowercase());
    match pattern.split_once(":counter") {
        None => pattern == name,
        Some((before, after)) => {
            let number = name.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
        }
    }
}

/// A file of the bundle that `pattern` matches, letter case ignored. A pattern that is no glob matches nothing.
fn matching(pattern: &str, page: &Page, site: &Site) -> Option<String> {
    let glob = globset::GlobBuilder::new(pattern.trim_start_matches('/')).case_insensitive(true).build().ok()?;
    let glob = glob.compile_matcher();
    let folder = bundle(page);
    let inner = |file: &str| file[folder.len() + usize::from(!folder.is_empty())..].to_owned();
    site.listing.under(folder).find(|file| is_resource(file) && glob.is_match(inner(file))).map(str::to_owned)
}

fn in_assets(value: &str, site: &Site) -> Hit {
    // Unlike a browser, Hugo takes a backslash for part of the name.
    let Some(path) = (!value.contains('\\')).then(|| resolved("/", value)) else { return Hit::None };
    let files = site.config.asset_mounts.iter().filter_map(|mount| mounted(&mount.source, &mount.target, &path));
    for file in files {
        if let Some(file) = site.listing.ignoring_case(&file).next() {
            return Hit::Exact(file.to_owned());
        }
    }
    Hit::None
}

/// The file that is served at the URL path `path`.
fn at_url(path: &str, page: &Page, site: &Site) -> Hit {
    let mut other_case = Hit::None;
    let statics = site.config.static_mounts.iter().filter_map(|mount| mounted(&mount.source, &mount.target, path));
    for file in statics.chain(std::iter::once_with(|| in_content(path, page, site)).flatten()) {
        match exactly(&file, site) {
            Hit::Exact(file) if is_resource(&file) || !is_content(&file, site) => return Hit::Exact(file),
            Hit::Exact(_) => {}
            Hit::OtherCase(file) if same_name(&file, path) => return Hit::Exact(file),
            Hit::OtherCase(file) => other_case = Hit::OtherCase(file),
            Hit::None => {}
        }
    }
    other_case
}

fn is_content(file: &str, site: &Site) -> bool {
    let is_below = |dir: &str| file.strip_prefix(dir).is_some_and(|rest| rest.starts_with('/'));
    site.config.content.iter().any(|root| root.dir.is_empty() || is_below(&root.dir))
}

/// Folders are lower-cased in URLs, file names are not: only the name counts.
fn same_name(file: &str, path: &str) -> bool {
    file_name(file) == file_name(path)
}

/// The files of content that may be served at `path`: below the page itself, and below every content root.
fn in_content(path: &str, page: &Page, site: &Site) -> Vec<String> {
    let mut files = Vec::new();
    if let Some(rest) = page.url.as_ref().and_then(|url| path.strip_prefix(&**url)) {
        files.push(join(bundle(page), rest));
    }
    let unprefixed = site.config.languages.iter().find_map(|language| path.strip_prefix(&format!("/{language}/")));
    let below = [Some(path.trim_start_matches('/')), unprefixed];
    for root in &site.config.content {
        for path in below.into_iter().flatten() {
            files.extend(mounted(&root.dir, &root.target, &format!("/{path}")));
        }
    }
    files
}

/// The file below `source` that appears at the rooted `path` when `source` is mounted at `target`.
fn mounted(source: &str, target: &str, path: &str) -> Option<String> {
    let path = path.trim_start_matches('/');
    let target = target.trim_matches('/');
    let rest = if target.is_empty() { path } else { path.strip_prefix(target)?.strip_prefix('/')? };
    Some(join(source, rest))
}
