//! Images of the site, each under a name by which the generator finds it from this page.

use super::code::Writing;
use super::{Item, ItemKind, MOST_ITEMS, resembles};
use crate::assist::knowledge::Knowledge;
use crate::assist::place::ValuePlace;
use crate::assist::{Asked, code, pattern};
use crate::listing::parent;
use crate::profile::Lookup;
use crate::profile::generator_config::Mount;
use crate::profile::keys::KeyKind;
use crate::site::images::{ImageStatus, bundle, resolve};
use crate::text::Step;

/// What names of images end with.
const ENDINGS: [&str; 10] = ["png", "jpg", "jpeg", "webp", "avif", "gif", "svg", "bmp", "tif", "tiff"];

/// Whether the name of an image belongs at `place`.
pub fn is_image(asked: &Asked<'_>, place: &ValuePlace, known: &Knowledge) -> bool {
    let path = pattern(&place.path);
    // A text may stand in place of a list.
    let is_same = |key: &&str| asked.site().is_same_key(key.trim_end_matches("[]"), path.trim_end_matches("[]"));
    let kind = known.key.map(|key| key.kind);
    asked.site().image_keys().iter().any(is_same)
        || names_own_files(asked, place)
        || matches!(kind, Some(KeyKind::Image | KeyKind::ImageList))
}

/// Whether only files of the page's own folder can be named at `place`.
fn names_own_files(asked: &Asked<'_>, place: &ValuePlace) -> bool {
    let path = pattern(&place.path);
    asked.site().profile.images.patterns.iter().any(|key| asked.site().is_same_key(key, &path))
}

/// The images that may be named at `place`: those of the page's own folder first.
pub fn items(asked: &Asked<'_>, place: &ValuePlace) -> Vec<Item> {
    let site = asked.site();
    let typed = place.span.of(&asked.page.text).trim_matches(['"', '\'']);
    let own = bundle(asked.page);
    let beside = parent(&asked.page.path);
    let is_own = |file: &str| file.strip_prefix(own).is_some_and(|rest| rest.starts_with('/'));
    let only_own = names_own_files(asked, place);
    let is_candidate = |file: &&str| is_image_file(file) && (!only_own || is_own(file));
    let mut files: Vec<&str> = site.listing.iter().filter(is_candidate).collect();
    if files.len() > MOST_ITEMS {
        files.retain(|file| is_own(file) || resembles(file, typed.trim_start_matches(['.', '/', '@'])));
    }
    files.sort_by_key(|file| (!is_own(file), parent(file) != beside, !is_asset(asked, file)));
    // Each look-up tries many paths.
    files.truncate(2 * MOST_ITEMS);
    let is_list =
        |key: &&str| key.ends_with("[]") && asked.site().is_same_key(key.trim_end_matches("[]"), &pattern(&place.path));
    let is_item = matches!(place.path.0.last(), Some(Step::Index(_)));
    let in_list = !is_item && site.image_keys().iter().any(is_list);
    let writing = Writing::new(asked, place).in_list(in_list);
    let item = |file: &str| {
        let name = name_of(asked, file)?;
        let size = site.image_sizes.get(file).and_then(|size| size.pixels);
        let mut item = writing.text(&name, ItemKind::Image).documentation(vec![code(file)]);
        item.detail = size.map(|(width, height)| format!("{width} × {height}"));
        item.file = Some(file.to_owned());
        Some(item)
    };
    files.into_iter().filter_map(item).collect()
}

/// Whether a file is an image, by its name.
fn is_image_file(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

fn is_asset(asked: &Asked<'_>, file: &str) -> bool {
    asked.site().config.asset_mounts.iter().any(|mount| file.starts_with(&*mount.source))
}

/// The shortest name under which the generator finds `file` from the page.
fn name_of(asked: &Asked<'_>, file: &str) -> Option<String> {
    let finds =
        |name: &String| matches!(resolve(name, asked.page, asked.site()), ImageStatus::Found(found) if found == file);
    names(asked, file).into_iter().find(finds)
}

/// Names that may lead to `file`, the usual ones first.
fn names(asked: &Asked<'_>, file: &str) -> Vec<String> {
    let (site, page) = (asked.site(), asked.page);
    let lookups = site.profile.images.lookups;
    let below = |dir: &str| match dir {
        "" => Some(file),
        dir => file.strip_prefix(dir)?.strip_prefix('/'),
    };
    let mut names: Vec<String> = Vec::new();
    let own = bundle(page);
    names.extend(below(own).filter(|_| !own.is_empty()).map(str::to_owned));
    let stem = page.path.rsplit_once('.').map_or(&*page.path, |(stem, _)| stem);
    names.extend(below(stem).filter(|_| lookups.contains(&Lookup::OwnFolder)).map(str::to_owned));
    if lookups.contains(&Lookup::PageFile) || lookups.contains(&Lookup::PageUrl) {
        let relative = relative(parent(&page.path), file);
        let is_bare = !lookups.contains(&Lookup::ByCode);
        names.extend(relative.strip_prefix("./").filter(|_| is_bare).map(str::to_owned));
        names.push(relative);
    }
    let mounted = |mount: &Mount| {
        let rest = if mount.source == file { "" } else { below(&mount.source)? };
        let parts = [mount.target.trim_matches('/'), rest];
        Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"))
    };
    names.extend(site.config.asset_mounts.iter().filter_map(mounted));
    names.extend(
        site.config.path_aliases.iter().filter_map(|alias| Some(format!("{}{}", alias.target, below(&alias.source)?))),
    );
    names.extend(site.config.static_mounts.iter().filter_map(mounted).map(|path| format!("/{path}")));
    for root in &site.config.content {
        names.extend(below(&root.dir).map(|path| format!("/{path}")));
    }
    if lookups.contains(&Lookup::SiteAlias) {
        names.push(format!("@site/{file}"));
    }
    names
}

/// The path of `file` from the folder `from`, beginning with `./` or `../`.
fn relative(from: &str, file: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = file.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count().min(to.len() - 1);
    let up = "../".repeat(from.len() - shared);
    let down = to[shared..].join("/");
    if up.is_empty() { format!("./{down}") } else { format!("{up}{down}") }
}
